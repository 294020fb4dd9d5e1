"""Offers worth a try at a table (rule 12.3): one's last, steps from it, and from that of another.

`R` holds what each party is supposed to gain: first its reservation value, then by party what each
combination of issues that hang together is worth, then in how many guesses it could be agreed, all
of as many guesses as were made; last, what each combination is worth to all others together.
"""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.numba.jit import Numbers, inlined, jit
from game.kernel.run.bargaining import appraise, name_found, nearest, part_of
from game.kernel.run.candidates import AGAIN, CANDIDATES, FIRST, STEP, WIDTH
from game.kernel.run.decisions import worth
from game.kernel.run.formulas import value
from game.kernel.run.legality import fill, may_accept, qualifies

SHARES, FIRST_SHARE, SHARE_STEP = 8, 95, 10
"""Packages that share what there is to gain: how many, the weight of one's own worth in a hundred
for the first, and by how much less it weighs for the next."""
OPENING = 2
"""The number of the share with which to begin."""
NEAREST, FIRST_NEAREST, NEAREST_STEP = 4, 98, 12
"""Packages near to the offer of another: how many, the worth of the first in per cent of one's own
best package, and by how much less the next is worth."""
SMALL = 10
"""A step that costs less than one part in so many of what one would gain is followed by another."""
STEPS = 2
"""Steps from one's last offer, one from the other; and CHANGES from the offer of another."""
CHANGES = 2
REACH = 2
"""The most issues that a step changes."""
FAR = 2**40
"""More than any package is worth."""


@jit
def combinations_of(T: Numbers, table: int) -> int:
    """How many combinations all parts of a table have together."""
    last = part_of(T, table, T[table + c.TABLE_PARTS_N] - 1)
    return T[last + c.PART_FIRST] + T[last + c.PART_COMBOS_N]


@jit
def suppose_worths(
    T: Numbers,
    X: Numbers,
    P: Numbers,
    W: Numbers,
    R: Numbers,
    table: int,
    party: int,
    number: int,
    guesses: int,
) -> None:
    """Adds to R what combinations are worth in the guess P, which is the first, second ... of some.

    After the last one R holds sums over as many guesses for every combination: where one could be
    agreed in some of them only, its mean counts for the others.
    """
    parties, combinations = T[table + c.TABLE_PARTIES_N], combinations_of(T, table)
    if number == 0:
        for i in range(parties + 2 * parties * combinations):
            R[i] = 0
    for each in range(parties):
        reserve = T[T[table + c.TABLE_RESERVES] + each]
        if each == party:
            R[each] += value(T, X, W, reserve)
            appraise(T, X, W, table, each)
        else:
            R[each] += value(T, P, W, reserve)
            appraise(T, P, W, table, each)
        worths = parties + each * combinations
        times = worths + parties * combinations
        for k in range(combinations):
            if W[T[c.W_COMBOS] + k] != c.NEVER:
                R[worths + k] += W[T[c.W_COMBOS] + k]
                R[times + k] += 1
            if number == guesses - 1:
                possible = R[times + k]
                R[worths + k] = c.NEVER if possible == 0 else R[worths + k] * guesses // possible


@inlined
def add_offers(
    T: Numbers, X: Numbers, W: Numbers, K: Numbers, R: Numbers, table: int, party: int, most: int
) -> None:
    """Adds offers worth a try to the candidates, until there are so many, and notes which of them
    repeats one's last offer and which is a step on."""
    best = appraise(T, X, W, table, party)
    if best == c.NEVER:
        return
    parties, state = T[table + c.TABLE_PARTIES_N], T[table + c.TABLE_STATE]
    _join_others(T, R, table, party)
    proposer = X[state + c.AT_PROPOSER]
    theirs = proposer != c.NOBODY and proposer != party
    last = T[table + c.TABLE_LAST_OFFERS] + party * T[table + c.TABLE_ISSUES_N]
    least = value(T, X, W, T[T[table + c.TABLE_RESERVES] + party])
    if parties == 2 and may_accept(T, X, W, table, party):
        fill(T, W, table)
        least = max(least, worth(T, X, W, table, party) + 1)
    begun = _find_package(T, X, W, R, table, party, last)
    if begun:
        gain = _gain(T, W, R, table, party)
        K[AGAIN] = _add_found(T, X, W, K, table, party, least, most)
        for _ in range(STEPS):
            lost = gain - _gain(T, W, R, table, party)
            if _give(T, W, R, table, party):
                added = _add_found(T, X, W, K, table, party, least, most)
                K[STEP] = added if lost * SMALL < gain else K[STEP]
    if theirs and _find_package(T, X, W, R, table, party, state + c.AT_ACCEPTED + parties):
        for _ in range(CHANGES):
            if _claim(T, W, R, table, party):
                _add_found(T, X, W, K, table, party, least, most)
    for number in range(SHARES):
        if _share(T, W, R, table, party, FIRST_SHARE - SHARE_STEP * number):
            added = _add_found(T, X, W, K, table, party, least, most)
            K[STEP] = added if number == OPENING and not begun else K[STEP]
    for number in range(NEAREST):
        appraise(T, X, W, table, party)
        wanted = best * (FIRST_NEAREST - NEAREST_STEP * number) // 100
        if best > 0 and theirs and nearest(T, X, W, table, wanted, True):
            _add(T, X, W, K, table, party, least, most)


@jit
def _join_others(T: Numbers, R: Numbers, table: int, party: int) -> None:
    """Adds up what each combination is worth to the others; NEVER where one can't agree to it."""
    parties, combinations = T[table + c.TABLE_PARTIES_N], combinations_of(T, table)
    for k in range(combinations):
        total = 0
        for other in range(parties):
            if other != party:
                own = R[parties + other * combinations + k]
                total = c.NEVER if own == c.NEVER or total == c.NEVER else total + own
        R[_others_at(T, table) + k] = total


@jit
def _others_at(T: Numbers, table: int) -> int:
    """Where in R stands what combinations are worth to the others together."""
    parties = T[table + c.TABLE_PARTIES_N]
    return parties + 2 * parties * combinations_of(T, table)


@jit
def _find_package(
    T: Numbers, X: Numbers, W: Numbers, R: Numbers, table: int, party: int, options: int
) -> bool:
    """Puts the combinations of a package that stands in the state at W_FOUND.

    False where there is no package, or one that the party can't agree to now. After `appraise`.
    """
    mine, some = T[table + c.TABLE_PARTIES_N] + party * combinations_of(T, table), False
    for number in range(T[table + c.TABLE_PARTS_N]):
        part = part_of(T, table, number)
        combination, k, same = T[part + c.PART_COMBOS], -1, False
        while not same and k + 1 < T[part + c.PART_COMBOS_N]:
            k += 1
            same = R[mine + T[part + c.PART_FIRST] + k] != c.NEVER
            for i in range(T[part + c.PART_ISSUES_N]):
                issue = T[T[part + c.PART_ISSUES] + i]
                some = some or X[options + issue] >= 0
                if W[T[c.W_LIST] + issue] != 0 and X[options + issue] != T[combination + i]:
                    same = False
            combination += T[part + c.PART_ISSUES_N]
        if not same:
            return False
        W[T[c.W_FOUND] + number] = k
    return some


@jit
def _give(T: Numbers, W: Numbers, R: Numbers, table: int, party: int) -> bool:
    """Changes the package at W_FOUND by what gives the others most for what it costs oneself.

    False where nothing does that costs something, or after which one would gain less over one's
    reservation value than whichever of the others gains least.
    """
    parties, combinations = T[table + c.TABLE_PARTIES_N], combinations_of(T, table)
    mine, others = parties + party * combinations, _others_at(T, table)
    least = FAR
    for other in range(parties):
        if other != party:
            least = min(least, _gain(T, W, R, table, other))
    room = _gain(T, W, R, table, party) - least
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


@jit
def _claim(T: Numbers, W: Numbers, R: Numbers, table: int, party: int) -> bool:
    """Changes the package at W_FOUND by what gives oneself most for what it costs the others; False
    where nothing does."""
    parties, combinations = T[table + c.TABLE_PARTIES_N], combinations_of(T, table)
    mine, others = parties + party * combinations, _others_at(T, table)
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


@jit
def _gain(T: Numbers, W: Numbers, R: Numbers, table: int, party: int) -> int:
    """What a party gains over its reservation value by the package at W_FOUND."""
    worths = T[table + c.TABLE_PARTIES_N] + party * combinations_of(T, table)
    gain = -R[party]
    for number in range(T[table + c.TABLE_PARTS_N]):
        first = T[part_of(T, table, number) + c.PART_FIRST]
        gain += max(R[worths + first + W[T[c.W_FOUND] + number]], -FAR)
    return gain


@jit
def _is_near(T: Numbers, part: int, one: int, other: int) -> bool:
    """Whether two combinations of a part differ, in no more issues than a step changes."""
    width, different = T[part + c.PART_ISSUES_N], 0
    for i in range(width):
        if (
            T[T[part + c.PART_COMBOS] + one * width + i]
            != (T[T[part + c.PART_COMBOS] + other * width + i])
        ):
            different += 1
    return 0 < different <= REACH


@jit
def _share(T: Numbers, W: Numbers, R: Numbers, table: int, party: int, weight: int) -> bool:
    """Finds, part by part, what is best when one's own worth weighs so many in a hundred."""
    parties, combinations = T[table + c.TABLE_PARTIES_N], combinations_of(T, table)
    mine, others = parties + party * combinations, _others_at(T, table)
    for number in range(T[table + c.TABLE_PARTS_N]):
        part = part_of(T, table, number)
        best, best_k = c.NEVER, -1
        for k in range(T[part + c.PART_COMBOS_N]):
            own, theirs = (
                R[mine + T[part + c.PART_FIRST] + k],
                R[others + T[part + c.PART_FIRST] + k],
            )
            if own != c.NEVER and theirs != c.NEVER:
                total = weight * own + (100 - weight) * theirs
                if total > best:
                    best, best_k = total, k
        if best_k < 0:
            return False
        W[T[c.W_FOUND] + number] = best_k
    return True


@jit
def _add_found(
    T: Numbers, X: Numbers, W: Numbers, K: Numbers, table: int, party: int, least: int, most: int
) -> int:
    """Adds the package at W_FOUND to the candidates, as `_add` does."""
    name_found(T, W, table)
    return _add(T, X, W, K, table, party, least, most)


@jit
def _is_standing(T: Numbers, X: Numbers, W: Numbers, table: int) -> bool:
    """Whether the package named is that of the standing offer."""
    state = T[table + c.TABLE_STATE]
    options = state + c.AT_ACCEPTED + T[table + c.TABLE_PARTIES_N]
    same = X[state + c.AT_PROPOSER] != c.NOBODY
    for i in range(T[table + c.TABLE_ISSUES_N]):
        same = same and X[options + i] == W[T[c.W_NAMED] + i]
    return same


@jit
def _add(
    T: Numbers, X: Numbers, W: Numbers, K: Numbers, table: int, party: int, least: int, most: int
) -> int:
    """Adds the package named to the candidates; its number, from 1, or 0 where it isn't added.

    It isn't where it is one already, where it stands, where it can't be offered, and where it is
    worth less than `least`.
    """
    number, width = K[CANDIDATES], K[WIDTH]
    for row in range(FIRST, FIRST + (1 + width) * number, 1 + width):
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
