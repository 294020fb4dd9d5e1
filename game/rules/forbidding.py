"""Actions that a side may not take: the rules of a game in which they are never offered."""

from __future__ import annotations

from attrs import evolve

from game.rules.compiled import ActionsRules, PhaseRules, Rules


def forbid(rules: Rules, side: str, action: str) -> Rules:
    """The same rules, but no phase offers the action to the side.

    Numbers, sites and who takes part in a phase stay as they are. Raises KeyError where the side
    has no such action.
    """
    slot = rules.index.slots[side, action]
    return evolve(rules, phases=tuple(_without(phase, slot) for phase in rules.phases))


def _without(phase: PhaseRules, slot: int) -> PhaseRules:
    if not isinstance(phase, ActionsRules):
        return phase
    offered = tuple(tuple(each for each in slots if each != slot) for slots in phase.offered)
    return evolve(phase, offered=offered)
