"""A line of a list that can be pressed: a sign, a text, and what else is worth knowing."""

from __future__ import annotations

from typing import Protocol

from attrs import frozen

from game.model.colours import Colour, mix_colours
from game.ui.page.commands import Command
from game.ui.page.elements import Element, Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import SMALL, STRONG, Style, line_height, pixel_size, width_of
from game.ui.paint.icons import icon
from game.ui.widgets.buttons import Button


@frozen
class Row:
    """One line; it grows where its texts need more room."""

    command: Command
    symbol: str
    text: str
    right: str = ""
    below: str = ""
    chosen: bool = False
    on_paper: bool = False
    mark: Colour | None = None
    style: Style = STRONG
    quiet: bool = False
    """Whether it is drawn in a weaker colour."""
    most: int = 3
    """The most lines of its text; a longer one ends in an ellipsis."""
    raised: bool = False
    """Whether it has a background of its own, like a card."""
    aside: Button | None = None
    """A button at its right for something else that can be done with it."""

    def _pad(self, page: Page) -> tuple[int, int]:
        return page.px(14), page.px(12 if self.raised else 8)

    def _aside(self, page: Page, width: int) -> int:
        """How wide the button at the right is."""
        return min(self.aside.natural(page), width * 4 // 10) if self.aside is not None else 0

    def _room(self, page: Page, width: int) -> int:
        sign = pixel_size(self.style, page.theme) + page.px(14) if self.symbol else 0
        button = self._aside(page, width)
        return width - 2 * self._pad(page)[0] - sign - (button + page.px(14) if button else 0)

    def _beside(self, page: Page, width: int) -> bool:
        """Whether the text at the right fits on the line of the main text."""
        both = width_of(self.text, self.style, page.theme) + width_of(self.right, SMALL, page.theme)
        return bool(self.right) and both + page.px(20) <= self._room(page, width)

    def _texts(self, page: Page, width: int) -> list[Words]:
        sheet = page.paper if self.on_paper else page.ink
        colour = sheet.second if self.quiet else sheet.first
        texts = [Words(self.text, self.style, colour, most=self.most)]
        low = self.below
        if self.right and not self._beside(page, width):
            low = f"{low} · {self.right}" if low else self.right
        if low:
            texts.append(Words(low, SMALL, sheet.third))
        return texts

    def height(self, page: Page, width: int) -> int:
        room = self._room(page, width)
        texts = sum(text.height(page, room) for text in self._texts(page, width))
        button = 0
        if self.aside is not None:
            button = self.aside.height(page, self._aside(page, width)) + page.px(16)
        return max(32, page.theme.tall(42), texts + 2 * self._pad(page)[1], button)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        sheet = page.paper if self.on_paper else page.ink
        rect = Rect(x, y, width, self.height(page, width))
        lit = mix_colours(sheet.ground, sheet.line, 0.35)
        if self.chosen:
            page.canvas.box(rect, sheet.raised, 8, page.palette.brass, 2)
        elif self.raised:
            edge = mix_colours(sheet.line, sheet.raised, 0.2)
            fill = mix_colours(sheet.raised, sheet.line, 0.45)
            page.canvas.box(rect, fill if page.hovered(self.command) else sheet.raised, 8, edge)
        elif page.hovered(self.command):
            page.canvas.box(rect, lit, 8)
        self._contents(page, rect)
        page.target(self.command, rect, self.text)
        if self.aside is not None:
            aside_width = self._aside(page, width)
            height = self.aside.height(page, aside_width)
            left = rect.right - self._pad(page)[0] - aside_width
            self.aside.draw_in(
                page, Rect(left, rect.y + (rect.h - height) // 2, aside_width, height)
            )

    def _contents(self, page: Page, rect: Rect) -> None:
        sheet = page.paper if self.on_paper else page.ink
        room, across = self._room(page, rect.w), self._pad(page)[0]
        sign = pixel_size(self.style, page.theme) + page.px(14) if self.symbol else 0
        texts = self._texts(page, rect.w)
        y = rect.y + (rect.h - sum(text.height(page, room) for text in texts)) // 2
        step, size = line_height(self.style, page.theme), pixel_size(self.style, page.theme)
        if self.symbol:
            colour = self.mark or sheet.brass
            place = (rect.x + across, y + (step - size) // 2)
            page.canvas.picture(icon(self.symbol, size, colour), place)
        if self._beside(page, rect.w):
            width = width_of(self.right, SMALL, page.theme)
            down = y + (step - line_height(SMALL, page.theme)) // 2
            left = rect.x + across + sign + room - width
            page.canvas.text(self.right, left, down, SMALL, sheet.third)
        for text in texts:
            text.draw(page, rect.x + across + sign, y, room)
            y += text.height(page, room)


class Growing(Element, Protocol):
    """An element that can be made higher than it needs to be."""

    def at_least(self, height: int) -> Element:
        """The same element with a least height in pixels."""


@frozen
class EvenRow:
    """A row with room for so many cards."""

    cards: tuple[Growing, ...]
    across: int
    gap: float = 16

    def _wide(self, page: Page, width: int) -> int:
        return (width - page.px(self.gap) * (self.across - 1)) // self.across

    def height(self, page: Page, width: int) -> int:
        column_width = self._wide(page, width)
        return max(card.height(page, column_width) for card in self.cards)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        column_width, height = self._wide(page, width), self.height(page, width)
        for card in self.cards:
            card.at_least(height).draw(page, x, y, column_width)
            x += column_width + page.px(self.gap)


def across(page: Page, width: int, least: float, most: int, gap: float = 16) -> int:
    """How many cards of a least width, in steps that grow with text, fit beside each other."""
    room = page.px(gap)
    return max(1, min(most, (width + room) // (page.theme.tall(least) + room)))


def even_rows(cards: tuple[Growing, ...], many: int, gap: float = 16) -> list[EvenRow]:
    """Cards in rows of so many."""
    return [EvenRow(cards[i : i + many], many, gap) for i in range(0, len(cards), many)]


def lowest_rows(
    page: Page,
    cards: tuple[Growing, ...],
    width: int,
    least: float,
    gap: float = 16,
    room: int | None = None,
) -> list[EvenRow]:
    """Cards of a least width in rows, as many beside each other as makes all of it low.

    room: how high a row may be at most, in pixels; a way in which each is lower is taken first.
    """
    most = across(page, width, least, min(3, len(cards)), gap)
    ways = [even_rows(cards, many, gap) for many in range(1, most + 1)]

    def cost(rows: list[EvenRow]) -> tuple[bool, int, int]:
        """A cost: whether a card is too high, the total height, and the number of empty places."""
        empty = len(rows) * rows[0].across - len(cards)
        height = [row.height(page, width) for row in rows]
        tall = room is not None and max(height, default=0) > room
        return tall, sum(each + page.px(gap) for each in height), empty

    return min(ways, key=cost)
