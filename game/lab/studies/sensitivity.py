"""Which numbers of a scenario matter: each alone from least to most, and Sobol indices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import evolve, frozen

from game.lab.numbers.paths import Numbers
from game.lab.run.estimates import Estimate
from game.lab.run.jobs import HERE
from game.lab.run.place import Place
from game.lab.run.plan import Plan
from game.lab.studies.differences import LEVEL, corrected, p_json, paired_mean
from game.lab.studies.figures import (
    Figure,
    Progress,
    estimate_json,
    estimates,
    figure_json,
    figures_of,
    play_values,
)
from game.lab.studies.indices import Index
from game.lab.studies.varied import Varied
from game.model.scenario import Scenario


@frozen
class Swing:
    """What one number alone does to a figure; the others keep their values."""

    path: str
    figure: Figure
    at_least: Estimate
    """The change of the figure where the number is least, from the scenario as it is."""
    at_most: Estimate
    """The same where it is most."""
    change: Estimate
    """From least to most."""
    p: float
    """The chance of so large a change of any figure by any number, if there is none."""

    @property
    def is_real(self) -> bool:
        """Whether the change differs from nothing."""
        return self.p < LEVEL


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

    def tornado(self, figure: Figure) -> tuple[Swing, ...]:
        """The swings of a figure, the largest change first."""
        own = [swing for swing in self.swings if swing.figure == figure]
        return tuple(sorted(own, key=lambda swing: -abs(swing.change.value)))

    def as_json(self) -> dict[str, Any]:
        """The study as a JSON object."""
        return {
            "scenario": self.plan.scenario.id,
            "games": self.plan.games,
            "seed": self.plan.seed,
            "seats": dict(self.plan.seats),
            "numbers": dict(self.plan.numbers),
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
                    "change": estimate_json(swing.change),
                    "p": p_json(swing.p),
                    "differs": swing.is_real,
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
                each.path,
                figure,
                paired_mean(columns[1] - columns[0])[0],
                paired_mean(columns[2] - columns[0])[0],
                change,
                p,
            )
            swings.append(swing)
    sure = corrected([swing.p for swing in swings])
    return Sensitivity(
        plan,
        tuple(varied),
        figures,
        estimates(figures, base),
        tuple(evolve(swing, p=p) for swing, p in zip(swings, sure, strict=True)),
    )


def count_games(plan: Plan, varied: Sequence[Varied]) -> int:
    """How many games `sensitivity` plays."""
    return plan.games * (1 + 2 * len(varied))


def _ends(varied: Varied) -> tuple[int, int]:
    return varied.least, varied.most


def _with(plan: Plan, path: str, value: int) -> Plan:
    return evolve(plan, numbers=(*plan.numbers, (path, value)))
