"""The packages that a persona considers at a table, and the one that it offers (rule 12.2).

Worths add up issue by issue, except where a formula names several issues. Such issues are linked:
they form a group, whose combinations are listed. Whole packages, of which there may be millions,
needn't be listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from attrs import frozen

from game.bots.reference.seen_game import SeenGame
from game.engine.packages import on_agenda
from game.model.expressions import Expression, Read, children
from game.model.play import NOTHING
from game.rules.compiled import OptionRules, TableRules
from game.rules.evaluate import CompiledFormula, Package
from game.rules.rng import mix

MOST_COMBINATIONS = 4096
"""The most combinations of a group that are considered."""
MOST_STEPS = 4096
"""The number of steps after which the search for the least worth ends."""


@frozen
class Group:
    """Linked issues, and the combinations of their options, in order."""

    issues: tuple[int, ...]
    combinations: tuple[tuple[int, ...], ...]
    rules: tuple[CompiledFormula, ...]
    """The rules of the table that name these issues."""


@frozen
class Combination:
    """A combination of options for a group's issues to which a party may agree."""

    options: tuple[int, ...]
    worth: int
    distance: int
    """The number of steps between these options and those of the package to be near to."""


Combinations = list[Combination | None]
"""The combinations of a group, in order; None for one to which the party can't agree."""
Extremes = dict[int, tuple[int, int]]
"""By distance, the least and the greatest worth at it."""


class TableGroups:
    """The issues of a table, in groups of linked issues."""

    def __init__(self, table: TableRules) -> None:
        self._table = table
        self._numbers = {issue.id: i for i, issue in enumerate(table.issues)}
        self._groups = [*map(self._group, self._joined_issues())]

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups of linked issues, in the order of their first issues."""
        return tuple(self._groups)

    def appraise(self, game: SeenGame, party: int, near: Package | None) -> list[Combinations]:
        """The combinations of each group as a party sees them. near: the package to be near to."""
        agenda = [on_agenda(issue, game) for issue in self._table.issues]
        return [self._combinations(group, game, party, agenda, near) for group in self._groups]

    def package(self, game: SeenGame, combinations: Sequence[Combination]) -> tuple[int, ...]:
        """Makes a package of one combination of each group; NOTHING for issues off the agenda."""
        options: dict[int, int] = {}
        for group, combination in zip(self._groups, combinations, strict=True):
            options |= dict(zip(group.issues, combination.options, strict=True))
        return tuple(
            options[i] if on_agenda(issue, game) else NOTHING
            for i, issue in enumerate(self._table.issues)
        )

    # ------------------------------------------------------------------------------------- groups

    def _joined_issues(self) -> list[tuple[int, ...]]:
        """The sets of issues that formulas link, directly or through other issues, in order."""
        groups = [{number} for number in range(len(self._table.issues))]
        for named in self._named_together():
            joined = [group for group in groups if group & named]
            groups = [group for group in groups if not group & named]
            groups.append(set().union(*joined))
        return sorted(tuple(sorted(group)) for group in groups)

    def _named_together(self) -> Iterator[set[int]]:
        for rule in self._table.rules:
            yield self._issues_in(rule)
        for number, issue in enumerate(self._table.issues):
            for option in issue.options:
                for formula in (option.when, *option.needs, *option.worth):
                    if formula is not None:
                        yield {number} | self._issues_in(formula)

    def _issues_in(self, formula: CompiledFormula) -> set[int]:
        return {self._numbers[id] for id in _package_issues(formula.tree)}

    def _group(self, issues: tuple[int, ...]) -> Group:
        """Makes the group of some issues; a rule that names no issue belongs to issue 0's group."""
        rules = [rule for rule in self._table.rules if (self._issues_in(rule) or {0}) <= {*issues}]
        return Group(issues, tuple(self._listed(issues)), tuple(rules))

    def _listed(self, issues: tuple[int, ...]) -> list[tuple[int, ...]]:
        """All combinations of options; if there are too many, a fixed random choice of them."""
        sizes = [len(self._table.issues[issue].options) for issue in issues]
        if prod(sizes) <= MOST_COMBINATIONS:
            return list(product(*map(range, sizes)))
        drawn: dict[tuple[int, ...], None] = {}
        k = 0
        while len(drawn) < MOST_COMBINATIONS:
            rest = mix(k) % prod(sizes)
            options = []
            for size in sizes:
                options.append(rest % size)
                rest //= size
            drawn[tuple(options)] = None
            k += 1
        return list(drawn)

    # ------------------------------------------------------------------------------------- worths

    def _combinations(
        self, group: Group, game: SeenGame, party: int, agenda: list[bool], near: Package | None
    ) -> Combinations:
        package = [issue.otherwise for issue in self._table.issues]
        combinations: Combinations = []
        for options in group.combinations:
            for issue, option in zip(group.issues, options, strict=True):
                package[issue] = option
            if not self._may_agree(group, game, party, agenda, package):
                combinations.append(None)
                continue
            chosen = [self._option(issue, package) for issue in group.issues]
            worth = sum(option.worth[party](game, package) for option in chosen)
            distance = 0 if near is None else _distance(group.issues, options, near)
            combinations.append(Combination(options, worth, distance))
        return combinations

    def _may_agree(
        self, group: Group, game: SeenGame, party: int, agenda: list[bool], package: Package
    ) -> bool:
        """Whether a party may agree to the options that a group's issues have (rule 5.3)."""
        for issue in group.issues:
            option = self._option(issue, package)
            if not agenda[issue]:
                if package[issue] != self._table.issues[issue].otherwise:
                    return False
                continue
            for condition in (option.when, option.needs[party]):
                if condition is not None and not condition(game, package):
                    return False
        return all(rule(game, package) for rule in group.rules)

    def _option(self, issue: int, package: Package) -> OptionRules:
        return self._table.issues[issue].options[package[issue]]


def _package_issues(tree: Expression) -> Iterator[str]:
    """Yields the issues whose options in the package an expression reads."""
    if isinstance(tree, Read) and tree.kind == "package":
        yield tree.of[1]
    for child in children(tree):
        yield from _package_issues(child)


def _distance(issues: Sequence[int], options: Sequence[int], near: Package) -> int:
    """The number of steps between some options and a package; issues that it omits don't count."""
    return sum(
        abs(option - near[issue])
        for issue, option in zip(issues, options, strict=True)
        if near[issue] != NOTHING
    )


# ------------------------------------------------------------------------------------- the choice


def best_worth(groups: Sequence[Combinations]) -> int | None:
    """The worth of the best package; None if there is no package at all."""
    best = 0
    for combinations in groups:
        worths = [combination.worth for combination in combinations if combination is not None]
        if not worths:
            return None
        best += max(worths)
    return best


def nearest(groups: Sequence[Combinations], wanted: int) -> list[Combination] | None:
    """The nearest package that is worth at least `wanted`; among equal ones, that of least worth.

    Returns its combination for each group; None if no package is worth that much.
    """
    extremes = _extremes(groups)
    distances = [d for d, (_, greatest) in extremes[0].items() if greatest >= wanted]
    return _LeastWorth(groups, extremes, wanted).search(min(distances)) if distances else None


def _extremes(groups: Sequence[Combinations]) -> list[Extremes]:
    """By group, the least and greatest worth at each distance, summed from this group on."""
    extremes: list[Extremes] = [{0: (0, 0)}]
    for combinations in reversed(groups):
        own: Extremes = {}
        for combination in combinations:
            if combination is not None:
                _widen(own, combination.distance, combination.worth, combination.worth)
        both: Extremes = {}
        for distance, (least, greatest) in own.items():
            for other, (rest_least, rest_greatest) in extremes[0].items():
                _widen(both, distance + other, least + rest_least, greatest + rest_greatest)
        extremes.insert(0, both)
    return extremes


def _widen(extremes: Extremes, distance: int, least: int, greatest: int) -> None:
    old_least, old_greatest = extremes.get(distance, (least, greatest))
    extremes[distance] = min(old_least, least), max(old_greatest, greatest)


class _LeastWorth:
    """Searches for the package of least worth among equally near ones."""

    def __init__(
        self, groups: Sequence[Combinations], extremes: Sequence[Extremes], wanted: int
    ) -> None:
        self._groups = groups
        self._extremes = extremes
        self._wanted = wanted
        self._least: int | None = None
        self._best: list[Combination] = []

    def search(self, distance: int) -> list[Combination]:
        """Finds the package of least worth at a distance where some package is worth enough."""
        for steps, _ in enumerate(self._steps([], distance, 0)):
            if self._least == self._wanted or (self._best and steps >= MOST_STEPS):
                break
        return self._best

    def _steps(self, chosen: list[Combination], distance: int, worth: int) -> Iterator[None]:
        """Continues a package by the next group; yields before each step."""
        for combination in self._groups[len(chosen)]:
            yield
            if combination is None:
                continue
            package = [*chosen, combination]
            left, total = distance - combination.distance, worth + combination.worth
            if not self._is_promising(len(package), left, total):
                continue
            if len(package) < len(self._groups):
                yield from self._steps(package, left, total)
            else:
                self._least, self._best = total, package
        yield  # going back to the previous group counts as a step

    def _is_promising(self, groups: int, distance: int, worth: int) -> bool:
        """Whether the remaining groups can complete a better package than the best so far."""
        if distance not in self._extremes[groups]:
            return False
        least, greatest = self._extremes[groups][distance]
        is_less = self._least is None or worth + least < self._least
        return worth + greatest >= self._wanted and is_less
