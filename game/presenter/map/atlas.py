"""The land of the map: its outlines, and where the projection puts them.

Lambert's azimuthal equal-area projection around 60° E 40° N: Europe and East Asia both stand
upright. The sphere has radius 1; x grows eastward and y DOWNWARD, as on a screen. The whole sphere
lies within 2 of the centre, and only what is exactly opposite the centre has no place.

    project(60.0, 40.0) == (0.0, 0.0)
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from attrs import frozen

Point = tuple[float, float]
Ring = tuple[Point, ...]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

LON, LAT = 60.0, 40.0
_SIN, _COS = math.sin(math.radians(LAT)), math.cos(math.radians(LAT))
_GAME = Path(__file__).resolve().parents[2]


@frozen
class Land:
    """Outlines in the plane: closed rings whose last point leads back to their first."""

    shores: tuple[Ring, ...]
    lakes: tuple[Ring, ...]


def project(lon: float, lat: float) -> Point:
    """Where a place lies in the plane; degrees in, radii of the sphere out.

    Source: J. P. Snyder, Map Projections: A Working Manual (1987), 24-2 to 24-4.
    """
    east, north = math.radians(lon - LON), math.radians(lat)
    sin, cos = math.sin(north), math.cos(north)
    inward = cos * math.cos(east)
    towards = 1.0 + _SIN * sin + _COS * inward
    grown = math.sqrt(2.0 / max(towards, 1e-12))
    return grown * cos * math.sin(east), grown * (_SIN * inward - _COS * sin)


def horizon(degrees: float) -> float:
    """The distance in the plane between the centre and a place some degrees away from it."""
    return 2.0 * math.sin(math.radians(degrees) / 2.0)


@lru_cache(maxsize=1)
def land() -> Land:
    """All land of the map, projected: read from the file once."""
    rings = json.loads(_file("map/land.json").read_text(encoding="utf-8"))
    return Land(*(tuple(map(_ring, rings[kind])) for kind in ("land", "lakes")))


def _file(name: str) -> Path:
    """A file of `assets`: in an installed game inside the package, in a checkout beside it."""
    homes = _GAME / "_data" / "assets", _GAME.parent / "assets"
    return next((home / name for home in homes if home.is_dir()), homes[0] / name)


def _ring(numbers: Sequence[int]) -> Ring:
    """A ring as the file has it: longitude and latitude in turn, in hundredths of a degree."""
    lons, lats = numbers[::2], numbers[1::2]
    return tuple(project(lon / 100, lat / 100) for lon, lat in zip(lons, lats, strict=True))


@lru_cache(maxsize=1)
def graticule(step: int = 15, fine: int = 3) -> tuple[Ring, ...]:
    """The net of meridians and parallels, projected: open lines, a point every `fine` degrees.

    Meridians end a step short of the poles, where they would run into one another; the net ends
    where the projection begins to flatten everything, at 110° from its middle.
    """
    top = 90 - step
    lines: list[list[tuple[int, int]]] = [
        [(lon, lat) for lat in range(-top, top + 1, fine)] for lon in range(-180, 180, step)
    ]
    lines += [[(lon, lat) for lon in range(-180, 181, fine)] for lat in range(-top, top + 1, step)]
    far = horizon(110)
    return tuple(
        run
        for line in lines
        for run in runs([project(*point) for point in line], lambda p: math.hypot(*p) <= far)
    )


def runs(line: Sequence[Point], seen: Callable[[Point], bool]) -> Iterator[Ring]:
    """The stretches of an open line that are seen, each with one unseen point at either end."""
    run: list[Point] = []
    was = bool(line) and seen(line[0])
    for start, end in pairwise(line):
        now = seen(end)
        if was or now:
            if not run:
                run.append(start)
            run.append(end)
        elif run:
            yield tuple(run)
            run = []
        was = now
    if run:
        yield tuple(run)


def bounds(ring: Iterable[Point]) -> Box:
    """The smallest box around points."""
    xs, ys = zip(*ring, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def cut(ring: Ring, box: Box) -> Ring:
    """The part of a closed ring within a box, empty where there is none; edges of the box join it.

    Source: I. Sutherland and G. Hodgman, Communications of the ACM 17 (1974).
    """
    left, top, right, bottom = bounds(ring)
    if left >= box[0] and top >= box[1] and right <= box[2] and bottom <= box[3]:
        return ring
    if left > box[2] or top > box[3] or right < box[0] or bottom < box[1]:
        return ()
    for axis, edge, sign in ((0, box[0], 1), (1, box[1], 1), (0, box[2], -1), (1, box[3], -1)):
        ring = tuple(_kept(ring, axis, edge, sign))
    return ring


def _kept(ring: Ring, axis: int, edge: float, sign: int) -> Iterator[Point]:
    """The part of a ring on one side of a line: above it with sign 1, below it with −1."""
    before = ring[-1] if ring else (0.0, 0.0)
    was = (before[axis] - edge) * sign
    for point in ring:
        now = (point[axis] - edge) * sign
        if (now >= 0) != (was >= 0):
            share = was / (was - now)
            crossing = [a + (b - a) * share for a, b in zip(before, point, strict=True)]
            crossing[axis] = edge
            yield crossing[0], crossing[1]
        if now >= 0:
            yield point
        before, was = point, now
