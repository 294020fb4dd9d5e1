"""The packages of a table one by one, with what each is worth to every party, and the best of them.

    for package in TablePackages(rules, state, "pact", ("north", "south")):
        package.options, package.worths, package.signable

Nothing is worked out before it is read. Of the solutions, `payoff_space` has the sources; here they
are packages, and for any number of parties.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from math import prod

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from game.bargaining.enumeration import all_payoffs, distinct, undominated
from game.bargaining.package_search import PackageSearch
from game.bargaining.packages import (
    MOST_PACKAGES,
    Packages,
    Payoffs,
    TooManyPackages,
    with_conditions_of,
)
from game.engine.packages import complete_package, objection, package_from_ids
from game.model.frozen import FrozenMap
from game.model.play import NOTHING
from game.model.refusals import Refusal
from game.rules.compiled import Rules
from game.rules.evaluate import NO_PACKAGE, Reading
from game.rules.tables import worth


@frozen
class TablePackage:
    """One option for every issue on the agenda, and what that is worth."""

    options: FrozenMap[str, str]
    """By issue on the agenda, its option; `Offer(package.options)` offers the package."""
    worths: FrozenMap[str, int]
    """By party, the worth of the package now (rule 5.6)."""
    gains: FrozenMap[str, int]
    """By party, how much more that is than its reservation value."""
    signable: bool
    """Whether all these parties may agree to it now (rule 5.3)."""


class TablePackages:
    """All packages of a table in one position, in the order of the file, the last issue fastest."""

    def __init__(self, rules: Rules, reading: Reading, table: str, sides: Sequence[str]) -> None:
        """sides: the parties whose worths are known and whose conditions count.

        Raises KeyError for an unknown table or party.
        """
        self._table = rules.tables[rules.index.tables[table]]
        self._reading = reading
        self._parties = [rules.index.parties[table][side] for side in sides]
        self._own = [
            Packages(with_conditions_of(self._table, p), reading, (p, p)) for p in self._parties
        ]
        """By party, the packages that it may agree to."""
        self.sides = tuple(sides)
        """The parties, in the order of the scenario."""
        self.reserves: FrozenMap[str, int] = FrozenMap(
            (side, self._table.reserves[party](reading, NO_PACKAGE))
            for side, party in zip(sides, self._parties, strict=True)
        )
        """By party, its reservation value now."""

    @cached_property
    def _all(self) -> Packages:
        """The packages that all may agree to, with the worths to each."""
        if len(self._parties) == 1:
            return self._own[0]
        return Packages(self._table, self._reading, self._parties)

    def __len__(self) -> int:
        return prod(self._all.sizes)

    def __iter__(self) -> Iterator[TablePackage]:
        return map(self._package, range(len(self)))

    def __getitem__(self, number: int) -> TablePackage:
        count = len(self)
        if not -count <= number < count:
            raise IndexError(f"there are {count:,} packages")
        return self._package(number % count)

    def of(self, options: Mapping[str, str]) -> TablePackage:
        """The package with these options; issues that aren't named count as their `otherwise`.

        Raises KeyError for an unknown issue or option.
        """
        numbers = package_from_ids(self._table, FrozenMap(options))
        if isinstance(numbers, Refusal):
            raise KeyError(" ".join(str(value) for value in numbers.values.values()))
        return self._of_numbers(complete_package(self._table, numbers))

    # ---------------------------------------------------------------------------- all at once

    @property
    def worths(self) -> Payoffs:
        """By package and party, what the package is worth: far quicker than one by one.

        Raises ValueError for more than 100,000 packages.
        """
        return self._arrays[0]

    @property
    def signable(self) -> NDArray[np.bool_]:
        """By package, whether all these parties may agree to it now. Raises as `worths`."""
        return self._arrays[1]

    @cached_property
    def _arrays(self) -> tuple[Payoffs, NDArray[np.bool_]]:
        if len(self) > MOST_PACKAGES:
            raise ValueError(
                f"{self._table.id} has {len(self):,} packages, too many to list all their worths: "
                "look at some of them, or at the frontier"
            )
        worths = np.zeros((len(self), len(self._parties)), np.int64)
        signable = np.ones(len(self), np.bool_)
        places = np.unravel_index(np.arange(len(self)), self._all.sizes)
        for party, packages in enumerate(self._own):
            for factor in packages.factors():
                cells = tuple(places[issue] for issue in factor.issues)
                worths[:, party] += factor.worths[0][cells]
                signable &= factor.legal[cells]
        return worths, signable

    # --------------------------------------------------------------------------------- the best

    @cached_property
    def frontier(self) -> tuple[TablePackage, ...]:
        """The Pareto frontier: packages to which no other is better for one party and as good for
        the rest, among those that can be signed; of equal ones the first. By ascending worths.

        Raises ValueError for more than 100,000 packages where their formulas join too many issues,
        or where 10,000 combinations of some options are undominated for three or more parties.
        """
        return tuple(map(self._package, self._frontier))

    @cached_property
    def nash(self) -> TablePackage | None:
        """The Nash bargaining solution: the greatest product of the gains, none of them negative.

        None where no package gives all parties their reservation values. Raises as `frontier`.
        """
        return self._best(lambda gains: [Fraction(prod(gains)), Fraction(min(gains))])

    @cached_property
    def kalai_smorodinsky(self) -> TablePackage | None:
        """The Kalai–Smorodinsky solution: the largest equal share of what each could gain at most.

        What a party could gain at most is its gain while no other falls below its reservation
        value. Among packages the smallest share counts, then the next. None, and raises, as `nash`.
        """
        rational = [package.gains.values() for package in self._rational]
        most = [max(gains) for gains in zip(*rational, strict=True)]

        def shares(gains: Sequence[int]) -> list[Fraction]:
            # A party that can gain nothing has all that it can get.
            parts = zip(gains, most, strict=True)
            return sorted(Fraction(gain, top) if top else Fraction(1) for gain, top in parts)

        return self._best(shares)

    def _best(self, key: Callable[[Sequence[int]], list[Fraction]]) -> TablePackage | None:
        return max(self._rational, key=lambda package: key([*package.gains.values()]), default=None)

    @property
    def _rational(self) -> list[TablePackage]:
        """The part of the frontier that gives every party its reservation value."""
        return [package for package in self.frontier if min(package.gains.values()) >= 0]

    @cached_property
    def _frontier(self) -> list[int]:
        """The numbers of the Pareto-optimal packages."""
        if len(self) <= MOST_PACKAGES:
            return self._listed_frontier()
        try:
            payoffs, search = all_payoffs(self._all), PackageSearch(self._all)
        except TooManyPackages:
            raise ValueError(
                f"{self._table.id} has {len(self):,} packages, too many to compare: its formulas "
                "join too many issues, or hardly any package is better for all than another"
            ) from None
        payoffs, numbers = distinct(payoffs), list[int]()
        for worths in payoffs[undominated(payoffs)].tolist():
            places = search.find(tuple(worths))
            assert places is not None, "some package has each payoff"
            numbers.append(self._number(places))
        return numbers

    def _listed_frontier(self) -> list[int]:
        """The same, from the worths of all packages at once."""
        numbers = np.flatnonzero(self.signable)
        payoffs, first = np.unique(self.worths[numbers], axis=0, return_index=True)
        return [int(numbers[first[i]]) for i in undominated(payoffs)]

    def _number(self, places: Sequence[int]) -> int:
        number = 0
        for size, place in zip(self._all.sizes, places, strict=True):
            number = number * size + place
        return number

    # ------------------------------------------------------------------------------ one by one

    def _package(self, number: int) -> TablePackage:
        options = []
        for allowed in reversed(self._all.options):
            number, place = divmod(number, len(allowed))
            options.append(allowed[place])
        return self._of_numbers(options[::-1])

    def _of_numbers(self, whole: Sequence[int]) -> TablePackage:
        table, reading = self._table, self._reading
        agenda = self._all.on_agenda
        named = [option if on else NOTHING for option, on in zip(whole, agenda, strict=True)]
        worths = {
            side: worth(table, reading, party, whole)
            for side, party in zip(self.sides, self._parties, strict=True)
        }
        issues = zip(table.issues, named, strict=True)
        return TablePackage(
            FrozenMap((issue.id, issue.options[i].id) for issue, i in issues if i != NOTHING),
            FrozenMap(worths),
            FrozenMap((side, worths[side] - reserve) for side, reserve in self.reserves.items()),
            not any(objection(table, reading, party, named) for party in self._parties),
        )
