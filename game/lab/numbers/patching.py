"""Tables of a scenario with other settings, without compiling it again.

A setting stands in the tables wherever a formula names it, as the number itself, its negative, or
the number before or behind it (a bound of a range). So the tables with its lowest and its highest
value tell all its places, and in between each of them changes by one where the setting does. The
exceptions are formulas of a table that name nothing but its package and settings: the tables hold
what they come to (`kernel/lowering/parts.py`), and settings in them are compiled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from game.kernel.lowering.assembler import reads
from game.kernel.lowering.lower import Tables, lower, numbers
from game.lab.numbers.paths import Numbers, check_value, find_number, with_numbers
from game.model.expressions import Expression
from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.rules.compiled import Rules, TableRules
from game.rules.forbidding import forbid

KEPT = 8
"""Scenarios whose tables are kept to be patched."""
CHECKED = 2
"""Points with several changed settings at which patched tables are compared with compiled ones."""

Forbidden = tuple[tuple[str, str], ...]


def compile_with(scenario: Scenario, forbidden: Forbidden, chosen: Numbers) -> Rules:
    """A scenario's rules with other numbers and without the forbidden actions."""
    rules = compile_rules(with_numbers(scenario, chosen))
    for side, action in forbidden:
        rules = forbid(rules, side, action)
    return rules


def tables_with(scenario: Scenario, forbidden: Forbidden, chosen: Numbers) -> Tables:
    """The tables of a scenario with other numbers, patched where only settings change.

    They are for playing: their rules are those of other settings wherever these are patched.
    Raises NumberError.
    """
    if not chosen:
        return lower(compile_with(scenario, forbidden, ()))
    final: dict[str, int] = {}
    for name, value in chosen:
        number = find_number(scenario, name)
        check_value(number, value)
        final[number.path] = value
    changed = {path: value for path, value in final.items() if path in scenario.settings}
    others = tuple((path, value) for path, value in final.items() if path not in changed)
    whole = folded_settings(_kept(scenario, forbidden, ()).rules)
    compiled = (*others, *((path, changed.pop(path)) for path in sorted(whole & {*changed})))
    return _kept(scenario, forbidden, compiled).tables(changed)


def folded_settings(rules: Rules) -> frozenset[str]:
    """The settings of formulas whose results may stand in the tables instead of themselves."""
    trees = (tree for table in rules.tables for tree in _trees(table))
    return frozenset(
        read.of[0]
        for tree in trees
        if any(read.kind == "package" for read in reads(tree))
        for read in reads(tree)
        if read.kind == "setting"
    )


def _trees(table: TableRules) -> Iterator[Expression]:
    """All formulas of a table that may name its package."""
    options = [option for issue in table.issues for option in issue.options]
    needs = [formula for option in options for formula in (option.when, *option.needs)]
    worths = [formula for option in options for formula in option.worth]
    yield from (formula.tree for formula in (*table.rules, *needs, *worths) if formula is not None)


@frozen(eq=False)
class _Places:
    """Where in the tables a setting stands."""

    addresses: NDArray[np.int64]
    slopes: NDArray[np.int64]
    """By address, what is added where the setting is one more: 1 or -1."""


class Patching:
    """The tables of one scenario with any values of its settings but the folded ones."""

    def __init__(self, scenario: Scenario, forbidden: Forbidden, compiled: Numbers) -> None:
        """compiled: numbers with which the scenario is compiled as a whole. Raises NumberError."""
        self.scenario, self.forbidden, self.compiled = scenario, forbidden, compiled
        self.rules = compile_with(scenario, forbidden, compiled)
        self._base = lower(self.rules)
        self._row = np.array(self._base.numbers, np.int64)
        self._places: dict[str, _Places | None] = {}
        self._checks = CHECKED

    def tables(self, settings: Mapping[str, int]) -> Tables:
        """The tables with some values of settings."""
        if not settings:
            return self._base
        row = self._row.copy()
        for id, value in settings.items():
            places = self._places_of(id)
            if places is None:
                return self._compile(settings.items())
            row[places.addresses] += places.slopes * (value - self._value(id))
        if self._checks and len(settings) > 1:
            self._checks -= 1
            compiled = self._compile(settings.items())
            if not _are_alike(compiled, self._base) or (row != compiled.numbers).any():
                self._places = dict.fromkeys(self.scenario.settings)
                return compiled
        return evolve(self._base, numbers=numbers(row.tolist(), "int32"), origin=self._base)

    def _value(self, id: str) -> int:
        return self.rules.scenario.settings[id].value

    def _places_of(self, id: str) -> _Places | None:
        """Where a setting stands; None where it can't be patched."""
        if id not in self._places:
            self._places[id] = self._find_places(id)
        return self._places[id]

    def _find_places(self, id: str) -> _Places | None:
        low, high = self.scenario.settings[id].bounds
        ends = [self._compile([(id, value)]) for value in (low, high)]
        if low == high or not all(_are_alike(end, self._base) for end in ends):
            return None
        first, last = (np.array(end.numbers, np.int64) for end in ends)
        addresses = np.flatnonzero(first != last)
        slopes = (last - first)[addresses] // (high - low)
        straight = first.copy()
        straight[addresses] += slopes * (self._value(id) - low)
        plain = (np.abs(slopes) == 1).all() and (straight == self._row).all()
        return _Places(addresses, slopes) if plain else None

    def _compile(self, settings: Iterable[tuple[str, int]]) -> Tables:
        chosen = (*self.compiled, *settings)
        return lower(compile_with(self.scenario, self.forbidden, chosen))


def _are_alike(tables: Tables, others: Tables) -> bool:
    """Whether tables differ in nothing but their numbers."""
    return bool(
        len(tables.numbers) == len(others.numbers)
        and len(tables.sites) == len(others.sites)
        and (np.array(tables.sites) == np.array(others.sites)).all()
        and tables.personas == others.personas
        and tables.room == others.room
        and tables.formulas == others.formulas
        and tables.programs == others.programs
    )


_patchings: list[Patching] = []
"""The last ones used, the latest at the end."""


def _kept(scenario: Scenario, forbidden: Forbidden, compiled: Numbers) -> Patching:
    for patching in reversed(_patchings):
        if (patching.forbidden, patching.compiled) == (forbidden, compiled) and (
            patching.scenario is scenario or patching.scenario == scenario
        ):
            break
    else:
        patching = Patching(scenario, forbidden, compiled)
        _patchings.append(patching)
        del _patchings[:-KEPT]
    return patching
