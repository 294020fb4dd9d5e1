"""Which numbers of a scenario matter: each alone from least to most, and all drawn together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from attrs import evolve, frozen

from game.lab.numbers.paths import Numbers
from game.lab.run.estimates import Estimate, EstimateJson, estimate_json
from game.lab.run.jobs import HERE
from game.lab.run.place import Place
from game.lab.run.plan import Plan
from game.lab.studies.differences import ChangeJson, FigureChange, correct_family, paired_mean
from game.lab.studies.figures import (
    Figure,
    FigureJson,
    PlanJson,
    Progress,
    estimates,
    figure_json,
    figures_of,
    plan_json,
    play_values,
)
from game.lab.studies.indices import SobolIndex
from game.lab.studies.screening import Screened
from game.lab.studies.varied import Varied, VariedJson, varied_json
from game.model.scenario import Scenario


@frozen
class Swing(FigureChange):
    """How a figure changes from the least to the most value of one number alone."""

    path: str
    at_least: Estimate
    """The change of the figure where the number is least, from the scenario as it is."""
    at_most: Estimate
    """The same where it is most."""


class BaseJson(EstimateJson):
    """A figure of the scenario as it is: a mean score in points, or a share from 0 to 1."""

    figure: Annotated[FigureJson, "What is measured."]


class SwingJson(ChangeJson):
    """How a figure changes from the least to the greatest value of one number alone."""

    path: Annotated[str, "The number."]
    at_least: Annotated[
        EstimateJson,
        "The change from the scenario as it is to the number's least value; units as `change`.",
    ]
    at_most: Annotated[EstimateJson, "The same for its greatest value."]


class IndexJson(TypedDict):
    """Sobol indices: how much of the variance of a figure comes from one number."""

    path: Annotated[str, "The number."]
    figure: Annotated[FigureJson, "What is measured."]
    first: Annotated[EstimateJson, "The share, from 0 to 1, that it explains alone."]
    total: Annotated[EstimateJson, "The share, from 0 to 1, with all its interactions."]


class ScreenedJson(TypedDict):
    """Elementary effects (Morris): how much a figure changes from one number."""

    path: Annotated[str, "The number."]
    figure: Annotated[FigureJson, "What is measured."]
    size: Annotated[
        EstimateJson,
        "The mean change, whatever its sign, from the number's least to its greatest value; points "
        "or a share of games from 0 to 1.",
    ]
    mean: Annotated[float, "The mean change with its sign; the same units."]
    spread: Annotated[float, "The standard deviation of the changes; the same units."]


class SensitivityJson(PlanJson):
    """What `communique sensitivity` finds."""

    varied: Annotated[list[VariedJson], "The numbers that are varied."]
    base: Annotated[list[BaseJson], "Every figure of the scenario as it is."]
    swings: Annotated[list[SwingJson], "One for each number and figure."]
    samples: Annotated[int, "Base samples of the Sobol indices; 0 without --sobol."]
    indices: Annotated[list[IndexJson], "One for each number and figure; empty without --sobol."]
    trajectories: Annotated[int, "Points from which steps were taken; 0 without --morris."]
    screened: Annotated[
        list[ScreenedJson], "One for each number and figure; empty without --morris."
    ]


@frozen
class Sensitivity:
    """The results of a study of sensitivity."""

    plan: Plan
    varied: tuple[Varied, ...]
    """The numbers, each with its least and its most value."""
    figures: tuple[Figure, ...]
    base: tuple[Estimate, ...]
    """By figure, in the scenario as it is."""
    swings: tuple[Swing, ...]
    """Number by number, a swing for each figure."""
    indices: tuple[SobolIndex, ...] = ()
    """Sobol indices, where they were asked for: number by number, one for each figure."""
    samples: int = 0
    """The base samples from which the indices were estimated."""
    screened: tuple[Screened, ...] = ()
    """Elementary effects, where they were asked for: number by number, one for each figure."""
    trajectories: int = 0
    """From how many trajectories."""

    def tornado(self, figure: Figure) -> tuple[Swing, ...]:
        """The swings of a figure, the largest change first."""
        own = [swing for swing in self.swings if swing.figure == figure]
        return tuple(sorted(own, key=lambda swing: -abs(swing.change.value)))

    def as_json(self) -> SensitivityJson:
        """The study as a JSON object."""
        return {
            **plan_json(self.plan),
            "varied": [varied_json(each) for each in self.varied],
            "base": [
                {"figure": figure_json(figure), **estimate_json(each)}
                for figure, each in zip(self.figures, self.base, strict=True)
            ],
            "swings": [
                {
                    **swing.change_json(),
                    "path": swing.path,
                    "at_least": estimate_json(swing.at_least),
                    "at_most": estimate_json(swing.at_most),
                }
                for swing in self.swings
            ],
            "samples": self.samples,
            "indices": [
                {
                    "path": index.path,
                    "figure": figure_json(index.figure),
                    "first": estimate_json(index.first),
                    "total": estimate_json(index.total),
                }
                for index in self.indices
            ],
            "trajectories": self.trajectories,
            "screened": [
                {
                    "path": each.path,
                    "figure": figure_json(each.figure),
                    "size": estimate_json(each.size),
                    "mean": each.mean,
                    "spread": each.spread,
                }
                for each in self.screened
            ],
        }


def all_settings(scenario: Scenario, numbers: Numbers = ()) -> tuple[Varied, ...]:
    """All settings of a scenario that have a range, with its bounds as their values.

    numbers: those that are set; settings among them aren't varied.
    """
    fixed = {path for path, _ in numbers}
    return tuple(
        Varied(id, setting.bounds, setting.value, setting.name)
        for id, setting in scenario.settings.items()
        if setting.bounds[0] < setting.bounds[1] and id not in fixed
    )


def sensitivity(
    plan: Plan, varied: Sequence[Varied], place: Place = HERE, progress: Progress | None = None
) -> Sensitivity:
    """Plays a plan's games as they are, and with each number alone at its least and its most.

    Raises WorkersDied, WorkerFailed, ClusterError and NumberError.
    """
    figures = figures_of(plan.scenario)
    plans = [plan, *(_with(plan, each.path, end) for each in varied for end in _ends(each))]
    base, *values = play_values(plans, place, progress)
    swings = []
    for number, each in enumerate(varied):
        least, most = values[2 * number], values[2 * number + 1]
        for i, figure in enumerate(figures):
            columns = [part[:, i].astype(float) for part in (base, least, most)]
            change, p = paired_mean(columns[2] - columns[1])
            swing = Swing(
                figure,
                change,
                p,
                each.path,
                paired_mean(columns[1] - columns[0])[0],
                paired_mean(columns[2] - columns[0])[0],
            )
            swings.append(swing)
    return Sensitivity(
        plan,
        tuple(varied),
        figures,
        estimates(figures, base),
        correct_family(swings),
    )


def count_games(plan: Plan, varied: Sequence[Varied]) -> int:
    """How many games `sensitivity` plays."""
    return plan.games * (1 + 2 * len(varied))


def _ends(varied: Varied) -> tuple[int, int]:
    return varied.least, varied.most


def _with(plan: Plan, path: str, value: int) -> Plan:
    return evolve(plan, numbers=(*plan.numbers, (path, value)))
