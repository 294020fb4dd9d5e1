"""Caches of appraisals and of nearest packages.

In games of one scenario the same worths, offers and aims occur again and again, and each depends on
few numbers of a state. The whole key is compared before a cached result is used.
"""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.whole_numbers import Numbers, hot

_FACTOR, _BITS, _HALF, _HIGH = 0x9E3779B1, 0x7FFFFFFF, 15, 40
"""The constants of the hash function `spread`, which must also spread the bits of NEVER."""


@hot
def spread(total: int, number: int) -> int:
    """Adds a number to a hash."""
    total = ((total ^ number ^ (number >> _HIGH)) * _FACTOR) & _BITS
    return total ^ (total >> _HALF)


# --------------------------------------------------------------------------------- appraisals


def is_last_valid(T: Numbers, S: Numbers, W: Numbers, kept: int) -> bool:
    """Whether a party's last appraisal is still cached, and all that it read is unchanged."""
    last = T[c.W_KEPT] + T[kept + c.KEPT_ROOM]
    if W[last + c.LAST_NUMBER] == 0:
        return False
    for i in range(T[kept + c.KEPT_READS_N]):
        if W[last + c.LAST + i] != S[T[kept + c.KEPT_READS + i]]:
            return False
    return W[W[last + c.LAST_PLACE] + c.KEPT_NUMBER] == W[last + c.LAST_NUMBER]


def last_place(T: Numbers, W: Numbers, kept: int) -> int:
    """The place in `W` of a party's last appraisal."""
    return W[T[c.W_KEPT] + T[kept + c.KEPT_ROOM] + c.LAST_PLACE]


def place_of(T: Numbers, W: Numbers, kept: int, issues: int) -> int:
    """The place in `W` for the appraisal with the current agenda and worths of options."""
    total = 0
    for i in range(issues):
        total = spread(total, W[T[c.W_LIST] + i])
    for k in range(T[kept + c.KEPT_OPTIONS_N]):
        total = spread(total, W[T[c.W_OPTIONS] + k])
    width = c.KEPT + issues + T[kept + c.KEPT_OPTIONS_N] + T[kept + c.KEPT_COMBOS_N]
    return T[c.W_KEPT] + T[kept + c.KEPT_PLACES] + width * (total & (T[kept + c.KEPT_PLACES_N] - 1))


def is_known(T: Numbers, W: Numbers, kept: int, issues: int, place: int) -> bool:
    """Whether the appraisal at a place has the current agenda and worths of options."""
    if W[place + c.KEPT_NUMBER] == 0 or T[kept + c.KEPT_LIVE] != 0:
        return False
    agenda, options = place + c.KEPT, place + c.KEPT + issues
    for i in range(issues):
        if W[agenda + i] != W[T[c.W_LIST] + i]:
            return False
    for k in range(T[kept + c.KEPT_OPTIONS_N]):
        if W[options + k] != W[T[c.W_OPTIONS] + k]:
            return False
    return True


def look_up(T: Numbers, W: Numbers, kept: int, issues: int, place: int) -> int:
    """Makes a cached appraisal the current one; returns the worth of its best package."""
    combos = place + c.KEPT + issues + T[kept + c.KEPT_OPTIONS_N]
    for i in range(issues):
        W[T[c.W_LIST] + i] = W[place + c.KEPT + i]
    for k in range(T[kept + c.KEPT_COMBOS_N]):
        W[T[c.W_COMBOS] + k] = W[combos + k]
    W[T[c.W_KEPT] + c.KEPT_AT_HAND] = W[place + c.KEPT_NUMBER]
    return W[place + c.KEPT_BEST]


def keep(T: Numbers, W: Numbers, kept: int, issues: int, place: int, best: int) -> None:
    """Caches the current appraisal, and gives it a number."""
    options = place + c.KEPT + issues
    combos, first = options + T[kept + c.KEPT_OPTIONS_N], T[c.W_KEPT]
    W[first + c.KEPT_NEXT] += 1
    W[first + c.KEPT_AT_HAND] = W[first + c.KEPT_NEXT]
    W[place + c.KEPT_NUMBER] = W[first + c.KEPT_NEXT]
    W[place + c.KEPT_BEST] = best
    for i in range(issues):
        W[place + c.KEPT + i] = W[T[c.W_LIST] + i]
    for k in range(T[kept + c.KEPT_OPTIONS_N]):
        W[options + k] = W[T[c.W_OPTIONS] + k]
    for k in range(T[kept + c.KEPT_COMBOS_N]):
        W[combos + k] = W[T[c.W_COMBOS] + k]


def note_last(T: Numbers, S: Numbers, W: Numbers, kept: int, place: int) -> None:
    """Notes the current appraisal as a party's last, with all numbers that it read."""
    last = T[c.W_KEPT] + T[kept + c.KEPT_ROOM]
    W[last + c.LAST_PLACE] = place
    W[last + c.LAST_NUMBER] = W[place + c.KEPT_NUMBER]
    for i in range(T[kept + c.KEPT_READS_N]):
        W[last + c.LAST + i] = S[T[kept + c.KEPT_READS + i]]


# ---------------------------------------------------------------------------- nearest packages


def search_place(T: Numbers, S: Numbers, W: Numbers, table: int, wanted: int, answers: bool) -> int:
    """The place in `W` for the nearest package under the current appraisal."""
    issues, first = T[table + c.TABLE_ISSUES_N], _offered(T, table)
    total = spread(spread(0, W[T[c.W_KEPT] + c.KEPT_AT_HAND]), wanted)
    if answers:
        for i in range(issues):
            total = spread(total, S[first + i])
    width = c.SEARCH + issues + T[table + c.TABLE_PARTS_N]
    return (
        T[c.W_KEPT]
        + T[table + c.TABLE_SEARCHES]
        + width * (total & (T[table + c.TABLE_SEARCHES_N] - 1))
    )


def recall_search(
    T: Numbers, S: Numbers, W: Numbers, table: int, at: int, wanted: int, answers: bool
) -> bool:
    """Whether the package at a place fits the arguments; if so, writes it to W_FOUND."""
    issues, first = T[table + c.TABLE_ISSUES_N], _offered(T, table)
    if W[at + c.SEARCH_NUMBER] != W[T[c.W_KEPT] + c.KEPT_AT_HAND]:
        return False
    if W[at + c.SEARCH_WANTED] != wanted:
        return False
    at += c.SEARCH
    for i in range(issues):
        if W[at + i] != (S[first + i] if answers else c.UNASKED):
            return False
    for i in range(T[table + c.TABLE_PARTS_N]):
        W[T[c.W_FOUND] + i] = W[at + issues + i]
    return True


def keep_search(
    T: Numbers, S: Numbers, W: Numbers, table: int, at: int, wanted: int, answers: bool
) -> None:
    """Caches the combinations in W_FOUND."""
    issues, first = T[table + c.TABLE_ISSUES_N], _offered(T, table)
    W[at + c.SEARCH_NUMBER] = W[T[c.W_KEPT] + c.KEPT_AT_HAND]
    W[at + c.SEARCH_WANTED] = wanted
    at += c.SEARCH
    for i in range(issues):
        W[at + i] = S[first + i] if answers else c.UNASKED
    for i in range(T[table + c.TABLE_PARTS_N]):
        W[at + issues + i] = W[T[c.W_FOUND] + i]


@hot
def _offered(T: Numbers, table: int) -> int:
    """The first place in a state of the options of the standing offer."""
    return T[table + c.TABLE_STATE] + c.AT_ACCEPTED + T[table + c.TABLE_PARTIES_N]
