"""What lies in a side's dossier besides its brief: its cards, its score, its seats, its sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from game.model.play import LineScore, View
from game.model.scenario import Source, titled
from game.model.sides import ScoreLine
from game.presenter.prose import footnote_mark, without_sources
from game.words.sentences import number
from game.words.wording import Wording

_WIDEST_SPAN = 50
"""The widest range of points that is shown; bounds of sums are wider than what can be won."""


@frozen
class HeldCard:
    """A card that was dealt to a side."""

    deal: str
    """The name of the deal."""
    name: str
    brief: str
    """The author's text, as it is written."""


def held_cards(words: Wording, view: View) -> tuple[HeldCard, ...]:
    """The cards that the reader holds or has seen."""
    deals = words.scenario.deals
    return tuple(
        HeldCard(words.naming.deal(deal), words.naming.card(deal, id), deals[deal].cards[id].brief)
        for deal, id in view.cards.items()
    )


@frozen
class CardAudience:
    """Who has seen the cards that a side holds or has seen."""

    secret: bool
    """Whether nobody else has."""
    sentence: str


def card_audience(words: Wording, view: View) -> CardAudience:
    """Who has seen the cards that the reader holds or has seen."""
    dealt = {side for deal in view.cards for side in words.scenario.deals[deal].to}
    if dealt <= {view.who}:
        sentence = words.counted("ui.briefing.card.secret", len(view.cards))
        return CardAudience(True, sentence)
    sides = words.naming.sides(side for side in words.scenario.sides if side in dealt)
    return CardAudience(False, words.say("ui.briefing.card.shared", sides=sides))


@frozen
class DossierScoreLine:
    """A line of the score of a side or a seat: what counts, how much it gives as things stand, and
    of how much."""

    label: str
    points: int | None
    """None if it is counted only after the end."""
    span: tuple[int, int] | None
    """The lowest and the highest number of points, if that is worth showing."""
    range: str
    """The same in words; empty if it isn't shown."""


def score_lines(words: Wording, view: View) -> tuple[DossierScoreLine, ...]:
    """The lines of the reader's score, as things stand."""
    written = words.scenario.sides[view.who].score
    return _score_lines(words, written, view.scores[view.who].lines)


@frozen
class BriefedSeat:
    """A seat of a side, with what only it reads."""

    name: str
    brief: str
    """The author's text, as it is written; may be empty."""
    score: tuple[DossierScoreLine, ...]
    """What counts for this seat alone, as things stand."""
    counts: str
    """The same as a sentence; empty where nothing does."""


def briefed_seat(words: Wording, view: View, seat: str) -> BriefedSeat:
    """A seat of the reader's side; one without a name is called by its id."""
    written = words.scenario.sides[view.who].seats[seat]
    counted = view.seat_scores.get((view.who, seat), ())
    lines = _score_lines(words, written.score, counted)
    told = words.say("semicolon").join(_counted_line(words, line) for line in lines)
    counts = words.say("ui.briefing.seat.counts", lines=told) if lines else ""
    return BriefedSeat(titled(written.name, seat), written.brief, lines, counts)


def _counted_line(words: Wording, line: DossierScoreLine) -> str:
    """What counts for a seat, with its points as things stand, where these are known yet."""
    if line.points is None:
        return line.label
    points = " ".join(filter(None, (number(line.points), line.range)))
    return words.say("ui.briefing.seat.counts.line", label=line.label, points=points)


def side_seats(words: Wording, view: View) -> tuple[BriefedSeat, ...]:
    """The seats of the reader's side."""
    return tuple(briefed_seat(words, view, seat) for seat in words.scenario.sides[view.who].seats)


def _score_lines(
    words: Wording, written: Iterable[ScoreLine], counted: Iterable[LineScore]
) -> tuple[DossierScoreLine, ...]:
    by_index = {line.index: line for line in counted}
    return tuple(
        _score_line(words, without_sources(line.label), by_index.get(i))
        for i, line in enumerate(written)
    )


def _score_line(words: Wording, label: str, line: LineScore | None) -> DossierScoreLine:
    if line is None:
        return DossierScoreLine(label, None, None, words.say("ui.briefing.score.later"))
    if line.high - line.low > _WIDEST_SPAN:
        return DossierScoreLine(label, line.points, None, "")
    low, high = number(line.low), number(line.high)
    key = "ui.briefing.score.of" if line.low == 0 else "ui.briefing.score.between"
    values = {"n": high} if line.low == 0 else {"low": low, "high": high}
    return DossierScoreLine(label, line.points, (line.low, line.high), words.say(key, **values))


def source_notes(words: Wording, notes: Mapping[str, int]) -> tuple[str, ...]:
    """What the raised numbers of footnotes stand for, each with its number.

    notes: the numbers by the key of their source, in order.
    """
    texts = []
    for key, note in notes.items():
        text = source_text(words, words.scenario.sources[key])
        texts.append(f"{footnote_mark(note)}\u00a0{text}.")
    return tuple(texts)


def source_text(words: Wording, source: Source) -> str:
    """The title of a source, and its date if it has one."""
    title = without_sources(source.title)
    if source.as_of is None:
        return title
    return words.say("ui.briefing.source", title=title, date=words.language.date(source.as_of))
