"""Checks that places are on the globe, and that longitude and latitude are not swapped."""

from __future__ import annotations

from collections.abc import Mapping
from math import acos, cos, degrees, radians, sin

from game.authoring.draft import Draft
from game.authoring.reading.nodes import Path

Point = tuple[float, float]
"""Longitude and latitude, in degrees."""

FAR = 15.0
"""A place that is more than this many degrees from all others may be swapped."""
NEARER = 5
"""Swapped, it must then be this many times nearer to one of the others …"""
NEAR = 10.0
"""… and at most this many degrees away from it."""


def check_places(draft: Draft) -> None:
    """Reports latitudes beyond the poles, and warns of places that look swapped."""
    points: dict[str, Point] = {}
    for id, place in draft.scenario.map.places.items():
        path: Path = ("map", "places", id, "at")
        if draft.is_bad(path):
            continue
        lon, lat = place.at
        if abs(lat) <= 90:
            points[id] = place.at
        else:
            swapped = {"swapped": written((lat, lon))} if abs(lon) <= 90 else {}
            values = {"found": f"{lat:g}", "what": "latitude", "most": 90, **swapped}
            draft.report("degrees-range", (*path, 1), **values)
    nears = {id: _swapped_near(id, points) for id in points}
    for id, near in reversed(nears.items()):
        if near is not None:
            nears[near] = None  # of two that would each fit the other, the first is right
            lon, lat = points[id]
            values = {"found": written((lon, lat)), "near": near, "swapped": written((lat, lon))}
            draft.report("place-swapped", ("map", "places", id, "at"), **values)


def written(point: Point) -> str:
    """A point as an author writes it."""
    return f"[{point[0]:g}, {point[1]:g}]"


def _swapped_near(id: str, points: Mapping[str, Point]) -> str | None:
    """The place that this one would be near if its numbers were swapped; None for most."""
    lon, lat = points[id]
    others = {other: point for other, point in points.items() if other != id}
    if abs(lon) > 90 or not others:
        return None
    swapped = {other: distance((lat, lon), point) for other, point in others.items()}
    near = min(swapped, key=lambda other: swapped[other])
    alone = min(distance((lon, lat), point) for point in others.values())
    fits = swapped[near] <= NEAR and alone > max(FAR, NEARER * swapped[near])
    return near if fits else None


def distance(one: Point, other: Point) -> float:
    """The distance between two points on the globe, in degrees."""
    (lon, lat), (other_lon, other_lat) = (map(radians, point) for point in (one, other))
    cosine = sin(lat) * sin(other_lat) + cos(lat) * cos(other_lat) * cos(lon - other_lon)
    return degrees(acos(min(1.0, max(-1.0, cosine))))
