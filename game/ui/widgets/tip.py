"""A word of explanation beside a term, and the terms of a page lit up while keys walk them."""

from __future__ import annotations

from collections.abc import Sequence

import pygame
from attrs import frozen

from game.ui.canvas import Rect
from game.ui.elements import Element, Gap, Line, Stack, Words
from game.ui.page import Page, Term
from game.ui.type import CAPITALS, LABEL, SMALL, STRONG, width_of

_MARGIN = 8
"""Pixels between a tip and the window's edge."""
_LONG = 240
"""Letters from which on a text is set wider."""


@frozen
class Tip:
    """What is said of a term."""

    kind: str
    """What sort of thing it is, above its name; empty where the name says so."""
    name: str
    text: str = ""
    foot: str = ""

    def part(self, page: Page) -> Stack:
        """It, laid out."""
        paper = page.paper
        if not (self.kind or self.text or self.foot):
            return Stack((Words(self.name, LABEL, paper.first),))
        parts: list[Element] = [Words(self.kind, CAPITALS, paper.third)] if self.kind else []
        parts.append(Words(self.name, STRONG, paper.first))
        if self.text:
            parts += [Gap(3), Words(self.text, SMALL, paper.second)]
        if self.foot:
            parts += [Gap(8), Line(paper.line), Gap(6), Words(self.foot, LABEL, paper.third)]
        return Stack(tuple(parts))


def draw_tip(page: Page, tip: Tip, about: Rect) -> Rect:
    """Explains something, below it or where there is room; where that is."""
    pad, part = page.theme.tall(13), tip.part(page)
    room = page.rect.inflate(-2 * _MARGIN, -2 * _MARGIN)
    most = min(page.theme.tall(540 if len(tip.text) > _LONG else 400), room.w - 2 * pad)
    if part.height(page, most) + 2 * pad > room.h:
        most = room.w - 2 * pad
    inner = min(most, _natural(page, part, most))
    size = inner + 2 * pad, part.height(page, inner) + 2 * page.theme.tall(9)
    rect = placed(about.clip(page.rect), size, room, max(6, page.px(10)))
    page.canvas.cover(rect)
    page.canvas.cover(rect)
    page.canvas.shadow(rect, 18, 150)
    edge = page.palette.brass if tip.foot else page.paper.line
    page.canvas.box(rect, page.paper.raised, 6, edge, 2 if tip.foot else 1.2)
    part.draw(page, rect.x + pad, rect.y + page.theme.tall(9), inner)
    return rect


def _natural(page: Page, part: Stack, most: int) -> int:
    """How wide its widest line is."""
    lines = [
        width_of(line, each.style, page.theme)
        for each in part.parts
        if isinstance(each, Words)
        for line in each.lines(page, most)
    ]
    return max(lines) + 1


def placed(about: Rect, size: tuple[int, int], room: Rect, gap: int) -> Rect:
    """A box of a size in a room, below something, or above, right or left of it; else over it."""
    wide, high = size
    x = min(max(room.x, about.centerx - wide // 2), room.right - wide)
    y = min(max(room.y, about.centery - high // 2), room.bottom - high)
    places = [
        Rect(x, about.bottom + gap, wide, high),
        Rect(x, about.top - gap - high, wide, high),
        Rect(about.right + gap, y, wide, high),
        Rect(about.left - gap - wide, y, wide, high),
    ]
    free = [rect for rect in places if room.contains(rect)]
    if free:
        return free[0]
    # Nothing so large stands free of it: where it hides least.
    inside = [rect.clamp(room) for rect in places]
    return min(inside, key=lambda rect: rect.clip(about).w * rect.clip(about).h)


def light_up(page: Page, terms: Sequence[Term], shown: Term | None) -> None:
    """Dims a page but for its terms, and rings the one that is shown."""
    surface = page.canvas.surface
    bright = surface.copy()
    veil = pygame.Surface(surface.get_size(), pygame.SRCALPHA)
    veil.fill((4, 8, 14, 150))
    surface.blit(veil, (0, 0))
    seen = [term for term in terms if not term.hidden]
    boxes = [(term, _around(page, term)) for term in seen]
    for _, box in boxes:
        surface.blit(bright, box, box)
    # What is lit is drawn again, above the rest.
    lit = [
        blit for blit in page.canvas.texts if any(box.contains(Rect(blit.rect)) for _, box in boxes)
    ]
    page.canvas.cover(page.rect)
    page.canvas.texts += lit
    for term, box in boxes:
        if term != shown:
            page.canvas.box(box, None, 5, page.palette.brass, 1.5)
    for term, box in boxes:
        if term == shown:
            page.canvas.box(box, None, 6, page.palette.focus, 4)


def _around(page: Page, term: Term) -> Rect:
    room = max(2, page.px(5))
    return term.rect.inflate(2 * room, 2 * room).clip(page.rect)
