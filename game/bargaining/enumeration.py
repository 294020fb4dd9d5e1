"""The payoffs of all packages of a table.

Few packages are computed one by one. Where there are many, worths are added up issue by issue
(dynamic programming): partial sums are kept by the options of those issues only that a later
formula still reads. Equal sums are kept once, and the undominated ones always, so that the Pareto
frontier is exact however many packages there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.bargaining.packages import (
    MOST_PACKAGES,
    Factor,
    Packages,
    Payoffs,
    TooManyPackages,
)

MOST_SUMS = 40_000
"""The most partial sums that are kept; beyond it, an even part of them and the undominated ones."""
MOST_KEYS = 2_000
"""The most combinations of options by which partial sums are kept."""
MOST_AXES = 30
"""numpy's arrays have no more axes."""

Key = tuple[int, ...]
"""By issue that a later formula still reads, the place of its option."""


def all_payoffs(packages: Packages, most: int = MOST_PACKAGES) -> Payoffs:
    """The distinct payoffs of all packages that may be agreed; of very many, a part.

    The undominated payoffs are always among them. Up to `most` packages are computed one by one.
    Raises TooManyPackages where formulas join too many issues.
    """
    return payoffs_of(packages.sizes, packages.factors(), most)


def payoffs_of(
    sizes: Sequence[int], factors: Sequence[Factor], most: int = MOST_PACKAGES
) -> Payoffs:
    """The same of packages whose factors are known; sizes: by issue, how many options are open.

    To three or more parties only `most` packages can be computed.
    """
    if prod(sizes) <= most and len(sizes) <= MOST_AXES:
        return distinct(_enumerate(sizes, factors))
    if len(factors[0].worths) > 2:
        raise TooManyPackages
    return _fold(sizes, factors)


def payoffs_at(packages: Packages, places: Sequence[NDArray[np.intp]]) -> Payoffs:
    """The payoffs of those packages at some places that may be agreed, in their order.

    places: by issue, an array with the place of each package's option among the open ones.
    """
    try:
        factors = packages.factors()
    except TooManyPackages:
        options = (
            np.asarray(open_options)[place]
            for open_options, place in zip(packages.options, places, strict=True)
        )
        return packages.one_by_one(np.stack([*options], axis=1).tolist())
    worths = np.zeros((len(factors[0].worths), len(places[0])), np.int64)
    legal = np.ones(len(places[0]), np.bool_)
    for factor in factors:
        where = tuple(places[issue] for issue in factor.issues)
        cells: tuple[Any, ...] = (slice(None), *where)
        worths += factor.worths[cells] if where else factor.worths[:, None]
        legal &= factor.legal[where]
    return worths[:, legal].T


def _enumerate(sizes: Sequence[int], factors: Sequence[Factor]) -> Payoffs:
    """Computes every package by itself: every factor is broadcast over all issues."""
    parties = len(factors[0].worths)
    worths = np.zeros((parties, *sizes), np.int64)
    legal = np.ones(tuple(sizes), np.bool_)
    for factor in factors:
        shape = [size if i in factor.issues else 1 for i, size in enumerate(sizes)]
        worths += factor.worths.reshape((parties, *shape))
        legal &= factor.legal.reshape(shape)
    return worths[:, legal].T


def _fold(sizes: Sequence[int], factors: Sequence[Factor]) -> Payoffs:
    """Adds worths up issue by issue, and keeps partial sums by the options still needed."""
    if not all(factor.legal for factor in factors if not factor.issues):
        return np.zeros((0, 2), np.int64)
    done: list[int] = []
    sums: dict[Key, Payoffs] = {(): np.zeros((1, 2), np.int64)}
    open_before: list[int] = []
    while len(done) < len(sizes):
        issue, open_after = _next_issue(sizes, factors, done)
        ready = [f for f in factors if issue in f.issues and {*f.issues} <= {*done, issue}]
        done.append(issue)
        sums = _add_issue(sums, [*open_before, issue], sizes[issue], ready, open_after)
        open_before = open_after
    return sums.get((), np.zeros((0, 2), np.int64))


def _next_issue(
    sizes: Sequence[int], factors: Sequence[Factor], done: Sequence[int]
) -> tuple[int, list[int]]:
    """The issue after which the fewest combinations must be kept apart, and the issues of these.

    Raises TooManyPackages.
    """
    remaining = [i for i in range(len(sizes)) if i not in done]
    after = {i: _open_issues(factors, {*done, i}) for i in remaining}
    best = min(remaining, key=lambda i: prod(sizes[k] for k in after[i]))
    if prod(sizes[k] for k in after[best]) > MOST_KEYS:
        raise TooManyPackages
    return best, after[best]


def _open_issues(factors: Sequence[Factor], done: set[int]) -> list[int]:
    """The issues already added that some factor reads together with one that isn't."""
    return sorted({i for f in factors if {*f.issues} - done for i in f.issues if i in done})


def _add_issue(
    sums: dict[Key, Payoffs],
    issues: Sequence[int],
    size: int,
    factors: Sequence[Factor],
    open_after: Sequence[int],
) -> dict[Key, Payoffs]:
    """Adds the last of `issues` to the partial sums.

    sums: by the options of the other `issues`. size: the options of the added issue. The new sums
    are by the options of `open_after`."""
    grown: dict[Key, list[Payoffs]] = {}
    for key, payoffs in sums.items():
        for place in range(size):
            chosen = dict(zip(issues, (*key, place), strict=True))
            added = _contribution(factors, chosen)
            if added is not None:
                grown.setdefault(tuple(chosen[i] for i in open_after), []).append(payoffs + added)
    room = MOST_SUMS // max(1, len(grown))
    return {key: _limit(np.concatenate(each), room) for key, each in grown.items()}


def _contribution(factors: Sequence[Factor], chosen: dict[int, int]) -> NDArray[np.int64] | None:
    """What factors add for the chosen options; None where one of them forbids these."""
    total = np.zeros(2, np.int64)
    for factor in factors:
        place = tuple(chosen[i] for i in factor.issues)
        if not factor.legal[place]:
            return None
        index: tuple[Any, ...] = (slice(None), *place)
        total += factor.worths[index]
    return total


def _limit(payoffs: Payoffs, room: int) -> Payoffs:
    payoffs = distinct(payoffs)
    if len(payoffs) <= room:
        return payoffs
    return distinct(np.concatenate([thin_out(payoffs, room), pareto_frontier(payoffs)]))


def distinct(payoffs: Payoffs) -> Payoffs:
    """The distinct payoffs, in ascending order."""
    if not len(payoffs):
        return payoffs
    payoffs = payoffs[np.lexsort(payoffs.T[::-1])]
    new = np.ones(len(payoffs), np.bool_)
    new[1:] = (payoffs[1:] != payoffs[:-1]).any(axis=1)
    return payoffs[new]


def pareto_frontier(payoffs: Payoffs) -> Payoffs:
    """The Pareto-optimal payoffs: no other is better for one party and as good for the other.

    Ascending in the first worth.
    """
    payoffs = distinct(payoffs)
    if not len(payoffs):
        return payoffs
    best_after = np.maximum.accumulate(payoffs[::-1, 1])[::-1]
    stays = np.ones(len(payoffs), np.bool_)
    stays[:-1] = payoffs[:-1, 1] > best_after[1:]
    return payoffs[stays]


def thin_out(payoffs: Payoffs, most: int) -> Payoffs:
    """At most so many of distinct payoffs, one from each cell of a grid laid over them."""
    low, high = payoffs.min(axis=0), payoffs.max(axis=0)
    lines = int(most**0.5)
    cells = (payoffs - low) * lines // (high - low + 1)
    _, first = np.unique(cells[:, 0] * lines + cells[:, 1], return_index=True)
    return payoffs[np.sort(first)]
