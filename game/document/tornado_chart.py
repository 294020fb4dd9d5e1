"""A chart of what several numbers move, each at its least (hatched) and at its most (full)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from game.document.axes import (
    AxisScale,
    horizontal_axis,
    line,
    number_text,
    round_numbers,
    signed_text,
    text_width,
)
from game.document.figures import PAGE_WIDTH, ChartFigure, FigureSize, LegendEntry
from game.document.html import Markup, element
from game.document.marks import MarkStyle, hatched_bar
from game.document.text_blocks import TextBlock, TextStyle, wrap_text

BROAD, NARROW = 620.0, 330.0
_NAME_ROOM = 0.352
"""The room for names, as a share of the width."""
_NAME, _SMALL = TextStyle(13.5, "row-name"), TextStyle(13, "row-small")
_USUAL = 1.14
"""How much wider the room is in usual fonts than in the widest."""
_HEAD, _FOOT, _GAP, _HALF_BAR = 26.0, 26.0, 26.0, 9.0


@frozen
class TornadoBar:
    """What a number at its least and at its most changes, in points."""

    least: float
    most: float


@frozen
class TornadoRow:
    """A number, and its swings by column."""

    name: str
    small: str
    """What it is now, and from what to what it can go."""
    swings: tuple[TornadoBar, ...]


@frozen
class TornadoNames:
    """The words of the legend."""

    least: str
    most: str


def tornado_chart(
    title: str,
    columns: Sequence[tuple[str, MarkStyle]],
    rows: Sequence[TornadoRow],
    names: TornadoNames,
    *,
    size: FigureSize = "wide",
    description: str = "",
    note: str = "",
) -> ChartFigure:
    """A chart of rows in their order; in each column bars on the same scale begin at 0.

    size: `page` in a panel as wide as the page.
    """
    words = description or describe(columns, rows, names)
    grey = MarkStyle("#4a6482")
    legend = (LegendEntry(names.least, grey, "hatched"), LegendEntry(names.most, grey, "bar"))
    narrow = ChartFigure(title, words, NARROW, *_Drawing(columns, rows, NARROW).draw())
    width = PAGE_WIDTH if size == "page" else BROAD
    broad = _Drawing(columns, rows, width).draw()
    return ChartFigure(title, words, width, *broad, legend, note, size, narrow)


def describe(
    columns: Sequence[tuple[str, MarkStyle]], rows: Sequence[TornadoRow], names: TornadoNames
) -> str:
    """All rows in words: `Weight of the war (0 to 5, now 2): North, at its least −0.1, …`"""
    sentences = []
    for row in rows:
        parts = [
            f"{name}, {names.least} {signed_text(round(swing.least, 2))}, "
            f"{names.most} {signed_text(round(swing.most, 2))}"
            for (name, _), swing in zip(columns, row.swings, strict=True)
        ]
        sentences.append(f"{row.name} ({row.small}): {'; '.join(parts)}.")
    return " ".join(sentences)


class _Drawing:
    """The chart at one width; where it is narrow, names stand above their bars."""

    def __init__(
        self,
        columns: Sequence[tuple[str, MarkStyle]],
        rows: Sequence[TornadoRow],
        width: float,
    ) -> None:
        self._columns, self._rows = columns, rows
        self._above = width < BROAD
        left = 0.0 if self._above else _NAME_ROOM * width
        each = (width - left - _GAP * (len(columns) - 1)) / max(1, len(columns))
        values = [x for row in rows for swing in row.swings for x in (swing.least, swing.most)]
        reach = max((abs(value) for value in values), default=1.0) or 1.0
        self._scales = [
            AxisScale(
                -reach, reach, left + i * (each + _GAP) + 6, left + i * (each + _GAP) + each - 6
            )
            for i in range(len(columns))
        ]
        self._reach = reach
        self._name_room = width if self._above else left - 12

    def draw(self) -> tuple[float, tuple[Markup, ...]]:
        """The height of the picture, and its parts."""
        drawn: list[Markup] = []
        y = _HEAD
        for row in self._rows:
            height, parts = self._row(row, y)
            drawn += parts
            y += height
        under: list[Markup] = []
        for (name, style), scale in zip(self._columns, self._scales, strict=True):
            middle = scale.place(0)
            head = element(
                "text", name, x=middle, y=14, text_anchor="middle", class_="axis-name",
                style=f"fill: {style.colour}",
            )  # fmt: skip
            ticks = [(v, signed_text(v) if v else "0") for v in self._ticks()]
            # Where names stand above the bars, no line goes through them.
            under += [head, *horizontal_axis(scale, ticks, y, None if self._above else _HEAD)]
            if not self._above:
                under.append(line(middle, _HEAD - 2, middle, y, "zero"))
        return y + _FOOT, (*under, *drawn)

    def _ticks(self) -> list[float]:
        """Round numbers on both sides of 0, as many as have room for their texts."""
        scale = self._scales[0]
        for count in range(6, 1, -1):
            ticks = round_numbers(-self._reach, self._reach, count)
            room = max(text_width(signed_text(tick), 13) for tick in ticks) + 6
            apart = [scale.place(b) - scale.place(a) for a, b in pairwise(ticks)]
            if all(each >= room for each in apart):
                return ticks
        return [0.0]

    def _row(self, row: TornadoRow, top: float) -> tuple[float, list[Markup]]:
        """The height of a row, and its parts."""
        name = TextBlock(wrap_text(row.name, self._name_room * _USUAL, _NAME), _NAME, 0, top + 4)
        small = TextBlock(
            wrap_text(row.small, self._name_room * _USUAL, _SMALL), _SMALL, 0, top + 4 + name.height
        )
        texts = name.height + small.height + 8
        y = top + texts + _HALF_BAR + 3 if self._above else top + texts / 2
        around = _HALF_BAR + 4
        zeros = [
            line(scale.place(0), y - around, scale.place(0), y + around, "zero")
            for scale in self._scales
            if self._above
        ]
        bars = [
            _swing(row, column, style, scale, swing, y)
            for (column, style), scale, swing in zip(
                self._columns, self._scales, row.swings, strict=True
            )
        ]
        height = texts + 2 * _HALF_BAR + 12 if self._above else max(texts, 2 * _HALF_BAR + 10)
        return height, [name.markup(), small.markup(), *zeros, *bars]


def _swing(
    row: TornadoRow, column: str, style: MarkStyle, scale: AxisScale, swing: TornadoBar, y: float
) -> Markup:
    """Both bars of a number; the shorter lies over the longer where both go the same way."""
    zero = scale.place(0)
    least = hatched_bar(style, zero, scale.place(swing.least), y, _HALF_BAR)
    left, right = sorted((zero, scale.place(swing.most)))
    place = {"x": left, "y": y - _HALF_BAR, "width": right - left, "height": 2 * _HALF_BAR}
    most = element("rect", **place, fill=style.colour)
    shown = [least, most] if abs(swing.least) >= abs(swing.most) else [most, least]
    words = f"{row.name}, {column}: {number_text(round(swing.least, 2))} / " + number_text(
        round(swing.most, 2)
    )
    return element("g", [element("title", words), *shown])
