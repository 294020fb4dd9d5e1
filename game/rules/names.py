"""The names of a scenario: what they refer to, and the bounds of their values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.model.effects import ChangeOperator
from game.model.expressions import (
    Expression,
    Name,
    children,
)
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.model.sides import ScoreLine
from game.model.tables import Option, Weight
from game.rules.counts import Counts
from game.rules.intervals import UNKNOWN, Interval, interval, is_countable
from game.rules.name_resolver import (
    BoundsLookup,
    NameResolver,
    Report,
    ignore,
    known_ids,
    refuse,
)
from game.rules.places import ANYWHERE, Spot


class Names:
    """Resolves the names of one scenario, and caches the bounds of values, worths and scores."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self._values: dict[str, Interval] = {}
        self._computing_values = False
        self._worths: dict[tuple[str, str], list[Interval]] = {}
        self._scores: dict[str, Interval] = {}
        self._bounds = BoundsLookup(
            self.value_bounds,
            self.worth_bounds,
            self.reserve_bounds,
            self.score_bounds,
            Counts(scenario),
        )

    def resolve(
        self, node: Expression, spot: Spot = ANYWHERE, report: Report = refuse
    ) -> Expression:
        """Replaces every name in a tree by a `Read`; unknown names are reported and count as 0."""
        return NameResolver(self.scenario, self._bounds, spot, report).resolve(node)

    def resolve_amount(
        self, track: str, operator: ChangeOperator, node: Expression, report: Report = refuse
    ) -> Expression:
        """Resolves the amount of a change; after `=` it may name levels of the changed track."""
        own = Spot(levels=track) if operator == "=" else ANYWHERE
        return self.resolve(node, own, report)

    def value_bounds(self, id: str) -> Interval:
        """The lowest and highest possible value of a named value; a circle counts as [0, 1]."""
        if id not in self._values and not self._computing_values:
            self._computing_values = True
            for each in self._values_used_by(id):
                tree = self.resolve(self.scenario.values[each].formula, ANYWHERE, ignore)
                self._values[each] = interval(tree, _ignore_overflow)
            self._computing_values = False
        return self._values.get(id, (0, 1))

    def _values_used_by(self, id: str) -> list[str]:
        """A value and all values that it uses, also indirectly; each after those that it uses.

        It works without recursion, because a chain of values may have any length.
        """
        ordered: list[str] = []
        seen, waiting = {id}, [(id, self._values_in(id))]
        while waiting:
            inner = next((name for name in waiting[-1][1] if name not in seen), None)
            if inner is None:
                ordered.append(waiting.pop()[0])
            else:
                seen.add(inner)
                waiting.append((inner, self._values_in(inner)))
        return ordered

    def _values_in(self, value: str) -> Iterator[str]:
        nodes = [self.scenario.values[value].formula]
        while nodes:
            node = nodes.pop()
            nodes += children(node)
            id = node.id if isinstance(node, Name) else ""
            if id in self.scenario.values and id not in self._values:
                yield id

    def worth_bounds(self, table: str, side: str) -> Interval:
        """The lowest and highest worth that a package can have for a party (rule 5.6).

        A worth beyond what the engine can count, which `check` reports, counts as [0, 1].
        """
        if not is_countable(self.worth_range(table, side)):
            return UNKNOWN
        low = high = 0
        for bounds in self._issue_bounds(table, side):
            low, high = low + bounds[0], high + bounds[1]
        return low, high

    def worth_range(self, table: str, side: str) -> Interval:
        """The lowest and highest sum of worths of any options of a table for a party.

        Unlike `worth_bounds` it also covers partial sums, in whatever order options are added.
        """
        bounds = self._issue_bounds(table, side)
        return sum(min(0, low) for low, _ in bounds), sum(max(0, high) for _, high in bounds)

    def _issue_bounds(self, table: str, side: str) -> list[Interval]:
        """By issue, the lowest and highest worth of its options for a party."""
        if (table, side) not in self._worths:
            by_issue = []
            for issue in self.scenario.tables[table].issues.values():
                bounds = [
                    self._option_bounds(table, side, issue.weight.get(side), option)
                    for option in issue.options.values()
                ]
                if bounds:
                    by_issue.append((min(b[0] for b in bounds), max(b[1] for b in bounds)))
            self._worths[table, side] = by_issue
        return self._worths[table, side]

    def _option_bounds(
        self, table: str, side: str, weight: Weight | None, option: Option
    ) -> Interval:
        low = high = 0
        spot = Spot(table=table)
        if side in option.worth:
            low, high = interval(self.resolve(option.worth[side], spot, ignore), _ignore_overflow)
        if weight is None or side not in option.value:
            return low, high
        weights = weight.values() if isinstance(weight, FrozenMap) else (weight,)
        products = []
        for each in weights:
            bounds = interval(self.resolve(each, ANYWHERE, ignore), _ignore_overflow)
            products += [w * option.value[side] // 100 for w in bounds]
        return low + min(products), high + max(products)

    def score_bounds(self, side: str) -> Interval:
        """The lowest and highest possible score of a side (rule 8.3).

        A score beyond what the engine can count, which `check` reports, counts as [0, 1].
        """
        bounds = self.score_range(side)
        return bounds if is_countable(bounds) else UNKNOWN

    def score_range(self, side: str) -> Interval:
        """The lowest and highest sum of a side's score lines."""
        if side not in self._scores:
            self._scores[side] = self.lines_range(side, self.scenario.sides[side].score)
        return self._scores[side]

    def lines_range(self, side: str, lines: Iterable[ScoreLine]) -> Interval:
        """The lowest and highest sum of score lines of a side or one of its seats."""
        low = high = 0
        for line in lines:
            tree = self.resolve(line.points, Spot(asking=(side,)), ignore)
            bounds = interval(tree, _ignore_overflow)
            low, high = low + bounds[0], high + bounds[1]
        return low, high

    def reserve_bounds(self, table: str, side: str) -> Interval:
        """The lowest and highest possible reservation value of a party."""
        reserve = self.scenario.tables[table].reserve.get(side)
        if reserve is None:
            return 0, 0
        return interval(self.resolve(reserve, ANYWHERE, ignore), _ignore_overflow)

    def known(self, kind: str) -> Iterable[str]:
        """The ids of a kind of thing, for suggesting a similar one."""
        return known_ids(self.scenario, kind)


def _ignore_overflow(node: Expression, bounds: Interval) -> None:
    """Does nothing; used as `overflow` where the same expressions are checked elsewhere."""
