"""Intervals of means."""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray

Z = 1.96
"""The standard errors that a 95 % interval reaches to either side."""
Floats = NDArray[np.float64]


def half_widths(values: NDArray[np.int64]) -> Floats:
    """By column of some rows, half the width of the 95 % interval of its mean.

    It is infinite for a single row, and for none.
    """
    count = len(values)
    if count < 2:
        return np.full(values.shape[1:], np.inf)
    return cast(Floats, Z * values.std(axis=0, ddof=1) / np.sqrt(count))
