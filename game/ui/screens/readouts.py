"""Statements side by side: what each side said of the same thing, at the same time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve, frozen

from game.model.colours import mix_colours
from game.presenter.hot_seat import HotSeat
from game.presenter.prose import without_sources
from game.presenter.statements import Statement, StatementRound, latest_statements
from game.ui.page.commands import GoBack, KeyTable, shortcut
from game.ui.page.elements import Element, Gap, Line, Marked, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Pop
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, cut_bottom, cut_top, shrink_box
from game.ui.paint.fonts import (
    CAPITALS,
    SHEET,
    SMALL,
    SMALL_STRONG,
    Style,
    line_height,
    width_of,
)
from game.ui.paint.icons import icon
from game.ui.paint.theme import SideLook, looks
from game.ui.program.program import Program
from game.ui.widgets.buttons import GREY, Button, side_badge
from game.ui.widgets.frame import ground
from game.words.wording import Wording

_LARGE = Style("serif", 40, 1.34)
_SMALLER = Style("serif", 29, 1.34)


STYLES = (_LARGE, _SMALLER)
"""The first in which all of the statements has room."""


KEYS = KeyTable("", (shortcut("enter", GoBack(), also=("escape", "w")),))


class Readouts:
    """The latest statements beside each other, on paper."""

    name = "readouts"

    def __init__(self, program: Program, side: str) -> None:
        self._program = program
        self._side = side

    @property
    def keys(self) -> Mapping[str, GoBack]:
        return KEYS.commands()

    def handle(self, command: GoBack) -> Answer:  # noqa: ARG002
        return Pop()

    def draw(self, page: Page) -> None:
        ground(page)
        hot_seat = self._program.playing
        rect = shrink_box(page.rect, page.px(48), page.px(32))
        back = Button(GoBack(), hot_seat.words.say("ui.back"), GREY, "back")
        body, foot = cut_bottom(rect, back.height(page, rect.w), page.px(18))
        back.draw(page, foot.x, foot.y, back.natural(page))
        draw_statements(page, hot_seat, self._side, body)


def draw_statements(page: Page, hot_seat: HotSeat, side: str, rect: Rect) -> None:
    """Draws the latest statements beside each other, as a side or everybody may read them."""
    words, statements = hot_seat.words, latest_statements(hot_seat, side)
    height = line_height(SHEET, page.theme) + line_height(SMALL, page.theme)
    head, body = cut_top(rect, height, page.px(18))
    page.canvas.text(words.say("ui.over.sayings"), head.x, head.y, SHEET, page.ink.first)
    if statements is None:
        nothing = Words(words.say("ui.readouts.none"), SMALL, page.ink.second)
        nothing.draw(page, body.x, body.y, body.w)
        return
    _draw_told(page, words, head, statements)
    for sheet, box in _sheets(page, words, body, statements):
        sheet.draw_in(page, box)


def _sheets(
    page: Page, words: Wording, body: Rect, statements: StatementRound
) -> Iterator[tuple[_StatementSheet, Rect]]:
    """The sheets beside each other, all as high as the highest needs to be."""
    count, gap = len(statements.statements), page.px(32)
    width = (body.w - gap * (count - 1)) // count
    sheets = [_StatementSheet(words, each) for each in statements.statements]
    for style in STYLES:
        sheets = [evolve(sheet, style=style) for sheet in sheets]
        height = max(sheet.natural(page, width) for sheet in sheets)
        if height <= body.h:
            break
    height = min(body.h, max(height, body.h * 55 // 100))
    y = body.y + (body.h - height) // 6
    for i, sheet in enumerate(sheets):
        yield sheet, Rect(body.x + i * (width + gap), y, width, height)


def _draw_told(page: Page, words: Wording, head: Rect, statements: StatementRound) -> None:
    """When they were made, and that it was unseen, where there is room."""
    sentence = words.say(
        "ui.readouts.turn", phase=words.naming.phase(statements.phase), turn=statements.turn
    )
    y = head.y + line_height(SHEET, page.theme)
    x = head.x + page.canvas.text(sentence, head.x, y, SMALL, page.ink.second) + page.px(24)
    together = words.say("ui.readouts.together")
    if x + width_of(together, SMALL, page.theme) <= head.right:
        page.canvas.text(together, x, y, SMALL, page.ink.third)


@frozen
class _StatementSheet:
    """One side's statement."""

    words: Wording
    statement: Statement
    style: Style = _LARGE

    def _look(self, page: Page) -> SideLook:
        return looks(self.words.scenario, page.palette)[self.statement.side]

    def _inner(self, page: Page, rect: Rect) -> Rect:
        return shrink_box(rect, page.px(40), page.px(34))

    def _head(self, page: Page, width: int) -> tuple[Words, Words, int, int]:
        """The two lines of the letterhead, how wide they are, and how high all of it is."""
        side = self.words.naming.side_inside(self.statement.side)
        upper = self.words.say("ui.readouts.statement", side=side)
        first = Words(upper, SMALL_STRONG, self._look(page).on_paper)
        second = Words(self.words.naming.action(self.statement.action), SHEET, page.paper.first)
        room = width - self._badge(page) - page.px(16)
        height = first.height(page, room) + second.height(page, room)
        return first, second, room, max(height, self._badge(page)) + page.px(20)

    def _badge(self, page: Page) -> int:
        return page.theme.tall(56)

    def natural(self, page: Page, width: int) -> int:
        """How high it is where all of it has room."""
        inner = self._inner(page, Rect(0, 0, width, 0)).w
        height = sum(part.height(page, inner) + page.px(8) for part in self._parts(page))
        return self._head(page, inner)[3] + height + 2 * page.px(34)

    def draw_in(self, page: Page, rect: Rect) -> None:
        """Draws it in a box; what has no room is scrolled."""
        look, inner = self._look(page), self._inner(page, rect)
        page.canvas.paper(rect, aged=True)
        with page.canvas.clipped(Rect(rect.x, rect.y, rect.w, page.px(10))):
            page.canvas.box(Rect(rect.x, rect.y, rect.w, page.px(40)), look.colour, 8)
        self._quote(page, inner)
        side_badge(page, look, inner.topleft, self._badge(page))
        first, second, room, height = self._head(page, inner.w)
        left = inner.right - room
        page.explain(Rect(left, inner.y, room, first.height(page, room)), "statement")
        first.draw(page, left, inner.y, room)
        second.draw(page, left, inner.y + first.height(page, room), room)
        body = Rect(inner.x, inner.y + height, inner.w, max(1, inner.h - height))
        name = f"statement-{self.statement.side}"
        Scroll(name, tuple(self._parts(page)), 8, page.paper.line).draw_in(page, body)

    def _quote(self, page: Page, inner: Rect) -> None:
        """A large pale quotation mark in the corner."""
        size = page.theme.tall(150)
        pale = mix_colours(page.paper.ground, self._look(page).colour, 0.07)
        page.canvas.picture(icon("quote", size, pale), (inner.right - size, inner.bottom - size))

    def _parts(self, page: Page) -> list[Element]:
        words, paper = self.words, page.paper
        text = without_sources(words.scenario.actions[self.statement.action].text)
        first, *followed = self.statement.entries
        sentences = words.entries([evolve(first, quotation=None), *followed])[1:]
        said = first.quotation
        quoted = words.say("quoted", text=said.text) if said is not None else ""
        none = [Words(words.say("ui.readouts.nothing"), SMALL, paper.second)]
        return [
            *([Words(text, self.style, paper.first)] if text else []),
            *([Marked("quote", quoted, SMALL, paper.first, paper.third)] if quoted else []),
            Gap(12),
            Line(paper.line),
            Gap(6),
            Words(words.say("insight.followed"), CAPITALS, paper.third),
            *([] if sentences else none),
            *(Marked("arrow-right", s, SMALL, paper.first, paper.third) for s in sentences),
        ]
