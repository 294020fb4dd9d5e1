"""Means with their intervals of 95 %."""

from __future__ import annotations

from math import hypot
from typing import cast

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

Z = 1.96
"""The standard errors that a 95 % interval reaches to either side."""
Floats = NDArray[np.float64]


@frozen
class Interval:
    """A mean with its interval of 95 %."""

    mean: float
    low: float
    high: float

    @property
    def half_width(self) -> float:
        """How far the interval reaches to either side; infinite where it isn't known."""
        return (self.high - self.low) / 2

    def less(self, other: Interval) -> Interval:
        """How much larger it is than another mean, which is independent of it."""
        return around(self.mean - other.mean, hypot(self.half_width, other.half_width))


EXACT = Interval(0.0, 0.0, 0.0)


def around(mean: float, half_width: float) -> Interval:
    """The interval that reaches so far to either side of a mean."""
    return Interval(mean, mean - half_width, mean + half_width)


def intervals_of(values: NDArray[np.int64] | Floats) -> tuple[Interval, ...]:
    """By column of some rows, the mean with its interval."""
    means = map(float, values.mean(axis=0))
    return tuple(map(around, means, map(float, half_widths(values))))


def interval_of(values: NDArray[np.int64] | Floats) -> Interval:
    """The mean of some values with its interval."""
    return intervals_of(values[:, None])[0]


def half_widths(values: NDArray[np.int64] | Floats) -> Floats:
    """By column of some rows, half the width of the 95 % interval of its mean.

    It is infinite for a single row, and for none.
    """
    count = len(values)
    if count < 2:
        return np.full(values.shape[1:], np.inf)
    return cast(Floats, Z * values.std(axis=0, ddof=1) / np.sqrt(count))
