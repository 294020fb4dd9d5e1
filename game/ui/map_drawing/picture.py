"""The map's picture: sea, land, waters and light.

    viewport = Viewport.fit([(4.35, 50.85), (116.4, 39.9)], (1920, 1080), (720, 200, 200, 420))
    window.blit(backdrop(viewport, (Light(4.35, 50.85, BLUE), Light(116.4, 39.9, RED))), (0, 0))

Land has no borders: they are disputed. A side's colour lights the surroundings of its places.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pygame
from attrs import frozen

from game.model.colours import Colour, colour, mix_colours
from game.presenter.map.atlas import Box, Point, cut, graticule, horizon, land
from game.presenter.map.viewport import Viewport
from game.ui.map_drawing.waters import WaterLine, carve
from game.ui.paint.picture_cache import keep_pictures

SEA_TOP, SEA_BOTTOM = colour("#0A1322"), colour("#101D35")
LAND, SHORE, NET = colour("#20314F"), colour("#3D5480"), colour("#1A2A44")
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
DUSK = horizon(95), horizon(125)
"""How far from its middle the map begins to fade, and where it has: shapes get odd out there."""
_FINE = 2
"""How many times larger than life the land is drawn."""


@frozen
class Light:
    """A glow in a colour around a place; its radius is a share of the sphere's."""

    lon: float
    lat: float
    colour: Colour
    radius: float = 0.32


@keep_pictures(4)
def backdrop(
    viewport: Viewport, lights: tuple[Light, ...] = (), waters: tuple[WaterLine, ...] = ()
) -> pygame.Surface:
    """Sea, land, rivers and lakes, and lights.

    The picture is shared: blit it, and draw on something else.
    """
    earth, shore, halo = _masks(viewport, waters)
    picture = _sea(viewport)
    picture.blit(_tinted(earth, LAND), (0, 0), special_flags=pygame.BLEND_PREMULTIPLIED)
    picture.blit(
        _tinted(halo, mix_colours(BLACK, SHORE, 0.8)), (0, 0), special_flags=pygame.BLEND_ADD
    )
    picture.blit(_tinted(shore, SHORE), (0, 0), special_flags=pygame.BLEND_PREMULTIPLIED)
    if lights:
        _light_up(picture, viewport, lights, waters)
    return picture


def glow(surface: pygame.Surface, point: Point, radius: float, shade: Colour) -> None:
    """A soft round light, added to what is there."""
    ball = _ball(max(2, round(2 * radius)), shade)
    place = round(point[0] - ball.get_width() / 2), round(point[1] - ball.get_height() / 2)
    surface.blit(ball, place, special_flags=pygame.BLEND_ADD)


def _sea(viewport: Viewport) -> pygame.Surface:
    """The sea with its net of meridians and parallels."""
    picture = pygame.Surface(viewport.size)
    height = viewport.size[1]
    for y in range(height):
        shade = mix_colours(SEA_TOP, SEA_BOTTOM, y / max(1, height - 1))
        pygame.draw.line(picture, shade, (0, y), (viewport.size[0], y))
    for line in graticule():
        for run in viewport.seen(line):
            pygame.draw.aalines(picture, NET, False, [viewport.pixel(point) for point in run])
    return picture


@keep_pictures(2)
def _masks(
    viewport: Viewport, waters: tuple[WaterLine, ...]
) -> tuple[pygame.Surface, pygame.Surface, pygame.Surface]:
    """Where land is, where its shore, and how near the shore: white on nothing."""
    large = viewport.size[0] * _FINE, viewport.size[1] * _FINE
    box = viewport.box(beyond=8)
    canvas = pygame.Surface(large, pygame.SRCALPHA)
    for rings, ink in ((land().shores, (*WHITE, 255)), (land().lakes, (0, 0, 0, 0))):
        for ring in rings:
            points = viewport.dots(_FINE, cut(ring, box))
            if len(points) > 2:
                pygame.draw.polygon(canvas, ink, points)
    lines = pygame.Surface(large, pygame.SRCALPHA)
    thick = max(2, round(_FINE * viewport.pen))
    for ring in (*land().shores, *land().lakes):
        for run in viewport.seen((*ring, ring[0])):
            points = viewport.dots(_FINE, run)
            if len(points) > 1:
                pygame.draw.lines(lines, (*WHITE, 255), False, points, thick)
    carve(canvas, lines, viewport, _FINE, thick, waters)
    earth = pygame.transform.smoothscale(canvas, viewport.size)
    shore = pygame.transform.smoothscale(lines, viewport.size)
    if _far(box) > DUSK[0]:
        dusk = _dusk(viewport)
        for mask in (earth, shore):
            mask.blit(dusk, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    return earth, shore, _halo(shore, viewport.pen)


def _dusk(viewport: Viewport) -> pygame.Surface:
    """White where the map is near its middle, and nothing where it has faded out."""
    coarse = round(min(32.0, max(4.0, viewport.scale / 16)))
    size = viewport.size[0] // coarse + 2, viewport.size[1] // coarse + 2
    left, top, *_ = viewport.box()
    small = pygame.Surface(size, pygame.SRCALPHA)
    for row in range(size[1]):
        for column in range(size[0]):
            x = left + (column + 0.5) * coarse / viewport.scale
            y = top + (row + 0.5) * coarse / viewport.scale
            share = (DUSK[1] - math.hypot(x, y)) / (DUSK[1] - DUSK[0])
            small.set_at((column, row), (round(255 * min(1.0, max(0.0, share))),) * 4)
    large = pygame.transform.smoothscale(small, (size[0] * coarse, size[1] * coarse))
    return large.subsurface((0, 0), viewport.size)


def _far(box: Box) -> float:
    """How far the farthest corner of a box is from the middle of the plane."""
    return math.hypot(max(-box[0], box[2]), max(-box[1], box[3]))


def _halo(shore: pygame.Surface, pen: float) -> pygame.Surface:
    """The light that a shore spreads: a near one and a far one, on black."""
    size = shore.get_size()
    coarse = 4 if pen > 0.7 else 2
    small = max(1, size[0] // coarse), max(1, size[1] // coarse)
    thin = pygame.transform.smoothscale(shore, small)
    lines = pygame.Surface(small)
    for _ in range(coarse // 2):
        lines.blit(thin, (0, 0), special_flags=pygame.BLEND_ADD)
    halo = pygame.Surface(size)
    for reach, share in ((4, 150), (16, 255)):
        soft = pygame.transform.gaussian_blur(lines, max(1, round(reach * pen / coarse)))
        soft.fill((share,) * 3, special_flags=pygame.BLEND_MULT)
        halo.blit(pygame.transform.smoothscale(soft, size), (0, 0), special_flags=pygame.BLEND_ADD)
    return halo


def _light_up(
    picture: pygame.Surface,
    viewport: Viewport,
    lights: Sequence[Light],
    waters: tuple[WaterLine, ...],
) -> None:
    """Mixes the colours of lights in: most on shores, less on land, little on the sea."""
    earth, shore, halo = _masks(viewport, waters)
    relief = pygame.Surface(viewport.size)
    relief.fill((30,) * 3)
    for mask, share in ((earth, 112), (halo, 70), (shore, 170)):
        relief.blit(_tinted(mask, (share,) * 3), (0, 0), special_flags=pygame.BLEND_ADD)
    for shade in dict.fromkeys(light.colour for light in lights):
        near = _near(viewport, [light for light in lights if light.colour == shade])
        near.blit(relief, (0, 0), special_flags=pygame.BLEND_MULT)
        picture.blit(_inverted(near), (0, 0), special_flags=pygame.BLEND_MULT)
        near.fill(mix_colours(shade, WHITE, 0.08), special_flags=pygame.BLEND_MULT)
        picture.blit(near, (0, 0), special_flags=pygame.BLEND_ADD)


def _near(viewport: Viewport, lights: Sequence[Light]) -> pygame.Surface:
    """How near the places of lights are: white on black, without a seam where lights meet."""
    far = pygame.Surface(viewport.size)
    far.fill(WHITE)
    for light in lights:
        dark = _inverted(_ball(max(2, round(2 * light.radius * viewport.scale)), WHITE))
        corner = dark.get_rect(center=viewport.at(light.lon, light.lat))
        far.blit(dark, corner, special_flags=pygame.BLEND_MULT)
    return _inverted(far)


def _inverted(picture: pygame.Surface) -> pygame.Surface:
    white = pygame.Surface(picture.get_size())
    white.fill(WHITE)
    white.blit(picture, (0, 0), special_flags=pygame.BLEND_SUB)
    return white


def _tinted(mask: pygame.Surface, shade: Colour) -> pygame.Surface:
    copy = mask.copy()
    copy.fill(shade, special_flags=pygame.BLEND_MULT)
    return copy


@keep_pictures(32)
def _ball(size: int, shade: Colour) -> pygame.Surface:
    """A round light on black that is gone at its edge."""
    steps = 64
    ball = pygame.Surface((steps, steps))
    for y in range(steps):
        for x in range(steps):
            off = ((2 * x + 1 - steps) ** 2 + (2 * y + 1 - steps) ** 2) / steps**2
            ball.set_at((x, y), mix_colours(BLACK, shade, max(0.0, 1 - off) ** 3))
    return pygame.transform.smoothscale(ball, (size, size))
