"""A chart of one value a row: bars or dots, with whiskers from a low to a high value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from attrs import frozen

from game.document.axes import (
    AxisScale,
    NumberAxis,
    horizontal_axis,
    label,
    line,
    number_text,
    shortened,
    text_width,
)
from game.document.figures import ChartFigure, LegendEntry
from game.document.html import Markup, element
from game.document.marks import MarkStyle, mark, style_by_number, whisker

_WIDTH, _ROW, _TOP, _FOOT = 440.0, 30.0, 8.0, 42.0
_MOST_NAME = 150.0


@frozen
class IntervalRow:
    """One row: its name and value, and what lies around the value."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    """The ends of the whiskers; None: there are none."""
    reference: float | None = None
    """A value to compare with, drawn as a thick tick; None: there is none."""
    style: MarkStyle | None = None
    """None: the first style."""


def interval_chart(
    title: str,
    rows: Sequence[IntervalRow],
    axis: NumberAxis,
    *,
    kind: Literal["bars", "dots"] = "dots",
    reference_name: str = "",
    description: str = "",
    note: str = "",
) -> ChartFigure:
    """A chart of rows. kind: bars begin at zero. reference_name: what the thick ticks mark."""
    values = [
        value
        for row in rows
        for value in (row.value, row.low, row.high, row.reference)
        if value is not None
    ]
    low, high = axis.range_of([*values, 0.0] if kind == "bars" else values)
    margin = (high - low) * 0.04
    low, high = (low if low == 0 else low - margin), high + margin
    name_width = min(_MOST_NAME, max((text_width(row.name, 13.5) for row in rows), default=0)) + 12
    value_width = max((text_width(number_text(row.value)) for row in rows), default=0) + 14
    along = AxisScale(low, high, name_width, _WIDTH - value_width)
    foot = _TOP + len(rows) * _ROW
    parts = horizontal_axis(along, axis.ticks(low, high, 6), foot, _TOP)
    for i, row in enumerate(rows):
        parts += _row(row, _TOP + (i + 0.5) * _ROW, along, name_width - 12, kind)
    if axis.label:
        middle = (along.start + along.end) / 2
        parts.append(label(axis.label, middle, foot + 34, "middle", "axis-name"))
    legend = [LegendEntry(reference_name, MarkStyle(), "tick")] if reference_name else []
    return ChartFigure(
        title,
        description or describe_rows(rows, reference_name),
        _WIDTH,
        foot + (_FOOT if axis.label else 24),
        tuple(parts),
        tuple(legend),
        note,
    )


def describe_rows(rows: Sequence[IntervalRow], reference_name: str = "") -> str:
    """All rows in words: `North 59 (40 to 70, par 30). South 48.`"""
    sentences = []
    for row in rows:
        around = [
            *(
                [f"{number_text(row.low)}–{number_text(row.high)}"]
                if row.low is not None and row.high is not None
                else []
            ),
            *(
                [f"{reference_name} {number_text(row.reference)}".strip()]
                if row.reference is not None
                else []
            ),
        ]
        beside = f" ({', '.join(around)})" if around else ""
        sentences.append(f"{row.name} {number_text(row.value)}{beside}.")
    return " ".join(sentences)


def _row(row: IntervalRow, y: float, along: AxisScale, room: float, kind: str) -> list[Markup]:
    style, x = row.style or style_by_number(0), along.place(row.value)
    name = label(shortened(row.name, room, 13.5), 0, y + 4, "start", "row-name")
    parts = [element("g", [element("title", row.name), name])]
    if kind == "bars":
        zero = along.place(0)
        bar = {"x": min(zero, x), "y": y - 8, "width": max(1.0, abs(x - zero)), "height": 16.0}
        parts.append(element("rect", **bar, fill=style.colour, fill_opacity=0.75))
    if row.low is not None and row.high is not None:
        parts.append(whisker(along.place(row.low), along.place(row.high), y))
    if kind == "dots":
        parts.append(mark(style, x, y, 5.5))
    if row.reference is not None:
        reference = along.place(row.reference)
        parts.append(line(reference, y - 12, reference, y + 12, "reference"))
    parts.append(label(number_text(row.value), _WIDTH - 2, y + 4, "end", "row-value"))
    return parts
