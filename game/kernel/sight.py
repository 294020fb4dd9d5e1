"""A state as a side sees it, made of its view: what a bot may look at, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.packages import package_from_ids
from game.engine.pending import answers_of
from game.kernel import codes as c
from game.kernel.lowering.lower import Tables
from game.kernel.numba.jit import Numbers
from game.model.frozen import FrozenMap
from game.model.play import NOBODY, OPENING, OUTSIDE, STATUS, Question, TableView, View
from game.model.refusals import Refusal
from game.rules.compiled import ActionsRules, TableRules, VisitRules


def seen(tables: Tables, view: View) -> Numbers:
    """The numbers of a state, from a view of it.

    What the view doesn't show stands as it does before a game: a track at its start, a card not
    dealt, a secret action never taken, nothing scheduled.
    """
    return _Seen(tables, view).state


class _Seen:
    def __init__(self, tables: Tables, view: View) -> None:
        self.tables = tables
        self.rules = tables.rules
        self.index = tables.rules.index
        self.view = view
        self.state = tables.state()
        self._write(
            0,
            [tables.numbers[tables.numbers[c.H_BLANK] + i] for i in range(self.tables.places.end)],
        )
        self._place()
        self._counts()
        for number, table in enumerate(self.rules.tables):
            self._table(number, table, view.tables[table.id])

    def _write(self, at: int, numbers: list[int]) -> None:
        for i, number in enumerate(numbers):
            self.state[at + i] = number

    def _place(self) -> None:
        """When it is, whose turn, what one sees of tracks and cards."""
        view, index, places = self.view, self.index, self.tables.places
        self.state[c.TURN] = view.turn
        self.state[c.STAGE] = index.stages[view.stage]
        self.state[c.PHASE] = OPENING if view.phase is None else index.phases[view.phase]
        self.state[c.CURSOR] = self._cursor()
        width = 1 + self.rules.most_picks
        for side, id in enumerate(self.rules.sides):
            picks = [index.slots[id, action] for action in view.picks.get(id, ())]
            self._write(c.SIDES + side * width, [int(id in view.finished), *picks])
        for track in view.tracks:
            self.state[places.tracks + index.tracks[track]] = view.tracks[track]
        for deal in view.cards:
            self.state[places.cards + index.deals[deal]] = index.cards[deal][view.cards[deal]]

    def _cursor(self) -> int:
        """In an alternate phase, whose turn it is to pick."""
        view = self.view
        if view.phase is None or view.question is not None or not view.to_move:
            return 0
        phase = self.rules.phases[self.index.phases[view.phase]]
        if not isinstance(phase, ActionsRules) or phase.together:
            return 0
        return phase.sides.index(self.index.sides[view.to_move[0]])

    def _counts(self) -> None:
        """What has been done, has happened, and was promised."""
        view, index, places = self.view, self.index, self.tables.places
        for side in view.taken:
            for action in view.taken[side]:
                taken = view.taken[side][action]
                at = places.slots + c.SLOT_STATE * index.slots[side, action]
                self._write(at, [taken.times, taken.last, taken.today])
        for inject in view.fired:
            self.state[places.fired + index.injects[inject]] = view.fired[inject]
        for promise in view.promises:
            self.state[places.promises + 2 * index.promises[promise]] = view.promises[promise]
        if view.question is not None:
            self._questions(view.question)
        for answer in view.answered:
            if index.answers[answer] in places.answered:
                self.state[places.answered[index.answers[answer]]] = view.answered[answer]

    def _questions(self, question: Question) -> None:
        """The question that is to be answered, and those to further sides by the same inject."""
        index, places = self.index, self.tables.places
        number = index.injects[question.inject]
        inject = self.rules.injects[number]
        waiting = range(1)
        if inject.together:
            for side in question.answers:
                answers = [answer.id for answer in answers_of(inject, index.sides[side])]
                hidden = answers.index(question.answers[side])
                self.state[places.hidden_answers + index.sides[side]] = hidden
        else:
            waiting = range(inject.ask.index(index.sides[question.sides[0]]), len(inject.ask))
        later = [number + place * len(self.rules.injects) for place in waiting]
        self._write(places.questions, [len(later), *later])

    def _table(self, number: int, table: TableRules, seen: TableView) -> None:
        """What has become of a table, what is on it, and what it was worth to oneself."""
        parties = [self.rules.sides[side] for side in table.parties]
        is_open = seen.status == "open"
        self._write(
            self.tables.places.tables[number],
            [
                STATUS.index(seen.status),
                table.rounds - seen.rounds_left if is_open else 0,
                parties.index(seen.speaker) if seen.speaker is not None else 0,
                _proposer(parties, seen),
                *[int(party in seen.accepted) for party in parties],
                *self._options(table, seen.agreed or seen.offer or FrozenMap()),
                *[seen.worths.get(party, 0) if seen.agreed else 0 for party in parties],
            ],
        )
        self._write(
            self.tables.places.last_offers[number],
            [
                option
                for party in parties
                for option in self._options(table, seen.last_offers.get(party, FrozenMap()))
            ],
        )
        if seen.visit_left is not None:
            phase = self.rules.phases[self.state[c.PHASE]]
            assert isinstance(phase, VisitRules)
            self.state[c.VISIT] = phase.rounds - seen.visit_left

    def _options(self, table: TableRules, package: FrozenMap[str, str]) -> list[int]:
        found = package_from_ids(table, package)
        assert not isinstance(found, Refusal)
        return list(found)


def _proposer(parties: Sequence[str], seen: TableView) -> int:
    """Who put forward what stands at a table, by its number."""
    if seen.proposer is not None:
        return parties.index(seen.proposer)
    return NOBODY if seen.offer is None else OUTSIDE
