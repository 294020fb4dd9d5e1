"""Screening by Morris: which of many numbers matter at all, from few points.

A trajectory begins at a point on a grid of four values of each number, and changes one number after
the other, in drawn order, by two thirds of the way between its bounds. What a step changes, scaled
up to the whole way, is an elementary effect. (Morris, Technometrics 33, 1991; the mean of sizes
after Campolongo, Cariboni and Saltelli, Environmental Modelling & Software 22, 2007.)
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from game.lab.batches.estimates import Estimate
from game.lab.batches.extras import MissingLibrary
from game.lab.batches.jobs import HERE
from game.lab.batches.json_keys import json_key
from game.lab.batches.place import Place
from game.lab.batches.plan import Plan
from game.lab.numbers.paths import Numbers
from game.lab.standard.measurement import mean_of
from game.lab.studies.figures import Figure, Progress, figures_of, play_values
from game.lab.studies.varied import Varied

LEVELS = 4
"""The values of each number on the grid."""


@frozen
class Screened:
    """Elementary effects (Morris): how much a figure changes from one number."""

    path: str = json_key("The number.")
    figure: Figure = json_key("What is measured.")
    size: Estimate = json_key(
        "The mean change, whatever its sign, from the number's least to its greatest value; points "
        "or a share of games from 0 to 1."
    )
    mean: float = json_key("The mean change with its sign; the same units.")
    spread: float = json_key("The standard deviation of the changes; the same units.")


def trajectories(varied: Sequence[Varied], count: int, seed: int) -> list[list[Numbers]]:
    """So many trajectories, of one point more than there are numbers. Raises MissingLibrary."""
    try:
        from SALib.sample import morris
    except ImportError:
        raise MissingLibrary("--morris", "SALib") from None
    problem = {
        "num_vars": len(varied),
        "names": [each.path for each in varied],
        "bounds": [[0.0, 1.0]] * len(varied),
    }
    luck = np.random.default_rng(seed)
    drawn = morris.sample(problem, count, num_levels=LEVELS, seed=luck)
    points = [
        tuple((each.path, _value(each, share)) for each, share in zip(varied, row, strict=True))
        for row in drawn.tolist()
    ]
    length = len(varied) + 1
    return [points[first : first + length] for first in range(0, len(points), length)]


def _value(varied: Varied, share: float) -> int:
    """The whole number nearest to a share of the way from least to most."""
    return varied.least + round(share * (varied.most - varied.least))


def screen(
    plan: Plan,
    varied: Sequence[Varied],
    count: int,
    place: Place = HERE,
    progress: Progress | None = None,
) -> tuple[Screened, ...]:
    """Number by number what it does to each figure; figures are means over the same seeds.

    count: of trajectories. Raises MissingLibrary, WorkersDied, WorkerFailed and ClusterError.
    """
    walks = trajectories(varied, count, plan.seed)
    distinct = list(dict.fromkeys(point for walk in walks for point in walk))
    plans = [evolve(plan, numbers=(*plan.numbers, *point)) for point in distinct]
    means = {
        point: values.mean(axis=0)
        for point, values in zip(distinct, play_values(plans, place, progress), strict=True)
    }
    return effects_of(varied, figures_of(plan.scenario), walks, means)


def effects_of(
    varied: Sequence[Varied],
    figures: Sequence[Figure],
    walks: Sequence[Sequence[Numbers]],
    means: dict[Numbers, NDArray[np.float64]],
) -> tuple[Screened, ...]:
    """The same from the means by point and figure."""
    effects: list[list[NDArray[np.float64]]] = [[] for _ in varied]
    for walk in walks:
        for before, after in pairwise(walk):
            for number, (one, two) in enumerate(zip(before, after, strict=True)):
                if one != two:
                    way = (two[1] - one[1]) / (varied[number].most - varied[number].least)
                    effects[number].append((means[after] - means[before]) / way)
    return tuple(
        _screened(each.path, figure, np.array([effect[i] for effect in own]))
        for each, own in zip(varied, effects, strict=True)
        for i, figure in enumerate(figures)
    )


def _screened(path: str, figure: Figure, effects: NDArray[np.float64]) -> Screened:
    spread = float(effects.std(ddof=1)) if len(effects) > 1 else 0.0
    return Screened(path, figure, mean_of(np.abs(effects)), float(effects.mean()), spread)
