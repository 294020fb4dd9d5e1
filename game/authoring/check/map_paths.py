"""Checks the paths of links and waters: the order of their points, and if the map shows them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from math import atan2, cos, degrees, hypot, radians, sin

from attrs import frozen

from game.authoring.check.place_checks import NEAR, NEARER, distance
from game.authoring.draft import Draft
from game.authoring.points import Point, show_point
from game.authoring.reading.nodes import Path
from game.model.scenario import LAKE, Link, Water

SAME = 0.05
"""Degrees below which two points count as the same."""
DETOUR = 15.0
"""Numbers may be swapped if they cost more than this many degrees …"""
SHORTER = 3
"""… and a way through the swapped point is this many times shorter."""
BACK = 1.5
"""A way is listed from its end if it is this many times shorter in the other order."""
AROUND, BEYOND = 1.5, 10.0
"""The circle that a map shows: the radius of its places times the first, plus the second, in
degrees."""
FAR_AROUND, FAR_BEYOND, FARTHEST = 3.0, 15.0, 112.0
"""The circle that a path of a link can reach, since the map grows to show it; the last number is
the greatest distance from the middle, in degrees."""


@frozen
class Region:
    """A circle on the globe: its middle, and its radius in degrees."""

    middle: Point
    radius: float

    def holds(self, point: Point, times: float, more: float, most: float = 180.0) -> bool:
        """Whether a point lies within the radius times `times` plus `more`, but within `most`."""
        return distance(self.middle, point) <= min(most, times * self.radius + more)


def check_map_paths(draft: Draft, incomplete: Collection[str]) -> None:
    """Reports points that are twice in a path, and warns of those that look wrong."""
    atlas = draft.scenario.map
    known = "place" not in incomplete and not draft.is_damaged(("map", "places"))
    places = {id: place.at for id, place in atlas.places.items()} if known else {}
    shown = [*places.values()]
    for i, link in enumerate(atlas.links):
        path: Path = ("map", "links", i, "via")
        if link.via and not draft.is_damaged(("map", "links", i)):
            if link.start in places and link.to in places:
                _check_link(draft, link, (places[link.start], places[link.to]), path, shown)
            else:
                _check_repeats(draft, link.via, path)
            shown += link.via
    if atlas.waters and known and not places:
        draft.report_key("waters-alone", ("map", "waters"))
    for id, water in atlas.waters.items():
        path = ("map", "waters", id, "points")
        if not draft.is_damaged(("map", "waters", id)):
            _check_water(draft, water, path, shown if known else [])


def _check_link(
    draft: Draft, link: Link, ends: tuple[Point, Point], path: Path, shown: Sequence[Point]
) -> None:
    via = link.via
    if _check_ends(draft, link, ends, path) or _check_repeats(draft, via, path):
        return
    chain = [ends[0], *via, ends[1]]
    swapped = [ends[0], *map(_swap, via), ends[1]]
    saved = _length(chain) - _length(swapped)
    if len(via) > 1 and _are_swappable(via) and saved > DETOUR * len(via):
        draft.report("points-swapped", path, swapped=show_point(_swap(via[0])))
        return
    odd = _check_swapped(draft, chain, path, first=1)
    if len(via) > 1 and _length(chain) > BACK * _length([ends[0], *reversed(via), ends[1]]):
        draft.report("via-backwards", path, start=link.start, end=link.to)
        return
    region = _region(shown)
    for i, point in enumerate(via):
        if i not in odd and not region.holds(point, FAR_AROUND, FAR_BEYOND, FARTHEST):
            draft.report("point-far", (*path, i), found=show_point(point))


def _check_ends(draft: Draft, link: Link, ends: tuple[Point, Point], path: Path) -> bool:
    """Reports a way that names the places where the link begins and ends anyway."""
    first, last = link.via[0], link.via[-1]
    repeated = [(0, link.start)] * (distance(first, ends[0]) < SAME)
    repeated += [(len(link.via) - 1, link.to)] * (distance(last, ends[1]) < SAME)
    for i, place in repeated:
        draft.report("via-end", (*path, i), found=show_point(link.via[i]), place=place)
    return bool(repeated)


def _check_repeats(draft: Draft, points: Sequence[Point], path: Path) -> bool:
    """Reports points that are the same as the one before."""
    repeated = [i for i, (a, b) in enumerate(pairwise(points), 1) if a == b]
    for i in repeated:
        draft.report("point-twice", (*path, i), found=show_point(points[i]), before="before it")
    return bool(repeated)


def _check_water(draft: Draft, water: Water, path: Path, shown: Sequence[Point]) -> None:
    points = water.points
    if _check_repeats(draft, points, path):
        return
    if water.kind == LAKE and points[0] == points[-1]:
        values = {"found": show_point(points[-1]), "before": "at the beginning"}
        draft.report("point-twice", (*path, len(points) - 1), **values)
        return
    if water.kind == LAKE and len(points) < 3:
        draft.report("lake-short", path, got=len(points))
        return
    if not shown:
        return
    if _are_swappable(points) and _fit_swapped(points, shown):
        draft.report("points-swapped", path, swapped=show_point(_swap(points[0])))
        return
    odd = _check_swapped(draft, points, path, first=0)
    region = _region(shown)
    far = [i for i, point in enumerate(points) if not region.holds(point, AROUND, BEYOND)]
    if len(far) == len(points):
        draft.report("water-far", path, kind=water.kind)
        return
    for i in far:
        if i not in odd:
            draft.report("point-far", (*path, i), found=show_point(points[i]))


def _check_swapped(draft: Draft, chain: Sequence[Point], path: Path, first: int) -> set[int]:
    """Warns of single points whose numbers look swapped; returns their indices in the path.

    first: the index in the chain of the path's first point.
    """
    chain = [*chain]
    odd: set[int] = set()
    while True:
        saved = {at: _save_by_swap(chain, at) for at in range(first, len(chain) - first)}
        at = max(saved, key=lambda at: saved[at])
        if not saved[at]:
            return odd
        values = {"found": show_point(chain[at]), "swapped": show_point(_swap(chain[at]))}
        draft.report("point-swapped", (*path, at - first), **values)
        odd.add(at - first)
        chain[at] = _swap(chain[at])


def _save_by_swap(chain: Sequence[Point], at: int) -> float:
    """How much shorter a chain gets with one point's numbers swapped; 0 if it wasn't."""
    point = chain[at]
    beside = [chain[i] for i in (at - 1, at + 1) if 0 <= i < len(chain)]
    as_is = sum(distance(point, other) for other in beside)
    swapped = sum(distance(_swap(point), other) for other in beside)
    looks_swapped = as_is > DETOUR and SHORTER * swapped < as_is
    return as_is - swapped if looks_swapped and _are_swappable([point]) else 0.0


def _fit_swapped(points: Sequence[Point], shown: Sequence[Point]) -> bool:
    """Whether points are far from all that the map shows, and near it with numbers swapped."""
    as_is = _mean_distance(points, shown)
    swapped = _mean_distance([_swap(point) for point in points], shown)
    return as_is > DETOUR and swapped <= min(NEAR, as_is / NEARER)


def _mean_distance(points: Sequence[Point], shown: Sequence[Point]) -> float:
    return sum(min(distance(point, other) for other in shown) for point in points) / len(points)


def _are_swappable(points: Sequence[Point]) -> bool:
    """Whether each longitude could be a latitude, and the point is another one then."""
    return all(abs(lon) <= 90 and lon != lat for lon, lat in points)


def _swap(point: Point) -> Point:
    return point[1], point[0]


def _length(chain: Sequence[Point]) -> float:
    return sum(distance(a, b) for a, b in pairwise(chain))


def _region(points: Sequence[Point]) -> Region:
    """The circle around points whose middle is the mean of them on the globe."""
    x = sum(cos(radians(lat)) * cos(radians(lon)) for lon, lat in points)
    y = sum(cos(radians(lat)) * sin(radians(lon)) for lon, lat in points)
    z = sum(sin(radians(lat)) for _, lat in points)
    middle = degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))
    return Region(middle, max(distance(middle, point) for point in points))
