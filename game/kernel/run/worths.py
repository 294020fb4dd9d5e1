"""What packages are supposed to be worth to the parties of a table (rule 12.3).

`R` holds what each party is supposed to gain: first its reservation value, then by party what each
combination of issues that hang together is worth, then in how many guesses it could be agreed, all
of as many guesses as were made; last, what each combination is worth to all others together. A
package is looked at as its combinations, one of each part of the table, at W_FOUND.
"""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.run.bargaining import appraise, part_of
from game.kernel.run.formulas import value
from game.kernel.whole_numbers import Numbers

FAR = 2**40
"""More than any package is worth."""
EVEN = 50
"""The weight of one's own worth, in a hundred, with which parts of an offer are replaced."""


def combinations_of(T: Numbers, table: int) -> int:
    """How many combinations all parts of a table have together."""
    last = part_of(T, table, T[table + c.TABLE_PARTS_N] - 1)
    return T[last + c.PART_FIRST] + T[last + c.PART_COMBOS_N]


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


def join_others(T: Numbers, R: Numbers, table: int, party: int) -> None:
    """Adds up what each combination is worth to the others; NEVER where one can't agree to it."""
    parties, combinations = T[table + c.TABLE_PARTIES_N], combinations_of(T, table)
    for k in range(combinations):
        total = 0
        for other in range(parties):
            if other != party:
                own = R[parties + other * combinations + k]
                total = c.NEVER if own == c.NEVER or total == c.NEVER else total + own
        R[others_at(T, table) + k] = total


def others_at(T: Numbers, table: int) -> int:
    """Where in R stands what combinations are worth to the others together."""
    parties = T[table + c.TABLE_PARTIES_N]
    return parties + 2 * parties * combinations_of(T, table)


def find_package(
    T: Numbers, X: Numbers, W: Numbers, R: Numbers, table: int, party: int, options: int
) -> bool:
    """Finds the combinations of a package that stands in the state, after `appraise`.

    In a part where the party can't agree to it, or where it lacks an issue, the combination that
    shares evenly takes its place. False where there is no package, or none that all can agree to.
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
        k = k if same else best_shared(T, R, table, party, number, EVEN)
        if k < 0:
            return False
        W[T[c.W_FOUND] + number] = k
    return some


def best_shared(T: Numbers, R: Numbers, table: int, party: int, number: int, weight: int) -> int:
    """The combination of a part that is best when one's own worth weighs so many in a hundred; -1
    where there is none that all can agree to."""
    part = part_of(T, table, number)
    mine = T[table + c.TABLE_PARTIES_N] + party * combinations_of(T, table) + T[part + c.PART_FIRST]
    others = others_at(T, table) + T[part + c.PART_FIRST]
    best, best_k = c.NEVER, -1
    for k in range(T[part + c.PART_COMBOS_N]):
        own, theirs = R[mine + k], R[others + k]
        if own != c.NEVER and theirs != c.NEVER:
            total = weight * own + (100 - weight) * theirs
            if total > best:
                best, best_k = total, k
    return best_k


def share(T: Numbers, W: Numbers, R: Numbers, table: int, party: int, weight: int) -> bool:
    """Finds, part by part, what is best when one's own worth weighs so many in a hundred."""
    for number in range(T[table + c.TABLE_PARTS_N]):
        k = best_shared(T, R, table, party, number, weight)
        if k < 0:
            return False
        W[T[c.W_FOUND] + number] = k
    return True


def gain_of(T: Numbers, W: Numbers, R: Numbers, table: int, party: int) -> int:
    """What a party gains over its reservation value by the package at W_FOUND."""
    worths = T[table + c.TABLE_PARTIES_N] + party * combinations_of(T, table)
    gain = -R[party]
    for number in range(T[table + c.TABLE_PARTS_N]):
        first = T[part_of(T, table, number) + c.PART_FIRST]
        gain += max(R[worths + first + W[T[c.W_FOUND] + number]], -FAR)
    return gain


def worth_to_others(T: Numbers, W: Numbers, R: Numbers, table: int) -> int:
    """What the package at W_FOUND is worth to the others together."""
    others, total = others_at(T, table), 0
    for number in range(T[table + c.TABLE_PARTS_N]):
        first = T[part_of(T, table, number) + c.PART_FIRST]
        total += max(R[others + first + W[T[c.W_FOUND] + number]], -FAR)
    return total
