"""Makes a state from a side's view: it contains what a bot may see, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from game.engine.packages import package_from_ids
from game.engine.pending import answers_of
from game.kernel import codes as c
from game.kernel.lowering.lower import Tables, numbers
from game.kernel.whole_numbers import Numbers
from game.model.bodies import FOR
from game.model.frozen import FrozenMap
from game.model.play import (
    CLOSING,
    NOBODY,
    NOTHING,
    OPENING,
    OUTSIDE,
    STATUS,
    Question,
    TableView,
    Taken,
    View,
)
from game.model.refusals import Refusal
from game.model.tracks import Track
from game.rules.compiled import ActionsRules, Cost, Rules, TableRules, VisitRules
from game.rules.program import Delay


def seen(tables: Tables, view: View) -> Numbers:
    """Converts a view to the numbers of a state.

    What the view doesn't show is as before a game: tracks are at their start, cards aren't dealt,
    secret actions were never taken, and their delayed effects aren't scheduled.
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
            if table.id in view.tables:  # of others the side doesn't know
                self._table(number, table, view.tables[table.id])

    def _write(self, at: int, numbers: list[int]) -> None:
        for i, number in enumerate(numbers):
            self.state[at + i] = number

    def _place(self) -> None:
        """Writes the time, the side to move, and the tracks and cards that the side sees."""
        view, index, places = self.view, self.index, self.tables.places
        self.state[c.TURN] = view.turn
        self.state[c.STAGE] = index.stages[view.stage]
        self.state[c.PHASE] = self._phase()
        self.state[c.CURSOR] = view.cursor
        width = 1 + self.rules.most_picks
        for side, id in enumerate(self.rules.sides):
            picks = [index.slots[id, action] for action in view.picks.get(id, ())]
            self._write(c.SIDES + side * width, [int(id in view.finished), *picks])
        for number, track in enumerate(self.rules.tracks):
            self.state[places.tracks + number] = view.tracks.get(track.id, track.start)
        for deal in view.cards:
            self.state[places.cards + index.deals[deal]] = index.cards[deal][view.cards[deal]]

    def _phase(self) -> int:
        if self.view.phase is not None:
            return self.index.phases[self.view.phase]
        return CLOSING if self.view.closing else OPENING

    def _counts(self) -> None:
        """Writes the actions taken, the injects that happened, and the promises."""
        view, index, places = self.view, self.index, self.tables.places
        for side in view.taken:
            for action in view.taken[side]:
                taken = view.taken[side][action]
                at = places.slots + c.SLOT_STATE * index.slots[side, action]
                self._write(at, [taken.times, taken.last, taken.today])
        for inject in view.fired:
            self.state[places.fired + index.injects[inject]] = view.fired[inject]
        for promise in view.promises:
            left, given = view.promises[promise], view.promised_on[promise]
            self._write(places.promises + 2 * index.promises[promise], [left, given])
        offsets = {delay.id: delay.offset for delay in self.rules.delays}
        for step, turns in view.scheduled:
            at = places.delays + offsets[step] + turns - 1
            self.state[at] = view.scheduled[step, turns]
        if view.question is not None:
            self._questions(view.question)
        for answer in view.answered:
            if index.answers[answer] in places.answered:
                self.state[places.answered[index.answers[answer]]] = view.answered[answer]
        for inject in view.votes:
            vote = view.votes[inject]
            row = [vote.carried, vote.lost, *vote.support, *vote.ballots, *vote.kept]
            self._write(places.votes[index.votes[inject]], row)
        for project, state in view.projects.items():
            row = [state.left, state.begun, state.done]
            self._write(places.project(index.projects[project]), row)

    def _questions(self, question: Question) -> None:
        """Writes the first question, the side's own answer to it, and the questions that follow."""
        index, places = self.index, self.tables.places
        inject = self.rules.injects[index.injects[question.inject]]
        for side in question.answers:
            answers = [answer.id for answer in answers_of(inject, index.sides[side])]
            hidden = answers.index(question.answers[side])
            self.state[places.hidden_answers + index.sides[side]] = hidden
        first = self.rules.sides[inject.ask[0]] if question.together else question.sides[0]
        waiting = [
            index.injects[id] + place * len(self.rules.injects)
            for id, side in ((question.inject, first), *self.view.waiting)
            for place in (self.rules.injects[index.injects[id]].ask.index(index.sides[side]),)
        ]
        self._write(places.questions, [len(waiting), *waiting])

    def _table(self, number: int, table: TableRules, seen: TableView) -> None:
        """Writes what the side knows about a table."""
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
                *self._options(table, seen.agreed or seen.signed or seen.offer or FrozenMap()),
                *[
                    seen.worths.get(party, 0) if seen.agreed or seen.signed else 0
                    for party in parties
                ],
            ],
        )
        if table.ratifiers:
            votes = [self.rules.injects[inject].id for inject in table.ratifiers]
            self._write(
                self.tables.places.ratifications[number],
                [seen.due, *[int(vote in seen.ratified) for vote in votes]],
            )
        if table.majority is not None:
            gone = [int(party in seen.walked) for party in parties]
            cast = seen.ballots or FrozenMap()
            ballots = [_counted(cast.get(member.id)) for member in table.majority.count.members]
            self._write(self.tables.places.majorities[number], [*gone, *ballots])
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
        options = package_from_ids(table, package)
        assert not isinstance(options, Refusal)
        return list(options)


def _counted(ballot: str | None) -> int:
    """How a member's ballot at a table was last counted (rule 19.2)."""
    return 0 if ballot is None else 1 if ballot == FOR else -1


def _proposer(parties: Sequence[str], seen: TableView) -> int:
    """The number of the party that made the standing offer; NOBODY, OUTSIDE: see `codes`."""
    if seen.proposer is not None:
        return parties.index(seen.proposer)
    return NOBODY if seen.offer is None else OUTSIDE


@frozen(eq=False)
class InformationSet:
    """What a side knows, for guessing the whole state. Nothing in it depends on what is hidden."""

    side: int
    seen: Numbers
    """The state as the side sees it, from which games can be played on."""
    bounds: Numbers
    """The number of hidden places with known bounds; then for each its place, low, high."""


def information_set(tables: Tables, side: str, view: View) -> InformationSet:
    """Makes the information set of a side from its view."""
    of_tracks, of_delays = _bounds_of_tracks(tables, view), _bounds_of_delays(tables, side, view)
    rows = [n for row in (*of_tracks, *of_delays) for n in row]
    bounds = numbers([len(rows) // 3, *rows], "int64")
    return InformationSet(tables.rules.index.sides[side], _ready(tables, side, view), bounds)


def _ready(tables: Tables, side: str, view: View) -> Numbers:
    """Converts a side's view to a state from which games can be played on.

    The side's own pending picks and answer are not yet paid. Other sides, which may have picked
    unseen, pick again.
    """
    rules, state = tables.rules, seen(tables, view)
    for cost in _unpaid(rules, side, view):
        for track, amount in cost:
            if rules.tracks[track].id in view.tracks:
                state[tables.places.tracks + track] += amount
    if _picks_wait(rules, view):
        for number, other in enumerate(rules.sides):
            if other != side:
                picks = c.SIDES + number * (1 + rules.most_picks)
                state[picks] = 0
                for i in range(rules.most_picks):
                    state[picks + 1 + i] = NOTHING
    return state


def _unpaid(rules: Rules, side: str, view: View) -> Iterator[Cost]:
    """The costs of a side's picks and answer that wait for others (rules 4.3 and 6.7)."""
    if _picks_wait(rules, view):
        for action in view.picks.get(side, ()):
            yield rules.slots[rules.index.slots[side, action]].cost
    if view.question is not None and side in view.question.answers:
        inject = rules.injects[rules.index.injects[view.question.inject]]
        for answer in answers_of(inject, rules.index.sides[side]):
            if answer.id == view.question.answers[side]:
                yield answer.cost


def _picks_wait(rules: Rules, view: View) -> bool:
    """Whether picks wait until all sides have finished (rule 4.3)."""
    phase = rules.phases[rules.index.phases[view.phase]] if view.phase is not None else None
    if not isinstance(phase, ActionsRules) or not phase.together:
        return False
    return any(rules.sides[side] not in view.finished for side in phase.sides)


def _bounds_of_tracks(tables: Tables, view: View) -> Iterator[tuple[int, int, int]]:
    """Yields the bounds of hidden tracks whose band the side sees, or whose value it saw lately."""
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
    """The least and the greatest value in a band; a level is a band of one value."""
    if track.levels:
        return band, band
    low = track.bounds[0] if band == 0 else track.bands[band - 1].to + 1
    return low, track.bands[band].to


def _bounds_of_delays(tables: Tables, side: str, view: View) -> Iterator[tuple[int, int, int]]:
    """Yields the place of each unknown delay, with the least and the most that can be due there.

    Delays whose causes the side doesn't know are left out.
    """
    for delay in tables.rules.delays:
        if delay.known_to is None or side in delay.known_to:
            continue
        for left in range(1, delay.width + 1):
            most = _most_caused(tables.rules, delay, side, view, view.turn + left)
            if most is not None:
                yield tables.places.delays + delay.offset + left - 1, 0, most


def _most_caused(rules: Rules, delay: Delay, side: str, view: View, due: int) -> int | None:
    """How often the cause of an `after` due on a turn can have happened; None: it isn't known."""
    cause = delay.block.owner.cause
    _, id, *_ = (*cause.path.split("/"), "")
    match cause.kind:
        case "action":
            action = rules.scenario.actions[id]
            if action.secret and tuple(action.side) != (side,):
                return None
            used = (view.taken[each][id] for each in view.taken if id in view.taken[each])
            least, most = delay.since_cause
            since = range(due - most, due - least + 1)
            return sum(
                min(sum(_most_taken(taken, view.turn, turn) for turn in since), taken.times)
                for taken in used
            )
        case "inject" | "answer":
            return view.fired.get(id, 0)
        case _:
            return None


def _most_taken(taken: Taken, now: int, turn: int) -> int:
    """How often an action can have been taken on a turn."""
    on_last = taken.today if taken.last == now else 1
    if turn < taken.last:
        return taken.times - on_last
    if turn > taken.last:
        return 0
    return on_last if taken.last == now else taken.times
