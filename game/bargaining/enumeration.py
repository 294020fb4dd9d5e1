"""The worths of all packages, without looking at each: issue by issue, where worths add up.

What has been worked out of the issues so far is kept by the options of those that a later formula
still reads. Of worths alike to both parties one is kept, and never fewer than the best ones, so
that the frontier is exact however many packages there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.bargaining.packages import MOST_PACKAGES, Factor, Packages, Payoffs, TooManyPackages

KEPT = 40_000
"""So many worths are kept while folding; beyond, a part that is spread evenly, and the best."""
KEYS = 2_000
AXES = 30
"""An array has no more."""

Key = tuple[int, ...]
"""By open issue, the place of its option."""


def all_payoffs(packages: Packages, most: int = MOST_PACKAGES) -> Payoffs:
    """The different worths of all packages that may be agreed; of very many, some between.

    The undominated ones are always among them. Raises TooMany where that can't be said.
    """
    parts = packages.parts()
    if prod(packages.sizes) <= most and len(packages.sizes) <= AXES:
        return distinct(_enumerate(packages.sizes, parts))
    return _fold(packages.sizes, parts)


def _enumerate(sizes: Sequence[int], parts: Sequence[Factor]) -> Payoffs:
    """Package by package: every part laid over all issues."""
    worths = np.zeros((2, *sizes), np.int64)
    legal = np.ones(tuple(sizes), np.bool_)
    for part in parts:
        shape = [size if i in part.issues else 1 for i, size in enumerate(sizes)]
        worths += part.worths.reshape((2, *shape))
        legal &= part.legal.reshape(shape)
    return worths[:, legal].T


def _fold(sizes: Sequence[int], parts: Sequence[Factor]) -> Payoffs:
    """Issue by issue."""
    if not all(part.legal for part in parts if not part.issues):
        return np.zeros((0, 2), np.int64)
    done: list[int] = []
    found: dict[Key, Payoffs] = {(): np.zeros((1, 2), np.int64)}
    open_before: list[int] = []
    while len(done) < len(sizes):
        issue, open_now = _next(sizes, parts, done)
        ready = [p for p in parts if issue in p.issues and {*p.issues} <= {*done, issue}]
        done.append(issue)
        found = _with(found, [*open_before, issue], sizes[issue], ready, open_now)
        open_before = open_now
    return found.get((), np.zeros((0, 2), np.int64))


def _next(
    sizes: Sequence[int], parts: Sequence[Factor], done: Sequence[int]
) -> tuple[int, list[int]]:
    """The issue after which the fewest options are still to be told apart, and whose they are."""
    left = [i for i in range(len(sizes)) if i not in done]
    after = {i: _open(parts, {*done, i}) for i in left}
    best = min(left, key=lambda i: prod(sizes[k] for k in after[i]))
    if prod(sizes[k] for k in after[best]) > KEYS:
        raise TooManyPackages
    return best, after[best]


def _open(parts: Sequence[Factor], done: set[int]) -> list[int]:
    """The issues worked out that a part reads together with one that isn't."""
    return sorted({i for part in parts if {*part.issues} - done for i in part.issues if i in done})


def _with(
    found: dict[Key, Payoffs],
    issues: Sequence[int],
    size: int,
    parts: Sequence[Factor],
    open_now: Sequence[int],
) -> dict[Key, Payoffs]:
    """One more issue, the last of these; the others are those of the keys."""
    grown: dict[Key, list[Payoffs]] = {}
    for key, points in found.items():
        for place in range(size):
            chosen = dict(zip(issues, (*key, place), strict=True))
            added = _added(parts, chosen)
            if added is not None:
                grown.setdefault(tuple(chosen[i] for i in open_now), []).append(points + added)
    room = KEPT // max(1, len(grown))
    return {key: _kept(np.concatenate(each), room) for key, each in grown.items()}


def _added(parts: Sequence[Factor], chosen: dict[int, int]) -> NDArray[np.int64] | None:
    """What parts add for options of their issues; None where one of them bars these."""
    added = np.zeros(2, np.int64)
    for part in parts:
        place = tuple(chosen[i] for i in part.issues)
        if not part.legal[place]:
            return None
        index: tuple[Any, ...] = (slice(None), *place)
        added += part.worths[index]
    return added


def _kept(points: Payoffs, room: int) -> Payoffs:
    points = distinct(points)
    if len(points) <= room:
        return points
    return distinct(np.concatenate([thin_out(points, room), pareto_frontier(points)]))


def distinct(points: Payoffs) -> Payoffs:
    """The different ones, ascending."""
    if not len(points):
        return points
    points = points[np.lexsort((points[:, 1], points[:, 0]))]
    new = np.ones(len(points), np.bool_)
    new[1:] = (points[1:] != points[:-1]).any(axis=1)
    return points[new]


def pareto_frontier(points: Payoffs) -> Payoffs:
    """Those than which none is as good for both parties and better for one; by the first worth."""
    points = distinct(points)
    if not len(points):
        return points
    best_after = np.maximum.accumulate(points[::-1, 1])[::-1]
    stays = np.ones(len(points), np.bool_)
    stays[:-1] = points[:-1, 1] > best_after[1:]
    return points[stays]


def thin_out(points: Payoffs, most: int) -> Payoffs:
    """At most so many of different points, one from each cell of an ever coarser grid."""
    low, high = points.min(axis=0), points.max(axis=0)
    lines = int(most**0.5)
    cells = (points - low) * lines // (high - low + 1)
    _, first = np.unique(cells[:, 0] * lines + cells[:, 1], return_index=True)
    return points[np.sort(first)]
