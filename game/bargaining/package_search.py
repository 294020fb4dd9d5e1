"""Finds a package that has a given payoff, however many packages there are."""

from __future__ import annotations

import numpy as np

from game.bargaining.packages import Factor, Packages

Worths = tuple[int, ...]
"""By party."""


class PackageSearch:
    """Chooses options issue by issue, and gives up where the rest can't make up the difference."""

    def __init__(self, packages: Packages) -> None:
        """Raises TooManyPackages where formulas join too many issues."""
        factors = packages.factors()
        self._sizes, self._parties = packages.sizes, len(factors[0].worths)
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
        self._hopeless: set[tuple[int, tuple[int, ...], Worths]] = set()

    def _bounds(self) -> list[tuple[Worths, Worths]]:
        """By issue, the least and the most that it and those after it add for each party."""
        least = most = np.zeros(self._parties, np.int64)
        bounds: list[tuple[Worths, Worths]] = [(tuple(least.tolist()), tuple(most.tolist()))]
        for factors in reversed(self._ready):
            for factor in factors:
                worths = factor.worths.reshape(self._parties, -1)
                least, most = least + worths.min(axis=1), most + worths.max(axis=1)
            bounds.insert(0, (tuple(least.tolist()), tuple(most.tolist())))
        return bounds

    def find(self, payoff: Worths) -> tuple[int, ...] | None:
        """By issue the place of its option among the open ones, of the first package with a payoff.

        None where no package that can be signed has it.
        """
        return self._find((), payoff)

    def _find(self, chosen: tuple[int, ...], left: Worths) -> tuple[int, ...] | None:
        issue = len(chosen)
        bounds = zip(*self._rest[issue], left, strict=True)
        if not all(low <= worth <= high for low, high, worth in bounds):
            return None
        if issue == len(self._sizes):
            return chosen
        position = issue, tuple(chosen[i] for i in self._open[issue]), left
        if position in self._hopeless:
            return None
        for place in range(self._sizes[issue]):
            rest = _without((*chosen, place), self._ready[issue], left)
            if rest is not None:
                package = self._find((*chosen, place), rest)
                if package is not None:
                    return package
        self._hopeless.add(position)
        return None


def _without(chosen: tuple[int, ...], factors: list[Factor], left: Worths) -> Worths | None:
    """What is left when formulas have added to worths for the options chosen.

    None where one of them forbids these.
    """
    rest = list(left)
    for factor in factors:
        cell = tuple(chosen[i] for i in factor.issues)
        if not factor.legal[cell]:
            return None
        for party in range(len(rest)):
            rest[party] -= int(factor.worths[(party, *cell)])
    return tuple(rest)
