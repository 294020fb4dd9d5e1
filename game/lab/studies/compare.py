"""Two plans on the same seeds: two versions of a scenario, other bots, or other numbers."""

from __future__ import annotations

from typing import Annotated, TypedDict

from attrs import frozen

from game.lab.numbers.paths import with_numbers
from game.lab.run.estimates import Estimate, EstimateJson, estimate_json
from game.lab.run.jobs import HERE
from game.lab.run.place import Place
from game.lab.run.plan import Plan
from game.lab.studies.differences import ChangeJson, FigureChange, correct_family, paired_mean
from game.lab.studies.figures import (
    Figure,
    FigureJson,
    Progress,
    estimate,
    figure_json,
    figures_of,
    play_values,
)
from game.model.frozen import FrozenMap


@frozen
class Difference(FigureChange):
    """A figure of both plans, and how it changes from the first to the second."""

    first: Estimate
    second: Estimate


class DifferenceJson(ChangeJson):
    """A figure of both, and how it changes from the first to the second."""

    first: Annotated[
        EstimateJson, "The first: a mean score in points, or a share of games from 0 to 1."
    ]
    second: Annotated[EstimateJson, "The same of the second."]


class ComparedJson(TypedDict):
    """One of the two that are compared."""

    scenario: Annotated[str, "The id of the scenario."]
    seats: Annotated[dict[str, str], "By side, the bot that plays it."]
    numbers: Annotated[dict[str, int], "By path, the numbers that --set or --other-set changed."]
    pars: Annotated[dict[str, int], "By side, its par, in points."]
    only: Annotated[list[FigureJson], "The figures that the other one doesn't have."]


class ComparisonJson(TypedDict):
    """What `communique compare` finds."""

    games: Annotated[int, "How many games each of the two plays."]
    seed: Annotated[int, "The seed of the first game; each later game has one more."]
    plans: Annotated[
        list[ComparedJson], "The first and the second.", {"minItems": 2, "maxItems": 2}
    ]
    differences: Annotated[list[DifferenceJson], "One for each figure that both have."]


@frozen
class Comparison:
    """The results of a comparison."""

    first: Plan
    second: Plan
    pars: tuple[FrozenMap[str, int], FrozenMap[str, int]]
    """For each of the two, by side its par."""
    differences: tuple[Difference, ...]
    """Of the figures that both have."""
    only: tuple[tuple[Figure, ...], tuple[Figure, ...]]
    """The figures that only one of the two has."""

    def as_json(self) -> ComparisonJson:
        """The comparison as a JSON object."""
        return {
            "games": self.first.games,
            "seed": self.first.seed,
            "plans": [
                {
                    "scenario": plan.scenario.id,
                    "seats": dict(plan.seats),
                    "numbers": dict(plan.numbers),
                    "pars": dict(pars),
                    "only": [figure_json(figure) for figure in only],
                }
                for plan, pars, only in zip(
                    (self.first, self.second), self.pars, self.only, strict=True
                )
            ],
            "differences": [
                {
                    **each.change_json(),
                    "first": estimate_json(each.first),
                    "second": estimate_json(each.second),
                }
                for each in self.differences
            ],
        }


def compare(
    first: Plan, second: Plan, place: Place = HERE, progress: Progress | None = None
) -> Comparison:
    """Plays the games of two plans, with the same seeds, and compares them.

    Raises WorkersDied, WorkerFailed, ClusterError and NumberError.
    """
    assert (first.games, first.seed) == (second.games, second.seed)
    plans = (first, second)
    values = list(play_values(plans, place, progress))
    figures = [figures_of(plan.scenario) for plan in plans]
    common = [figure for figure in figures[0] if figure in figures[1]]
    differences = []
    for figure in common:
        own = [each[:, known.index(figure)] for each, known in zip(values, figures, strict=True)]
        change, p = paired_mean(own[1].astype(float) - own[0].astype(float))
        differences.append(
            Difference(figure, change, p, estimate(figure, own[0]), estimate(figure, own[1]))
        )
    return Comparison(
        first,
        second,
        (_pars(first), _pars(second)),
        correct_family(differences),
        (
            tuple(figure for figure in figures[0] if figure not in common),
            tuple(figure for figure in figures[1] if figure not in common),
        ),
    )


def _pars(plan: Plan) -> FrozenMap[str, int]:
    sides = with_numbers(plan.scenario, plan.numbers).sides
    return FrozenMap((id, side.par) for id, side in sides.items())
