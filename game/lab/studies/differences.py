"""Differences between games of the same seeds, and whether they are more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from math import erfc, inf, isnan, nan, sqrt
from typing import TypeVar

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from game.lab.batches.estimates import Estimate, Z
from game.lab.batches.json_keys import json_key, json_property
from game.lab.studies.figures import Figure

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
