"""The chapters of a campaign as a path: those that are over, the one that comes now, later ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from game.presenter.said.campaign_standing import ChapterStanding
from game.ui.page.commands import (
    Command,
    KeyTable,
    LeaveGame,
    OpenMenu,
    PickListed,
    numbered,
    shortcut,
)
from game.ui.page.elements import Element, Flow, Gap, Stack, Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import CARD, SMALL, SMALL_STRONG, Style, line_height, width_of
from game.ui.paint.icons import icon
from game.ui.widgets.buttons import centre, toggle


@frozen
class PlayChapter(Command):
    """Plays the chapter that comes now; after the last one, goes back to the title."""


@frozen
class LookBackAt(Command):
    """Opens the game of a chapter that is over, by its number, to look back at it."""

    number: int


CampaignCommand = PlayChapter | LookBackAt | PickListed | OpenMenu | LeaveGame

KEYS: KeyTable[CampaignCommand] = KeyTable(
    "campaign",
    (
        shortcut("enter", PlayChapter(), "play"),
        numbered("look-back"),
        shortcut("h", LeaveGame(), "home"),
        shortcut("escape", OpenMenu()),
    ),
)


_NUMBER = Style("title", 25, 1.2)
_LEAST = 190
"""The least width of a chapter beside others, in steps that grow with text."""
_GAP = 20


@frozen
class ChapterPath:
    """The chapters side by side on a line; where there is little room, one below another."""

    chapters: Sequence[ChapterStanding]
    say: Callable[..., str]

    def is_line(self, page: Page, width: int) -> bool:
        """Whether they have room side by side."""
        return self._column(page, width) >= page.theme.tall(_LEAST)

    def _column(self, page: Page, width: int) -> int:
        count = len(self.chapters)
        return (width - page.px(_GAP) * (count - 1)) // count

    def _size(self, page: Page) -> int:
        return page.theme.tall(44)

    def rows(self, page: Page, width: int) -> tuple[Element, ...]:
        """What is scrolled part by part: the whole line, or each chapter."""
        if self.is_line(page, width):
            return (self,)
        return tuple(_ChapterRow(self, each) for each in self.chapters)

    def height(self, page: Page, width: int) -> int:
        column = self._column(page, width)
        below = (_about(page, each, self.say, "centre") for each in self.chapters)
        return self._size(page) + max(each.height(page, column) for each in below)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        column, size = self._column(page, width), self._size(page)
        step, middle = column + page.px(_GAP), y + size // 2
        for number, each in enumerate(self.chapters[:-1]):
            left = x + number * step + column // 2 + size // 2 + page.px(6)
            after = self.chapters[number + 1].state
            is_passed = each.state != "later" and after != "later" and each.state != "now"
            colour = page.ink.second if is_passed else page.ink.line
            length = step - size - page.px(12)
            page.canvas.box(Rect(left, middle - page.px(2), length, max(2, page.px(4))), colour, 2)
        for number, each in enumerate(self.chapters):
            left = x + number * step
            _mark(page, each, Rect(left + (column - size) // 2, y, size, size))
            _about(page, each, self.say, "centre").draw(page, left, y + size, column)


@frozen
class _ChapterRow:
    """A chapter with its mark at the left."""

    path: ChapterPath
    chapter: ChapterStanding

    def _indent(self, page: Page) -> int:
        return self.path._size(page) + page.px(16)

    def height(self, page: Page, width: int) -> int:
        about = _about(page, self.chapter, self.path.say, "left")
        return max(self.path._size(page), about.height(page, width - self._indent(page)))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        size, indent = self.path._size(page), self._indent(page)
        _mark(page, self.chapter, Rect(x, y, size, size))
        about = _about(page, self.chapter, self.path.say, "left")
        about.draw(page, x + indent, y, width - indent)


@frozen
class _Struck:
    """Words with a line through them."""

    words: Words

    def height(self, page: Page, width: int) -> int:
        return self.words.height(page, width)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        self.words.draw(page, x, y, width)
        style, step = self.words.style, line_height(self.words.style, page.theme)
        for number, line in enumerate(self.words.lines(page, width)):
            length = width_of(line, style, page.theme)
            left = x if self.words.align == "left" else x + (width - length) // 2
            middle = y + number * step + step * 54 // 100
            page.canvas.box(Rect(left, middle, length, max(1, page.px(2))), self.words.colour, 0)


@frozen
class _Centred:
    """A flow of small elements in the middle of the width."""

    flow: Flow

    def _width(self, page: Page) -> int:
        return sum(part.size(page)[0] for part in self.flow.parts)

    def height(self, page: Page, width: int) -> int:
        return self.flow.height(page, width)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        left = x + max(0, width - self._width(page)) // 2
        self.flow.draw(page, left, y, width)


def _mark(page: Page, chapter: ChapterStanding, rect: Rect) -> None:
    """The disc of a chapter: with a tick, in brass, or only its edge."""
    paper, ink, palette = page.paper, page.ink, page.palette
    match chapter.state:
        case "played":
            page.canvas.box(rect, paper.ground, 99)
            image = icon("check", rect.h * 58 // 100, paper.better)
            page.canvas.picture(image, centre(image, rect))
            return
        case "now":
            fill, edge, colour = palette.brass, None, palette.on_brass
        case _:
            fill, edge, colour = ink.ground, ink.line, ink.second
    page.canvas.box(rect, fill, 99, edge, 2)
    number = str(chapter.number)
    left = rect.x + (rect.w - width_of(number, _NUMBER, page.theme)) // 2
    top = rect.y + (rect.h - line_height(_NUMBER, page.theme)) // 2
    page.canvas.text(number, left, top, _NUMBER, colour)
    if chapter.state == "skipped":
        across = rect.inflate(-rect.w // 5, 0)
        middle = rect.y + rect.h // 2
        page.canvas.box(Rect(across.x, middle, across.w, max(2, page.px(2))), ink.second, 0)


def _about(page: Page, chapter: ChapterStanding, say: Callable[..., str], align: str) -> Stack:
    """What stands below the mark of a chapter, or beside it."""
    ink, state = page.ink, chapter.state
    pale = state in ("later", "skipped")
    title = Words(chapter.title, CARD, ink.second if pale else ink.first, align)
    parts: list[Element] = [Gap(4), _Struck(title) if state == "skipped" else title]
    if chapter.date:
        parts.append(Words(chapter.date, SMALL, ink.third if pale else ink.second, align))
    match state:
        case "played":
            parts.append(Words(chapter.outcome, SMALL_STRONG, ink.first, align))
            scores = ", ".join(each.sentence for each in chapter.shown_scores)
            parts.append(Words(scores, SMALL, ink.second, align))
            back = toggle(LookBackAt(chapter.number), say("ui.campaign.look-back"), False, "rewind")
            flow = Flow((back,))
            parts += [Gap(6), flow if align == "left" else _Centred(flow)]
        case "now":
            text = " · ".join(each for each in (chapter.text, chapter.minutes) if each)
            parts.append(Words(text, SMALL_STRONG, ink.brass, align))
        case _:
            text = chapter.text or (chapter.minutes if state == "later" else "")
            parts += [Words(text, SMALL, ink.third, align)] if text else []
    return Stack(tuple(parts))
