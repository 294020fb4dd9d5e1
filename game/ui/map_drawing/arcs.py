"""What lies on the map: links between places, and the places themselves."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pygame

from game.model.colours import Colour, colour, mix_colours
from game.presenter.map.atlas import Point, bounds
from game.presenter.map.link_paths import LinkPath
from game.ui.paint.icons import badge, badge_middle
from game.ui.paint.picture_cache import keep_pictures

HEART = colour("#F6E7C4")
"""What a link is coloured halfway."""
RIM, DARK, NOBODY = colour("#F4F7FB"), colour("#0A1322"), colour("#93A6BB")
_FINE, _LARGE = 3, 250_000
"""How many times larger than life things are drawn; twice only, above so many pixels."""
_COARSE = 2
"""How many times smaller than life their glow is drawn."""


def draw_link(
    surface: pygame.Surface, path: LinkPath, colour_a: Colour, colour_b: Colour, width: float
) -> None:
    """Draws a glowing link along a path.

    It runs from the one colour through a pale heart to the other, `width` pixels wide.
    """
    points = path.points()
    start = round(points[0][0]), round(points[0][1])
    steps = tuple((round(x - start[0], 1), round(y - start[1], 1)) for x, y in points)
    light, line, corner = _pictures(steps, colour_a, colour_b, round(width, 1))
    place = start[0] + corner[0], start[1] + corner[1]
    surface.blit(light, place, special_flags=pygame.BLEND_ADD)
    surface.blit(line, place, special_flags=pygame.BLEND_PREMULTIPLIED)


def draw_arrow(
    surface: pygame.Surface, path: LinkPath, share: float, size: float, shade: Colour = HEART
) -> None:
    """Draws an arrowhead a share of the way along a path, pointing to its end."""
    x, y = path.at(share)
    (left, top), (right, low) = path.at(share - 0.01), path.at(share + 0.01)
    turn = math.atan2(low - top, right - left)
    fine, side = 2 * _FINE, 2 * math.ceil(size) + 1
    canvas = pygame.Surface((side * fine, side * fine), pygame.SRCALPHA)
    tip = [
        (fine * (side / 2 + size * math.cos(part)), fine * (side / 2 + size * math.sin(part)))
        for part in (turn, turn + 2.5, turn - 2.5)
    ]
    pygame.draw.polygon(canvas, shade, tip)
    picture = pygame.transform.smoothscale(canvas, (side, side))
    corner = picture.get_rect(center=(round(x), round(y)))
    surface.blit(picture, corner, special_flags=pygame.BLEND_PREMULTIPLIED)


def dot(
    surface: pygame.Surface,
    point: Point,
    shade: Colour | None,
    shape: int = 0,
    size: float = 9,
) -> None:
    """Draws a place: white-rimmed, in its side's colour and shape; of no side, grey and round.

    `size` is about its radius in pixels.
    """
    if shade is None:
        shade, shape, size = NOBODY, 0, 0.75 * size
    rim = max(1.5, 0.3 * size)
    whole, dark = round(2.4 * size), round(2.4 * size + 0.6 * rim)
    for picture in (badge(shape, dark + 2, DARK), badge(shape, whole, shade, RIM, rim)):
        middle = badge_middle(shape, picture.get_width())
        surface.blit(picture, (round(point[0] - middle[0]), round(point[1] - middle[1])))


@keep_pictures(24)
def _pictures(
    steps: tuple[Point, ...], colour_a: Colour, colour_b: Colour, width: float
) -> tuple[pygame.Surface, pygame.Surface, tuple[int, int]]:
    """The glow of a link on black, the link itself on nothing, and where their corner is."""
    shares = [index / (len(steps) - 1) for index in range(len(steps))]
    reach = 3.5 * width + 4
    left, top, right, bottom = bounds(steps)
    corner = math.floor(left - reach), math.floor(top - reach)
    size = math.ceil(right + reach) - corner[0], math.ceil(bottom + reach) - corner[1]
    path = [(x - corner[0], y - corner[1]) for x, y in steps]
    hues = [_hue(share, colour_a, colour_b) for share in shares]
    thick = [width * (0.6 + 0.4 * math.sin(math.pi * share)) for share in shares]

    fine = _FINE if size[0] * size[1] < _LARGE else 2
    line = pygame.Surface((size[0] * fine, size[1] * fine), pygame.SRCALPHA)
    _ribbon(line, path, hues, thick, fine)
    bright = [mix_colours(hue, (255, 255, 255), 0.45) for hue in hues]
    _ribbon(line, path, bright, [0.4 * thickness for thickness in thick], fine)

    small = pygame.Surface((max(1, size[0] // _COARSE), max(1, size[1] // _COARSE)))
    _ribbon(small, path, hues, [1.4 * thickness + 0.6 for thickness in thick], 1 / _COARSE)
    light = pygame.Surface(size)
    for blur, share in ((max(1, round(reach / 8)), 120), (max(2, round(reach / 4)), 150)):
        soft = pygame.transform.gaussian_blur(small, blur)
        soft.fill((share,) * 3, special_flags=pygame.BLEND_MULT)
        large = pygame.transform.smoothscale(soft, size)
        light.blit(large, (0, 0), special_flags=pygame.BLEND_ADD)
    return light, pygame.transform.smoothscale(line, size), corner


def _hue(share: float, colour_a: Colour, colour_b: Colour) -> Colour:
    """The colour of a link a share of the way along it."""
    off = abs(2 * share - 1)
    return mix_colours(HEART, colour_a if share < 0.5 else colour_b, off * off * (3 - 2 * off))


def _ribbon(
    surface: pygame.Surface,
    path: Sequence[Point],
    hues: Sequence[Colour],
    thick: Sequence[float],
    fine: float,
) -> None:
    """Fills a band along a path, so many pixels thick and so many times larger than life."""
    edges = []
    for index, (x, y) in enumerate(path):
        (x0, y0), (x1, y1) = path[max(0, index - 1)], path[min(len(path) - 1, index + 1)]
        half = thick[index] / 2 / (math.hypot(x1 - x0, y1 - y0) or 1.0)
        off = half * (y1 - y0), half * (x0 - x1)
        edges.append(
            (
                (fine * (x + off[0]), fine * (y + off[1])),
                (fine * (x - off[0]), fine * (y - off[1])),
            )
        )
    for index, hue in enumerate(hues[:-1]):
        (a, b), (c, d) = edges[index], edges[index + 1]
        pygame.draw.polygon(surface, hue, (a, b, d, c))
