"""The lines of a game, as a list around the current one and as a timeline by turns."""

from __future__ import annotations

from itertools import groupby
from typing import Literal

import pygame
from attrs import frozen

from game.model.colours import Colour, mix_colours
from game.presenter.timeline.timeline import Timeline
from game.presenter.timeline.timeline_lines import LineKind, TimelineLine
from game.ui.page.commands import Command, GoBack, KeyTable, Shortcut, shortcut
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    LABEL,
    SMALL,
    STRONG,
    line_height,
    pixel_size,
    shorten_text,
    width_of,
    wrap_text,
)
from game.ui.paint.icons import icon
from game.ui.paint.theme import looks
from game.ui.widgets.buttons import side_badge
from game.words.wording import Wording

Direction = Literal["first", "back", "on", "last"]


@frozen
class StepReplay(Command):
    """Moves one line on or back, or to the start or end of the record."""

    to: Direction


@frozen
class GoToLine(Command):
    """Shows the game as it stood after a line of its record."""

    line: int
    place: str = ""
    """Where on the page it is asked for: empty on the timeline, else `listed`."""


@frozen
class LookAs(Command):
    """Shows the game as another side, the public or the facilitator sees it."""

    reader: str


ReplayCommand = StepReplay | GoToLine | LookAs | GoBack

KEYS: KeyTable[ReplayCommand] = KeyTable(
    "replay",
    (
        Shortcut({"left": StepReplay("back"), "right": StepReplay("on")}, "step"),
        Shortcut({"home": StepReplay("first"), "end": StepReplay("last")}, "ends"),
        shortcut("escape", GoBack()),
    ),
)


@frozen
class IconButton:
    """A button that shows nothing but a sign; its label is told by a tooltip."""

    command: Command
    symbol: str
    label: str
    high: int
    enabled: bool = True
    mirrored: bool = False

    def height(self, page: Page, width: int) -> int:  # noqa: ARG002
        return max(32, self.high)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        rect = Rect(x, y, width, self.height(page, width))
        hot = self.enabled and page.hovered(self.command)
        fill = mix_colours(page.ink.ground, page.palette.brass, 0.16) if hot else page.ink.ground
        page.canvas.box(rect, fill, 8, page.ink.line, 2)
        size = pixel_size(STRONG, page.theme)
        colour = page.ink.first if self.enabled else page.ink.line
        place = (rect.x + (rect.w - size) // 2, rect.y + (rect.h - size) // 2)
        image = icon(self.symbol, size, colour)
        page.canvas.picture(pygame.transform.flip(image, self.mirrored, False), place)
        if self.enabled:
            page.target(self.command, rect, self.label, self.label)


_ICONS: dict[LineKind, str] = {
    "start": "flag",
    "decision": "diamond",
    "note": "pen",
    "pause": "pause",
    "resume": "play",
    "rewind": "rewind",
    "announcement": "wire",
    "message": "quote",
    "seat": "people",
}


@frozen
class TimelineStrip:
    """All lines as a row of marks in their turns; a turn can be pressed."""

    timeline: Timeline
    at: int
    high: int

    def height(self, page: Page, width: int) -> int:  # noqa: ARG002
        return max(32, self.high)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        height = self.height(page, width)
        last = self.timeline.last
        step = width / (last + 1)
        lines, mark = (
            [self.timeline.line(number) for number in range(last + 1)],
            self._mark(page, x, y, width),
        )
        for turn, group in groupby(lines, key=lambda each: self.timeline.turn(each.number)):
            here = list(group)
            left = x + round(here[0].number * step)
            right = x + round((here[-1].number + 1) * step)
            rect = Rect(left, y, max(4, right - left - max(2, page.px(4))), height)
            self._turn(page, rect, turn, here, step, mark)
        page.canvas.box(mark, page.palette.brass_light, 2)

    def _mark(self, page: Page, x: int, y: int, width: int) -> Rect:
        """Where one is."""
        middle = x + round((self.at + 0.5) * width / (self.timeline.last + 1))
        height = self.height(page, width) + page.px(10)
        return Rect(middle - page.px(2), y - page.px(5), max(3, page.px(5)), height)

    def _turn(
        self, page: Page, rect: Rect, turn: int, lines: list[TimelineLine], step: float, mark: Rect
    ) -> None:
        ink, command = page.ink, GoToLine(lines[0].number)
        now = lines[0].number <= self.at <= lines[-1].number
        fill = (
            ink.raised if now or page.hovered(command) else mix_colours(ink.ground, ink.raised, 0.4)
        )
        page.canvas.box(rect, fill, 5, ink.line)
        self._marks(page, rect, lines, step)
        name = str(turn)
        place = Rect(rect.x + page.px(6), rect.y + page.px(4), width_of(name, LABEL, page.theme), 1)
        if place.colliderect(mark):
            place.x = mark.right + page.px(4)
        if turn and place.right + page.px(2) <= rect.right:
            colour = ink.first if now else ink.third
            page.canvas.text(name, place.x, place.y, LABEL, colour)
        page.target(command, rect, self.timeline.words.say("ui.record.turn", turn=turn), radius=5)

    def _marks(self, page: Page, rect: Rect, lines: list[TimelineLine], step: float) -> None:
        seen = looks(self.timeline.words.scenario, page.palette)
        size = min(page.px(9), round(step * 0.6))
        if size < 3:
            return
        for i, line in enumerate(lines):
            colour = seen[line.side].on_ink if line.side in seen else page.ink.third
            middle = rect.x + round((i + 0.5) * step) - page.px(2)
            box = Rect(middle - size // 2, rect.bottom - size - page.px(7), size, size)
            if line.undone:
                page.canvas.box(box, None, 2, colour, 1.5)
            else:
                look = seen.get(line.side)
                page.canvas.box(box, colour, 99 if look is not None and not look.shape else 1)


def line_list(page: Page, rect: Rect, words: Wording, timeline: Timeline, current: int) -> None:
    """Draws as many lines as fit, the one looked at among them, with those before and after."""
    gap = page.px(4)
    first = last = current
    used = _height(page, rect.w, timeline.line(current))
    while True:
        grown = False
        for number in (last + 1, first - 1):
            if not 0 <= number <= timeline.last:
                continue
            height = _height(page, rect.w, timeline.line(number)) + gap
            if used + height > rect.h:
                continue
            used, grown = used + height, True
            first, last = min(first, number), max(last, number)
        if not grown:
            break
    y = rect.y
    for number in range(first, last + 1):
        line = timeline.line(number)
        height = _height(page, rect.w, line)
        _line(page, Rect(rect.x, y, rect.w, height), words, line, number == current)
        y += height + gap


def _height(page: Page, width: int, line: TimelineLine) -> int:
    lines = min(2, len(_text(page, width, line)))
    return max(32, lines * line_height(SMALL, page.theme) + page.px(16))


def _text(page: Page, width: int, line: TimelineLine) -> tuple[str, ...]:
    return wrap_text(line.sentence, SMALL, page.theme, width - _sign(page) - page.px(34))


def _sign(page: Page) -> int:
    return page.theme.tall(24)


def _line(page: Page, rect: Rect, words: Wording, line: TimelineLine, now: bool) -> None:
    ink, command, size = page.ink, GoToLine(line.number, "listed"), _sign(page)
    if now:
        page.canvas.box(rect, ink.raised, 8, page.palette.brass, 2)
    elif page.hovered(command):
        page.canvas.box(rect, mix_colours(ink.ground, ink.line, 0.35), 8)
    seen = looks(words.scenario, page.palette)
    place = (rect.x + page.px(10), rect.y + (rect.h - size) // 2)
    if line.side in seen:
        side_badge(page, seen[line.side], place, size)
    else:
        page.canvas.picture(icon(_ICONS[line.kind], size, ink.third), place)
    rows = _text(page, rect.w, line)
    if len(rows) > 2:
        rows = (rows[0], _cut(page, rect, rows[1]))
    colour: Colour = ink.third if line.undone else ink.first if now else ink.second
    step = line_height(SMALL, page.theme)
    y = rect.y + (rect.h - step * len(rows)) // 2
    for row in rows:
        page.canvas.text(row, place[0] + size + page.px(14), y, SMALL, colour)
        y += step
    page.target(command, rect, line.sentence)


def _cut(page: Page, rect: Rect, line: str) -> str:
    room = rect.w - _sign(page) - page.px(34)
    return shorten_text(line, SMALL, page.theme, room, cut=True)
