"""Offers at a table looked back on: all of them in a row, and what the last one said."""

from __future__ import annotations

from attrs import frozen

from game.bargaining.payoff_space import Point
from game.presenter.negotiations import Tabled
from game.ui.page.elements import Element, Words
from game.ui.page.page import Page
from game.ui.paint.fonts import SMALL, SMALL_STRONG, STRONG, Style, line_height, width_of
from game.ui.paint.theme import Colour, SideLook
from game.ui.widgets.buttons import side_badge
from game.ui.widgets.plane.marks import agreed
from game.ui.widgets.side_looks import looks
from game.words.sentences import number
from game.words.wording import Wording


def pair(point: Point) -> str:
    """Two worths."""
    return f"{number(point[0])} / {number(point[1])}"


@frozen
class OfferRow:
    """One offer in a list: whose, when, and its worths."""

    words: Wording
    found: Tabled
    place: int

    def height(self, page: Page, width: int) -> int:
        return max(page.theme.tall(28), self._told(page).height(page, self._room(page, width)))

    def _pair(self) -> str:
        return pair(self.found.offers[self.place].point)

    def _room(self, page: Page, width: int) -> int:
        wide = width_of(self._pair(), SMALL_STRONG, page.theme)
        return width - page.theme.tall(26) - page.px(22) - wide

    def _told(self, page: Page) -> Words:
        offer = self.found.offers[self.place]
        earlier = self.found.offers[: self.place + 1]
        count = sum(each.side == offer.side for each in earlier)
        key = "ui.over.table.offer.agreed" if offer.agreed else "ui.over.table.offer"
        style = SMALL_STRONG if offer.agreed else SMALL
        return Words(self.words.say(key, count=count, turn=offer.turn), style, page.ink.second)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        offer, size = self.found.offers[self.place], page.theme.tall(26)
        look = looks(self.words.scenario, page.palette)[offer.side]
        down = y + max(0, (size - line_height(SMALL, page.theme)) // 2)
        if offer.agreed:
            agreed(page, (x + size / 2, y + size / 2), size)
        else:
            side_badge(page, look, (x, y), size)
        self._told(page).draw(page, x + size + page.px(10), down, self._room(page, width))
        told = self._pair()
        wide = width_of(told, SMALL_STRONG, page.theme)
        page.canvas.text(told, x + width - wide, down, SMALL_STRONG, page.ink.first)


def offers(page: Page, words: Wording, found: Tabled) -> list[Element]:
    """All offers at a table in their order."""
    head = Words(words.say("ui.over.table.offers"), SMALL_STRONG, page.ink.second)
    rows: list[Element] = [OfferRow(words, found, i) for i in range(len(found.offers))]
    none = Words(words.say("ui.over.table.offers.none"), SMALL, page.ink.third)
    return [head, *(rows or [none])]


@frozen
class ClauseRow:
    """One issue of a package on paper: its name, what was chosen, and its worth to each party."""

    issue: str
    option: str
    worths: tuple[int, ...]
    colours: tuple[Colour, ...]
    strong: bool = False

    def _styles(self) -> tuple[Style, Style]:
        return (SMALL_STRONG if self.strong else SMALL), (STRONG if self.strong else SMALL_STRONG)

    def _figure(self, page: Page) -> int:
        """How wide a column of worths is."""
        return width_of("−000", STRONG, page.theme) + page.px(12)

    def _parts(self, page: Page, width: int) -> tuple[Words, Words, int, int]:
        """The two texts, how wide the first is, and the second."""
        label, value = self._styles()
        free = width - len(self.worths) * self._figure(page) - page.px(16)
        left = free * 40 // 100
        paper = page.paper
        issue = Words(self.issue, label, paper.first if self.strong else paper.second)
        return issue, Words(self.option, value, paper.first), left, free - left

    def height(self, page: Page, width: int) -> int:
        issue, option, left, right = self._parts(page, width)
        return max(issue.height(page, left), option.height(page, right))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        issue, option, left, right = self._parts(page, width)
        issue.draw(page, x, y, left)
        option.draw(page, x + left + page.px(16), y, right)
        ends = columns_end(x + width, self._figure(page), len(self.worths))
        for worth, colour, end in zip(self.worths, self.colours, ends, strict=True):
            told = number(worth)
            left = end - width_of(told, self._styles()[1], page.theme)
            page.canvas.text(told, left, y, self._styles()[1], colour)


def columns_end(right: int, wide: int, count: int) -> list[int]:
    """Where so many columns of a width end, the last at the right."""
    return [right - wide * n for n in reversed(range(count))]


def clauses(page: Page, words: Wording, found: Tabled) -> list[Element]:
    """What was agreed, or last offered, issue by issue; nothing where nothing was offered."""
    if not found.clauses:
        return []
    seen, naming, table = looks(words.scenario, page.palette), words.naming, found.table
    sides = tuple(seen[side] for side in found.parties)
    colours = tuple(side.on_paper for side in sides)
    rows: list[Element] = [_Heads(sides)]
    rows += [
        ClauseRow(
            naming.issue(table, clause.issue),
            naming.option(table, clause.issue, clause.option),
            clause.worths,
            colours,
        )
        for clause in found.clauses
    ]
    total = tuple(sum(each) for each in zip(*(c.worths for c in found.clauses), strict=True))
    return [*rows, ClauseRow(words.say("ui.over.table.sum"), "", total, colours, True)]


@frozen
class _Heads:
    """The badges of the parties above their worths."""

    sides: tuple[SideLook, ...]

    def height(self, page: Page, width: int) -> int:  # noqa: ARG002
        return page.theme.tall(30)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        size = page.theme.tall(28)
        column = width_of("−000", STRONG, page.theme) + page.px(12)
        ends = columns_end(x + width, column, len(self.sides))
        for look, end in zip(self.sides, ends, strict=True):
            side_badge(page, look, (end - size, y), size)
