"""A chart of the steps that lead from one value to another, and of values to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from attrs import frozen

from game.document.axes import (
    AxisScale,
    ChartLine,
    NumberAxis,
    horizontal_axis,
    label,
    line,
    number_text,
    signed_text,
)
from game.document.bars import plain_bar, step_bar, whisker
from game.document.figures import ChartFigure, LegendEntry
from game.document.html import Markup, element, joined
from game.document.interval_chart import IntervalRow, describe_rows
from game.document.marks import MarkStyle, mark, style_by_number
from game.document.text_blocks import TextBlock, TextStyle, estimated_width, wrap_text

_FOOT, _GAP = 24.0, 14.0
_BAR = 24.0
"""The height of a bar with its head, and a little room."""
_NAME, _VALUE = (
    TextStyle(13, "row-name", bold=True),
    TextStyle(13, "row-value", bold=True),
)
_INTERVAL, _HEADING = TextStyle(12, ""), TextStyle(12, "axis-name", bold=True)
_PAR_NAME = TextStyle(12, "par-name", bold=True)
_MARK = 20.0
"""The room of the mark before a name."""


@frozen
class WaterfallStep:
    """One step: its name, and by how much it changes the value."""

    name: str
    value: float
    style: MarkStyle
    half_width: float = 0
    """Half the width of its interval; 0: it has none."""
    explained: bool = True
    """False: the remainder, which belongs to nobody."""


@frozen
class WaterfallNames:
    """The words of a chart of steps."""

    rise: str
    fall: str
    interval: str
    """What the whiskers mean."""
    comparisons: str = ""
    """The heading of the rows to compare with."""


@frozen
class _Size:
    """The width of a picture, and the room for names beside the bars; 0: they stand above."""

    width: float
    name_room: float


_BROAD, _NARROW = _Size(720, 210), _Size(360, 0)


@frozen
class _Row:
    """A row of the picture: its name, its value in words, and the bar or the mark that is drawn."""

    name: str
    style: MarkStyle
    value: str
    kind: str
    """The class of the value in the style sheet."""
    reached: float
    """The value that its mark stands at, or its bar ends at."""
    interval: str = ""
    ends: tuple[float, float] | None = None
    """The ends of its whiskers."""
    step: WaterfallStep | None = None
    """The step that is drawn as a bar; None: a mark is drawn."""


def waterfall_chart(
    title: str,
    start: IntervalRow,
    steps: Sequence[WaterfallStep],
    final: IntervalRow,
    *,
    names: WaterfallNames,
    axis: NumberAxis,
    par: ChartLine | None = None,
    comparisons: Sequence[IntervalRow] = (),
    description: str = "",
    note: str = "",
) -> ChartFigure:
    """A chart of steps from a start to a final value, one a row, and below them values to compare
    with on the same scale.

    All values are written as they are given; the steps lead exactly from the start to the final
    value. par: a dashed line through all rows. description: what it shows in words; left out, all
    values.
    """
    rows = [_value_row(start), *_step_rows(start.value, steps), _value_row(final)]
    others = [_value_row(row) for row in comparisons]
    words = description or describe_steps(start, steps, final, names, par, comparisons)
    (height, parts), (narrow_height, narrow_parts) = (
        _Picture(rows, others, names.comparisons, axis, par, size).draw()
        for size in (_BROAD, _NARROW)
    )
    narrow = ChartFigure(title, words, _NARROW.width, narrow_height, narrow_parts)
    legend = _legend(steps, rows + others, names)
    return ChartFigure(
        title, words, _BROAD.width, height, parts, legend, note, size="wide", narrow=narrow
    )


def describe_steps(
    start: IntervalRow,
    steps: Sequence[WaterfallStep],
    final: IntervalRow,
    names: WaterfallNames,
    par: ChartLine | None = None,
    comparisons: Sequence[IntervalRow] = (),
) -> str:
    """All values of a chart of steps in words: `Start 78. Luck +6 ± 2. Final score 84. par 77.`"""
    parts = [describe_rows([start])]
    parts += [
        f"{row.name} {row.value} {row.interval}".rstrip() + "."
        for row in _step_rows(start.value, steps)
    ]
    parts.append(describe_rows([final]))
    parts += [f"{par.text}."] if par else []
    if comparisons:
        parts.append(f"{names.comparisons}: {describe_rows(comparisons)}")
    return " ".join(parts)


def _value_row(row: IntervalRow) -> _Row:
    ends = None if row.low is None or row.high is None else (row.low, row.high)
    style = row.style or style_by_number(0)
    return _Row(row.name, style, number_text(row.value), "row-value", row.value, ends=ends)


def _step_rows(start: float, steps: Sequence[WaterfallStep]) -> list[_Row]:
    totals = accumulate((step.value for step in steps), initial=start)
    rows = []
    for step, (_, end) in zip(steps, pairwise(totals), strict=True):
        half = step.half_width
        judgement = " better" if step.value > 0 else " worse" if step.value < 0 else ""
        rows.append(
            _Row(
                step.name,
                step.style,
                signed_text(step.value),
                "row-value" + (judgement if step.explained else ""),
                end,
                f"± {number_text(half)}" if half else "",
                (end - half, end + half) if half else None,
                step,
            )
        )
    return rows


def _legend(
    steps: Sequence[WaterfallStep], rows: Sequence[_Row], names: WaterfallNames
) -> tuple[LegendEntry, ...]:
    """The entries for what is drawn: rising and falling bars, and whiskers."""
    explained = [step.value for step in steps if step.explained]
    style = MarkStyle()
    entries = [
        (any(value > 0 for value in explained), LegendEntry(names.rise, style, "rise")),
        (any(value < 0 for value in explained), LegendEntry(names.fall, style, "fall")),
        (any(row.ends for row in rows), LegendEntry(names.interval, style, "whisker")),
    ]
    return tuple(entry for drawn, entry in entries if drawn)


@frozen
class _Picture:
    """The picture in one size."""

    rows: Sequence[_Row]
    comparisons: Sequence[_Row]
    heading: str
    axis: NumberAxis
    par: ChartLine | None
    size: _Size

    def draw(self) -> tuple[float, tuple[Markup, ...]]:
        """Its height and its parts."""
        along, top = self._scale(), 24.0 if self.par else 6.0
        y, drawn, reached = top, [], []
        for row in self.rows:
            bar, y, parts = self._row(row, y, along)
            drawn += parts
            reached.append((along.place(row.reached), bar))
        if self.comparisons:
            y, parts = self._heading(y)
            drawn += parts
        for row in self.comparisons:
            _, y, parts = self._row(row, y, along)
            drawn += parts
        y += 4
        links = [line(x, bar, x, next_bar, "link") for (x, bar), (_, next_bar) in pairwise(reached)]
        ticks = self.axis.ticks(along.low, along.high, 7 if self.size.name_room else 5)
        scale = [*horizontal_axis(along, ticks, y, top), *self._par(along, top, y)]
        return y + _FOOT, (*scale, *links, *drawn)

    def _heading(self, y: float) -> tuple[float, list[Markup]]:
        """The heading of the comparisons, below a line: the height of its end, and its parts."""
        width = self.size.width
        text = TextBlock(wrap_text(self.heading, width, _HEADING), _HEADING, 0, y + 14)
        ground = _ground(0, text.top, text.width, text.height)
        return y + text.height + 18, [line(0, y + 6, width, y + 6, "grid"), ground, text.markup()]

    def _scale(self) -> AxisScale:
        values = [row.reached for row in (*self.rows, *self.comparisons)]
        values += [end for row in (*self.rows, *self.comparisons) for end in row.ends or ()]
        low, high = self.axis.range_of([*values, *([self.par.value] if self.par else [])])
        margin = (high - low) * 0.06
        left = self.size.name_room + _GAP if self.size.name_room else 8.0
        right = self.size.width - (self._value_width() + _GAP if self.size.name_room else 8.0)
        return AxisScale(low - margin, high + margin, left, right)

    def _value_width(self) -> float:
        return max(_width_of_value(row) for row in (*self.rows, *self.comparisons))

    def _par(self, along: AxisScale, top: float, foot: float) -> list[Markup]:
        """The dashed line, and its name above it."""
        if self.par is None:
            return []
        x, half = along.place(self.par.value), estimated_width(self.par.text, _PAR_NAME) / 2
        middle = min(max(x, half), self.size.width - half)
        name = label(self.par.text, middle, top - 9, "middle", _PAR_NAME.kind)
        return [line(x, top - 4, x, foot, "par"), name]

    def _row(self, row: _Row, y: float, along: AxisScale) -> tuple[float, float, list[Markup]]:
        """A row from a height on: the height of its bar, that of its end, and what is drawn."""
        beside = bool(self.size.name_room)
        room = self.size.name_room if beside else self.size.width - _width_of_value(row) - _GAP
        lines = wrap_text(row.name, room - _MARK, _NAME)
        name = TextBlock(lines, _NAME, _MARK, y + 5)
        if beside:
            end = y + max(name.height, _BAR) + 8
            bar = (y + end) / 2
            name = TextBlock(lines, _NAME, _MARK, bar - name.height / 2)
        else:
            bar = name.top + name.height + _BAR / 2
            end = bar + _BAR / 2 + 3
        first = name.top + _NAME.size * 1.02
        key = mark(row.style, 7, first - 4.5, 5.5)
        value = _value(row, self.size.width - 2, bar + 4.5 if beside else first)
        drawn = _drawn(row, along, bar)
        ground: list[Markup] = []
        if not beside:
            value_width = _width_of_value(row)
            ground = [
                _ground(0, name.top, _MARK + name.width, name.height),
                _ground(self.size.width - value_width, name.top, value_width, _NAME.line_height),
            ]
        return bar, end, [*ground, key, name.markup(), value, drawn]


def _ground(x: float, y: float, width: float, height: float) -> Markup:
    """A piece of empty ground, so that no line runs through a text."""
    return element("rect", x=x, y=y, width=width, height=height, class_="halo")


def _drawn(row: _Row, along: AxisScale, y: float) -> Markup:
    """The bar or the mark of a row, with its whiskers."""
    x = along.place(row.reached)
    step = row.step
    if step is None:
        shape = mark(row.style, x, y, 7)
    elif step.explained:
        shape = step_bar(row.style, along.place(row.reached - step.value), x, y)
    else:
        shape = plain_bar(row.style, along.place(row.reached - step.value), x, y)
    title = element("title", f"{row.name} {row.value} {row.interval}".rstrip())
    whiskers = [whisker(along.place(row.ends[0]), along.place(row.ends[1]), y)] if row.ends else []
    # A mark stands on its whiskers, a bar under them.
    return element("g", [title, *([*whiskers, shape] if step is None else [shape, *whiskers])])


def _value(row: _Row, x: float, y: float) -> Markup:
    """The value of a row with its interval, up to a place."""
    texts = [element("tspan", row.value, class_=row.kind)]
    if row.interval:
        texts += [joined(" "), element("tspan", row.interval)]
    return element("text", texts, x=x, y=y, text_anchor="end")


def _width_of_value(row: _Row) -> float:
    return estimated_width(row.value, _VALUE) + (
        estimated_width(f" {row.interval}", _INTERVAL) if row.interval else 0
    )
