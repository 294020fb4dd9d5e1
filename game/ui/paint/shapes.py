"""Smooth shapes as small pictures, drawn once and cached: strokes, boxes, shadows, paper."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.model.colours import Colour, mix_colours
from game.ui.paint.picture_cache import keep_pictures

Rect = pygame.Rect
_FINE = 4
"""Shapes are drawn this many times larger and then scaled down, which smooths their edges."""
_KEPT_WHOLE = 20_000
"""The largest area, in pixels, of a box that is cached whole; larger ones are put together."""


def left_top(points: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """The top left corner of the box around a figure, in whole pixels."""
    return int(min(x for x, _ in points)), int(min(y for _, y in points))


@keep_pictures(512)
def stroke(
    points: tuple[tuple[float, float], ...], colour: Colour, width: float, pad: int
) -> pygame.Surface:
    """A line through points, with a margin of `pad` pixels."""
    across = int(max(x for x, _ in points)) + 2 * pad + 1
    height = int(max(y for _, y in points)) + 2 * pad + 1
    tile = pygame.Surface((across * _FINE, height * _FINE), pygame.SRCALPHA)
    tile.fill((*colour, 0))
    fine = [((x + pad) * _FINE, (y + pad) * _FINE) for x, y in points]
    pygame.draw.lines(tile, (*colour, 255), False, fine, max(1, round(width * _FINE)))
    for point in fine:
        pygame.draw.circle(tile, (*colour, 255), point, width * _FINE / 2)
    return pygame.transform.smoothscale(tile, (across, height))


@keep_pictures(256)
def figure(points: tuple[tuple[float, float], ...], fill: Colour, alpha: int) -> pygame.Surface:
    """A filled polygon, with a margin of one pixel."""
    width = int(max(x for x, _ in points)) + 3
    height = int(max(y for _, y in points)) + 3
    tile = pygame.Surface((width * _FINE, height * _FINE), pygame.SRCALPHA)
    tile.fill((*fill, 0))
    fine = [((x + 1) * _FINE, (y + 1) * _FINE) for x, y in points]
    pygame.draw.polygon(tile, (*fill, alpha), fine)
    return pygame.transform.smoothscale(tile, (width, height))


def draw_round_box(
    surface: pygame.Surface,
    rect: Rect,
    fill: Colour | None,
    radius: int,
    border: Colour | None,
    edge: int,
) -> None:
    """Draws a box with round corners; radius and edge in pixels."""
    if radius < 1:
        if fill is not None:
            surface.fill(fill, rect)
        if border is not None:
            pygame.draw.rect(surface, border, rect, edge)
        return
    if rect.w * rect.h <= _KEPT_WHOLE:
        surface.blit(_whole_box(rect.size, fill, radius, border, edge), rect)
        return
    draw_nine_patch(surface, _corners(radius, fill, border, edge), rect, radius, hollow=True)
    if fill is not None:
        surface.fill(fill, rect.inflate(-2 * radius, -2 * radius))


@keep_pictures(1024)
def _whole_box(
    size: tuple[int, int], fill: Colour | None, radius: int, border: Colour | None, edge: int
) -> pygame.Surface:
    tile = pygame.Surface(size, pygame.SRCALPHA)
    draw_nine_patch(tile, _corners(radius, fill, border, edge), tile.get_rect(), radius)
    return tile


def draw_nine_patch(
    surface: pygame.Surface, tile: pygame.Surface, rect: Rect, corner: int, hollow: bool = False
) -> None:
    """Stretches a small picture to the size of a box, but for its corners, which keep their size.

    corner: the size of its corners in pixels. hollow: leave out the middle.
    """
    corner = min(corner, rect.w // 2, rect.h // 2, tile.get_width() // 2)
    if corner < 1:
        return
    end = tile.get_width() - corner
    middle = max(1, end - corner)
    clip = surface.get_clip()
    across = _thirds(rect.x, rect.w, corner, clip.left, clip.right)
    down = _thirds(rect.y, rect.h, corner, clip.top, clip.bottom)
    sources = ((0, corner), (corner, middle), (end, corner))
    for (source_y, source_h), (y, height) in zip(sources, down, strict=True):
        for (source_x, source_w), (x, width) in zip(sources, across, strict=True):
            middle_one = source_x == source_y == corner
            if width > 0 and height > 0 and not (hollow and middle_one):
                part = tile.subsurface((source_x, source_y, source_w, source_h))
                if part.get_size() != (width, height):
                    part = pygame.transform.scale(part, (width, height))
                surface.blit(part, (x, y))


def _thirds(
    start: int, length: int, corner: int, least: int, most: int
) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
    """The start and length of a corner, of the middle, and of the other corner.

    Only the visible part of the middle counts, which lies between `least` and `most`.
    """
    begin, end = start + corner, start + length - corner
    seen = max(begin, least), min(end, most)
    return (start, corner), (seen[0], seen[1] - seen[0]), (end, corner)


@keep_pictures(512)
def _corners(radius: int, fill: Colour | None, border: Colour | None, edge: int) -> pygame.Surface:
    size = 2 * radius + 2
    tile = pygame.Surface((size * _FINE, size * _FINE), pygame.SRCALPHA)
    base = border if border is not None else fill
    assert base is not None
    tile.fill((*base, 0))
    whole = tile.get_rect()
    if border is not None:
        pygame.draw.rect(tile, (*border, 255), whole, 0, radius * _FINE)
        inner = whole.inflate(-2 * edge * _FINE, -2 * edge * _FINE)
        inside = (*fill, 255) if fill is not None else (*border, 0)
        pygame.draw.rect(tile, inside, inner, 0, max(0, (radius - edge) * _FINE))
    else:
        pygame.draw.rect(tile, (*base, 255), whole, 0, radius * _FINE)
    return pygame.transform.smoothscale(tile, (size, size))


@keep_pictures(32)
def shadow_tile(reach: int, strength: int) -> pygame.Surface:
    """The soft shadow of a small box, for stretching to any size."""
    size = 4 * reach + 2
    tile = pygame.Surface((size, size), pygame.SRCALPHA)
    inner = tile.get_rect().inflate(-2 * reach, -2 * reach)
    pygame.draw.rect(tile, (0, 0, 0, strength), inner, 0, reach // 2)
    return pygame.transform.gaussian_blur(tile, max(1, reach // 2))


@keep_pictures(256)
def disc(size: int, fill: Colour) -> pygame.Surface:
    """A filled circle with smooth edges."""
    tile = pygame.Surface((size * _FINE, size * _FINE), pygame.SRCALPHA)
    tile.fill((*fill, 0))
    pygame.draw.circle(tile, (*fill, 255), tile.get_rect().center, size * _FINE / 2)
    return pygame.transform.smoothscale(tile, (size, size))


@keep_pictures(12)
def gradient(size: tuple[int, int], top: Colour, bottom: Colour) -> pygame.Surface:
    """A box with a vertical gradient, from one colour at its top to another at its bottom."""
    column = pygame.Surface((1, max(1, size[1])))
    for y in range(size[1]):
        column.set_at((0, y), mix_colours(top, bottom, y / max(1, size[1] - 1)))
    return pygame.transform.scale(column, size)


@keep_pictures(16)
def mottled_paper(size: tuple[int, int], radius: int) -> pygame.Surface:
    """The light and dark clouds of old paper; for each size they are always the same."""
    small = pygame.Surface((max(2, size[0] // 28), max(2, size[1] // 28)), pygame.SRCALPHA)
    state = 12345
    for y in range(small.get_height()):
        for x in range(small.get_width()):
            state = (1103515245 * state + 12345) % 2**31
            light = (state >> 16) % 100
            small.set_at((x, y), (120, 92, 40, light // 9) if light < 70 else (255, 255, 255, 16))
    clouds = pygame.transform.smoothscale(_softened(small, 6), size)
    if radius > 0:
        mask = pygame.Surface(size, pygame.SRCALPHA)
        pygame.draw.rect(mask, (255, 255, 255, 255), mask.get_rect(), 0, radius)
        clouds.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    return clouds


def _softened(small: pygame.Surface, times: int) -> pygame.Surface:
    """A picture enlarged `times` times, blurred so that its pixels don't show."""
    width, height = small.get_size()
    larger = pygame.transform.smoothscale(small, (width * times, height * times))
    return pygame.transform.box_blur(larger, times // 2 + 1)


@keep_pictures(8)
def browned_edge(edge: int) -> pygame.Surface:
    """The brown edge of old paper, for stretching to the size of a sheet."""
    size = 2 * edge + 2
    tile = pygame.Surface((size, size), pygame.SRCALPHA)
    for y in range(size):
        for x in range(size):
            near = min(x, y, size - 1 - x, size - 1 - y) / edge
            tile.set_at((x, y), (126, 92, 38, round(46 * max(0.0, 1 - near) ** 2)))
    return tile
