"""Recognises which policy may have made the standing offer at a table (rule 12.3).

The more a side's offer speaks for a policy, the more the policy weighs in rollouts.
"""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.run.bargaining import appraise
from game.kernel.run.candidates import RECOGNISED
from game.kernel.run.choosing import bargain
from game.kernel.run.pools import POLICIES, POOL, WEIGHT
from game.kernel.run.worths import FAR, find_package, gain_of, join_others, share
from game.kernel.whole_numbers import Numbers

POOR = 30
"""An offer is poor for its own party if it gains less than this per cent of its possible gain."""


def recognise_persona(
    T: Numbers,
    X: Numbers,
    P: Numbers,
    S: Numbers,
    M: Numbers,
    W: Numbers,
    Q: Numbers,
    H: Numbers,
    table: int,
    party: int,
) -> int:
    """Gives more weight to personas that would have made the standing offer in a guess.

    party: the party whose last offer it answers. Returns the number of these personas.
    """
    at, issues = T[table + c.TABLE_STATE], T[table + c.TABLE_ISSUES_N]
    other = X[at + c.AT_PROPOSER]
    if other < 0 or other == party or (other > party and X[at + c.AT_ROUNDS] == 0):
        return 0
    _go_back(T, X, P, S, table, party)
    side = T[T[table + c.TABLE_PARTIES] + other]
    pool, options = side * POLICIES, at + c.AT_ACCEPTED + T[table + c.TABLE_PARTIES_N]
    weights, count = pool + 1 + POOL, 0
    for k in range(Q[pool]):
        who = Q[pool + 1 + k]
        if who != 0 and bargain(T, S, M, W, table, side, who) == c.OFFER:
            same = True
            for i in range(issues):
                same = same and W[T[c.W_NAMED] + i] == X[options + i]
            if same:
                count += 1
                Q[weights + 1 + k] += WEIGHT * H[RECOGNISED]
                Q[weights] += WEIGHT * H[RECOGNISED]
    return count


def _go_back(T: Numbers, X: Numbers, P: Numbers, S: Numbers, table: int, party: int) -> None:
    """Writes a guess to `S` in which the proposer must speak, and a party's last offer stands."""
    for i in range(T[c.H_STATE]):
        S[i] = P[i]
    at, issues = T[table + c.TABLE_STATE], T[table + c.TABLE_ISSUES_N]
    parties, other = T[table + c.TABLE_PARTIES_N], X[at + c.AT_PROPOSER]
    last, offered = T[table + c.TABLE_LAST_OFFERS] + party * issues, False
    for i in range(issues):
        offered = offered or X[last + i] >= 0
    S[at + c.AT_ROUNDS] = X[at + c.AT_ROUNDS] - (1 if other > party else 0)
    S[at + c.AT_SPEAKER] = other
    S[at + c.AT_PROPOSER] = party if offered else c.NOBODY
    for each in range(parties):
        S[at + c.AT_ACCEPTED + each] = 1 if offered and each == party else 0
    for i in range(issues):
        S[at + c.AT_ACCEPTED + parties + i] = X[last + i] if offered else -1


def recognise_chance(
    T: Numbers,
    X: Numbers,
    W: Numbers,
    R: Numbers,
    Q: Numbers,
    H: Numbers,
    table: int,
    party: int,
) -> bool:
    """Gives more weight to `uniform` if another party's offer is poor for itself."""
    at = T[table + c.TABLE_STATE]
    other = X[at + c.AT_PROPOSER]
    if other < 0 or other == party or appraise(T, X, W, table, party) == c.NEVER:
        return False
    join_others(T, X, R, table, party)
    options = at + c.AT_ACCEPTED + T[table + c.TABLE_PARTIES_N]
    if not find_package(T, X, W, R, table, party, options):
        return False
    gain = gain_of(T, W, R, table, other)
    if gain <= -FAR // 2 or not share(T, W, R, table, party, 0):
        return False  # the worth of the offer, or of any, to the other is unknown
    if 100 * gain >= POOR * gain_of(T, W, R, table, other):
        return False
    pool = T[T[table + c.TABLE_PARTIES] + other] * POLICIES
    weights = pool + 1 + POOL
    for k in range(Q[pool]):
        if Q[pool + 1 + k] == 0:
            Q[weights + 1 + k] += WEIGHT * H[RECOGNISED]
            Q[weights] += WEIGHT * H[RECOGNISED]
    return True
