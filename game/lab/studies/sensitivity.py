"""Which numbers of a scenario matter: each alone from least to most, and all drawn together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import evolve, frozen

from game.lab.numbers.paths import Numbers
from game.lab.run.estimates import Estimate
from game.lab.run.jobs import HERE
from game.lab.run.place import Place
from game.lab.run.plan import Plan
from game.lab.studies.differences import Change, correct_family, paired_mean
from game.lab.studies.figures import (
    Figure,
    Progress,
    estimate_json,
    estimates,
    figure_json,
    figures_of,
    plan_json,
    play_values,
)
from game.lab.studies.indices import Index
from game.lab.studies.screening import Screened
from game.lab.studies.varied import Varied
from game.model.scenario import Scenario


@frozen
class Swing(Change):
    """How a figure changes from the least to the most value of one number alone."""

    path: str
    at_least: Estimate
    """The change of the figure where the number is least, from the scenario as it is."""
    at_most: Estimate
    """The same where it is most."""


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
    indices: tuple[Index, ...] = ()
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

    def as_json(self) -> dict[str, Any]:
        """The study as a JSON object."""
        return {
            **plan_json(self.plan),
            "varied": [
                {"path": each.path, "base": each.base, "least": each.least, "most": each.most}
                for each in self.varied
            ],
            "base": [
                {"figure": figure_json(figure), **estimate_json(each)}
                for figure, each in zip(self.figures, self.base, strict=True)
            ],
            "swings": [
                {
                    "path": swing.path,
                    "figure": figure_json(swing.figure),
                    "at_least": estimate_json(swing.at_least),
                    "at_most": estimate_json(swing.at_most),
                    **swing.change_json(),
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
