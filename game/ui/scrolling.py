"""A box whose parts don't all fit: they are scrolled, and only whole ones are seen.

A part that is higher than the box is seen in pieces, of which each ends with a whole line.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.ui.canvas import Rect
from game.ui.elements import Element
from game.ui.icons import icon
from game.ui.page import Page, Scrolled
from game.ui.theme import Colour, mixed


@frozen
class Scroll:
    """A box of fixed height; what doesn't fit is scrolled, by whole parts where they fit in it."""

    name: str
    parts: tuple[Element, ...]
    gap: float = 12
    bar: Colour = (90, 115, 145)
    still: bool = False
    """Whether nothing in it can be pressed; then what isn't seen needn't be gone through."""

    def draw_in(self, page: Page, rect: Rect) -> None:
        """Draws the parts that fit; the others can be reached, and are not drawn."""
        gap, room = page.px(self.gap), max(6, page.px(10))
        inner = rect.w
        tops, total = self._tops(page, inner, gap)
        if total > rect.h:
            inner = rect.w - room - page.px(6)
            tops, total = self._tops(page, inner, gap)
        piece = page.piece(rect.h)
        stops = _stops(tops, total, rect.h, rect.h - piece)
        offset = page.looking.scrolls.get(self.name, 0)
        offset = max((stop for stop in stops if stop <= offset), default=0)
        bar = room if total > rect.h else 0
        leap = rect.h - piece if any(high > rect.h for _, high in tops) else rect.h
        page.scrolled[self.name] = Scrolled(rect, stops, tuple(tops), bar, leap)
        window = rect.inflate(page.px(16), 0)
        lowest = 0
        with page.within(self.name, rect.top - offset):
            for part, (top, high) in zip(self.parts, tops, strict=True):
                y = rect.top + top - offset
                seen = min(y + high, rect.bottom) - max(y, rect.top)
                if seen == high:
                    part.draw(page, rect.x, y, inner)
                elif high > rect.h and seen >= piece:
                    with page.canvas.window(window):
                        part.draw(page, rect.x, y, inner)
                elif self.still:
                    continue
                else:
                    with page.canvas.unseen():
                        part.draw(page, rect.x, y, inner)
                    continue
                lowest = min(y + high, rect.bottom)
        if total > rect.h:
            self._bar(page, rect, room, offset, total)
            if offset + rect.h < total:
                self._more(page, rect, inner, rect.bottom - lowest)

    def _more(self, page: Page, rect: Rect, inner: int, free: int) -> None:
        """An arrow that says that there is more below, where there is room for it."""
        size = page.theme.tall(16)
        if free >= size:
            colour = page.paper.third if self._on_paper else page.ink.third
            place = (rect.x + (inner - size) // 2, rect.bottom - (free + size) // 2)
            page.canvas.picture(icon("more", size, colour), place)

    @property
    def _on_paper(self) -> bool:
        return sum(self.bar) > 450

    def _tops(self, page: Page, width: int, gap: int) -> tuple[list[tuple[int, int]], int]:
        tops, y = [], 0
        for part in self.parts:
            high = page.high(part, width)
            tops.append((y, high))
            y += high + gap
        return tops, max(0, y - gap)

    def _bar(self, page: Page, rect: Rect, room: int, offset: int, total: int) -> None:
        groove = Rect(rect.right - room // 2 - 2, rect.top, max(4, room // 2), rect.h)
        page.canvas.box(
            groove,
            mixed(self.bar, page.palette.shade if self._on_paper else page.palette.well, 0.75),
            3,
        )
        high = max(page.px(30), rect.h * rect.h // total)
        top = rect.top + (rect.h - high) * offset // max(1, total - rect.h)
        top = min(top, rect.bottom - high)
        page.canvas.box(Rect(groove.x, top, groove.w, high), self.bar, 3)


def _stops(tops: Sequence[tuple[int, int]], total: int, high: int, step: int) -> tuple[int, ...]:
    """Where scrolling stops: each part at the top, until the last is seen whole.

    In a part that is higher than the box it stops every step, and at its end.
    """
    stops = [0]
    for top, tall in tops:
        inner = range(top + step, top + tall - high, step) if tall > high else ()
        last = (top + tall - high,) if tall > high else ()
        for stop in (top, *inner, *last):
            if total - stops[-1] <= high:
                return tuple(stops)
            if stop > stops[-1]:
                stops.append(stop)
    return tuple(stops)
