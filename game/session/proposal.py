"""What a side brings to a table: what its issues weigh, and a package to begin a draft from."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Mapping
from itertools import combinations

from game.model.expressions import Expression, Number
from game.model.frozen import FrozenMap
from game.model.play import Legal, TableView, View
from game.model.scenario import Scenario
from game.model.tables import Table


def visited(view: View) -> TableView | None:
    """The table at which somebody speaks now."""
    return next((table for table in view.tables.values() if table.visit_left is not None), None)


def weighing(table: Table, view: View, issue: str) -> Expression | None:
    """What an issue weighs for the one who looks, by the card dealt; None where it doesn't."""
    weight = table.issues[issue].weight.get(view.who)
    if not isinstance(weight, FrozenMap):
        return weight
    card = view.cards.get(table.weights_by.get(view.who, ""), "")
    return weight.get(card)


def points(table: Table, view: View, issue: str, option: str) -> int:
    """An option's share of its issue's weight, as far as that is a number."""
    weight = weighing(table, view, issue)
    value = table.issues[issue].options[option].value.get(view.who, 0)
    return weight.value * value // 100 if isinstance(weight, Number) else value


def proposal(scenario: Scenario, view: View, table: TableView, legal: Legal) -> dict[str, str]:
    """A package to begin a draft from: the other's offer, else on each issue what suits one best.

    What one can't propose now gives way to what one can.
    """
    written, found = scenario.tables[table.id], {}
    for issue, options in (legal.offer or FrozenMap()).items():
        barred = legal.barred.get(issue, FrozenMap())
        may = [option for option in options if option not in barred]
        may = may or list(options or written.issues[issue].options)
        offered = (table.offer or FrozenMap()).get(issue, "")
        worth = {id: points(written, view, issue, id) for id in may}
        best = max(may, key=lambda id: worth[id], default="")
        found[issue] = offered if offered in may else best
    return found


def allowed(
    scenario: Scenario,
    view: View,
    table: TableView,
    legal: Legal,
    may: Callable[[Mapping[str, str]], bool],
    worth: Callable[[Mapping[str, str]], int],
) -> dict[str, str]:
    """A package to begin from, with as few issues changed as let it be offered: two at most.

    may: whether a package can be put forward. worth: what it is worth, of several the most.
    """
    package = proposal(scenario, view, table, legal)
    offer = legal.offer or FrozenMap()
    changes = [{issue: option} for issue, options in offer.items() for option in options]
    for size in range(3):
        ways = combinations(changes, size)
        tried = (dict(ChainMap(*reversed(way), package)) for way in ways)
        fitting = [each for each in tried if may(each)]
        if fitting:
            return max(fitting, key=worth)
    return package
