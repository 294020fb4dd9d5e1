"""Sets up the positions of author tests, and plays decisions in them (rule 9.6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from game.engine.actions import close_picking
from game.engine.core import step
from game.engine.draft import StateDraft, initial_state, initial_table
from game.engine.endings import GameOver
from game.engine.injects import close_question
from game.engine.packages import complete_package, package_from_ids
from game.engine.pending import knowers_of
from game.engine.reducer import resolve, sides_to_move
from game.engine.refusals import refuse
from game.engine.turns import open_game
from game.model.claims import Given
from game.model.decisions import Decision
from game.model.entries import Entry
from game.model.log_events import CardDealt, PhaseBegan, StageBegan, TurnBegan
from game.model.play import AGREED, NOTHING, OPEN, Accepted, ProjectState, State
from game.model.refusals import Refusal
from game.model.tracks import index_of
from game.rules.compiled import ActionsRules, Rules, VisitRules
from game.rules.tables import worth


@frozen
class Rehearsal:
    """The result of playing decisions from a position."""

    state: State
    """The state after the last decision, before the next phase begins; `then` is tested here."""
    after: State
    """The state at the next decision after that; `refused` is tried here."""
    refused: tuple[int, Refusal] | None = None
    """The index of the first decision that was refused, and why; play stopped there."""
    entries: tuple[Entry, ...] = ()
    """The log from the position to `state`."""
    entries_after: tuple[Entry, ...] = ()
    """The log from the position to `after`."""


def rehearse(rules: Rules, given: Given, play: Sequence[Decision], seed: int = 0) -> Rehearsal:
    """Plays decisions from a position."""
    state = position(rules, given, play[0] if play else None, seed)
    settled = state
    entries: tuple[Entry, ...] = ()
    entries_after: tuple[Entry, ...] = ()
    for i, decision in enumerate(play):
        answer = step(rules, state, decision)
        if isinstance(answer, Refusal):
            return Rehearsal(settled, state, (i, answer), entries, entries_after)
        draft = _play_decision(rules, state, decision)
        settled, state = draft.freeze(sides_to_move(draft)), answer.state
        entries = (*entries_after, *draft.entries)
        entries_after = (*entries_after, *answer.entries)
    return Rehearsal(settled, state, None, entries, entries_after)


def position(rules: Rules, given: Given, first: Decision | None = None, seed: int = 0) -> State:
    """The state of a given position: the start of a game with the given values, before any upkeep.

    If no stage or phase is given, it is the first one in which the decision `first` can be taken.
    """
    places = _positions(rules, given, seed)
    return _first_that_takes(rules, places, first) or places[0]


def begin_at(
    rules: Rules, given: Given, first: Decision | None = None, seed: int = 0
) -> Accepted | None:
    """Begins a game in a given position; returns its state, and a log of its turn, cards and phase.

    If no stage or phase is given, it is the first one in which the decision `first` can be taken,
    or else the first one in which a side has to decide. Returns None if no side has to decide
    anything.
    """
    places = _positions(rules, given, seed)
    asking = [state for state in places if state.to_move]
    state = _first_that_takes(rules, asking, first) or next(iter(asking), None)
    if state is None:
        return None
    draft = StateDraft(rules, state)
    draft.log(TurnBegan(state.turn))
    for deal, card in zip(rules.deals, state.cards, strict=True):
        draft.log(CardDealt(deal.id, deal.cards[card]), deal.to)
    draft.log(StageBegan(rules.stages[state.stage].id))
    phase = rules.phases[state.phase]
    draft.log(PhaseBegan(phase.id), knowers_of(rules, phase))
    return Accepted(state, tuple(draft.entries))


def _first_that_takes(
    rules: Rules, states: Sequence[State], decision: Decision | None
) -> State | None:
    """The first of several states in which a decision can be taken; None if there is none."""
    if decision is None:
        return None
    return next((state for state in states if refuse(rules, state, decision) is None), None)


def _positions(rules: Rules, given: Given, seed: int) -> list[State]:
    """The states that a position may mean, the most likely first."""
    draft = StateDraft(rules, initial_state(rules, seed))
    try:
        open_game(draft)
    except GameOver:
        draft.outcome = NOTHING
    draft.questions = []
    draft.hidden_answers = [NOTHING] * len(rules.sides)
    draft.draws = [0] * len(draft.draws)  # the draws of turn 0 don't count
    draft.turn = given.turn or 1
    _write(draft, given)
    return [_enter(draft, *place) for place in _places(rules, given)]


def _places(rules: Rules, given: Given) -> Iterator[tuple[int, int]]:
    """Yields the stages and phases that a position may mean, the most likely first."""
    for number, stage in enumerate(rules.stages):
        if given.stage in (None, stage.id):
            for phase in stage.phases:
                if given.phase in (None, rules.phases[phase].id):
                    yield number, phase


def _enter(draft: StateDraft, stage: int, phase: int) -> State:
    draft.stage, draft.phase = stage, phase
    rules = draft.rules.phases[phase]
    if isinstance(rules, VisitRules) and draft.tables[rules.table].status != OPEN:
        return draft.freeze(())
    return draft.freeze(sides_to_move(draft))


def _write(draft: StateDraft, given: Given) -> None:
    scenario, index = draft.rules.scenario, draft.rules.index
    for id in given.tracks:
        value = given.tracks[id]
        if isinstance(value, str):
            value = index_of(scenario.tracks[id].levels, value) or 0
        draft.tracks[index.tracks[id]] = value
    for id in given.fired:
        draft.fired[index.injects[id]] = given.fired[id]
    for id in given.promises:
        draft.promises[index.promises[id]] = given.promises[id]
    for id in given.projects:
        draft.projects[index.projects[id]] = ProjectState(given.projects[id], begun=1, done=0)
    for deal in given.cards:
        draft.cards[index.deals[deal]] = index.cards[deal][given.cards[deal]]
    for table in given.open:
        number = index.tables[table]
        draft.tables[number] = initial_table(draft.rules.tables[number], OPEN)
    for table in given.agreed:
        _agree(draft, index.tables[table], given)


def _agree(draft: StateDraft, number: int, given: Given) -> None:
    """Sets a table to agreed, with its current worths; runs no effects."""
    table = draft.rules.tables[number]
    package = package_from_ids(table, given.agreed[table.id])
    if isinstance(package, Refusal):
        raise ValueError(f"not a package of {table.id}: {package}")
    whole = complete_package(table, package)
    worths = tuple(worth(table, draft, party, whole) for party in range(len(table.parties)))
    draft.tables[number] = evolve(initial_table(table, AGREED), options=whole, worths=worths)


def _play_decision(rules: Rules, state: State, decision: Decision) -> StateDraft:
    """Carries out a decision; then resolves hidden answers and an unfinished `together` phase."""
    draft = StateDraft(rules, state)
    try:
        resolve(draft, decision)
        close_question(draft)
        phase = rules.phases[draft.phase] if draft.phase >= 0 else None
        if isinstance(phase, ActionsRules):
            close_picking(draft, phase)
    except GameOver:
        pass
    return draft
