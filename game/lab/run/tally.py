"""What many games came to, counted: as small as the scenario, however many they are."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from attrs import evolve, fields, frozen

from game.kernel.rows import Ints, Rows
from game.lab.run.figures import Estimate, mean
from game.model.frozen import FrozenMap
from game.model.play import AGREED, STATUS
from game.rules.compiled import IssueRules, Rules

Counts = tuple[int, ...]
Histogram = FrozenMap[int, int]
"""By value, in how many games."""


@frozen
class Tally:
    """Whole numbers only, so that tallies of parts add up exactly, in any order.

    Everything stands in the scenario's file order; issues count on from table to table.
    """

    games: int
    decisions: int
    outcomes: Counts
    """By outcome, in how many games."""
    turns: Histogram
    """By the turn on which they ended."""
    scores: tuple[Histogram, ...]
    """By side."""
    ahead: Counts
    """By side, in how many games its margin over par alone was the greatest."""
    legal: Counts
    """By slot, at how many decisions of its side it was legal."""
    taken: Counts
    """By slot, how often it was taken."""
    taking: Counts
    """By slot, in how many games it was taken."""
    fired: Counts
    """By inject, how often it happened."""
    firing: Counts
    """By inject, in how many games it happened."""
    status: tuple[Counts, ...]
    """By table and number of STATUS, in how many games that had become of it at the end."""
    signed: Counts
    """By table, in how many games an agreement was signed, whatever became of it."""
    options: tuple[Counts, ...]
    """By issue and option, in how many games it was the one last signed."""
    digest: int
    """The sum of the games' last digests modulo 2^64."""

    def __add__(self, other: Tally) -> Tally:
        """The tally of the games of both."""
        both = {f.name: _sum(getattr(self, f.name), getattr(other, f.name)) for f in fields(Tally)}
        return evolve(Tally(**both), digest=both["digest"] % 2**64)

    def agreed(self, table: int) -> int:
        """In how many games the table's agreement stood at the end."""
        return self.status[table][AGREED]


def tally(rules: Rules, rows: Rows) -> Tally:
    """Counts what stands in rows; of no rows it is the tally that changes nothing when added."""
    pars = [side.par for side in rules.scenario.sides.values()]
    issues = [issue for table in rules.tables for issue in table.issues]
    return Tally(
        games=len(rows),
        decisions=int(rows.decisions.sum()),
        outcomes=_counts(rows.outcome, len(rules.outcomes)),
        turns=_histogram(rows.turns),
        scores=tuple(_histogram(column) for column in rows.scores.T),
        ahead=_ahead(rows.scores - np.array(pars, np.int64)),
        legal=_whole(rows.legal),
        taken=_whole(rows.taken.sum(axis=0)),
        taking=_whole((rows.taken > 0).sum(axis=0)),
        fired=_whole(rows.fired.sum(axis=0)),
        firing=_whole((rows.fired > 0).sum(axis=0)),
        status=tuple(_counts(column, len(STATUS)) for column in rows.status.T),
        signed=_signed(rules, rows.options),
        options=tuple(
            _counts(column[column >= 0], len(issue.options))
            for issue, column in zip(issues, rows.options.T, strict=True)
        ),
        digest=rows.digest,
    )


def _sum(a: Any, b: Any) -> Any:
    """The sum of two numbers, of two histograms, or part by part of two tuples."""
    if isinstance(a, tuple):
        return tuple(_sum(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, FrozenMap):
        return FrozenMap(sorted((Counter(dict(a)) + Counter(dict(b))).items()))
    return a + b


def _whole(column: Ints) -> Counts:
    return tuple(column.tolist())


def _counts(column: Ints, kinds: int) -> Counts:
    return _whole(np.bincount(column, minlength=kinds))


def _histogram(column: Ints) -> Histogram:
    values, times = np.unique(column, return_counts=True)
    return FrozenMap(zip(values.tolist(), times.tolist(), strict=True))


def _ahead(margins: Ints) -> Counts:
    best = margins == margins.max(axis=1, keepdims=True)
    alone = best.sum(axis=1, keepdims=True) == 1
    return _whole((best & alone).sum(axis=0))


def _signed(rules: Rules, options: Ints) -> Counts:
    ends = np.cumsum([len(table.issues) for table in rules.tables], dtype=np.int64)
    options_by_table = np.split(options >= 0, ends[:-1], axis=1) if len(ends) else []
    return tuple(int(columns.any(axis=1).sum()) for columns in options_by_table)


def margin(rules: Rules, tally: Tally, side: int) -> Estimate:
    """The mean margin of a side over its par."""
    score, par = mean(tally.scores[side]), rules.scenario.sides[rules.sides[side]].par
    return Estimate(score.value - par, score.low - par, score.high - par)


def options_by_table(rules: Rules, tally: Tally) -> list[list[tuple[IssueRules, Counts]]]:
    """By table, its issues, each with how often its options were signed."""
    counts = iter(tally.options)
    return [[(issue, next(counts)) for issue in table.issues] for table in rules.tables]
