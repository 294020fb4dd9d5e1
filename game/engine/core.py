"""The engine's main functions: `begin` or `start` a game, and `step`, the only way to move it."""

from __future__ import annotations

from game.engine.draft import StateDraft, initial_state
from game.engine.draws import Draw, RecordingDraft
from game.engine.endings import GameOver
from game.engine.reducer import advance, resolve, sides_to_move
from game.engine.refusals import refuse
from game.engine.turns import open_game
from game.model.decisions import Decision
from game.model.play import Accepted, State
from game.model.refusals import Refusal
from game.rules.compiled import Rules
from game.rules.rng import LARGEST_SEED


def begin(rules: Rules, seed: int) -> Accepted:
    """Begins a new game; returns its state at the first decision, and the log up to there.

    Raises ValueError for a seed outside 0 … 2^63 - 1 (rule 2.1).
    """
    draft = StateDraft(rules, _blank(rules, seed))
    _open(draft)
    return _accepted(draft)


def start(rules: Rules, seed: int) -> State:
    """Begins a new game; returns its state at the first decision."""
    return begin(rules, seed).state


def to_move(state: State) -> tuple[str, ...]:
    """The sides that must decide now; none after the end."""
    return state.to_move


def step(rules: Rules, state: State, decision: Decision) -> Accepted | Refusal:
    """Carries out a decision; returns the next state and what happened, or why it is refused."""
    refusal = refuse(rules, state, decision)
    if refusal is not None:
        return refusal
    draft = StateDraft(rules, state)
    _carry_out(draft, decision)
    return _accepted(draft)


def draws_of_start(rules: Rules, seed: int) -> tuple[Draw, ...]:
    """The draws of a new game up to its first decision, in order; raises as `begin` does."""
    draft = RecordingDraft(rules, _blank(rules, seed))
    _open(draft)
    return tuple(draft.made)


def draws_of(rules: Rules, state: State, decision: Decision) -> tuple[Draw, ...]:
    """The draws that a legal decision causes up to the next decision, in order."""
    draft = RecordingDraft(rules, state)
    _carry_out(draft, decision)
    return tuple(draft.made)


def _blank(rules: Rules, seed: int) -> State:
    if not 0 <= seed <= LARGEST_SEED:
        raise ValueError(f"a seed must be from 0 to {LARGEST_SEED}, but is {seed}")
    return initial_state(rules, seed)


def _open(draft: StateDraft) -> None:
    try:
        open_game(draft)
        advance(draft)
    except GameOver:
        pass


def _carry_out(draft: StateDraft, decision: Decision) -> None:
    try:
        resolve(draft, decision)
        advance(draft)
    except GameOver:
        pass


def _accepted(draft: StateDraft) -> Accepted:
    return Accepted(draft.freeze(sides_to_move(draft)), tuple(draft.entries))
