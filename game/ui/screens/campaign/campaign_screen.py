"""Between the chapters of a campaign: how it stands, what is brought along, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from attrs import frozen

from game.model.colours import Colour
from game.model.scenario import Scenario
from game.presenter.prose import paragraphs
from game.presenter.said.campaign_opening import (
    BroughtTrack,
    ChapterOpening,
    Remembered,
    chapter_opening,
)
from game.presenter.said.campaign_standing import (
    CampaignStanding,
    SeatResult,
    campaign_standing,
    only_seat,
)
from game.session.campaign_save import CampaignGame
from game.ui.page.commands import DIGITS, LeaveGame, OpenMenu, PickListed
from game.ui.page.elements import Element, Labelled, Line, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, GoOn, Home, Push
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, columns, cut_bottom, cut_top, shrink_box
from game.ui.paint.fonts import (
    BODY,
    CAPITALS,
    FIGURE,
    LEDE,
    PANEL,
    SCENARIO,
    SCORE,
    SMALL,
    SMALL_STRONG,
    STRONG,
    line_height,
    width_of,
)
from game.ui.paint.theme import Sheet, SideLook, looks
from game.ui.program.program import Program
from game.ui.screens.campaign.chapter_path import (
    KEYS,
    CampaignCommand,
    ChapterPath,
    LookBackAt,
    PlayChapter,
)
from game.ui.screens.game_control import UNUSABLE
from game.ui.screens.menu.menu import Menu
from game.ui.screens.setup.seat_choice import by_line
from game.ui.widgets.buttons import FULL, Button, SignButton, side_badge
from game.ui.widgets.frame import ground, panel, sheet
from game.ui.widgets.top_bar import bar_height
from game.words.error_words import reason_of
from game.words.sentences import number

_SIGNS = {"kept": "check", "broken": "cross", "running": "seal"}


@frozen
class _Told:
    """What is shown, and of which moment."""

    of: tuple[str, int]
    """The language, and how many chapters were over."""
    standing: CampaignStanding
    opening: ChapterOpening | None
    """None after the last chapter."""


class CampaignScreen:
    """The page of a campaign, from which its next chapter is played."""

    name = "campaign"

    def __init__(self, program: Program) -> None:
        self._program = program
        self._known: _Told | None = None

    @property
    def _campaign(self) -> CampaignGame:
        if self._program.campaign is None:
            raise ValueError("no campaign is being played")
        return self._program.campaign

    @property
    def _told(self) -> _Told:
        """What is shown now; worked out once for each language and chapter."""
        campaign, code = self._campaign, self._program.code
        of = code, len(campaign.played)
        if self._known is None or self._known.of != of:
            seat = only_seat(campaign)
            opening = chapter_opening(campaign, code, seat) if campaign.chapter else None
            self._known = _Told(of, campaign_standing(campaign, code, seat), opening)
        return self._known

    @property
    def keys(self) -> Mapping[str, CampaignCommand]:
        played = [each.past.played for each in self._campaign.played]
        without = {i for i in range(len(DIGITS)) if i >= len(played) or not played[i]}
        return KEYS.commands(without={PickListed(i) for i in without})

    def handle(self, command: CampaignCommand) -> Answer:
        match command:
            case PlayChapter():
                if self._campaign.chapter is None:
                    return Home()
                return self._open()
            case LookBackAt(number=chapter):
                return self._open(chapter)
            case PickListed(index=index):
                return self._open(index + 1)
            case OpenMenu():
                return Push(Menu(self._program, self))
            case LeaveGame():
                return Home()
            case _:
                assert_never(command)

    def _open(self, past: int = 0) -> Answer:
        """Goes on with the chapter that comes now, or back to one that is over, by its number."""
        program = self._program
        try:
            hot_seat = program.look_back(past) if past else program.play_chapter()
        except UNUSABLE as error:
            reason = reason_of(error, program.language)
            program.toast = program.say("ui.campaign.failed", reason=reason)
            return None
        return GoOn() if hot_seat is not None else None

    # Drawing

    def draw(self, page: Page) -> None:
        ground(page)
        body = shrink_box(self._bar(page), page.px(24), page.px(16))
        told = self._told
        path = ChapterPath(told.standing.chapters, self._program.say)
        height = path.height(page, body.w)
        if not path.is_line(page, body.w) or body.h - height < page.theme.tall(330):
            self._narrow(page, body, path)
            return
        top, rest = cut_top(body, height, page.px(18))
        path.draw(page, top.x, top.y, top.w)
        if told.opening is None:
            self._over(page, rest)
        else:
            self._before(page, rest, told.opening)

    def _bar(self, page: Page) -> Rect:
        """Draws the bar; returns the room below it."""
        told, height = self._told, bar_height(page)
        bar = Rect(0, 0, page.theme.width, height)
        page.canvas.box(bar, page.palette.bar, 0)
        page.canvas.box(Rect(0, height - 1, bar.w, 1), page.ink.line, 0)
        menu = SignButton(OpenMenu(), "gear", self._program.say("ui.tool.menu"))
        size = menu.natural(page)
        x = bar.right - page.px(24) - size
        menu.draw(page, x, (height - size) // 2, size)
        x -= page.px(24)
        style = SCENARIO if not page.theme.tight else PANEL
        title, mark = told.standing.title, self._program.say("ui.campaign.mark")
        title_width = max(width_of(title, style, page.theme), width_of(mark, SMALL, page.theme))
        left = min(page.px(24) + title_width + page.px(32), x)
        x = self._who(page, x, height, left)
        progress = told.standing.progress
        width = width_of(progress, SMALL, page.theme)
        if x - width > left:
            y = (height - line_height(SMALL, page.theme)) // 2
            page.canvas.text(progress, x - width, y, SMALL, page.ink.second)
        room = min(title_width, x - page.px(24)) + 2
        name = Words(title, style, page.ink.first, most=1)
        y = (height - line_height(style, page.theme) - line_height(SMALL, page.theme)) // 2
        name.draw(page, page.px(24), y, room)
        page.canvas.text(
            mark, page.px(24), y + line_height(style, page.theme), SMALL, page.ink.third
        )
        return Rect(0, height, page.theme.width, page.theme.height - height)

    def _who(self, page: Page, right: int, height: int, left: int) -> int:
        """Draws whose page it is, where only one side reads it; returns the left edge."""
        opening = self._told.opening
        if opening is None or not opening.side:
            return right
        look = looks(self._scenario(opening), page.palette)[opening.side]
        size, name = page.theme.tall(44), opening.side_name
        width = width_of(name, STRONG, page.theme)
        if right - width - size - page.px(12) < left:
            return right
        page.canvas.text(
            name,
            right - width,
            (height - line_height(STRONG, page.theme)) // 2,
            STRONG,
            page.ink.first,
        )
        x = right - width - page.px(12) - size
        side_badge(page, look, (x, (height - size) // 2), size)
        return x - page.px(16)

    def _scenario(self, opening: ChapterOpening) -> Scenario:
        return self._campaign.rules.chapters[opening.number - 1].scenario

    def _before(self, page: Page, rect: Rect, opening: ChapterOpening) -> None:
        """Draws what is read before a chapter, beside what is brought along and the result."""
        standing, button = self._told.standing, self._play()
        left, rest = columns(rect, (-1, -2.4), page.px(20))
        middle, right = rest, Rect(rest.right, rest.y, 0, rest.h)
        if standing.results:
            middle, right = columns(rest, (-1.5, -1), page.px(20))
        inner = left.w - 2 * page.px(24) - page.px(20)
        brought = by_line(page, self._brought(opening, page.paper), inner)
        chapter = by_line(page, self._chapter(page, opening), middle.w - 2 * page.px(24))
        results = by_line(page, self._results(page), right.w - 2 * page.px(24) - page.px(20))
        foot = button.height(page, right.w or middle.w)
        title = line_height(PANEL, page.theme) + page.px(8)
        needed = max(
            _height(page, brought, inner),
            _height(page, chapter, middle.w - 2 * page.px(24))
            + (0 if standing.results else foot + page.px(16)),
            _height(page, results, inner) + title + foot + page.px(16) if results else 0,
        )
        needed = max(needed + page.px(36) + page.px(12), page.theme.tall(430))
        high = min(rect.h, needed)
        left.h = middle.h = right.h = high
        Scroll("brought", brought, 0, page.paper.line).draw_in(page, sheet(page, left))
        room, under = cut_bottom(right if results else middle, foot, page.px(16))
        under.w = min(under.w, page.theme.tall(560))
        under.right = room.right
        inside = panel(page, middle if results else room)
        Scroll("chapter", chapter, 0).draw_in(page, inside)
        if results:
            inside = panel(page, room, standing.results_title)
            Scroll("results", results, 0).draw_in(page, inside)
        button.draw_in(page, under)

    def _over(self, page: Page, rect: Rect) -> None:
        """Draws what the campaign came to, a sheet for each seat."""
        standing, button = self._told.standing, self._play()
        head = Words(standing.results_title, SCENARIO, page.ink.first)
        top, rest = cut_top(rect, head.height(page, rect.w), page.px(12))
        count = max(1, len(standing.results))
        width = min(rest.w, page.theme.tall(640) * count + page.px(20) * (count - 1))
        rest = Rect(rest.centerx - width // 2, rest.y, width, rest.h)
        sheets = columns(rest, (-1,) * count, page.px(20))
        inner = sheets[0].w - 2 * page.px(24) - page.px(20)
        parts = [by_line(page, self._final(page, each), inner) for each in standing.results]
        if not parts:
            parts = [by_line(page, [Words(standing.summary, STRONG, page.paper.first)], inner)]
        head.draw(page, rest.x, top.y, top.w)
        button_width = min(rest.w, page.theme.tall(420))
        foot = button.height(page, button_width)
        needed = max(_height(page, each, inner) for each in parts) + page.px(48)
        high = min(rest.h - foot - page.px(16), max(needed, page.theme.tall(240)))
        for index, (place, each) in enumerate(zip(sheets, parts, strict=True)):
            place.h = high
            Scroll(f"result:{index}", each, 0, page.paper.line).draw_in(page, sheet(page, place))
        y = rest.y + high + page.px(16)
        button.draw_in(page, Rect(rest.right - button_width, y, button_width, foot))

    def _narrow(self, page: Page, body: Rect, path: ChapterPath) -> None:
        """Draws all of it one below another, where there is little room."""
        opening, standing = self._told.opening, self._told.standing
        button = self._play()
        rest, foot = cut_bottom(body, button.height(page, body.w), page.px(12))
        inner = panel(page, rest)
        width = inner.w - page.px(20)
        parts: list[Element] = [*path.rows(page, width), Line(page.ink.line)]
        if opening is not None:
            parts += [*self._chapter(page, opening), Line(page.ink.line)]
            parts += [*self._brought(opening, page.ink), Line(page.ink.line)]
        if standing.results:
            parts += [Words(standing.results_title, PANEL, page.ink.first), *self._results(page)]
        Scroll("campaign", by_line(page, parts, width), 0).draw_in(page, inner)
        button.draw_in(page, foot)

    def _play(self) -> Button:
        """The one large button: the next chapter, or after the last one the way out."""
        say, opening = self._program.say, self._told.opening
        if opening is None:
            return Button(PlayChapter(), say("ui.campaign.leave"), FULL, "door", large=True)
        key = "ui.campaign.go-on" if opening.is_begun else "ui.campaign.play"
        label = say(key, number=opening.number)
        return Button(PlayChapter(), label, FULL, "play", below=opening.title, large=True)

    # What stands in the columns

    def _brought(self, opening: ChapterOpening, colours: Sheet) -> list[Element]:
        """What is brought along from earlier chapters; before the first, what it is about."""
        say, parts = self._program.say, list[Element]()
        if opening.tracks:
            parts.append(Words(say("campaign.brought"), PANEL, colours.first))
            for track in opening.tracks:
                parts += [Line(colours.line), _Brought(track, colours)]
        if opening.remembered:
            parts += [Line(colours.line)] if opening.tracks else []
            parts.append(Words(say("campaign.remembered"), STRONG, colours.first))
            parts += [_remembered(each, colours) for each in opening.remembered]
        if parts:
            return parts
        about = self._told.standing.about
        parts.append(Words(say("ui.campaign.about"), PANEL, colours.first))
        return [*parts, *(Words(text, BODY, colours.first) for text in paragraphs(about))]

    def _chapter(self, page: Page, opening: ChapterOpening) -> list[Element]:
        """What its author says before a chapter, and whom people play."""
        ink = page.ink
        parts: list[Element] = [
            Words(opening.place, CAPITALS, ink.brass),
            Words(opening.title, SCENARIO, ink.first),
        ]
        parts += [Words(text, LEDE, ink.first) for text in opening.before]
        parts += [Words(text, STRONG, ink.brass) for text in opening.seats]
        return parts

    def _results(self, page: Page) -> list[Element]:
        """The result as far as it is known, seat by seat."""
        parts: list[Element] = []
        for result in self._told.standing.results:
            parts += [Line(page.ink.line)] if parts else []
            parts.append(_SeatName(self._look(page, result), result.seat, page.ink.first))
            parts += self._lines(result, page.ink)
        return parts

    def _final(self, page: Page, result: SeatResult) -> list[Element]:
        """The result of a seat, its total large."""
        paper = page.paper
        total = Words(number(result.total), SCORE, paper.first)
        parts: list[Element] = [
            _SeatName(self._look(page, result), result.seat, paper.first),
            total,
        ]
        return [*parts, Line(paper.line), *self._lines(result, paper, total=False)]

    def _lines(self, result: SeatResult, colours: Sheet, *, total: bool = True) -> list[Element]:
        parts: list[Element] = []
        for line in result.lines:
            open_one = line.points is None
            figure = Words(
                line.figure,
                SMALL if open_one else FIGURE,
                colours.third if open_one else colours.first,
            )
            parts.append(Labelled(Words(line.label, SMALL, colours.second), figure))
        if total and len(result.lines) > 1:
            name = Words(self._told.standing.total, SMALL_STRONG, colours.first)
            parts.append(Labelled(name, Words(number(result.total), FIGURE, colours.brass)))
        return parts

    def _look(self, page: Page, result: SeatResult) -> SideLook:
        rules = self._campaign.rules
        return looks(rules.campaign.scenarios[rules.seats[result.id]], page.palette)[result.id]


@frozen
class _SeatName:
    """The badge and the name of a seat."""

    look: SideLook
    name: str
    colour: Colour

    def _size(self, page: Page) -> int:
        return page.theme.tall(36)

    def _words(self) -> Words:
        return Words(self.name, STRONG, self.colour)

    def _room(self, page: Page, width: int) -> int:
        return width - self._size(page) - page.px(12)

    def height(self, page: Page, width: int) -> int:
        return max(self._size(page), self._words().height(page, self._room(page, width)))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        size, words, room = self._size(page), self._words(), self._room(page, width)
        height = self.height(page, width)
        side_badge(page, self.look, (x, y + (height - size) // 2), size)
        down = (height - words.height(page, room)) // 2
        words.draw(page, x + size + page.px(12), y + down, room)


@frozen
class _Brought:
    """A track that begins otherwise: its name and value, and what it would have been."""

    track: BroughtTrack
    colours: Sheet

    def _parts(self) -> Stack:
        track, colours = self.track, self.colours
        name = Words(track.name, STRONG, colours.first)
        value = Words(track.value, FIGURE, colours.first)
        about: Element = Words(track.about, SMALL, colours.second)
        if track.verdict is not None:
            colour = colours.better if track.verdict == "better" else colours.worse
            sign = "up" if track.direction > 0 else "down"
            about = Marked(sign, track.about, SMALL, colours.second, colour)
        bar = () if track.share is None else (_Bar(track.share, track.own_share, colours),)
        return Stack((Labelled(name, value), *bar, about), 4)

    def height(self, page: Page, width: int) -> int:
        return self._parts().height(page, width)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        self._parts().draw(page, x, y, width)


@frozen
class _Bar:
    """A track's bar up to its value, with a tick where it would have been."""

    share: float
    own: float
    colours: Sheet

    def height(self, page: Page, width: int) -> int:  # noqa: ARG002
        return max(10, page.px(18))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        high = self.height(page, width)
        bar = Rect(x, y + high // 4, width, high // 2)
        page.canvas.box(bar, self.colours.line, 4)
        page.canvas.box(Rect(bar.x, bar.y, round(width * self.share), bar.h), self.colours.first, 4)
        tick = max(3, page.px(4))
        left = x + min(width - tick, max(0, round(width * self.own) - tick // 2))
        page.canvas.box(Rect(left, y, tick, high), self.colours.brass, 1)


def _height(page: Page, parts: Sequence[Element], width: int) -> int:
    return sum(part.height(page, width) for part in parts)


def _remembered(promise: Remembered, colours: Sheet) -> Marked:
    """A promise with a sign for what became of it."""
    colour = {"kept": colours.better, "broken": colours.worse, "running": colours.brass}
    sign = _SIGNS[promise.state]
    return Marked(sign, promise.text, SMALL, colours.first, colour[promise.state])
