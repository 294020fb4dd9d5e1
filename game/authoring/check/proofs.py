"""What can be proved of conditions: contradictions, hidden outcomes, values out of reach.

Only comparisons with a constant are understood; whatever else a condition asks counts as a number
that may be anything within its bounds. So nothing is reported that might happen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import inf

from attrs import frozen

from game.authoring.check.resolver import walk
from game.authoring.draft import Draft, WrittenFormula
from game.authoring.reading.nodes import Finding, Path
from game.model.effects import Changes, End
from game.model.expressions import (
    And,
    Comparison,
    ComparisonOperator,
    Expression,
    Not,
    Number,
    Or,
    Read,
)
from game.model.frozen import FrozenMap
from game.rules.expressions import unparse
from game.rules.intervals import Interval, interval

MOST_CASES = 2000
"""A condition with more cases than this is taken for possible."""
_FREE = ("setting", "value")
"""What an author adjusts: it may be any number."""
_OPPOSITE: dict[str, ComparisonOperator] = {
    "<": ">=",
    "<=": ">",
    ">": "<=",
    ">=": "<",
    "==": "!=",
    "!=": "==",
}
_MIRRORED: dict[str, ComparisonOperator] = {
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
    "==": "==",
    "!=": "!=",
}


def check_proofs(draft: Draft) -> None:
    """Reports conditions that contradict themselves, outcomes that an earlier one always takes, and
    what no effect ever reaches. The scenario has no error."""
    trees = {formula.path: tree for formula, tree in draft.resolved}
    reach = _Reach(draft, trees)
    reach.report_levels()
    reached = {id: reach.bounds(id) for id in draft.scenario.tracks}
    reported = {finding.path for finding in draft.findings}
    for formula, tree in draft.resolved:
        if formula.path in reported or formula.path[0] in ("tests", "expect"):
            continue
        if not _contradicts_itself(draft, formula, tree):
            _check_thresholds(draft, reached, formula, tree)
    _check_hidden(draft, trees)


def _contradicts_itself(draft: Draft, formula: WrittenFormula, tree: Expression) -> bool:
    """Reports a condition no case of which is possible, or whose opposite has none.

    Where nothing is asked twice, no answer excludes another: its bounds tell all, and are reported.
    """
    if not isinstance(tree, And | Or | Not | Comparison):
        return False
    asked = _asked(tree)
    if len(asked) == 1 or len(set(asked)) == len(asked):
        return False
    for wanted, code in ((True, "never"), (False, "always")):
        if not _is_possible([(tree, wanted)]) and interval(tree) == (0, 1):
            values = {"text": unparse(formula.expression), "key": formula.path[-1]}
            draft.report(code, formula.path, **values)
            return True
    return False


def _asked(tree: Expression) -> list[Expression]:
    """What the comparisons of a condition ask, as often as they ask it."""
    match tree:
        case Not(operand=operand):
            return _asked(operand)
        case And(terms=terms) | Or(terms=terms):
            return [each for term in terms for each in _asked(term)]
        case Comparison(terms=(left, right)):
            return [right if isinstance(left, Number) else left]
        case Comparison(terms=terms):
            return [*terms, *terms[1:-1]]
    return [tree]


def _check_hidden(draft: Draft, trees: Mapping[Path, Expression]) -> None:
    """Reports an outcome whose condition never holds where those of earlier ones don't."""
    ended = {step.outcome for _, step in draft.steps if isinstance(step, End)}
    earlier: list[tuple[str, Expression, bool]] = []
    for id, outcome in draft.scenario.outcomes.items():
        tree, ends = trees.get(("outcomes", id, "when")), outcome.ends is not None
        if tree is None:
            continue
        asked = [(other, test) for other, test, now in earlier if now or not ends]
        conditions = [(tree, True), *((test, False) for _, test in asked)]
        if id not in ended and asked and not _is_possible(conditions):
            hiding = [
                other for other, test in asked if not _is_possible([(tree, True), (test, False)])
            ]
            by = hiding[0] if hiding else asked[-1][0]
            draft.report_key("hidden-outcome", ("outcomes", id), found=id, other=by)
        earlier.append((id, tree, ends))


# ------------------------------------------------------------------------------ what is reached


class _Reach:
    """The values that tracks can have: from their start, with all effects and costs."""

    def __init__(self, draft: Draft, trees: Mapping[Path, Expression]) -> None:
        self._draft = draft
        tracks = draft.scenario.tracks
        self._values = {id: {track.first} for id, track in tracks.items()}
        self._rising, self._falling = set[str](), set[str]()
        for path, step in draft.steps:
            for change in step.changes if isinstance(step, Changes) else ():
                if change.track in tracks:
                    amount = trees.get((*path, change.track), change.amount)
                    self._add(change.track, change.operator, interval(amount))
        for action in draft.scenario.actions.values():
            self._falling |= {*action.cost}
        for inject in draft.scenario.injects.values():
            for answer in inject.answers.values():
                self._falling |= {*answer.cost}

    def _add(self, track: str, operator: str, amount: Interval) -> None:
        low, high = amount if operator != "-" else (-amount[1], -amount[0])
        if operator == "=":
            self._values[track] |= {low, high}
            if self._draft.scenario.tracks[track].levels:
                self._values[track] |= {*range(max(low, 0), min(high, 100) + 1)}
        else:
            self._rising |= {track} if high > 0 else set()
            self._falling |= {track} if low < 0 else set()

    def bounds(self, track: str) -> Interval:
        """The lowest and the highest value that a track can have."""
        low, high = self._draft.scenario.tracks[track].bounds
        values = self._values[track]
        return (
            low if track in self._falling else max(low, min(values)),
            high if track in self._rising else min(high, max(values)),
        )

    def report_levels(self) -> None:
        """Reports levels that a track never has."""
        for id, track in self._draft.scenario.tracks.items():
            low, high = self.bounds(id)
            moves = id in self._rising or id in self._falling
            for number, level in enumerate(track.levels):
                unset = number not in self._values[id] if not moves else not low <= number <= high
                if unset:
                    path: Path = ("tracks", id, "levels", level)
                    self._draft.report_key("level-unset", path, found=level, track=id)


def _check_thresholds(
    draft: Draft, reached: Mapping[str, Interval], formula: WrittenFormula, tree: Expression
) -> None:
    """Reports comparisons that the values of tracks never fulfil."""
    for node in walk(tree):
        if not isinstance(node, Comparison) or interval(node, tracks=reached) != (0, 0):
            continue
        reads = [each for each in walk(node) if isinstance(each, Read)]
        if any(read.kind in (*_FREE, "package", "option") for read in reads):
            continue
        tracks = [read.of[0] for read in reads if read.kind == "track"]
        if tracks:
            low, high = reached[tracks[0]]
            kept = f"at {low}" if low == high else f"from {low} to {high}"
            values = {"text": unparse(node), "track": tracks[0], "kept": kept}
            at = formula.lead + node.at
            draft.findings.append(Finding("out-of-reach", formula.path, values, at=at))


# ------------------------------------------------------------------------------ possible cases


@frozen
class _Range:
    """The numbers that something may be."""

    low: float
    high: float
    without: frozenset[int] = frozenset()

    def narrowed(self, operator: str, number: int) -> _Range | None:
        """Those of them for which a comparison holds; None if there are none."""
        low, high, without = self.low, self.high, self.without
        match operator:
            case "<":
                high = min(high, number - 1)
            case "<=":
                high = min(high, number)
            case ">":
                low = max(low, number + 1)
            case ">=":
                low = max(low, number)
            case "==":
                low, high = max(low, number), min(high, number)
            case _:
                without = without | {number}
        while low in without:
            low += 1
        while high in without:
            high -= 1
        return _Range(low, high, without) if low <= high else None


_Case = FrozenMap[Expression, _Range]


class _TooMany(Exception):
    """There are more cases than are looked at."""


def _is_possible(conditions: Iterable[tuple[Expression, bool]]) -> bool:
    """Whether conditions can all be as wanted at once, for all that can be proved."""
    cases: list[_Case] = [FrozenMap()]
    try:
        for tree, wanted in conditions:
            cases = _extend(cases, tree, wanted)
    except _TooMany:
        return True
    return bool(cases)


def _extend(cases: list[_Case], tree: Expression, wanted: bool) -> list[_Case]:
    """Those of the cases in which a condition is as wanted, divided where it has alternatives."""
    match tree:
        case Not(operand=operand):
            return _extend(cases, operand, not wanted)
        case And(terms=terms) | Or(terms=terms):
            return _of_terms(cases, terms, wanted, all_of=isinstance(tree, And) == wanted)
        case Comparison(operators=operators, terms=terms) if len(operators) > 1:
            pairs = zip(operators, terms, terms[1:], strict=False)
            comparisons = tuple(Comparison((each,), (a, b)) for each, a, b in pairs)
            return _of_terms(cases, comparisons, wanted, all_of=wanted)
        case Comparison(operators=(operator,), terms=(left, right)):
            if isinstance(left, Number):
                left, right, operator = right, left, _MIRRORED[operator]
            if isinstance(right, Number):
                return _compared(cases, left, operator if wanted else _OPPOSITE[operator], right)
    return _compared(cases, tree, "!=" if wanted else "==", Number(0))


def _of_terms(
    cases: list[_Case], terms: tuple[Expression, ...], wanted: bool, *, all_of: bool
) -> list[_Case]:
    if not all_of:
        result = [case for term in terms for case in _extend(cases, term, wanted)]
        if len(result) > MOST_CASES:
            raise _TooMany
        return result
    for term in terms:
        cases = _extend(cases, term, wanted)
    return cases


def _compared(cases: list[_Case], what: Expression, operator: str, to: Number) -> list[_Case]:
    return [*_narrowed(cases, what, operator, to.value)]


def _narrowed(cases: list[_Case], what: Expression, operator: str, number: int) -> Iterator[_Case]:
    if not cases:
        return
    free = any(isinstance(each, Read) and each.kind in _FREE for each in walk(what))
    whole = _Range(-inf, inf) if free else _Range(*interval(what))
    for case in cases:
        left = case.get(what, whole).narrowed(operator, number)
        if left is not None:
            yield FrozenMap({**case, what: left})
