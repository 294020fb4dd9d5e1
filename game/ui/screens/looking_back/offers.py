"""The offers at a table, and the package that was agreed or offered last."""

from __future__ import annotations

from attrs import frozen

from game.model.colours import Colour
from game.presenter.debrief.negotiations import (
    Negotiation,
    PastOffer,
    offer_title,
    point_text,
    with_reserves_then,
    with_worths_then,
)
from game.ui.page.elements import Element, Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import SMALL, SMALL_STRONG, STRONG, Style, line_height, width_of
from game.ui.paint.theme import SideLook, looks, proposer_look
from game.ui.widgets.buttons import side_badge
from game.ui.widgets.scene import draw_agreement
from game.words.sentences import number
from game.words.wording import Wording


@frozen
class PastOfferRow:
    """One offer in a list: its side, when it was made, and its worths."""

    words: Wording
    negotiation: Negotiation
    offer: PastOffer

    def height(self, page: Page, width: int) -> int:
        return max(page.theme.tall(28), self._title(page).height(page, self._room(page, width)))

    def _worths(self) -> str:
        return point_text(self.offer.point)

    def _room(self, page: Page, width: int) -> int:
        figures = width_of(self._worths(), SMALL_STRONG, page.theme)
        return width - page.theme.tall(26) - page.px(22) - figures

    def _title(self, page: Page) -> Words:
        style = SMALL_STRONG if self.offer.became is not None else SMALL
        title = offer_title(self.words, self.offer)
        title = with_worths_then(self.words, self.offer, title)
        text = with_reserves_then(self.words, self.negotiation, self.offer, title)
        return Words(text, style, page.ink.second)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        offer, size = self.offer, page.theme.tall(26)
        look = proposer_look(self.words.scenario, page.palette, offer.side)
        down = y + max(0, (size - line_height(SMALL, page.theme)) // 2)
        if offer.became is not None:
            draw_agreement(page, Rect(x, y, size, size))
        else:
            side_badge(page, look, (x, y), size)
        self._title(page).draw(page, x + size + page.px(10), down, self._room(page, width))
        worths = self._worths()
        left = x + width - width_of(worths, SMALL_STRONG, page.theme)
        page.canvas.text(worths, left, down, SMALL_STRONG, page.ink.first)


def offer_rows(page: Page, words: Wording, negotiation: Negotiation) -> list[Element]:
    """All offers at a table in their order, below a heading."""
    head = Words(words.say("ui.over.table.offers"), SMALL_STRONG, page.ink.second)
    rows: list[Element] = [PastOfferRow(words, negotiation, offer) for offer in negotiation.offers]
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
        """The width of a column of worths."""
        return width_of("−000", STRONG, page.theme) + page.px(12)

    def _parts(self, page: Page, width: int) -> tuple[Words, Words, int, int]:
        """The two texts with the width of each."""
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
        ends = column_ends(x + width, self._figure(page), len(self.worths))
        for worth, colour, end in zip(self.worths, self.colours, ends, strict=True):
            figure = number(worth)
            left = end - width_of(figure, self._styles()[1], page.theme)
            page.canvas.text(figure, left, y, self._styles()[1], colour)


def column_ends(right: int, width: int, count: int) -> list[int]:
    """The right ends of columns of the same width, the last of them at `right`."""
    return [right - width * n for n in reversed(range(count))]


def clause_rows(page: Page, words: Wording, negotiation: Negotiation) -> list[Element]:
    """The package that was agreed or offered last, issue by issue; empty where none was offered."""
    if not negotiation.clauses:
        return []
    looks_of_sides = looks(words.scenario, page.palette)
    naming, table = words.naming, negotiation.table
    sides = tuple(looks_of_sides[side] for side in negotiation.parties)
    colours = tuple(side.on_paper for side in sides)
    rows: list[Element] = [_PartyHeads(sides)]
    rows += [
        ClauseRow(
            naming.issue(table, clause.issue),
            naming.option(table, clause.issue, clause.option),
            clause.worths,
            colours,
        )
        for clause in negotiation.clauses
    ]
    total = words.say("ui.over.table.sum")
    return [*rows, ClauseRow(total, "", negotiation.totals, colours, True)]


@frozen
class _PartyHeads:
    """The badges of the parties above their worths."""

    sides: tuple[SideLook, ...]

    def height(self, page: Page, width: int) -> int:  # noqa: ARG002  (all elements take the width)
        return page.theme.tall(30)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        size = page.theme.tall(28)
        column = width_of("−000", STRONG, page.theme) + page.px(12)
        ends = column_ends(x + width, column, len(self.sides))
        for look, end in zip(self.sides, ends, strict=True):
            side_badge(page, look, (end - size, y), size)
