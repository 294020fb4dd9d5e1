"""How often each side could take its actions in measured games, and did."""

from __future__ import annotations

from game.lab.standard.measurement import Measured
from game.rules.compiled import Rules


def slots(rules: Rules) -> list[str]:
    """The actions of each side, as `side:action`."""
    return [f"{rules.sides[slot.side]}:{slot.action}" for slot in rules.slots]


def chosen(measured: Measured) -> list[float | None]:
    """By slot, at what share of the decisions at which it was legal it was taken."""
    tally = measured.pooled.tally
    return [_of(n, legal) for n, legal in zip(tally.taken, tally.legal, strict=True)]


def taking(measured: Measured) -> list[float | None]:
    """By slot, in what share of the games in which it was legal it was taken."""
    games = measured.pooled.legal.sum(axis=0).tolist()
    tally = measured.pooled.tally
    return [_of(n, legal) for n, legal in zip(tally.taking, games, strict=True)]


def _of(part: int, whole: int) -> float | None:
    return part / whole if whole else None
