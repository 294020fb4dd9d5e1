"""The digest of a state, which is the same on every machine and in both engines (rule 9.5)."""

from __future__ import annotations

from game.model.play import State
from game.rules.compiled import Rules
from game.rules.layout import flatten
from game.rules.rng import fold


def digest(rules: Rules, state: State) -> str:
    """Computes a digest of a state and its seed, as sixteen hexadecimal digits."""
    return f"{fold(state.seed, flatten(rules, state)):016x}"
