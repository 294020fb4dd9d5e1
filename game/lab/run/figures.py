"""Figures found in many games, with the interval in which the true one may well lie."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, nan, sqrt

from attrs import frozen

Z = 1.96
"""How many standard errors a 95 % interval reaches to either side."""


@frozen
class Estimate:
    """A figure, and its 95 % interval."""

    value: float
    low: float
    high: float


def share(times: int, games: int) -> Estimate:
    """In what share of the games something happened, from 0 to 1; nan where there were none.

    The interval is Wilson's score interval (Journal of the American Statistical Association 22,
    1927), which stays honest near 0 and 1.
    """
    if games == 0:
        return Estimate(nan, 0.0, 1.0)
    p, z2 = times / games, Z * Z
    middle = (p + z2 / (2 * games)) / (1 + z2 / games)
    half = Z * sqrt(p * (1 - p) / games + z2 / (4 * games * games)) / (1 + z2 / games)
    low = middle - half if times else 0.0  # rounding would leave a trace of the exact end
    high = middle + half if times < games else 1.0
    return Estimate(p, low, high)


def mean(values: Mapping[int, int]) -> Estimate:
    """The mean of a histogram (by value, how often), with the normal interval.

    One value alone tells nothing of how far others lie: its interval has no ends. Of none it
    is nan.
    """
    n = sum(values.values())
    if n == 0:
        return Estimate(nan, -inf, inf)
    value = histogram_sum(values) / n
    half = Z * standard_deviation(values) / sqrt(n) if n > 1 else inf
    return Estimate(value, value - half, value + half)


def histogram_sum(values: Mapping[int, int]) -> int:
    """The sum of all values of a histogram."""
    return sum(value * times for value, times in values.items())


def standard_deviation(values: Mapping[int, int]) -> float:
    """The standard deviation (of a sample) of a histogram; 0 with fewer than two values."""
    n = sum(values.values())
    if n < 2:
        return 0.0
    squares = sum(value * value * times for value, times in values.items())
    return sqrt((n * squares - histogram_sum(values) ** 2) / (n * (n - 1)))


def quantile(values: Mapping[int, int], percent: int) -> int:
    """The least value with at least so many per cent of a histogram at or below it."""
    n, below = sum(values.values()), 0
    for value in sorted(values):
        below += values[value]
        if below * 100 >= percent * n:
            return value
    raise ValueError("a quantile of nothing")
