"""Counts of the results of many games; their size doesn't depend on the number of games."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from attrs import evolve, fields, frozen

from game.kernel.rows import CountedGames, Ints, Rows
from game.lab.batches.estimates import Estimate, mean
from game.model.frozen import FrozenMap
from game.model.play import AGREED, STATUS
from game.rules.compiled import IssueRules, Rules

Counts = tuple[int, ...]
Histogram = FrozenMap[int, int]
"""By number, the games that came to it."""
_DENSE = 1 << 16
"""Numbers within so wide a range are counted by place, which is quicker than to sort them."""


@frozen
class Tally:
    """Counts of the results of games: whole numbers, so that tallies add up exactly in any order.

    Everything is in the order of the scenario's file; issues are numbered on from table to table.
    """

    games: int
    decisions: int
    outcomes: Counts
    """By outcome, the games that ended with it."""
    turns: Histogram
    """By the turn on which the game ended."""
    scores: tuple[Histogram, ...]
    """By side."""
    ahead: Counts
    """By side, the games in which it alone had the greatest margin over par."""
    legal: Counts
    """By slot, the decisions of its side at which it was legal."""
    taken: Counts
    """By slot, how often it was taken."""
    taking: Counts
    """By slot, the games in which it was taken."""
    fired: Counts
    """By inject, how often it happened."""
    firing: Counts
    """By inject, the games in which it happened."""
    status: tuple[Counts, ...]
    """By table and number of STATUS, the games in which the table ended with this status."""
    signed: Counts
    """By table, the games in which an agreement was signed, whatever became of it."""
    options: tuple[Counts, ...]
    """By issue and option, the games in which it was the option last signed."""
    digest: int
    """The sum of the digests of the games' last states, modulo 2^64."""

    def __add__(self, other: Tally) -> Tally:
        """The tally of the games of both."""
        sums = {f.name: _sum(getattr(self, f.name), getattr(other, f.name)) for f in fields(Tally)}
        return evolve(Tally(**sums), digest=sums["digest"] % 2**64)

    def agreed(self, table: int) -> int:
        """The games in which the table's agreement stood at the end."""
        return self.status[table][AGREED]


def tally(rules: Rules, rows: Rows) -> Tally:
    """Counts the games of some rows; without rows it is zero, the neutral element of addition."""
    pars = [side.par for side in rules.scenario.sides.values()]
    issues = [issue for table in rules.tables for issue in table.issues]
    return Tally(
        games=len(rows),
        decisions=int(rows.decisions.sum()),
        outcomes=_frequencies(rows.outcome, len(rules.outcomes)),
        turns=_histogram(rows.turns),
        scores=tuple(_histogram(column) for column in rows.scores.T),
        ahead=_ahead(rows.scores - np.array(pars, np.int64)),
        legal=_counts_of(rows.legal.sum(axis=0)),
        taken=_counts_of(rows.taken.sum(axis=0)),
        taking=_counts_of((rows.taken > 0).sum(axis=0)),
        fired=_counts_of(rows.fired.sum(axis=0)),
        firing=_counts_of((rows.fired > 0).sum(axis=0)),
        status=tuple(_frequencies(column, len(STATUS)) for column in rows.status.T),
        signed=_signed(rules, rows.options),
        options=tuple(
            _frequencies(column[column >= 0], len(issue.options))
            for issue, column in zip(issues, rows.options.T, strict=True)
        ),
        digest=rows.digest,
    )


def tally_of_counted(counts: CountedGames) -> Tally:
    """The tally of games that the kernel has counted: the same as that of their rows."""
    games = len(counts.scores)
    return Tally(
        games=games,
        decisions=counts.decisions,
        outcomes=_counts_of(counts.outcomes),
        turns=FrozenMap((turn, n) for turn, n in enumerate(counts.turns.tolist()) if n),
        scores=tuple(_histogram(column) for column in counts.scores.T),
        ahead=_counts_of(counts.ahead),
        legal=_counts_of(counts.legal),
        taken=_counts_of(counts.taken),
        taking=_counts_of(counts.taking),
        fired=_counts_of(counts.fired),
        firing=_counts_of(counts.firing),
        status=tuple(_counts_of(row) for row in counts.status),
        signed=_counts_of(counts.signed),
        options=tuple(_counts_of(row) for row in counts.options),
        digest=counts.digest,
    )


def _sum(a: Any, b: Any) -> Any:
    """The sum of two numbers, of two histograms, or part by part of two tuples."""
    if isinstance(a, tuple):
        return tuple(_sum(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, FrozenMap):
        return FrozenMap(sorted((Counter(dict(a)) + Counter(dict(b))).items()))
    return a + b


def _counts_of(column: Ints) -> Counts:
    return tuple(column.tolist())


def _frequencies(column: Ints, kinds: int) -> Counts:
    return _counts_of(np.bincount(column, minlength=kinds))


def _histogram(column: Ints) -> Histogram:
    least = int(column.min(initial=0))
    if int(column.max(initial=0)) - least < _DENSE:
        times = np.bincount(column - least)
        numbers = np.flatnonzero(times)
        return FrozenMap(zip((numbers + least).tolist(), times[numbers].tolist(), strict=True))
    numbers, times = np.unique(column, return_counts=True)
    return FrozenMap(zip(numbers.tolist(), times.tolist(), strict=True))


def _ahead(margins: Ints) -> Counts:
    best = margins == margins.max(axis=1, keepdims=True)
    alone = best.sum(axis=1, keepdims=True) == 1
    return _counts_of((best & alone).sum(axis=0))


def _signed(rules: Rules, options: Ints) -> Counts:
    ends = np.cumsum([len(table.issues) for table in rules.tables], dtype=np.int64)
    options_by_table = np.split(options >= 0, ends[:-1], axis=1) if len(ends) else []
    return tuple(int(columns.any(axis=1).sum()) for columns in options_by_table)


def margin(rules: Rules, tally: Tally, side: int) -> Estimate:
    """The mean margin of a side's score over its par."""
    score, par = mean(tally.scores[side]), rules.scenario.sides[rules.sides[side]].par
    return Estimate(score.value - par, score.low - par, score.high - par)


def options_by_table(rules: Rules, tally: Tally) -> list[list[tuple[IssueRules, Counts]]]:
    """By table, its issues, each with the counts of its signed options."""
    counts = iter(tally.options)
    return [[(issue, next(counts)) for issue in table.issues] for table in rules.tables]
