"""A state as a side sees it, made of its view: what a bot may look at, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from game.engine.packages import package_from_ids
from game.engine.pending import answers_of
from game.kernel import codes as c
from game.kernel.lowering.lower import Tables, numbers
from game.kernel.numba.jit import Numbers
from game.model.frozen import FrozenMap
from game.model.play import NOBODY, OPENING, OUTSIDE, STATUS, Question, TableView, View
from game.model.refusals import Refusal
from game.model.tracks import Track
from game.rules.compiled import ActionsRules, InjectsRules, TableRules, VisitRules


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


@frozen(eq=False)
class InformationSet:
    """All that a guess of the whole state may use: nothing in it depends on what is hidden."""

    side: int
    seen: Numbers
    """A state, as far as the side sees it, from which games can be played on."""
    bounds: Numbers
    """How many hidden tracks are known within bounds, then each: its place, low, high."""


def information_set(tables: Tables, side: str, view: View) -> InformationSet:
    """What a side knows, from its view."""
    rows = [n for row in _bounds(tables, view) for n in row]
    bounds = numbers([len(rows) // 3, *rows], "int64")
    return InformationSet(tables.rules.index.sides[side], _ready(tables, side, view), bounds)


def _ready(tables: Tables, side: str, view: View) -> Numbers:
    """What a side sees, as a state from which games can be played on."""
    rules, state = tables.rules, seen(tables, view)
    phase = rules.phases[rules.index.phases[view.phase]] if view.phase else None
    match phase:
        case None:
            state[c.CURSOR] = 1  # the upkeep of the turn has been done
        case InjectsRules():
            state[c.CURSOR] = len(phase.timed) + len(phase.conditional) + phase.draws
        case ActionsRules(together=True):
            # It can't know what others have picked: they pick again.
            for number, other in enumerate(rules.sides):
                if other != side and view.question is None:
                    picks = c.SIDES + number * (1 + rules.most_picks)
                    state[picks] = 0
                    for i in range(rules.most_picks):
                        state[picks + 1 + i] = -1
        case _:
            pass
    return state


def _bounds(tables: Tables, view: View) -> Iterator[tuple[int, int, int]]:
    """The hidden tracks of which the side sees the band, or was shown the value lately."""
    rules, first = tables.rules, tables.places.tracks
    for id, number in rules.index.tracks.items():
        if id in view.tracks:
            continue
        if id in view.bands:
            yield first + number, *_band(rules.scenario.tracks[id], view.bands[id])
        shown = view.revealed.get(id)
        if shown is not None and view.turn - shown.turn <= 1:
            yield first + number, shown.value, shown.value


def _band(track: Track, band: int) -> tuple[int, int]:
    """The least and the greatest value in a band, or of a level."""
    if track.levels:
        return band, band
    low = track.bounds[0] if band == 0 else track.bands[band - 1].to + 1
    return low, track.bands[band].to
