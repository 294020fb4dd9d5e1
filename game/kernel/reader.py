"""Converts the kernel's numbers to a state of the reference engine, field by field on demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.engine.draft import StateDraft
from game.engine.reducer import sides_to_move
from game.kernel import codes as c
from game.kernel.lowering.lower import Tables
from game.model.frozen import FrozenMap
from game.model.play import NOTHING, ProjectState, State, TableState, VoteState

Row = Sequence[int]


def read_state(tables: Tables, row: Row, seed: int, answered: Sequence[int]) -> State:
    """Converts the kernel's numbers of a state, which must not change any more, to a State.

    answered: the field `State.answered`, of which the kernel keeps only what rules read. The field
    `revealed` is empty if the tables don't include reveals.
    """
    return State.deferred(_Reader(tables, row, seed, answered).field)


class _Reader:
    """Reads the fields of a state. Each field with several numbers has a method of its name."""

    def __init__(self, tables: Tables, row: Row, seed: int, answered: Sequence[int]) -> None:
        self._tables = tables
        self._rules = tables.rules
        self._places = tables.places
        self._row = row
        self._seed = seed
        self._answered = answered

    def field(self, name: str) -> object:
        """Reads the field of that name."""
        if name in _SINGLE:
            return self._row[_SINGLE[name]]
        read: Callable[[], object] = getattr(self, name)
        return read()

    def _slice(self, first: int, count: int, step: int = 1) -> tuple[int, ...]:
        return tuple(self._row[first : first + step * count : step])

    def seed(self) -> int:
        return self._seed

    def finished(self) -> tuple[int, ...]:
        return self._slice(c.SIDES, len(self._rules.sides), 1 + self._rules.most_picks)

    def picks(self) -> tuple[tuple[int, ...], ...]:
        most, first = self._rules.most_picks, c.SIDES + 1
        return tuple(
            [
                # Most sides have picked nothing, which this tests quickly.
                tuple([slot for slot in self._row[at : at + most] if slot != NOTHING])
                if most and self._row[at] != NOTHING
                else ()
                for at in range(first, self._places.tracks, 1 + most)
            ]
        )

    def tracks(self) -> tuple[int, ...]:
        return self._slice(self._places.tracks, len(self._rules.tracks))

    def cards(self) -> tuple[int, ...]:
        return self._slice(self._places.cards, len(self._rules.deals))

    def uses(self) -> tuple[int, ...]:
        return self._slice(self._places.slots, len(self._rules.slots), 3)

    def last(self) -> tuple[int, ...]:
        return self._slice(self._places.slots + 1, len(self._rules.slots), 3)

    def today(self) -> tuple[int, ...]:
        return self._slice(self._places.slots + 2, len(self._rules.slots), 3)

    def fired(self) -> tuple[int, ...]:
        return self._slice(self._places.fired, len(self._rules.injects))

    def held(self) -> tuple[int, ...]:
        return self._slice(self._places.held, len(self._rules.injects))

    def tables(self) -> tuple[TableState, ...]:
        return tuple(map(self._table, range(len(self._rules.tables))))

    def _table(self, number: int) -> TableState:
        table, at = self._rules.tables[number], self._places.tables[number]
        parties, issues = len(table.parties), len(table.issues)
        options = at + c.AT_ACCEPTED + parties
        gone = self._places.majorities[number]
        members = 0 if table.majority is None else len(table.majority.count.members)
        offers, ratify = self._places.last_offers[number], self._places.ratifications[number]
        return TableState(
            status=self._row[at + c.AT_STATUS],
            rounds=self._row[at + c.AT_ROUNDS],
            speaker=self._row[at + c.AT_SPEAKER],
            proposer=self._row[at + c.AT_PROPOSER],
            accepted=self._slice(at + c.AT_ACCEPTED, parties),
            options=self._slice(options, issues),
            worths=self._slice(options + issues, parties),
            last_offers=tuple(
                self._slice(offers + party * issues, issues) for party in range(parties)
            ),
            due=self._row[ratify] if ratify else 0,
            ratified=self._slice(ratify + 1, len(table.ratifiers)),
            walked=self._slice(gone, parties if gone else 0),
            ballots=self._slice(gone + parties, members),
        )

    def questions(self) -> tuple[int, ...]:
        places = self._places
        return self._slice(places.questions + 1, self._row[places.questions])

    def hidden_answers(self) -> tuple[int, ...]:
        if not self._rules.hides_answers:
            return (NOTHING,) * len(self._rules.sides)
        return self._slice(self._places.hidden_answers, len(self._rules.sides))

    def answered(self) -> tuple[int, ...]:
        return tuple(self._answered)

    def votes(self) -> tuple[VoteState, ...]:
        return tuple(map(self._vote, range(len(self._rules.votes))))

    def _vote(self, number: int) -> VoteState:
        vote, at = self._rules.votes[number].vote, self._places.votes[number]
        assert vote is not None
        support, members = at + c.VOTE_SUPPORT, len(vote.members)
        ballots = support + len(vote.counts)
        return VoteState(
            self._row[at + c.VOTE_CARRIED_TIMES],
            self._row[at + c.VOTE_LOST_TIMES],
            self._slice(support, len(vote.counts)),
            self._slice(ballots, members),
            self._slice(ballots + members, members if vote.is_revealed else 0),
        )

    def projects(self) -> tuple[ProjectState, ...]:
        count, place = len(self._rules.projects), self._places.project
        return tuple(ProjectState(*self._slice(place(i), c.PROJECT_STATE)) for i in range(count))

    def promises(self) -> tuple[int, ...]:
        return self._slice(self._places.promises, len(self._rules.promises), 2)

    def promised_on(self) -> tuple[int, ...]:
        return self._slice(self._places.promises + 1, len(self._rules.promises), 2)

    def delays(self) -> tuple[int, ...]:
        return self._slice(self._places.delays, self._rules.counters)

    def draws(self) -> tuple[int, ...]:
        return self._slice(self._places.draws, len(self._rules.sites))

    def revealed(self) -> FrozenMap[tuple[int, int], tuple[int, int]]:
        if not self._tables.reveals:
            return FrozenMap()
        row, revealed, shown = self._row, self._places.revealed, {}
        for side in range(len(self._rules.sides)):
            for track in range(len(self._rules.tracks)):
                at = revealed(side, track)
                if row[at + 1] > 0:
                    shown[side, track] = row[at], row[at + 1] - 1
        return FrozenMap(shown)

    def to_move(self) -> tuple[str, ...]:
        state = State.deferred(self.field)
        return sides_to_move(StateDraft(self._rules, state))


_SINGLE = {
    "turn": c.TURN,
    "stage": c.STAGE,
    "phase": c.PHASE,
    "outcome": c.OUTCOME,
    "cursor": c.CURSOR,
    "visit": c.VISIT,
}
