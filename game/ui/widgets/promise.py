"""A promise in force: whose, what, and how long still."""

from __future__ import annotations

from attrs import frozen

from game.presenter.prose import without_sources
from game.ui.page.elements import Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import SMALL, STRONG, line_height, width_of
from game.ui.paint.theme import SideLook
from game.ui.widgets.buttons import side_badge


@frozen
class PromiseLine:
    """One promise, on paper with an edge of its side's colour."""

    look: SideLook
    name: str
    text: str
    left: str
    brief: bool = False
    """Whether its text is told by a hint alone."""

    def _inner(self, page: Page, width: int) -> int:
        left = width_of(self.left, STRONG, page.theme)
        return width - page.theme.tall(26) - page.px(66) - left

    def _about(self, page: Page) -> Words:
        return Words(without_sources(self.text), SMALL, page.paper.second, most=2)

    @property
    def _tells(self) -> bool:
        return bool(self.text) and not self.brief

    def height(self, page: Page, width: int) -> int:
        inner = self._inner(page, width)
        height = Words(self.name, STRONG, page.paper.first).height(page, inner)
        if self._tells:
            height += self._about(page).height(page, inner)
        return height + page.px(20)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        rect = Rect(x, y, width, self.height(page, width))
        page.canvas.box(rect, page.paper.ground, 6)
        page.canvas.box(Rect(x, y, page.px(7), rect.h), self.look.colour, 3)
        size, inner = page.theme.tall(26), self._inner(page, width)
        side_badge(page, self.look, (x + page.px(18), y + page.px(10)), size)
        left, top = x + page.px(30) + size, y + page.px(10)
        page.explain(
            Rect(x, y, left + inner - x, rect.h), "promise", self.name, without_sources(self.text)
        )
        name = Words(self.name, STRONG, page.paper.first)
        name.draw(page, left, top, inner)
        if self._tells:
            self._about(page).draw(page, left, top + name.height(page, inner), inner)
        left_width = width_of(self.left, STRONG, page.theme)
        page.explain(
            Rect(rect.right - left_width - page.px(18), y, left_width, rect.h), "promise.left"
        )
        down = y + (rect.h - line_height(STRONG, page.theme)) // 2
        page.canvas.text(
            self.left, rect.right - left_width - page.px(18), down, STRONG, page.paper.first
        )
