"""What frames the screens of a game: the ground with its faint map, panels, and lines of keys."""

from __future__ import annotations

from collections.abc import Mapping

import pygame

from game.model.colours import Colour, mix_colours
from game.presenter.map.viewport import Viewport
from game.ui.map_drawing.picture import backdrop
from game.ui.page.elements import Fixed
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    LABEL,
    PANEL,
    SMALL,
    SMALL_STRONG,
    line_height,
    pixel_size,
    width_of,
    wrap_text,
)
from game.ui.paint.icons import icon
from game.ui.paint.picture_cache import keep_pictures
from game.ui.widgets.buttons import keycap


def ground(page: Page) -> None:
    """The ink-blue ground with the land faint on it."""
    palette = page.palette
    if page.theme.high_contrast:
        page.canvas.box(page.rect, palette.ground, 0)
        return
    page.canvas.picture(_faint((page.theme.width, page.theme.height), palette.ground), (0, 0))


@keep_pictures(3)
def _faint(size: tuple[int, int], over: Colour) -> pygame.Surface:
    """The map, very faint."""
    viewport = Viewport.fit(((-5.0, 35.0), (140.0, 35.0)), size, (0, size[1] // 8, 0, size[1] // 8))
    picture = backdrop(viewport).copy()
    veil = pygame.Surface(size)
    veil.fill(over)
    veil.set_alpha(170)
    picture.blit(veil, (0, 0))
    return picture


def panel(page: Page, rect: Rect, title: str = "", right: str = "") -> Rect:
    """Draws a panel with its title; returns the room inside."""
    page.canvas.shadow(rect, 18, 70)
    page.canvas.box(rect, page.ink.ground, 10, mix_colours(page.ink.line, page.ink.ground, 0.35))
    return _titled(page, rect, title, right, page.ink.first, page.ink.third)


def sheet(page: Page, rect: Rect, title: str = "", right: str = "") -> Rect:
    """Draws a sheet of paper with its title; returns the room inside."""
    page.canvas.paper(rect)
    return _titled(page, rect, title, right, page.paper.first, page.paper.third)


def _titled(
    page: Page,
    rect: Rect,
    title: str,
    right: str,
    first: tuple[int, int, int],
    third: tuple[int, int, int],
) -> Rect:
    pad = page.px(24)
    inner = Rect(rect.x + pad, rect.y + page.px(18), rect.w - 2 * pad, rect.h - page.px(36))
    if not title:
        return inner
    room = inner.w - (width_of(right, SMALL, page.theme) + page.px(12) if right else 0)
    y = inner.y
    for line in wrap_text(title, PANEL, page.theme, room):
        page.canvas.text(line, inner.x, y, PANEL, first)
        y += line_height(PANEL, page.theme)
    if right:
        width = width_of(right, SMALL, page.theme)
        down = inner.y + (line_height(PANEL, page.theme) - line_height(SMALL, page.theme)) // 2
        page.canvas.text(right, inner.right - width, down, SMALL, third)
    top = y + page.px(8)
    return Rect(inner.x, top, inner.w, max(0, inner.bottom - top))


def key_hints(page: Page, hints: Mapping[str, str], x: int, y: int, right: int) -> None:
    """Draws keys and what they do in one line, as many as fit."""
    for key, what in hints.items():
        width = (
            max(
                width_of(key, SMALL_STRONG, page.theme) + page.px(16),
                line_height(SMALL, page.theme),
            )
            + page.px(8)
            + width_of(what, SMALL, page.theme)
        )
        if x + width > right:
            return
        x += keycap(page, x, y, key) + page.px(8)
        x += page.canvas.text(what, x, y, SMALL, page.ink.third) + page.px(28)


def legend(
    symbol: str,
    text: str,
    colour: tuple[int, int, int],
    text_colour: Colour | None = None,
    term: str = "",
) -> Fixed:
    """An icon and its meaning. term: the one that explains it."""

    def size(page: Page) -> tuple[int, int]:
        small = pixel_size(LABEL, page.theme)
        return small + page.px(6) + width_of(text, LABEL, page.theme), line_height(
            LABEL, page.theme
        )

    def paint(page: Page, x: int, y: int, _width: int) -> None:
        small = pixel_size(LABEL, page.theme)
        down = y + (line_height(LABEL, page.theme) - small) // 2
        page.canvas.picture(icon(symbol, small, colour), (x, down))
        page.canvas.text(text, x + small + page.px(6), y, LABEL, text_colour or page.ink.second)
        if term:
            page.explain(Rect(x, y, *size(page)), term)

    return Fixed(size, paint)


def blur(surface: pygame.Surface, strength: int = 3) -> pygame.Surface:
    """A picture, blurred and dimmed by two thirds."""
    small = pygame.transform.smoothscale(
        surface, (max(1, surface.get_width() // strength), max(1, surface.get_height() // strength))
    )
    soft = pygame.transform.smoothscale(pygame.transform.box_blur(small, 2), surface.get_size())
    dark = pygame.Surface(surface.get_size(), pygame.SRCALPHA)
    dark.fill((4, 8, 14, 170))
    soft.blit(dark, (0, 0))
    return soft
