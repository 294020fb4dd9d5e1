"""The map of a game as shapes: places, links as wide as their tracks are high, and their labels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from game.model.scenario import SMOOTH, Link, Scenario, titled
from game.presenter.badges import SideBadge, badge_of
from game.presenter.map.atlas import Box, Point
from game.presenter.map.link_paths import Arc, LinkPath, find_link_path
from game.presenter.map.outline import Outline, outline, path_of
from game.presenter.map.viewport import Viewport
from game.presenter.prose import without_sources
from game.presenter.track_readings import TrackReading
from game.words.wording import Wording

ALONE = WIDTH, HEIGHT = 1200, 690
"""The size of the picture in its own pixels, in which all places stand."""
BESIDE = 1000, 566
"""Its size beside several tables."""
BEYOND: Box = (420, 520, 1000, 620)
"""How much land is drawn to the left, above, to the right and below of it."""
_MARGINS = 150, 60, 140, 66
_THIN, _THICK = 2.5, 13.0
"""How wide a link is whose track can't be seen, and one whose track is at its greatest."""
_BENDS = (0.16, 0.27, -0.14, -0.24)
_LETTER, _LINE = 28, 44
"""The size of letters, and the height of a label."""
_POINTS = 90
"""At most so many points make up the way of a link."""


@frozen
class DrawnSite:
    """A place on the map."""

    x: int
    y: int
    badge: SideBadge | None
    """Of the side that it belongs to."""
    name: str
    label: Box | None
    """Where its name stands; None where there is no room."""


@frozen
class DrawnLink:
    """A link between two places."""

    path: str
    """The `d` of its line."""
    width: float
    sides: tuple[str, str]
    """The sides of its two ends; empty where a place belongs to none."""
    ends: tuple[Point, Point]
    arrow: str
    """The `d` of the arrowhead that shows where it leads."""
    name: str
    figure: str
    """The value of its track with its unit; empty where that isn't seen."""
    label: Box | None
    """Where name and value stand; None where there is no room."""


@frozen
class DrawnMap:
    """The places and links of a game; the land below is the same for the whole game."""

    sites: tuple[DrawnSite, ...]
    links: tuple[DrawnLink, ...]
    size: tuple[int, int]
    land: tuple[float, float, float, float]
    """Where the picture of the land lies: left, top, width and height."""


def map_viewport(scenario: Scenario, size: tuple[int, int] = ALONE) -> Viewport:
    """The part of the world that the map of a scenario shows."""
    places = [place.at for place in scenario.map.places.values()]
    passed = [point for link in scenario.map.links for point in link.via]
    return Viewport.fit([*places, *passed], size, _MARGINS)


def map_outline(scenario: Scenario) -> Outline:
    """The land, lakes and rivers below the map of a scenario."""
    return outline(map_viewport(scenario), scenario.map.waters.values(), BEYOND)


def drawn_map(
    words: Wording, readings: Sequence[TrackReading], size: tuple[int, int] = ALONE
) -> DrawnMap | None:
    """The map as a reader sees it. readings: the tracks that the reader sees.

    None where the scenario has no map.
    """
    scenario = words.scenario
    places, viewport = scenario.map.places, map_viewport(scenario, size)
    if not places:
        return None
    pixels = {id: viewport.at(*place.at) for id, place in places.items()}
    boxes = _LabelBoxes((-34, -16, size[0], size[1] - 6), 6)
    for x, y in pixels.values():
        boxes.take((x - 16, y - 16, x + 16, y + 16))
    sites = tuple(
        _site(scenario, place.side, titled(place.name, id), pixels[id], boxes, pixels.values())
        for id, place in places.items()
    )
    by_track = {reading.id: reading for reading in readings}
    paths = _paths(viewport, scenario.map.links, pixels)
    links = tuple(
        _link(words, link, path, by_track.get(link.track or ""), boxes)
        for link, path in zip(scenario.map.links, paths, strict=True)
    )
    return DrawnMap(sites, links, size, _land(map_viewport(scenario), viewport))


def _land(drawn: Viewport, viewport: Viewport) -> tuple[float, float, float, float]:
    """Where the picture of the land, which was drawn for one viewport, lies in another."""
    (left, top, right, bottom), (width, height) = BEYOND, drawn.size
    ratio = viewport.scale / drawn.scale
    corner = drawn.box()[:2]
    x, y = viewport.pixel((corner[0] - left / drawn.scale, corner[1] - top / drawn.scale))
    land = x, y, ratio * (width + left + right), ratio * (height + top + bottom)
    return land[0], land[1], land[2], land[3]


# Places


def _site(
    scenario: Scenario,
    side: str | None,
    name: str,
    pixel: Point,
    boxes: _LabelBoxes,
    every: Iterable[Point],
) -> DrawnSite:
    x, y = pixel
    badge = badge_of(scenario, side) if side else None
    others = [other for other in every if other != pixel]
    label = boxes.place(
        box
        for box in _beside(pixel, _width(name))
        if all(_distance(box, pixel) < 0.9 * _distance(box, other) for other in others)
    )
    return DrawnSite(round(x), round(y), badge, name, label)


def _distance(box: Box, point: Point) -> float:
    """How far a point is from the nearest of a box."""
    across = max(box[0] - point[0], 0.0, point[0] - box[2])
    down = max(box[1] - point[1], 0.0, point[1] - box[3])
    return math.hypot(across, down)


def _width(text: str) -> float:
    """About how wide a text is in letters of the labels."""
    return 0.53 * _LETTER * len(text) + 10


def _beside(pixel: Point, width: float) -> Iterator[Box]:
    """Boxes around a place, the nearest first."""
    (x, y), half = pixel, _LINE / 2
    for more in (0.0, 0.7 * _LINE, 1.4 * _LINE):
        for down in (0.0, more, -more):
            for left in (x + 24, x - 24 - width):
                yield left, y - half + down, left + width, y + half + down
        for top in (y + 20 + more, y - 20 - _LINE - more):
            yield x - width / 2, top, x + width / 2, top + _LINE


# Links


def _paths(
    viewport: Viewport, links: Sequence[Link], pixels: dict[str, Point]
) -> Iterator[LinkPath]:
    """The way of each link; arcs between the same two places bend differently."""
    counts: dict[frozenset[str], int] = {}
    for link in links:
        corners = [pixels[link.start], *(viewport.at(*p) for p in link.via), pixels[link.to]]
        ends = frozenset((link.start, link.to))
        count = counts.get(ends, 0)
        path = find_link_path(corners, link.line == SMOOTH, _BENDS[count % len(_BENDS)])
        counts[ends] = count + isinstance(path, Arc)
        yield path


def _link(
    words: Wording, link: Link, path: LinkPath, reading: TrackReading | None, boxes: _LabelBoxes
) -> DrawnLink:
    places = words.scenario.map.places
    share, figure = 0.0, ""
    if reading is not None and reading.value is not None:
        share = reading.share(reading.value)
        figure = reading.measure or reading.band_name
    elif reading is not None:
        figure = reading.band_name
    width = round(_THIN + _THICK * share, 1)
    # The name of a track that one doesn't see would tell that there is one.
    name = without_sources(link.name) or (reading.name if reading is not None else "")
    size = _width(name) + (_width(figure) if figure else 0) + 24
    label = boxes.place(_along(path, size)) if name else None
    count = min(_POINTS, max(2, len(path.points()) - 1))
    return DrawnLink(
        path_of([path.at(index / count) for index in range(count + 1)]),
        width,
        (places[link.start].side or "", places[link.to].side or ""),
        (_whole(path.at(0)), _whole(path.at(1))),
        _arrow(path, 9 + width),
        name,
        figure,
        label,
    )


def _whole(point: Point) -> Point:
    return round(point[0]), round(point[1])


def _along(path: LinkPath, width: float) -> Iterator[Box]:
    """Boxes on a link and beside it, the nearest to its middle first."""
    half = _LINE / 2
    for away in (0, 1, -1, 2, -2, 3, -3):
        for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82):
            x, y = path.at(share)
            middle = y + away * 0.9 * _LINE
            yield x - width / 2, middle - half, x + width / 2, middle + half


def _arrow(path: LinkPath, size: float) -> str:
    """An arrowhead most of the way along a link."""
    (x0, y0), (x1, y1) = path.at(0.76), path.at(0.78)
    length = max(1e-6, ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5)
    ahead = (x1 - x0) / length * size, (y1 - y0) / length * size
    aside = -0.6 * ahead[1], 0.6 * ahead[0]
    back = x0 - 0.5 * ahead[0], y0 - 0.5 * ahead[1]
    tip = x0 + ahead[0], y0 + ahead[1]
    corners = [
        tip,
        (back[0] + aside[0], back[1] + aside[1]),
        (back[0] - aside[0], back[1] - aside[1]),
    ]
    return path_of(corners) + "z"


class _LabelBoxes:
    """The boxes on a map that are taken, and the room in which labels may stand."""

    def __init__(self, room: Box, gap: float) -> None:
        """gap: how far apart boxes stand at least."""
        self._room = room
        self._gap = gap
        self._taken: list[Box] = []

    def take(self, box: Box) -> None:
        """Keeps labels away from a box."""
        self._taken.append(box)

    def place(self, boxes: Iterable[Box]) -> Box | None:
        """Takes the first of some boxes that is free; None where none is."""
        for box in boxes:
            if self._is_inside(box) and not any(self._touches(box, each) for each in self._taken):
                self._taken.append(box)
                return box
        return None

    def _is_inside(self, box: Box) -> bool:
        left, top, right, bottom = self._room
        return box[0] >= left and box[1] >= top and box[2] <= right and box[3] <= bottom

    def _touches(self, box: Box, other: Box) -> bool:
        gap = self._gap
        return (
            box[0] < other[2] + gap
            and other[0] < box[2] + gap
            and box[1] < other[3] + gap
            and other[1] < box[3] + gap
        )
