"""Finds a package that has a given payoff, however many packages there are."""

from __future__ import annotations

import numpy as np

from game.bargaining.packages import Factor, Packages

Point = tuple[int, int]


class PackageSearch:
    """Chooses options issue by issue, and gives up where the rest can't make up the difference."""

    def __init__(self, packages: Packages) -> None:
        """Raises TooManyPackages where formulas join too many issues."""
        factors = packages.factors()
        self._sizes = packages.sizes
        self._ready = [
            [factor for factor in factors if max(factor.issues, default=0) == issue]
            for issue in range(len(self._sizes))
        ]
        """By issue, the formulas that can be computed once its option is chosen."""
        self._open = [
            sorted({i for f in factors if max(f.issues, default=0) >= issue
                    for i in f.issues if i < issue})
            for issue in range(len(self._sizes))
        ]  # fmt: skip
        """By issue, the earlier issues that a formula still reads."""
        self._rest = self._bounds()
        self._hopeless: set[tuple[int, tuple[int, ...], Point]] = set()

    def _bounds(self) -> list[tuple[Point, Point]]:
        """By issue, the least and the most that it and those after it add for each party."""
        least, most = np.zeros(2, np.int64), np.zeros(2, np.int64)
        bounds: list[tuple[Point, Point]] = [((0, 0), (0, 0))]
        for factors in reversed(self._ready):
            for factor in factors:
                worths = factor.worths.reshape(2, -1)
                least, most = least + worths.min(axis=1), most + worths.max(axis=1)
            low, high = least.tolist(), most.tolist()
            bounds.insert(0, ((low[0], low[1]), (high[0], high[1])))
        return bounds

    def find(self, payoff: Point) -> tuple[int, ...] | None:
        """By issue the place of its option among the open ones, of the first package with a payoff.

        None where no package that can be signed has it.
        """
        return self._find((), payoff)

    def _find(self, chosen: tuple[int, ...], left: Point) -> tuple[int, ...] | None:
        issue = len(chosen)
        (low, other_low), (high, other_high) = self._rest[issue]
        if not (low <= left[0] <= high and other_low <= left[1] <= other_high):
            return None
        if issue == len(self._sizes):
            return chosen
        position = issue, tuple(chosen[i] for i in self._open[issue]), left
        if position in self._hopeless:
            return None
        for place in range(self._sizes[issue]):
            added = _add((*chosen, place), self._ready[issue])
            if added is not None:
                rest = left[0] - added[0], left[1] - added[1]
                package = self._find((*chosen, place), rest)
                if package is not None:
                    return package
        self._hopeless.add(position)
        return None


def _add(chosen: tuple[int, ...], factors: list[Factor]) -> Point | None:
    """What formulas add for the options chosen; None where one of them forbids these."""
    one = other = 0
    for factor in factors:
        cell = tuple(chosen[i] for i in factor.issues)
        if not factor.legal[cell]:
            return None
        one += int(factor.worths[(0, *cell)])
        other += int(factor.worths[(1, *cell)])
    return one, other
