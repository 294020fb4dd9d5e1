"""What has happened since a side last decided, as stories for the top of its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.model.decisions import FACILITATOR
from game.model.entries import Entry
from game.model.log_events import InjectFired, PactEvent, StageBegan
from game.presenter.replies import replies
from game.presenter.seat.outcomes import table_outcomes
from game.presenter.stories.reply_page import reply_page
from game.presenter.stories.story_pages import (
    StoryPage,
    announcement_page,
    inject_page,
    pact_page,
    stage_page,
)
from game.presenter.worded_game import WordedGame
from game.session.said_and_done import decider, last_decision, sayings


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
    for number, entry in enumerate(record):
        yield entry, number >= len(record) - new


def _announcements(worded: WordedGame, side: str) -> Iterator[StoryPage]:
    for saying in sayings(worded.game, side, last_own_line(worded, side)):
        if saying.sender == FACILITATOR and saying.number not in worded.hidden_words:
            yield announcement_page(worded.words, saying, saying.turn)
