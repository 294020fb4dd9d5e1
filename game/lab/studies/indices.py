"""Sobol indices: which share of the variance of a figure each number of a scenario explains.

They are those of SALib, after Saltelli and others 2010.

The numbers are drawn evenly and independently from all whole numbers between their bounds. A figure
is the mean of the same seeds at every point, so that it differs only by the numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

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
    distinct = list(dict.fromkeys(points))
    plans = [evolve(plan, numbers=(*plan.numbers, *point)) for point in distinct]
    means = {
        point: values.mean(axis=0)
        for point, values in zip(distinct, play_values(plans, place, progress), strict=True)
    }
    return analyse(
        varied, figures_of(plan.scenario), np.array([means[point] for point in points]), plan.seed
    )


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
