"""Which packages an expert tries at a table (rule 12.3), given estimates of their worths.

This module is made for reading; `kernel/run/offers.py` does the same on numbers, and a test
compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import field, frozen, mutable

from game.model.play import NOTHING

FAR = 2**40
"""More than any package is worth. A combination that a party can't agree to counts as -FAR."""
MOST = 16
"""The most packages that are tried."""
WEIGHTS = range(95, 24, -10)
OPENING = 75
"""The weight of the own worth, in per cent, in the package to begin with."""
EVEN = 50
"""The weight of the own worth, in per cent, in what fills the gaps of an offer."""
HOLDING = 60
"""The per cent of the rounds in which the expert doesn't offer less than before."""
MOST_CHANGED = 2
"""The most issues that a step changes."""
STEPS = 2
CHANGES = 2
SMALL = 10
"""If a first step costs less than the gain divided by this, a second step follows."""

Package = tuple[int, ...]
"""The option of each issue; NOTHING for issues off the agenda."""


@frozen
class OfferCombination:
    """Options of linked issues (see `packages.py`), and their worths, as sums over all guesses."""

    options: tuple[int, ...]
    own: int | None
    """The worth to the expert's side; None if it can't agree to these options."""
    others: tuple[int | None, ...]
    """The worth to each other party; None if it can't agree to these options in any guess."""

    @property
    def is_possible(self) -> bool:
        """Whether every party may agree to these options."""
        return self.own is not None and None not in self.others

    @property
    def mine(self) -> int:
        """The worth of these options to the expert's side; `-FAR` if it can't agree to them."""
        return -FAR if self.own is None else self.own

    @property
    def theirs(self) -> int:
        """The sum of their worths to the other parties; `-FAR` if one of them can't agree."""
        return sum(map(_worth, self.others)) if None not in self.others else -FAR


def _worth(worth: int | None) -> int:
    return -FAR if worth is None else worth


@frozen
class OfferGroup:
    """Linked issues, and the combinations of their options in order."""

    issues: tuple[int, ...]
    combinations: tuple[OfferCombination, ...]


@frozen
class SearchedTable:
    """A table as the expert sees it. Worths and reservation values are sums over all guesses."""

    groups: tuple[OfferGroup, ...]
    agenda: tuple[bool, ...]
    """By issue, whether it is on the agenda."""
    reserve: int
    other_reserves: tuple[int, ...]
    last: Package | None
    """The last offer of the expert's side."""
    standing: Package | None
    """The standing offer, whoever made it."""
    is_others: bool
    """Whether another side made the standing offer."""
    standing_worth: int | None
    """The worth of the standing offer to the expert's side; None if it can't accept it."""
    rounds_used: int
    rounds: int


@mutable
class OfferPackages:
    """The packages that are tried, and which of them are special."""

    tried: list[Package] = field(factory=list)
    again: Package | None = None
    """The package that repeats the last offer."""
    step: Package | None = None
    """The package one or two steps on from the last offer; or, before any offer, the first one."""


Choice = list[OfferCombination]
"""A package, as one combination for each group."""


class OfferSearch:
    """The search for packages that are worth a try."""

    def __init__(self, negotiation: SearchedTable) -> None:
        self._known = negotiation
        self._packages = OfferPackages()
        self._least_given = -FAR

    def search(self) -> OfferPackages:
        """Lists the packages in the order of the rule."""
        known, packages = self._known, self._packages
        if any(all(each.own is None for each in group.combinations) for group in known.groups):
            return packages
        last = None if known.last is None else self._find(known.last)
        if last is not None:
            self._continue(last)
        if known.is_others and known.standing is not None:
            for claimed in self._claims(self._find(known.standing)):
                self._add(claimed)
        for weight in WEIGHTS:
            shared = self._share(weight)
            package = None if shared is None else self._add(shared)
            if last is None and weight == OPENING:
                packages.step = package
        return packages

    def _continue(self, last: Choice) -> None:
        """Adds the last offer and the steps on from it."""
        packages, gain = self._packages, self._gain(last)
        if gain >= 0 and 100 * self._known.rounds_used < HOLDING * self._known.rounds:
            self._least_given = _theirs(last)
        packages.again = self._add(last)
        lost = 0
        for step in self._steps(last):
            package = self._add(step)
            if package is not None and lost * SMALL < gain:
                packages.step = package
            lost = gain - self._gain(step)

    # ------------------------------------------------------------------------------ candidates

    def _steps(self, choice: Choice) -> Iterator[Choice]:
        for _ in range(STEPS):
            room = self._gain(choice) - min(self._gains_of_others(choice))
            changes = []
            for changed, old, new in self._changes(choice):
                cost, given = old.mine - new.mine, new.theirs - old.theirs
                if cost >= 0 and given > 0 and cost + given <= room:
                    changes.append((given * 1000 // max(cost, 1), changed))
            if not _has_worthwhile(changes):
                return
            choice = _first_greatest(changes)
            yield choice

    def _claims(self, choice: Choice | None) -> Iterator[Choice]:
        for _ in range(CHANGES if choice is not None else 0):
            assert choice is not None
            changes = [
                ((new.mine - old.mine) * 1000 // max(old.theirs - new.theirs, 1), changed)
                for changed, old, new in self._changes(choice)
            ]
            if not _has_worthwhile(changes):
                return
            choice = _first_greatest(changes)
            yield choice

    def _changes(
        self, choice: Choice
    ) -> Iterator[tuple[Choice, OfferCombination, OfferCombination]]:
        """Yields packages that differ in one or two issues of a group, with old and new options."""
        for number, group in enumerate(self._known.groups):
            old = choice[number]
            for new in group.combinations:
                pairs = zip(old.options, new.options, strict=True)
                if new.is_possible and 0 < sum(a != b for a, b in pairs) <= MOST_CHANGED:
                    yield [*choice[:number], new, *choice[number + 1 :]], old, new

    def _share(self, weight: int) -> Choice | None:
        """The package with the greatest sum of worths. weight: of the own worth, in per cent."""
        best = [_best_shared(group, weight) for group in self._known.groups]
        choice = [combination for combination in best if combination is not None]
        return choice if len(choice) == len(best) else None

    def _find(self, package: Package) -> Choice | None:
        """The combinations of a package; an even share replaces those that aren't possible now."""
        if all(option == NOTHING for option in package):
            return None
        choice = []
        for group in self._known.groups:
            same = (each for each in group.combinations if self._is_part(group, each, package))
            combination = next(same, None) or _best_shared(group, EVEN)
            if combination is None:
                return None
            choice.append(combination)
        return choice

    def _is_part(self, group: OfferGroup, combination: OfferCombination, package: Package) -> bool:
        return combination.own is not None and all(
            package[issue] == option
            for issue, option in zip(group.issues, combination.options, strict=True)
            if self._known.agenda[issue]
        )

    # ------------------------------------------------------------------------------- worths

    def _gain(self, choice: Choice) -> int:
        return sum(each.mine for each in choice) - self._known.reserve

    def _gains_of_others(self, choice: Choice) -> list[int]:
        return [
            sum(_worth(each.others[other]) for each in choice) - reserve
            for other, reserve in enumerate(self._known.other_reserves)
        ]

    def _add(self, choice: Choice) -> Package | None:
        """Adds a package, unless the rule excludes it; returns it, or None."""
        known, package, gain = self._known, self._name(choice), self._gain(choice)
        is_excluded = (
            _theirs(choice) < self._least_given
            or package in self._packages.tried
            or package == known.standing
            or len(self._packages.tried) == MOST
            or gain < 0
        )
        if len(known.other_reserves) == 1 and known.standing_worth is not None:
            is_excluded = is_excluded or gain + known.reserve <= known.standing_worth
        if is_excluded:
            return None
        self._packages.tried.append(package)
        return package

    def _name(self, choice: Choice) -> Package:
        package = [NOTHING] * len(self._known.agenda)
        for group, combination in zip(self._known.groups, choice, strict=True):
            for issue, option in zip(group.issues, combination.options, strict=True):
                if self._known.agenda[issue]:
                    package[issue] = option
        return tuple(package)


def _theirs(choice: Choice) -> int:
    return sum(each.theirs for each in choice)


def _has_worthwhile(changes: Sequence[tuple[int, Choice]]) -> bool:
    return any(rate > 0 for rate, _ in changes)


def _first_greatest(changes: Sequence[tuple[int, Choice]]) -> Choice:
    """The package of the change with the greatest rate, the first of equals."""
    return max(changes, key=lambda change: change[0])[1]


def _best_shared(group: OfferGroup, weight: int) -> OfferCombination | None:
    """The combination with the greatest weighted sum, the first of equals."""
    possible = [each for each in group.combinations if each.is_possible]

    def total(each: OfferCombination) -> int:
        return weight * each.mine + (100 - weight) * each.theirs

    return max(possible, key=total, default=None)
