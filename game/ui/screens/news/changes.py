"""What something changed, on paper: arrows, words, and the figures before and after."""

from __future__ import annotations

from attrs import evolve, frozen

from game.ui.page.elements import Element, Gap, Inset, Stack, Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import CAPITALS, FIGURE, STRONG, line_height, pixels, width_of
from game.ui.paint.icons import icon
from game.ui.paint.theme import mixed


@frozen
class ChangeRow:
    """What became of a track: an arrow, its name, the change in words, before and after."""

    name: str
    change: str
    """In words."""
    up: int
    """1: it rose, -1: it fell, 0: neither."""
    verdict: str
    """`better`, `worse`, or empty."""
    figures: tuple[str, str] | None
    """Before and after; None where no numbers are known."""
    last: bool = False

    def _sign(self, page: Page) -> int:
        return page.theme.tall(26)

    def _figures(self, page: Page) -> int:
        if self.figures is None:
            return 0
        before, after = (width_of(each, FIGURE, page.theme) for each in self.figures)
        both = before + page.px(10) + pixels(FIGURE, page.theme) * 7 // 10 + page.px(10) + after
        return both if self.figures[0] != self.figures[1] else after

    def _room(self, page: Page, width: int) -> int:
        figures = self._figures(page)
        return width - self._sign(page) - page.px(14) - (figures + page.px(20) if figures else 0)

    def _beside(self, page: Page, width: int) -> bool:
        """Whether the change has room behind the name."""
        words = width_of(self.name, STRONG, page.theme) + width_of(self.change, STRONG, page.theme)
        return words + page.px(20) <= self._room(page, width)

    def _words(self, page: Page) -> tuple[Words, Words]:
        paper = page.paper
        colour = {"better": paper.better, "worse": paper.worse}.get(self.verdict, paper.second)
        return Words(self.name, STRONG, paper.first), Words(self.change, STRONG, colour)

    def height(self, page: Page, width: int) -> int:
        room, (name, change) = self._room(page, width), self._words(page)
        high = name.height(page, room)
        if not self._beside(page, width):
            high += change.height(page, room)
        return max(high, self._sign(page)) + page.px(18)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        high, size = self.height(page, width), self._sign(page)
        self._arrow(page, x, y + (high - size) // 2, size)
        room, (name, change) = self._room(page, width), self._words(page)
        left = x + size + page.px(14)
        if self._beside(page, width):
            down = y + (high - name.height(page, room)) // 2
            name.draw(page, left, down, room)
            evolve(change, align="right").draw(page, left, down, room)
        else:
            both = name.height(page, room) + change.height(page, room)
            down = y + (high - both) // 2
            name.draw(page, left, down, room)
            change.draw(page, left, down + name.height(page, room), room)
        self._numbers(page, x + width, y + (high - line_height(FIGURE, page.theme)) // 2)
        if not self.last:
            page.canvas.box(Rect(x, y + high - 1, width, 1), page.paper.line, 0)

    def _arrow(self, page: Page, x: int, y: int, size: int) -> None:
        paper = page.paper
        colour = {"better": paper.better, "worse": paper.worse}.get(self.verdict, paper.second)
        middle = (x + size / 2, y + size / 2)
        page.canvas.disc(middle, size / 2, colour)
        name = {1: "arrow-up", -1: "arrow-down"}.get(self.up, "minus")
        small = size * 6 // 10
        sign = icon(name, small, paper.raised)
        page.canvas.picture(sign, (x + (size - small) // 2, y + (size - small) // 2))

    def _numbers(self, page: Page, right: int, y: int) -> None:
        if self.figures is None:
            return
        before, after = self.figures
        x = right - self._figures(page)
        if before != after:
            x += page.canvas.text(before, x, y, FIGURE, page.paper.first) + page.px(10)
            size = pixels(FIGURE, page.theme) * 7 // 10
            arrow = icon("arrow-right", size, page.paper.second)
            page.canvas.picture(arrow, (x, y + (line_height(FIGURE, page.theme) - size) // 2))
            x += size + page.px(10)
        page.canvas.text(after, x, y, FIGURE, page.paper.first)


def changes_inset(page: Page, title: str, rows: tuple[Element, ...]) -> Element:
    """What changed, on a lighter ground."""
    head = Words(title, CAPITALS, page.paper.first)
    edge = mixed(page.paper.line, page.paper.raised, 0.2)
    return Inset(Stack((head, Gap(6), *rows)), 18, page.paper.raised, edge, 6, 1.5, across=26)
