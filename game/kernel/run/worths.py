"""Estimates the worths of packages to the parties of a table (rule 12.3).

`R` has these estimates, as sums over all guesses: first the reservation value of each party; then
by party the worth of each combination of linked issues, and likewise the number of guesses in which
the party could agree to it; last, the worth of each combination to all other parties together. A
package is given by its combinations in W_FOUND, one for each part of the table.
"""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.run.bargaining import appraise, part_of
from game.kernel.run.formulas import value
from game.kernel.whole_numbers import Numbers

FAR = 2**40
"""More than any package is worth."""
EVEN = 50
"""The weight of the own worth, in per cent, when impossible parts of an offer are replaced."""


def combinations_of(T: Numbers, table: int) -> int:
    """The number of combinations of all parts of a table together."""
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
    """Adds the worths of combinations in the guess `P` to `R`. number: of this guess, from 0.

    After the last guess `R` has sums over all guesses. If a party could agree to a combination in
    only some of them, its mean there counts for the others.
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


def join_others(T: Numbers, X: Numbers, R: Numbers, table: int, party: int) -> None:
    """Adds up the worths of each combination to the others; NEVER if one can't agree to it.

    Where a majority agrees packages, only those count who can agree to it and are still there.
    """
    parties, combinations = T[table + c.TABLE_PARTIES_N], combinations_of(T, table)
    gone = T[table + c.TABLE_GONE]
    for k in range(combinations):
        total = 0
        for other in range(parties):
            own = R[parties + other * combinations + k]
            if other == party or (gone != 0 and (own == c.NEVER or X[gone + other] != 0)):
                continue
            total = c.NEVER if own == c.NEVER or total == c.NEVER else total + own
        R[others_at(T, table) + k] = total


def others_at(T: Numbers, table: int) -> int:
    """The place in `R` of the worths of combinations to the others together."""
    parties = T[table + c.TABLE_PARTIES_N]
    return parties + 2 * parties * combinations_of(T, table)


def find_package(
    T: Numbers, X: Numbers, W: Numbers, R: Numbers, table: int, party: int, options: int
) -> bool:
    """Writes the combinations of a package in the state to W_FOUND; call it after `appraise`.

    options: the place of the package. Where the party can't agree to a part of it, or it leaves out
    an issue, that part gets an even share. Returns False if there is no package, or if no
    combination of a part is acceptable to all.
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
    """The best combination of a part for a weight of the own worth, in per cent.

    Returns -1 if there is none to which all can agree.
    """
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
    """Writes the best package for a weight of the own worth, in per cent, to W_FOUND."""
    for number in range(T[table + c.TABLE_PARTS_N]):
        k = best_shared(T, R, table, party, number, weight)
        if k < 0:
            return False
        W[T[c.W_FOUND] + number] = k
    return True


def gain_of(T: Numbers, W: Numbers, R: Numbers, table: int, party: int) -> int:
    """The gain of a party over its reservation value by the package in W_FOUND."""
    worths = T[table + c.TABLE_PARTIES_N] + party * combinations_of(T, table)
    gain = -R[party]
    for number in range(T[table + c.TABLE_PARTS_N]):
        first = T[part_of(T, table, number) + c.PART_FIRST]
        gain += max(R[worths + first + W[T[c.W_FOUND] + number]], -FAR)
    return gain


def worth_to_others(T: Numbers, W: Numbers, R: Numbers, table: int) -> int:
    """The worth of the package in W_FOUND to the others together."""
    others, total = others_at(T, table), 0
    for number in range(T[table + c.TABLE_PARTS_N]):
        first = T[part_of(T, table, number) + c.PART_FIRST]
        total += max(R[others + first + W[T[c.W_FOUND] + number]], -FAR)
    return total
