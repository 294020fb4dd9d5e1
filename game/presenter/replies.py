"""What others say at a table after a side has spoken there: the answer to it.

A side that speaks again at the same visit sees it where it decides. Where nobody speaks any more,
because the visit, the table or the game is over, it is a reply, which is read before anything else
goes on.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.engine.negotiation import OVER
from game.engine.pending import phase_of
from game.model.decisions import PUBLIC
from game.model.entries import Entry
from game.model.log_events import (
    OfferAccepted,
    OfferMade,
    Signature,
    TableCollapsed,
    TurnPassed,
)
from game.model.play import State
from game.rules.compiled import VisitRules
from game.session.game import Game, Moment
from game.session.said_and_done import decider

SpokenEvent = OfferMade | OfferAccepted | TurnPassed
"""What a side can say at a table without ending the talks."""


@frozen
class Spoken:
    """What one side said at a table."""

    event: SpokenEvent
    entry: Entry
    """As the reader knows it."""
    moment: Moment
    """The game after it was said."""
    place: tuple[int, int]
    """The number of that moment in the history, and of the entry in it."""


@frozen
class Reply:
    """What others said at a table since its reader spoke there last."""

    table: str
    rounds: int
    """How many rounds the visit has."""
    spoken: tuple[Spoken, ...]
    end: State | None
    """The game when nobody spoke at the table any more; None while somebody does."""

    @property
    def last(self) -> Spoken:
        """What was said last."""
        return self.spoken[-1]


def replies(game: Game, reader: str) -> list[Reply]:
    """The replies that a reader has got, in order; PUBLIC gets what is said last at each visit.

    Where a table was agreed or broken off, its story tells that, and there is no reply.
    """
    return [reply for reply in _conversations(game, reader) if reply.end is not None]


def meanwhile(game: Game, reader: str) -> tuple[Spoken, ...]:
    """What others have said at the table that is visited since a reader spoke there last."""
    return next((each.spoken for each in _conversations(game, reader) if each.end is None), ())


def _conversations(game: Game, reader: str) -> Iterator[Reply]:
    spoken: list[Spoken] = []
    table, rounds = "", 0
    for number, moment in enumerate(game.history()):
        before = game.moments[moment.before].state
        visit = phase_of(game.rules, before)
        if not isinstance(visit, VisitRules):
            continue
        table, rounds = game.rules.tables[visit.table].id, visit.rounds
        if decider(moment) == reader and not before.questions:
            spoken.clear()
        for index, each in enumerate(moment.entries):
            entry = each.shown_to(reader)
            match event := entry.event if entry is not None else None:
                case Signature() | TableCollapsed() if event.table == table:
                    spoken.clear()
                case OfferMade() | OfferAccepted() | TurnPassed() if event.table == table:
                    if entry is not None and event.side != reader:
                        spoken.append(Spoken(event, entry, moment, (number, index)))
        if spoken and not _goes_on(game, visit, before, moment.state):
            heard = spoken[-1:] if reader == PUBLIC else spoken
            yield Reply(table, rounds, tuple(heard), moment.state)
            spoken.clear()
    if spoken:
        yield Reply(table, rounds, tuple(spoken), None)


def _goes_on(game: Game, visit: VisitRules, before: State, after: State) -> bool:
    """Whether somebody still speaks at a visit."""
    is_same = phase_of(game.rules, after) is visit and after.turn == before.turn
    return bool(after.to_move) and is_same and after.cursor != OVER
