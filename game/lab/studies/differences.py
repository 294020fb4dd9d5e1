"""Differences between games of the same seeds, and whether they differ from nothing."""

from __future__ import annotations

from collections.abc import Sequence
from math import erfc, inf, isnan, nan, sqrt

import numpy as np
from numpy.typing import NDArray

from game.lab.run.estimates import Estimate, Z

LEVEL = 0.05
"""A difference counts if chance alone would show any of its family so large in fewer cases."""

Reals = NDArray[np.float64]


def paired_mean(differences: Reals) -> tuple[Estimate, float]:
    """The mean of differences game by game with its 95 % interval, and the p-value of none.

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


def p_json(p: float) -> float | None:
    """A p-value as JSON, which knows no nan."""
    return None if isnan(p) else p


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
