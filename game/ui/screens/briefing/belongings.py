"""What one side brings into the game, and what it is judged by: its cards, its score, its seats."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from attrs import evolve

from game.presenter.papers import card_audience, held_cards, score_lines, side_seats
from game.presenter.prose import with_footnotes
from game.ui.page.elements import Marked
from game.ui.page.page import Page
from game.ui.paint.fonts import LABEL, SMALL, Style, width_of
from game.ui.screens.briefing.leaves import LeafPart, text_blocks
from game.ui.screens.briefing.paper_leaves import DealtCard, ParRow, ScoreRow, SeatCard
from game.ui.screens.briefing.reader import Reader, heading
from game.ui.widgets.row import EvenRow, Growing, across, even_rows, lowest_rows

_COLUMNS = 36


def belongings(page: Page, reader: Reader, notes: dict[str, int]) -> Iterator[LeafPart]:
    """All blocks of this part; their sources are added to the notes."""
    yield from _cards(page, reader, notes)
    yield from _score(page, reader)
    yield from _seats(page, reader, notes)


def _cards(page: Page, reader: Reader, notes: dict[str, int]) -> Iterator[LeafPart]:
    words, cards = reader.words, reader.view.cards
    if not cards:
        return
    parts: list[Growing] = []
    plain: list[LeafPart] = []
    for card in held_cards(words, reader.view):
        brief = "\n".join(with_footnotes(card.brief, words.scenario, notes))
        parts.append(DealtCard(card.deal, card.name, brief, reader.look, reader.letters.small))
        plain += _plainly(page, reader, f"{card.deal}: {card.name}", brief)
    yield heading(page, words.counted("ui.briefing.cards", len(cards)))
    rows = lowest_rows(page, tuple(parts), reader.width, 236)
    blocks = list(_in_rows(page, reader, rows, plain))
    yield from [*blocks[:-1], evolve(blocks[-1], keep=True)]
    yield LeafPart(_who_saw(page, reader), 12)


def _who_saw(page: Page, reader: Reader) -> Marked:
    """A line that says who else has seen the cards."""
    audience = card_audience(reader.words, reader.view)
    sign = "lock" if audience.secret else "eye"
    return Marked(sign, audience.sentence, SMALL, page.paper.second)


def _in_rows(
    page: Page, reader: Reader, rows: list[EvenRow], plain: list[LeafPart]
) -> Iterator[LeafPart]:
    """Cards in rows; as plain text where a card would be higher than a leaf."""
    room = reader.height - page.theme.tall(80)
    if any(row.height(page, reader.width) > room for row in rows):
        yield from plain
        return
    for i, row in enumerate(rows):
        yield LeafPart(row, 16 if i else 12)


def _plainly(page: Page, reader: Reader, name: str, text: str) -> list[LeafPart]:
    """A card as plain text: its name and its words."""
    body = reader.letters.body
    head = text_blocks(page, name, _strong(body), page.paper.first, reader.width, 12)
    rest = text_blocks(page, text, body, page.paper.second, reader.width, 2) if text else []
    return [*(LeafPart(b.part, b.before, keep=True) for b in head), *rest]


@lru_cache
def _strong(body: Style) -> Style:
    """The style of the names of cards whose text has another style."""
    return Style("semibold", body.size, body.leading)


def _score(page: Page, reader: Reader) -> Iterator[LeafPart]:
    words, side = reader.words, reader.words.scenario.sides[reader.side]
    lines = score_lines(words, reader.view)
    width = max(width_of(line.range, LABEL, page.theme) for line in lines)
    now = words.say("ui.briefing.score.now")
    yield heading(page, words.say("ui.briefing.score"), right=now, term="score")
    rows: list[Growing] = [
        ScoreRow(line.label, line.points, line.span, line.range, width, reader.look)
        for line in lines
    ]
    many = across(page, reader.width, 320, 2, _COLUMNS)
    for i, row in enumerate(even_rows(_by_column(rows, many), many, _COLUMNS)):
        yield LeafPart(row, 3 if i else 4, keep=True)
    par = ParRow(words.say("ui.briefing.par"), words.say("ui.briefing.par.about"), side.par)
    yield LeafPart(par, 8)


def _by_column(rows: list[Growing], many: int) -> tuple[Growing, ...]:
    """Rows in such an order that they are read down each column."""
    deep = -(-len(rows) // many)
    columns = [rows[i * deep : (i + 1) * deep] for i in range(many)]
    return tuple(column[i] for i in range(deep) for column in columns if i < len(column))


def _seats(page: Page, reader: Reader, notes: dict[str, int]) -> Iterator[LeafPart]:
    words, seats = reader.words, side_seats(reader.words, reader.view)
    if not seats:
        return
    parts: list[Growing] = []
    plain: list[LeafPart] = []
    for seat in seats:
        paragraphs = (*with_footnotes(seat.brief, words.scenario, notes), seat.counts)
        brief = "\n".join(filter(None, paragraphs))
        parts.append(SeatCard(seat.name, brief, reader.look, reader.letters.small))
        plain += _plainly(page, reader, seat.name, brief)
    count = words.counted("ui.briefing.seats.count", len(seats))
    yield heading(page, words.say("ui.briefing.seats"), right=count)
    rows = lowest_rows(page, tuple(parts), reader.width, 236)
    yield from _in_rows(page, reader, rows, plain)
