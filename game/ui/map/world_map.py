"""The map of a scenario: places with their names, and links as wide as their tracks are high."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from game.ui.map.arcs import NOBODY, arc, arrow, curve, dot
from game.ui.map.atlas import Point
from game.ui.map.picture import Light, backdrop
from game.ui.map.viewport import Viewport
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import FIGURE, LABEL, SMALL_STRONG, STRONG, line_height, width_of
from game.ui.paint.label_room import Spots, around
from game.ui.paint.theme import Colour, SideLook, mix_colours

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


def draw_map(page: Page, room: Rect, sites: Sequence[Site], flows: Sequence[MapLink]) -> None:
    """Draws sea, land and all that lies on it over the whole page; sites stand within a box."""
    viewport = _lens(page, room, sites)
    lights = tuple(Light(*s.at, s.look.colour, 0.22) for s in sites if s.look is not None)
    page.canvas.picture(backdrop(viewport, lights), (0, 0))
    points = [viewport.at(*site.at) for site in sites]
    spots = Spots(room)
    bends = _bends(flows)
    for flow, bend in zip(flows, bends, strict=True):
        _flow(page, sites, points, flow, bend)
    size = page.theme.tall(9)
    for site, point in zip(sites, points, strict=True):
        look = site.look
        shade, shape = (look.colour, look.shape) if look is not None else (None, 0)
        dot(page.canvas.surface, point, shade, shape, size)
        spots.taken.append(around(point, 3 * size))
    for site, point in zip(sites, points, strict=True):
        _name(page, site, point, spots)
    for flow, bend in zip(flows, bends, strict=True):
        _pill(page, flow, points, bend, spots)


def _lens(page: Page, room: Rect, sites: Sequence[Site]) -> Viewport:
    size = page.rect.size
    pad = page.theme.tall(90)
    left, top = room.x + pad, room.y + page.theme.tall(70)
    right, low = size[0] - room.right + pad, size[1] - room.bottom + page.theme.tall(70)
    places = [site.at for site in sites]
    return Viewport.fit(places, size, (left, top, right, low))


def _bends(flows: Sequence[MapLink]) -> list[float]:
    """How far each link bends; links between the same two places bend differently."""
    seen: dict[frozenset[int], int] = {}
    bends = []
    for flow in flows:
        ends = frozenset((flow.start, flow.to))
        bends.append(_BENDS[seen.get(ends, 0) % len(_BENDS)])
        seen[ends] = seen.get(ends, 0) + 1
    return bends


def _flow(
    page: Page, sites: Sequence[Site], points: Sequence[Point], flow: MapLink, bend: float
) -> None:
    a, b = points[flow.start], points[flow.to]
    colours = [_shade(sites[end].look) for end in (flow.start, flow.to)]
    width = page.theme.unit * (THIN if flow.share is None else THIN + THICK * flow.share)
    arc(page.canvas.surface, a, b, colours[0], colours[1], max(1.0, width), bend)
    arrow(page.canvas.surface, a, b, 0.72, page.theme.px(8) + width, bend=bend)


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


def _pill(page: Page, flow: MapLink, points: Sequence[Point], bend: float, spots: Spots) -> None:
    """What a link carries and how much, on a pill at it; in little room only how much."""
    a, b = points[flow.start], points[flow.to]
    for whole in (True, False):
        if not whole and not flow.figure:
            return
        size = _pill_size(page, flow, whole)
        pill = spots.free(_along(a, b, bend, size, page.theme.tall(26)))
        if pill is not None:
            _draw_pill(page, flow, pill, _nearest(a, b, bend, pill), whole)
            return


def _pill_size(page: Page, flow: MapLink, whole: bool) -> tuple[int, int]:
    pad, theme = page.px(14), page.theme
    if not whole:
        height = line_height(FIGURE, theme)
        return width_of(flow.figure, FIGURE, theme) + 2 * pad, height + page.px(6)
    upper = width_of(flow.name, STRONG, theme)
    upper += width_of(flow.figure, FIGURE, theme) + page.px(12) if flow.figure else 0
    lower = width_of(flow.remark, LABEL, theme)
    height = line_height(STRONG, theme) + (line_height(LABEL, theme) if flow.remark else 0)
    return max(upper, lower) + 2 * pad, height + page.px(10)


def _along(a: Point, b: Point, bend: float, size: tuple[int, int], step: int) -> Iterator[Rect]:
    """Places along an arc: below it, above it, on it, and farther away."""
    width, height = size
    for away in (1, 2, 3, 4):
        for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74):
            x, y = curve(a, b, share, bend)
            for down in (away * step, -away * step - height):
                yield Rect(round(x) - width // 2, round(y) + down, width, height)


def _nearest(a: Point, b: Point, bend: float, to: Rect) -> Point:
    """The point of an arc that lies next to a box."""
    shares = [n / 40 for n in range(6, 35)]
    points = [curve(a, b, share, bend) for share in shares]
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
        page.canvas.text(flow.figure, x, y, FIGURE, palette.brass_light)
        return
    row = line_height(STRONG, page.theme)
    x += page.canvas.text(flow.name, x, y, STRONG, ink.first) + page.px(12)
    down = (row - line_height(FIGURE, page.theme)) // 2
    page.canvas.text(flow.figure, x, y + down, FIGURE, palette.brass_light)
    page.canvas.text(flow.remark, rect.x + pad, y + row, LABEL, ink.second)
