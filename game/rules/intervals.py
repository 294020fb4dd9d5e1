"""Interval arithmetic: the lowest and highest possible value of an expression (rule 1.3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from game.model.expressions import (
    LARGEST,
    And,
    Arithmetic,
    Call,
    Comparison,
    Expression,
    IfElse,
    Negative,
    Not,
    Number,
    Or,
    Read,
)

Interval = tuple[int, int]
UNKNOWN: Interval = (0, 1)


def interval(
    node: Expression,
    overflow: Callable[[Expression, Interval], None] | None = None,
    package: Mapping[str, Interval] | None = None,
    tracks: Mapping[str, Interval] | None = None,
) -> Interval:
    """Returns the lowest and highest possible value of a resolved expression.

    `overflow` is called for each subexpression that could exceed ±(2^31 − 1), innermost first. Such
    a subexpression then counts as [0, 1], so that each mistake is reported once. `package` limits,
    by issue, the options of the package being judged, `tracks` the values of tracks.
    """

    def bounds(node: Expression) -> Interval:
        if package is not None and isinstance(node, Read) and node.kind == "package":
            return package[node.of[1]]
        if tracks is not None and isinstance(node, Read) and node.kind == "track":
            return tracks[node.of[0]]
        low, high = _bounds(node, bounds)
        if overflow is not None and not is_countable((low, high)):
            overflow(node, (low, high))
            return UNKNOWN
        return low, high

    return bounds(node)


def is_countable(bounds: Interval) -> bool:
    """Whether the engine can count all numbers within the bounds (rule 1.3)."""
    return bounds[0] >= -LARGEST and bounds[1] <= LARGEST


def _bounds(node: Expression, inner: Callable[[Expression], Interval]) -> Interval:
    match node:
        case Number(value=value):
            return value, value
        case Read(low=low, high=high):
            return low, high
        case Negative(operand=operand):
            low, high = inner(operand)
            return -high, -low
        case Arithmetic(operator=operator, left=left, right=right):
            return _ARITHMETIC[operator](inner(left), inner(right))
        case Call(function=function, arguments=arguments):
            return _call(function, [inner(a) for a in arguments])
        case Comparison(operators=operators, terms=terms):
            values = [inner(term) for term in terms]
            pairs = zip(operators, values, values[1:], strict=False)
            return _all([_compare(operator, a, b) for operator, a, b in pairs])
        case And(terms=terms):
            return _all([_truth(inner(term)) for term in terms])
        case Or(terms=terms):
            return _negate(_all([_negate(_truth(inner(term))) for term in terms]))
        case Not(operand=operand):
            return _negate(_truth(inner(operand)))
        case IfElse(test=test, then=then, otherwise=otherwise):
            truth, a, b = _truth(inner(test)), inner(then), inner(otherwise)
            if truth[0] == truth[1]:
                return a if truth[0] else b
            return min(a[0], b[0]), max(a[1], b[1])
    raise TypeError(f"not resolved: {node!r}")


def _truth(a: Interval) -> Interval:
    if a == (0, 0):
        return 0, 0
    return (0, 1) if a[0] <= 0 <= a[1] else (1, 1)


def _negate(truth: Interval) -> Interval:
    return 1 - truth[1], 1 - truth[0]


def _all(truths: Sequence[Interval]) -> Interval:
    return min(t[0] for t in truths), min(t[1] for t in truths)


def _compare(operator: str, a: Interval, b: Interval) -> Interval:
    """(1, 1) if it must be true, (0, 0) if it can't be, else (0, 1)."""
    match operator:
        case "<":
            return int(a[1] < b[0]), int(a[0] < b[1])
        case "<=":
            return int(a[1] <= b[0]), int(a[0] <= b[1])
        case ">" | ">=":
            return _compare({">": "<", ">=": "<="}[operator], b, a)
        case "==":
            return int(a[0] == a[1] == b[0] == b[1]), int(a[0] <= b[1] and b[0] <= a[1])
        case _:
            return _negate(_compare("==", a, b))


def _add(a: Interval, b: Interval) -> Interval:
    return a[0] + b[0], a[1] + b[1]


def _subtract(a: Interval, b: Interval) -> Interval:
    return a[0] - b[1], a[1] - b[0]


def _multiply(a: Interval, b: Interval) -> Interval:
    corners = [x * y for x in a for y in b]
    return min(corners), max(corners)


def _signed_parts(b: Interval) -> list[Interval]:
    """Splits the divisor's interval into a negative and a positive part, without 0."""
    parts = [(b[0], min(b[1], -1)), (max(b[0], 1), b[1])]
    return [part for part in parts if part[0] <= part[1]]


def _divide(a: Interval, b: Interval) -> Interval:
    quotients = [x // y for part in _signed_parts(b) for x in a for y in part]
    if b[0] <= 0 <= b[1]:
        quotients.append(0)
    return min(quotients), max(quotients)


def _remainder(a: Interval, b: Interval) -> Interval:
    if b[0] == b[1] != 0 and a[0] // b[0] == a[1] // b[0]:  # rises with a, no jump back to 0
        return a[0] % b[0], a[1] % b[0]
    low = high = 0
    for part in _signed_parts(b):
        if part[1] > 0:
            high = max(high, part[1] - 1 if a[0] < 0 else min(a[1], part[1] - 1))
        else:
            low = min(low, part[0] + 1 if a[1] > 0 else max(a[0], part[0] + 1))
    return low, high


_ARITHMETIC: dict[str, Callable[[Interval, Interval], Interval]] = {
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "//": _divide,
    "%": _remainder,
}


def _call(function: str, a: Sequence[Interval]) -> Interval:
    match function:
        case "abs":
            low, high = a[0]
            return (0 if low <= 0 <= high else min(abs(low), abs(high))), max(abs(low), abs(high))
        case "min":
            return min(x[0] for x in a), min(x[1] for x in a)
        case "max":
            return max(x[0] for x in a), max(x[1] for x in a)
        case _:
            last = len(a) - 2
            choices = a[1 + min(max(a[0][0], 0), last) : 2 + min(max(a[0][1], 0), last)]
            return min(x[0] for x in choices), max(x[1] for x in choices)
