"""The fingerprint of a state, the same on any machine and of both engines (rule 9.5)."""

from __future__ import annotations

from game.model.play import State
from game.rules.compiled import Rules
from game.rules.layout import flatten
from game.rules.rng import fold


def digest(rules: Rules, state: State) -> str:
    """Sixteen hex digits over the state's numbers and its seed."""
    return f"{fold(state.seed, flatten(rules, state)):016x}"
