"""What a reader may know of an inject that happened, or of what became of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from game.model.entries import Cause, CauseKind, Entry, Quotation
from game.model.frozen import FrozenMap
from game.model.log_events import (
    ActionTaken,
    Figures,
    GameEnded,
    InjectFired,
    OfferAccepted,
    PackageSigned,
    PactEvent,
    PhaseBegan,
    QuestionAsked,
    SideWalkedOut,
    Signature,
    SupportCounted,
    TextSaid,
    TrackChanged,
    TurnBegan,
    VoteCounted,
)
from game.presenter.read_marks import PactCode
from game.presenter.worded_game import WordedGame

_UNNAMED: tuple[CauseKind, ...] = ("opening", "each_turn", "facilitator")
"""The kinds of causes that a story doesn't name."""
_NEXT_EVENTS = TurnBegan | PhaseBegan | InjectFired | ActionTaken | QuestionAsked | GameEnded
"""The events with which something else begins, that an inject did not bring about."""


@frozen
class TrackChange:
    """The change of a track in all that followed from one thing."""

    track: str
    before: int
    after: int


@frozen
class Story:
    """An inject as it last happened."""

    inject: str
    turn: int
    figures: Figures
    """What stands in the braces of its text."""
    cause: Cause | None
    """What it follows from; None where the reader doesn't know."""
    changes: tuple[TrackChange, ...]
    said: tuple[str, ...]
    """What was said as it happened."""
    others: tuple[Entry, ...]
    """What else came of it."""


@frozen
class Pact:
    """What became of a table last."""

    table: str
    code: PactCode
    package: FrozenMap[str, str]
    """What was agreed; empty where nothing was."""
    quotations: tuple[Quotation, ...] = ()
    """What bots said as they accepted or left."""
    walkout: Entry | None = None
    """That a side left it; None where none did."""
    counted: Entry | None = None
    """Who was for it, at a table with a majority, where the reader knows."""
    due: int = 0
    """The turn at whose end it lapses unless it is ratified; 0 where it needn't be."""


def pact_of(worded: WordedGame, reader: str, table: str) -> tuple[Pact, Story]:
    """What became of a table last, and what followed from it, as far as a reader may know."""
    pact, story = Pact(table, "collapsed", FrozenMap()), Story("", 1, None, None, (), (), ())
    for turn, batch in worded.record(reader):
        for index, entry in enumerate(batch):
            event = entry.event
            if not isinstance(event, PactEvent) or event.table != table:
                continue
            package: FrozenMap[str, str] = getattr(event, "package", FrozenMap())
            left = [each for each in batch[:index] if isinstance(each.event, SideWalkedOut)]
            walkout = left[-1] if left and event.code == "collapsed" else None
            said = _said_at_table(batch[:index], table)
            due = event.due if isinstance(event, PackageSigned) else 0
            counts = [
                each
                for each in batch[:index]
                if isinstance(each.event, SupportCounted) and each.event.table == table
            ]
            counted = counts[-1] if counts and isinstance(event, Signature) else None
            pact = Pact(table, event.code, package, said, walkout, counted, due)
            after = tuple(each for each in batch[index + 1 :] if _follows_from_table(each, table))
            story = _story(worded, "", (turn, None), after)
    return pact, story


def _said_at_table(entries: Iterable[Entry], table: str) -> tuple[Quotation, ...]:
    """What bots said as they accepted at a table, or left it."""
    return tuple(
        entry.quotation
        for entry in entries
        if isinstance(entry.event, OfferAccepted | SideWalkedOut)
        and entry.event.table == table
        and entry.quotation is not None
    )


def _follows_from_table(entry: Entry, table: str) -> bool:
    path = f"{entry.cause.path}/" if entry.cause is not None else ""
    return path.startswith(f"tables/{table}/")


def story_of(worded: WordedGame, reader: str, inject: str) -> Story:
    """The story of an inject as it last happened, as far as a reader may know it."""
    return _story(
        worded, inject, _last_time(worded, reader, inject), consequences(worded, reader, inject)
    )


def _story(
    worded: WordedGame, inject: str, last: tuple[int, Entry | None], followed: tuple[Entry, ...]
) -> Story:
    turn, entry = last
    cause = entry.cause if entry is not None else None
    return Story(
        inject,
        turn,
        entry.event.figures if entry is not None and isinstance(entry.event, InjectFired) else None,
        None if cause is not None and cause.kind in _UNNAMED else cause,
        sum_changes(followed),
        tuple(worded.words.entry(each) for each in followed if isinstance(each.event, TextSaid)),
        tuple(each for each in followed if not isinstance(each.event, TextSaid | TrackChanged)),
    )


def _last_time(worded: WordedGame, reader: str, inject: str) -> tuple[int, Entry | None]:
    """The turn on which an inject happened last, and the entry that says so."""
    turn_and_entry: tuple[int, Entry | None] = (worded.state.turn, None)
    for turn, batch in worded.record(reader):
        for entry in batch:
            if isinstance(entry.event, InjectFired) and entry.event.inject == inject:
                turn_and_entry = turn, entry
    return turn_and_entry


def consequences(worded: WordedGame, reader: str, inject: str) -> tuple[Entry, ...]:
    """What followed from an inject when it last happened, as far as a reader may know."""
    followed: tuple[Entry, ...] = ()
    for moment in worded.game.history():
        entries = moment.shown_to(reader)
        for index, entry in enumerate(entries):
            if isinstance(entry.event, InjectFired) and entry.event.inject == inject:
                followed = tuple(_caused_by(inject, entries[index + 1 :]))
            elif _is_result_of(inject, entry) and entry not in followed:
                # Where sides vote, the result comes after their ballots.
                followed = (*followed, entry, *_caused_by(inject, entries[index + 1 :]))
    return followed


def _is_result_of(inject: str, entry: Entry) -> bool:
    """Whether it tells what a body has decided on the proposal of an inject."""
    return isinstance(entry.event, VoteCounted) and entry.event.inject == inject


def _caused_by(inject: str, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries that an inject caused, until something else happens."""
    for entry in entries:
        cause = entry.cause
        if isinstance(entry.event, _NEXT_EVENTS):
            return
        if cause is not None and cause.kind == "inject" and cause.path == f"injects/{inject}":
            yield entry


def sum_changes(entries: Sequence[Entry]) -> tuple[TrackChange, ...]:
    """The changes of tracks among entries, those of one track as one."""
    by_track: dict[str, TrackChange] = {}
    for entry in entries:
        if isinstance(entry.event, TrackChanged):
            track, after = entry.event.track, entry.event.value
            known = by_track.get(track)
            before = known.before if known is not None else after - entry.event.got
            by_track[track] = TrackChange(track, before, after)
    return tuple(by_track.values())
