"""The bridge from a standing offer to a better package nearby: see `name_bridge`."""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.run.decisions import worth
from game.kernel.run.formulas import holds, value
from game.kernel.run.legality import fill, name_standing, qualifies, record
from game.kernel.whole_numbers import Numbers

MOST_CHANGES = 2
"""The most issues of the standing offer that a bridge changes."""


def name_bridge(T: Numbers, S: Numbers, W: Numbers, table: int) -> bool:
    """Writes the bridge from a table's standing offer to W_NAMED; False if there is none.

    The candidates are packages to which all parties may agree, which differ from the offer in at
    most two issues and are worse for no party. The bridge is the one whose least surplus over the
    reserves is the largest; among equal ones, the one with the largest sum of worths; then the
    first, with changes ordered by issue and option. There is no bridge if no candidate is better
    for any party.
    """
    at, issues, named = T[table + c.TABLE_STATE], T[table + c.TABLE_ISSUES_N], T[c.W_NAMED]
    if S[at + c.AT_STATUS] != c.OPEN or S[at + c.AT_PROPOSER] == c.NOBODY:
        return False
    offered = _name_nearest(T, S, W, table)
    least, total = c.NEVER, c.NEVER
    best_first, best_one, best_second, best_other = -1, 0, -1, 0
    for first in range(-1, issues):
        kept = W[named + max(first, 0)]
        if first >= 0 and kept < 0:
            continue
        for one in range(_options(T, table, first)):
            if first >= 0:
                if one == kept:
                    continue
                W[named + first] = one
            # If the second issue is the first one, only that is changed.
            for second in range(first, issues if first >= 0 else 0):
                kept_too = W[named + max(second, 0)]
                if second > first and kept_too < 0:
                    continue
                for other in range(_options(T, table, second) if second > first else 1):
                    if second > first:
                        if other == kept_too:
                            continue
                        W[named + second] = other
                    surplus, summed = _judge(T, S, W, table)
                    better = surplus > least or (surplus == least and summed > total)
                    if summed > offered and better:
                        least, total = surplus, summed
                        best_first, best_one, best_second, best_other = first, one, second, other
                if second > first:
                    W[named + second] = kept_too
        if first >= 0:
            W[named + first] = kept
    if best_first >= 0:
        W[named + best_first] = best_one
        if best_second > best_first:
            W[named + best_second] = best_other
    return total > offered


def _options(T: Numbers, table: int, issue: int) -> int:
    """The number of options of an issue; 1 for no issue (-1), where nothing can be changed."""
    return 1 if issue < 0 else T[record(T, table, issue) + c.ISSUE_OPTIONS_N]


def _name_nearest(T: Numbers, S: Numbers, W: Numbers, table: int) -> int:
    """Writes the standing offer, adapted to the current agenda, to W_NAMED.

    Returns the sum of the offer's worths to all parties; writes them by party to W_MANY.
    """
    named, total = T[c.W_NAMED], 0
    name_standing(T, S, W, table)
    fill(T, W, table)
    for party in range(T[table + c.TABLE_PARTIES_N]):
        W[T[c.W_MANY] + party] = worth(T, S, W, table, party)
        total += W[T[c.W_MANY] + party]
    for issue in range(T[table + c.TABLE_ISSUES_N]):
        on_agenda = holds(T, S, W, T[record(T, table, issue) + c.ISSUE_WHEN])
        W[named + issue] = W[c.W_PACKAGE + issue] if on_agenda else -1
    return total


def _judge(T: Numbers, S: Numbers, W: Numbers, table: int) -> tuple[int, int]:
    """The least surplus of the package in W_NAMED, and the sum of its worths.

    Both are NEVER if it changes too much, is worse for a party, or if not all may agree to it.
    """
    options = T[table + c.TABLE_STATE] + c.AT_ACCEPTED + T[table + c.TABLE_PARTIES_N]
    fill(T, W, table)
    changes = 0
    for issue in range(T[table + c.TABLE_ISSUES_N]):
        standing = S[options + issue]
        if standing < 0:
            standing = T[record(T, table, issue) + c.ISSUE_OTHERWISE]
        changes += 1 if W[c.W_PACKAGE + issue] != standing else 0
    if changes > MOST_CHANGES:
        return c.NEVER, c.NEVER
    least, total = -c.NEVER, 0
    for party in range(T[table + c.TABLE_PARTIES_N]):
        if not qualifies(T, S, W, table, party):
            return c.NEVER, c.NEVER
        own = worth(T, S, W, table, party)
        if own < W[T[c.W_MANY] + party]:
            return c.NEVER, c.NEVER
        least = min(least, own - value(T, S, W, T[T[table + c.TABLE_RESERVES] + party]))
        total += own
    return least, total
