"""Finds the numbers of a state on which the packages of a table depend."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from game.kernel.lowering.assembler import Assembler
from game.kernel.lowering.builder import Builder, Places
from game.model.expressions import Expression
from game.rules.compiled import Rules, TableRules


@lru_cache(maxsize=8)
def readings(rules: Rules) -> tuple[tuple[int, ...], ...]:
    """By table, the places of a state that the worths and conditions of its packages read."""
    return tuple(places_of(rules, _trees(table)) for table in rules.tables)


def places_of(rules: Rules, trees: Iterable[Expression]) -> tuple[int, ...]:
    """The places of a state that some formulas read."""
    assembler = Assembler(rules, Places(rules), Builder())
    return tuple(sorted({place for tree in trees for place in assembler.places_read(tree)}))


def _trees(table: TableRules) -> list[Expression]:
    """The formulas that determine which packages are possible and what they are worth."""
    options = [option for issue in table.issues for option in issue.options]
    formulas = [
        *table.rules,
        *(issue.when for issue in table.issues),
        *(f for option in options for f in (option.when, *option.needs, *option.worth)),
    ]
    return [formula.tree for formula in formulas if formula is not None]
