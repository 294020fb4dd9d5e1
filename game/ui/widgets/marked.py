"""Text with a sign before it, and other small lines of words."""

from __future__ import annotations

from attrs import frozen

from game.model.colours import Colour
from game.ui.page.elements import Element, Words
from game.ui.page.page import Page
from game.ui.paint.fonts import Style, line_height, pixel_size
from game.ui.paint.icons import icon


@frozen
class Marked:
    """A text with an icon before its first line; the other lines stand under the first word."""

    symbol: str
    text: str
    style: Style
    colour: Colour
    mark: Colour | None = None
    gap: float = 8
    most: int = 0
    """The most lines; 0: no limit."""

    def _size(self, page: Page) -> int:
        return pixel_size(self.style, page.theme)

    def _words(self) -> Words:
        return Words(self.text, self.style, self.colour, most=self.most)

    def height(self, page: Page, width: int) -> int:
        return self._words().height(page, width - self._size(page) - page.px(self.gap))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        size = self._size(page)
        down = y + (line_height(self.style, page.theme) - size) // 2
        image = icon(self.symbol, size, self.mark or self.colour)
        page.canvas.picture(image, (x, down))
        left = size + page.px(self.gap)
        self._words().draw(page, x + left, y, width - left)


@frozen
class Labelled:
    """A label at the left of a line and a text at its right, or below it where there is no room."""

    left: Words
    right: Words

    def _beside(self, page: Page, width: int) -> bool:
        from game.ui.paint.fonts import width_of

        gap = page.px(16)
        both = sum(width_of(w.text, w.style, page.theme) for w in (self.left, self.right))
        return both + gap <= width

    def height(self, page: Page, width: int) -> int:
        heights = self.left.height(page, width), self.right.height(page, width)
        return max(heights) if self._beside(page, width) else sum(heights)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        from game.ui.paint.fonts import width_of

        self.left.draw(page, x, y, width)
        right_width = width_of(self.right.text, self.right.style, page.theme)
        if self._beside(page, width):
            height = [w.height(page, width) for w in (self.left, self.right)]
            down = max(0, height[0] - height[1]) * 7 // 10  # so that both stand on one line
            self.right.draw(page, x + width - right_width, y + down, right_width + 2)
        else:
            self.right.draw(page, x, y + self.left.height(page, width), width)


def titled(title: Words, part: Element, gap: float = 8) -> tuple[Element, ...]:
    """A title and what follows it."""
    from game.ui.page.elements import Gap

    return title, Gap(gap), part
