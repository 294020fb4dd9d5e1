"""The charts of all tracks beside each other, and the legend of their letters."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.model.colours import mix_colours
from game.presenter.debrief.curves import (
    TrackCurve,
    TrackEvent,
    event_name,
)
from game.ui.page.elements import Beside, Element, Fixed, Flow, Gap, Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import LABEL, SMALL_STRONG, line_height, width_of
from game.ui.screens.looking_back.track_chart import TrackChart
from game.ui.widgets.frame import legend
from game.ui.widgets.jump import Jump
from game.ui.widgets.scene import draw_letter
from game.words.wording import Wording


def chart_rows(
    page: Page, words: Wording, curves: Sequence[TrackCurve], width: int, height: float = 92
) -> list[Element]:
    """The charts of all tracks in rows."""
    gap = 22
    least = page.theme.tall(290)
    count = max(1, (width + page.px(gap)) // (least + page.px(gap)))
    charts = [TrackChart(words, curve, height) for curve in curves]
    rows: list[Element] = []
    for i in range(0, len(charts), count):
        here: list[tuple[Element, float]] = [(each, -1.0) for each in charts[i : i + count]]
        here += [(Gap(0), -1.0)] * (count - len(here))
        rows.append(Beside(tuple(here), gap))
    return rows


def chart_rows_filling(
    page: Page, words: Wording, curves: Sequence[TrackCurve], room: Rect, least: float, gap: float
) -> list[Element]:
    """The same rows, so high that as many whole rows as have room fill a box.

    least: the least height of a curve, and gap: that between rows, both in steps that grow with
    text.
    """
    heads = [row.height(page, room.w) for row in chart_rows(page, words, curves, room.w, 0)]
    height: float = 0
    for fit in range(1, len(heads) + 1):
        left = room.h - sum(heads[:fit]) - (fit - 1) * page.px(gap)
        steps = left / fit / max(page.theme.unit, page.theme.letter) - 0.5
        height = steps if fit == 1 or steps >= least else height
    return chart_rows(page, words, curves, room.w, min(max(height, least), 2 * least))


def chart_legend(page: Page, words: Wording, *, hidden: bool) -> Flow:
    """The legend of the dashes and, where a track was hidden from some, of the eye."""
    entries = [_dashes(words.say("ui.over.tracks.edge"))]
    if hidden:
        seen = words.say("ui.over.tracks.seen")
        entries.append(legend("eye", seen, page.ink.brass, page.ink.second))
    return Flow(tuple(entries), 18, 6)


def _dashes(text: str) -> Fixed:
    def size(page: Page) -> tuple[int, int]:
        return page.theme.tall(36) + width_of(text, LABEL, page.theme), line_height(
            LABEL, page.theme
        )

    def paint(page: Page, x: int, y: int, _width: int) -> None:
        colour = mix_colours(page.palette.well, page.palette.bar_full, 0.9)
        middle, step = y + line_height(LABEL, page.theme) // 2, page.theme.tall(10)
        for i in range(3):
            dash = Rect(x + i * step, middle, step * 2 // 3, max(2, page.px(2)))
            page.canvas.box(dash, colour, 0)
        page.canvas.text(text, x + page.theme.tall(36), y, LABEL, page.ink.second)

    return Fixed(size, paint)


@frozen
class EventList:
    """The letters of events with their names, in as many columns as have room."""

    names: tuple[tuple[str, str], ...]
    """Pairs of a letter and a name."""

    def _ring(self, page: Page) -> int:
        return max(page.theme.tall(22), line_height(LABEL, page.theme))

    def _left(self, page: Page) -> int:
        return self._ring(page) + page.px(8)

    def _columns(self, page: Page, width: int) -> tuple[int, int]:
        """The number of columns and the width of each."""
        gap = page.px(22)
        widest = max((width_of(name, LABEL, page.theme) for _, name in self.names), default=0)
        wanted = min(width, widest + self._left(page))
        count = max(1, min(len(self.names) or 1, (width + gap) // (wanted + gap)))
        return count, (width - (count - 1) * gap) // count

    def _words(self, page: Page, i: int) -> Words:
        return Words(self.names[i][1], LABEL, page.ink.second)

    def _lines(self, page: Page, width: int) -> list[list[int]]:
        count, _ = self._columns(page, width)
        rows = -(-len(self.names) // count)
        return [list(range(row, len(self.names), rows)) for row in range(rows)]

    def _line_height(self, page: Page, line: Sequence[int], column: int) -> int:
        inner = column - self._left(page)
        return max(self._ring(page), *(self._words(page, i).height(page, inner) for i in line))

    def height(self, page: Page, width: int) -> int:
        column = self._columns(page, width)[1]
        lines = self._lines(page, width)
        return sum(self._line_height(page, line, column) for line in lines) + page.px(5) * len(
            lines
        )

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        column = self._columns(page, width)[1]
        ring, left = self._ring(page), self._left(page)
        for line in self._lines(page, width):
            for place, i in enumerate(line):
                column_x = x + place * (column + page.px(22))
                size = page.theme.tall(22)
                box = Rect(column_x + (ring - size) // 2, y + (ring - size) // 2, size, size)
                draw_letter(page, box, self.names[i][0])
                down = y + (ring - line_height(LABEL, page.theme)) // 2
                self._words(page, i).draw(page, column_x + left, down, column - left)
                page.explain(Rect(column_x, y, column, ring), "mark")
            y += self._line_height(page, line, column) + page.px(5)


def event_list(words: Wording, events: Sequence[TrackEvent]) -> EventList:
    """The letters of events with their names."""
    return EventList(tuple((event.letter, event_name(words, event)) for event in events))


def event_line(words: Wording, events: Sequence[TrackEvent]) -> Flow:
    """The same one after another, in as many lines as are needed."""
    return Flow(tuple(_event(event.letter, event_name(words, event)) for event in events), 22, 5)


def _event(letter: str, name: str) -> Fixed:
    def size(page: Page) -> tuple[int, int]:
        ring = max(page.theme.tall(22), line_height(LABEL, page.theme))
        return ring + page.px(8) + width_of(name, LABEL, page.theme), ring

    def paint(page: Page, x: int, y: int, width: int) -> None:
        EventList(((letter, name),)).draw(page, x, y, min(width, size(page)[0] + 1))

    return Fixed(size, paint)


def events_by_turn(page: Page, words: Wording, events: Sequence[TrackEvent]) -> list[Element]:
    """The letters of events with their names, turn by turn, for a list that can be scrolled."""
    parts: list[Element] = []
    for turn in dict.fromkeys(event.turn for event in events):
        day = words.day(turn) or words.say("ui.record.turn", turn=turn)
        name = Words(day, SMALL_STRONG, page.ink.first)
        head = Jump(name, turn, day, words.say("ui.record.then"), by_sign=True)
        parts += [*([Gap(4)] if parts else []), head]
        parts += [event_list(words, [event]) for event in events if event.turn == turn]
    return parts
