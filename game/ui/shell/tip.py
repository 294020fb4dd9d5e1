"""Draws the explanation of a term, and lights up all terms during the walk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pygame
from attrs import frozen

from game.ui.page.elements import Element, Gap, Line, Stack, Words
from game.ui.page.hint_places import place_hint
from game.ui.page.page import Page, Term
from game.ui.page.rich_text import Rich
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import CAPITALS, LABEL, SMALL, STRONG, Run, width_of

_MARGIN = 8
"""Pixels between a tip and the window's edge."""
_LONG = 240
"""The number of letters from which a text is set wider."""
_WIDTHS = (360, 320, 290, 260, 248, 236, 220, 470, 540, 700, 900, 1200)
"""Other widths in steps of the design, for where the usual one has no room."""
_SCALES = (0.85, 0.7)
"""Sizes of letters, as shares of the usual one, for where enlarged text has no room."""


@frozen
class Tip:
    """What is said of a term."""

    kind: str
    """The kind of thing it is, above its name; empty where the name says it."""
    name: str
    text: str = ""
    foot: str = ""
    runs: tuple[Run, ...] = ()
    """What stands below the text, set as on a card."""

    def part(self, page: Page) -> Stack:
        """The elements of the tip."""
        paper = page.paper
        if not (self.kind or self.text or self.foot):
            return Stack((Words(self.name, LABEL, paper.first),))
        parts: list[Element] = [Words(self.kind, CAPITALS, paper.third)] if self.kind else []
        parts.append(Words(self.name, STRONG, paper.first))
        if self.text:
            parts += [Gap(3), Words(self.text, SMALL, paper.second)]
        if self.runs:
            parts += [Gap(6), Rich(self.runs)]
        if self.foot:
            parts += [Gap(8), Line(paper.line), Gap(6), Words(self.foot, LABEL, paper.third)]
        return Stack(tuple(parts))


def draw_tip(page: Page, tip: Tip, about: Rect) -> Rect:
    """Draws a tip near its subject and away from targets; returns its box."""
    scale, rect = place_tip(page, tip, about)
    with page.in_letters(scale):
        _draw(page, tip, rect)
    return rect


def place_tip(page: Page, tip: Tip, about: Rect) -> tuple[float, Rect]:
    """The tip's share of the text size, the largest that has room, and its box.

    Where it must cover something that can be pressed, it covers cards and not what is kept clear.
    """
    about = about.clip(page.rect)
    targets = [target.rect for target in page.targets if not target.hidden]
    clear = [rect for rect in page.kept_clear if not rect.colliderect(about)]
    targets += clear
    places = []
    for scale in (1.0, *(scale for scale in _SCALES if scale * page.theme.text >= 1)):
        with page.in_letters(scale):
            rect = _place(page, tip, about, targets)
        places.append((scale, rect))
        if rect.collidelist([about, *targets]) < 0:
            return scale, rect
    for scale, _ in places:
        with page.in_letters(scale):
            rect = _place(page, tip, about, clear)
        if rect.collidelist([about, *clear]) < 0:
            return scale, rect
    return places[0]


def _draw(page: Page, tip: Tip, rect: Rect) -> None:
    page.canvas.cover(rect)
    page.canvas.shadow(rect, 18, 150)
    edge = page.palette.brass if tip.foot else page.paper.line
    page.canvas.box(rect, page.paper.raised, 6, edge, 2 if tip.foot else 1.2)
    across, down = _pads(page)
    tip.part(page).draw(page, rect.x + across, rect.y + down, rect.w - 2 * across)


def _place(page: Page, tip: Tip, about: Rect, targets: Sequence[Rect]) -> Rect:
    room = page.rect.inflate(-2 * _MARGIN, -2 * _MARGIN)
    return place_hint(about, _sizes(page, tip, room), room, targets, max(6, page.px(10)))


def _pads(page: Page) -> tuple[int, int]:
    """The margins at the sides, and above and below."""
    return page.theme.tall(13), page.theme.tall(9)


def _sizes(page: Page, tip: Tip, room: Rect) -> Iterator[tuple[int, int]]:
    """Possible sizes, the most readable first."""
    part = tip.part(page)
    across, down = _pads(page)
    widest = room.w - 2 * across
    usual = 540 if len(tip.text) > _LONG else 400
    fits = False
    for steps in (usual, *_WIDTHS):
        inner = _natural(page, part, min(page.theme.tall(steps), widest))
        height = part.height(page, inner) + 2 * down
        if height <= room.h:
            fits = True
            yield inner + 2 * across, height
    if not fits:
        yield room.w, min(room.h, part.height(page, widest) + 2 * down)


def _natural(page: Page, part: Stack, most: int) -> int:
    """The width of its widest line, where it has this room."""
    lines = [
        width_of(line, each.style, page.theme)
        for each in part.parts
        if isinstance(each, Words)
        for line in each.lines(page, most)
    ]
    has_runs = any(isinstance(each, Rich) for each in part.parts)
    return most if has_runs else min(most, max(lines) + 1)


def light_up(page: Page, terms: Sequence[Term], shown: Term | None) -> None:
    """Dims a page except for its terms, and draws a ring around the current one."""
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
