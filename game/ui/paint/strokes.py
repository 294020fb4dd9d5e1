"""The outlines that icons consist of, on a square of 24 by 24; y downwards, angles clockwise."""

from __future__ import annotations

from math import cos, pi, sin

from attrs import evolve, frozen

GRID = 24
Point = tuple[float, float]

FULL, SECOND, MARK, CUT = range(4)
"""How a shape is filled. FULL: in the icon's colour. SECOND: in the accent, or without one in the
icon's colour. MARK: in the accent, or without one as a hole. CUT: as a hole."""


@frozen
class Shape:
    """An outline that is filled, drawn with a round pen, or both, which rounds its corners."""

    points: tuple[Point, ...]
    width: float
    """The width of the pen."""
    filled: bool = False
    closed: bool = False
    tone: int = FULL


Glyph = tuple[Shape, ...]


def sweep(
    x: float, y: float, r: float, start: float = 0, end: float = 360, *, ry: float | None = None
) -> tuple[Point, ...]:
    """Points on a circle or an ellipse between two angles in degrees; 0 is to the right."""
    steps = max(2, round(abs(end - start) / 6))
    angles = [(start + (end - start) * step / steps) * pi / 180 for step in range(steps + 1)]
    return tuple((x + r * cos(a), y + (r if ry is None else ry) * sin(a)) for a in angles)


def bow(a: Point, pull: Point, b: Point) -> tuple[Point, ...]:
    """Points on the quadratic Bézier curve from a to b with the control point `pull`."""
    shares = [step / 16 for step in range(17)]
    return tuple(
        (
            (1 - t) ** 2 * a[0] + 2 * t * (1 - t) * pull[0] + t**2 * b[0],
            (1 - t) ** 2 * a[1] + 2 * t * (1 - t) * pull[1] + t**2 * b[1],
        )
        for t in shares
    )


def line(*points: Point, w: float = 2) -> Shape:
    """A line drawn with the pen from point to point."""
    return Shape(points, w)


def loop(*points: Point, w: float = 2) -> Shape:
    """A closed line drawn with the pen."""
    return Shape(points, w, closed=True)


def solid(*points: Point, r: float = 0.6) -> Shape:
    """A filled outline, enlarged by r on all sides, which rounds its corners."""
    return Shape(points, 2 * r, filled=True, closed=True)


def disc(x: float, y: float, r: float) -> Shape:
    """A filled circle."""
    return solid(*sweep(x, y, r), r=0)


def ring(x: float, y: float, r: float, w: float = 2) -> Shape:
    """A circle drawn with the pen; r is the radius to the middle of the line."""
    return loop(*sweep(x, y, r), w=w)


def arc(x: float, y: float, r: float, start: float, end: float, w: float = 2) -> Shape:
    """A part of a circle drawn with the pen."""
    return line(*sweep(x, y, r, start, end), w=w)


def corners(x: float, y: float, width: float, height: float, r: float) -> tuple[Point, ...]:
    """Points around a box whose corners are rounded by r."""
    right, low = x + width - r, y + height - r
    return (
        *sweep(x + r, y + r, r, 180, 270),
        *sweep(right, y + r, r, 270, 360),
        *sweep(right, low, r, 0, 90),
        *sweep(x + r, low, r, 90, 180),
    )


def box(x: float, y: float, width: float, height: float, r: float = 1) -> Shape:
    """A filled box with rounded corners."""
    return solid(*corners(x, y, width, height, r), r=0)


def frame(x: float, y: float, width: float, height: float, r: float = 1.5, w: float = 2) -> Shape:
    """A box drawn with the pen, measured to the middle of its line."""
    return loop(*corners(x, y, width, height, r), w=w)


def cut(shape: Shape) -> Shape:
    """Turns a shape into a hole."""
    return evolve(shape, tone=CUT)


def mark(shape: Shape) -> Shape:
    """Gives a shape the accent colour; without an accent it is a hole."""
    return evolve(shape, tone=MARK)


def second(shape: Shape) -> Shape:
    """Gives a shape the accent colour; without an accent it has the icon's colour."""
    return evolve(shape, tone=SECOND)


def mirror(*shapes: Shape) -> Glyph:
    """Mirrors shapes left to right."""
    return tuple(evolve(s, points=tuple((GRID - x, y) for x, y in s.points)) for s in shapes)


def turn(*shapes: Shape, quarters: int) -> Glyph:
    """Turns shapes clockwise by quarters of a circle."""
    for _ in range(quarters):
        shapes = tuple(evolve(s, points=tuple((GRID - y, x) for x, y in s.points)) for s in shapes)
    return shapes


def shift(*shapes: Shape, x: float = 0, y: float = 0) -> Glyph:
    """Moves shapes by x and y."""
    return tuple(evolve(s, points=tuple((px + x, py + y) for px, py in s.points)) for s in shapes)


def regular(x: float, y: float, r: float, sides: int) -> tuple[Point, ...]:
    """The corners of a polygon with equal sides that stands on its lowest one."""
    first = 90 + 180 / sides
    angles = [(first + 360 * n / sides) * pi / 180 for n in range(sides)]
    return tuple((x + r * cos(a), y + r * sin(a)) for a in angles)
