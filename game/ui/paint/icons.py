"""Icons and the badges of sides, drawn from their outlines at any size."""

from __future__ import annotations

from math import ceil, floor, hypot

import pygame
from attrs import evolve

from game.model.colours import Colour
from game.ui.paint.emblems import THINGS
from game.ui.paint.glyphs import CRESTS, SIDES, SIGNS
from game.ui.paint.picture_cache import keep_pictures
from game.ui.paint.strokes import FULL, GRID, MARK, SECOND, Glyph, Point, Shape

GLYPHS = SIGNS | THINGS | CRESTS
NAMES = tuple(GLYPHS)
FINER = 8
"""Icons are drawn this many times larger and then scaled down."""
THINNEST = 1.5
"""The least width of a pen in pixels, however small the icon."""
KEPT = 512


@keep_pictures(KEPT)
def icon(name: str, size: int, colour: Colour, accent: Colour | None = None) -> pygame.Surface:
    """An icon on a transparent square of `size` pixels. Raises KeyError for an unknown name.

    accent: the colour of the part that matters, such as the hands of a clock or the tick of a seal
    (which is a hole without an accent). The surface is cached, so don't draw on it.
    """
    return _drawn(GLYPHS[name], size, colour, accent)


@keep_pictures(KEPT)
def badge(
    shape: int, size: int, colour: Colour, edge: Colour | None = None, width: float = 1.5
) -> pygame.Surface:
    """The filled shape of a side; with a colour for the edge, an edge of `width` pixels is drawn.

    Shapes go from 0, a circle, to 5, a hexagon; from 6 on they repeat. The surface is cached, so
    don't draw on it.
    """
    _, outer, centre = SIDES[shape % len(SIDES)]
    if edge is None:
        return _drawn((outer,), size, colour, None)
    inset = max(0.0, 1 - width * GRID / size / _inradius(outer, centre))
    inner = evolve(
        outer,
        points=tuple(
            (centre[0] + (x - centre[0]) * inset, centre[1] + (y - centre[1]) * inset)
            for x, y in outer.points
        ),
        width=outer.width * inset,
        tone=MARK,
    )
    return _drawn((outer, inner), size, edge, colour)


def badge_middle(shape: int, size: int) -> Point:
    """The point on which a badge's letters are centred, from its top left corner."""
    x, y = SIDES[shape % len(SIDES)][2]
    return x * size / GRID, y * size / GRID


def _inradius(shape: Shape, centre: Point) -> float:
    ends = zip(shape.points, shape.points[1:] + shape.points[:1], strict=True)
    return shape.width / 2 + min(
        abs((bx - ax) * (ay - centre[1]) - (ax - centre[0]) * (by - ay)) / hypot(bx - ax, by - ay)
        for (ax, ay), (bx, by) in ends
        if (ax, ay) != (bx, by)
    )


def _drawn(glyph: Glyph, size: int, colour: Colour, accent: Colour | None) -> pygame.Surface:
    # Each of the two layers has one colour, so that edges don't mix with the colour below them.
    below, above = _layer(size), _layer(size)
    for shape in glyph:
        on_top = accent is not None and shape.tone in (SECOND, MARK)
        if not on_top:
            _paint(below, shape, size, filled=shape.tone in (FULL, SECOND))
        _paint(above, shape, size, filled=on_top)
    shown = _shrunk(below, size, colour)
    if accent is not None:
        shown.blit(_shrunk(above, size, accent), (0, 0))
    return shown


def _layer(size: int) -> pygame.Surface:
    layer = pygame.Surface((size * FINER, size * FINER), pygame.SRCALPHA)
    layer.fill((255, 255, 255, 0))
    return layer


def _paint(layer: pygame.Surface, shape: Shape, size: int, *, filled: bool) -> None:
    value = (255, 255, 255, 255 if filled else 0)
    scale = size * FINER / GRID
    points = [(x * scale, y * scale) for x, y in shape.points]
    if shape.filled:
        _polygon(layer, value, points)
    thinnest = 0 if shape.filled else THINNEST * FINER
    half = max(shape.width * scale, thinnest) / 2
    if not half:
        return
    for x, y in points:
        pygame.draw.circle(layer, value, (round(x), round(y)), half)
    ends = points[1:] + points[:1] if shape.closed else points[1:]
    for (ax, ay), (bx, by) in zip(points, ends, strict=False):
        length = hypot(bx - ax, by - ay) or 1
        dx, dy = (ay - by) / length * half, (bx - ax) / length * half
        sides = [(ax + dx, ay + dy), (bx + dx, by + dy), (bx - dx, by - dy), (ax - dx, ay - dy)]
        _polygon(layer, value, sides)


def _polygon(layer: pygame.Surface, value: tuple[int, int, int, int], points: list[Point]) -> None:
    # pygame also fills the pixels at the corners. A corner between two pixels is therefore moved
    # to the inner one: symmetric shapes stay symmetric, and an edge on the grid stays sharp.
    middle = layer.get_width() / 2
    corners = [[ceil(v - 1) if v > middle else floor(v) for v in point] for point in points]
    pygame.draw.polygon(layer, value, corners)


def _shrunk(layer: pygame.Surface, size: int, colour: Colour) -> pygame.Surface:
    small = pygame.transform.smoothscale(layer, (size, size))
    small.fill((*colour, 255), special_flags=pygame.BLEND_RGBA_MULT)
    return small
