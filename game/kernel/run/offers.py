"""Which offers an expert tries: its last, steps on from it or from another's, shares (rule 12.3).

`R` has the estimated worths of packages (see `worths`).
"""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.run.bargaining import appraise, name_found, part_of
from game.kernel.run.candidates import AGAIN, CANDIDATES, FIRST, STEP, WIDTH
from game.kernel.run.decisions import worth
from game.kernel.run.formulas import value
from game.kernel.run.legality import fill, may_accept, qualifies
from game.kernel.run.worths import (
    FAR,
    combinations_of,
    find_package,
    gain_of,
    join_others,
    others_at,
    share,
    worth_to_others,
)
from game.kernel.whole_numbers import Numbers

SHARES, FIRST_SHARE, SHARE_STEP = 8, 95, 10
"""The packages that share the gains: their number, the weight of the own worth in the first one, in
per cent, and how much lower it is in each later one."""
OPENING = 2
"""The index of the share to begin with."""
HOLDING = 60
"""The per cent of the rounds in which the expert doesn't offer less than before."""
SMALL = 10
"""If a first step costs less than the gain divided by this, a second step follows."""
STEPS = 2
"""The number of steps on from the last offer. CHANGES is the number from another's offer."""
CHANGES = 2
REACH = 2
"""The most issues that a step changes."""


def add_offers(
    T: Numbers, X: Numbers, W: Numbers, K: Numbers, R: Numbers, table: int, party: int, most: int
) -> None:
    """Adds offers to the candidates, up to `most` candidates.

    It notes in the head of `K` which of them repeats the last offer, and which is a step on.
    """
    if appraise(T, X, W, table, party) == c.NEVER:
        return
    parties, state = T[table + c.TABLE_PARTIES_N], T[table + c.TABLE_STATE]
    join_others(T, X, R, table, party)
    proposer = X[state + c.AT_PROPOSER]
    theirs = proposer != c.NOBODY and proposer != party
    last = T[table + c.TABLE_LAST_OFFERS] + party * T[table + c.TABLE_ISSUES_N]
    least = value(T, X, W, T[T[table + c.TABLE_RESERVES] + party])
    if parties == 2 and may_accept(T, X, W, table, party):
        fill(T, W, table)
        least = max(least, worth(T, X, W, table, party) + 1)
    begun, given = find_package(T, X, W, R, table, party, last), -FAR
    if begun:
        gain = gain_of(T, W, R, table, party)
        if gain >= 0 and 100 * X[state + c.AT_ROUNDS] < HOLDING * T[table + c.TABLE_ROUNDS]:
            given = worth_to_others(T, W, R, table)
        K[AGAIN] = _add_found(T, X, W, K, R, table, party, least, most, given)
        for _ in range(STEPS):
            lost = gain - gain_of(T, W, R, table, party)
            if _give(T, W, R, table, party):
                added = _add_found(T, X, W, K, R, table, party, least, most, given)
                K[STEP] = added if added != 0 and lost * SMALL < gain else K[STEP]
    if theirs and find_package(T, X, W, R, table, party, state + c.AT_ACCEPTED + parties):
        for _ in range(CHANGES):
            if _claim(T, W, R, table, party):
                _add_found(T, X, W, K, R, table, party, least, most, given)
    for number in range(SHARES):
        if share(T, W, R, table, party, FIRST_SHARE - SHARE_STEP * number):
            added = _add_found(T, X, W, K, R, table, party, least, most, given)
            K[STEP] = added if number == OPENING and not begun else K[STEP]


def _give(T: Numbers, W: Numbers, R: Numbers, table: int, party: int) -> bool:
    """Changes the package in W_FOUND by the step that gives the others most for its cost.

    Returns False if no step gives them anything without the party gaining less, over its
    reservation value, than the other party that gains least.
    """
    parties, combinations = T[table + c.TABLE_PARTIES_N], combinations_of(T, table)
    mine, others = parties + party * combinations, others_at(T, table)
    least = FAR
    for other in range(parties):
        if other != party:
            least = min(least, gain_of(T, W, R, table, other))
    room = gain_of(T, W, R, table, party) - least
    best, best_part, best_k = 0, -1, -1
    for number in range(T[table + c.TABLE_PARTS_N]):
        part = part_of(T, table, number)
        first, now = T[part + c.PART_FIRST], W[T[c.W_FOUND] + number]
        for k in range(T[part + c.PART_COMBOS_N]):
            own, theirs = R[mine + first + k], R[others + first + k]
            if own != c.NEVER and theirs != c.NEVER and _is_near(T, part, now, k):
                cost = R[mine + first + now] - own
                given = theirs - max(R[others + first + now], -FAR)
                if cost >= 0 and given > 0 and cost + given <= room:
                    rate = given * 1000 // max(cost, 1)
                    if rate > best:
                        best, best_part, best_k = rate, number, k
    if best_part >= 0:
        W[T[c.W_FOUND] + best_part] = best_k
    return best_part >= 0


def _claim(T: Numbers, W: Numbers, R: Numbers, table: int, party: int) -> bool:
    """Changes the package in W_FOUND by the step that gives the party most for its cost to others.

    Returns False if no step gives it anything.
    """
    parties, combinations = T[table + c.TABLE_PARTIES_N], combinations_of(T, table)
    mine, others = parties + party * combinations, others_at(T, table)
    best, best_part, best_k = 0, -1, -1
    for number in range(T[table + c.TABLE_PARTS_N]):
        part = part_of(T, table, number)
        first, now = T[part + c.PART_FIRST], W[T[c.W_FOUND] + number]
        for k in range(T[part + c.PART_COMBOS_N]):
            own, theirs = R[mine + first + k], R[others + first + k]
            if own != c.NEVER and theirs != c.NEVER and _is_near(T, part, now, k):
                cost = max(R[others + first + now], -FAR) - theirs
                rate = (own - R[mine + first + now]) * 1000 // max(cost, 1)
                if rate > best:
                    best, best_part, best_k = rate, number, k
    if best_part >= 0:
        W[T[c.W_FOUND] + best_part] = best_k
    return best_part >= 0


def _is_near(T: Numbers, part: int, one: int, other: int) -> bool:
    """Whether two combinations of a part differ, but in no more issues than a step changes."""
    width, different = T[part + c.PART_ISSUES_N], 0
    for i in range(width):
        if (
            T[T[part + c.PART_COMBOS] + one * width + i]
            != (T[T[part + c.PART_COMBOS] + other * width + i])
        ):
            different += 1
    return 0 < different <= REACH


def _add_found(
    T: Numbers,
    X: Numbers,
    W: Numbers,
    K: Numbers,
    R: Numbers,
    table: int,
    party: int,
    least: int,
    most: int,
    given: int,
) -> int:
    """Adds the package in W_FOUND as `_add` does, if its worth to the others reaches `given`."""
    if worth_to_others(T, W, R, table) < given:
        return 0
    name_found(T, W, table)
    return _add(T, X, W, K, table, party, least, most)


def _is_standing(T: Numbers, X: Numbers, W: Numbers, table: int) -> bool:
    """Whether the package in W_NAMED is the standing offer."""
    state = T[table + c.TABLE_STATE]
    options = state + c.AT_ACCEPTED + T[table + c.TABLE_PARTIES_N]
    same = X[state + c.AT_PROPOSER] != c.NOBODY
    for i in range(T[table + c.TABLE_ISSUES_N]):
        same = same and X[options + i] == W[T[c.W_NAMED] + i]
    return same


def _add(
    T: Numbers, X: Numbers, W: Numbers, K: Numbers, table: int, party: int, least: int, most: int
) -> int:
    """Adds the package in W_NAMED to the candidates; returns its number from 1, or 0 if not added.

    It isn't added if it is a candidate already, if it is the standing offer, if it can't be
    offered, if it is worth less than `least`, or if there are `most` candidates.
    """
    number, width = K[CANDIDATES], K[WIDTH]
    for candidate in range(number):
        row = FIRST + (1 + width) * candidate
        same = K[row] == c.OFFER
        for i in range(width):
            same = same and K[row + 1 + i] == W[T[c.W_NAMED] + i]
        if same:
            return 0
    if number == most or _is_standing(T, X, W, table) or not qualifies(T, X, W, table, party):
        return 0
    if worth(T, X, W, table, party) < least:
        return 0
    row = FIRST + (1 + width) * number
    K[row] = c.OFFER
    for i in range(width):
        K[row + 1 + i] = W[T[c.W_NAMED] + i]
    K[CANDIDATES] = number + 1
    return number + 1
