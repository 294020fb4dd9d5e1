"""Cards in a row, all as high as the highest of them."""

from __future__ import annotations

from typing import Protocol

from attrs import frozen

from game.ui.page.elements import Element
from game.ui.page.page import Page


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
