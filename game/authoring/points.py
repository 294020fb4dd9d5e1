"""Reads lists of points of the map, with a hint for each way in which people get them wrong."""

from __future__ import annotations

import re
from typing import Any

from game.authoring.draft import UNREADABLE, Draft, kind_of, quote_or_kind
from game.authoring.reading.nodes import Broken, Mapping, Node, Path, Scalar, Sequence
from game.model import shapes

Point = tuple[float, float]
"""Longitude and latitude, in degrees."""

_COMPASS = re.compile(r"([\d.]+)\s*°?\s*([NS])\W*([\d.]+)\s*°?\s*([EW])", re.IGNORECASE)
_PAIR = re.compile(r"\s*(-?\d+(?:\.\d+)?)[\s,;]+(-?\d+(?:\.\d+)?)\s*")
_SHOWN = 3
"""How many points a hint shows."""


def read_points(draft: Draft, shape: shapes.Points, node: Node, path: Path) -> Any:
    """Reads a list of points; one that can't be read makes the whole list unreadable."""
    if not isinstance(node, Sequence):
        guess = _guess(draft, node)
        known = f"[{guess}]" if guess else ""
        draft.report("want-points", path, found=kind_of(node), known=known)
        return UNREADABLE
    numbers = [_number(each) for each in node.items]
    if numbers and None not in numbers:
        known = _pair_up([number for number in numbers if number is not None])
        draft.report("want-points", path, found="a list of numbers", known=known)
        return UNREADABLE
    if len(node.items) < shape.at_least:
        draft.report("too-few", path, at_least=shape.at_least, got=len(node.items))
        return UNREADABLE
    if len(node.items) > shape.at_most:
        draft.report("points-many", path, at_most=shape.at_most, got=len(node.items))
        return UNREADABLE
    points = [_read_point(draft, each, (*path, i)) for i, each in enumerate(node.items)]
    if None in points:
        return UNREADABLE
    swapped = False
    for i, (lon, lat) in enumerate(points):
        if abs(lat) <= 90:
            continue
        if abs(lon) > 90:
            draft.report("degrees-range", (*path, i, 1), found=f"{lat:g}", what="latitude", most=90)
        elif not swapped:  # who swaps one swaps all: report once
            swapped = True
            values = {"found": f"{lat:g}", "what": "latitude", "most": 90}
            draft.report("degrees-range", (*path, i, 1), **values, swapped=show_point((lat, lon)))
    return UNREADABLE if any(abs(lat) > 90 for _, lat in points) else tuple(points)


def show_point(point: Point) -> str:
    """Writes a point as an author does."""
    return f"[{point[0]:g}, {point[1]:g}]"


def _read_point(draft: Draft, node: Node, path: Path) -> Any:
    """Reads one point; None if it was reported."""
    if isinstance(node, Broken):
        return None
    if not isinstance(node, Sequence) or len(node.items) != 2:
        draft.report("want-point", path, found=_shown(node), known=_guess(draft, node))
        return None
    numbers = []
    for i, each in enumerate(node.items):
        number = _number(each)
        if number is None:
            if not isinstance(each, Broken):
                draft.report("want-number", (*path, i), found=kind_of(each))
            return None
        if abs(number) > 180:
            what, most = ("longitude", 180) if i == 0 else ("latitude", 90)
            draft.report("degrees-range", (*path, i), found=f"{number:g}", what=what, most=most)
            return None
        numbers.append(number)
    return numbers[0], numbers[1]


def _shown(node: Node) -> str:
    """Shows what stands in a point's place."""
    if isinstance(node, Sequence):
        return "1 value" if len(node.items) == 1 else f"{len(node.items)} values"
    return quote_or_kind(node)


def _number(node: Node) -> float | None:
    number = node.value if isinstance(node, Scalar) else None
    if isinstance(number, bool) or not isinstance(number, int | float):
        return None
    return float(number)


def _pair_up(numbers: list[float]) -> str:
    """Shows numbers as the points that they probably are; "" if they don't come in pairs."""
    if len(numbers) % 2:
        return ""
    pairs = [*zip(numbers[::2], numbers[1::2], strict=True)]
    more = ", …" if len(pairs) > _SHOWN else ""
    return f"[{', '.join(map(show_point, pairs[:_SHOWN]))}{more}]"


def _guess(draft: Draft, node: Node) -> str:
    """The point that was probably meant, as an author writes it; "" if that is unclear."""
    match node:
        case Sequence(items=items):
            return _guess_from_list([_number(each) for each in items])
        case Mapping(entries=entries):
            names = {key.lower()[:3]: _number(value) for key, (_, value) in entries.items()}
            lon, lat = names.get("lon", names.get("lng")), names.get("lat")
            return show_point((lon, lat)) if lon is not None and lat is not None else ""
        case Scalar(text=text):
            return _guess_from_text(draft, text)
    return ""


def _guess_from_list(numbers: list[float | None]) -> str:
    """The first two of three numbers, or the two that decimal commas have split into four."""
    match numbers:
        case [float(lon), float(lat), _]:
            return show_point((lon, lat))
        case [float(a), float(b), float(c), float(d)] if b >= 0 and d >= 0:
            whole = all(number == int(number) for number in (a, b, c, d))
            return f"[{a:g}.{b:g}, {c:g}.{d:g}]" if whole else ""
        case _:
            return ""


def _guess_from_text(draft: Draft, text: str) -> str:
    """The point of a text: two numbers, degrees with letters, or the id of a place."""
    if pair := _PAIR.fullmatch(text):
        return f"[{pair[1]}, {pair[2]}]"
    if compass := _COMPASS.fullmatch(text.strip()):
        south, west = compass[2] in "Ss", compass[4] in "Ww"
        return f"[{'-' * west}{compass[3]}, {'-' * south}{compass[1]}]"
    at = draft.find_node(("map", "places", text, "at"))
    numbers = [_number(each) for each in at.items] if isinstance(at, Sequence) else []
    match numbers:
        case [float(lon), float(lat)]:
            return show_point((lon, lat))
        case _:
            return ""
