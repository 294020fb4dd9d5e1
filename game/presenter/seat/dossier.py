"""The papers of a participant: the situation, the briefs, the cards, the score, what its tables are
about, and the sources."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from game.presenter.papers import (
    DossierScoreLine,
    briefed_seat,
    card_audience,
    held_cards,
    score_lines,
    source_notes,
)
from game.presenter.prose import with_footnotes, without_sources
from game.presenter.seat.team import seat_name
from game.presenter.worded_game import WordedGame
from game.words.sentences import number
from game.words.wording import Wording


@frozen
class PaperCard:
    """A card that the side holds or has seen."""

    deal: str
    name: str
    paragraphs: tuple[str, ...]


@frozen
class ScoredLine:
    """A line of the score of the side or the seat, as things stand."""

    label: str
    points: str
    """Empty if it is counted only after the end."""
    range: str


@frozen
class PaperOption:
    """An option of an issue."""

    name: str
    about: str
    """May be empty."""


@frozen
class PaperIssue:
    """An issue of a table, with its options in the order of the scenario."""

    name: str
    about: str
    """May be empty."""
    options: tuple[PaperOption, ...]


@frozen
class TablePaper:
    """What a table of the side is about; it can be read before the table is open."""

    id: str
    name: str
    about: tuple[str, ...]
    issues: tuple[PaperIssue, ...]


@frozen
class PapersTab:
    """What a participant can read again at any time."""

    summary: str
    situation: tuple[str, ...]
    brief: tuple[str, ...]
    seat: str
    """The name of the reader's seat; empty where it has none."""
    seat_brief: tuple[str, ...]
    """What only this seat reads."""
    seat_score: tuple[ScoredLine, ...]
    """What counts for this seat alone."""
    cards_head: str
    cards: tuple[PaperCard, ...]
    audience: str
    """Who has seen the cards; empty where there are none."""
    score: tuple[ScoredLine, ...]
    par: str
    tables: tuple[TablePaper, ...]
    sources: tuple[str, ...]


def papers_tab(worded: WordedGame, side: str, seat: str) -> PapersTab:
    """The papers of a side, and the brief of one of its seats; seat: empty: of none."""
    words, view, scenario = worded.words, worded.view(side), worded.words.scenario
    notes: dict[str, int] = {}

    def prose(text: str) -> tuple[str, ...]:
        return tuple(with_footnotes(text, scenario, notes))

    written = scenario.sides[side]
    situation = prose(scenario.situation)
    brief = prose(written.brief)
    own = briefed_seat(words, view, seat) if seat in written.seats else None
    seat_brief = prose(own.brief) if own is not None else ()
    held = held_cards(words, view)
    cards = tuple(PaperCard(each.deal, each.name, prose(each.brief)) for each in held)
    return PapersTab(
        summary=without_sources(scenario.summary),
        situation=situation,
        brief=brief,
        seat=seat_name(words, side, seat),
        seat_brief=seat_brief,
        seat_score=_scored(own.score) if own is not None else (),
        cards_head=words.counted("ui.briefing.cards", len(cards)) if cards else "",
        cards=cards,
        audience=card_audience(words, view).sentence if cards else "",
        score=_scored(score_lines(words, view)),
        par=number(written.par),
        tables=tuple(
            _table_paper(words, id, (*prose(table.text), *words.what_binds(id)))
            for id, table in scenario.tables.items()
            if side in table.between
        ),
        sources=source_notes(words, notes),
    )


def _scored(lines: Iterable[DossierScoreLine]) -> tuple[ScoredLine, ...]:
    return tuple(
        ScoredLine(line.label, number(line.points) if line.points is not None else "", line.range)
        for line in lines
    )


def _table_paper(words: Wording, id: str, about: tuple[str, ...]) -> TablePaper:
    naming, table = words.naming, words.scenario.tables[id]
    return TablePaper(
        id,
        naming.table(id),
        about,
        tuple(
            PaperIssue(
                naming.issue(id, key),
                without_sources(issue.text),
                tuple(
                    PaperOption(naming.option(id, key, option), without_sources(each.text))
                    for option, each in issue.options.items()
                ),
            )
            for key, issue in table.issues.items()
        ),
    )
