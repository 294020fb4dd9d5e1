"""Turns resolved expressions into functions: closures that read the state of a game.

They return a whole number for every state (rule 1.1). No code is generated as text.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Protocol, cast

from game.model.expressions import (
    And,
    Arithmetic,
    ArithmeticOperator,
    Call,
    Comparison,
    ComparisonOperator,
    Expression,
    IfElse,
    Negative,
    Not,
    Number,
    Or,
    Read,
)


class TableReading(Protocol):
    """The fields of a table that expressions can read."""

    @property
    def status(self) -> int: ...
    @property
    def options(self) -> Sequence[int]: ...
    @property
    def worths(self) -> Sequence[int]: ...


class VoteReading(Protocol):
    """The fields of a vote that expressions can read."""

    @property
    def carried(self) -> int: ...
    @property
    def lost(self) -> int: ...
    @property
    def support(self) -> Sequence[int]: ...
    @property
    def ballots(self) -> Sequence[int]: ...


class ProjectReading(Protocol):
    """The fields of a project that expressions can read."""

    @property
    def left(self) -> int: ...
    @property
    def begun(self) -> int: ...
    @property
    def done(self) -> int: ...


class Reading(Protocol):
    """The fields of a game that expressions can read; states and their working copies have them."""

    @property
    def turn(self) -> int: ...
    @property
    def stage(self) -> int: ...
    @property
    def outcome(self) -> int: ...
    @property
    def tracks(self) -> Sequence[int]: ...
    @property
    def cards(self) -> Sequence[int]: ...
    @property
    def uses(self) -> Sequence[int]: ...
    @property
    def today(self) -> Sequence[int]: ...
    @property
    def fired(self) -> Sequence[int]: ...
    @property
    def answered(self) -> Sequence[int]: ...
    @property
    def promises(self) -> Sequence[int]: ...
    @property
    def tables(self) -> Sequence[TableReading]: ...
    @property
    def votes(self) -> Sequence[VoteReading]: ...
    @property
    def projects(self) -> Sequence[ProjectReading]: ...


Package = Sequence[int]
"""The package being judged, as an option for each issue; empty if there is none."""

Function = Callable[[Reading, Package], int]
"""A function that computes a value from the game and the package being judged."""


class CompiledFormula(Protocol):
    """A function that computes an expression's value, together with the expression."""

    tree: Expression
    """The resolved expression, from which the kernel makes its own code."""

    def __call__(self, reading: Reading, package: Package, /) -> int: ...


Leaf = Callable[[Read], "Function | int"]
"""A function that turns a leaf of the tree into a function, or into a number if it is constant."""

NO_PACKAGE: Package = ()


def formula(node: Expression, leaf: Leaf) -> CompiledFormula:
    """Turns a resolved expression into a function. Constant subexpressions are folded."""
    compiled = cast(CompiledFormula, _function(_build(node, leaf)))
    # A shared function, such as that of a named value, keeps the tree of its first use.
    if not hasattr(compiled, "tree"):
        compiled.tree = node
    return compiled


def divide(a: int, b: int) -> int:
    """a // b, and 0 where b is 0 (rule 1.1)."""
    return a // b if b else 0


def remainder(a: int, b: int) -> int:
    """a % b, and 0 where b is 0 (rule 1.1)."""
    return a % b if b else 0


_ARITHMETIC: dict[ArithmeticOperator, Callable[[int, int], int]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "//": divide,
    "%": remainder,
}
_COMPARISONS: dict[ComparisonOperator, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}


def _build(node: Expression, leaf: Leaf) -> Function | int:
    match node:
        case Number(value=value):
            return value
        case Read():
            return leaf(node)
        case Negative(operand=operand):
            return _apply(operator.sub, 0, _build(operand, leaf))
        case Not(operand=operand):
            return _compare(operator.eq, _build(operand, leaf), 0)
        case Arithmetic(operator=sign, left=left, right=right):
            return _apply(_ARITHMETIC[sign], _build(left, leaf), _build(right, leaf))
        case Comparison(operators=signs, terms=terms):
            return _chain(signs, [_build(term, leaf) for term in terms])
        case And(terms=terms):
            return _every([_build(term, leaf) for term in terms])
        case Or(terms=terms):
            return _some([_build(term, leaf) for term in terms])
        case IfElse(test=test, then=then, otherwise=otherwise):
            return _choose(_build(test, leaf), _build(then, leaf), _build(otherwise, leaf))
        case Call(function=function, arguments=arguments):
            return _CALLS[function]([_build(argument, leaf) for argument in arguments])
    raise TypeError(f"not resolved: {node!r}")


def _function(built: Function | int) -> Function:
    if isinstance(built, int):
        value = built
        return lambda _reading, _package: value
    return built


def _apply(f: Callable[[int, int], int], a: Function | int, b: Function | int) -> Function | int:
    if isinstance(a, int):
        if isinstance(b, int):
            return f(a, b)
        left, right = a, b
        return lambda r, p: f(left, right(r, p))
    if isinstance(b, int):
        first, second = a, b
        return lambda r, p: f(first(r, p), second)
    one, other = a, b
    return lambda r, p: f(one(r, p), other(r, p))


def _compare(f: Callable[[int, int], bool], a: Function | int, b: Function | int) -> Function | int:
    if isinstance(a, int) and isinstance(b, int):
        return int(f(a, b))
    left = _function(a)
    if isinstance(b, int):
        second = b
        return lambda r, p: 1 if f(left(r, p), second) else 0
    right = b
    return lambda r, p: 1 if f(left(r, p), right(r, p)) else 0


def _chain(signs: Sequence[ComparisonOperator], terms: Sequence[Function | int]) -> Function | int:
    pairs = zip(signs, terms, terms[1:], strict=False)
    comparisons = [_compare(_COMPARISONS[sign], a, b) for sign, a, b in pairs]
    return comparisons[0] if len(comparisons) == 1 else _every(comparisons)


def _every(terms: Sequence[Function | int]) -> Function | int:
    if any(isinstance(term, int) and not term for term in terms):
        return 0
    tests = [term for term in terms if not isinstance(term, int)]
    if not tests:
        return 1

    def every(r: Reading, p: Package) -> int:
        for test in tests:
            if not test(r, p):
                return 0
        return 1

    return every


def _some(terms: Sequence[Function | int]) -> Function | int:
    if any(isinstance(term, int) and term for term in terms):
        return 1
    tests = [term for term in terms if not isinstance(term, int)]
    if not tests:
        return 0

    def some(r: Reading, p: Package) -> int:
        for test in tests:
            if test(r, p):
                return 1
        return 0

    return some


def _choose(
    test: Function | int, then: Function | int, otherwise: Function | int
) -> Function | int:
    if isinstance(test, int):
        return then if test else otherwise
    condition, yes, no = test, _function(then), _function(otherwise)
    return lambda r, p: yes(r, p) if condition(r, p) else no(r, p)


def _extreme(f: Callable[..., int], arguments: Sequence[Function | int]) -> Function | int:
    if all(isinstance(argument, int) for argument in arguments):
        return f(arguments)
    functions = [_function(argument) for argument in arguments]
    if len(functions) == 2:
        one, other = functions
        return lambda r, p: f(one(r, p), other(r, p))
    return lambda r, p: f([function(r, p) for function in functions])


def _absolute(arguments: Sequence[Function | int]) -> Function | int:
    (a,) = arguments
    if isinstance(a, int):
        return abs(a)
    inner = a
    return lambda r, p: abs(inner(r, p))


def _by(arguments: Sequence[Function | int]) -> Function | int:
    """Chooses the x-th of the other values, counted from 0; x is clamped to them (rule 1.6)."""
    x, *rest = arguments
    last = len(rest) - 1
    if isinstance(x, int):
        return rest[min(max(x, 0), last)]
    place, choices = x, [_function(choice) for choice in rest]
    return lambda r, p: choices[min(max(place(r, p), 0), last)](r, p)


_CALLS: dict[str, Callable[[Sequence[Function | int]], Function | int]] = {
    "min": lambda arguments: _extreme(min, arguments),
    "max": lambda arguments: _extreme(max, arguments),
    "abs": _absolute,
    "by": _by,
}
