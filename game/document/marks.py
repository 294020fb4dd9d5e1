"""Marks of charts, which differ by shape and dash, so that colour is never needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, pi, sin
from typing import Literal

from attrs import evolve, frozen

from game.document.axes import line
from game.document.html import Markup, element

Shape = Literal[
    "circle", "square", "diamond", "triangle", "pentagon", "hexagon", "star", "ring"
]  # fmt: skip
Sign = Literal["tick", "minus", "question", "cross", "bars", "bang"]
Inside = Literal["full", "empty"] | Sign

_SIGNS: Mapping[Sign, tuple[tuple[tuple[float, float], ...], ...]] = {
    "tick": (((-0.5, 0.05), (-0.15, 0.4), (0.5, -0.38)),),
    "minus": (((-0.45, 0), (0.45, 0)),),
    "question": (
        ((-0.32, -0.25), (-0.2, -0.5), (0.18, -0.5), (0.32, -0.25), (0.22, -0.02), (0, 0.2)),
        ((0, 0.58), (0, 0.6)),
    ),
    "cross": (((-0.4, -0.4), (0.4, 0.4)), ((-0.4, 0.4), (0.4, -0.4))),
    "bang": (((0, -0.45), (0, 0.15)), ((0, 0.48), (0, 0.5))),
    "bars": (((-0.4, -0.2), (0.4, -0.2)), ((-0.4, 0.25), (0.4, 0.25))),
}
"""The strokes of signs, around 0, as shares of the radius of their mark."""
_COLOURS = ("#3d6cc8", "#c24a35", "#3e8e75", "#a06ac0", "#8a8a3a", "#4a9bb0")
_SHAPES: tuple[Shape, ...] = ("circle", "square", "diamond", "triangle", "pentagon", "hexagon")
"""As on the badges of sides."""
_DASHES = ("", "6 3", "2 3", "8 3 2 3", "10 4", "4 2")
_LEAST_CONTRAST = 4.5
"""Of a colour against its ground, as the guidelines for accessible pages ask for text."""


@frozen
class MarkStyle:
    """How a mark or a line looks."""

    colour: str = "#18242f"
    """As `#rrggbb`."""
    shape: Shape = "circle"
    dash: str = ""
    """The dashes of its line, as SVG writes them; empty: a whole line."""
    inside: Inside = "full"
    """Whether its mark is full or empty, or the sign in white on a full one."""


BETTER, WORSE, OUTSIDE = "#0f6b52", "#7a3594", "#5b6673"
"""The colours of judgement and of what comes from outside; they never stand alone."""
GOOD = MarkStyle(BETTER, "circle", inside="tick")
NOT_THE_BEST = MarkStyle(WORSE, "circle", inside="minus")
COSTLY = MarkStyle(WORSE, "triangle", inside="question")
SERIOUS_MISTAKE = MarkStyle(WORSE, "square", inside="cross")
MISSED_CHANCE = MarkStyle(WORSE, "star", inside="empty")
COULD_NOT_BE_KNOWN = MarkStyle(OUTSIDE, "ring")
LUCK = MarkStyle(OUTSIDE, "diamond", inside="bars")


def style_by_number(number: int, colour: str | None = None, ground: str = "#ffffff") -> MarkStyle:
    """The style of the first, second, … of several things, from 0; each has its shape and dash.

    colour: its own, as `#rrggbb`, which is darkened where the ground would swallow it.
    """
    return MarkStyle(
        readable_colour(colour or _COLOURS[number % len(_COLOURS)], ground),
        _SHAPES[number % len(_SHAPES)],
        _DASHES[number % len(_DASHES)],
    )


def readable_colour(colour: str, ground: str = "#ffffff") -> str:
    """A colour, as `#rrggbb`, made dark enough to be read on a light ground."""
    red, green, blue = _channels(colour)
    light = _luminance(*_channels(ground)) + 0.05
    while light / (_luminance(red, green, blue) + 0.05) < _LEAST_CONTRAST:
        red, green, blue = (channel * 95 // 100 for channel in (red, green, blue))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(*channels: int) -> float:
    shares = (channel / 255 for channel in channels)
    linear = [s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def mark(
    style: MarkStyle, x: float, y: float, radius: float = 5, *, hollow: bool = False
) -> Markup:
    """A mark at a place. hollow: whether only its edge is drawn, over a white ground."""
    drawn = _shape(style, x, y, radius, hollow=hollow or style.inside == "empty")
    if hollow or style.inside == "full" or style.inside == "empty":
        return drawn
    return element("g", [drawn, *_sign(style.inside, x, y, radius)])


def _sign(sign: Sign, x: float, y: float, radius: float) -> list[Markup]:
    """The strokes of a sign in white."""
    return [
        element(
            "polyline",
            points=points_text([(x + dx * radius, y + dy * radius) for dx, dy in stroke]),
            fill="none",
            stroke="#fff",
            stroke_width=radius * 0.28,
            stroke_linecap="round",
            stroke_linejoin="round",
        )
        for stroke in _SIGNS[sign]
    ]


def _shape(style: MarkStyle, x: float, y: float, radius: float, *, hollow: bool) -> Markup:
    fill = "#fff" if hollow or style.shape == "ring" else style.colour
    paint: dict[str, str | float] = {"fill": fill, "stroke": style.colour, "stroke_width": 1.6}
    match style.shape:
        case "circle":
            return element("circle", cx=x, cy=y, r=radius, **paint)
        case "ring":
            inner = mark(evolve(style, shape="circle"), x, y, radius * 0.45)
            return element("g", [element("circle", cx=x, cy=y, r=radius, **paint), inner])
        case "square":
            side = radius * 1.8
            corner = {"x": x - side / 2, "y": y - side / 2}
            return element("rect", width=side, height=side, **corner, **paint)
        case _:
            points = points_text(_corners(style.shape, x, y, radius))
            return element("polygon", points=points, **paint)


def points_text(points: Sequence[tuple[float, float]]) -> str:
    """Points as SVG writes them."""
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _corners(shape: Shape, x: float, y: float, radius: float) -> list[tuple[float, float]]:
    """The corners of a shape, the first at the top."""
    counts = {"triangle": 3, "diamond": 4, "pentagon": 5, "hexagon": 6, "star": 10}
    count = counts[shape]
    radii = [radius * (0.5 if shape == "star" and i % 2 else 1.25) for i in range(count)]
    return [
        (x + r * sin(2 * pi * i / count), y - r * cos(2 * pi * i / count))
        for i, r in enumerate(radii)
    ]


def numbered_mark(style: MarkStyle, x: float, y: float, text: str, radius: float = 9) -> Markup:
    """A large hollow mark with a number or a letter in it."""
    down = 6 if style.shape == "triangle" else 4
    letter = element("text", text, x=x, y=y + down, text_anchor="middle", class_="in-mark")
    return element("g", [mark(style, x, y, radius, hollow=True), letter])


def path(style: MarkStyle, points: list[tuple[float, float]], width: float = 2) -> Markup:
    """A line through points in a style."""
    return element(
        "polyline",
        points=points_text(points),
        fill="none",
        stroke=style.colour,
        stroke_width=width,
        stroke_dasharray=style.dash,
    )


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
