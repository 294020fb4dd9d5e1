"""Infers the kinds of the values in a function: signed or unsigned numbers, or truths.

A processor compares, divides and shifts signed and unsigned numbers differently, so the two are
never mixed: `u64` and `i64` convert one to the other. A literal that isn't negative can be either.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from attrs import define, field

from game.kernel.compiler import Kind
from game.kernel.compiler.front import (
    RESULTS,
    CallCode,
    CallStep,
    CodeBranch,
    Function,
    Refused,
    Return,
    Set,
    Write,
)

UNSET: Final[Kind] = ""
TRUTH: Final[Kind] = "b"
LITERAL: Final[Kind] = "n"
SIGNED: Final[Kind] = "i"
UNSIGNED: Final[Kind] = "u"
ROWS: Final[Mapping[Kind, Kind]] = {"T": SIGNED, "i32": SIGNED, "i64": SIGNED, "u64": UNSIGNED}
"""By kind of row, the kind of its numbers. `T` has 32 bits, as `i32` has, and is read-only."""
READ_ONLY: Final = ("T", "u64")
LOWEST, HIGHEST, HIGHEST_UNSIGNED = -(2**63), 2**63 - 1, 2**64 - 1


@define
class Kinds:
    """The kinds of a function's variables and results, for certain kinds of arguments."""

    variables: dict[str, Kind] = field(factory=dict)
    """By name of a variable, its kind."""
    returns: tuple[Kind, ...] = ()


class Inference:
    """Infers the kinds in functions, separately for each combination of argument kinds."""

    def __init__(self) -> None:
        self._functions: dict[Callable[..., Any], Function] = {}
        self._kinds: dict[tuple[Callable[..., Any], tuple[Kind, ...]], Kinds] = {}
        self._under_way: set[tuple[Callable[..., Any], tuple[Kind, ...]]] = set()
        self._asked: set[tuple[Callable[..., Any], tuple[Kind, ...]]] = set()
        """The functions in progress whose kinds have been asked for, because of recursion."""

    def function(self, function: Callable[..., Any]) -> Function:
        """The blocks of a function. Raises Refused."""
        if function not in self._functions:
            self._functions[function] = Function(function)
        return self._functions[function]

    def given(self, function: Callable[..., Any], kinds: Sequence[Kind]) -> tuple[Kind, ...]:
        """The kinds of arguments as a function takes them.

        Where it takes a number, a literal or a truth becomes a signed number.
        """
        called = self.function(function)
        return tuple(
            TRUTH if name in called.truths else SIGNED if kind in (LITERAL, TRUTH) else kind
            for name, kind in zip(called.parameters, kinds, strict=True)
        )

    def kinds(self, function: Callable[..., Any], arguments: tuple[Kind, ...]) -> Kinds:
        """The kinds in a function for arguments of some kinds. Raises Refused."""
        key = function, arguments
        if key in self._under_way:  # it calls itself: returns what is known so far
            self._asked.add(key)
            return self._kinds[key]
        if key in self._kinds:
            return self._kinds[key]
        read = self.function(function)
        inferred = self._kinds[key] = Kinds(dict(zip(read.parameters, arguments, strict=True)))
        self._under_way.add(key)
        before = None
        while before != (before := (dict(inferred.variables), inferred.returns)):
            (last := _Pass(self, read, inferred)).go()
        self._under_way.remove(key)
        self._asked.discard(key)
        if self._asked:  # not final, since it calls a function in progress
            del self._kinds[key]
            return inferred
        last.check_variables()
        inferred.variables = {name: _settled(kind) for name, kind in inferred.variables.items()}
        returns = inferred.returns or (LITERAL,) * RESULTS[read.returns]  # it can only raise
        inferred.returns = tuple(map(_settled, returns))
        return inferred


def _settled(kind: Kind) -> Kind:
    """The final kind: a literal is signed unless something else is known."""
    return SIGNED if kind == LITERAL else kind


class _Pass:
    """Goes once through a function, and notes the kinds that follow from its steps."""

    def __init__(self, inference: Inference, function: Function, found: Kinds) -> None:
        self._inference, self._function, self._found = inference, function, found
        self._line = 0
        self._unset: list[tuple[int, str]] = []

    def check_variables(self) -> None:
        """Raises Refused if a variable is read that is never set."""
        for line, name in self._unset:
            raise self._function.refused(line, f"{name} is never set")

    def go(self) -> None:
        """Raises Refused."""
        for block in self._function.blocks:
            for step in (*block.steps, block.end):
                match step:
                    case Set(names, values, line):
                        self._line = line
                        for name, value in zip(names, values, strict=True):
                            self._note(name, self.kind(value))
                    case Write(row, index, value, line):
                        self._line = line
                        self._write(row, index, value)
                    case CallStep(names, function, arguments, line):
                        self._line = line
                        kinds = self._called(names, function, arguments)
                        for name, kind in zip(names, kinds, strict=False):  # some may be unknown
                            self._note(name, kind)
                    case CallCode(name, arguments, line):
                        self._line = line
                        self._number_of(arguments[0])
                        for each in arguments[1:]:
                            self.kind(each)
                        self._note(name, SIGNED)
                    case CodeBranch(condition, _, _, line, truth):
                        self._line = line
                        if self._number_of(condition) not in (TRUTH, UNSET) and truth:
                            raise self._refused("`and` and `or` of numbers: compare them with 0")
                    case Return(values, line):
                        self._line = line
                        self._return([self.kind(each) for each in values])

    def _refused(self, why: str) -> Refused:
        return self._function.refused(self._line, why)

    def _note(self, name: str, kind: Kind) -> None:
        if kind in ROWS:
            raise self._refused("a row can't be put into a variable")
        old = self._found.variables.get(name, UNSET)
        self._found.variables[name] = self._join(old, kind)

    def _join(self, one: Kind, other: Kind) -> Kind:
        """The common kind of two values."""
        both = {one, other} - {UNSET}
        if not both <= {*_NUMBERS}:
            raise self._refused("a row is no number")
        if len(both) < 2:
            return one or other
        if both == {SIGNED, UNSIGNED}:
            raise self._refused("signed and unsigned numbers meet: say u64(…) or i64(…)")
        for kind in (UNSIGNED, SIGNED, LITERAL):
            if kind in both:
                return kind
        return TRUTH

    def _number_of(self, it: ast.expr) -> Kind:
        """The kind of an expression that must be a number. Raises Refused, also for a row."""
        return self._join(UNSET, self.kind(it))

    def _write(self, row: ast.expr, index: ast.expr, value: ast.expr) -> None:
        kind = self.kind(row)
        if kind not in ROWS or kind in READ_ONLY:
            raise self._refused(f"nothing can be written to {ast.unparse(row)}")
        self._index(index)
        self._join(SIGNED, self.kind(value))

    def _index(self, index: ast.expr) -> None:
        if self.kind(index) not in (SIGNED, LITERAL, TRUTH, UNSET):
            raise self._refused("a place in a row is a signed number: say i64(…)")
        match index:
            case ast.Constant(int(number)) if number < 0:
                raise self._refused("a place in a row is counted from its beginning")

    def _return(self, kinds: Sequence[Kind]) -> None:
        if self._function.returns == "bool" and kinds[0] not in (TRUTH, UNSET):
            raise self._refused("it returns a truth: compare the number")
        old = self._found.returns or [UNSET] * len(kinds)
        joined = [self._join(one, other) for one, other in zip(old, kinds, strict=True)]
        self._found.returns = tuple(joined)

    def _called(
        self, names: Sequence[str], function: Callable[..., Any], arguments: Sequence[ast.expr]
    ) -> tuple[Kind, ...]:
        called = self._inference.function(function)
        if len(called.parameters) != len(arguments):
            raise self._refused(
                f"{called.name} is given {len(arguments)} arguments, and takes"
                f" {len(called.parameters)}"
            )
        if names and len(names) != RESULTS[called.returns]:
            raise self._refused(f"{called.name} returns {called.returns}")
        kinds = []
        for name, argument in zip(called.parameters, arguments, strict=True):
            kind = self.kind(argument)
            if (kind in ROWS) != (name in called.rows) and kind != UNSET:
                meant = "a row: `Numbers`" if kind in ROWS else "a number"
                raise self._refused(f"{called.name} doesn't say that its {name} is {meant}")
            if name in called.truths and kind not in (TRUTH, UNSET):
                raise self._refused(f"{name} of {called.name} is a truth: compare the number")
            kinds.append(kind)
        rows = [ast.unparse(each) for each in arguments if self.kind(each) in ROWS]
        if len(rows) != len(set(rows)):
            raise self._refused("it hands on one row as two")
        if UNSET in kinds:
            return ()
        return self._inference.kinds(function, self._inference.given(function, kinds)).returns

    def kind(self, it: ast.expr) -> Kind:
        """The kind of an expression. Raises Refused."""
        match it:
            case ast.Name(name):
                if name not in self._found.variables:
                    self._unset.append((self._line, name))
                return self._found.variables.get(name, UNSET)
            case ast.Constant(int(value)):
                return self._literal(value)
            case ast.Subscript(row, index):
                kind = self.kind(row)
                if kind not in ROWS:
                    raise self._refused("only rows have places")
                self._index(index)
                return ROWS[kind]
            case ast.Compare(left, [operator], [right]):
                if not isinstance(operator, _COMPARISONS):
                    raise self._refused(f"it can't have `{ast.unparse(it)}`")
                self._join(self.kind(left), self.kind(right))
                return TRUTH
            case ast.UnaryOp(ast.Not(), operand):
                self._number_of(operand)
                return TRUTH
            case ast.UnaryOp(ast.USub(), operand):
                self._join(SIGNED, self.kind(operand))
                return SIGNED
            case ast.BinOp(left, operator, right):
                if not isinstance(operator, _OPERATORS):
                    way_out = ": divide with `//`" if isinstance(operator, ast.Div) else ""
                    raise self._refused(f"it can't have `{ast.unparse(it)}`{way_out}")
                if isinstance(operator, ast.LShift | ast.RShift):
                    self._number_of(right)
                    return self._number(self.kind(left))
                kind = self._join(self.kind(left), self.kind(right))
                is_logic = kind == TRUTH and isinstance(operator, ast.BitAnd | ast.BitOr)
                return kind if is_logic else self._number(kind)
            case ast.Call(ast.Name("u64"), [number]):
                self._number_of(number)
                return UNSIGNED
            case ast.Call(ast.Name("i64"), [number]):
                self._number_of(number)
                return SIGNED
            case ast.Call(ast.Name("int" | "abs"), [number]):
                return self._join(SIGNED, self.kind(number))
            case ast.Call(ast.Name("min" | "max"), [one, other]):
                return self._number(self._join(self.kind(one), self.kind(other)))
        raise self._refused(f"it can't have `{ast.unparse(it)}`")

    def _number(self, kind: Kind) -> Kind:
        return LITERAL if kind == TRUTH else kind

    def _literal(self, value: int) -> Kind:
        if isinstance(value, bool):
            return TRUTH
        if not LOWEST <= value <= HIGHEST_UNSIGNED:
            raise self._refused(f"{value} needs more than 64 bits")
        return SIGNED if value < 0 else LITERAL if value <= HIGHEST else UNSIGNED


_NUMBERS = (UNSET, TRUTH, LITERAL, SIGNED, UNSIGNED)
_OPERATORS = (
    *(ast.Add, ast.Sub, ast.Mult, ast.FloorDiv, ast.Mod),
    *(ast.BitAnd, ast.BitOr, ast.BitXor, ast.LShift, ast.RShift),
)
_COMPARISONS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE)
