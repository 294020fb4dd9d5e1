"""Checks that places are on the globe, and that longitude and latitude are not swapped."""

from __future__ import annotations

from collections.abc import Mapping
from math import acos, cos, degrees, radians, sin

from game.authoring.draft import Draft
from game.authoring.points import Point, show_point
from game.authoring.reading.nodes import Path

FAR = 15.0
"""Numbers may be swapped if the place is more than this many degrees from all others …"""
NEARER = 5
"""… with its numbers swapped, it is this many times nearer to one of them …"""
NEAR = 10.0
"""… and then it is at most this many degrees from that place."""


def check_places(draft: Draft) -> None:
    """Reports latitudes beyond the poles, and warns of places whose numbers look swapped."""
    points: dict[str, Point] = {}
    for id, place in draft.scenario.map.places.items():
        path: Path = ("map", "places", id, "at")
        if draft.is_damaged(path):
            continue
        lon, lat = place.at
        if abs(lat) <= 90:
            points[id] = place.at
        else:
            swapped = {"swapped": show_point((lat, lon))} if abs(lon) <= 90 else {}
            values = {"found": f"{lat:g}", "what": "latitude", "most": 90, **swapped}
            draft.report("degrees-range", (*path, 1), **values)
    nears = {id: _find_near_if_swapped(id, points) for id in points}
    for id, near in reversed(nears.items()):
        if near is not None:
            nears[near] = None  # if two places each fit the other, assume that the first is right
            lon, lat = points[id]
            values = {
                "found": show_point((lon, lat)),
                "near": near,
                "swapped": show_point((lat, lon)),
            }
            draft.report("place-swapped", ("map", "places", id, "at"), **values)


def _find_near_if_swapped(id: str, points: Mapping[str, Point]) -> str | None:
    """The place that this one would be near with its numbers swapped; None if they look right."""
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
