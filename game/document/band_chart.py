"""A chart of values over a number, each with a band for where it may truly lie."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

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
from game.document.figures import PAGE_WIDTH, ChartFigure, FigureSize, LegendEntry, ribbon
from game.document.html import Markup, element
from game.document.marks import MarkStyle, mark, path, style_by_number
from game.document.text_blocks import TextBlock, TextStyle, wrap_text

BROAD, NARROW = 500.0, 330.0
_HEIGHT, _TOP, _FOOT = 268.0, 22.0, 42.0
_NAME = TextStyle(13, "axis-name", bold=True)
_USUAL = 1.14
"""How much wider the room is in usual fonts than in the widest."""


@frozen
class ChartBand:
    """A curve: at each place a value, and the ends of its interval."""

    name: str
    values: tuple[tuple[float, float, float], ...]
    """By place, the value, the low end and the high end."""
    style: MarkStyle | None = None
    """None: by its place among the others."""
    texts: tuple[str, ...] = ()
    """By place, the value and its interval in words; left out: as numbers."""

    def text(self, place: int) -> str:
        """The value at a place in words."""
        value, low, high = self.values[place]
        numbers = f"{number_text(value)} ({number_text(low)}–{number_text(high)})"
        return self.texts[place] if self.texts else numbers


def band_chart(
    title: str,
    places: Sequence[float],
    bands: Sequence[ChartBand],
    axis: NumberAxis,
    *,
    across: str = "",
    now: ChartLine | None = None,
    references: Sequence[tuple[float, MarkStyle]] = (),
    reference_name: str = "",
    size: FigureSize = "wide",
    description: str = "",
    note: str = "",
) -> ChartFigure:
    """A chart of curves over a number.

    places: the values of the number, ascending. across: what the number is. now: a value of it that
    is marked by a line, with its words. references: values to compare with, as dashed lines.
    size: `page` in a panel as wide as the page. description: what it shows in words; left out, all
    values.
    """
    styles = [each.style or style_by_number(i) for i, each in enumerate(bands)]
    words = description or describe(places, bands)
    legend = [
        LegendEntry(each.name, style, "line") for each, style in zip(bands, styles, strict=True)
    ]
    if references and reference_name:
        legend.append(LegendEntry(reference_name, MarkStyle(dash="7 4"), "line"))
    width = PAGE_WIDTH if size == "page" else BROAD
    (height, broad), (narrow_height, narrow) = (
        _draw(places, bands, styles, axis, across, now, references, each)
        for each in (width, NARROW)
    )
    small = ChartFigure(title, words, NARROW, narrow_height, narrow)
    return ChartFigure(title, words, width, height, broad, tuple(legend), note, size, small)


def describe(places: Sequence[float], bands: Sequence[ChartBand]) -> str:
    """All values in words: `Peace: 0: 0.3 (0.25–0.35), 5: …`"""
    sentences = []
    for band in bands:
        points = [f"{number_text(place)}: {band.text(i)}" for i, place in enumerate(places)]
        sentences.append(f"{band.name}: {', '.join(points)}.")
    return " ".join(sentences)


def _draw(
    places: Sequence[float],
    bands: Sequence[ChartBand],
    styles: Sequence[MarkStyle],
    axis: NumberAxis,
    across: str,
    now: ChartLine | None,
    references: Sequence[tuple[float, MarkStyle]],
    width: float,
) -> tuple[float, tuple[Markup, ...]]:
    """The height of the picture at a width, and its parts."""
    known = [end for band in bands for point in band.values for end in point]
    low, high = axis.range_of([*known, *(value for value, _ in references)])
    margin = 0.0 if axis.low is not None and axis.high is not None else (high - low) * 0.05
    low = low if axis.low is not None else low - margin
    high = high if axis.high is not None else high + margin
    foot = _HEIGHT - _FOOT
    up = AxisScale(low, high, foot, _TOP)
    ticks = axis.ticks(low, high, 5)
    left = max((text_width(text, 13) for _, text in ticks), default=0) + 12
    ends = [*places, *([now.value] if now is not None else [])]
    along = AxisScale(min(ends), max(ends), left + 10, width - 16)
    parts = vertical_axis(up, ticks, left, width - 6, left)
    parts += horizontal_axis(AxisScale(0, 1, left, width - 6), (), foot)
    parts += _ticks(places, along, foot)
    name = wrap_text(across, width * _USUAL, _NAME)
    parts.append(TextBlock(name, _NAME, width / 2, _HEIGHT - 18, "middle").markup())
    height = _HEIGHT + max(0, len(name) - 1) * _NAME.line_height
    if now is not None:
        x = along.place(now.value)
        beside = x + text_width(now.text, 13) + 6 < width
        anchor, shift = ("start", 5) if beside else ("end", -5)
        parts += [
            line(x, _TOP - 12, x, foot, "now"),
            label(now.text, x + shift, _TOP - 4, anchor, "par-name"),
        ]
    for value, style in references:
        y = up.place(value)
        parts.append(
            element(
                "line", x1=left, y1=y, x2=width - 6, y2=y, class_="compared",
                style=f"stroke: {style.colour}",
            )
        )  # fmt: skip
    for band, style in zip(bands, styles, strict=True):
        parts += _band(band, style, places, along, up)
    return height, tuple(parts)


def _ticks(places: Sequence[float], along: AxisScale, foot: float) -> list[Markup]:
    """Marks the places on the axis; a value is left out where it would touch the one before."""
    parts, reached = list[Markup](), -1e9
    for place in places:
        x, text = along.place(place), number_text(place)
        parts.append(line(x, foot, x, foot + 4, "axis"))
        half = text_width(text, 13) / 2 + 3
        if x - half > reached:
            parts.append(label(text, x, foot + 18, "middle"))
            reached = x + half
    return parts


def _band(
    band: ChartBand, style: MarkStyle, places: Sequence[float], along: AxisScale, up: AxisScale
) -> list[Markup]:
    xs = [along.place(place) for place in places]
    points = list(zip(xs, band.values, strict=True))
    above = [(x, up.place(min(high, up.high))) for x, (_, _, high) in points]
    below = [(x, up.place(max(low, up.low))) for x, (_, low, _) in points]
    curve = [(x, up.place(value)) for x, (value, _, _) in points]
    dots = [
        element("g", [element("title", _title(band, i, place)), mark(style, *curve[i], 3.6)])
        for i, place in enumerate(places)
    ]
    return [ribbon(style, [*above, *reversed(below)]), path(style, curve), *dots]


def _title(band: ChartBand, i: int, place: float) -> str:
    return f"{band.name} · {number_text(place)} · {band.text(i)}"
