"""Estimates from many games, each with a 95 % confidence interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf, nan, sqrt

from attrs import frozen

from game.lab.batches.json_keys import json_key

Z = 1.96
"""The standard errors that a 95 % interval reaches to either side."""
_MAYBE = float | None


@frozen
class Estimate:
    """An estimate of many games, with its 95 % confidence interval."""

    value: float = json_key("The estimate; null where there are no games to tell it.", _MAYBE)
    low: float = json_key("The lower end of the interval; null where it is unbounded.", _MAYBE)
    high: float = json_key("The upper end of the interval; null where it is unbounded.", _MAYBE)


def share(times: int, games: int) -> Estimate:
    """The share of games in which something happened, from 0 to 1; nan where there are none.

    The interval is Wilson's score interval (Journal of the American Statistical Association 22,
    1927), which holds near 0 and 1 too.
    """
    if games == 0:
        return Estimate(nan, 0.0, 1.0)
    p, z2 = times / games, Z * Z
    middle = (p + z2 / (2 * games)) / (1 + z2 / games)
    half = Z * sqrt(p * (1 - p) / games + z2 / (4 * games * games)) / (1 + z2 / games)
    low = middle - half if times else 0.0  # exactly, without a rounding error
    high = middle + half if times < games else 1.0
    return Estimate(p, low, high)


def mean(histogram: Mapping[int, int]) -> Estimate:
    """The mean of a histogram (by number, how often), with the normal interval.

    The interval of a single number is unbounded; the mean of none is nan.
    """
    n = sum(histogram.values())
    if n == 0:
        return Estimate(nan, -inf, inf)
    value = histogram_sum(histogram) / n
    half = Z * standard_deviation(histogram) / sqrt(n) if n > 1 else inf
    return Estimate(value, value - half, value + half)


def mean_of_estimates(estimates: Sequence[Estimate]) -> Estimate:
    """The mean of estimates from different games."""
    count = len(estimates)
    value = sum(each.value for each in estimates) / count
    half = sqrt(sum((each.high - each.value) ** 2 for each in estimates)) / count
    return Estimate(value, value - half, value + half)


def histogram_sum(histogram: Mapping[int, int]) -> int:
    """The sum of all numbers of a histogram."""
    return sum(number * times for number, times in histogram.items())


def standard_deviation(histogram: Mapping[int, int]) -> float:
    """The sample standard deviation of a histogram; 0 for fewer than two numbers."""
    n = sum(histogram.values())
    if n < 2:
        return 0.0
    squares = sum(number * number * times for number, times in histogram.items())
    return sqrt((n * squares - histogram_sum(histogram) ** 2) / (n * (n - 1)))


def quantile(histogram: Mapping[int, int], percent: int) -> int:
    """The least number of a histogram with at least so many per cent at or below it.

    Raises ValueError where the histogram is empty.
    """
    n, below = sum(histogram.values()), 0
    for number in sorted(histogram):
        below += histogram[number]
        if below * 100 >= percent * n:
            return number
    raise ValueError("an empty histogram has no quantile")
