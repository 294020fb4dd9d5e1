"""How far from the Pareto frontier signed packages were, worked out from rows of games.

Rows say on which numbers of the state a table's packages depended when something was signed. What a
formula says is worked out once for each combination of the numbers that it reads, and the packages
once for each combination of what all formulas say; so many games take hardly longer than a few
thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from threading import Lock
from typing import Any

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from game.bargaining.enumeration import payoffs_of
from game.bargaining.packages import Factor, Packages, Payoffs, TooManyPackages
from game.bargaining.unused_gain import UNKNOWN, unused_gains
from game.kernel.lowering.lower import Tables, lower
from game.kernel.lowering.readings import places_of, readings
from game.kernel.reader import read_state
from game.kernel.rows import Rows
from game.model.play import State
from game.rules.compiled import Rules
from game.rules.evaluate import CompiledFormula

Key = tuple[int, ...]
_LARGEST = 2**62
_REMEMBERED = 1 << 18
"""Of so many packages in different situations a table remembers the unused gain."""
_KEPT = 4
"""Of so many tables what has been worked out is kept, for other games by the same rules."""


class Frontiers:
    """Measures what was signed at the tables of a scenario; remembers what it has worked out."""

    def __init__(self, rules: Rules, tables: Tables | None = None) -> None:
        """tables: those of the rules, where somebody has them already."""
        tables = tables or lower(rules)
        self._tables = [_table(rules, tables, number) for number in range(len(rules.tables))]

    def measured(self, rows: Rows) -> Rows:
        """The same rows with the unused gains."""
        columns = {name: getattr(rows, name) for name in ("signed_turn", "situations", "worths")}
        return evolve(rows, unused_gains=self.unused_gains(columns))

    def unused_gains(self, columns: Mapping[str, Any]) -> NDArray[np.int64]:
        """By game and table, the unused gain of what was last signed, in thousandths.

        columns: those of `Rows`, by name. UNKNOWN where nothing was signed, and where a table has
        so many packages that they can't be computed (`enumeration.payoffs_of`).
        """
        signed = columns["signed_turn"] >= 0
        gains = np.full(signed.shape, UNKNOWN, np.int64)
        for number, table in enumerate(self._tables):
            games = np.flatnonzero(signed[:, number])
            if len(games):
                gains[games, number] = table.unused_gains(
                    columns["situations"][games, table.readings].astype(np.int64),
                    columns["worths"][games, table.parties].astype(np.int64),
                )
        return gains


@frozen
class _Piece:
    """Some formulas of a table: those of an issue, or its rules."""

    reads: tuple[int, ...]
    """The numbers of a situation on which they depend."""
    factors: Callable[[Packages], list[Factor]]
    known: dict[Key, int]
    """By these numbers, which of the results below."""
    results: list[list[Factor]]


class _Table:
    """One table, with what has been worked out about it."""

    def __init__(self, rules: Rules, tables: Tables, number: int) -> None:
        self._rules, self._number = rules, number
        self._tables, self._rules_of_table = tables, rules.tables[number]
        self._blank = self._tables.blank()
        self._places = readings(rules)[number]
        before = sum(map(len, readings(rules)[:number]))
        self.readings = slice(before, before + len(self._places))
        before = sum(len(table.parties) for table in rules.tables[:number])
        self.parties = slice(before, before + len(self._rules_of_table.parties))
        self._pieces = self._make_pieces()
        self._payoffs: dict[Key, Payoffs | None] = {}
        self._gains: dict[Key, int] = {}

    def _make_pieces(self) -> list[_Piece]:
        issues = range(len(self._rules_of_table.issues))
        return [*map(self._piece_of_issue, issues), self._piece_of_rules()]

    def _piece_of_issue(self, number: int) -> _Piece:
        issue = self._rules_of_table.issues[number]
        for other in self._others():
            if other._rules_of_table.issues[number] is issue:
                return other._pieces[number]
        formulas = [f for o in issue.options for f in (o.when, *o.needs, *o.worth)]
        return _Piece(self._reads(formulas), lambda p: p.factors_of_issue(number), {}, [])

    def _piece_of_rules(self) -> _Piece:
        rules = self._rules_of_table.rules
        for other in self._others():
            if other._rules_of_table.rules is rules:
                return other._pieces[-1]
        return _Piece(self._reads(rules), Packages.factors_of_rules, {}, [])

    def _others(self) -> Iterator[_Table]:
        """Those kept with other numbers, where the same numbers decide what is on the agenda."""
        table = self._rules_of_table
        for other in _kept.values():
            own, its = table.issues, other._rules_of_table.issues
            if (
                other._places == self._places
                and len(own) == len(its)
                and all(a.when is b.when for a, b in zip(own, its, strict=True))
            ):
                yield other

    def _reads(self, formulas: Sequence[CompiledFormula | None]) -> tuple[int, ...]:
        agenda = [issue.when for issue in self._rules_of_table.issues]
        trees = [formula.tree for formula in (*agenda, *formulas) if formula is not None]
        return tuple(self._places.index(place) for place in places_of(self._rules, trees))

    def unused_gains(self, situations: NDArray[np.int64], worths: Payoffs) -> NDArray[np.int64]:
        """The unused gains of packages that were signed in some situations, one for each."""
        with _lock:
            try:
                kinds = [self._results(piece, situations) for piece in self._pieces]
            except TooManyPackages:
                return np.full(len(worths), UNKNOWN, np.int64)
            both = np.hstack([np.stack(kinds, axis=1), worths])
            first, which = _distinct(both)
            found = [self._unused_gain(tuple(key)) for key in both[first].tolist()]
        return np.array(found, np.int64)[which]

    def _unused_gain(self, key: Key) -> int:
        """What a table left unused. key: the results of the pieces, then the agreed worths."""
        if key not in self._gains:
            if len(self._gains) == _REMEMBERED:
                self._gains.clear()
            pieces = len(self._pieces)
            payoffs = self._payoffs_of(key[:pieces])
            gain = UNKNOWN
            if payoffs is not None:
                (gain,) = unused_gains(payoffs, np.array([key[pieces:]], np.int64)).tolist()
            self._gains[key] = gain
        return self._gains[key]

    def _results(self, piece: _Piece, situations: NDArray[np.int64]) -> NDArray[np.int64]:
        """By situation, the number of what the formulas of a piece say in it."""
        read = situations[:, piece.reads]
        first, which = _distinct(read)
        numbers = [self._result(piece, tuple(key)) for key in read[first].tolist()]
        return np.array(numbers, np.int64)[which]

    def _result(self, piece: _Piece, key: Key) -> int:
        if key not in piece.known:
            state = self._state(dict(zip(piece.reads, key, strict=True)))
            packages = Packages(
                self._rules_of_table, state, range(len(self._rules_of_table.parties))
            )
            factors = piece.factors(packages)
            sames = (n for n, other in enumerate(piece.results) if _same(factors, other))
            piece.known[key] = number = next(sames, len(piece.results))
            if number == len(piece.results):
                piece.results.append(factors)
        return piece.known[key]

    def _state(self, numbers: Mapping[int, int]) -> State:
        """A state with these numbers of a situation; the others are those of a new game."""
        row = [*self._blank]
        for reading, number in numbers.items():
            row[self._places[reading]] = number
        places, answered = self._tables.places, [0] * len(self._rules.index.answers)
        for answer, place in places.answered.items():
            answered[answer] = row[place]
        return read_state(self._tables, row, 0, answered)

    def _payoffs_of(self, key: Key) -> Payoffs | None:
        """Those of all packages that can be signed; None where they can't be computed."""
        if key not in self._payoffs:
            found = [piece.results[n] for piece, n in zip(self._pieces, key, strict=True)]
            factors = [factor for own in found for factor in own]
            sizes = _sizes(len(self._rules_of_table.issues), factors)
            try:
                self._payoffs[key] = payoffs_of(sizes, factors)
            except TooManyPackages:
                self._payoffs[key] = None
        return self._payoffs[key]


_kept: dict[int, _Table] = {}
"""By the id of its rules, the last one used at the end."""
_lock = Lock()
"""Held while something is worked out that others may use."""


def _table(rules: Rules, tables: Tables, number: int) -> _Table:
    """A table with what was worked out for the same rules, which other numbers may leave alone."""
    with _lock:
        table = _kept.pop(id(rules.tables[number]), None) or _Table(rules, tables, number)
        _kept[id(rules.tables[number])] = table
        while len(_kept) > _KEPT:
            _kept.pop(next(iter(_kept)))
    return table


def _distinct(rows: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The places of the distinct rows, and which of them each row is.

    Rows become single numbers as far as these fit, which are much quicker to sort.
    """
    code, most = np.zeros(len(rows), np.int64), 1
    for column in rows.T:
        low, high = int(column.min()), int(column.max())
        if most * (high - low + 1) > _LARGEST:
            _, code = np.unique(code, return_inverse=True)
            most = len(rows)
        code = code * (high - low + 1) + (column - low)
        most *= high - low + 1
    _, first, which = np.unique(code, return_index=True, return_inverse=True)
    return first, which


def _same(factors: Sequence[Factor], others: Sequence[Factor]) -> bool:
    return len(factors) == len(others) and all(
        one.issues == other.issues
        and np.array_equal(one.worths, other.worths)
        and np.array_equal(one.legal, other.legal)
        for one, other in zip(factors, others, strict=True)
    )


def _sizes(issues: int, factors: Sequence[Factor]) -> list[int]:
    """By issue, how many options are open: every issue has a factor of its worths."""
    sizes = [0] * issues
    for factor in factors:
        for issue, size in zip(factor.issues, factor.legal.shape, strict=True):
            sizes[issue] = size
    return sizes
