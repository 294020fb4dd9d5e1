"""The policies that may play each side when an expert plays on, and their weights.

`Q` has them by side; after the last side come those by which the expert itself plays on.
"""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.run.candidates import UNIFORM_KEPT
from game.kernel.run.luck import below, mix
from game.kernel.whole_numbers import MASK, Numbers, u64

_MASK = u64(MASK)
POOL = 8
"""The most policies of a side that are tried."""
POLICIES = 2 * (1 + POOL)
"""The length of a side's row in `Q`: the number of its policies, their addresses, the sum of their
weights, and the weight of each."""
WEIGHT = 1000
"""The initial weight of a policy."""


def draw_seats(T: Numbers, W: Numbers, Q: Numbers, chance: int) -> None:
    """Draws a policy for every side, by the weights in `Q`."""
    for side in range(T[c.H_SIDES]):
        pool = side * POLICIES
        weights = pool + 1 + POOL
        rest, k = below(mix((chance + u64(16 + side)) & _MASK), Q[weights]), 0
        while rest >= Q[weights + 1 + k]:
            rest -= Q[weights + 1 + k]
            k += 1
        W[T[c.W_SEATS] + side] = Q[pool + 1 + k]
        W[T[c.W_TAKEN] + side] = 0


def weigh_policies(T: Numbers, X: Numbers, Q: Numbers, H: Numbers) -> None:
    """Writes the weight of each policy to `Q`.

    Beside personas, `uniform` weighs less the more rounds of an open table have been used.
    """
    rounds = 0
    for i in range(T[c.H_TABLES_N]):
        at = T[T[T[c.H_TABLE_RECORDS] + i] + c.TABLE_STATE]
        if X[at + c.AT_STATUS] == c.OPEN:
            rounds = max(rounds, X[at + c.AT_ROUNDS])
    for side in range(T[c.H_SIDES]):
        pool = side * POLICIES
        weights = pool + 1 + POOL
        Q[weights] = 0
        for k in range(Q[pool]):
            weight = WEIGHT
            if Q[pool + 1 + k] == 0 and Q[pool] > 1:
                for _ in range(rounds):
                    weight = weight * H[UNIFORM_KEPT] // 100
            Q[weights + 1 + k] = weight
            Q[weights] += weight
