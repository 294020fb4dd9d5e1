"""Reads a Python function on whole numbers into blocks of simple steps.

Only a small part of Python can be compiled: whole numbers of 64 bits, signed or unsigned, truths,
and rows of numbers; `if`, `while`, `for` over a `range`, and calls of other such functions. All
else is refused, with its line.

Calls and choices are taken out of expressions, in Python's order of evaluation. So each step either
computes numbers from variables and rows, or does a single other thing.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias, TypeVar

from attrs import define, field, frozen

Made = TypeVar("Made", bound=ast.AST)

BUILT_IN = frozenset({"min", "max", "abs", "int", "u64", "i64"})
"""The built-in functions, each of which becomes a few instructions of the processor."""
RESULTS = {"None": 0, "int": 1, "bool": 1, "tuple[int, int]": 2}
"""The number of results of a function, by its return annotation."""


class Refused(Exception):
    """Code can't be compiled; the message names the file, the line and what to write instead."""


# -------------------------------------------------------------------------------------- the steps


@frozen
class Set:
    """Sets variables to the values of as many expressions, which are all computed first."""

    names: tuple[str, ...]
    values: tuple[ast.expr, ...]
    line: int


@frozen
class Write:
    """Sets a place in a row to the value of an expression."""

    row: ast.expr
    index: ast.expr
    value: ast.expr
    line: int


@frozen
class CallStep:
    """Calls a function, and sets variables, if any, to its results."""

    names: tuple[str, ...]
    function: Callable[..., Any]
    arguments: tuple[ast.expr, ...]
    line: int


@frozen
class CallCode:
    """Calls machine code, whose address is the first argument; sets a variable to its result."""

    name: str
    arguments: tuple[ast.expr, ...]
    line: int


Step: TypeAlias = Set | Write | CallStep | CallCode


@frozen
class CodeJump:
    """Continues at a block."""

    to: int


@frozen
class CodeBranch:
    """Continues at one of two blocks. truth: whether the condition must be a truth value."""

    condition: ast.expr
    yes: int
    no: int
    line: int
    truth: bool = False


@frozen
class Return:
    """Returns the values of expressions."""

    values: tuple[ast.expr, ...]
    line: int


@frozen
class Raise:
    """Raises an error, which ends all running functions."""

    line: int


End: TypeAlias = CodeJump | CodeBranch | Return | Raise


@define
class CodeBlock:
    """A sequence of steps, and what comes after them."""

    steps: list[Step] = field(factory=list)
    end: End | None = None
    changed: frozenset[str] | None = None
    """If a loop begins here, the variables that are set in it."""
    counter: tuple[str, str, int] | None = None
    """If a `for` begins here, its counter, the variable with its end, and its step."""


# ----------------------------------------------------------------------------------- the functions


@cache
def _definitions(path: str) -> dict[str, ast.FunctionDef]:
    """The functions of a file, by name."""
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    return {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}


class Function:
    """A function as blocks; it begins at the first one."""

    def __init__(self, function: Callable[..., Any]) -> None:
        """Raises Refused."""
        code = function.__code__
        self.file, self.name = code.co_filename, function.__name__
        definition = _definitions(self.file).get(self.name)
        if definition is None or function.__qualname__ != self.name:
            raise Refused(
                f"{self.file}:{code.co_firstlineno}: {self.name}: it stands within something else:"
                " write a `def` of its own"
            )
        self.globals: dict[str, Any] = function.__globals__
        self.marks: frozenset[str] = getattr(function, "marks", frozenset())
        self.parameters = inspect.getfullargspec(function).args
        self.returns = ast.unparse(definition.returns) if definition.returns else "None"
        if self.returns not in RESULTS:
            words = ", ".join(map(repr, RESULTS))
            raise self.refused(definition.lineno, f"it can't return {self.returns}: only {words}")
        self.rows, self.truths, self.amounts = (
            {
                each.arg
                for each in definition.args.args
                if each.annotation and ast.unparse(each.annotation) == annotation
            }
            for annotation in ("Numbers", "bool", "Amount")
        )
        self.blocks: list[CodeBlock] = [CodeBlock()]
        self.flow: Any = None
        """The analysis of its blocks by `live`, once it is made."""
        _Reader(self).read(definition)
        _skip_empty(self.blocks)

    def refused(self, line: int, why: str) -> Refused:
        """The error that says where and why it is refused."""
        return Refused(f"{self.file}:{line}: {self.name}: {why}")

    def named(self, expression: ast.expr) -> Any:
        """The value of a global name, or of a name in an imported module; None if there is none."""
        if isinstance(expression, ast.Name):
            return self.globals.get(expression.id)
        if isinstance(expression, ast.Attribute) and isinstance(expression.value, ast.Name):
            module = self.globals.get(expression.value.id)
            if isinstance(module, ModuleType):
                return getattr(module, expression.attr, None)
        return None


def _skip_empty(blocks: Sequence[CodeBlock]) -> None:
    """Redirects jumps past empty blocks."""

    def past(number: int) -> int:
        seen = set()
        while number not in seen:
            seen.add(number)
            block = blocks[number]
            if block.steps or not isinstance(block.end, CodeJump):
                break
            number = block.end.to
        return number

    for block in blocks:
        match block.end:
            case CodeJump(to):
                block.end = CodeJump(past(to))
            case CodeBranch(condition, yes, no, line, truth):
                block.end = CodeBranch(condition, past(yes), past(no), line, truth)


def next_blocks(end: End | None) -> tuple[int, ...]:
    """The blocks that may come next."""
    match end:
        case CodeJump(to):
            return (to,)
        case CodeBranch(_, yes, no):
            return yes, no
    return ()


class _Reader:
    """Reads the statements of a function into its blocks."""

    def __init__(self, function: Function) -> None:
        self._function, self._blocks = function, function.blocks
        self._at: int | None = 0
        """The block that is being written; None where no code can be reached."""
        self._temporary = 0
        self._loops: list[tuple[int, int]] = []
        """For each enclosing loop, the block of its next round, and the block after the loop."""
        self._local: set[str] = set(function.parameters)

    def read(self, definition: ast.FunctionDef) -> None:
        """Reads the whole function."""
        arguments = definition.args
        if arguments.vararg or arguments.kwarg or arguments.kwonlyargs or arguments.defaults:
            raise self._refused(definition, "it can take only plain arguments")
        for each in ast.walk(definition):
            for name in _assigned(each):
                self._local.add(name)
        self._read_all(definition.body)
        if self._at is not None and self._function.returns != "None":
            raise self._refused(
                definition.body[-1],
                f"it may end without a `return`, and returns {self._function.returns}",
            )
        self._end(Return((), definition.lineno))

    # ------------------------------------------------------------------------------- the blocks

    def _refused(self, node: ast.stmt | ast.expr, why: str) -> Refused:
        return self._function.refused(node.lineno, why)

    def _block(self) -> int:
        self._blocks.append(CodeBlock())
        return len(self._blocks) - 1

    def _add(self, step: Step) -> None:
        if self._at is not None:
            self._blocks[self._at].steps.append(step)

    def _end(self, end: End) -> None:
        if self._at is not None:
            self._blocks[self._at].end = end
        self._at = None

    def _named_anew(self, node: ast.expr) -> ast.Name:
        """Makes a new variable."""
        self._temporary += 1
        return _name(f"${self._temporary}", node)

    # --------------------------------------------------------------------------- the statements

    def _read_all(self, statements: Iterable[ast.stmt]) -> None:
        for each in statements:
            if self._at is not None:  # code after a `return` is never reached
                self._read(each)

    def _read(self, it: ast.stmt) -> None:
        match it:
            case ast.Expr(ast.Constant(str())) | ast.Pass():
                pass
            case ast.Expr(ast.Call() as call):
                self._call(call, ())
            case ast.Assign([ast.Tuple(names)], value):
                self._assign_several(it, names, value)
            case ast.Assign([target], value):
                self._assign(target, value)
            case ast.AugAssign(ast.Name() as name, operator, value):
                own = _name(name.id, name)
                self._assign(name, _at(it, ast.BinOp(own, operator, value)))
            case ast.AugAssign(ast.Subscript(row, index) as place, operator, value):
                index = self._kept(self._value(index))
                place = _at(it, ast.Subscript(row, index))
                self._assign(place, _at(it, ast.BinOp(place, operator, value)))
            case ast.If(test, then, otherwise):
                yes, no, after = self._block(), self._block(), self._block()
                self._branch(test, yes, no)
                for block, statements in ((yes, then), (no, otherwise)):
                    self._at = block
                    self._read_all(statements)
                    self._end(CodeJump(after))
                self._at = after if self._is_reached(after) else None
            case ast.While(test, body, []):
                self._loop(test, body)
            case ast.For(ast.Name(name), ast.Call(ast.Name("range"), arguments), body, []):
                self._count(it, name, arguments, body)
            case ast.Continue():
                self._end(CodeJump(self._loops[-1][0]))
            case ast.Break():
                self._end(CodeJump(self._loops[-1][1]))
            case ast.Return(value):
                self._return(it, value)
            case ast.Raise():
                self._end(Raise(it.lineno))
            case _:
                raise self._refused(it, _refusal_of(it))

    def _is_reached(self, block: int) -> bool:
        return any(block in next_blocks(each.end) for each in self._blocks)

    def _loop(self, test: ast.expr, body: list[ast.stmt]) -> None:
        head, inside, after = self._block(), self._block(), self._block()
        self._blocks[head].changed = _all_assigned(body)
        self._end(CodeJump(head))
        self._at = head
        self._branch(test, inside, after)
        self._loops.append((head, after))
        self._at = inside
        self._read_all(body)
        self._end(CodeJump(head))
        self._loops.pop()
        self._at = after if self._is_reached(after) else None

    def _count(
        self, it: ast.For, name: str, arguments: list[ast.expr], body: list[ast.stmt]
    ) -> None:
        zero, one = _at(it, ast.Constant(0)), _at(it, ast.Constant(1))
        if len(arguments) == 1:
            arguments = [zero, *arguments]
        if len(arguments) == 2:
            arguments = [*arguments, one]
        if len(arguments) != 3:
            raise self._refused(it, "a range has one to three arguments")
        first, last, step = arguments
        step = self._value(step)
        number = step.value if isinstance(step, ast.Constant) else None
        if type(number) is not int or number < 1:
            raise self._refused(it, "a range needs a number above 0 as its step")
        round_, end = self._named_anew(it.iter), self._named_anew(it.iter)
        self._add(Set((round_.id, end.id), tuple(self._in_order([first, last])), it.lineno))
        head, inside, more, after = (self._block() for _ in range(4))
        self._blocks[head].changed = _all_assigned(body) | {name, round_.id}
        self._blocks[head].counter = round_.id, end.id, number
        self._end(CodeJump(head))
        self._at = head
        self._end(
            CodeBranch(_at(it, ast.Compare(round_, [ast.Lt()], [end])), inside, after, it.lineno)
        )
        self._at = inside
        self._add(Set((name,), (round_,), it.lineno))
        self._loops.append((more, after))
        self._read_all(body)
        self._end(CodeJump(more))
        self._loops.pop()
        self._at = more
        self._add(
            Set(
                (round_.id,),
                (_at(it, ast.BinOp(round_, ast.Add(), _at(it, ast.Constant(number)))),),
                it.lineno,
            )
        )
        self._end(CodeJump(head))
        self._at = after

    def _return(self, it: ast.Return, value: ast.expr | None) -> None:
        width = RESULTS[self._function.returns]
        if isinstance(value, ast.IfExp):  # each branch returns its own value
            yes, no = self._block(), self._block()
            self._branch(value.test, yes, no)
            for block, each in ((yes, value.body), (no, value.orelse)):
                self._at = block
                self._return(it, each)
            return
        parts = value.elts if isinstance(value, ast.Tuple) else [] if value is None else [value]
        if len(parts) != width:
            raise self._refused(it, f"it says that it returns {self._function.returns}")
        self._end(Return(tuple(self._in_order(parts)), it.lineno))

    def _assign_several(self, it: ast.Assign, names: list[ast.expr], value: ast.expr) -> None:
        targets = tuple(each.id for each in names if isinstance(each, ast.Name))
        if len(targets) != len(names):
            raise self._refused(it, "only variables can be set together")
        if isinstance(value, ast.Tuple) and len(value.elts) == len(names):
            self._add(Set(targets, tuple(self._in_order(value.elts)), it.lineno))
        elif isinstance(value, ast.Call) and len(names) == 2:
            self._call(value, targets)
        else:
            raise self._refused(
                it, "as many values as variables are needed, or a call that returns two"
            )

    def _assign(self, target: ast.expr, value: ast.expr) -> None:
        match target:
            case ast.Name(name):
                if self._is_call(value):
                    assert isinstance(value, ast.Call)
                    self._call(value, (name,))
                elif _is_choice(value):
                    self._choose(name, value)
                else:
                    self._add(Set((name,), (self._value(value),), target.lineno))
            case ast.Subscript(row, index):
                number, at = self._in_order([value, index])
                self._add(Write(row, at, number, target.lineno))
            case _:
                raise self._refused(target, "only variables and places of rows can be set")

    # -------------------------------------------------------------------------- the expressions

    def _is_call(self, it: ast.expr) -> bool:
        return isinstance(it, ast.Call) and not (
            isinstance(it.func, ast.Name) and it.func.id in BUILT_IN
        )

    def _call(self, it: ast.Call, names: tuple[str, ...]) -> None:
        if it.keywords:
            raise self._refused(it, _refusal_of(it))
        arguments = tuple(self._in_order(it.args))
        function = self._function.named(it.func)
        if "calls code" in getattr(function, "marks", ()):
            self._add(CallCode((*names, "$nothing")[0], arguments, it.lineno))
            return
        if not inspect.isfunction(function):
            raise self._refused(it, f"{ast.unparse(it.func)} is no function that is known here")
        self._add(CallStep(names, function, arguments, it.lineno))

    def _in_order(self, expressions: Sequence[ast.expr]) -> list[ast.expr]:
        """Removes calls and choices from expressions; they become steps, in Python's order."""
        values: list[ast.expr] = []
        last = max((i for i, each in enumerate(expressions) if _calls(each)), default=0)
        for i, each in enumerate(expressions):
            value = self._value(each)
            if i < last:
                value = self._kept(value)  # a later call may change the rows that it reads
            values.append(value)
        return values

    def _kept(self, value: ast.expr) -> ast.expr:
        """An expression with its current value: if it reads a row, a new variable set to it."""
        if isinstance(value, ast.Name | ast.Constant):
            return value
        if not any(isinstance(each, ast.Subscript) for each in ast.walk(value)):
            return value
        name = self._named_anew(value)
        self._add(Set((name.id,), (value,), value.lineno))
        return name

    def _value(self, it: ast.expr) -> ast.expr:
        """Removes calls and choices from an expression; they become earlier steps."""
        match it:
            case ast.Name(name):
                if name not in self._local and not name.startswith("$"):
                    return self._constant(it)
                return it
            case ast.Constant(bool() | int()):
                return it
            case ast.Attribute():
                return self._constant(it)
            case ast.Call() if self._is_call(it):
                called = self._named_anew(it)
                self._call(it, (called.id,))
                return called
            case ast.IfExp() | ast.BoolOp() | ast.Compare(_, [_, _, *_]):
                chosen = self._named_anew(it)
                self._choose(chosen.id, it)
                return chosen
            case ast.Call(function, arguments, []):
                return _at(it, ast.Call(function, self._in_order(arguments), []))
            case ast.BinOp(left, operator, right):
                left, right = self._in_order([left, right])
                return _folded(_at(it, ast.BinOp(left, operator, right)))
            case ast.UnaryOp(operator, operand):
                return _folded(_at(it, ast.UnaryOp(operator, self._value(operand))))
            case ast.Subscript(row, index) if not isinstance(index, ast.Slice):
                return _at(it, ast.Subscript(row, self._value(index)))
            case ast.Compare(left, [operator], [right]):
                left, right = self._in_order([left, right])
                return _at(it, ast.Compare(left, [operator], [right]))
        raise self._refused(it, _refusal_of(it))

    def _constant(self, it: ast.expr) -> ast.expr:
        number = self._function.named(it)
        if not isinstance(number, int):
            raise self._refused(it, f"{ast.unparse(it)} is no whole number")
        return _at(it, ast.Constant(number))

    def _choose(self, name: str, it: ast.expr) -> None:
        """Sets a variable to one of two values."""
        yes, no, after = self._block(), self._block(), self._block()
        if isinstance(it, ast.IfExp):
            self._branch(it.test, yes, no)
            values = it.body, it.orelse
        else:
            self._branch(it, yes, no, truth=True)
            values = _at(it, ast.Constant(True)), _at(it, ast.Constant(False))
        for block, value in ((yes, values[0]), (no, values[1])):
            self._at = block
            self._assign(_name(name, it), value)
            self._end(CodeJump(after))
        self._at = after

    def _branch(self, it: ast.expr, yes: int, no: int, *, truth: bool = False) -> None:
        """Branches on a condition, which is evaluated only as far as necessary."""
        match it:
            case ast.Compare(left, operators, rights) if len(operators) > 1:
                self._compare(it, [left, *rights], operators, yes, no)
            case ast.BoolOp(operator, conditions):
                for each in conditions[:-1]:
                    on = self._block()
                    if isinstance(operator, ast.And):
                        self._branch(each, on, no, truth=truth)
                    else:
                        self._branch(each, yes, on, truth=truth)
                    self._at = on
                self._branch(conditions[-1], yes, no, truth=truth)
            case ast.UnaryOp(ast.Not(), operand):
                self._branch(operand, no, yes)
            case ast.Constant(bool() | int() as value) if isinstance(value, bool) or not truth:
                self._end(CodeJump(yes if value else no))
            case _:
                self._end(CodeBranch(self._value(it), yes, no, it.lineno, truth))

    def _compare(
        self, it: ast.expr, parts: list[ast.expr], operators: list[ast.cmpop], yes: int, no: int
    ) -> None:
        """Branches on a chain of comparisons. Each operand is evaluated at most once."""
        left = self._value(parts[0])
        for operator, part, more in zip(operators, parts[1:], [*parts[2:], None], strict=True):
            if _calls(part):
                left = self._kept(left)
            right = self._value(part)
            if more is not None and not isinstance(right, ast.Constant):
                name = self._named_anew(right)
                self._add(Set((name.id,), (right,), it.lineno))
                right = name
            on = self._block() if more is not None else yes
            self._end(
                CodeBranch(_at(it, ast.Compare(left, [operator], [right])), on, no, it.lineno)
            )
            self._at, left = on if more is not None else None, right


# --------------------------------------------------------------------------------------- the tree


def _at(like: ast.stmt | ast.expr, made: Made) -> Made:
    """Gives a new node of the tree the line of another one."""
    return ast.copy_location(made, like)


def _name(id: str, like: ast.expr) -> ast.Name:
    return _at(like, ast.Name(id))


def _folded(it: ast.expr) -> ast.expr:
    """Replaces an operation on literals, such as 2**14 or -1, by its result."""
    match it:
        case ast.UnaryOp(ast.USub(), ast.Constant(int(number))):
            return _at(it, ast.Constant(-number))
        case ast.BinOp(ast.Constant(int(one)), operator, ast.Constant(int(other))):
            result = _work_out(one, operator, other)
            return it if result is None else _at(it, ast.Constant(result))
    return it


def _work_out(one: int, operator: ast.operator, other: int) -> int | None:
    match operator:
        case ast.Add():
            return one + other
        case ast.Sub():
            return one - other
        case ast.Mult():
            return one * other
        case ast.FloorDiv() if other != 0:
            return one // other
        case ast.LShift() if 0 <= other <= 64:
            return one << other
        case ast.Pow() if 0 <= other <= 64:
            return int(one**other)
    return None


def _is_choice(it: ast.expr) -> bool:
    return isinstance(it, ast.IfExp | ast.BoolOp) or (
        isinstance(it, ast.Compare) and len(it.ops) > 1
    )


def _calls(it: ast.expr) -> bool:
    """Whether an expression calls a function, which may change rows."""
    if isinstance(it, ast.Name | ast.Constant | ast.Attribute):
        return False
    return any(
        isinstance(each, ast.Call)
        and not (isinstance(each.func, ast.Name) and each.func.id in BUILT_IN)
        for each in ast.walk(it)
    )


def _assigned(it: ast.AST) -> Iterable[str]:
    """The variables that a statement sets."""
    targets = it.targets if isinstance(it, ast.Assign) else []
    if isinstance(it, ast.AugAssign | ast.For):
        targets = [it.target]
    for target in targets:
        for each in target.elts if isinstance(target, ast.Tuple) else [target]:
            if isinstance(each, ast.Name):
                yield each.id


def _all_assigned(statements: Iterable[ast.stmt]) -> frozenset[str]:
    return frozenset(
        name for each in statements for inner in ast.walk(each) for name in _assigned(inner)
    )


def _refusal_of(it: ast.stmt | ast.expr) -> str:
    """Describes why code is refused, and what to write instead."""
    way_out = _WAYS_OUT.get(type(it).__name__)
    text = ast.unparse(it).splitlines()[0]
    return f"it can't have `{text}`" + (f": {way_out}" if way_out else "")


_ONLY_NUMBERS = "there are only whole numbers, truths and rows of numbers"
_BESIDE = "write a function beside this one"
_WAYS_OUT = {
    "AnnAssign": "leave out the type",
    "Assert": "say `if` and `raise`",
    "Assign": "set one variable at a time",
    "Call": "give arguments in their order, without names",
    "Constant": _ONLY_NUMBERS,
    "Dict": _ONLY_NUMBERS,
    "For": "let one variable go through a `range`, without `else`",
    "FunctionDef": _BESIDE,
    "Lambda": _BESIDE,
    "List": _ONLY_NUMBERS,
    "ListComp": _ONLY_NUMBERS,
    "NamedExpr": "set the variable before",
    "Set": _ONLY_NUMBERS,
    "Slice": "take one place after the other",
    "Tuple": _ONLY_NUMBERS,
    "While": "a loop has no `else` here",
}
