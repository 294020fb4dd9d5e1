"""A chart of one value a row, written beside it: bars or marks, whiskers, and what is aimed at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from attrs import frozen

from game.document.axes import AxisScale, NumberAxis, horizontal_axis, label, line, number_text
from game.document.figures import PAGE_WIDTH, ChartFigure, FigureSize, LegendEntry
from game.document.html import Markup, element
from game.document.marks import MarkStyle, mark, style_by_number, whisker
from game.document.text_blocks import TextBlock, TextStyle, estimated_width, wrap_text

BROAD, NARROW = 500.0, 330.0
"""The widths of the picture for a page and for a telephone."""
_NAME_ROOM, _MOST_NAME_ROOM = 148.0, 0.36
"""The usual room for names, and the largest, as a share of the width."""
_NAME = TextStyle(13.5, "row-name")
_VALUE, _SMALL = TextStyle(14, "row-value", bold=True), TextStyle(13, "")
_ROW, _ROW_BELOW_NAME, _HEADING = 38.0, 47.0, 30.0
_TOP, _FOOT = 6.0, 28.0
_HALF_LINE = 14.0
_GAP = 9.0
_USUAL = 1.14
"""How much wider the room is in usual fonts than in the widest."""

RowKind = Literal["bars", "marks"]


@frozen
class ChartRow:
    """A row: its name, its value as a number and in words, and what lies around it."""

    name: str
    value: float
    text: str
    low: float | None = None
    high: float | None = None
    """The ends of the whiskers; None: there are none."""
    small: str = ""
    """A text in small letters behind the value."""
    style: MarkStyle | None = None
    """None: the first style."""
    aim: tuple[float, float] | None = None
    """The range in which it should lie, drawn as a shade; None: there is none."""
    heading: str = ""
    """What stands above this row and those that follow."""


def row_chart(
    title: str,
    rows: Sequence[ChartRow],
    axis: NumberAxis,
    *,
    kind: RowKind = "bars",
    aim_name: str = "",
    zero: bool = False,
    size: FigureSize = "wide",
    description: str = "",
    note: str = "",
) -> ChartFigure:
    """A chart of rows.

    kind: bars begin at zero. aim_name: what the shades mark. zero: whether 0 is marked by a line.
    size: `page` in a panel as wide as the page.
    """
    words = description or describe(rows, aim_name)
    narrow = ChartFigure(title, words, NARROW, *_Drawing(rows, axis, kind, NARROW).draw(zero))
    legend = (LegendEntry(aim_name, MarkStyle(), "aim"),) if aim_name else ()
    width = PAGE_WIDTH if size == "page" else BROAD
    broad = _Drawing(rows, axis, kind, width).draw(zero)
    return ChartFigure(title, words, width, *broad, legend, note, size, narrow)


def describe(rows: Sequence[ChartRow], aim_name: str = "") -> str:
    """All rows in words: `Chance 27 % (25–29, aim at most 25 %).`"""
    sentences = []
    for row in rows:
        around = [row.small] if row.small else []
        if row.aim is not None:
            around.append(f"{aim_name} {number_text(row.aim[0])}–{number_text(row.aim[1])}")
        beside = f" ({', '.join(around)})" if around else ""
        heading = f"{row.heading}: " if row.heading else ""
        sentences.append(f"{heading}{row.name} {row.text}{beside}.")
    return " ".join(sentences)


class _Drawing:
    """The chart at one width; where it is narrow, names stand above their rows."""

    def __init__(
        self, rows: Sequence[ChartRow], axis: NumberAxis, kind: RowKind, width: float
    ) -> None:
        self._rows, self._axis, self._kind = rows, axis, kind
        self._above = width < BROAD
        widest = max((_width(row.name, _NAME) for row in rows), default=0.0) + 14
        self._name_room = min(max(_NAME_ROOM, widest), _MOST_NAME_ROOM * width)
        left = 15.0 if self._above else self._name_room
        values = [x for row in rows for x in (row.value, row.low, row.high) if x is not None]
        values += [end for row in rows for end in row.aim or ()]
        low, high = axis.range_of([*values, 0.0] if kind == "bars" else values)
        room = max((_text_width(row) for row in rows), default=0.0) + _GAP
        self._right = width
        self._along = AxisScale(low, high, left + (0 if kind == "bars" else 8), width - room - 8)

    def draw(self, zero: bool) -> tuple[float, tuple[Markup, ...]]:
        """The height of the picture, and its parts. zero: whether 0 is marked by a line."""
        y = _TOP
        drawn: list[Markup] = []
        feet: list[float] = []
        for row in self._rows:
            if row.heading:
                drawn.append(label(row.heading, 0, y + 18, "start", "axis-name"))
                y += _HEADING
            height, parts = self._row(row, y)
            drawn += parts
            y += height
            feet.append(y)
        low, high = self._along.low, self._along.high
        ticks = self._axis.ticks(low, high, 5)
        middle = self._along.place(0)
        lines = [line(middle, foot - 2 * _HALF_LINE, middle, foot, "zero") for foot in feet if zero]
        # Where names stand above the rows, no line goes through them.
        axis = horizontal_axis(self._along, ticks, y, None if self._above else _TOP)
        return y + _FOOT, (*axis, *lines, *drawn)

    def _row(self, row: ChartRow, top: float) -> tuple[float, list[Markup]]:
        """The height of a row, and its parts."""
        room = self._right if self._above else self._name_room - 12
        name = wrap_text(row.name, room * _USUAL, _NAME)
        more = (len(name) - (1 if self._above else 2)) * _NAME.line_height
        height = (_ROW_BELOW_NAME if self._above else _ROW) + max(0.0, more)
        y = top + height - (14 if self._above else height / 2)
        style, along = row.style or style_by_number(0), self._along
        parts = [self._name(name, top, y)]
        if row.aim is not None:
            left, right = (along.place(end) for end in row.aim)
            place = {"x": left, "y": y - 12, "width": right - left, "height": 24.0}
            parts.append(element("rect", **place, class_="aim"))
        end = along.place(row.value if row.high is None else max(row.high, row.value))
        if self._kind == "bars":
            parts.append(_bar(style, along.place(0), along.place(row.value), y))
        if row.low is not None and row.high is not None:
            parts.append(whisker(along.place(row.low), along.place(row.high), y))
        if self._kind == "marks":
            parts.append(mark(style, along.place(row.value), y, 6))
            end = along.end + 8
        parts += _value(row, end + _GAP, y)
        title = element("title", f"{row.name}: {row.text} {row.small}".rstrip())
        return height, [element("g", [title, *parts])]

    def _name(self, lines: tuple[str, ...], top: float, y: float) -> Markup:
        if self._above:
            return TextBlock(lines, _NAME, 0, top + 3).markup()
        place = y - len(lines) * _NAME.line_height / 2
        return TextBlock(lines, _NAME, self._name_room - 12, place, "end").markup()


def _bar(style: MarkStyle, start: float, end: float, y: float) -> Markup:
    left, right = sorted((start, end))
    place = {"x": left, "y": y - 10.5, "width": max(1.0, right - left), "height": 21.0}
    return element("rect", **place, rx=2, fill=style.colour, fill_opacity=0.86)


def _value(row: ChartRow, x: float, y: float) -> list[Markup]:
    parts = [label(row.text, x, y + 5, "start", "row-value")]
    if row.small:
        parts.append(label(row.small, x + _width(row.text, _VALUE) + 5, y + 5, "start", ""))
    return parts


def _text_width(row: ChartRow) -> float:
    small = _width(row.small, _SMALL) + 5 if row.small else 0.0
    return _width(row.text, _VALUE) + small


def _width(text: str, style: TextStyle) -> float:
    """About the width in a usual font, which is less than the widest."""
    return estimated_width(text, style) / _USUAL
