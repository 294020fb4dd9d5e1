"""The payoffs of all packages of a table.

Few packages are computed one by one. Where there are many, worths are added up issue by issue
(dynamic programming): partial sums are kept by the options of those issues only that a later
formula still reads. Equal sums are kept once, and the undominated ones always, so that the Pareto
frontier is exact however many packages there are. Of three or more parties only these are kept, and
for each party its worst: sums by the same options have the same to come, so that one which another
dominates ends in a package which another dominates.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod, sqrt
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
MOST_UNDOMINATED = 10_000
"""The most undominated sums of three or more parties."""
BLOCK = 256
"""Payoffs that are compared with all others at a time."""
MOST_AXES = 30
"""numpy's arrays have no more axes."""

Key = tuple[int, ...]
"""By issue that a later formula still reads, the place of its option."""


def all_payoffs(packages: Packages, most: int = MOST_PACKAGES) -> Payoffs:
    """The distinct payoffs of all packages that may be agreed; of very many, a part.

    The undominated payoffs and the worst of each party are always among them. Up to `most` packages
    are computed one by one. Raises TooManyPackages where formulas join too many issues, and where
    very many packages of three or more parties are undominated.
    """
    return payoffs_of(packages.sizes, packages.factors(), most)


def payoffs_of(
    sizes: Sequence[int], factors: Sequence[Factor], most: int = MOST_PACKAGES
) -> Payoffs:
    """The same of packages whose factors are known; sizes: by issue, how many options are open."""
    if prod(sizes) <= most and len(sizes) <= MOST_AXES:
        return distinct(_enumerate(sizes, factors))
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
    parties = len(factors[0].worths)
    nothing = np.zeros((0, parties), np.int64)
    if not all(factor.legal for factor in factors if not factor.issues):
        return nothing
    done: list[int] = []
    sums: dict[Key, Payoffs] = {(): np.zeros((1, parties), np.int64)}
    open_before: list[int] = []
    while len(done) < len(sizes):
        issue, open_after = _next_issue(sizes, factors, done)
        ready = [f for f in factors if issue in f.issues and {*f.issues} <= {*done, issue}]
        done.append(issue)
        sums = _add_issue(sums, [*open_before, issue], sizes[issue], ready, open_after)
        open_before = open_after
    return sums.get((), nothing)


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
    return {key: _limit(np.concatenate(each), len(grown)) for key, each in grown.items()}


def _contribution(factors: Sequence[Factor], chosen: dict[int, int]) -> NDArray[np.int64] | None:
    """What factors add for the chosen options; None where one of them forbids these."""
    total = np.zeros(len(factors[0].worths) if factors else 1, np.int64)
    for factor in factors:
        place = tuple(chosen[i] for i in factor.issues)
        if not factor.legal[place]:
            return None
        index: tuple[Any, ...] = (slice(None), *place)
        total += factor.worths[index]
    return total


def _limit(payoffs: Payoffs, keys: int) -> Payoffs:
    """As many partial sums as there is room for; keys: in how many parts all sums are kept.

    Raises TooManyPackages.
    """
    payoffs, room = distinct(payoffs), MOST_SUMS // keys
    if payoffs.shape[1] > 2:
        return _keep_undominated(payoffs, keys)
    if len(payoffs) <= room:
        return payoffs
    worst, best = payoffs[payoffs.argmin(axis=0)], pareto_frontier(payoffs)
    return distinct(np.concatenate([worst, thin_out(payoffs, room), best]))


def _keep_undominated(payoffs: Payoffs, keys: int) -> Payoffs:
    """The undominated ones of partial sums, and the worst of each party. Raises TooManyPackages."""
    worst, best = payoffs[payoffs.argmin(axis=0)], payoffs[undominated(payoffs)]
    # It takes as long as the square of their number.
    if len(best) > MOST_UNDOMINATED / sqrt(keys):
        raise TooManyPackages
    return distinct(np.concatenate([worst, best]))


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


def undominated(payoffs: Payoffs) -> NDArray[np.intp]:
    """The places of the Pareto-optimal ones among distinct payoffs, to any number of parties."""
    # One that dominates another has the greater sum.
    order = np.argsort(-payoffs.sum(axis=1), kind="stable")
    kept = order[:0]
    for begin in range(0, len(order), BLOCK):
        block = order[begin : begin + BLOCK]
        block = block[~_below(payoffs[block], payoffs[kept]).any(axis=1)]
        own = _below(payoffs[block], payoffs[block])
        np.fill_diagonal(own, val=False)
        kept = np.concatenate([kept, block[~own.any(axis=1)]])
    return np.sort(kept)


def _below(payoffs: Payoffs, others: Payoffs) -> NDArray[np.bool_]:
    """By payoff and other payoff, whether the other is as good for everybody."""
    below = np.ones((len(payoffs), len(others)), np.bool_)
    for one, other in zip(payoffs.T, others.T, strict=True):
        below &= other >= one[:, None]
    return below


def thin_out(payoffs: Payoffs, most: int) -> Payoffs:
    """At most so many of distinct payoffs, one from each cell of a grid laid over them."""
    low, high = payoffs.min(axis=0), payoffs.max(axis=0)
    lines = int(most**0.5)
    cells = (payoffs - low) * lines // (high - low + 1)
    _, first = np.unique(cells[:, 0] * lines + cells[:, 1], return_index=True)
    return payoffs[np.sort(first)]
