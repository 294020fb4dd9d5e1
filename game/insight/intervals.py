"""Means with their 95 % confidence intervals."""

from __future__ import annotations

from math import hypot
from typing import cast

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

Z = 1.96
"""The half width of a 95 % interval, in standard errors."""
Floats = NDArray[np.float64]


@frozen
class Interval:
    """A mean with its 95 % confidence interval."""

    mean: float
    low: float
    high: float

    @property
    def half_width(self) -> float:
        """Half the width of the interval; infinite if it isn't known."""
        return (self.high - self.low) / 2

    @property
    def error(self) -> int:
        """By how many whole points it can be wrong, at least one; 0 where it is exact."""
        return max(1, round(self.half_width)) if self.half_width else 0

    def __neg__(self) -> Interval:
        return Interval(-self.mean, -self.high, -self.low)

    def plus(self, other: Interval) -> Interval:
        """The sum with another mean, which must be independent."""
        return around(self.mean + other.mean, hypot(self.half_width, other.half_width))

    def less(self, other: Interval) -> Interval:
        """The difference to another mean, which must be independent."""
        return around(self.mean - other.mean, hypot(self.half_width, other.half_width))


EXACT = Interval(0.0, 0.0, 0.0)


def around(mean: float, half_width: float) -> Interval:
    """The interval around a mean with this half width."""
    return Interval(mean, mean - half_width, mean + half_width)


def intervals_of(values: NDArray[np.int64] | Floats) -> tuple[Interval, ...]:
    """The mean of each column, with its interval."""
    means = map(float, values.mean(axis=0))
    return tuple(map(around, means, map(float, half_widths(values))))


def interval_of(values: NDArray[np.int64] | Floats) -> Interval:
    """The mean of some values with its interval."""
    return intervals_of(values[:, None])[0]


def half_widths(values: NDArray[np.int64] | Floats) -> Floats:
    """Half the width of the 95 % interval of each column's mean.

    It is infinite if there are fewer than two rows.
    """
    count = len(values)
    if count < 2:
        return np.full(values.shape[1:], np.inf)
    return cast(Floats, Z * values.std(axis=0, ddof=1) / np.sqrt(count))
