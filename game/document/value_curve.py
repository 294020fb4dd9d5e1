"""A chart of what could be expected, from the start to the end of a game, and what moved it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from attrs import evolve, frozen

from game.document.axes import (
    AxisScale,
    ChartLine,
    NumberAxis,
    horizontal_axis,
    label,
    line,
    number_text,
    text_width,
    vertical_axis,
)
from game.document.curve_marks import (
    MarkKind,
    ValueMark,
    divide_marks,
    marks_in_rows,
    marks_on_curve,
)
from game.document.figures import ChartFigure, LegendEntry, ribbon
from game.document.html import Markup, element
from game.document.mark_places import Box, MarkOutline, MarkPlaces, Point
from game.document.marks import MarkStyle, mark, path
from game.document.text_blocks import TextBlock, TextStyle, estimated_width, wrap_text

_TOP, _FOOT = 24.0, 44.0
_SLOPE = 9.0
"""How wide the piece of the curve is in which an event moves it, where there is room."""
_ROOM = 30.0
"""The room for marks above and below all values."""
_GAP = 13.0
"""The distance from the end of the curve to the words beside it."""
_FINAL, _FINAL_NAME = TextStyle(24, "final", bold=True), TextStyle(12, "")
_PAR_NAME = TextStyle(12, "par-name", bold=True)


@frozen
class ValuePoint:
    """What could be expected after an event."""

    turn: int
    """The place of its turn among those of the chart, from 0."""
    mean: float
    low: float
    high: float
    """The ends of the range in which most games would have ended."""


@frozen
class CurveNames:
    """What the curve, the ribbon around it, its start and its end are called."""

    curve: str
    ribbon: str
    start: str
    end: str


@frozen
class _Size:
    """The size of a picture and of its marks, in its own units."""

    width: float
    height: float
    """Down to where the values end."""
    radius: float
    most_margin: float
    """The widest that the words to the right of the curve may be."""


_BROAD, _NARROW = _Size(720, 310, 6.5, 110), _Size(360, 270, 5.5, 66)


def value_curve(
    title: str,
    turns: Sequence[str],
    points: Sequence[ValuePoint],
    marks: Sequence[ValueMark],
    *,
    kinds: Sequence[MarkKind],
    names: CurveNames,
    style: MarkStyle,
    axis: NumberAxis,
    across: str = "",
    par: ChartLine | None = None,
    description: str = "",
    note: str = "",
) -> ChartFigure:
    """A chart of a curve in a ribbon, with marks.

    turns: their texts along the horizontal axis. points: the start, then one after each event, in
    their order; the last is the final value. kinds: of the marks, in the order of the legend, which
    leaves out those without a mark. style: of the curve. across: the label of the horizontal axis.
    par: a dashed line. description: what it shows in words; left out, the curve at the end of every
    turn, and all marks.
    """
    used = {each.kind for each in marks}
    curve = _Curve(tuple(turns), tuple(points), names, style, axis, across, par)
    words = description or describe_curve(turns, points, marks, names, across, par)
    legend = (
        LegendEntry(names.curve, MarkStyle(style.colour), "line"),
        LegendEntry(names.ribbon, style, "ribbon"),
        *(LegendEntry(kind.name, kind.style) for kind in kinds if kind in used),
    )
    by_place = sorted(marks, key=lambda each: each.point)
    (height, parts), (narrow_height, narrow_parts) = (
        _draw(curve, by_place, size) for size in (_BROAD, _NARROW)
    )
    narrow = ChartFigure(title, words, _NARROW.width, narrow_height, narrow_parts)
    return ChartFigure(
        title, words, _BROAD.width, height, parts, legend, note, size="wide", narrow=narrow
    )


def describe_curve(
    turns: Sequence[str],
    points: Sequence[ValuePoint],
    marks: Sequence[ValueMark],
    names: CurveNames,
    across: str = "",
    par: ChartLine | None = None,
) -> str:
    """A curve in words: its start, its value at the end of each turn, its end, and its marks."""
    ends = {point.turn: point for point in points[1:]}
    values = [f"{names.start} {_interval(points[0])}"]
    values += [f"{across} {turns[turn]}: {_interval(end)}".strip() for turn, end in ends.items()]
    values.append(f"{names.end} {number_text(points[-1].mean)}")
    happened = [
        f"{each.number} ({each.text})" if each.number else each.text
        for each in sorted(marks, key=lambda each: each.point)
    ]
    parts = [f"{names.curve} ({names.ribbon}): {', '.join(values)}"]
    parts += [par.text] if par else []
    return ". ".join([*parts, *(["; ".join(happened)] if happened else [])]) + "."


def _interval(point: ValuePoint) -> str:
    low, high = number_text(point.low), number_text(point.high)
    return number_text(point.mean) + (f" ({low}–{high})" if low != high else "")


@frozen
class _Curve:
    """All that is drawn but the marks."""

    turns: tuple[str, ...]
    points: tuple[ValuePoint, ...]
    names: CurveNames
    style: MarkStyle
    axis: NumberAxis
    across: str
    par: ChartLine | None

    def positions(self) -> list[float]:
        """Where events lie in turns from the start; those of a turn are spread evenly."""
        counts = Counter(point.turn for point in self.points[1:])
        passed: Counter[int] = Counter()
        positions = [0.0]
        for point in self.points[1:]:
            passed[point.turn] += 1
            positions.append(point.turn + passed[point.turn] / (counts[point.turn] + 1))
        return positions


def _draw(
    curve: _Curve, marks: Sequence[ValueMark], size: _Size
) -> tuple[float, tuple[Markup, ...]]:
    """The picture of a curve in one size, and its height."""
    words = _end_words(curve, size.most_margin)
    up = AxisScale(*_value_range(curve, size.height), size.height, _TOP)
    ticks = curve.axis.ticks(up.low, up.high, 6)
    left = max((text_width(text) for _, text in ticks), default=0) + 10
    right = size.width - max(block.width for block in words) - _GAP - 2
    along = AxisScale(0, len(curve.turns), left, right)
    xs = [along.place(position) for position in curve.positions()]
    lows, means, highs = (
        [up.place(value) for value in values]
        for values in zip(*((p.low, p.mean, p.high) for p in curve.points), strict=True)
    )
    anchors = [*zip(xs, means, strict=True)]
    places = MarkPlaces(Box(left, up.end, right, up.start), _stepped(xs, means, right))
    on_curve, in_rows = divide_marks(marks, right - left, size.radius)
    row_marks, foot = marks_in_rows(in_rows, anchors, up.start, size.radius)
    for end in (anchors[0], places.curve[-1]):
        places.take(end, MarkOutline(4, 4, 4))
    outline = [*_stepped(xs, lows, right), *reversed(_stepped(xs, highs, right))]
    parts = [
        *_turns(curve, along, up.end, foot),
        *vertical_axis(up, ticks, left, right, left),
        *([label(curve.axis.label, 0, 12, "start", "axis-name")] if curve.axis.label else []),
        ribbon(curve.style, outline),
        *_par(curve.par, up, left, right),
        path(MarkStyle(curve.style.colour), [*places.curve], 2.2),
        *(mark(curve.style, *place, 4) for place in (anchors[0], places.curve[-1])),
        *_end_labels(curve, words, right + _GAP, up),
        *marks_on_curve(on_curve, anchors, places, size.radius),
        *row_marks,
    ]
    return foot + (_FOOT if curve.across else _FOOT - 18), tuple(parts)


def _value_range(curve: _Curve, foot: float) -> tuple[float, float]:
    """The range of the vertical axis, with room for marks above and below all values."""
    values = [value for point in curve.points for value in (point.mean, point.low, point.high)]
    low, high = curve.axis.range_of([*values, *([curve.par.value] if curve.par else [])])
    margin = (high - low) * _ROOM / (foot - _TOP - 2 * _ROOM)
    return low - margin, high + margin


def _par(par: ChartLine | None, up: AxisScale, left: float, right: float) -> list[Markup]:
    if par is None:
        return []
    return [line(left, up.place(par.value), right, up.place(par.value), "par")]


def _stepped(xs: Sequence[float], ys: Sequence[float], right: float) -> list[Point]:
    """A line that is level until shortly before each event."""
    corners = [(xs[0], ys[0])]
    for (x, y), (next_x, next_y) in pairwise(zip(xs, ys, strict=True)):
        corners += [(next_x - min(_SLOPE, (next_x - x) * 0.7), y), (next_x, next_y)]
    return [*corners, (right, ys[-1])]


def _turns(curve: _Curve, along: AxisScale, top: float, foot: float) -> list[Markup]:
    """Every other turn shaded, and the texts of turns below them, where they have room."""
    distance = along.place(1) - along.place(0)
    widest = max(map(text_width, curve.turns)) + 8
    every = max(1, ceil(widest / distance))
    parts = horizontal_axis(along, (), foot)
    for i, turn in enumerate(curve.turns):
        x = along.place(i)
        if i % 2:
            shade = {"x": x, "y": top, "width": distance, "height": foot - top}
            parts.append(element("rect", **shade, class_="turn"))
        if i % every == 0:
            parts.append(label(turn, x + distance / 2, foot + 17, "middle"))
    if curve.across:
        middle = (along.start + along.end) / 2
        parts.append(label(curve.across, middle, foot + 36, "middle", "axis-name"))
    return parts


def _end_words(curve: _Curve, room: float) -> list[TextBlock]:
    """The words to the right of the curve: the final value, its name, and par; without places."""
    texts = [(number_text(curve.points[-1].mean), _FINAL), (curve.names.end, _FINAL_NAME)]
    texts += [(curve.par.text, _PAR_NAME)] if curve.par else []
    widest = max(estimated_width(w, style) for text, style in texts for w in text.split())
    room = min(max(room, widest + 0.1), 2 * room)
    return [TextBlock(wrap_text(text, room, style), style, 0, 0) for text, style in texts]


def _end_labels(curve: _Curve, words: Sequence[TextBlock], x: float, up: AxisScale) -> list[Markup]:
    """The words to the right of the curve, par above or below the others where they are near."""
    value, name, *par_names = words
    top = up.place(curve.points[-1].mean) - 18
    foot = top + value.height - 4 + name.height
    blocks = [evolve(value, x=x, top=top), evolve(name, x=x, top=foot - name.height)]
    for block in par_names:
        assert curve.par is not None
        y = up.place(curve.par.value) - block.height / 2
        if top - block.height < y < foot:
            below = y > top and foot + block.height < up.start + _FOOT
            y = foot + 3 if below else top - block.height - 3
        blocks.append(evolve(block, x=x, top=y))
    return [block.markup() for block in blocks]
