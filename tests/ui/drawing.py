"""Screens drawn without a window, and what on them doesn't fit."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import numpy as np
import numpy.typing as npt
import pygame

from game.model.colours import contrast
from game.ui.page.commands import Command
from game.ui.page.events import KeyPress
from game.ui.page.page import Looking, Page
from game.ui.page.screen import Screen
from game.ui.paint.canvas import Blit, Canvas, Rect
from game.ui.paint.fonts import path_of
from game.ui.paint.theme import make_theme
from game.ui.shell.app import App
from game.ui.shell.guide import ReadHint, StopHints

Pixels = npt.NDArray[np.uint32]
LEAST_CONTRAST = 4.5
LEAST_HEIGHT = 32
"""Pixels that what can be clicked is high at least."""
SIZES = ((1280, 720, 1.0), (1024, 640, 1.6), (1920, 1080, 1.0))
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
    theme = make_theme(size, text, high_contrast, motion=False)
    page = Page(Canvas(pygame.Surface(size), theme), looking or Looking())
    screen.draw(page)
    return page


def misfits(page: Page) -> list[str]:
    """What is wrong with how a page is laid out, one sentence each; none where all is well."""
    return [*_cut(page), *_overlapping(page), *_sticking_out(page), *_targets(page)]


def unreadable(page: Page) -> list[str]:
    """The texts that stand out too little from what they were drawn on, one sentence each."""
    found = []
    pixels = pygame.surfarray.pixels2d(page.canvas.surface)
    shade = page.px(90)
    for number, blit in enumerate(page.canvas.texts):
        if not blit.text.strip() or any(
            number < below and rect.inflate(shade, shade).colliderect(blit.rect)
            for below, rect in page.canvas.covers
        ):
            continue
        share = contrast(blit.colour, _ground(page, pixels, blit))
        if share < LEAST_CONTRAST:
            found.append(f"contrast {share:.1f}: {_told(blit)}, {blit.colour}")
    return found


def _ground(page: Page, pixels: Pixels, blit: Blit) -> tuple[int, int, int]:
    """The colour that is most often found in the box of a text: that of what lies behind it."""
    box = Rect(blit.rect).clip(page.rect)
    found = pixels[box.left : box.right, box.top : box.bottom].ravel()
    shifts = page.canvas.surface.get_shifts()[:3]
    channels = [(found >> by).astype(np.uint8).astype(np.int16) for by in shifts]
    # On a ground that changes from pixel to pixel the letters' own colour may be found most often.
    other = np.zeros(len(found), np.bool_)
    for channel, own in zip(channels, blit.colour, strict=True):
        other |= np.abs(channel - own) > 24
    if not other.any():
        return blit.colour
    red, green, blue = (channel[other] >> 3 for channel in channels)
    often = np.bincount((red.astype(np.intp) << 10) + (green << 5) + blue).argmax()
    r, g, b = (int(often >> by & 31) * 8 + 4 for by in (10, 5, 0))
    return r, g, b


def unknown(page: Page) -> list[str]:
    """The texts with letters that their font lacks, one sentence each."""
    found = []
    for blit in page.canvas.texts:
        lacking = lacked(blit.text.upper() if blit.style.spacing else blit.text, blit.style.face)
        if lacking:
            found.append(f"{lacking!r} is not in {blit.style.face}: {_told(blit)}")
    return found


def lacked(text: str, face: str) -> str:
    """The letters of a text that a font lacks."""
    return "".join(letter for letter in dict.fromkeys(text) if not _has(face, letter))


@cache
def _has(face: str, letter: str) -> bool:
    return _font(face).metrics(letter)[0] is not None


@cache
def _font(face: str) -> pygame.font.Font:
    pygame.font.init()
    return pygame.font.Font(path_of(face), 20)


def reached(app: App, page: Page) -> Iterator[str]:
    """Goes through a page with Tab, as a person does; what is not come by, one sentence each."""
    seen: set[Command] = set()
    surface = page.canvas.surface
    for _ in range(2 * len(page.targets) + 2):
        before = app.looking.scrolls
        app.take(KeyPress("tab"))
        if app.looking.scrolls != before:
            page = app.draw(surface)
        target = next((t for t in page.targets if t.command == app.looking.focus), None)
        if target is None:
            yield "Tab leads nowhere"
            return
        if target.command in seen:
            break
        seen.add(target.command)
        if target.hidden or not page.rect.contains(target.rect):
            yield f"Tab leads out of sight: to {target.label!r} at {tuple(target.rect)}"
    for target in page.targets:
        if target.command not in seen and not target.by_mouse:
            yield f"Tab does not come by {target.label!r} at {tuple(target.rect)}"


def texts(page: Page) -> str:
    """All that can be read on a page."""
    return "\n".join(blit.text for blit in page.canvas.texts)


def commands(page: Page) -> list[Command]:
    """All that can be pressed on a page."""
    return [target.command for target in page.targets]


def unheard(screen: Screen, page: Page) -> Iterator[str]:
    """What can be pressed on a screen that it does not know, one sentence each."""
    handle = type(screen).handle
    kinds = eval(handle.__annotations__["command"], handle.__globals__)
    for target in page.targets:
        if not isinstance(target.command, kinds | ReadHint | StopHints):
            yield f"{screen.name} does not know what {target.label!r} asks for: {target.command}"


def _cut(page: Page) -> Iterator[str]:
    for blit in page.canvas.texts:
        # What may be drawn on is never larger than the window.
        if not Rect(blit.clip).contains(Rect(blit.rect)):
            yield f"cut: {_told(blit)} by {blit.clip}"


def _overlapping(page: Page) -> Iterator[str]:
    texts = page.canvas.texts
    for i, j in _crossing([Rect(blit.rect) for blit in texts]):
        a, b = texts[i], texts[j]
        if a.text == b.text or not (a.text.strip() and b.text.strip()):
            continue
        if not _between(page, i, j, Rect(a.rect).clip(Rect(b.rect))):
            yield f"overlapping: {_told(a)} and {_told(b)}"


def _crossing(boxes: Sequence[Rect]) -> Iterator[tuple[int, int]]:
    """The numbers of boxes that lie on each other, lower first.

    Boxes of lines may touch; letters of one line must not stand on those of another.
    """
    edges = np.array([(b.left, b.right, b.top, b.bottom) for b in boxes], np.intp).reshape(-1, 4).T
    left, right, top, bottom = edges[:, :, None]
    wide = np.minimum(right, right.T) - np.maximum(left, left.T)
    high = np.minimum(bottom, bottom.T) - np.maximum(top, top.T)
    for i, j in np.argwhere(np.triu((wide > 2) & (high > 3), 1)):
        yield int(i), int(j)


def _between(page: Page, lower: int, upper: int, both: Rect) -> bool:
    """Whether something lies between two texts, so that the lower can't be seen there."""
    return any(
        lower < below <= upper and rect.inflate(4, 4).contains(both)
        for below, rect in page.canvas.covers
    )


def _sticking_out(page: Page) -> Iterator[str]:
    """Words on what can be pressed stay on it, and others off it."""
    for target in page.targets:
        if target.hidden or target.by_mouse or isinstance(target.command, ReadHint | StopHints):
            continue
        for blit in page.canvas.texts:
            box = Rect(blit.rect)
            both = target.rect.clip(box)
            across = both.w > 3 and both.h > 6 and not target.rect.inflate(4, 4).contains(box)
            if across and not any(rect.colliderect(box) for _, rect in page.canvas.covers):
                yield f"across the edge of {target.label!r} {tuple(target.rect)}: {_told(blit)}"


def _targets(page: Page) -> Iterator[str]:
    for target in page.targets:
        if target.hidden:
            continue
        if page.theme.text >= 1 and target.rect.h < LEAST_HEIGHT:
            yield f"only {target.rect.h} px high: {target.label!r} at {tuple(target.rect)}"
        if not page.rect.contains(target.rect):
            yield f"outside the window: {target.label!r} at {tuple(target.rect)}"
    for command, times in Counter(target.command for target in page.targets).items():
        if times > 1:
            yield f"{times} targets ask for {command}: Tab does not get past the second"


def _told(blit: Blit) -> str:
    return f"{blit.text!r} at {blit.rect}"
