"""The effects of one number or several: the same seeds are played at every point of a grid."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import numpy as np
from attrs import evolve, frozen

from game.lab.numbers.paths import Numbers, with_numbers
from game.lab.run.estimates import Estimate
from game.lab.run.jobs import HERE
from game.lab.run.place import Place
from game.lab.run.plan import Plan
from game.lab.studies.differences import Change, correct_family, paired_mean
from game.lab.studies.figures import (
    Figure,
    Ints,
    Progress,
    estimate_json,
    estimates,
    figure_json,
    figures_of,
    plan_json,
    play_values,
)
from game.lab.studies.varied import Varied, grid


@frozen
class SweepPoint:
    """The games with some values of the varied numbers."""

    numbers: Numbers
    """The varied numbers, each with its value here."""
    pars: tuple[int, ...]
    """By side, its par."""
    estimates: tuple[Estimate, ...]
    """By figure, the share of games or the mean score, with its interval."""


@frozen
class Effect(Change):
    """How a figure changes from the least to the most value of a number.

    In a grid it is the mean over the other numbers' values.
    """

    path: str
    peak: int
    """The value of the number at which the figure is greatest on average."""


@frozen
class Sweep:
    """The results of a sweep."""

    plan: Plan
    """The games of each point, without the varied numbers."""
    varied: tuple[Varied, ...]
    figures: tuple[Figure, ...]
    points: tuple[SweepPoint, ...]
    """In the order of the grid; after an interrupt its first points."""
    effects: tuple[Effect, ...]
    """Number by number, an effect for each figure; empty after an interrupt."""

    @property
    def is_complete(self) -> bool:
        """Whether all points were played."""
        return len(self.points) == len(grid(self.varied))

    def as_json(self) -> dict[str, Any]:
        """The sweep as a JSON object."""
        return {
            **plan_json(self.plan),
            "varied": [
                {"path": each.path, "base": each.base, "values": list(each.values)}
                for each in self.varied
            ],
            "figures": [figure_json(figure) for figure in self.figures],
            "points": [
                {
                    "numbers": dict(point.numbers),
                    "pars": list(point.pars),
                    "estimates": [estimate_json(each) for each in point.estimates],
                }
                for point in self.points
            ],
            "effects": [
                {
                    "path": effect.path,
                    "figure": figure_json(effect.figure),
                    **effect.change_json(),
                    "peak": effect.peak,
                }
                for effect in self.effects
            ],
        }


def sweep(
    plan: Plan, varied: Sequence[Varied], place: Place = HERE, progress: Progress | None = None
) -> Sweep:
    """Plays a plan's games at every combination of the values, and compares them.

    progress: called with the number of games played so far. After Ctrl-C the sweep holds the
    points that were complete. Raises WorkersDied, WorkerFailed, ClusterError and NumberError.
    """
    figures = figures_of(plan.scenario)
    combinations = grid(tuple(varied))
    plans = [evolve(plan, numbers=(*plan.numbers, *numbers)) for numbers in combinations]
    values: list[Ints] = []
    with suppress(KeyboardInterrupt):
        for each in play_values(plans, place, progress):
            values.append(each)
    points = [
        SweepPoint(numbers, _pars(each), estimates(figures, games))
        for numbers, each, games in zip(combinations, plans, values, strict=False)
    ]
    complete = len(values) == len(combinations)
    effects = _effects(varied, combinations, figures, values) if complete else ()
    return Sweep(plan, tuple(varied), figures, tuple(points), effects)


def _pars(plan: Plan) -> tuple[int, ...]:
    sides = with_numbers(plan.scenario, plan.numbers).sides
    return tuple(side.par for side in sides.values())


def _effects(
    varied: Sequence[Varied],
    combinations: Sequence[Numbers],
    figures: Sequence[Figure],
    values: Sequence[Ints],
) -> tuple[Effect, ...]:
    effects = []
    for number, each in enumerate(varied):
        by_value = {
            value: np.mean(
                [
                    column
                    for numbers, column in zip(combinations, values, strict=True)
                    if numbers[number][1] == value
                ],
                axis=0,
            )
            for value in each.values
        }
        change = by_value[each.most] - by_value[each.least]
        means = np.array([by_value[value].mean(axis=0) for value in each.values])
        for i, figure in enumerate(figures):
            mean, p = paired_mean(change[:, i])
            peak = each.values[int(means[:, i].argmax())]
            effects.append(Effect(figure, mean, p, each.path, peak))
    return correct_family(effects)
