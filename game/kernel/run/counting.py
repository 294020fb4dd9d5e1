"""Counts the results of games while they are played, so that their rows needn't be stored.

`N` has the counts in the order of the fields of `counts.CountedGames`.
"""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.run.formulas import value
from game.kernel.whole_numbers import Numbers


def count(
    T: Numbers, S: Numbers, W: Numbers, N: Numbers, R: Numbers, row: int, decisions: int
) -> int:
    """Counts a finished game, and writes its scores to `R`; returns the next place in `R`."""
    N[0] += decisions
    N[1 + S[c.OUTCOME]] += 1
    at = 1 + T[T[c.H_OUTCOMES]]
    N[at + S[c.TURN]] += 1
    at = _count_ahead(T, S, W, N, R, row, at + 1 + T[c.H_TURNS])
    at = _count_times(S, N, at, T[c.H_SLOTS], c.SLOT_STATE, T[c.H_SLOTS_N])
    at = _count_times(S, N, at, T[c.H_FIRED], 1, T[c.H_FIRED_N])
    _count_tables(T, S, W, N, at)
    return row + T[c.H_SIDES]


def _count_ahead(
    T: Numbers, S: Numbers, W: Numbers, N: Numbers, R: Numbers, row: int, at: int
) -> int:
    """Writes the scores; counts the side, if any, that alone has the greatest margin over par."""
    best, ahead = c.NEVER, -1
    for side in range(T[c.H_SIDES]):
        score = value(T, S, W, T[T[c.H_SCORES] + side])
        R[row + side] = score
        margin = score - T[T[c.H_PARS] + side]
        if margin > best:
            best, ahead = margin, side
        elif margin == best:
            ahead = -1
    if ahead >= 0:
        N[at + ahead] += 1
    return at + T[c.H_SIDES]


def _count_times(S: Numbers, N: Numbers, at: int, first: int, stride: int, n: int) -> int:
    """Counts for n things how often each happened, then in how many games."""
    for i in range(n):
        times = S[first + stride * i]
        N[at + i] += times
        N[at + n + i] += 1 if times > 0 else 0
    return at + 2 * n


def _count_tables(T: Numbers, S: Numbers, W: Numbers, N: Numbers, at: int) -> None:
    """Counts the status of each table, whether an agreement was signed, and its options."""
    statuses, signed = at, at + c.STATUSES * T[c.H_TABLES_N]
    options, column = signed + T[c.H_TABLES_N], T[c.W_SIGNED]
    for k in range(T[c.H_TABLES_N]):
        table = T[T[c.H_TABLE_RECORDS] + k]
        N[statuses + c.STATUSES * k + S[T[table + c.TABLE_STATE] + c.AT_STATUS]] += 1
        any_signed = 0
        for i in range(T[table + c.TABLE_ISSUES_N]):
            option = W[column]
            column += 1
            if option >= 0:
                any_signed = 1
                N[options + option] += 1
            options += T[T[T[table + c.TABLE_ISSUES] + i] + c.ISSUE_OPTIONS_N]
        N[signed + k] += any_signed
