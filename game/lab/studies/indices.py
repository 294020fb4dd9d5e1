"""Which numbers of a scenario matter: their Sobol indices, or Morris' screening from few points.

A Sobol index is the share of the variance of a figure that a number explains, after Saltelli and
others 2010. The numbers are drawn evenly and independently from all whole numbers between their
bounds. A figure is the mean of the same seeds at every point, so that it differs only by them.

A trajectory of the screening begins at a point on a grid of four values of each number, and changes
one number after the other, in drawn order, by two thirds of the way between its bounds. What a step
changes, scaled up to the whole way, is an elementary effect. (Morris, Technometrics 33, 1991; the
mean of sizes after Campolongo, Cariboni and Saltelli, Environmental Modelling & Software 22, 2007.)
Both are computed by SALib.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


@frozen
class SobolIndex:
    """Sobol indices: how much of the variance of a figure comes from one number."""

    path: str = json_key("The number.")
    figure: Figure = json_key("What is measured.")
    first: Estimate = json_key("The share, from 0 to 1, that it explains alone.")
    total: Estimate = json_key("The share, from 0 to 1, with all its interactions.")


def sobol_points(varied: Sequence[Varied], samples: int, seed: int) -> list[Numbers]:
    """The points of Saltelli's scheme: samples · (numbers + 2), many of them alike.

    samples: a power of 2. Raises MissingLibrary.
    """
    try:
        from SALib.sample import sobol
    except ImportError:
        raise MissingLibrary("--sobol", "SALib") from None
    drawn = sobol.sample(_problem(varied), samples, calc_second_order=False, seed=seed % 2**32)
    return [
        tuple((each.path, _value(each, share)) for each, share in zip(varied, row, strict=True))
        for row in drawn.tolist()
    ]


def sobol_indices(
    plan: Plan,
    varied: Sequence[Varied],
    samples: int,
    place: Place = HERE,
    progress: Progress | None = None,
) -> tuple[SobolIndex, ...]:
    """The indices of all numbers for every figure that changes; intervals by bootstrap.

    Raises MissingLibrary, WorkersDied, WorkerFailed and ClusterError.
    """
    points = sobol_points(varied, samples, plan.seed)
    means = _means_at(points, plan, place, progress)
    return analyse(
        varied, figures_of(plan.scenario), np.array([means[point] for point in points]), plan.seed
    )


def _means_at(
    points: Iterable[Numbers], plan: Plan, place: Place, progress: Progress | None
) -> dict[Numbers, NDArray[np.float64]]:
    """By point, the mean of each figure over the same seeds; a point that recurs is played once."""
    distinct = list(dict.fromkeys(points))
    plans = [evolve(plan, numbers=(*plan.numbers, *point)) for point in distinct]
    played = play_values(plans, place, progress)
    return {p: values.mean(axis=0) for p, values in zip(distinct, played, strict=True)}


def analyse(
    varied: Sequence[Varied],
    figures: Sequence[Figure],
    means: NDArray[np.float64],
    seed: int,
) -> tuple[SobolIndex, ...]:
    """The indices, from the mean of each figure at each point of `sobol_points`.

    means: by point and figure. Raises MissingLibrary.
    """
    try:
        from SALib.analyze import sobol
    except ImportError:
        raise MissingLibrary("--sobol", "SALib") from None
    luck = seed % 2**32 or 2**32  # SALib takes 0 for no seed, and every run would differ
    by_figure = {}
    for i, figure in enumerate(figures):
        column = means[:, i]
        if column.min() < column.max():
            by_figure[figure] = sobol.analyze(
                _problem(varied), column, calc_second_order=False, seed=luck
            )
    return tuple(
        SobolIndex(each.path, figure, _estimate(found, "S1", n), _estimate(found, "ST", n))
        for n, each in enumerate(varied)
        for figure, found in by_figure.items()
    )


def _problem(varied: Sequence[Varied]) -> dict[str, object]:
    return {
        "num_vars": len(varied),
        "names": [each.path for each in varied],
        "bounds": [[0.0, 1.0]] * len(varied),
    }


def _value(varied: Varied, share: float) -> int:
    """The whole number at a share of the way from least to most, all equally likely."""
    count = varied.most - varied.least + 1
    return varied.least + min(int(share * count), count - 1)


def _estimate(found: dict[str, NDArray[np.float64]], name: str, number: int) -> Estimate:
    value, half = float(found[name][number]), float(found[f"{name}_conf"][number])
    return Estimate(value, value - half, value + half)


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
    luck = np.random.default_rng(seed)
    drawn = morris.sample(_problem(varied), count, num_levels=LEVELS, seed=luck)
    points = [
        tuple((each.path, _nearest(each, share)) for each, share in zip(varied, row, strict=True))
        for row in drawn.tolist()
    ]
    length = len(varied) + 1
    return [points[first : first + length] for first in range(0, len(points), length)]


def _nearest(varied: Varied, share: float) -> int:
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
    means = _means_at([point for walk in walks for point in walk], plan, place, progress)
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
