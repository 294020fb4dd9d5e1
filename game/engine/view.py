"""Views: what a side, the public or the facilitator may know about a game (rule 7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import TypeVar

from game.engine.packages import complete_package, package_from_ids
from game.engine.pending import (
    as_seen,
    first_question,
    hidden_answer,
    knowers_of,
    pending,
    phase_of,
    sides_asked,
)
from game.engine.scores import scores, seat_scores, sheet
from game.engine.table_view import TableViewBuilder
from game.engine.telling import aftermath
from game.engine.votes import seen_vote
from game.model.decisions import FACILITATOR, PUBLIC
from game.model.entries import may_see
from game.model.frozen import FrozenMap
from game.model.play import (
    CLOSING,
    NOBODY,
    NOTHING,
    Aftermath,
    LineScore,
    ProjectState,
    Question,
    RevealedValue,
    ScoreSheet,
    State,
    TableView,
    Taken,
    View,
    VoteState,
)
from game.model.refusals import Refusal
from game.rules.compiled import ActionsRules, Rules
from game.rules.tables import shares as table_shares


def view(rules: Rules, state: State, who: str) -> View:
    """Returns what a side, PUBLIC or the FACILITATOR may know now; fields are computed when read.

    Raises KeyError for an unknown side.
    """
    return View.deferred(_ViewBuilder(rules, state, who).field)


def appraise(
    rules: Rules, state: State, side: str, table: str, package: FrozenMap[str, str]
) -> int | Refusal:
    """Computes what a package would be worth to a party now, for judging a draft (rule 5.6)."""
    by_issue = shares(rules, state, side, table, package)
    return by_issue if isinstance(by_issue, Refusal) else sum(by_issue.values())


def shares(
    rules: Rules, state: State, side: str, table: str, package: FrozenMap[str, str]
) -> FrozenMap[str, int] | Refusal:
    """Computes what each issue adds to a package's worth to a party, also those off the agenda."""
    at = rules.tables[rules.index.tables[table]]
    numbers = package_from_ids(at, package)
    if isinstance(numbers, Refusal):
        return numbers
    whole, party = complete_package(at, numbers), rules.index.parties[table][side]
    parts = table_shares(at, state, party, whole)
    return FrozenMap(zip((issue.id for issue in at.issues), parts, strict=True))


Key = TypeVar("Key")


def _counts(keys: Iterable[Key], counts: Sequence[int]) -> FrozenMap[Key, int]:
    """The counts that aren't 0, by their keys."""
    return FrozenMap((key, count) for key, count in zip(keys, counts, strict=True) if count)


def _sees(rules: Rules, reader: str, seen_by: tuple[str, ...] | None) -> bool:
    return may_see(reader, seen_by) or (seen_by is not None and rules.everybody.issubset(seen_by))


@lru_cache(maxsize=16)
def _tracks_seen(rules: Rules, reader: str) -> tuple[tuple[int, str], ...]:
    """The numbers and ids of the tracks that a reader sees."""
    tracks = enumerate(rules.tracks)
    return tuple((i, track.id) for i, track in tracks if _sees(rules, reader, track.seen_by))


class _ViewBuilder:
    """Computes the fields of the view of one state for one reader.

    Each field of View has a method of its name.
    """

    def __init__(self, rules: Rules, state: State, reader: str) -> None:
        self.rules = rules
        self.reader = reader
        self.over = state.outcome != NOTHING
        self.side = rules.index.sides[reader] if reader not in (FACILITATOR, PUBLIC) else NOBODY
        self.true_state = state

    @cached_property
    def state(self) -> State:
        """The state after deducting the costs that the reader's own side still has to pay."""
        if self.side == NOBODY:
            return self.true_state
        return as_seen(self.rules, self.true_state, self.side)

    def field(self, name: str) -> object:
        """Computes the field of that name."""
        compute: Callable[[], object] = getattr(self, name)
        return compute()

    def who(self) -> str:
        return self.reader

    def turn(self) -> int:
        return self.true_state.turn

    def stage(self) -> str:
        return self.rules.stages[self.true_state.stage].id

    def phase(self) -> str | None:
        phase = phase_of(self.rules, self.true_state)
        return phase.id if phase is not None and not self.visits_secret_table else None

    def cursor(self) -> int:
        return 0 if self.waits_for_secret else self.true_state.cursor

    def closing(self) -> bool:
        return self.true_state.phase == CLOSING

    def outcome(self) -> str | None:
        return self.rules.outcomes[self.true_state.outcome].id if self.over else None

    def to_move(self) -> tuple[str, ...]:
        if not self.waits_for_secret:
            return self.true_state.to_move
        return tuple(side for side in self.rules.sides if side != self.reader)

    @property
    def waits_for_secret(self) -> bool:
        """Whether others decide something of which the reader doesn't know (rule 14.2)."""
        if self.true_state.questions and not self.over:
            return not self.knows_of(first_question(self.rules, self.true_state)[0].seen_by)
        return self.visits_secret_table

    @property
    def visits_secret_table(self) -> bool:
        phase = phase_of(self.rules, self.true_state)
        return phase is not None and not self.knows_of(knowers_of(self.rules, phase))

    def knows_of(self, seen_by: tuple[str, ...] | None) -> bool:
        """Whether the reader knows of a thing with this `seen_by`; after the end everybody does."""
        return self.over or self.sees(seen_by)

    def tables(self) -> FrozenMap[str, TableView]:
        return FrozenMap(
            (table.id, self.table(i))
            for i, table in enumerate(self.rules.tables)
            if self.knows_of(table.seen_by)
        )

    def promises(self) -> FrozenMap[str, int]:
        given = zip(self.rules.promises, self.state.promises, strict=True)
        return FrozenMap((p.id, left) for p, left in given if left and self.knows_of(p.seen_by))

    def promised_on(self) -> FrozenMap[str, int]:
        given = zip(self.rules.promises, self.state.promised_on, strict=True)
        return FrozenMap((p.id, turn) for p, turn in given if p.id in self.running)

    @cached_property
    def running(self) -> FrozenMap[str, int]:
        """The promises that run, as far as the reader knows of them."""
        return self.promises()

    def scheduled(self) -> FrozenMap[tuple[str, int], int]:
        return _counts(
            (
                (delay.id, turns)
                for delay in self.rules.delays
                if self.sees(delay.known_to)
                for turns in range(1, delay.width + 1)
            ),
            [
                times
                for delay in self.rules.delays
                if self.sees(delay.known_to)
                for times in self.state.delays[delay.offset : delay.offset + delay.width]
            ],
        )

    def fired(self) -> FrozenMap[str, int]:
        fired = zip(self.rules.injects, self.state.fired, strict=True)
        return FrozenMap((i.id, times) for i, times in fired if times and self.knows_of(i.seen_by))

    def answered(self) -> FrozenMap[tuple[str, str, str], int]:
        counts = zip(self.rules.index.answers, self.state.answered, strict=True)
        injects, numbers = self.rules.injects, self.rules.index.injects
        return FrozenMap(
            (answer, times)
            for answer, times in counts
            if times and self.knows_of(injects[numbers[answer[0]]].seen_by)
        )

    def projects(self) -> FrozenMap[str, ProjectState]:
        states = zip(self.rules.projects, self.state.projects, strict=True)
        return FrozenMap((p.id, state) for p, state in states if self.knows_of(p.seen_by))

    def votes(self) -> FrozenMap[str, VoteState]:
        """What the reader knows of each vote: what isn't told counts as 0 (rule 13.6)."""
        known = self.over or self.reader == FACILITATOR
        return FrozenMap(
            (
                inject.id,
                state if known or inject.vote is None else seen_vote(inject.vote, state, self.side),
            )
            for inject, state in zip(self.rules.votes, self.state.votes, strict=True)
            if self.knows_of(inject.seen_by)
        )

    def sees(self, seen_by: tuple[str, ...] | None) -> bool:
        """Whether the reader sees what these sides see. What every side sees is public."""
        return _sees(self.rules, self.reader, seen_by)

    def may_know(self, side: int) -> bool:
        """Whether the reader may know a side's scores, worths and reservation values."""
        return self.over or self.reader == FACILITATOR or side == self.side

    def question(self) -> Question | None:
        if not self.state.questions or self.over or self.waits_for_secret:
            return None
        inject, _ = first_question(self.rules, self.state)
        sides = tuple(self.rules.sides[side] for side in sides_asked(self.rules, self.state))
        return Question(inject.id, sides, inject.together, self.hidden_answers())

    def waiting(self) -> tuple[tuple[str, str], ...]:
        questions = () if self.over else self.state.questions[1:]
        places = [divmod(question, len(self.rules.injects)) for question in questions]
        asking = [(self.rules.injects[number], place) for place, number in places]
        return tuple(
            (inject.id, self.rules.sides[inject.ask[place]])
            for inject, place in asking
            if self.knows_of(inject.seen_by)
        )

    def hidden_answers(self) -> FrozenMap[str, str]:
        """The answers that are not yet revealed: the reader's own; the facilitator sees all."""
        answers = {
            id: hidden_answer(self.rules, self.state, side)
            for id, side in self.rules.index.sides.items()
            if self.reader in (id, FACILITATOR)
        }
        return FrozenMap((id, answer.id) for id, answer in answers.items() if answer is not None)

    def finished(self) -> tuple[str, ...]:
        phase = phase_of(self.rules, self.state)
        if not isinstance(phase, ActionsRules):
            return ()
        return tuple(
            id
            for i, id in enumerate(self.rules.sides)
            if i in phase.sides and self.state.finished[i]
        )

    def picks(self) -> FrozenMap[str, tuple[str, ...]]:
        by_side = {id: self.picks_of(i) for i, id in enumerate(self.rules.sides)}
        return FrozenMap((id, picks) for id, picks in by_side.items() if picks)

    def picks_of(self, side: int) -> tuple[str, ...]:
        """The picks of a side. Other sides see only those that are resolved and not secret."""
        slots = self.state.picks[side]
        if side != self.side and self.reader != FACILITATOR:
            waiting = self.over or pending(self.rules, self.state, side)
            slots = () if waiting else tuple(s for s in slots if not self.rules.slots[s].secret)
        return tuple(self.rules.slots[slot].action for slot in slots)

    def taken(self) -> FrozenMap[str, FrozenMap[str, Taken]]:
        by_side = {id: self.taken_by(id) for id in self.rules.sides}
        return FrozenMap((id, taken) for id, taken in by_side.items() if taken)

    def taken_by(self, side: str) -> FrozenMap[str, Taken]:
        """The actions that a side has taken. Other sides see no secret ones (rule 4.6)."""
        state, everything = self.state, self.reader in (side, FACILITATOR)
        return FrozenMap(
            (slot.action, Taken(state.uses[i], state.last[i], state.today[i]))
            for i, slot in enumerate(self.rules.slots)
            if state.uses[i] and self.rules.sides[slot.side] == side
            if everything or not slot.secret
        )

    def picks_left(self) -> int:
        phase = phase_of(self.rules, self.state)
        if self.over or not isinstance(phase, ActionsRules) or self.side not in phase.sides:
            return 0
        if self.state.finished[self.side]:
            return 0
        return phase.picks - len(self.state.picks[self.side])

    def tracks(self) -> FrozenMap[str, int]:
        values = self.state.tracks
        return FrozenMap({id: values[i] for i, id in _tracks_seen(self.rules, self.reader)})

    def bands(self) -> FrozenMap[str, int]:
        """The band of each track whose band the reader sees, but not its value (rule 7.1)."""
        tracks = self.rules.scenario.tracks
        return FrozenMap(
            (track.id, tracks[track.id].band_of(value))
            for track, value in zip(self.rules.tracks, self.state.tracks, strict=True)
            if not self.sees(track.seen_by) and self.sees(tracks[track.id].band_seen_by)
        )

    def revealed(self) -> FrozenMap[str, RevealedValue]:
        values = {}
        for i, track in enumerate(self.rules.tracks):
            held = [self.state.revealed.get((side, i)) for side in self.revealed_to()]
            if held and held[0] is not None and all(each == held[0] for each in held):
                values[track.id] = RevealedValue(*held[0])
        return FrozenMap(values)

    def revealed_to(self) -> range:
        """The sides to whom a value must have been revealed: the reader's own; for the public, all.

        The public sees values that all sides know (rule 7.3); the facilitator sees the tracks
        anyway.
        """
        if self.side != NOBODY:
            return range(self.side, self.side + 1)
        return range(len(self.rules.sides)) if self.reader == PUBLIC else range(0)

    def cards(self) -> FrozenMap[str, str]:
        return FrozenMap(
            (deal.id, deal.cards[card])
            for deal, card in zip(self.rules.deals, self.state.cards, strict=True)
            if card != NOTHING and self.sees(deal.to)
        )

    def held(self) -> frozenset[str]:
        """The injects that are held, which only the facilitator knows (rule 10.3)."""
        if self.reader != FACILITATOR:
            return frozenset()
        pairs = zip(self.rules.injects, self.state.held, strict=True)
        return frozenset(inject.id for inject, held in pairs if held)

    def scores(self) -> FrozenMap[str, ScoreSheet]:
        if self.over or self.reader == FACILITATOR:
            return scores(self.rules, self.state)
        if self.side == NOBODY:
            return FrozenMap()
        return FrozenMap({self.reader: sheet(self.rules, self.state, self.side, shown=True)})

    def seat_scores(self) -> FrozenMap[tuple[str, str], tuple[LineScore, ...]]:
        known = self.over or self.reader == FACILITATOR
        sides = self.rules.sides if known else (self.reader,)
        return seat_scores(self.rules, self.state, sides, shown=not known)

    def aftermath(self) -> Aftermath | None:
        return aftermath(self.rules, self.true_state) if self.over else None

    def table(self, number: int) -> TableView:
        builder = TableViewBuilder(self.rules, self.state, number, self.sees, self.may_know)
        return TableView.deferred(builder.field)
