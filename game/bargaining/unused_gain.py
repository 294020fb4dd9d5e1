"""How much better for all what was signed could have been: a distance to the Pareto frontier.

Of the packages that everybody can sign and that are worse for nobody, the one is taken that is best
for all together, where a party's gain counts as a share of the span between its worst and its best
package that can be signed. The unused gain is the mean of these shares: 0 on the Pareto frontier,
and at most 1. It needs no common measure of the parties' worths, and is the range-adjusted measure
of Cooper, Park and Pastor (Journal of Productivity Analysis 11, 1999) with these ranges.
"""

from __future__ import annotations

from math import lcm

import numpy as np
from numpy.typing import NDArray

from game.bargaining.packages import Payoffs

UNKNOWN = -1
"""Of a package of which it can't be said."""
_LARGEST = 2**62


def unused_gains(payoffs: Payoffs, signed: Payoffs) -> NDArray[np.int64]:
    """The unused gain of each of some packages in thousandths, by their worths to the parties.

    payoffs: those of all packages that can be signed, the undominated ones at least. Whole numbers
    all the way, so that every machine rounds alike, half up. UNKNOWN where there are no payoffs.
    """
    if not len(payoffs):
        return np.full(len(signed), UNKNOWN, np.int64)
    spans = [int(span) for span in payoffs.max(axis=0) - payoffs.min(axis=0)]
    whole = lcm(*(span for span in spans if span))
    weights = [whole // span if span else 0 for span in spans]
    most = max(int(np.abs(payoffs).max()), int(np.abs(signed).max(initial=0)), 1)
    kind = np.int64 if 2000 * most * sum(weights) < _LARGEST else object
    sums = payoffs.astype(kind) @ np.array(weights, kind)
    own = signed.astype(kind) @ np.array(weights, kind)
    denominator, found = whole * len(spans), np.zeros(len(signed), np.int64)
    for number, worths in enumerate(signed):
        better = sums[(payoffs >= worths).all(axis=1)]
        gain = max(0, int(better.max()) - int(own[number])) if len(better) else 0
        found[number] = (2000 * gain + denominator) // (2 * denominator)
    return found
