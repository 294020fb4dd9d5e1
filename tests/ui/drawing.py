"""Screens drawn without a window, and what on them doesn't fit."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import numpy as np
import pygame

from game.ui.canvas import Blit, Canvas, Rect
from game.ui.intents import Do
from game.ui.page import Looking, Page
from game.ui.screen import Screen
from game.ui.theme import contrast, themed

LEAST_CONTRAST = 4.5
LEAST_HIGH = 32
"""Pixels that what can be clicked is high at least."""
SIZES = ((1280, 720, 1.0), (1024, 640, 1.6), (1920, 1080, 1.0), (1024, 640, 0.8), (3840, 2160, 1.4))
"""Windows and text scales in which everything fits."""


def drawn(
    screen: Screen,
    size: tuple[int, int] = (1280, 720),
    text: float = 1.0,
    *,
    high_contrast: bool = False,
    looking: Looking | None = None,
) -> Page:
    """The page of a screen in a window of a size, nothing on it in motion."""
    pygame.display.init()
    pygame.font.init()
    if pygame.display.get_surface() is None:
        pygame.display.set_mode((16, 16))
    theme = themed(size, text, high_contrast, motion=False)
    page = Page(Canvas(pygame.Surface(size), theme), looking or Looking())
    screen.draw(page)
    return page


def misfits(page: Page) -> list[str]:
    """What is wrong with how a page is laid out, one sentence each; none where all is well."""
    return [*_cut(page), *_overlapping(page), *_targets(page)]


def unreadable(page: Page) -> list[str]:
    """The texts that stand out too little from what they were drawn on, one sentence each."""
    found = []
    for blit in page.canvas.texts:
        share = contrast(blit.colour, _ground(page, blit))
        if share < LEAST_CONTRAST and blit.text.strip():
            found.append(f"contrast {share:.1f}: {_told(blit)}, {blit.colour}")
    return found


def _ground(page: Page, blit: Blit) -> tuple[int, int, int]:
    """The colour that is most often found in the box of a text: that of what lies behind it."""
    box = Rect(blit.rect).clip(page.rect)
    if box.w < 1 or box.h < 1:
        return blit.colour
    pixels = pygame.surfarray.array3d(page.canvas.surface.subsurface(box)).reshape(-1, 3)
    # On a ground that changes from pixel to pixel the letters' own colour may be found most often.
    others = pixels[np.abs(pixels.astype(int) - blit.colour).max(axis=1) > 24]
    colours, counts = np.unique(others // 8, axis=0, return_counts=True)
    if not len(colours):
        return blit.colour
    r, g, b = (int(x) * 8 + 4 for x in colours[counts.argmax()])
    return r, g, b


def texts(page: Page) -> str:
    """All that can be read on a page."""
    return "\n".join(blit.text for blit in page.canvas.texts)


def dos(page: Page) -> list[Do]:
    """All that can be pressed on a page."""
    return [target.do for target in page.targets]


def _cut(page: Page) -> Iterator[str]:
    for blit in page.canvas.texts:
        # What may be drawn on is never larger than the window.
        if not Rect(blit.clip).contains(Rect(blit.rect)):
            yield f"cut: {_told(blit)} by {blit.clip}"


def _overlapping(page: Page) -> Iterator[str]:
    for a, b in combinations(page.canvas.texts, 2):
        if a.text == b.text or not (a.text.strip() and b.text.strip()):
            continue
        both = Rect(a.rect).clip(Rect(b.rect))
        # Boxes of lines may touch; letters of one line must not stand on those of another.
        if both.w > 2 and both.h > 3:
            yield f"overlapping: {_told(a)} and {_told(b)}"


def _targets(page: Page) -> Iterator[str]:
    for target in page.targets:
        if target.hidden:
            continue
        if page.theme.text >= 1 and target.rect.h < LEAST_HIGH:
            yield f"only {target.rect.h} px high: {target.label!r} at {tuple(target.rect)}"
        if not page.rect.contains(target.rect):
            yield f"outside the window: {target.label!r} at {tuple(target.rect)}"
    for do, times in Counter(target.do for target in page.targets).items():
        if times > 1:
            yield f"{times} targets do {do}: Tab does not get past the second"


def _told(blit: Blit) -> str:
    return f"{blit.text!r} at {blit.rect}"
