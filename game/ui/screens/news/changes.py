"""The changes of tracks on paper: an arrow, the change in words, the values before and after."""

from __future__ import annotations

from attrs import evolve, frozen

from game.presenter.sides.colours import Colour, mix_colours
from game.presenter.stories.story_pages import ChangeLine
from game.ui.page.elements import Element, Gap, Inset, Stack, Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import CAPITALS, FIGURE, STRONG, line_height, pixel_size, width_of
from game.ui.paint.icons import icon


@frozen
class ChangeRow:
    """The change of one track."""

    line: ChangeLine
    last: bool = False
    """Whether it is the last row, which has no rule below it."""

    def _arrow_size(self, page: Page) -> int:
        return page.theme.tall(26)

    def _figures_width(self, page: Page) -> int:
        if self.line.figures is None:
            return 0
        before, after = (width_of(figure, FIGURE, page.theme) for figure in self.line.figures)
        if self.line.figures[0] == self.line.figures[1]:
            return after
        return before + page.px(10) + pixel_size(FIGURE, page.theme) * 7 // 10 + page.px(10) + after

    def _text_width(self, page: Page, width: int) -> int:
        figures = self._figures_width(page)
        gap = page.px(20) if figures else 0
        return width - self._arrow_size(page) - page.px(14) - figures - gap

    def _is_beside(self, page: Page, width: int) -> bool:
        """Whether the change has room on the line of the name."""
        texts = (self.line.name, self.line.change)
        needed = sum(width_of(text, STRONG, page.theme) for text in texts) + page.px(20)
        return needed <= self._text_width(page, width)

    def _colour(self, page: Page) -> Colour:
        paper = page.paper
        colours = {"better": paper.better, "worse": paper.worse, None: paper.second}
        return colours[self.line.verdict]

    def _texts(self, page: Page) -> tuple[Words, Words]:
        name = Words(self.line.name, STRONG, page.paper.first)
        return name, Words(self.line.change, STRONG, self._colour(page))

    def height(self, page: Page, width: int) -> int:
        room, (name, change) = self._text_width(page, width), self._texts(page)
        height = name.height(page, room)
        if not self._is_beside(page, width):
            height += change.height(page, room)
        return max(height, self._arrow_size(page)) + page.px(18)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        height, size = self.height(page, width), self._arrow_size(page)
        self._draw_arrow(page, x, y + (height - size) // 2, size)
        room, (name, change) = self._text_width(page, width), self._texts(page)
        left = x + size + page.px(14)
        if self._is_beside(page, width):
            top = y + (height - name.height(page, room)) // 2
            name.draw(page, left, top, room)
            evolve(change, align="right").draw(page, left, top, room)
        else:
            both = name.height(page, room) + change.height(page, room)
            top = y + (height - both) // 2
            name.draw(page, left, top, room)
            change.draw(page, left, top + name.height(page, room), room)
        self._draw_figures(page, x + width, y + (height - line_height(FIGURE, page.theme)) // 2)
        if not self.last:
            page.canvas.box(Rect(x, y + height - 1, width, 1), page.paper.line, 0)

    def _draw_arrow(self, page: Page, x: int, y: int, size: int) -> None:
        middle = (x + size / 2, y + size / 2)
        page.canvas.disc(middle, size / 2, self._colour(page))
        name = {1: "arrow-up", -1: "arrow-down"}.get(self.line.direction, "minus")
        small = size * 6 // 10
        arrow = icon(name, small, page.paper.raised)
        page.canvas.picture(arrow, (x + (size - small) // 2, y + (size - small) // 2))

    def _draw_figures(self, page: Page, right: int, y: int) -> None:
        if self.line.figures is None:
            return
        before, after = self.line.figures
        x = right - self._figures_width(page)
        if before != after:
            x += page.canvas.text(before, x, y, FIGURE, page.paper.first) + page.px(10)
            size = pixel_size(FIGURE, page.theme) * 7 // 10
            arrow = icon("arrow-right", size, page.paper.second)
            page.canvas.picture(arrow, (x, y + (line_height(FIGURE, page.theme) - size) // 2))
            x += size + page.px(10)
        page.canvas.text(after, x, y, FIGURE, page.paper.first)


def changes_inset(page: Page, title: str, rows: tuple[Element, ...]) -> Element:
    """What changed, on a lighter ground."""
    head = Words(title, CAPITALS, page.paper.first)
    edge = mix_colours(page.paper.line, page.paper.raised, 0.2)
    return Inset(Stack((head, Gap(6), *rows)), 18, page.paper.raised, edge, 6, 1.5, across=26)
