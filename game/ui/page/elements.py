"""Elements of a page, whose height follows from their width, and ways to arrange them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from attrs import frozen

from game.model.colours import Colour
from game.ui.page.commands import Command
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import Style, line_height, pixel_size, shorten_text, width_of, wrap_text
from game.ui.paint.icons import icon


class Element(Protocol):
    """A part of a page that can be laid out and drawn."""

    def height(self, page: Page, width: int) -> int:
        """Its height in pixels, where it has this width."""

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        """Draws it with this left top corner."""


@frozen
class Words:
    """A text in one style, in as many lines as it needs."""

    text: str
    style: Style
    colour: Colour
    align: str = "left"
    most: int = 0
    """The most lines; 0: no limit. A text that is cut off ends in an ellipsis."""

    def lines(self, page: Page, width: int) -> tuple[str, ...]:
        """The lines."""
        lines = wrap_text(self.text, self.style, page.theme, width)
        if self.most and len(lines) > self.most:
            last = shorten_text(lines[self.most - 1], self.style, page.theme, width, cut=True)
            lines = (*lines[: self.most - 1], last)
        return lines

    def height(self, page: Page, width: int) -> int:
        return len(self.lines(page, width)) * line_height(self.style, page.theme)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        step = line_height(self.style, page.theme)
        for i, line in enumerate(self.lines(page, width)):
            left = x
            if self.align != "left":
                free = width - width_of(line, self.style, page.theme)
                left += free if self.align == "right" else free // 2
            page.canvas.text(line, left, y + i * step, self.style, self.colour)


@frozen
class Gap:
    """Empty space; its height in steps of the design."""

    steps: float

    def height(self, page: Page, width: int) -> int:  # noqa: ARG002  (all elements take the width)
        return page.px(self.steps)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        """Nothing is drawn."""


@frozen
class Line:
    """A horizontal line over the whole width."""

    colour: Colour
    thick: float = 1

    def height(self, page: Page, width: int) -> int:  # noqa: ARG002  (all elements take the width)
        return max(1, round(self.thick * page.theme.unit))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        page.canvas.box(Rect(x, y, width, self.height(page, width)), self.colour, 0)


@frozen
class Drawn:
    """An element of fixed height, drawn by a function."""

    high: int
    """In pixels."""
    paint: Callable[[Page, Rect], None]

    def height(self, page: Page, width: int) -> int:  # noqa: ARG002  (all elements take the width)
        return self.high

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        self.paint(page, Rect(x, y, width, self.high))


@frozen
class Stack:
    """Elements one below another."""

    parts: tuple[Element, ...]
    gap: float = 0
    """The space between two, in steps of the design."""

    def height(self, page: Page, width: int) -> int:
        gaps = page.px(self.gap) * max(0, len(self.parts) - 1)
        return sum(page.height_of(part, width) for part in self.parts) + gaps

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        for part in self.parts:
            part.draw(page, x, y, width)
            y += page.height_of(part, width) + page.px(self.gap)


@frozen
class Beside:
    """Elements side by side; a width is in pixels, or, negative, a share of what is left."""

    parts: tuple[tuple[Element, float], ...]
    gap: float = 16
    centred: bool = False
    """Whether lower elements are centred vertically."""

    def _widths(self, page: Page, width: int) -> list[int]:
        gaps = page.px(self.gap) * (len(self.parts) - 1)
        free = width - gaps - sum(w for _, w in self.parts if w > 0)
        shares = sum(-w for _, w in self.parts if w <= 0) or 1
        return [max(1, int(w if w > 0 else free * -w / shares)) for _, w in self.parts]

    def height(self, page: Page, width: int) -> int:
        widths = self._widths(page, width)
        pairs = zip(self.parts, widths, strict=True)
        return max((page.height_of(part, w) for (part, _), w in pairs), default=0)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        height = page.height_of(self, width)
        for (part, _), w in zip(self.parts, self._widths(page, width), strict=True):
            down = (height - page.height_of(part, w)) // 2 if self.centred else 0
            part.draw(page, x, y + down, w)
            x += w + page.px(self.gap)


@frozen
class Flow:
    """Small elements in lines, as many to a line as fit."""

    parts: tuple[Fixed, ...]
    gap: float = 12
    between: float = 8

    def _places(self, page: Page, width: int) -> tuple[list[tuple[int, int]], int]:
        places: list[tuple[int, int]] = []
        x = y = row = 0
        for part in self.parts:
            part_width, height = part.size(page)
            if x and x + part_width > width:
                x, y, row = 0, y + row + page.px(self.between), 0
            places.append((x, y))
            x += part_width + page.px(self.gap)
            row = max(row, height)
        return places, y + row

    def height(self, page: Page, width: int) -> int:
        return self._places(page, width)[1]

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        for part, (left, top) in zip(self.parts, self._places(page, width)[0], strict=True):
            part.paint(page, x + left, y + top, width)


@frozen
class Fixed:
    """A small element that has a size of its own."""

    size: Callable[[Page], tuple[int, int]]
    paint: Callable[[Page, int, int, int], None]
    """Draws it on a page; the numbers are its left, its top, and the width of its line."""


@frozen
class Inset:
    """An element with a margin, on a background of its own."""

    part: Element
    pad: float = 24
    fill: Colour | None = None
    border: Colour | None = None
    radius: float = 10
    thick: float = 1
    across: float | None = None
    """The margin at the sides, where it differs from the one above and below."""
    command: Command | None = None
    label: str = ""
    least: int = 0
    """The least height in pixels."""

    def _sides(self, page: Page) -> int:
        return page.px(self.pad if self.across is None else self.across)

    def height(self, page: Page, width: int) -> int:
        inner = width - 2 * self._sides(page)
        return max(self.least, page.height_of(self.part, inner) + 2 * page.px(self.pad))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        rect = Rect(x, y, width, page.height_of(self, width))
        if self.fill is not None or self.border is not None:
            page.canvas.box(rect, self.fill, self.radius, self.border, self.thick)
        if self.command is not None:
            page.target(self.command, rect, self.label, radius=self.radius)
        side = self._sides(page)
        self.part.draw(page, x + side, y + page.px(self.pad), width - 2 * side)


@frozen
class Explained:
    """An element that has an explanation."""

    part: Element
    key: str
    name: str = ""
    text: str = ""

    def height(self, page: Page, width: int) -> int:
        return page.height_of(self.part, width)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        wide, height = width, page.height_of(self.part, width)
        if isinstance(self.part, Words) and self.part.align == "left":
            style = self.part.style
            wide = max(width_of(w, style, page.theme) for w in self.part.lines(page, width))
        page.explain(Rect(x, y, wide, height), self.key, self.name, self.text)
        self.part.draw(page, x, y, width)


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
    return title, Gap(gap), part
