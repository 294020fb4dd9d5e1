"""Hatched bars, which need no colour to differ from full ones, and whiskers."""

from __future__ import annotations

from game.document.axes import line
from game.document.html import Markup, element
from game.document.marks import MarkStyle

_HATCH = 5.0
"""The distance between the lines of a hatched bar."""


def hatched_bar(style: MarkStyle, start: float, end: float, y: float, half: float) -> Markup:
    """A hatched bar between two places. half: half of its height."""
    left, right = sorted((start, end))
    place = {"x": left, "y": y - half, "width": max(0.5, right - left), "height": 2 * half}
    body = element("rect", **place, fill="#fff", stroke=style.colour, stroke_width=1.2)
    return element("g", [body, _hatching(style, left, right, y, half)])


def whisker(low: float, high: float, y: float) -> Markup:
    """A line from a low to a high place, with an end at both."""
    ends = [line(x, y - 5, x, y + 5, "whisker") for x in (low, high)]
    lines = [line(low, y, high, y, "whisker-edge"), line(low, y, high, y, "whisker")]
    return element("g", [*lines, *ends])


def _hatching(style: MarkStyle, left: float, right: float, y: float, half: float) -> Markup:
    """Slanting lines within a bar."""
    foot, height, strokes = y + half, 2 * half, []
    for i in range(int((right - left + height) / _HATCH) + 1):
        base = left - height + i * _HATCH
        start, end = max(left, base), min(right, base + height)
        if start < end:
            start_y, end_y = (foot - (x - base) for x in (start, end))
            strokes.append(f"M{start:.1f} {start_y:.1f}L{end:.1f} {end_y:.1f}")
    return element("path", d="".join(strokes), stroke=style.colour, stroke_width=1.4, fill="none")
