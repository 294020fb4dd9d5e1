"""What has happened since a side last decided, as stories for the top of its page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from attrs import evolve

from game.engine.pending import phase_of
from game.model.decisions import FACILITATOR
from game.model.entries import Entry
from game.model.log_events import (
    InjectFired,
    PackageRatified,
    PactEvent,
    Signature,
    StageBegan,
    TableExpired,
    TableOutcome,
)
from game.model.play import TableView
from game.presenter.replies import replies
from game.presenter.stories.reply_page import adjourned, reply_page, used_up
from game.presenter.stories.story_pages import (
    StoryPage,
    announcement_page,
    dateline,
    inject_page,
    pact_page,
    stage_page,
)
from game.presenter.worded_game import WordedGame
from game.rules.compiled import VisitRules
from game.session.said_and_done import decider, last_decision, sayings
from game.words.sentences import number


def news_pages(worded: WordedGame, side: str) -> tuple[StoryPage, ...]:
    """What others said at tables since a side last decided, then what became of these, then
    stories and announcements, each with the newest first. After the end only what was said.

    A story that asks the side a question now is told with the question.
    """
    new = [entry for entry, is_new in _entries(worded, side) if is_new]
    replied = list(_replied(worded, side))
    heard = [reply_page(worded, side, table) for table in reversed(replied)]
    if not worded.state.to_move:
        return tuple(heard)
    pages = [*_stories(worded, side), *_announcements(worded, side)]
    return (*heard, *table_outcomes(worded, side, new, replied), *reversed(pages))


def _replied(worded: WordedGame, side: str) -> Iterator[str]:
    """The tables at which others have replied since a side last decided anything."""
    history = enumerate(worded.game.history())
    last = max((number for number, moment in history if decider(moment) == side), default=0)
    for reply in replies(worded.game, side):
        if reply.last.place[0] > last:
            yield reply.table


def last_own_line(worded: WordedGame, side: str) -> int:
    """The number of the line in which a side last decided; 0 where it has not decided yet."""
    moment = last_decision(worded.game, (side,))
    return moment.line.number if moment is not None and moment.line is not None else 0


def _stories(worded: WordedGame, side: str) -> Iterator[StoryPage]:
    asked = worded.asking_inject if side in worded.state.to_move else ""
    entries = (
        (entry, new and not isinstance(entry.event, PactEvent))
        for entry, new in _entries(worded, side)
    )
    yield from stories_among(worded, side, entries, asked)


def stories_among(
    worded: WordedGame, reader: str, entries: Iterable[tuple[Entry, bool]], asked: str = ""
) -> Iterator[StoryPage]:
    """The stories among the entries of a record, each entry with whether it is to be told.

    asked: an inject that is told elsewhere.
    """
    stage = ""
    pages: dict[object, StoryPage] = {}
    for entry, new in entries:
        before, event = stage, entry.event
        if isinstance(event, StageBegan):
            stage = event.stage
        if not new:
            continue
        match event:
            case StageBegan() if before:
                pages[event] = stage_page(worded, reader, before, event.stage)
            case InjectFired(inject) if inject != asked:
                pages[event] = inject_page(worded, reader, inject)
            case _ if isinstance(event, PactEvent):
                pages[event.table] = pact_page(worded, reader, event.table)
    yield from pages.values()


def _entries(worded: WordedGame, side: str) -> Iterator[tuple[Entry, bool]]:
    """The entries of a side's record in order, each with whether it is new since it decided."""
    record = [entry for _, entries in worded.record(side) for entry in entries]
    new = worded.new_entries(side) if last_own_line(worded, side) else len(record)
    for i, entry in enumerate(record):
        yield entry, i >= len(record) - new


def _announcements(worded: WordedGame, side: str) -> Iterator[StoryPage]:
    for saying in sayings(worded.game, side, last_own_line(worded, side)):
        if saying.sender == FACILITATOR and saying.number not in worded.hidden_words:
            yield announcement_page(worded.words, saying, saying.turn)


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
