"""Picks that wait for the other sides, so that they are unseen and not yet paid (rule 4.3)."""

from __future__ import annotations

from attrs import evolve

from game.model.play import NOTHING, State
from game.rules.compiled import ActionsRules, PhaseRules, Rules


def phase_of(rules: Rules, state: State) -> PhaseRules | None:
    """The phase that the game is in; None between turns."""
    return rules.phases[state.phase] if state.phase >= 0 else None


def pending(rules: Rules, state: State, side: int) -> tuple[int, ...]:
    """The slots that a side has picked and that are not yet resolved."""
    phase = phase_of(rules, state)
    if not state.picks[side] or state.outcome != NOTHING:
        return ()
    if not isinstance(phase, ActionsRules) or not phase.together:
        return ()
    if all(state.finished[other] for other in phase.sides):
        return ()
    return state.picks[side]


def as_seen(rules: Rules, state: State, side: int) -> State:
    """The state less the costs of a side's pending picks, for its view and its legal moves."""
    tracks = list(state.tracks)
    for slot in pending(rules, state, side):
        for track, amount in rules.slots[slot].cost:
            tracks[track] = max(tracks[track] - amount, rules.tracks[track].low)
    return evolve(state, tracks=tuple(tracks)) if tuple(tracks) != state.tracks else state
