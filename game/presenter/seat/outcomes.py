"""What became of the tables at which a side spoke, as stories for the top of its page."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from attrs import evolve

from game.engine.pending import phase_of
from game.model.entries import Entry
from game.model.log_events import PackageRatified, Signature, TableExpired, TableOutcome
from game.model.play import TableView
from game.presenter.stories.reply_page import adjourned, used_up
from game.presenter.stories.story_pages import StoryPage, dateline, pact_page
from game.presenter.worded_game import WordedGame
from game.rules.compiled import VisitRules
from game.session.said_and_done import last_decision
from game.words.sentences import number


def table_outcomes(
    worded: WordedGame, side: str, new: Iterable[Entry], replied: Collection[str] = ()
) -> tuple[StoryPage, ...]:
    """What became of tables, the newest first, each beginning with what it means for the side.

    new: the entries of the side's record since it last decided. replied: the tables at which others
    have replied since; where the talks only paused or ran out, their reply tells it.
    """
    last: dict[str, TableOutcome] = {}
    for entry in new:
        event = entry.event
        if isinstance(event, TableOutcome):
            last.pop(event.table, None)
            last[event.table] = event
    pages = []
    for table, event in last.items():
        if isinstance(event, TableExpired) and table in replied:
            continue
        page = (
            _expired_page(worded, table)
            if isinstance(event, TableExpired)
            else pact_page(worded, side, table)
        )
        lead = [page.lead, *_consequence(worded, side, table, event)]
        pages.append(evolve(page, lead=" ".join(each for each in lead if each)))
    visited = _adjourned_table(worded, side)
    if visited is not None and visited[0].id not in {*last, *replied}:
        pages.append(_adjourned_page(worded, side, *visited))
    return tuple(reversed(pages))


def _consequence(worded: WordedGame, side: str, table: str, event: TableOutcome) -> list[str]:
    """What the side has now, in sentences; none where it takes no part in the table."""
    words, view = worded.words, worded.view(side).tables[table]
    if side not in words.scenario.tables[table].between:
        return []
    if isinstance(event, Signature | PackageRatified):
        worth = view.worths.get(side)
        return [] if worth is None else [words.say("seat.outcome.worth", worth=number(worth))]
    reserve = view.reserves.get(side)
    if reserve is None:
        return []
    return [words.say("seat.outcome.reserve", reserve=number(reserve))]


def _expired_page(worded: WordedGame, table: str) -> StoryPage:
    words = worded.words
    return StoryPage(
        head=words.say("ui.news.wire"),
        date=dateline(words, worded.state.turn),
        label=words.say("status.expired"),
        headline=words.say("seat.outcome.expired", table=words.naming.table(table)),
        paragraphs=(used_up(words, table),),
    )


def _adjourned_table(worded: WordedGame, side: str) -> tuple[TableView, int] | None:
    """The table at which a side last spoke, if its visit is over and it is open still, and how many
    rounds the visit had."""
    game = worded.game
    decision = last_decision(game, (side,))
    if decision is None or game.state.to_move == ():
        return None
    before, state = game.moments[decision.before].state, game.state
    visit = phase_of(game.rules, before)
    if not isinstance(visit, VisitRules):
        return None
    if phase_of(game.rules, state) is visit and before.turn == state.turn:
        return None
    table = worded.view(side).tables[list(game.rules.scenario.tables)[visit.table]]
    at_it = side in game.rules.scenario.tables[table.id].between
    return (table, visit.rounds) if at_it and table.status == "open" else None


def _adjourned_page(worded: WordedGame, side: str, table: TableView, used: int) -> StoryPage:
    words = worded.words
    return StoryPage(
        head=words.say("ui.news.wire"),
        date=dateline(words, worded.state.turn),
        label=words.say("seat.outcome.adjourned.label"),
        headline=words.say("seat.outcome.adjourned", table=words.naming.table(table.id)),
        paragraphs=(),
        lead=" ".join(adjourned(words, side, table, used)),
    )
