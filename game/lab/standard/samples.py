"""Samples of games with given seeds, and the results of each game."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from game.kernel.rows import Ints, Rows, blank_rows, joined
from game.lab.batches.jobs import HERE, Progress, play_plans
from game.lab.batches.place import Place
from game.lab.batches.plan import Plan
from game.lab.batches.tally import Tally, tally
from game.model.frozen import FrozenMap
from game.model.play import AGREED
from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.rules.compiled import Rules

Action = tuple[str, str]
"""A side, and one of its actions."""


@frozen
class GameSeries:
    """Games of one scenario with the same bots in its seats."""

    seats: FrozenMap[str, str]
    """By side, the bot that plays it."""
    seeds: tuple[int, ...]
    """A seed for each game."""
    forbidden: Action | None = None
    """An action that its side may not take in these games."""


@frozen(eq=False)
class Sample:
    """The results of a series; arrays have one row a game, in the order of the seeds."""

    tally: Tally
    scores: Ints
    """By game and side."""
    lines: Ints
    """By game and line of a score, side by side."""
    legal: NDArray[np.bool_]
    """By game and slot, whether the side could take the action at any of its decisions."""
    agreed: NDArray[np.bool_]
    """By game and table, whether an agreement stood at the end."""
    unused_gains: Ints
    """By game and table, the unused gain of what was last signed, in thousandths; -1: nothing."""

    def __add__(self, other: Sample) -> Sample:
        """The games of both samples, one after the other."""
        return Sample(
            self.tally + other.tally,
            *(
                np.concatenate([getattr(self, name), getattr(other, name)])
                for name in ("scores", "lines", "legal", "agreed", "unused_gains")
            ),
        )


def play_series(
    scenario: Scenario,
    series: Sequence[GameSeries],
    place: Place = HERE,
    progress: Progress | None = None,
) -> list[Sample]:
    """Plays every series, and returns a sample for each.

    progress: called with the number of games played so far.
    Raises WorkersDied, WorkerFailed and ClusterError.
    """
    played = [number for number, each in enumerate(series) if each.seeds]
    plans = [_plan(scenario, series[number]) for number in played]
    rows: dict[int, list[Rows]] = {number: [] for number in range(len(series))}

    def keep(plan: int, part: Rows) -> None:
        rows[played[plan]].append(part)

    for _ in play_plans(plans, place, progress=progress, keep=keep):
        pass
    rules = compile_rules(scenario)
    return [_sample(rules, rows[number]) for number in range(len(series))]


def _plan(scenario: Scenario, series: GameSeries) -> Plan:
    forbidden = () if series.forbidden is None else (series.forbidden,)
    return Plan(
        scenario, series.seats, len(series.seeds), series.seeds[0], forbidden, seeds=series.seeds
    )


def _sample(rules: Rules, parts: list[Rows]) -> Sample:
    rows = joined(parts) if parts else blank_rows(rules, 0, 0)
    return Sample(
        tally(rules, rows),
        rows.scores,
        rows.lines,
        rows.legal > 0,
        rows.status == AGREED,
        rows.unused_gains,
    )


def concatenate(samples: Sequence[Sample]) -> Sample:
    """Joins the games of one or more samples into one sample, in their order."""
    whole, *rest = samples
    for sample in rest:
        whole += sample
    return whole
