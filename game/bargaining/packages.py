"""The packages of a table that may be agreed, as payoffs to some of its parties.

A formula usually reads only a few issues. What it contributes is computed once, as an array over
the options of those issues (a factor); `enumeration` combines the factors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from math import prod

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from game.engine.packages import objection, on_agenda
from game.model.expressions import Expression, Read, children
from game.model.play import NOTHING
from game.rules.compiled import IssueRules, TableRules
from game.rules.evaluate import CompiledFormula, Package, Reading
from game.rules.tables import worth

Payoffs = NDArray[np.int64]
"""The worth of packages to each of some parties, one row a package."""

MOST_PACKAGES = 100_000
"""The most packages that are computed one by one, and the most elements of a factor."""
SAMPLE_SIZE = 3_000


class TooManyPackages(Exception):
    """Formulas join so many issues that the packages can't all be computed."""


@frozen
class Factor:
    """What one or several formulas contribute, as arrays over the options of the issues they read.

    Each array has an axis for every issue, along its open options.
    """

    issues: tuple[int, ...]
    """The numbers of the issues, ascending."""
    worths: Payoffs
    """What is added to the worths; the first axis is the party."""
    legal: NDArray[np.bool_]
    """Whether these options may be agreed together."""


class Packages:
    """The packages of a table that all its parties may agree to in a state."""

    def __init__(self, table: TableRules, state: Reading, parties: Sequence[int]) -> None:
        self._table = table
        self._state = state
        self._parties = parties
        self._numbers = {issue.id: i for i, issue in enumerate(table.issues)}
        self.on_agenda = [on_agenda(issue, state) for issue in table.issues]
        """By issue, whether it is on the agenda now."""
        self.options = [
            range(len(issue.options)) if on else range(issue.otherwise, issue.otherwise + 1)
            for issue, on in zip(table.issues, self.on_agenda, strict=True)
        ]
        """By issue, the options that are open; of an issue off the agenda, the one it counts as."""

    @property
    def sizes(self) -> tuple[int, ...]:
        """By issue, the number of open options."""
        return tuple(len(options) for options in self.options)

    def factors(self) -> list[Factor]:
        """A factor for every formula and condition of the table. Raises TooManyPackages."""
        issues = range(len(self._table.issues))
        own = [factor for number in issues for factor in self.factors_of_issue(number)]
        return [*own, *self.factors_of_rules()]

    def factors_of_issue(self, number: int) -> list[Factor]:
        """Those of one issue's options. Raises TooManyPackages."""
        issue = self._table.issues[number]
        conditions = self._conditions(number, issue) if self.on_agenda[number] else ()
        return [self._worths(number, issue), *conditions]

    def factors_of_rules(self) -> list[Factor]:
        """Those of the table's rules. Raises TooManyPackages."""
        return [self._condition(self._issues_read(r.tree), r) for r in self._table.rules]

    def _worths(self, number: int, issue: IssueRules) -> Factor:
        open_options = [issue.options[option] for option in self.options[number]]
        formulas = [option.worth[party] for option in open_options for party in self._parties]
        issues = _sorted_issues(number, *(self._issues_read(formula.tree) for formula in formulas))

        def worths_to(party: int) -> NDArray[np.int64]:
            return self._array(
                issues, lambda p: issue.options[p[number]].worth[party](self._state, p)
            )

        by_party = {party: worths_to(party) for party in dict.fromkeys(self._parties)}
        worths = np.stack([by_party[party] for party in self._parties])
        return Factor(issues, worths, np.ones(worths.shape[1:], np.bool_))

    def _conditions(self, number: int, issue: IssueRules) -> Iterator[Factor]:
        """The options' `when` and every party's `needs` (rule 5.3)."""
        for option in self.options[number]:
            for test in (issue.options[option].when, *issue.options[option].needs):
                if test is not None:
                    issues = _sorted_issues(number, self._issues_read(test.tree))
                    yield self._condition(issues, test, (number, option))

    def _condition(
        self, issues: Iterable[int], test: CompiledFormula, of: tuple[int, int] | None = None
    ) -> Factor:
        """A factor without worths that allows the packages that meet a condition.

        of: an issue and an option; packages without that option are always allowed."""
        issues = tuple(sorted(issues))

        def holds(package: Package) -> int:
            if of is not None and package[of[0]] != of[1]:
                return 1
            return int(bool(test(self._state, package)))

        legal = self._array(issues, holds).astype(np.bool_)
        none = np.zeros((len(self._parties), *legal.shape), np.int64)
        return Factor(issues, none, legal)

    def _issues_read(self, tree: Expression) -> set[int]:
        """The numbers of the issues whose option in the package a formula reads."""
        if isinstance(tree, Read):
            return {self._numbers[tree.of[1]]} if tree.kind == "package" else set()
        return set().union(*(self._issues_read(child) for child in children(tree)))

    def _array(
        self, issues: tuple[int, ...], function: Callable[[Package], int]
    ) -> NDArray[np.int64]:
        """The numbers that a function gives for the options of some issues.

        The function reads no other issues. Raises TooManyPackages.
        """
        sizes = tuple(self.sizes[i] for i in issues)
        if prod(sizes) > MOST_PACKAGES:
            raise TooManyPackages
        package = [options[0] for options in self.options]
        numbers: list[int] = []
        for chosen in product(*(self.options[i] for i in issues)):
            for i, option in zip(issues, chosen, strict=True):
                package[i] = option
            numbers.append(function(package))
        return np.array(numbers, np.int64).reshape(sizes)

    def sample(self) -> Payoffs:
        """The payoffs of packages that may be agreed, from a sample spread evenly over all."""
        return self.one_by_one(self._spread())

    def one_by_one(self, packages: Iterable[Sequence[int]]) -> Payoffs:
        """The payoffs of those packages that may be agreed; packages: by issue the option."""
        bound = range(len(self._table.issues[0].options[0].needs))
        payoffs = []
        for package in packages:
            named = [o if on else NOTHING for o, on in zip(package, self.on_agenda, strict=True)]
            if not any(objection(self._table, self._state, p, named) for p in bound):
                payoffs.append([worth(self._table, self._state, p, package) for p in self._parties])
        return np.array(payoffs, np.int64).reshape(-1, len(self._parties))

    def _spread(self) -> Iterator[Sequence[int]]:
        step = max(1, prod(self.sizes) // SAMPLE_SIZE) | 1
        for number in range(0, prod(self.sizes), step):
            package, rest = [], number
            for options in self.options:
                rest, place = divmod(rest, len(options))
                package.append(options[place])
            yield package


def with_conditions_of(table: TableRules, party: int) -> TableRules:
    """A table without the conditions that bind only other parties."""
    issues = (
        evolve(issue, options=tuple(evolve(o, needs=(o.needs[party],)) for o in issue.options))
        for issue in table.issues
    )
    return evolve(table, issues=tuple(issues))


def _sorted_issues(number: int, *others: set[int]) -> tuple[int, ...]:
    return tuple(sorted({number}.union(*others)))
