"""Draws boxes with round corners, shadows, lines and text, and records all text drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pygame
from attrs import evolve, frozen

from game.model.colours import Colour
from game.ui.paint.fonts import (
    Style,
    clean_line,
    count_fitting,
    line_height,
    pixel_size,
    render_text,
    width_of,
)
from game.ui.paint.shapes import (
    browned_edge,
    disc,
    draw_nine_patch,
    draw_round_box,
    figure,
    gradient,
    left_top,
    mottled_paper,
    shadow_tile,
    stroke,
)
from game.ui.paint.theme import Theme

Rect = pygame.Rect


@frozen
class Blit:
    """A text that was drawn: its words, box, style and colour, and the clip at that time."""

    text: str
    rect: tuple[int, int, int, int]
    clip: tuple[int, int, int, int]
    size: int
    colour: Colour
    style: Style


class Canvas:
    """A surface on which things are drawn in a theme. While `ghost` is True, nothing is drawn."""

    def __init__(self, surface: pygame.Surface, theme: Theme) -> None:
        self.surface = surface
        self.theme = theme
        self.ghost = False
        self.uncut = False
        """Whether lines of text that would be clipped are left out."""
        self.texts: list[Blit] = []
        self.covers: list[tuple[int, Rect]] = []
        """Boxes that cover what was drawn before: each with the number of texts drawn before it."""

    @contextmanager
    def clipped(self, rect: Rect) -> Iterator[None]:
        """Draws only inside a box, within a `with` block."""
        before = self.surface.get_clip()
        self.surface.set_clip(before.clip(rect))
        yield
        self.surface.set_clip(before)

    @contextmanager
    def window(self, rect: Rect) -> Iterator[None]:
        """Draws only inside a box, within a `with` block; leaves out lines that would be cut."""
        before, self.uncut = self.uncut, True
        with self.clipped(rect):
            yield
        self.uncut = before

    def visible_part(self, rect: Rect) -> Rect:
        """The part of a box between top and bottom of the current `window`, or all without one."""
        clip = self.surface.get_clip()
        return rect.clip((rect.x, clip.y, rect.w, clip.h)) if self.uncut else rect.copy()

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Draws nothing within a `with` block."""
        before, self.ghost = self.ghost, True
        yield
        self.ghost = before

    @contextmanager
    def slanted(self, rect: Rect, degrees: float, ground: Colour) -> Iterator[None]:
        """Draws on a transparent sheet within a `with` block, then rotates it and puts it on a box.

        The sheet's top left corner is (0, 0). ground: the colour into which its edges fade.
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
            x, y, width, height = blit.rect
            self.texts[i] = evolve(blit, rect=(x + rect.x, y + rect.y, width, height), clip=clip)

    def text(self, text: str, x: int, y: int, style: Style, colour: Colour) -> int:
        """Draws a line of text whose top left corner is (x, y); returns its width."""
        text = clean_line(text)
        width = width_of(text, style, self.theme)
        height, clip = line_height(style, self.theme), self.surface.get_clip()
        cut = self.uncut and not clip.top <= y <= clip.bottom - height
        if self.ghost or cut or not text:
            return width
        size, ink = pixel_size(style, self.theme), Rect(x, y, width, height)
        if ink.colliderect(clip):
            self._letters(text, ink, style, size, colour)
        seen = (clip.x, clip.y, clip.w, clip.h)
        self.texts.append(Blit(text, (x, y, width, height), seen, size, colour, style))
        return width

    def _letters(self, text: str, ink: Rect, style: Style, size: int, colour: Colour) -> None:
        """Draws the part of a line of text that lies on the surface."""
        left = ink.x
        if ink.w > self.surface.get_width():
            before = count_fitting(text, style, self.theme, -left)
            left += width_of(text[:before], style, self.theme)
            text = text[before:]
            text = text[
                : count_fitting(text, style, self.theme, self.surface.get_width() - left) + 1
            ]
        image = render_text(text, style, size, colour)
        self.surface.blit(image, (left, ink.y + (ink.h - image.get_height()) // 2))

    def cover(self, rect: Rect) -> None:
        """Notes that what is drawn in a box from now on covers everything drawn there so far."""
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
        """Draws a box with round corners; radius and border width are in steps of the design."""
        if self.ghost or rect.w <= 0 or rect.h <= 0:
            return
        round_by = min(self.theme.px(radius), rect.w // 2, rect.h // 2)
        edge = max(1, round(thick * self.theme.unit)) if border is not None else 0
        draw_round_box(self.surface, rect, fill, round_by, border, edge)

    def shadow(self, rect: Rect, spread: float = 24, strength: int = 110) -> None:
        """Draws a soft shadow of a box; call it before drawing the box."""
        if self.ghost:
            return
        reach = max(2, self.theme.px(spread))
        around = rect.inflate(2 * reach, 2 * reach).move(0, reach // 4)
        draw_nine_patch(self.surface, shadow_tile(reach, strength), around, 2 * reach, hollow=True)

    def line(
        self, a: tuple[float, float], b: tuple[float, float], colour: Colour, thick: float = 1
    ) -> None:
        """Draws a straight line; thick is in steps of the design."""
        if self.ghost:
            return
        self.lines((a, b), colour, thick)

    def lines(
        self, points: Sequence[tuple[float, float]], colour: Colour, thick: float = 1
    ) -> None:
        """Draws a smooth line through points; thick is in steps of the design."""
        if self.ghost or len(points) < 2:
            return
        width = max(1.0, thick * self.theme.unit)
        left, top = left_top(points)
        near = tuple((x - left, y - top) for x, y in points)
        pad = int(width) + 3
        self.surface.blit(stroke(near, colour, width, pad), (left - pad, top - pad))

    def shape(self, points: Sequence[tuple[float, float]], fill: Colour, alpha: int = 255) -> None:
        """Draws a filled polygon with smooth edges."""
        if self.ghost:
            return
        left, top = left_top(points)
        near = tuple((x - left, y - top) for x, y in points)
        self.surface.blit(figure(near, fill, alpha), (left - 1, top - 1))

    def disc(self, centre: tuple[float, float], radius: float, fill: Colour) -> None:
        """Draws a filled circle; radius in pixels."""
        if self.ghost:
            return
        image = disc(max(1, round(radius * 2)), fill)
        self.surface.blit(image, (round(centre[0] - radius), round(centre[1] - radius)))

    def picture(self, image: pygame.Surface, place: tuple[int, int]) -> None:
        """Draws a picture whose top left corner is at a place."""
        if not self.ghost:
            self.surface.blit(image, place)

    def ring(self, rect: Rect, radius: float, colour: Colour) -> None:
        """Draws the focus ring around a box."""
        gap = max(3, self.theme.px(6))
        self.box(rect.inflate(2 * gap, 2 * gap), None, radius + 6, colour, 2.5)

    def paper(self, rect: Rect, radius: float = 8, aged: bool = False) -> None:
        """Draws a sheet of paper with its shadow and, if it is aged, with a browned edge."""
        if self.ghost:
            return
        palette, rect = self.theme.palette, self._near(rect)
        self.shadow(rect)
        self.box(rect, palette.paper.ground, radius)
        if self.theme.high_contrast:
            return
        self.surface.blit(mottled_paper(rect.size, self.theme.px(radius)), rect)
        if aged:
            edge = max(4, self.theme.px(14))
            draw_nine_patch(self.surface, browned_edge(edge), rect, edge)

    def upright(self, rect: Rect, top: Colour, bottom: Colour) -> None:
        """Draws a box with a vertical gradient between two colours."""
        rect = self._near(rect)
        if not self.ghost and rect.size != (0, 0):
            self.surface.blit(gradient(rect.size, top, bottom), rect)

    def _near(self, rect: Rect) -> Rect:
        """Clips a box far outside the surface, so that its picture doesn't become too large."""
        far = self.surface.get_height()
        return rect.clip(self.surface.get_rect().inflate(2 * far, 2 * far))


# Boxes


def shrink_box(rect: Rect, across: int, down: int | None = None) -> Rect:
    """A box shrunk by a margin on each side."""
    return rect.inflate(-2 * across, -2 * (across if down is None else down))


def columns(rect: Rect, widths: Sequence[float], gap: int) -> list[Rect]:
    """Divides a box into columns; a width is in pixels or, if negative, a share of the rest."""
    free = rect.w - gap * (len(widths) - 1) - sum(w for w in widths if w > 0)
    shares = sum(-w for w in widths if w <= 0) or 1
    boxes, x = [], rect.x
    for w in widths:
        width = int(w if w > 0 else free * -w / shares)
        boxes.append(Rect(x, rect.y, width, rect.h))
        x += width + gap
    return boxes


def cut_top(rect: Rect, height: int, gap: int = 0) -> tuple[Rect, Rect]:
    """Divides a box into an upper part with this height, and the rest below a gap."""
    return (
        Rect(rect.x, rect.y, rect.w, height),
        Rect(rect.x, rect.y + height + gap, rect.w, max(0, rect.h - height - gap)),
    )


def cut_bottom(rect: Rect, height: int, gap: int = 0) -> tuple[Rect, Rect]:
    """Divides a box into the rest above a gap, and a lower part with this height."""
    return (
        Rect(rect.x, rect.y, rect.w, max(0, rect.h - height - gap)),
        Rect(rect.x, rect.bottom - height, rect.w, height),
    )
