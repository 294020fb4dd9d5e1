"""Bars from one value to another, whose direction is told by shape and hatching, and whiskers."""

from __future__ import annotations

from game.document.axes import line
from game.document.html import Markup, element
from game.document.marks import MarkStyle, points_text

_HALF_HEIGHT, _HEAD_HALF_HEIGHT, _HEAD = 6.5, 9.5, 8.0
_HATCH = 5.0
"""The distance between the lines of a hatched bar."""


def step_bar(style: MarkStyle, start: float, end: float, y: float) -> Markup:
    """An arrow from one place to another: full where it goes right, hatched where it goes left."""
    sign = 1 if end >= start else -1
    neck = end - sign * min(_HEAD, abs(end - start))
    left, right = sorted((start, neck))
    corners = [(neck, y - _HEAD_HALF_HEIGHT), (end, y), (neck, y + _HEAD_HALF_HEIGHT)]
    head = element("polygon", points=points_text(corners), fill=style.colour, **_edge(style))
    if sign > 0:
        return element("g", [_body(style, left, right, y, style.colour), head])
    return element(
        "g", [_body(style, left, right, y, "#fff"), _hatching(style, left, right, y), head]
    )


def plain_bar(style: MarkStyle, start: float, end: float, y: float) -> Markup:
    """A bar without a direction, hatched both ways: what nobody has explained."""
    left, right = sorted((start, end))
    hatching = [_hatching(style, left, right, y, mirrored=flag) for flag in (False, True)]
    return element("g", [_body(style, left, right, y, "#fff"), *hatching])


def hatched_bar(style: MarkStyle, start: float, end: float, y: float, half: float) -> Markup:
    """A hatched bar between two places. half: half of its height."""
    left, right = sorted((start, end))
    place = {"x": left, "y": y - half, "width": max(0.5, right - left), "height": 2 * half}
    body = element("rect", **place, fill="#fff", **_edge(style))
    return element("g", [body, _hatching(style, left, right, y, half)])


def whisker(low: float, high: float, y: float) -> Markup:
    """A line from a low to a high place, with an end at both."""
    ends = [line(x, y - 5, x, y + 5, "whisker") for x in (low, high)]
    lines = [line(low, y, high, y, "whisker-edge"), line(low, y, high, y, "whisker")]
    return element("g", [*lines, *ends])


def _body(style: MarkStyle, left: float, right: float, y: float, fill: str) -> Markup:
    size = {"width": max(0.5, right - left), "height": 2 * _HALF_HEIGHT}
    place = {"x": left, "y": y - _HALF_HEIGHT}
    return element("rect", **place, **size, fill=fill, **_edge(style))


def _edge(style: MarkStyle) -> dict[str, str | float]:
    return {"stroke": style.colour, "stroke_width": 1.2}


def _hatching(
    style: MarkStyle,
    left: float,
    right: float,
    y: float,
    half: float = _HALF_HEIGHT,
    *,
    mirrored: bool = False,
) -> Markup:
    """Slanting lines within a bar, rising to the right; mirrored: falling."""
    sign = -1 if mirrored else 1
    foot, height = y + sign * half, 2 * half
    strokes = []
    for i in range(int((right - left + height) / _HATCH) + 1):
        base = left - height + i * _HATCH
        start, end = max(left, base), min(right, base + height)
        if start < end:
            start_y, end_y = (foot - sign * (x - base) for x in (start, end))
            strokes.append(f"M{start:.1f} {start_y:.1f}L{end:.1f} {end_y:.1f}")
    return element("path", d="".join(strokes), stroke=style.colour, stroke_width=1.4, fill="none")
