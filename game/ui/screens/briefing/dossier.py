"""The dossier: two leaves of old paper in a folder of a side's colour, its tabs, and its stamp."""

from __future__ import annotations

from collections.abc import Sequence

import pygame
from attrs import frozen

from game.model.colours import mix_colours
from game.ui.page.commands import Command
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import CAPITALS, SMALL_STRONG, Style, line_height, pixel_size, width_of
from game.ui.paint.icons import badge, icon
from game.ui.paint.picture_cache import keep_pictures
from game.ui.paint.theme import SideLook, Theme

STAMP = Style("bold", 25, 1.15, 0.05)
INK = (8, 14, 24)


@frozen
class Tab:
    """A tab of the folder."""

    command: Command
    label: str
    short: str
    """The text on it where the label has no room."""


def tab_height(page: Page) -> int:
    """The height of the tabs."""
    return max(34, line_height(SMALL_STRONG, page.theme) + page.px(16))


def folder(page: Page, rect: Rect, look: SideLook) -> Rect:
    """Draws the folder; returns the box for its papers."""
    page.canvas.shadow(rect, 40, 150)
    edge = mix_colours(look.colour, page.ink.line, 0.25)
    if page.theme.high_contrast:
        page.canvas.box(rect, page.palette.ground, 8, look.on_ink, 3)
    else:
        page.canvas.box(rect, mix_colours(look.colour, INK, 0.42), 8, edge, 1.5)
    return Rect(
        rect.x + page.px(12), rect.y + page.px(10), rect.w - page.px(24), rect.h - page.px(22)
    )


def tabs(page: Page, rect: Rect, look: SideLook, shown_tabs: Sequence[Tab], shown: int) -> None:
    """The tabs on the folder's upper edge, above a box that is the folder."""
    gap, pad = page.px(6), page.px(22)
    words = [tab.label for tab in shown_tabs]
    if sum(_tab_width(page, word) + gap for word in words) > rect.w - 2 * pad:
        words = [tab.short for tab in shown_tabs]
    x, height = rect.x + pad, tab_height(page)
    for i, (tab, word) in enumerate(zip(shown_tabs, words, strict=True)):
        width = _tab_width(page, word)
        if x + width > rect.right - pad:
            return
        _tab(
            page, Rect(x, rect.y - height + page.px(2), width, height), look, tab, word, i == shown
        )
        x += width + gap


def _tab_width(page: Page, word: str) -> int:
    return width_of(word, SMALL_STRONG, page.theme) + page.px(40)


def _tab(page: Page, rect: Rect, look: SideLook, tab: Tab, word: str, shown: bool) -> None:
    """Draws one tab; that of the open leaves looks like their paper."""
    fill = page.paper.ground if shown else mix_colours(look.colour, INK, 0.55)
    if page.hovered(tab.command) and not shown:
        fill = mix_colours(look.colour, INK, 0.3)
    edge = page.paper.line if shown else mix_colours(look.colour, page.ink.line, 0.3)
    with page.canvas.clipped(rect):
        page.canvas.box(Rect(rect.x, rect.y, rect.w, rect.h * 2), fill, 8, edge, 1.5)
    colour = look.on_paper if shown else (255, 255, 255)
    down = rect.y + (rect.h - line_height(SMALL_STRONG, page.theme)) // 2
    left = rect.x + (rect.w - width_of(word, SMALL_STRONG, page.theme)) // 2
    page.canvas.text(word, left, down, SMALL_STRONG, colour)
    page.target(tab.command, rect, tab.label)


def spread(page: Page, rect: Rect, leaves: int) -> list[Rect]:
    """Draws one leaf, or two with a gutter between; returns their boxes."""
    for step in (2, 1) if not page.theme.high_contrast else ():
        under = rect.move(page.px(3) * step, page.px(3) * step)
        page.canvas.box(under, mix_colours(page.palette.shade, page.paper.line, 0.3 * step), 5)
    page.canvas.paper(rect, 5, aged=True)
    if leaves == 1:
        return [rect]
    left = Rect(rect.x, rect.y, rect.w // 2, rect.h)
    right = Rect(left.right, rect.y, rect.w - left.w, rect.h)
    if page.theme.high_contrast:
        page.canvas.box(Rect(left.right, rect.y, page.px(2), rect.h), page.paper.line, 0)
    elif not page.canvas.ghost:
        reach = page.px(64)
        gutter = _gutter(reach, rect.h - page.px(2))
        page.canvas.picture(gutter, (left.right - reach, rect.y + page.px(1)))
    return [left, right]


@keep_pictures(6)
def _gutter(reach: int, height: int) -> pygame.Surface:
    """The shadow where two leaves meet: a dark line, and paper that bends towards it."""
    row = pygame.Surface((2 * reach, 1), pygame.SRCALPHA)
    for x in range(2 * reach):
        near = 1 - abs(x - reach) / reach
        strength = 74 if x < reach else 58
        row.set_at((x, 0), (104, 78, 36, round(strength * near**2.6)))
    row.set_at((reach, 0), (92, 70, 34, 150))
    return pygame.transform.scale(row, (2 * reach, height))


def emblem(page: Page, rect: Rect, look: SideLook) -> None:
    """A side's shape, faint in the middle of what is free on a leaf."""
    if page.theme.high_contrast or page.canvas.ghost:
        return
    size = min(rect.w * 2 // 5, rect.h * 11 // 20)
    pale = mix_colours(page.paper.ground, look.colour, 0.09)
    place = (rect.centerx - size // 2, rect.centery - size // 2)
    page.canvas.picture(badge(look.shape, size, pale), place)


def stamp_size(page: Page, name: str, above: str) -> tuple[int, int]:
    """The width and height of the slanted stamp."""
    width, height = _stamp_box(page.theme, name, above)
    return width + page.px(10), height + width // 14


def _stamp_box(theme: Theme, name: str, above: str) -> tuple[int, int]:
    words = max(width_of(name, STAMP, theme), width_of(above, CAPITALS, theme))
    height = line_height(STAMP, theme) + line_height(CAPITALS, theme)
    return words + theme.px(52), height + theme.px(30)


def stamp(page: Page, place: tuple[int, int], name: str, above: str, look: SideLook) -> None:
    """The stamp, from its left top: for whose eyes a paper is, a little slantwise."""
    width, height = _stamp_box(page.theme, name, above)
    room = stamp_size(page, name, above)
    box = Rect(place[0] + (room[0] - width) // 2, place[1] + (room[1] - height) // 2, width, height)
    colour = look.on_paper
    with page.canvas.slanted(box, 3.6, colour):
        page.canvas.box(Rect(0, 0, width, height), None, 5, colour, 3)
        inner = Rect(0, 0, width, height).inflate(-2 * page.px(6), -2 * page.px(6))
        page.canvas.box(inner, None, 3, colour, 1)
        y = (height - line_height(STAMP, page.theme) - line_height(CAPITALS, page.theme)) // 2
        for text, style in ((above, CAPITALS), (name, STAMP)):
            left = (width - width_of(text, style, page.theme)) // 2
            page.canvas.text(text, left + 1, y, style, colour)
            y += line_height(style, page.theme)


Steps = Sequence[tuple[str, str]]
"""By step: `done`, `now` or `later`, and its name."""


def steps_width(page: Page, steps: Steps) -> int:
    """How wide the row of steps is."""
    size = pixel_size(SMALL_STRONG, page.theme)
    words = sum(width_of(name, SMALL_STRONG, page.theme) for _, name in steps)
    return words + len(steps) * (size + page.px(10)) + (len(steps) - 1) * page.px(62)


def draw_steps(page: Page, x: int, y: int, steps: Steps) -> None:
    """Where one is on the way into the game, in one line."""
    size, height = pixel_size(SMALL_STRONG, page.theme), line_height(SMALL_STRONG, page.theme)
    ink = page.ink
    signs = {"done": "good", "now": "pip", "later": "pip-hollow"}
    colours = {"done": ink.second, "now": page.palette.brass, "later": ink.third}
    words = {"done": ink.second, "now": page.palette.brass_light, "later": ink.third}
    for i, (state, name) in enumerate(steps):
        if i:
            left = x + page.px(12)
            line = Rect(left, y + height // 2, page.px(38), max(1, page.px(1.5)))
            page.canvas.box(line, ink.line, 0)
            x += page.px(62)
        sign = icon(signs[state], size, colours[state], page.palette.ground)
        page.canvas.picture(sign, (x, y + (height - size) // 2))
        x += size + page.px(10)
        x += page.canvas.text(name, x, y, SMALL_STRONG, words[state])
