"""How often each side could take its actions in the measured games, and how often it did."""

from __future__ import annotations

from game.lab.standard.measurement import Measurement
from game.rules.compiled import Rules
from game.words.naming import Naming


def slot_names(rules: Rules) -> list[str]:
    """The actions of each side: `EU: Sound out the capitals`."""
    naming = Naming(rules.scenario)
    return [
        f"{naming.side_in_table(rules.sides[slot.side])}: {naming.action(slot.action)}"
        for slot in rules.slots
    ]


def choice_rates(measurement: Measurement) -> list[float | None]:
    """For each slot, how often it was taken when it was legal, as a share; None if it never was."""
    tally = measurement.pooled.tally
    return [_ratio(n, legal) for n, legal in zip(tally.taken, tally.legal, strict=True)]


def use_rates(measurement: Measurement) -> list[float | None]:
    """For each slot, the share of games with it that took it; None if it never was legal."""
    legal_games = measurement.pooled.legal.sum(axis=0).tolist()
    tally = measurement.pooled.tally
    return [_ratio(n, legal) for n, legal in zip(tally.taking, legal_games, strict=True)]


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
