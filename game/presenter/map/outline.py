"""The land of a map and its waters as short paths of SVG, for pages that don't draw pixels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from game.model.scenario import LAKE, SMOOTH, Water
from game.presenter.map.atlas import Box, Point, Ring, bounds, cut, graticule, land, project, runs
from game.presenter.map.link_paths import smoothed
from game.presenter.map.viewport import Viewport

_CLOSE = 2.0
"""Points of an outline that are nearer to one another than so many pixels are left out."""
_SMALL = 5.0
"""Islands and lakes that are narrower than so many pixels are left out."""


@frozen
class Outline:
    """What a map shows below everything else, as the `d` of paths."""

    land: str
    lakes: str
    rivers: str
    net: str
    """Meridians and parallels."""


def outline(viewport: Viewport, waters: Iterable[Water], beyond: Box) -> Outline:
    """The land around a viewport.

    beyond: how many pixels more are shown to the left, above, to the right and below.
    """
    left, top, right, bottom = viewport.box()
    scale = viewport.scale
    box = (
        left - beyond[0] / scale,
        top - beyond[1] / scale,
        right + beyond[2] / scale,
        bottom + beyond[3] / scale,
    )
    earth, every = land(), list(waters)
    lakes = [_line(water) for water in every if water.kind == LAKE]
    rivers = [_line(water) for water in every if water.kind != LAKE]
    return Outline(
        land=_areas(viewport, earth.shores, box),
        lakes=_areas(viewport, (*earth.lakes, *lakes), box),
        rivers=_lines(viewport, rivers, box),
        net=_lines(viewport, graticule(), box),
    )


def _line(water: Water) -> Ring:
    corners = tuple(project(*point) for point in water.points)
    return smoothed(corners, closed=water.kind == LAKE) if water.line == SMOOTH else corners


def _areas(viewport: Viewport, rings: Iterable[Ring], box: Box) -> str:
    parts = []
    for ring in rings:
        inside = cut(ring, box)
        if len(inside) < 3:
            continue
        left, top, right, bottom = bounds(inside)
        if max(right - left, bottom - top) * viewport.scale < _SMALL:
            continue
        points = list(_thinned(viewport.pixel(point) for point in inside))
        if len(points) > 2:
            parts.append(path_of(points) + "z")
    return "".join(parts)


def _lines(viewport: Viewport, lines: Iterable[Ring], box: Box) -> str:
    left, top, right, bottom = box
    parts = []
    for line in lines:
        for run in runs(line, lambda p: left <= p[0] <= right and top <= p[1] <= bottom):
            points = list(_thinned(viewport.pixel(point) for point in run))
            if len(points) > 1:
                parts.append(path_of(points))
    return "".join(parts)


def _thinned(points: Iterable[Point]) -> Iterator[Point]:
    """Points without those that are too close to the one before."""
    before: Point | None = None
    for point in points:
        if before is None or abs(point[0] - before[0]) + abs(point[1] - before[1]) >= _CLOSE:
            yield point
            before = point


def path_of(points: Sequence[Point]) -> str:
    """Straight lines through points as the `d` of a path, in whole pixels."""
    whole = [(round(x), round(y)) for x, y in points]
    (x, y), *others = whole
    parts, before = [f"M{x} {y}l"], (x, y)
    for across, down in others:
        step = f"{across - before[0]} {down - before[1]}"
        parts.append(step if parts[-1].endswith("l") or step.startswith("-") else f" {step}")
        before = across, down
    return "".join(parts).replace(" -", "-")
