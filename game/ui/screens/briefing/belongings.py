"""What one side brings into the game, and what it is judged by: its cards, its score, its seats."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from attrs import evolve

from game.model.play import LineScore as Counted
from game.presenter.papers import held_cards, side_seats
from game.presenter.prose import with_footnotes, without_sources
from game.ui.page.page import Page
from game.ui.paint.fonts import LABEL, SMALL, Style, width_of
from game.ui.screens.briefing.leaves import Block, text_blocks
from game.ui.screens.briefing.papers import DealtCard, ParRow, ScoreRow, SeatCard
from game.ui.screens.briefing.reader import Reader, heading
from game.ui.widgets.marked import Marked
from game.ui.widgets.rows import EvenRow, Growing, across, even_rows, lowest_rows
from game.words.sentences import number
from game.words.wording import Wording

_COLUMNS = 36
_TOLD = 50
"""The widest range of points that is shown; bounds of sums are wider than what can be won."""


def belongings(page: Page, reader: Reader, notes: dict[str, int]) -> Iterator[Block]:
    """All blocks of this part; their sources are added to the notes."""
    yield from _cards(page, reader, notes)
    yield from _score(page, reader)
    yield from _seats(page, reader, notes)


def _cards(page: Page, reader: Reader, notes: dict[str, int]) -> Iterator[Block]:
    words, cards = reader.words, reader.view.cards
    if not cards:
        return
    parts: list[Growing] = []
    plain: list[Block] = []
    for card in held_cards(words, reader.view):
        brief = "\n".join(with_footnotes(card.brief, words.scenario, notes))
        parts.append(DealtCard(card.deal, card.name, brief, reader.look, reader.letters.small))
        plain += _plainly(page, reader, f"{card.deal}: {card.name}", brief)
    yield heading(page, words.counted("ui.briefing.cards", len(cards)))
    rows = lowest_rows(page, tuple(parts), reader.width, 236)
    blocks = list(_in_rows(page, reader, rows, plain))
    yield from [*blocks[:-1], evolve(blocks[-1], keep=True)]
    yield Block(_who_saw(page, reader), 12)


def _who_saw(page: Page, reader: Reader) -> Marked:
    """A line that says who else has seen the cards."""
    words, cards = reader.words, reader.view.cards
    dealt = {side for deal in cards for side in words.scenario.deals[deal].to}
    if dealt <= {reader.side}:
        sentence = words.counted("ui.briefing.card.secret", len(cards))
        return Marked("lock", sentence, SMALL, page.paper.second)
    sides = words.naming.sides(side for side in words.scenario.sides if side in dealt)
    return Marked(
        "eye", words.say("ui.briefing.card.shared", sides=sides), SMALL, page.paper.second
    )


def _in_rows(
    page: Page, reader: Reader, rows: list[EvenRow], plain: list[Block]
) -> Iterator[Block]:
    """Cards in rows; as plain text where a card would be higher than a leaf."""
    room = reader.height - page.theme.tall(80)
    if any(row.height(page, reader.width) > room for row in rows):
        yield from plain
        return
    for i, row in enumerate(rows):
        yield Block(row, 16 if i else 12)


def _plainly(page: Page, reader: Reader, name: str, text: str) -> list[Block]:
    """A card as plain text: its name and its words."""
    body = reader.letters.body
    head = text_blocks(page, name, _strong(body), page.paper.first, reader.width, 12)
    rest = text_blocks(page, text, body, page.paper.second, reader.width, 2) if text else []
    return [*(Block(b.part, b.before, keep=True) for b in head), *rest]


@lru_cache
def _strong(body: Style) -> Style:
    """The style of the names of cards whose text has another style."""
    return Style("semibold", body.size, body.leading)


def _score(page: Page, reader: Reader) -> Iterator[Block]:
    words, side = reader.words, reader.words.scenario.sides[reader.side]
    counted = {line.index: line for line in reader.view.scores[reader.side].lines}
    ranges = [_span(words, counted.get(i)) for i in range(len(side.score))]
    width = max(width_of(each, LABEL, page.theme) for each in ranges)
    now = words.say("ui.briefing.score.now")
    yield heading(page, words.say("ui.briefing.score"), right=now, term="score")
    rows: list[Growing] = []
    for i, line in enumerate(side.score):
        standing = counted.get(i)
        points = standing.points if standing is not None else None
        span = (standing.low, standing.high) if standing is not None and _narrow(standing) else None
        rows.append(
            ScoreRow(without_sources(line.label), points, span, ranges[i], width, reader.look)
        )
    many = across(page, reader.width, 320, 2, _COLUMNS)
    for i, row in enumerate(even_rows(_by_column(rows, many), many, _COLUMNS)):
        yield Block(row, 3 if i else 4, keep=True)
    par = ParRow(words.say("ui.briefing.par"), words.say("ui.briefing.par.about"), side.par)
    yield Block(par, 8)


def _by_column(rows: list[Growing], many: int) -> tuple[Growing, ...]:
    """Rows in such an order that they are read down each column."""
    deep = -(-len(rows) // many)
    columns = [rows[i * deep : (i + 1) * deep] for i in range(many)]
    return tuple(column[i] for i in range(deep) for column in columns if i < len(column))


def _narrow(line: Counted) -> bool:
    return line.high - line.low <= _TOLD


def _span(words: Wording, line: Counted | None) -> str:
    """The range of a line of the score, in words."""
    if line is None:
        return words.say("ui.briefing.score.later")
    if not _narrow(line):
        return ""
    if line.low == 0:
        return words.say("ui.briefing.score.of", n=number(line.high))
    return words.say("ui.briefing.score.between", low=number(line.low), high=number(line.high))


def _seats(page: Page, reader: Reader, notes: dict[str, int]) -> Iterator[Block]:
    words, seats = reader.words, side_seats(reader.words, reader.side)
    if not seats:
        return
    parts: list[Growing] = []
    plain: list[Block] = []
    for seat in seats:
        brief = "\n".join(with_footnotes(seat.brief, words.scenario, notes))
        parts.append(SeatCard(seat.name, brief, reader.look, reader.letters.small))
        plain += _plainly(page, reader, seat.name, brief)
    count = words.counted("ui.briefing.seats.count", len(seats))
    yield heading(page, words.say("ui.briefing.seats"), right=count)
    rows = lowest_rows(page, tuple(parts), reader.width, 236)
    yield from _in_rows(page, reader, rows, plain)
