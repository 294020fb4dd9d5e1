"""Drawing: filled boxes with round corners, shadows, lines, text; each text can be recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pygame
from attrs import evolve, frozen

from game.ui.paint.fonts import Style, clean_line, fitting, line_height, pixels, rendered, width_of
from game.ui.paint.picture_cache import kept
from game.ui.paint.theme import Colour, Theme, mixed

Rect = pygame.Rect
_FINE = 4
"""How many times larger than life round things are drawn."""
_KEPT_WHOLE = 20_000
"""Boxes of up to so many pixels are kept as they were drawn."""


@frozen
class Blit:
    """A text that was drawn: what, where, what of it could be seen, and in which colours."""

    text: str
    rect: tuple[int, int, int, int]
    clip: tuple[int, int, int, int]
    size: int
    colour: Colour
    style: Style


class Canvas:
    """A surface on which things are drawn in a theme; while `ghost`, nothing is."""

    def __init__(self, surface: pygame.Surface, theme: Theme) -> None:
        self.surface = surface
        self.theme = theme
        self.ghost = False
        self.uncut = False
        """Whether lines of text that would be cut are left out."""
        self.texts: list[Blit] = []
        self.covers: list[tuple[int, Rect]] = []
        """What lies above the rest for a while: how many texts were below it, and where it is."""

    @contextmanager
    def clipped(self, rect: Rect) -> Iterator[None]:
        """Draws only inside a box for a while."""
        before = self.surface.get_clip()
        self.surface.set_clip(before.clip(rect))
        yield
        self.surface.set_clip(before)

    @contextmanager
    def window(self, rect: Rect) -> Iterator[None]:
        """Draws only inside a box for a while, and of texts only the lines that are whole there."""
        before, self.uncut = self.uncut, True
        with self.clipped(rect):
            yield
        self.uncut = before

    def seen(self, rect: Rect) -> Rect:
        """What of a box can be seen, from its top to its bottom; all of it outside a window."""
        clip = self.surface.get_clip()
        return rect.clip((rect.x, clip.y, rect.w, clip.h)) if self.uncut else rect.copy()

    @contextmanager
    def unseen(self) -> Iterator[None]:
        """Draws nothing for a while."""
        before, self.ghost = self.ghost, True
        yield
        self.ghost = before

    @contextmanager
    def turned(self, rect: Rect, degrees: float, ground: Colour) -> Iterator[None]:
        """Draws a while on a clear sheet as large as a box, and lays it slantwise on the box.

        What is drawn begins at (0, 0). ground: the colour that edges fade into.
        """
        below, known = self.surface, len(self.texts)
        most = below.get_size()
        rect = Rect(rect.x, rect.y, min(rect.w, most[0]), min(rect.h, most[1]))
        self.surface = pygame.Surface(rect.size, pygame.SRCALPHA)
        self.surface.fill((*ground, 0))
        yield
        sheet, self.surface = pygame.transform.rotozoom(self.surface, degrees, 1), below
        if not self.ghost:
            below.blit(sheet, sheet.get_rect(center=rect.center))
        seen = below.get_clip()
        clip = (seen.x, seen.y, seen.w, seen.h)
        for i, blit in enumerate(self.texts[known:], known):
            x, y, wide, high = blit.rect
            self.texts[i] = evolve(blit, rect=(x + rect.x, y + rect.y, wide, high), clip=clip)

    def text(self, text: str, x: int, y: int, style: Style, colour: Colour) -> int:
        """Draws a line of text from its left top; how wide it is."""
        text = clean_line(text)
        width = width_of(text, style, self.theme)
        high, clip = line_height(style, self.theme), self.surface.get_clip()
        cut = self.uncut and not clip.top <= y <= clip.bottom - high
        if self.ghost or cut or not text:
            return width
        size, ink = pixels(style, self.theme), Rect(x, y, width, high)
        if ink.colliderect(clip):
            self._letters(text, ink, style, size, colour)
        seen = (clip.x, clip.y, clip.w, clip.h)
        self.texts.append(Blit(text, (x, y, width, high), seen, size, colour, style))
        return width

    def _letters(self, text: str, ink: Rect, style: Style, size: int, colour: Colour) -> None:
        """Draws what of a line of text lies on the surface."""
        left = ink.x
        if ink.w > self.surface.get_width():
            before = fitting(text, style, self.theme, -left)
            left += width_of(text[:before], style, self.theme)
            text = text[before:]
            text = text[: fitting(text, style, self.theme, self.surface.get_width() - left) + 1]
        image = rendered(text, style, size, colour)
        self.surface.blit(image, (left, ink.y + (ink.h - image.get_height()) // 2))

    def cover(self, rect: Rect) -> None:
        """Says that what is drawn from now on in a box lies above all that was, for a while."""
        if not self.ghost:
            self.covers.append((len(self.texts), rect.copy()))

    def box(
        self,
        rect: Rect,
        fill: Colour | None,
        radius: float = 10,
        border: Colour | None = None,
        thick: float = 1,
    ) -> None:
        """A box with round corners; radius and border in steps of the design."""
        if self.ghost or rect.w <= 0 or rect.h <= 0:
            return
        round_by = min(self.theme.px(radius), rect.w // 2, rect.h // 2)
        edge = max(1, round(thick * self.theme.unit)) if border is not None else 0
        _round_box(self.surface, rect, fill, round_by, border, edge)

    def shadow(self, rect: Rect, spread: float = 24, strength: int = 110) -> None:
        """A soft shadow below a box, to be drawn before it."""
        if self.ghost:
            return
        reach = max(2, self.theme.px(spread))
        around = rect.inflate(2 * reach, 2 * reach).move(0, reach // 4)
        _nine(self.surface, _shade(reach, strength), around, 2 * reach, hollow=True)

    def line(
        self, a: tuple[float, float], b: tuple[float, float], colour: Colour, thick: float = 1
    ) -> None:
        """A straight line; its width in steps of the design."""
        if self.ghost:
            return
        self.lines((a, b), colour, thick)

    def lines(
        self, points: Sequence[tuple[float, float]], colour: Colour, thick: float = 1
    ) -> None:
        """A smooth line through points."""
        if self.ghost or len(points) < 2:
            return
        width = max(1.0, thick * self.theme.unit)
        left, top = _corner(points)
        near = tuple((x - left, y - top) for x, y in points)
        pad = int(width) + 3
        self.surface.blit(_stroke(near, colour, width, pad), (left - pad, top - pad))

    def shape(self, points: Sequence[tuple[float, float]], fill: Colour, alpha: int = 255) -> None:
        """A filled figure with smooth edges."""
        if self.ghost:
            return
        left, top = _corner(points)
        near = tuple((x - left, y - top) for x, y in points)
        self.surface.blit(_figure(near, fill, alpha), (left - 1, top - 1))

    def disc(self, centre: tuple[float, float], radius: float, fill: Colour) -> None:
        """A filled circle; its radius in pixels."""
        if self.ghost:
            return
        image = _disc(max(1, round(radius * 2)), fill)
        self.surface.blit(image, (round(centre[0] - radius), round(centre[1] - radius)))

    def picture(self, image: pygame.Surface, place: tuple[int, int]) -> None:
        """A picture at a place."""
        if not self.ghost:
            self.surface.blit(image, place)

    def ring(self, rect: Rect, radius: float, colour: Colour) -> None:
        """The focus ring around a box."""
        gap = max(3, self.theme.px(6))
        self.box(rect.inflate(2 * gap, 2 * gap), None, radius + 6, colour, 2.5)

    def paper(self, rect: Rect, radius: float = 8, aged: bool = False) -> None:
        """A sheet of paper: its shadow, its ground, and where it is old a browned edge."""
        if self.ghost:
            return
        palette, rect = self.theme.palette, self._near(rect)
        self.shadow(rect)
        self.box(rect, palette.paper.ground, radius)
        if self.theme.high_contrast:
            return
        self.surface.blit(_mottled(rect.size, self.theme.px(radius)), rect)
        if aged:
            edge = max(4, self.theme.px(14))
            _nine(self.surface, _browned(edge), rect, edge)

    def upright(self, rect: Rect, top: Colour, bottom: Colour) -> None:
        """A box that goes from one colour at its top to another."""
        rect = self._near(rect)
        if not self.ghost and rect.size != (0, 0):
            self.surface.blit(_gradient(rect.size, top, bottom), rect)

    def _near(self, rect: Rect) -> Rect:
        """A box, cut off where it goes on far outside the surface: no picture is to be as large."""
        far = self.surface.get_height()
        return rect.clip(self.surface.get_rect().inflate(2 * far, 2 * far))


def _corner(points: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """The left top of a figure, in whole pixels."""
    return int(min(x for x, _ in points)), int(min(y for _, y in points))


@kept(512)
def _stroke(
    points: tuple[tuple[float, float], ...], colour: Colour, width: float, pad: int
) -> pygame.Surface:
    """A line through points, with so many pixels free around it."""
    wide = int(max(x for x, _ in points)) + 2 * pad + 1
    high = int(max(y for _, y in points)) + 2 * pad + 1
    tile = pygame.Surface((wide * _FINE, high * _FINE), pygame.SRCALPHA)
    tile.fill((*colour, 0))
    fine = [((x + pad) * _FINE, (y + pad) * _FINE) for x, y in points]
    pygame.draw.lines(tile, (*colour, 255), False, fine, max(1, round(width * _FINE)))
    for point in fine:
        pygame.draw.circle(tile, (*colour, 255), point, width * _FINE / 2)
    return pygame.transform.smoothscale(tile, (wide, high))


@kept(256)
def _figure(points: tuple[tuple[float, float], ...], fill: Colour, alpha: int) -> pygame.Surface:
    """A filled figure, with one pixel free around it."""
    wide = int(max(x for x, _ in points)) + 3
    high = int(max(y for _, y in points)) + 3
    tile = pygame.Surface((wide * _FINE, high * _FINE), pygame.SRCALPHA)
    tile.fill((*fill, 0))
    fine = [((x + 1) * _FINE, (y + 1) * _FINE) for x, y in points]
    pygame.draw.polygon(tile, (*fill, alpha), fine)
    return pygame.transform.smoothscale(tile, (wide, high))


def _round_box(
    surface: pygame.Surface,
    rect: Rect,
    fill: Colour | None,
    radius: int,
    border: Colour | None,
    edge: int,
) -> None:
    if radius < 1:
        if fill is not None:
            surface.fill(fill, rect)
        if border is not None:
            pygame.draw.rect(surface, border, rect, edge)
        return
    if rect.w * rect.h <= _KEPT_WHOLE:
        surface.blit(_whole_box(rect.size, fill, radius, border, edge), rect)
        return
    _nine(surface, _corners(radius, fill, border, edge), rect, radius, hollow=True)
    if fill is not None:
        surface.fill(fill, rect.inflate(-2 * radius, -2 * radius))


@kept(1024)
def _whole_box(
    size: tuple[int, int], fill: Colour | None, radius: int, border: Colour | None, edge: int
) -> pygame.Surface:
    tile = pygame.Surface(size, pygame.SRCALPHA)
    _nine(tile, _corners(radius, fill, border, edge), tile.get_rect(), radius)
    return tile


def _nine(
    surface: pygame.Surface, tile: pygame.Surface, rect: Rect, corner: int, hollow: bool = False
) -> None:
    """Draws a small picture as large as a box: its corners as they are, the rest drawn out.

    hollow: without its middle.
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
    """Where a corner, what can be seen of the middle, and the other corner begin; their lengths."""
    begin, end = start + corner, start + length - corner
    seen = max(begin, least), min(end, most)
    return (start, corner), (seen[0], seen[1] - seen[0]), (end, corner)


@kept(512)
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


@kept(32)
def _shade(reach: int, strength: int) -> pygame.Surface:
    size = 4 * reach + 2
    tile = pygame.Surface((size, size), pygame.SRCALPHA)
    inner = tile.get_rect().inflate(-2 * reach, -2 * reach)
    pygame.draw.rect(tile, (0, 0, 0, strength), inner, 0, reach // 2)
    return pygame.transform.gaussian_blur(tile, max(1, reach // 2))


@kept(256)
def _disc(size: int, fill: Colour) -> pygame.Surface:
    tile = pygame.Surface((size * _FINE, size * _FINE), pygame.SRCALPHA)
    tile.fill((*fill, 0))
    pygame.draw.circle(tile, (*fill, 255), tile.get_rect().center, size * _FINE / 2)
    return pygame.transform.smoothscale(tile, (size, size))


@kept(12)
def _gradient(size: tuple[int, int], top: Colour, bottom: Colour) -> pygame.Surface:
    column = pygame.Surface((1, max(1, size[1])))
    for y in range(size[1]):
        column.set_at((0, y), mixed(top, bottom, y / max(1, size[1] - 1)))
    return pygame.transform.scale(column, size)


@kept(16)
def _mottled(size: tuple[int, int], radius: int) -> pygame.Surface:
    """Light and dark clouds as old paper has, always the same ones."""
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
    """A small picture some times larger, without the squares that drawing it out leaves."""
    wide, high = small.get_size()
    larger = pygame.transform.smoothscale(small, (wide * times, high * times))
    return pygame.transform.box_blur(larger, times // 2 + 1)


@kept(8)
def _browned(edge: int) -> pygame.Surface:
    size = 2 * edge + 2
    tile = pygame.Surface((size, size), pygame.SRCALPHA)
    for y in range(size):
        for x in range(size):
            near = min(x, y, size - 1 - x, size - 1 - y) / edge
            tile.set_at((x, y), (126, 92, 38, round(46 * max(0.0, 1 - near) ** 2)))
    return tile
