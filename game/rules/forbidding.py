"""Forbids an action to a side, for what-if games."""

from __future__ import annotations

from attrs import evolve

from game.rules.compiled import ActionsRules, PhaseRules, Rules


def forbid(rules: Rules, side: str, action: str) -> Rules:
    """Returns the same rules, but no phase offers the action to the side.

    Numbers, sites and the sides of each phase stay the same. Raises KeyError if the side has no
    such action.
    """
    slot = rules.index.slots[side, action]
    return evolve(rules, phases=tuple(_without(phase, slot) for phase in rules.phases))


def _without(phase: PhaseRules, slot: int) -> PhaseRules:
    if not isinstance(phase, ActionsRules):
        return phase
    offered = tuple(tuple(each for each in slots if each != slot) for slots in phase.offered)
    return evolve(phase, offered=offered)
