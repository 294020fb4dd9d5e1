"""What a side starts from at a table: the weights of its issues, and a package for a draft."""

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


def weight_of_issue(table: Table, view: View, issue: str) -> Expression | None:
    """The weight of an issue for the viewer, by the card dealt; None if it has no weight."""
    weight = table.issues[issue].weight.get(view.who)
    if not isinstance(weight, FrozenMap):
        return weight
    card = view.cards.get(table.weights_by.get(view.who, ""), "")
    return weight.get(card)


def points(table: Table, view: View, issue: str, option: str) -> int:
    """An option's points: its share of the issue's weight if that is a number, else its value."""
    weight = weight_of_issue(table, view, issue)
    value = table.issues[issue].options[option].value.get(view.who, 0)
    return weight.value * value // 100 if isinstance(weight, Number) else value


def proposal(scenario: Scenario, view: View, table: TableView, legal: Legal) -> dict[str, str]:
    """A package for a new draft: the other side's offer, or the best option of each issue.

    An option that can't be proposed now gives way to the best one that can.
    """
    written, package = scenario.tables[table.id], {}
    for issue, options in (legal.offer or FrozenMap()).items():
        barred = legal.barred.get(issue, FrozenMap())
        may = [option for option in options if option not in barred]
        may = may or list(options or written.issues[issue].options)
        offered = (table.offer or FrozenMap()).get(issue, "")
        worth = {id: points(written, view, issue, id) for id in may}
        best = max(may, key=lambda id: worth[id], default="")
        package[issue] = offered if offered in may else best
    return package


def allowed_proposal(
    scenario: Scenario,
    view: View,
    table: TableView,
    legal: Legal,
    may: Callable[[Mapping[str, str]], bool],
    worth: Callable[[Mapping[str, str]], int],
) -> dict[str, str]:
    """The proposal, with at most two issues changed so that it can be offered.

    may: says whether a package can be offered. worth: values a package; the best one is taken.
    """
    package = proposal(scenario, view, table, legal)
    offer = legal.offer or FrozenMap()
    changes = [{issue: option} for issue, options in offer.items() for option in options]
    for size in range(3):
        variants = (
            dict(ChainMap(*reversed(chosen), package)) for chosen in combinations(changes, size)
        )
        offerable = [variant for variant in variants if may(variant)]
        if offerable:
            return max(offerable, key=worth)
    return package
