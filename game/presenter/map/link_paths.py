"""The way of a link on the page: an arc, or a path through points."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from attrs import field, frozen

from game.presenter.map.atlas import Point

BEND = 0.16
STEP = 6
"""About so many pixels lie between two points of a drawn path."""
_FEWEST, _MOST = 12, 400
"""At least and at most so many pieces make up a drawn path."""
_PIECES = 24
"""So many pieces make up a curve from one corner to the next."""


def curve(a: Point, b: Point, share: float, bend: float = BEND) -> Point:
    """The point of an arc that lies a share of the way from a to b.

    Halfway the arc is `bend` of its length beside the straight line: above it, or where it goes
    straight up or down, to its left; with a negative bend on the other side.
    """
    (x, y), (dx, dy) = a, (b[0] - a[0], b[1] - a[1])
    side = 1 if dx > 0 or (dx == 0 and dy < 0) else -1
    off = 4 * bend * share * (1 - share) * side
    return x + share * dx + off * dy, y + share * dy - off * dx


@frozen
class Arc:
    """A way that bends from one pixel to another."""

    a: Point
    b: Point
    bend: float = BEND

    def at(self, share: float) -> Point:
        """The point that lies a share of the way along it."""
        return curve(self.a, self.b, share, self.bend)

    def points(self) -> list[Point]:
        """Evenly spread points, close enough to be drawn."""
        count = max(_FEWEST, min(160, round(math.dist(self.a, self.b) / STEP)))
        return [self.at(index / count) for index in range(count + 1)]


@frozen(slots=False)
class Polyline:
    """A way through many pixels, close to one another or in straight lines."""

    corners: tuple[Point, ...]
    _lengths: tuple[float, ...] = field(init=False, eq=False, repr=False)

    @_lengths.default
    def _measure(self) -> tuple[float, ...]:
        steps = (math.dist(a, b) for a, b in pairwise(self.corners))
        return tuple(accumulate(steps, initial=0.0))

    def at(self, share: float) -> Point:
        """The point that lies a share of the way along it."""
        length = share * self._lengths[-1]
        index = min(max(bisect_right(self._lengths, length), 1), len(self.corners) - 1)
        before, after = self._lengths[index - 1], self._lengths[index]
        part = (length - before) / (after - before) if after > before else 0.0
        (x, y), (right, low) = self.corners[index - 1], self.corners[index]
        return x + part * (right - x), y + part * (low - y)

    def points(self) -> list[Point]:
        """Evenly spread points, close enough to be drawn."""
        count = max(_FEWEST, min(_MOST, round(self._lengths[-1] / STEP)))
        return [self.at(index / count) for index in range(count + 1)]


LinkPath = Arc | Polyline


def find_link_path(corners: Sequence[Point], is_smooth: bool, bend: float = BEND) -> LinkPath:
    """The way from the first pixel to the last, through those between; an arc if there are none."""
    if not is_smooth:
        return Polyline(tuple(corners))
    return Polyline(smoothed(corners)) if len(corners) > 2 else Arc(corners[0], corners[1], bend)


def smoothed(corners: Sequence[Point], closed: bool = False) -> tuple[Point, ...]:
    """The points of a curve through all corners, which a closed one leads back to the first.

    It is a centripetal Catmull-Rom spline, which makes no loops where corners are close together.
    Source: P. J. Barry and R. N. Goldman, SIGGRAPH 1988; C. Yuksel et al., CAD 43 (2011).
    """
    corners = [corners[0], *(after for before, after in pairwise(corners) if after != before)]
    if len(corners) < 3:
        return tuple(corners)
    if closed:
        around = [corners[-1], *corners, corners[0], corners[1]]
    else:
        around = [_mirror(corners[1], corners[0]), *corners, _mirror(corners[-2], corners[-1])]
    points: list[Point] = []
    for index in range(1, len(around) - 2):
        p0, p1, p2, p3 = around[index - 1 : index + 3]
        points += [_between(p0, p1, p2, p3, piece / _PIECES) for piece in range(_PIECES)]
    return tuple(points) if closed else (*points, corners[-1])


def _mirror(point: Point, at: Point) -> Point:
    return 2 * at[0] - point[0], 2 * at[1] - point[1]


def _between(p0: Point, p1: Point, p2: Point, p3: Point, share: float) -> Point:
    """The point of the spline a share of the way from p1 to p2."""
    t1 = math.dist(p0, p1) ** 0.5
    t2 = t1 + math.dist(p1, p2) ** 0.5
    t3 = t2 + math.dist(p2, p3) ** 0.5
    t = t1 + share * (t2 - t1)
    a1, a2, a3 = _mix(p0, p1, t / t1), _mix(p1, p2, share), _mix(p2, p3, (t - t2) / (t3 - t2))
    b1, b2 = _mix(a1, a2, t / t2), _mix(a2, a3, (t - t1) / (t3 - t1))
    return _mix(b1, b2, share)


def _mix(a: Point, b: Point, share: float) -> Point:
    return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
