"""What stands in a side's dossier, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from attrs import evolve, frozen

from game.model.decisions import PUBLIC
from game.presenter.papers import card_audience, held_cards, score_lines, side_seats, source_notes
from game.presenter.prose import with_footnotes, without_sources
from game.ui.page.elements import Marked, Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    CAPITALS,
    LABEL,
    SHEET,
    SMALL,
    SMALL_STRONG,
    Style,
    line_height,
    pixel_size,
    width_of,
)
from game.ui.paint.icons import icon
from game.ui.paint.theme import SideLook
from game.ui.screens.briefing.dossier import stamp, stamp_size
from game.ui.screens.briefing.leaves import (
    SETTINGS,
    Leaf,
    LeafPart,
    Reader,
    heading,
    on_leaves,
    text_blocks,
)
from game.ui.screens.briefing.paper_leaves import DealtCard, ParRow, ScoreRow, SeatCard
from game.ui.widgets.row import EvenRow, Growing, across, even_rows, lowest_rows

_GRAND = Style("black", 60, 1.1)
_SUBTITLE = Style("serif", 22, 1.3)


def leaves_of(page: Page, reader: Reader, at_once: int) -> list[Leaf]:
    """The dossier: what everybody knows and one's brief, then what one brings and is judged by.

    For the public it is what everybody knows.

    at_once: how many leaves are open at a time. Where it saves turning over, what one brings
    follows on the same leaf, or the texts are set a little smaller.
    """
    least_turning: list[Leaf] = []
    for letters in SETTINGS:
        ways = _ways(page, evolve(reader, letters=letters))
        best = min(ways, key=lambda leaves: _cost(leaves, at_once))
        if not least_turning or _cost(best, at_once)[0] < _cost(least_turning, at_once)[0]:
            least_turning = best
    return least_turning


def _cost(leaves: list[Leaf], at_once: int) -> tuple[int, int]:
    """How often one turns over, and on how many leaves, where they aren't all seen at once."""
    turns = (len(leaves) - 1) // at_once
    return turns, len(leaves) if turns else 0


def _ways(page: Page, reader: Reader) -> list[list[Leaf]]:
    """The dossier with its second part on a leaf of its own, and with both parts in one."""
    notes: dict[str, int] = {}
    known = list(_situation(page, reader, notes))
    if reader.side != PUBLIC:
        known += _brief(page, reader, notes)
    own = [] if reader.side == PUBLIC else list(belongings(page, reader, notes))
    own += _sources(page, reader, notes)
    size = reader.width, reader.height
    return [
        [*on_leaves(page, known, *size), *on_leaves(page, own, *size)],
        on_leaves(page, [*known, *own], *size),
    ]


def _situation(page: Page, reader: Reader, notes: dict[str, int]) -> Iterator[LeafPart]:
    words, scenario = reader.words, reader.words.scenario
    summary = without_sources(scenario.summary) if scenario.situation else ""
    above, stamp = _whose(reader)
    yield LeafPart(
        _Masthead(above, scenario.title, summary, stamp, reader.look, reader.side != PUBLIC),
        keep=True,
    )
    if reader.remark:
        yield LeafPart(Words(reader.remark, SMALL_STRONG, page.paper.brass), 14, keep=True)
    yield heading(page, words.say("ui.briefing.situation"), 18)
    text = scenario.situation or scenario.summary
    yield from _paragraphs(page, reader, text, notes)


def _whose(reader: Reader) -> tuple[str, tuple[str, str]]:
    """What stands above the title; and for whom it is, with the words above that."""
    say = reader.words.say
    if reader.side == PUBLIC:
        stamp = say("ui.briefing.public.who"), say("ui.briefing.public.stamp")
        return say("ui.briefing.public"), stamp
    name = reader.words.naming.side(reader.side)
    return say("ui.briefing.dossier", side=name), (name, say("ui.briefing.stamp"))


def _paragraphs(page: Page, reader: Reader, text: str, notes: dict[str, int]) -> Iterator[LeafPart]:
    for i, each in enumerate(with_footnotes(text, reader.words.scenario, notes)):
        colour, mark = page.paper.first, reader.look.on_paper
        before = 10 if i else 4
        yield from text_blocks(page, each, reader.letters.body, colour, reader.width, before, mark)


def _brief(page: Page, reader: Reader, notes: dict[str, int]) -> Iterator[LeafPart]:
    yield heading(page, reader.words.say("ui.briefing.brief"))
    brief = reader.words.scenario.sides[reader.side].brief
    yield from _paragraphs(page, reader, brief, notes)


def _sources(page: Page, reader: Reader, notes: dict[str, int]) -> Iterator[LeafPart]:
    """What the raised numbers stand for, in one paragraph."""
    words = reader.words
    texts = source_notes(words, notes)
    if not texts:
        return
    name = words.say("ui.briefing.sources")
    yield LeafPart(Words(name, CAPITALS, page.paper.third), 22, keep=True, section=name)
    yield from text_blocks(
        page, " ".join(texts), reader.letters.fine, page.paper.second, reader.width, 4
    )


@frozen
class _Masthead:
    """Across the top of the first leaf."""

    above: str
    title: str
    summary: str
    stamp: tuple[str, str]
    """For whom it is, and the words above that."""
    look: SideLook
    secret: bool = True
    """Whether nobody else may read it."""

    def _stamped(self, page: Page, width: int) -> bool:
        """Whether the stamp has room beside the title; where it hasn't, a sign says the same."""
        room = width - stamp_size(page, *self.stamp)[0] - page.px(24)
        words = width_of(self.above, CAPITALS, page.theme)
        return room >= max(words, width * 45 // 100, self._word(page))

    @property
    def _term(self) -> str:
        return "eyes" if self.secret else "everybody"

    def _word(self, page: Page) -> int:
        """How wide the widest word of the title is."""
        return max(width_of(word, SHEET, page.theme) for word in self.title.split())

    def _title(self, page: Page, width: int) -> Words:
        if self._stamped(page, width):
            width -= stamp_size(page, *self.stamp)[0] + page.px(24)
        fits = width_of(self.title, _GRAND, page.theme) <= width
        return Words(self.title, _GRAND if fits else SHEET, page.paper.first)

    def _parts(self, page: Page, width: int) -> tuple[int, int, int]:
        """How high are the words above with their line, the title, and what is below it."""
        above = line_height(CAPITALS, page.theme) + page.px(20)
        if not self._stamped(page, width):
            above += line_height(SMALL_STRONG, page.theme) + page.px(4)
        title = self._title(page, width)
        room = width
        if self._stamped(page, width):
            room -= stamp_size(page, *self.stamp)[0] + page.px(24)
        height = title.height(page, room)
        if self._stamped(page, width):
            height = max(height, stamp_size(page, *self.stamp)[1] - above)
        summary = self._summary(page).height(page, width) + page.px(8) if self.summary else 0
        return above, height, summary + page.px(14)

    def _summary(self, page: Page) -> Words:
        return Words(self.summary, _SUBTITLE, page.paper.second)

    def height(self, page: Page, width: int) -> int:
        return sum(self._parts(page, width)) + max(1, page.px(1))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        above, height, _ = self._parts(page, width)
        colour, top = self.look.on_paper, y
        page.canvas.text(self.above, x, y, CAPITALS, colour)
        y += line_height(CAPITALS, page.theme)
        room = width
        if self._stamped(page, width):
            stamp_width, stamp_height = stamp_size(page, *self.stamp)
            stamp(page, (x + width - stamp_width, top), *self.stamp, self.look)
            page.explain(Rect(x + width - stamp_width, top, stamp_width, stamp_height), self._term)
            room -= stamp_width + page.px(24)
        else:
            self._lock(page, x, y)
            y += line_height(SMALL_STRONG, page.theme) + page.px(4)
        page.canvas.box(Rect(x, y + page.px(6), page.px(72), max(2, page.px(4))), colour, 2)
        self._title(page, width).draw(page, x, top + above, room)
        y = top + above + height
        if self.summary:
            y += page.px(8)
            self._summary(page).draw(page, x, y, width)
        rule = Rect(x, top + self.height(page, width) - 1, width, max(1, page.px(1)))
        page.canvas.box(rule, page.paper.line, 0)

    def _lock(self, page: Page, x: int, y: int) -> None:
        size = pixel_size(SMALL_STRONG, page.theme)
        down = y + (line_height(SMALL_STRONG, page.theme) - size) // 2
        page.canvas.picture(
            icon("lock" if self.secret else "people", size, self.look.on_paper), (x, down)
        )
        left = x + size + page.px(8)
        width = page.canvas.text(self.stamp[1], left, y, SMALL_STRONG, self.look.on_paper)
        height = line_height(SMALL_STRONG, page.theme)
        page.explain(Rect(x, y, left + width - x, height), self._term)


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
