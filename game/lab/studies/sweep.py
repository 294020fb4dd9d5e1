"""The effects of one number or several: the same seeds are played at every point of a grid."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated, TypedDict

import numpy as np
from attrs import evolve, frozen

from game.lab.numbers.paths import Numbers, with_numbers
from game.lab.run.estimates import Estimate, EstimateJson, estimate_json
from game.lab.run.jobs import HERE
from game.lab.run.place import Place
from game.lab.run.plan import Plan
from game.lab.studies.differences import ChangeJson, FigureChange, correct_family, paired_mean
from game.lab.studies.figures import (
    Figure,
    FigureJson,
    Ints,
    PlanJson,
    Progress,
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
class Effect(FigureChange):
    """How a figure changes from the least to the most value of a number.

    In a grid it is the mean over the other numbers' values.
    """

    path: str
    peak: int
    """The value of the number at which the figure is greatest on average."""


class SweptJson(TypedDict):
    """A number whose values are compared."""

    path: Annotated[str, "The number: a setting's id, or the path that check prints."]
    base: Annotated[int, "Its value in the scenario."]
    values: Annotated[list[int], "The values that are tried, ascending."]


class SweepPointJson(TypedDict):
    """The games with some values of the numbers."""

    numbers: Annotated[dict[str, int], "By path, the value of each number here."]
    pars: Annotated[list[int], "The par of each side here, in the order of the scenario; points."]
    estimates: Annotated[
        list[EstimateJson],
        "For each of `figures`, in that order: a mean score in points, or a share of games from 0 "
        "to 1.",
    ]


class EffectJson(ChangeJson):
    """How a figure changes from the least to the greatest value of a number."""

    path: Annotated[str, "The number; the others take all their values."]
    peak: Annotated[int, "The value of the number at which the figure is greatest on average."]


class SweepJson(PlanJson):
    """What `communique sweep` finds."""

    varied: Annotated[list[SweptJson], "The numbers that --vary names."]
    figures: Annotated[list[FigureJson], "What is measured, in the order used in `points`."]
    points: Annotated[
        list[SweepPointJson],
        "One for each combination of values; after an interrupt only those that were complete.",
    ]
    effects: Annotated[
        list[EffectJson],
        "One for each number and figure; empty after an interrupt.",
    ]


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

    def as_json(self) -> SweepJson:
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
                    **effect.change_json(),
                    "path": effect.path,
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
