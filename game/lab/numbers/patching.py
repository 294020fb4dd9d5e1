"""Tables of a scenario with other numbers, without compiling it again.

Where the same numbers are asked for with ever other values, the scenario is compiled once with
numbers that are traced (`tracing.py`). The trace says what stands in the tables for other values,
as long as these come to the same at every comparison; otherwise it is compiled and traced again.
A number that decides how long something is has but one value in a trace: it is compiled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from attrs import define, evolve, field, frozen

from game.kernel.lowering.lower import Tables, as_rows, listed, lower, numbers
from game.kernel.rows import shape, widths
from game.lab.numbers.paths import Numbers, find_number, with_numbers
from game.lab.numbers.tracing import Template, Trace, TracedNumber
from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.rules.compiled import Rules
from game.rules.forbidding import forbid

KEPT = 8
"""Scenarios of which traces are kept, how many sets of numbers of each, and traces of each set."""

Forbidden = tuple[tuple[str, str], ...]


def compile_with(scenario: Scenario, forbidden: Forbidden, chosen: Numbers) -> Rules:
    """A scenario's rules with other numbers and without the forbidden actions.

    The last few are kept: many plans differ by their seats alone, and of one plan several ask.
    """
    if any(isinstance(value, TracedNumber) for _, value in chosen):
        return _compile(scenario, forbidden, chosen)
    return _kept_rules(scenario, forbidden, chosen)


@lru_cache(maxsize=4)
def _kept_rules(scenario: Scenario, forbidden: Forbidden, chosen: Numbers) -> Rules:
    return _compile(scenario, forbidden, chosen)


def _compile(scenario: Scenario, forbidden: Forbidden, chosen: Numbers) -> Rules:
    rules = compile_with(scenario, (), chosen) if forbidden else None
    if rules is None:
        return compile_rules(with_numbers(scenario, chosen) if chosen else scenario)
    for side, action in forbidden:
        rules = forbid(rules, side, action)
    return rules


def tables_with(scenario: Scenario, forbidden: Forbidden, chosen: Numbers) -> Tables:
    """The tables of a scenario with other numbers, and its rules: compiled or from a trace.

    Raises NumberError.
    """
    if not chosen:
        return lower(compile_with(scenario, forbidden, ()))
    final = {find_number(scenario, name).path: value for name, value in chosen}
    return _kept(scenario, forbidden).tables(final)


@frozen(eq=False)
class _TracedTables:
    """The tables that a scenario has with some values, and what they depend on."""

    trace: Trace
    rules: Template
    tables: Tables
    addresses: tuple[int, ...]
    places: tuple[int, ...]
    """By address, the place in the trace of what stands there."""

    def tables_with(self, values: Sequence[int]) -> Tables | None:
        """The tables with other values; None where the trace doesn't hold for them."""
        results = self.trace.results(values)
        if results is None:
            return None
        row = np.array(self.tables.numbers, np.int64)
        row[[*self.addresses]] = [results[place] for place in self.places]
        return evolve(
            self.tables,
            rules=self.rules.filled(results),
            numbers=numbers(row.tolist(), "int32"),
            origin=self.tables,
        )


@define(eq=False)
class _Points:
    """What is known of a set of numbers that were asked for with several values."""

    traces: list[_TracedTables] = field(factory=list)
    misses: int = 0
    """How often no trace held."""
    hits: int = 0
    compiled: Tables | None = None
    """The tables where no number is left to be traced."""

    def find(self, values: Sequence[int]) -> Tables | None:
        for traced in reversed(self.traces):
            tables = traced.tables_with(values)
            if tables is not None:
                self.hits += 1
                return tables
        self.misses += 1
        return None

    @property
    def is_worth_tracing(self) -> bool:
        """Whether a trace is likely to be used: it takes as long as to compile twice."""
        return 1 < self.misses <= KEPT + self.hits

    def keep(self, traced: _TracedTables) -> None:
        self.traces = [*self.traces[1 - KEPT :], traced]


class Patching:
    """The tables of one scenario with any values of its numbers."""

    def __init__(self, scenario: Scenario, forbidden: Forbidden) -> None:
        self.scenario, self.forbidden = scenario, forbidden
        self._points: dict[object, _Points] = {}
        """By the traced numbers and all others with their values, the last one used at the end."""
        self._fixed = frozenset[str]()
        """Numbers that can't be traced."""

    def tables(self, chosen: Mapping[str, int]) -> Tables:
        """The tables with other values of some numbers. Raises NumberError."""
        key = tuple((name, chosen[name] if name in self._fixed else None) for name in chosen)
        points = self._points.pop(key, None) or _Points()
        self._points[key] = points
        while len(self._points) > KEPT:
            self._points.pop(next(iter(self._points)))
        names = [name for name in chosen if name not in self._fixed]
        if not names:
            points.compiled = points.compiled or self._compile(chosen)
            return points.compiled
        tables = points.find([chosen[name] for name in names])
        if tables is None and points.is_worth_tracing:
            traced = self._trace(chosen, names)
            if traced is not None:
                points.keep(traced)
                tables = traced.tables
        return tables or self._compile(chosen)

    def _compile(self, chosen: Mapping[str, int]) -> Tables:
        return lower(compile_with(self.scenario, self.forbidden, (*chosen.items(),)))

    def _trace(self, chosen: Mapping[str, int], names: Sequence[str]) -> _TracedTables | None:
        """Compiles with traced numbers; None where some of them can't be traced."""
        trace = Trace([chosen[name] for name in names])
        traced: dict[str, Any] = {**chosen, **dict(zip(names, trace.numbers, strict=True))}
        tables = listed(compile_with(self.scenario, self.forbidden, (*traced.items(),)))
        _fix_lengths(tables)
        if trace.fixed:
            self._fixed |= {names[place] for place in trace.fixed}
            return None
        row: list[Any] = [tables.numbers[address] for address in range(len(tables.numbers))]
        cells = {at: n.place for at, n in enumerate(row) if isinstance(n, TracedNumber)}
        for address in cells:
            row[address] = row[address].value
        rules = Template(tables.rules)
        plain = rules.filled(trace.results([chosen[name] for name in names]) or ())
        return _TracedTables(
            trace,
            rules,
            as_rows(evolve(tables, rules=plain, numbers=row)),
            (*cells,),
            (*cells.values(),),
        )


def _fix_lengths(tables: Tables) -> None:
    """Fixes everything about tables and the rows of their games but the numbers in the tables."""
    places = [place for place in vars(tables.places).values() if isinstance(place, int)]
    counts = [*widths(tables.rules).values(), *shape(tables.rules)]
    addresses = [*tables.personas.values(), *tables.formulas, *tables.programs, tables.room]
    for number in (*places, *counts, *addresses):
        int(number)


_patchings: list[Patching] = []
"""The last ones used, the latest at the end."""


def _kept(scenario: Scenario, forbidden: Forbidden) -> Patching:
    for patching in reversed(_patchings):
        if patching.forbidden == forbidden and (
            patching.scenario is scenario or patching.scenario == scenario
        ):
            return patching
    patching = Patching(scenario, forbidden)
    _patchings.append(patching)
    del _patchings[:-KEPT]
    return patching
