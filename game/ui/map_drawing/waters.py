"""The rivers and lakes of a scenario, laid over the land of the map's picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import pygame
from attrs import frozen

from game.model.scenario import LAKE, SMOOTH, Water
from game.presenter.map.atlas import Ring, bounds, cut, project
from game.presenter.map.link_paths import Polyline, smoothed
from game.presenter.map.viewport import Viewport
from game.ui.paint.canvas import Rect

_WIDTH = 3.4
"""How wide a river is, in pens."""
_WHITE, _NOTHING = (255, 255, 255, 255), (0, 0, 0, 0)


@frozen(cache_hash=True)
class WaterLine:
    """A water in the plane: an open line, or the closed shore of a lake."""

    line: Ring
    is_lake: bool


@lru_cache(maxsize=128)
def trace_water(water: Water) -> WaterLine:
    """Where a water of the scenario runs in the plane."""
    corners = [project(*point) for point in water.points]
    is_lake = water.kind == LAKE
    line = smoothed(corners, closed=is_lake) if water.line == SMOOTH else tuple(corners)
    return WaterLine(line, is_lake)


def carve(
    earth: pygame.Surface,
    shore: pygame.Surface,
    viewport: Viewport,
    fine: int,
    thick: int,
    lines: Sequence[WaterLine],
) -> None:
    """Cuts waters out of the land, and gives them shores where land is beside them.

    Both surfaces are `fine` times as large as the picture, white on nothing; shores are `thick`.
    """
    if not lines:
        return
    river = max(4, round(_WIDTH * fine * viewport.pen))
    banks = pygame.Surface(earth.get_size(), pygame.SRCALPHA)
    for water in lines:
        for points in _visible(water, viewport, fine):
            _draw(banks, water, points, river + 2 * thick, _WHITE)
    banks.blit(earth, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    shore.blit(banks, (0, 0), special_flags=pygame.BLEND_RGBA_MAX)
    for water in lines:
        for points in _visible(water, viewport, fine):
            _draw(earth, water, points, river, _NOTHING)
            _draw(shore, water, points, river, _NOTHING)


def _visible(water: WaterLine, viewport: Viewport, fine: int) -> Iterator[list[tuple[int, int]]]:
    """The pixels of what the picture shows of a water."""
    if water.is_lake:
        points = viewport.dots(fine, cut(water.line, viewport.box(beyond=8)))
        if len(points) > 2:
            yield points
        return
    for run in viewport.seen(water.line):
        points = viewport.dots(fine, run)
        if len(points) > 1:
            yield points


def _draw(
    surface: pygame.Surface,
    water: WaterLine,
    points: list[tuple[int, int]],
    width: int,
    ink: tuple[int, int, int, int],
) -> None:
    """Draws a line with round joints, and the area inside of a lake's."""
    if water.is_lake:
        pygame.draw.polygon(surface, ink, points)
        points = [*points, points[0]]
    pygame.draw.lines(surface, ink, False, points, width)
    for point in points:
        pygame.draw.circle(surface, ink, point, width // 2)


def find_label_rooms(
    line: WaterLine, viewport: Viewport, size: tuple[int, int], gap: int
) -> Iterator[Rect]:
    """Boxes of a size where a water's name may stand, the best first.

    A lake's name stands on it if it fits, else beside it; a river's on either side of it.
    """
    width, height = size
    if line.is_lake:
        left, top, right, low = bounds([viewport.pixel(point) for point in line.line])
        shore = Rect(round(left), round(top), round(right - left), round(low - top))
        amid = Rect(0, 0, width, height)
        amid.center = shore.center
        if shore.contains(amid):
            yield amid
        yield from _beside(shore, width, height, gap)
        return
    seen = max(viewport.seen(line.line), key=len, default=())
    if len(seen) < 2:
        return
    path = Polyline(tuple(viewport.pixel(point) for point in seen))
    for share in (0.5, 0.35, 0.65, 0.2, 0.8):
        x, y = path.at(share)
        yield from _beside(Rect(round(x), round(y), 0, 0), width, height, gap)


def _beside(rect: Rect, width: int, height: int, gap: int) -> Iterator[Rect]:
    """Boxes to the right of a box, to its left, below it and above it."""
    x, y = rect.center
    yield Rect(rect.right + gap, y - height // 2, width, height)
    yield Rect(rect.x - gap - width, y - height // 2, width, height)
    yield Rect(x - width // 2, rect.bottom + gap, width, height)
    yield Rect(x - width // 2, rect.y - gap - height, width, height)
