"""A box whose parts don't all fit: they are scrolled, and only whole ones are seen."""

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
    """A box of fixed height; what doesn't fit is scrolled, by whole parts."""

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
        stops = _stops(tops, total, rect.h)
        offset = page.looking.scrolls.get(self.name, 0)
        offset = max((stop for stop in stops if stop <= offset), default=0)
        page.scrolled[self.name] = Scrolled(rect, stops, tuple(tops), room if total > rect.h else 0)
        with page.within(self.name, rect.top - offset):
            for part, (top, high) in zip(self.parts, tops, strict=True):
                y = rect.top + top - offset
                whole = y >= rect.top and y + high <= rect.bottom
                alone = top == offset and high > rect.h
                if whole:
                    part.draw(page, rect.x, y, inner)
                elif alone:
                    with page.canvas.clipped(rect):
                        part.draw(page, rect.x, y, inner)
                elif not self.still:
                    with page.canvas.unseen():
                        part.draw(page, rect.x, y, inner)
        if total > rect.h:
            self._bar(page, rect, room, offset, total)
            self._more(page, rect, inner, tops, offset)

    def _more(
        self, page: Page, rect: Rect, inner: int, tops: Sequence[tuple[int, int]], offset: int
    ) -> None:
        """An arrow that says that there is more below, where there is room for it."""
        ends = [top + high - offset for top, high in tops]
        free = rect.h - max((end for end in ends if end <= rect.h), default=rect.h)
        size = page.theme.tall(16)
        if ends[-1] > rect.h and free >= size:
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


def _stops(tops: Sequence[tuple[int, int]], total: int, high: int) -> tuple[int, ...]:
    """Where scrolling stops: each part at the top, until the last is seen whole."""
    if total <= high:
        return (0,)
    stops = [0]
    for top, _ in tops[1:]:
        stops.append(top)
        if total - top <= high:
            break
    return tuple(stops)
