"""The map of a scenario: places with their names, and links as wide as their tracks are high."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from game.model.colours import Colour, mix_colours
from game.presenter.map.atlas import Point
from game.presenter.map.link_paths import Arc, LinkPath, find_link_path
from game.presenter.map.viewport import Viewport
from game.ui.map_drawing.arcs import NOBODY, dot, draw_arrow, draw_link
from game.ui.map_drawing.picture import Light, backdrop
from game.ui.map_drawing.waters import WaterLine, find_label_rooms
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import FIGURE, LABEL, SMALL_STRONG, STRONG, line_height, width_of
from game.ui.paint.label_room import Spots, around
from game.ui.paint.theme import SideLook

THIN, THICK = 1.2, 10.0
"""How wide a link is whose track can't be seen, and one whose track is at its greatest."""
_BENDS = (0.16, 0.27, -0.14, -0.24)


@frozen
class Site:
    """A place on the map: its name, its longitude and latitude, and its side's look, if any."""

    name: str
    at: tuple[float, float]
    look: SideLook | None


@frozen
class MapLink:
    """A link between two sites, by their indices, with the value of its track if it is known."""

    name: str
    start: int
    to: int
    share: float | None
    """How high its track stands on its range; None where that can't be seen."""
    figure: str = ""
    remark: str = ""
    """In which band it is, or on which level."""
    via: tuple[tuple[float, float], ...] = ()
    """The points that it passes; longitude and latitude."""
    is_smooth: bool = True


@frozen
class MapWater:
    """A river or lake with its name, which may be empty."""

    name: str
    line: WaterLine


def draw_map(
    page: Page,
    room: Rect,
    sites: Sequence[Site],
    flows: Sequence[MapLink],
    waters: Sequence[MapWater] = (),
) -> None:
    """Draws sea, land and all that lies on it over the whole page; sites stand within a box."""
    viewport = find_viewport(page, room, sites, flows)
    glow = min(0.22, 0.25 * page.rect.h / viewport.scale)
    lights = tuple(Light(*s.at, s.look.colour, glow) for s in sites if s.look is not None)
    lines = tuple(water.line for water in waters)
    page.canvas.picture(backdrop(viewport, lights, lines), (0, 0))
    points = [viewport.at(*site.at) for site in sites]
    spots = Spots(room)
    paths = find_paths(viewport, [site.at for site in sites], flows)
    for flow, path in zip(flows, paths, strict=True):
        _flow(page, sites, flow, path)
    size = page.theme.tall(9)
    for site, point in zip(sites, points, strict=True):
        look = site.look
        shade, shape = (look.colour, look.shape) if look is not None else (None, 0)
        dot(page.canvas.surface, point, shade, shape, size)
        spots.taken.append(around(point, 3 * size))
    for site, point in zip(sites, points, strict=True):
        _name(page, site, point, spots)
    for flow, path in zip(flows, paths, strict=True):
        _pill(page, flow, path, spots)
    for water in waters:
        _water_name(page, water, viewport, spots)


def find_viewport(
    page: Page, room: Rect, sites: Sequence[Site], flows: Sequence[MapLink]
) -> Viewport:
    """The part of the map in which all sites, and all points of ways, stand within a box."""
    size = page.rect.size
    pad = page.theme.tall(90)
    left, top = room.x + pad, room.y + page.theme.tall(70)
    right, low = size[0] - room.right + pad, size[1] - room.bottom + page.theme.tall(70)
    places = [*(site.at for site in sites), *(point for flow in flows for point in flow.via)]
    return Viewport.fit(places, size, (left, top, right, low))


def find_paths(
    viewport: Viewport, places: Sequence[tuple[float, float]], flows: Sequence[MapLink]
) -> list[LinkPath]:
    """The way of each link on the page.

    One through points passes them; arcs between the same two places bend differently.
    """
    seen: dict[frozenset[int], int] = {}
    paths: list[LinkPath] = []
    for flow in flows:
        a, b = (viewport.at(*places[end]) for end in (flow.start, flow.to))
        corners = [a, *(viewport.at(*point) for point in flow.via), b]
        ends = frozenset((flow.start, flow.to))
        count = seen.get(ends, 0)
        paths.append(find_link_path(corners, flow.is_smooth, _BENDS[count % len(_BENDS)]))
        seen[ends] = count + isinstance(paths[-1], Arc)
    return paths


def _flow(page: Page, sites: Sequence[Site], flow: MapLink, path: LinkPath) -> None:
    colours = [_shade(sites[end].look) for end in (flow.start, flow.to)]
    width = page.theme.unit * (THIN if flow.share is None else THIN + THICK * flow.share)
    draw_link(page.canvas.surface, path, colours[0], colours[1], max(1.0, width))
    draw_arrow(page.canvas.surface, path, 0.72, page.theme.px(8) + width)


def _shade(look: SideLook | None) -> Colour:
    return look.colour if look is not None else NOBODY


def _name(page: Page, site: Site, point: Point, spots: Spots) -> None:
    """A place's name beside it, on a dark ground."""
    pad = page.px(8)
    width = width_of(site.name, SMALL_STRONG, page.theme) + 2 * pad
    height = line_height(SMALL_STRONG, page.theme) + page.px(4)
    label = spots.free(_beside(point, width, height, page.theme.tall(18)))
    if label is None:
        return
    page.canvas.box(label, mix_colours(page.palette.ground, page.ink.ground, 0.4), 6)
    page.canvas.text(site.name, label.x + pad, label.y + page.px(2), SMALL_STRONG, page.ink.first)


def _beside(point: Point, width: int, high: int, gap: int) -> Iterator[Rect]:
    """Places around a point, the nearest first."""
    x, y = round(point[0]), round(point[1])
    for more in (0, high, 2 * high):
        yield Rect(x + gap, y - high // 2 + more, width, high)
        yield Rect(x - gap - width, y - high // 2 + more, width, high)
        yield Rect(x - width // 2, y + gap + more, width, high)
        yield Rect(x - width // 2, y - gap - high - more, width, high)
        yield Rect(x + gap, y - high // 2 - more, width, high)
        yield Rect(x - gap - width, y - high // 2 - more, width, high)


def _water_name(page: Page, water: MapWater, viewport: Viewport, spots: Spots) -> None:
    """The name of a water on or beside it, where there is room."""
    if not water.name:
        return
    pad = page.px(6)
    size = width_of(water.name, LABEL, page.theme) + 2 * pad, line_height(LABEL, page.theme)
    rooms = find_label_rooms(water.line, viewport, size, page.theme.tall(8))
    label = spots.free(rooms)
    if label is not None:
        page.canvas.box(label, mix_colours(page.palette.ground, page.ink.ground, 0.4), 6)
        page.canvas.text(water.name, label.x + pad, label.y, LABEL, page.palette.bar_band)


def _pill(page: Page, flow: MapLink, path: LinkPath, spots: Spots) -> None:
    """What a link carries and how much, on a pill at it; in little room in small letters above each
    other. Where that has no room either, the list beside the map tells it."""
    for whole in (True, False):
        size = _pill_size(page, flow, whole)
        pill = spots.free(_along(path, size, page.theme.tall(26)))
        if pill is not None:
            _draw_pill(page, flow, pill, _nearest(path, pill), whole)
            return


def _pill_size(page: Page, flow: MapLink, whole: bool) -> tuple[int, int]:
    pad, theme = page.px(14), page.theme
    if not whole:
        width = max(width_of(flow.name, LABEL, theme), width_of(flow.figure, SMALL_STRONG, theme))
        figure = line_height(SMALL_STRONG, theme) if flow.figure else 0
        return width + 2 * pad, line_height(LABEL, theme) + figure + page.px(8)
    upper = width_of(flow.name, STRONG, theme)
    upper += width_of(flow.figure, FIGURE, theme) + page.px(12) if flow.figure else 0
    lower = width_of(flow.remark, LABEL, theme)
    height = line_height(STRONG, theme) + (line_height(LABEL, theme) if flow.remark else 0)
    return max(upper, lower) + 2 * pad, height + page.px(10)


def _along(path: LinkPath, size: tuple[int, int], step: int) -> Iterator[Rect]:
    """Places along a link: below it, above it, on it, and farther away."""
    width, height = size
    for away in (1, 2, 3, 4):
        for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74):
            x, y = path.at(share)
            for down in (away * step, -away * step - height):
                yield Rect(round(x) - width // 2, round(y) + down, width, height)


def _nearest(path: LinkPath, to: Rect) -> Point:
    """The point of a link that lies next to a box."""
    points = [path.at(n / 40) for n in range(6, 35)]
    return min(points, key=lambda p: (p[0] - to.centerx) ** 2 + (p[1] - to.centery) ** 2)


def _draw_pill(page: Page, flow: MapLink, rect: Rect, middle: Point, whole: bool) -> None:
    palette, ink, pad = page.palette, page.ink, page.px(14)
    seen = flow.share is not None
    edge = palette.brass if seen else ink.line
    end = (rect.centerx, rect.y if middle[1] < rect.y else rect.bottom)
    page.canvas.line(middle, end, edge, 1.4)
    page.canvas.box(rect, palette.ground, 14, mix_colours(edge, palette.ground, 0.35), 1.4)
    page.explain(rect, "link", flow.name)
    x, y = rect.x + pad, rect.y + page.px(4)
    if not whole:
        page.canvas.text(flow.name, x, y, LABEL, ink.first)
        y += line_height(LABEL, page.theme)
        page.canvas.text(flow.figure, x, y, SMALL_STRONG, palette.brass_light)
        return
    row = line_height(STRONG, page.theme)
    x += page.canvas.text(flow.name, x, y, STRONG, ink.first) + page.px(12)
    down = (row - line_height(FIGURE, page.theme)) // 2
    page.canvas.text(flow.figure, x, y + down, FIGURE, palette.brass_light)
    page.canvas.text(flow.remark, rect.x + pad, y + row, LABEL, ink.second)
