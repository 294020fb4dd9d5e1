"""Finds which issues of a table are linked, and lists their combinations."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.model.expressions import Expression
from game.rules import rng
from game.rules.compiled import TableRules

MOST_COMBOS = 4096
"""The most combinations of a part that are considered; if there are more, they are sampled."""

EITHER = -1


@frozen
class Bound:
    """A formula that refers to the package; it counts if an issue (EITHER: any) has an option."""

    tree: Expression
    kind: int
    party: int
    """The party that it concerns; EITHER: all parties."""
    issue: int = EITHER
    option: int = EITHER
    issues: frozenset[int] = frozenset()
    """The issues that it links."""
    live: bool = False
    """Whether it depends on the state, so that it can't be computed beforehand. It may read the
    state, or its issue may be off the agenda.
    """


def tied(issues: int, bounds: Sequence[Bound]) -> list[tuple[int, ...]]:
    """The groups of linked issues of a table, in order."""
    group = list(range(issues))
    for bound in bounds:
        joined = {group[issue] for issue in bound.issues}
        group = [min(joined) if each in joined else each for each in group]
    return [
        tuple(issue for issue in range(issues) if group[issue] == each)
        for each in sorted(set(group))
    ]


def combinations(table: TableRules, tie: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The combinations of linked issues; if there are too many, a fixed random sample."""
    return rng.combinations([len(table.issues[issue].options) for issue in tie], MOST_COMBOS)
