"""A chart of values over turns: lines or steps, the edges of bands, and letters of events."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.document.axes import (
    LABEL_SIZE,
    AxisScale,
    NumberAxis,
    horizontal_axis,
    label,
    line,
    number_text,
    shortened,
    text_width,
    vertical_axis,
)
from game.document.figures import ChartFigure, LegendEntry
from game.document.html import Markup, element
from game.document.marks import MarkStyle, mark, path, style_by_number

_WIDTH, _HEIGHT = 350.0, 190.0
_TOP, _FOOT = 14.0, 40.0
_MOST_MARGIN = 105.0
_LETTER = 15.0


@frozen
class Series:
    """One curve: a value for each place on the horizontal axis, None where there is none."""

    name: str
    values: tuple[float | None, ...]
    letters: tuple[tuple[str, ...], ...] = ()
    """For each value, the letters of the events that moved it; empty: no events."""
    style: MarkStyle | None = None
    """None: by its place among the others."""


@frozen
class AxisBand:
    """A named stretch of the vertical axis, up to its edge."""

    name: str
    low: float
    high: float


def line_chart(
    title: str,
    places: Sequence[str],
    series: Sequence[Series],
    axis: NumberAxis,
    *,
    across: str = "",
    bands: Sequence[AxisBand] = (),
    step: bool = False,
    description: str = "",
    note: str = "",
) -> ChartFigure:
    """A chart of curves.

    places: the texts along the horizontal axis, one for each value. across: the label of that axis.
    bands: named stretches, with dashed edges between them. step: whether a value holds until the
    next one, as a level does. description: what it shows in words; left out, all values.
    """
    known = [value for each in series for value in each.values if value is not None]
    low, high = axis.range_of(known)
    margin = (high - low) * 0.06
    low, high = low - margin, high + margin
    shown = [band for band in bands if band.high > low and band.low < high]
    up = AxisScale(low, high, _HEIGHT - _FOOT, _TOP)
    ticks = axis.ticks(low, high, 5)
    left = min(_MOST_MARGIN, max((text_width(text) for _, text in ticks), default=0)) + 14
    right = _WIDTH - min(_MOST_MARGIN, max((text_width(b.name) for b in shown), default=0)) - 12
    along = AxisScale(0, max(1, len(places) - 1), left + 12, right - 8)
    parts = vertical_axis(up, ticks, left, right, left - 14)
    parts += _bands(shown, up, left, right)
    parts += horizontal_axis(AxisScale(0, 1, left, right), (), up.start)
    parts += _places(places, along, up.start)
    if across:
        parts.append(label(across, (left + right) / 2, _HEIGHT - 6, "middle", "axis-name"))
    if axis.label:
        parts.append(label(axis.label, left, 9, "start", "axis-name"))
    styles = [each.style or style_by_number(i) for i, each in enumerate(series)]
    for each, style in zip(series, styles, strict=True):
        parts += _curve(each, style, places, along, up, step=step)
    legend = [
        LegendEntry(each.name, style, "line") for each, style in zip(series, styles, strict=True)
    ]
    return ChartFigure(
        title,
        description or describe_series(places, series),
        _WIDTH,
        _HEIGHT,
        tuple(parts),
        tuple(legend) if len(series) > 1 else (),
        note,
        "half",
    )


def describe_series(places: Sequence[str], series: Sequence[Series]) -> str:
    """All values of some curves in words: `Trust (Start 50, 1 55, 2 48).`"""
    return " ".join(
        f"{each.name} ("
        + ", ".join(
            f"{place} {number_text(value)}"
            for place, value in zip(places, each.values, strict=True)
            if value is not None
        )
        + ")."
        for each in series
    )


def _bands(bands: Sequence[AxisBand], up: AxisScale, left: float, right: float) -> list[Markup]:
    """Dashed lines at the edges between bands, and their names beside the chart."""
    parts: list[Markup] = []
    last_y = up.start + 100
    for band in bands:
        top, foot = max(up.place(band.high), up.end), min(up.place(band.low), up.start)
        if up.low < band.high < up.high:
            parts.append(line(left, top, right, top, "edge"))
        y = (top + foot) / 2 + 4
        if last_y - y >= LABEL_SIZE:
            room = _WIDTH - right - 6
            parts.append(label(shortened(band.name, room), right + 5, y, "start", "band"))
            last_y = y
    return parts


def _places(places: Sequence[str], along: AxisScale, y: float) -> list[Markup]:
    """The texts along the horizontal axis; where they have no room, not all of them."""
    widest = max((text_width(place) for place in places), default=0) + 8
    distance = abs(along.end - along.start) / max(1, len(places) - 1)
    every = max(1, int(-(-widest // max(1, distance))))
    parts: list[Markup] = []
    for i, place in enumerate(places):
        x = along.place(i)
        parts.append(line(x, y, x, y + 4, "axis"))
        if (len(places) - 1 - i) % every == 0:
            parts.append(label(place, x, y + 17, "middle"))
    return parts


def _curve(
    series: Series,
    style: MarkStyle,
    places: Sequence[str],
    along: AxisScale,
    up: AxisScale,
    *,
    step: bool,
) -> list[Markup]:
    points: list[tuple[float, float]] = []
    parts: list[Markup] = []
    strokes: list[list[tuple[float, float]]] = [[]]
    for i, value in enumerate(series.values):
        if value is None:
            strokes.append([])
            continue
        point = along.place(i), up.place(value)
        if step and strokes[-1]:
            strokes[-1].append((point[0], strokes[-1][-1][1]))
        strokes[-1].append(point)
        points.append(point)
        title = f"{series.name} · {places[i]} · {number_text(value)}"
        dot = mark(style, *point, 3.2)
        parts.append(element("g", [element("title", title), dot]))
        if i < len(series.letters):
            parts += _letters(point, series.letters[i], up)
    return [*(path(style, stroke) for stroke in strokes if len(stroke) > 1), *parts]


def _letters(point: tuple[float, float], letters: Sequence[str], up: AxisScale) -> list[Markup]:
    """Letters in rings in a column above or below their point; where they have no room there, in
    further columns to the left."""
    x, y = point
    rooms = {-1: int((y - up.end) // _LETTER), 1: int((up.start - y) // _LETTER)}
    sign = -1 if rooms[-1] >= min(len(letters), rooms[1]) else 1
    per_column = max(1, rooms[sign])
    parts = []
    for i, letter in enumerate(letters):
        column, row = divmod(i, per_column)
        ring_x, ring_y = x - column * _LETTER, y + sign * (row + 1) * _LETTER
        ring = element("circle", cx=ring_x, cy=ring_y, r=7.0, class_="ring")
        parts.append(element("g", [ring, label(letter, ring_x, ring_y + 3.7, "middle", "in-mark")]))
    return parts
