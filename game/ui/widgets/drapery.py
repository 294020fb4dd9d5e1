"""Curtains: folds of cloth in a side's colour, a gold hem, and a valance along the top."""

from __future__ import annotations

from math import pi, sin

import pygame

from game.model.colours import Colour, mix_colours
from game.ui.page.commands import Command
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.icons import icon
from game.ui.paint.picture_cache import keep_pictures
from game.ui.paint.theme import SideLook

_DARK = (5, 8, 14)
_GOLD, _GOLD_LIGHT, _GOLD_DARK = (221, 177, 92), (247, 220, 156), (132, 94, 32)
_FINE = 3
"""How many times larger than life round edges are drawn."""
_COARSE = 96
"""Pixels across a swag in which its folds are reckoned; they are soft, and drawn out."""


def edge_curtain(page: Page, rect: Rect, look: SideLook, command: Command, label: str) -> None:
    """A curtain drawn to the side of the window, with the handle that draws it across."""
    if page.theme.high_contrast:
        page.canvas.box(rect, page.palette.ground, 0, look.on_ink, 2)
    elif not page.canvas.ghost:
        page.canvas.picture(draw_cloth(rect.size, look.colour, page.px(19)), rect.topleft)
        for i, colour in enumerate((_GOLD_DARK, _GOLD)):
            page.canvas.box(Rect(rect.x + i * 2, rect.y, 2, rect.h), colour, 0)
    width, height = max(38, page.px(52)), max(96, page.px(132))
    handle = Rect(rect.x - width // 2, rect.y + rect.h // 2 - height // 2, width, height)
    page.canvas.shadow(handle, 12, 120)
    light = page.palette.brass_light if page.hovered(command) else page.palette.brass
    page.canvas.box(handle, light, 8, page.palette.brass_edge, 1.5)
    size = width * 6 // 10
    for name, part in (("arrow-left", 0.3), ("curtain", 0.7)):
        sign = icon(name, size, page.palette.on_brass)
        place = (handle.centerx - size // 2, handle.y + round(handle.h * part) - size // 2)
        page.canvas.picture(sign, place)
    page.target(command, handle, label)


@keep_pictures(6)
def draw_cloth(size: tuple[int, int], colour: Colour, fold: int) -> pygame.Surface:
    """Draws cloth with folds about `fold` pixels wide; the folds are always the same."""
    width, height = max(1, size[0]), max(1, size[1])
    row = pygame.Surface((width, 1))
    for x in range(width):
        row.set_at((x, 0), _shade(colour, _fold(x / max(8, fold))))
    sheet = pygame.transform.scale(row, (width, height))
    sheet.blit(_falling(width, height), (0, 0), special_flags=pygame.BLEND_RGB_MULT)
    return sheet


def _fold(x: float) -> float:
    """The light on the cloth at `x` fold widths from the left, from -1 (dark) to 1 (bright)."""
    bent = x + 0.5 * sin(x * 0.73) + 0.26 * sin(x * 1.9 + 1)
    return 0.72 * sin(bent * 2) + 0.2 * sin(x * 4.7 + 2) + 0.08 * sin(x * 11.3)


def _shade(colour: Colour, light: float) -> Colour:
    """The colour of the cloth under a light from -1 (almost black) to 1 (brightest)."""
    base = mix_colours(colour, _DARK, 0.5)
    if light < 0:
        return mix_colours(base, _DARK, min(1.0, -light * 0.8))
    return mix_colours(
        base, mix_colours(colour, (255, 255, 255), 0.06), min(1.0, light**1.5 * 0.72)
    )


@keep_pictures(6)
def _falling(width: int, height: int) -> pygame.Surface:
    """Light from above that fades towards the hem, in the shade of a valance at the top."""
    column = pygame.Surface((1, height))
    for y in range(height):
        share = y / max(1, height - 1)
        light = 0.3 + 0.7 * min(1.0, share / 0.24)
        light *= 1 - 0.5 * max(0.0, share - 0.3) / 0.7
        column.set_at((0, y), (round(255 * light),) * 3)
    return pygame.transform.scale(column, (width, height))


@keep_pictures(3)
def stage_curtain(size: tuple[int, int], colour: Colour, unit: float) -> pygame.Surface:
    """A whole stage's curtain: cloth, its hem of gold with a fringe, and the valance."""
    width, height = size
    sheet = draw_cloth(size, colour, max(10, round(44 * unit))).copy()
    hem = height - round(76 * unit)
    _hem(sheet, hem, unit)
    _floor(sheet, hem + round(48 * unit))
    many = max(5, round(width / (270 * unit)))
    step = width / many
    swag = _swag(round(step) + 1, colour, unit)
    for number in range(many):
        sheet.blit(swag, (round(number * step), 0))
    for number in range(many + 1):
        _tassel(sheet, round(number * step), round(62 * unit), unit)
    return sheet


def _hem(sheet: pygame.Surface, y: int, unit: float) -> None:
    """A band of gold across, and threads that hang from it."""
    band, width = max(4, round(12 * unit)), sheet.get_width()
    for i in range(band):
        colour = mix_colours(_GOLD_LIGHT, _GOLD_DARK, min(1.0, abs(i / band - 0.35) * 1.5))
        pygame.draw.line(sheet, colour, (0, y + i), (width, y + i))
    _fringe(sheet, [(x, y + band) for x in range(width)], round(26 * unit), max(1, round(unit)))


def _fringe(sheet: pygame.Surface, edge: list[tuple[int, int]], length: int, thick: int) -> None:
    """Threads of gold below an edge."""
    for number, (x, y) in enumerate(edge[:: 3 * thick]):
        colour = mix_colours(_GOLD, _GOLD_DARK, 0.25 + 0.6 * (number % 3) / 3)
        long = length - number * 7 % 5 * max(1, length // 18)
        pygame.draw.line(sheet, colour, (x, y), (x, y + long), 2 * thick)


def _floor(sheet: pygame.Surface, y: int) -> None:
    """The dark boards of a stage."""
    height = sheet.get_height() - y
    for i in range(max(0, height)):
        colour = mix_colours((34, 27, 24), (10, 9, 11), i / max(1, height))
        pygame.draw.line(sheet, colour, (0, y + i), (sheet.get_width(), y + i))


def _swag(width: int, colour: Colour, unit: float) -> pygame.Surface:
    """One piece of the valance: cloth that hangs in an arc, with a cord and a fringe of gold."""
    flat, deep, hang = (round(n * unit) * _FINE for n in (62, 76, 24))
    size = (width * _FINE, flat + deep + hang)
    edge = [
        (x, flat + round(deep * abs(sin(pi * x / size[0])) ** 0.75)) for x in range(size[0] + 1)
    ]
    tile = pygame.Surface(size, pygame.SRCALPHA)
    tile.fill((*mix_colours(colour, _DARK, 0.6), 0))
    _fringe(tile, edge, hang, max(1, round(unit * _FINE * 0.6)))
    hanging = pygame.transform.smoothscale(_folds(colour), size)
    shape = pygame.Surface(size, pygame.SRCALPHA)
    pygame.draw.polygon(shape, (255, 255, 255, 255), [(0, 0), *edge, (size[0], 0)])
    hanging.blit(shape, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    tile.blit(hanging, (0, 0))
    for gold, thick, up in ((_GOLD_DARK, 8, 0), (_GOLD, 6, 1), (_GOLD_LIGHT, 2, 2)):
        points = [(x, y - round(up * unit * _FINE)) for x, y in edge]
        pygame.draw.lines(tile, gold, False, points, max(1, round(thick * unit * _FINE)))
    return pygame.transform.smoothscale(tile, (width, size[1] // _FINE))


def _folds(colour: Colour) -> pygame.Surface:
    """The folds of a swag, small: they run along its arc, deeper towards its middle."""
    small = pygame.Surface((_COARSE, _COARSE * 2 // 3), pygame.SRCALPHA)
    for x in range(_COARSE):
        arc = sin(pi * (x + 0.5) / _COARSE)
        for y in range(small.get_height()):
            low = y / small.get_height()
            light = 0.7 * sin(9.5 * low - 4.4 * arc * (0.35 + 0.65 * low) + 0.8) + 0.12 * arc - 0.12
            small.set_at((x, y), (*_shade(colour, light * (0.4 + 0.6 * arc)), 255))
    return small


def _tassel(sheet: pygame.Surface, x: int, y: int, unit: float) -> None:
    """A tassel of gold where two swags meet."""
    width, height = round(30 * unit), round(92 * unit)
    tile = pygame.Surface((width * _FINE, height * _FINE), pygame.SRCALPHA)
    tile.fill((*_GOLD_DARK, 0))
    middle, top = width * _FINE // 2, round(11 * unit) * _FINE
    for i in range(-6, 7):
        low = middle + round(i * unit * 2.1 * _FINE), (height - round(abs(i) * unit)) * _FINE - 2
        start = middle + round(i * unit * _FINE), top * 2 - _FINE
        colour = mix_colours(_GOLD_LIGHT, _GOLD_DARK, abs(i) % 3 / 3 + 0.2)
        pygame.draw.line(tile, colour, start, low, max(2, round(2.2 * unit * _FINE)))
    collar = (
        middle - top * 2 // 3,
        top * 2 - _FINE * 2,
        top * 4 // 3,
        max(3, round(5 * unit) * _FINE),
    )
    pygame.draw.rect(tile, _GOLD_DARK, collar)
    pygame.draw.circle(tile, _GOLD, (middle, top), round(10 * unit * _FINE))
    glint = (middle - top // 4, top - top // 4)
    pygame.draw.circle(tile, _GOLD_LIGHT, glint, round(4 * unit * _FINE))
    small = pygame.transform.smoothscale(tile, (width, height))
    sheet.blit(small, (x - width // 2, y - round(11 * unit)))
