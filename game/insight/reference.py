"""The reference that games are measured by: the scenario's own personas, never an expert."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from game.kernel.lowering.lower import Tables
from game.kernel.rollouts import roll_out
from game.model.frozen import FrozenMap
from game.model.players import personas_or_uniform
from game.rules.compiled import Rules

Mixture = FrozenMap[str, int]
"""By persona, its weight; by `uniform` if a side has no personas."""
LOW, HIGH = 5, 95
"""The percentiles that bound a side's range of scores."""


@frozen
class Reference:
    """Who plays on in each seat: for grades a mixture of bots, for the account one bot."""

    grades: FrozenMap[str, Mixture]
    account: FrozenMap[str, str]


def reference_of(rules: Rules) -> Reference:
    """The reference: for grades all personas of a side equally, for the account its first."""
    personas = {side: personas_or_uniform(rules.scenario, side) for side in rules.sides}
    return Reference(
        FrozenMap((side, FrozenMap(dict.fromkeys(who, 1))) for side, who in personas.items()),
        FrozenMap((side, who[0]) for side, who in personas.items()),
    )


@frozen
class Scale:
    """The distribution of a side's scores in many new games between all personas."""

    mean: float
    """The expected score at the start of a game."""
    spread: int
    """The distance from the 5th to the 95th percentile, in points; at least 1."""
    lines: tuple[float, ...] = ()
    """The mean of each line of the score."""

    def share(self, points: float) -> float:
        """Converts points to per cent of the spread."""
        return 100 * points / self.spread


def measure_scales(
    tables: Tables, reference: Reference, games: int = 2_000, seed: int = 1
) -> FrozenMap[str, Scale]:
    """Plays new games to measure the scale of each side's scores."""
    rollouts = roll_out(tables, None, reference.grades, games, seed)
    scales = (
        Scale(
            float(points.sum(axis=1).mean()),
            max(1, round(float(np.subtract(*np.percentile(points.sum(axis=1), (HIGH, LOW)))))),
            tuple(map(float, points.mean(axis=0))),
        )
        for (points,) in rollouts.lines
    )
    return FrozenMap(zip(tables.rules.sides, scales, strict=True))
