"""Which issues of a table hang together, and their combinations."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import prod

from attrs import frozen

from game.model.expressions import Expression
from game.rules.compiled import TableRules
from game.rules.rng import mix

MOST_COMBOS = 4096
"""Combinations of a part that are looked at; of more, so many are taken by chance."""

EITHER = -1


@frozen
class Bound:
    """A formula that names the package: it counts where an issue (EITHER: any) has an option."""

    tree: Expression
    kind: int
    party: int
    """Whom it concerns; EITHER: all."""
    issue: int = EITHER
    option: int = EITHER
    issues: frozenset[int] = frozenset()
    """All that it ties together."""
    live: bool = False
    """It can't be worked out beforehand: it reads the state too, or its issue may be off the
    agenda."""


def tied(issues: int, bounds: Sequence[Bound]) -> list[tuple[int, ...]]:
    """The issues of a table by what ties them, in order."""
    group = list(range(issues))
    for bound in bounds:
        joined = {group[issue] for issue in bound.issues}
        group = [min(joined) if each in joined else each for each in group]
    return [
        tuple(issue for issue in range(issues) if group[issue] == each)
        for each in sorted(set(group))
    ]


def combinations(table: TableRules, tie: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The combinations of tied issues; where there are too many, some of them by chance."""
    sizes = [len(table.issues[issue].options) for issue in tie]
    if prod(sizes) <= MOST_COMBOS:
        return list(product(*map(range, sizes)))
    drawn: dict[tuple[int, ...], None] = {}
    k = 0
    while len(drawn) < MOST_COMBOS:
        rest, combo = mix(k) % prod(sizes), []
        for size in sizes:
            rest, option = divmod(rest, size)
            combo.append(option)
        drawn[tuple(combo)] = None
        k += 1
    return list(drawn)
