"""The game's own functions: how one begins, and the one way in which it moves."""

from __future__ import annotations

from game.engine.draft import StateDraft, blank
from game.engine.endings import GameOver
from game.engine.reducer import advance, resolve, waiting
from game.engine.refusals import refuse
from game.engine.turns import open_game
from game.model.decisions import Decision
from game.model.play import Accepted, State
from game.model.refusals import Refusal
from game.rules.compiled import Rules
from game.rules.rng import LARGEST_SEED


def begin(rules: Rules, seed: int) -> Accepted:
    """A new game up to its first decision, and what happened before it.

    Raises ValueError for a seed that isn't in 0 … 2^63 - 1 (rule 2.1).
    """
    if not 0 <= seed <= LARGEST_SEED:
        raise ValueError(f"a seed lies between 0 and {LARGEST_SEED}, not {seed}")
    draft = StateDraft(rules, blank(rules, seed))
    try:
        open_game(draft)
        advance(draft)
    except GameOver:
        pass
    return _accepted(draft)


def start(rules: Rules, seed: int) -> State:
    """A new game at its first decision."""
    return begin(rules, seed).state


def to_move(state: State) -> tuple[str, ...]:
    """The sides that must decide now; none when the game is over."""
    return state.to_move


def step(rules: Rules, state: State, decision: Decision) -> Accepted | Refusal:
    """Takes a decision of a side or the facilitator: the state after it, or why it is refused."""
    refused = refuse(rules, state, decision)
    if refused is not None:
        return refused
    draft = StateDraft(rules, state)
    try:
        resolve(draft, decision)
        advance(draft)
    except GameOver:
        pass
    return _accepted(draft)


def _accepted(draft: StateDraft) -> Accepted:
    return Accepted(draft.freeze(waiting(draft)), tuple(draft.entries))
