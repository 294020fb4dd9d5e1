"""All packages of a table at once: the worth of each to two parties, and which may be agreed.

Formulas that read the package join issues; what they say of their few issues is worked out once,
as arrays over the options of those issues, which are then laid over all packages or folded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from math import prod

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from game.engine.packages import objection, on_agenda
from game.model.expressions import Expression, Read, children
from game.model.play import NOTHING, State
from game.rules.compiled import IssueRules, TableRules
from game.rules.evaluate import CompiledFormula, Package
from game.rules.tables import worth

Payoffs = NDArray[np.int64]
"""Worths to the one and the other party, a row a package."""

MOST_PACKAGES = 100_000
"""No more packages than this are looked at one by one, and no more options of issues together."""
SAMPLE_SIZE = 3_000


class TooManyPackages(Exception):
    """Formulas join so many issues that not all of their packages can be looked at."""


@frozen
class Factor:
    """What a formula or several say of the issues that they read."""

    issues: tuple[int, ...]
    """Ascending; the arrays have an axis for each, over its options that are open."""
    worths: Payoffs
    """The first axis is the party."""
    legal: NDArray[np.bool_]


class Packages:
    """The packages of a table that all its parties may agree to in a state, as worths to two."""

    def __init__(self, table: TableRules, state: State, parties: tuple[int, int]) -> None:
        self._table = table
        self._state = state
        self._parties = parties
        self._numbers = {issue.id: i for i, issue in enumerate(table.issues)}
        self._agenda = [on_agenda(issue, state) for issue in table.issues]
        self.options = [
            range(len(issue.options)) if on else range(issue.otherwise, issue.otherwise + 1)
            for issue, on in zip(table.issues, self._agenda, strict=True)
        ]
        """By issue, the options that are open: off the agenda the one that it counts as."""

    @property
    def sizes(self) -> tuple[int, ...]:
        """By issue, how many options are open."""
        return tuple(len(options) for options in self.options)

    def parts(self) -> list[Factor]:
        """What makes worths and bars packages, every formula once. Raises TooMany."""
        found: list[Factor] = []
        for number, issue in enumerate(self._table.issues):
            found.append(self._worths(number, issue))
            if self._agenda[number]:
                found += self._conditions(number, issue)
        return found + [self._condition(self._reads(rule.tree), rule) for rule in self._table.rules]

    def _worths(self, number: int, issue: IssueRules) -> Factor:
        open_to = [issue.options[option] for option in self.options[number]]
        formulas = [option.worth[party] for option in open_to for party in self._parties]
        issues = _joined(number, *(self._reads(formula.tree) for formula in formulas))

        def of(party: int) -> NDArray[np.int64]:
            return self._array(
                issues, lambda p: issue.options[p[number]].worth[party](self._state, p)
            )

        worths = np.stack([of(party) for party in self._parties])
        return Factor(issues, worths, np.ones(worths.shape[1:], np.bool_))

    def _conditions(self, number: int, issue: IssueRules) -> Iterator[Factor]:
        """The options' `when` and every party's `needs` (rule 5.3)."""
        for option in self.options[number]:
            for test in (issue.options[option].when, *issue.options[option].needs):
                if test is not None:
                    issues = _joined(number, self._reads(test.tree))
                    yield self._condition(issues, test, (number, option))

    def _condition(
        self, issues: Iterable[int], test: CompiledFormula, of: tuple[int, int] | None = None
    ) -> Factor:
        """A test of all packages, or of those with one option."""
        issues = tuple(sorted(issues))

        def holds(package: Package) -> int:
            if of is not None and package[of[0]] != of[1]:
                return 1
            return int(bool(test(self._state, package)))

        legal = self._array(issues, holds).astype(np.bool_)
        return Factor(issues, np.zeros((2, *legal.shape), np.int64), legal)

    def _reads(self, tree: Expression) -> set[int]:
        """The issues of this table whose option at hand a formula reads."""
        if isinstance(tree, Read):
            return {self._numbers[tree.of[1]]} if tree.kind == "package" else set()
        return set().union(*(self._reads(child) for child in children(tree)))

    def _array(self, issues: tuple[int, ...], value: Callable[[Package], int]) -> NDArray[np.int64]:
        """A value by the options of some issues."""
        sizes = tuple(self.sizes[i] for i in issues)
        if prod(sizes) > MOST_PACKAGES:
            raise TooManyPackages
        package = [options[0] for options in self.options]
        found: list[int] = []
        for chosen in product(*(self.options[i] for i in issues)):
            for i, option in zip(issues, chosen, strict=True):
                package[i] = option
            found.append(value(package))
        return np.array(found, np.int64).reshape(sizes)

    def sampled(self) -> Payoffs:
        """The worths of some packages, spread evenly over all, of those that may be agreed."""
        bound = range(len(self._table.issues[0].options[0].needs))
        found = []
        for package in self._spread():
            named = [o if on else NOTHING for o, on in zip(package, self._agenda, strict=True)]
            if not any(objection(self._table, self._state, p, named) for p in bound):
                found.append([worth(self._table, self._state, p, package) for p in self._parties])
        return np.array(found, np.int64).reshape(-1, 2)

    def _spread(self) -> Iterator[Sequence[int]]:
        step = max(1, prod(self.sizes) // SAMPLE_SIZE) | 1
        for number in range(0, prod(self.sizes), step):
            package, rest = [], number
            for options in self.options:
                rest, at = divmod(rest, len(options))
                package.append(options[at])
            yield package


def _joined(number: int, *reads: set[int]) -> tuple[int, ...]:
    return tuple(sorted({number}.union(*reads)))
