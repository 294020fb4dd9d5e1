"""What studies measure of every game: how it ended, scores, and agreements that stood at the end.

Figures are columns with a number for each game, so that games of the same seed can be compared, and
a difference told from chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import erfc, inf, isnan, nan, sqrt
from typing import Annotated, Literal, TypeAlias, TypedDict, TypeVar

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from game.kernel.rows import Rows
from game.lab.batches.estimates import Estimate, Z, mean, share
from game.lab.batches.jobs import play_plans
from game.lab.batches.json_keys import json_key, json_property
from game.lab.batches.place import Place
from game.lab.batches.plan import Plan
from game.lab.numbers.paths import with_numbers
from game.model.frozen import FrozenMap
from game.model.play import AGREED
from game.model.scenario import Scenario

Ints: TypeAlias = NDArray[np.int32]
"""Scores fit into 32 bits, as all numbers of a game do (rule 1.3), and millions of games stay."""
FigureKind = Literal["outcome", "score", "agreed"]
Progress = Callable[[int], None]


@frozen
class Figure:
    """One thing that is measured of every game."""

    kind: FigureKind = json_key(
        "outcome: the share of games, from 0 to 1, that ended so; score: a side's points; agreed: "
        "the share of games in which an agreement stood at a table at the end."
    )
    id: str = json_key("The id of the outcome, side or table.")

    @property
    def is_share(self) -> bool:
        """Whether its mean is a share of games."""
        return self.kind != "score"

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


def figures_of(scenario: Scenario) -> tuple[Figure, ...]:
    """All figures of a scenario: outcomes, scores, agreements, each in the order of the file."""
    return (
        *(Figure("outcome", id) for id in scenario.outcomes),
        *(Figure("score", id) for id in scenario.sides),
        *(Figure("agreed", id) for id in scenario.tables),
    )


def pars_of(plan: Plan) -> FrozenMap[str, int]:
    """By side its par in the games of a plan, whose numbers may change it."""
    sides = with_numbers(plan.scenario, plan.numbers).sides
    return FrozenMap((id, side.par) for id, side in sides.items())


def values_of(scenario: Scenario, rows: Rows) -> Ints:
    """The value of every figure in every game; shape: games, figures."""
    outcomes = rows.outcome[:, None] == np.arange(len(scenario.outcomes))
    columns = (outcomes, rows.scores, rows.status == AGREED)
    return np.concatenate([np.asarray(column, np.int32) for column in columns], axis=1)


def play_values(
    plans: Sequence[Plan], place: Place, progress: Progress | None = None
) -> Iterator[Ints]:
    """Plays the games of plans; yields the values of each plan's games, in their order.

    Raises WorkersDied, WorkerFailed and ClusterError.
    """
    parts: dict[int, list[Ints]] = {}

    def keep(number: int, rows: Rows) -> None:
        parts.setdefault(number, []).append(values_of(plans[number].scenario, rows))

    for number, _ in enumerate(play_plans(plans, place, progress=progress, keep=keep)):
        yield np.concatenate(parts.pop(number))


def estimate(figure: Figure, column: Ints) -> Estimate:
    """The share of games of a figure with Wilson's interval, or its mean with the normal one."""
    if figure.is_share:
        return share(int(column.sum()), len(column))
    values, times = np.unique(column, return_counts=True)
    return mean(dict(zip(values.tolist(), times.tolist(), strict=True)))


def estimates(figures: Sequence[Figure], values: Ints) -> tuple[Estimate, ...]:
    """An estimate of each figure, from the values of some games."""
    return tuple(estimate(figure, values[:, i]) for i, figure in enumerate(figures))


class GamesJson(TypedDict):
    """Which games a study plays."""

    scenario: Annotated[str, "The id of the scenario."]
    games: Annotated[int, "How many games are played at each point or in each pairing."]
    seed: Annotated[int, "The seed of the first game; each later game has one more."]
    numbers: Annotated[dict[str, int], "By path, the numbers that --set changed."]


class PlanJson(GamesJson):
    """Which games a study plays, and with whom."""

    seats: Annotated[dict[str, str], "By side, the bot that plays it."]


def games_json(plan: Plan) -> GamesJson:
    """Which games a study plays, whoever plays them, as JSON."""
    return {
        "scenario": plan.scenario.id,
        "games": plan.games,
        "seed": plan.seed,
        "numbers": dict(plan.numbers),
    }


def plan_json(plan: Plan) -> PlanJson:
    """Which games a study plays at each point, as JSON."""
    return {**games_json(plan), "seats": dict(plan.seats)}


LEVEL = 0.05
"""A difference counts if chance alone would show any of its family so large in fewer cases."""

Reals = NDArray[np.float64]


@frozen
class FigureChange:
    """How a figure changes between games of the same seeds."""

    figure: Figure = json_key("What is measured.")
    change: Estimate = json_key(
        "By how much it rises, or falls if negative: points for a score, else a share of games "
        "from -1 to 1."
    )
    p: float = json_key(
        "The chance, from 0 to 1, that any of the changes of this study would come out so large "
        "if there were none; null for fewer than two games.",
        float | None,
    )

    @json_property(f"Whether p is below {LEVEL}.")
    def differs(self) -> bool:
        """Whether it is more than chance explains."""
        return self.p < LEVEL


C = TypeVar("C", bound=FigureChange)


def paired_mean(differences: Reals) -> tuple[Estimate, float]:
    """The mean of differences game by game, its 95 % interval, and its p-value.

    The p-value is that of the normal test of a mean (two-sided); 1 where all are 0, and nan for
    fewer than two games.
    """
    n = len(differences)
    if n == 0:
        return Estimate(nan, -inf, inf), nan
    value = float(differences.mean())
    if n == 1:
        return Estimate(value, -inf, inf), nan
    error = float(differences.std(ddof=1)) / sqrt(n)
    if error == 0:
        return Estimate(value, value, value), 1.0 if value == 0 else 0.0
    return Estimate(value, value - Z * error, value + Z * error), erfc(abs(value / error) / sqrt(2))


def correct_family(changes: Sequence[C]) -> tuple[C, ...]:
    """All changes that a study compares, each with its p-value corrected for their number."""
    p_values = corrected([each.p for each in changes])
    return tuple(evolve(each, p=p) for each, p in zip(changes, p_values, strict=True))


def corrected(p_values: Sequence[float]) -> tuple[float, ...]:
    """The p-values of a family of tests, each corrected for the number of them.

    This is the step-down correction of Holm (Scandinavian Journal of Statistics 6, 1979): with it
    any false finding among all of them is as rare as a p-value says. nan stays nan.
    """
    order = sorted((p, i) for i, p in enumerate(p_values) if not isnan(p))
    result, largest = [nan] * len(p_values), 0.0
    for done, (p, i) in enumerate(order):
        largest = max(largest, min(1.0, p * (len(order) - done)))
        result[i] = largest
    return tuple(result)
