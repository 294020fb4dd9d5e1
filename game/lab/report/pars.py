"""Finds the par that a side would pass in a given share of games."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

MOST_PAR = 10**9
"""As large as a par can be: stands for no upper bound."""


def fitting_pars(scores: Sequence[int], least: float, most: float) -> tuple[int, int] | None:
    """The least and the greatest par that a share of games between two bounds passes.

    None: no par does. Where the least share is 0, there is no greatest par.
    """
    column = np.sort(np.array(scores, np.int64))
    pars = np.arange(int(column[0]) - 1, int(column[-1]) + 1)
    over = 1 - np.searchsorted(column, pars, side="right") / len(column)
    fitting = pars[(over >= least) & (over <= most)]
    if not len(fitting):
        return None
    return int(fitting[0]), int(fitting[-1]) if least else MOST_PAR


def par_text(low: int, high: int) -> str:
    """`81 or more`, `72 to 78`, `72`."""
    texts = {MOST_PAR: f"{low} or more", low: f"{low}"}
    return texts.get(high, f"{low} to {high}").replace("-", "−")
