"""The bridge from a standing offer to a better package nearby."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from attrs import frozen

from game.engine.packages import complete_package, leave_out_off_agenda, objection, package_to_ids
from game.model.frozen import FrozenMap
from game.model.play import NOBODY, NOTHING, OPEN, State
from game.rules.compiled import Rules, TableRules
from game.rules.evaluate import NO_PACKAGE, Package
from game.rules.tables import worth

MOST_CHANGES = 2
"""How many issues of the standing offer a bridge changes at most."""


@frozen
class Bridge:
    """A package near to the standing offer that is better for somebody and worse for nobody."""

    package: FrozenMap[str, str]
    """By issue on the agenda, its option."""
    changes: tuple[str, ...]
    """The issues in which it differs from the offer."""
    worths: FrozenMap[str, int]
    """The worth of the package to each party."""
    gains: FrozenMap[str, int]
    """By how much it is worth more to each party than the standing offer."""


def find_bridge(rules: Rules, state: State, table: str) -> Bridge | None:
    """The bridge from the offer that stands at a table; None without an offer or without a bridge.

    Among the packages to which all parties may agree, which differ from the offer in at most two
    issues and are worse for no party, it is the one whose least surplus over the reserves is the
    largest; of equal ones the one with the largest sum of worths; of equal ones the first, changes
    ordered by issue and option. It has to be better for somebody. Raises KeyError for an unknown
    table.
    """
    number = rules.index.tables[table]
    table_rules, at = rules.tables[number], state.tables[number]
    if at.status != OPEN or at.proposer == NOBODY:
        return None
    parties = range(len(table_rules.parties))
    reserves = [table_rules.reserves[party](state, NO_PACKAGE) for party in parties]
    offer = complete_package(table_rules, at.options)
    offered = [worth(table_rules, state, party, offer) for party in parties]
    best: tuple[tuple[int, int], Package, list[int]] | None = None
    for package in _near(table_rules, state, offer):
        if any(objection(table_rules, state, party, package) for party in parties):
            continue
        whole = complete_package(table_rules, package)
        worths = [worth(table_rules, state, party, whole) for party in parties]
        gains = [new - old for new, old in zip(worths, offered, strict=True)]
        if min(gains) < 0 or max(gains) == 0:
            continue
        surplus = min(new - reserve for new, reserve in zip(worths, reserves, strict=True))
        if best is None or (surplus, sum(worths)) > best[0]:
            best = (surplus, sum(worths)), package, worths
    if best is None:
        return None
    _, package, worths = best
    sides = [rules.sides[side] for side in table_rules.parties]
    whole = complete_package(table_rules, package)
    return Bridge(
        package_to_ids(table_rules, package),
        tuple(
            issue.id for issue, a, b in zip(table_rules.issues, whole, offer, strict=True) if a != b
        ),
        FrozenMap(zip(sides, worths, strict=True)),
        FrozenMap(zip(sides, (a - b for a, b in zip(worths, offered, strict=True)), strict=True)),
    )


def _near(table: TableRules, state: State, offer: Package) -> Iterator[Package]:
    """The packages of today's agenda that differ from an offer in at most two issues."""
    nearest = leave_out_off_agenda(table, state, offer)
    free = [i for i, option in enumerate(nearest) if option != NOTHING]
    changes = [
        tuple(zip(issues, options, strict=True))
        for count in range(MOST_CHANGES + 1)
        for issues in combinations(free, count)
        for options in product(*(range(len(table.issues[i].options)) for i in issues))
        if all(nearest[i] != option for i, option in zip(issues, options, strict=True))
    ]
    for change in sorted(changes):
        package = list(nearest)
        for issue, option in change:
            package[issue] = option
        whole = complete_package(table, package)
        if sum(a != b for a, b in zip(whole, offer, strict=True)) <= MOST_CHANGES:
            yield tuple(package)
