"""From blocks to LLVM's language."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from game.kernel.compiler.front import (
    Branch,
    CallCode,
    CallStep,
    Function,
    Jump,
    Raise,
    Return,
    Set,
    Write,
    next_blocks,
)
from game.kernel.compiler.kinds import (
    READ_ONLY,
    ROWS,
    SIGNED,
    TRUTH,
    UNSIGNED,
    Inference,
    folded,
)
from game.kernel.compiler.values import TYPES, Arithmetic, Value, of_literal

WIDTHS: Final = {"T": "i32", "i32": "i32", "i64": "i64", "u64": "i64"}
_ALIASES: Final = {"T": "!2", "i32": "!3", "i64": "!4", "u64": "!5"}
"""Rows of different kinds never share a place, which LLVM is told."""
_END: Final = """
declare i64 @llvm.smin.i64(i64, i64)
declare i64 @llvm.smax.i64(i64, i64)
declare i64 @llvm.umin.i64(i64, i64)
declare i64 @llvm.umax.i64(i64, i64)
declare i64 @llvm.abs.i64(i64, i1)
!0 = !{}
!1 = !{!"numbers"}
!2 = !{!6, !6, i64 0}
!3 = !{!7, !7, i64 0}
!4 = !{!8, !8, i64 0}
!5 = !{!9, !9, i64 0}
!6 = !{!"T", !1}
!7 = !{!"i32", !1}
!8 = !{!"i64", !1}
!9 = !{!"u64", !1}
!10 = !{!"branch_weights", i32 1, i32 4096}
"""


class Module:
    """A function that is called from outside, and all that it calls, in LLVM's language."""

    def __init__(self, function: Callable[..., Any], kinds: Sequence[str]) -> None:
        """kinds: those of the arguments. Raises Refused."""
        self._inference = Inference()
        self._names: dict[tuple[Callable[..., Any], tuple[str, ...]], str] = {}
        self._waiting: list[tuple[Callable[..., Any], tuple[str, ...]]] = []
        self._raising: dict[Callable[..., Any], bool] = {}
        self._texts = [self._entry(function, tuple(kinds))]
        while self._waiting:
            called, its_kinds = self._waiting.pop()
            name = self._names[called, its_kinds]
            self._texts.append(_Writer(self, called, its_kinds).write(name))

    @property
    def text(self) -> str:
        """The whole module."""
        return "\n".join([*self._texts, _END])

    @property
    def inference(self) -> Inference:
        """What is known of kinds."""
        return self._inference

    def name(self, function: Callable[..., Any], kinds: tuple[str, ...]) -> str:
        """The name of a function for kinds of arguments; it is written too."""
        key = function, kinds
        if key not in self._names:
            self._names[key] = f"{function.__name__}.{len(self._names)}"
            self._waiting.append(key)
        return self._names[key]

    def can_raise(self, function: Callable[..., Any]) -> bool:
        """Whether a function raises an error, or calls one that does."""
        if function not in self._raising:
            reached, waiting = {function}, [function]
            raising = False
            while waiting and not raising:
                read = self._inference.function(waiting.pop())
                raising = any(isinstance(block.end, Raise) for block in read.blocks)
                for each in _called(read):
                    if each not in reached:
                        reached.add(each)
                        waiting.append(each)
            self._raising[function] = raising
        return self._raising[function]

    def result(self, function: Callable[..., Any], kinds: tuple[str, ...]) -> tuple[str, ...]:
        """The types of what a function returns; behind them, if it can raise, whether it has."""
        returns = self._inference.kinds(function, kinds).returns
        return (*(TYPES[kind] for kind in returns), *(("i1",) if self.can_raise(function) else ()))

    def _entry(self, function: Callable[..., Any], kinds: tuple[str, ...]) -> str:
        """The function `enter`, given one block: the arguments, then whether it has raised."""
        lines, words = [], []
        for i, kind in enumerate(kinds):
            lines += [
                f"  %at{i} = getelementptr i64, ptr %block, i64 {i}",
                f"  %n{i} = load i64, ptr %at{i}",
            ]
            if kind in ROWS:
                lines.append(f"  %p{i} = inttoptr i64 %n{i} to ptr")
            words.append(f"ptr %p{i}" if kind in ROWS else f"i64 %n{i}")
        types = self.result(function, kinds)
        call = f"call {_struct(types)} @{self.name(function, kinds)}({', '.join(words)})"
        lines.append(f"  %result = {call}")
        number = "%result"
        if self.can_raise(function):
            lines += [
                f"  %number = extractvalue {_struct(types)} %result, 0",
                f"  %raised = extractvalue {_struct(types)} %result, 1",
                "  %wide = zext i1 %raised to i64",
                f"  %status = getelementptr i64, ptr %block, i64 {len(kinds)}",
                "  store i64 %wide, ptr %status",
            ]
            number = "%number"
        return "\n".join(
            ["define i64 @enter(ptr %block) nounwind {", *lines, f"  ret i64 {number}", "}"]
        )


def _called(function: Function) -> Iterable[Callable[..., Any]]:
    return (
        step.function
        for block in function.blocks
        for step in block.steps
        if isinstance(step, CallStep)
    )


def _struct(types: Sequence[str]) -> str:
    if not types:
        return "void"
    return types[0] if len(types) == 1 else f"{{{', '.join(types)}}}"


class _Writer:
    """Writes one function for kinds of its arguments.

    A variable has a place in memory, from which LLVM takes it away again; within a block what was
    read or set last is known.
    """

    def __init__(
        self, module: Module, function: Callable[..., Any], kinds: tuple[str, ...]
    ) -> None:
        self._module, self._function = module, module.inference.function(function)
        self._found = module.inference.kinds(function, kinds)
        self._kinds, self._types = kinds, module.result(function, kinds)
        self._raises = module.can_raise(function)
        self._lines: list[str] = []
        self._registers = self._labels = 0
        self._slots: dict[str, str] = {}
        self._now: dict[str, Value] = {}
        """What variables are at this point of a block."""
        self._unsaved: set[str] = set()
        """Those of them that aren't in memory yet."""
        self._do = Arithmetic(self._new)
        self._live = _live_variables(self._function)

    def write(self, name: str) -> str:
        """The function in LLVM's language."""
        parameters = []
        for parameter, kind in zip(self._function.parameters, self._kinds, strict=True):
            if kind in ROWS:
                words = "readonly " if kind in READ_ONLY else ""
                parameters.append(f"ptr noalias {words}%in.{parameter}")
            else:
                parameters.append(f"{TYPES[kind]} %in.{parameter}")
                self._set(parameter, Value(kind, None, f"%in.{parameter}"))
        for number, block in enumerate(self._function.blocks):
            if number not in self._live:
                continue  # never reached
            self._block(number, block)
        slots = [f"  {slot} = alloca {kind}" for slot, kind in self._declared()]
        words = " alwaysinline" if self._function.hot else ""
        head = f"define internal {_struct(self._types)} @{name}({', '.join(parameters)})"
        return "\n".join([f"{head} nounwind{words} {{", "start:", *slots, *self._lines, "}"])

    def _declared(self) -> Iterable[tuple[str, str]]:
        for name, slot in self._slots.items():
            yield slot, TYPES[self._found.variables[name]]

    def _block(self, number: int, block: Any) -> None:
        if number > 0:
            self._lines.append(f"b{number}:")
            self._now = {}
        elif any(0 in next_blocks(each.end) for each in self._function.blocks):
            self._save(self._live[0])
            self._line("br label %b0")
            self._lines.append("b0:")
            self._now = {}
        for step in block.steps:
            match step:
                case Set(names, values):
                    numbers = [self._value(each) for each in values]
                    for name, value in zip(names, numbers, strict=True):
                        self._set(name, value)
                case Write(row, index, value):
                    self._write(row, self._value(index), self._value(value))
                case CallStep(names, function, arguments):
                    self._call(names, function, arguments)
                case CallCode(name, arguments):
                    self._call_code(name, arguments)
        match block.end:
            case Jump(to):
                self._save(self._live[to])
                self._line(f"br label %b{to}")
            case Branch(condition, yes, no):
                bit = self._do.bit(self._value(condition))
                self._save(self._live[yes] | self._live[no])
                self._line(f"br i1 {bit}, label %b{yes}, label %b{no}")
            case Return(values):
                self._return([self._value(each) for each in values])
            case Raise():
                self._raise()

    # ------------------------------------------------------------------------------------- lines

    def _new(self, instruction: str) -> str:
        self._registers += 1
        self._lines.append(f"  %r{self._registers} = {instruction}")
        return f"%r{self._registers}"

    def _line(self, text: str) -> None:
        self._lines.append(f"  {text}")

    # --------------------------------------------------------------------------------- variables

    def _set(self, name: str, value: Value) -> None:
        kind = self._found.variables[name]
        if value.known is None and kind != value.kind:
            if kind == TRUTH:
                value = Value(TRUTH, None, self._do.bit(value))
            else:
                value = self._do.cast(value, kind)
        self._now[name] = value
        self._unsaved.add(name)

    def _slot(self, name: str) -> str:
        if name not in self._slots:
            self._slots[name] = f"%v{len(self._slots)}"
        return self._slots[name]

    def _save(self, names: Iterable[str]) -> None:
        """Puts variables into memory, for the blocks that follow."""
        for name in sorted(self._unsaved.intersection(names)):
            kind = self._found.variables[name]
            self._line(f"store {self._do.typed(self._now[name], kind)}, ptr {self._slot(name)}")
        self._unsaved.clear()

    def _variable(self, name: str) -> Value:
        kind = self._found.variables[name]
        if kind in ROWS:
            return Value(kind, None, f"%in.{name}")
        if name not in self._now:
            register = self._new(f"load {TYPES[kind]}, ptr {self._slot(name)}")
            self._now[name] = Value(kind, None, register)
        return self._now[name]

    # ------------------------------------------------------------------------------- expressions

    def _value(self, it: ast.expr) -> Value:
        match it:
            case ast.Name(name):
                return self._variable(name)
            case ast.Constant(int(value)):
                return of_literal(value)
            case ast.Subscript(row, index):
                return self._read(self._value(row), self._value(index))
            case ast.Compare(left, [operator], [right]):
                one, other = self._value(left), self._value(right)
                return self._do.compare(type(operator).__name__, one, other)
            case ast.UnaryOp(ast.Not(), operand):
                return self._do.inverse(self._value(operand))
            case ast.UnaryOp(_, operand):
                return self._do.binary("Sub", of_literal(0), self._value(operand))
            case ast.BinOp(left, operator, right):
                if (number := folded(it)) is not None:
                    return of_literal(number)
                one, other = self._value(left), self._value(right)
                return self._do.binary(type(operator).__name__, one, other)
            case ast.Call(ast.Name(name), arguments):
                values = [self._value(each) for each in arguments]
                match name:
                    case "u64":
                        return self._do.cast(values[0], UNSIGNED)
                    case "i64" | "int":
                        return self._do.cast(values[0], SIGNED)
                    case "abs":
                        return self._do.absolute(values[0])
                return self._do.extreme(name, values[0], values[1])
        raise AssertionError(ast.dump(it))

    def _place(self, row: Value, index: Value) -> str:
        number = self._do.wide(index)
        return self._new(f"getelementptr inbounds {WIDTHS[row.kind]}, ptr {row.text}, i64 {number}")

    def _read(self, row: Value, index: Value) -> Value:
        place, width = self._place(row, index), WIDTHS[row.kind]
        # What is never written to isn't read again because something else has been.
        fixed = ", !invariant.load !0" if row.kind in READ_ONLY else ""
        number = self._new(f"load {width}, ptr {place}, !tbaa {_ALIASES[row.kind]}{fixed}")
        if width == "i32":
            number = self._new(f"sext i32 {number} to i64")
        return Value(ROWS[row.kind], None, number)

    # ------------------------------------------------------------------------------------- steps

    def _write(self, row: ast.expr, index: Value, value: Value) -> None:
        to = self._value(row)
        place, number = self._place(to, index), self._do.wide(value)
        if WIDTHS[to.kind] == "i32":
            if value.known is not None:
                number = str((value.known + 2**31) % 2**32 - 2**31)
            else:
                number = self._new(f"trunc i64 {number} to i32")
        self._line(f"store {WIDTHS[to.kind]} {number}, ptr {place}, !tbaa {_ALIASES[to.kind]}")

    def _call(
        self, names: Sequence[str], function: Callable[..., Any], arguments: Sequence[ast.expr]
    ) -> None:
        values = [self._value(each) for each in arguments]
        kinds = tuple(value.kind for value in values)
        kinds = self._module.inference.given(function, kinds)
        words = [
            f"ptr {value.text}" if kind in ROWS else self._do.typed(value, kind)
            for value, kind in zip(values, kinds, strict=True)
        ]
        types = self._module.result(function, kinds)
        call = f"call {_struct(types)} @{self._module.name(function, kinds)}({', '.join(words)})"
        if not types:
            self._line(call)
            return
        result = self._new(call)
        parts = [result]
        if len(types) > 1:
            parts = [
                self._new(f"extractvalue {_struct(types)} {result}, {i}") for i in range(len(types))
            ]
        if self._module.can_raise(function):
            self._go_on_unless(parts.pop())
        returns = self._module.inference.kinds(function, kinds).returns
        for name, kind, part in zip(names, returns, parts, strict=False):
            self._set(name, Value(kind, None, part))

    def _go_on_unless(self, raised: str) -> None:
        """Raises, too, what a function has raised that was called."""
        self._labels += 1
        on, off = f"on{self._labels}", f"off{self._labels}"
        self._line(f"br i1 {raised}, label %{off}, label %{on}, !prof !10")
        self._lines.append(f"{off}:")
        self._raise()
        self._lines.append(f"{on}:")

    def _call_code(self, name: str, arguments: Sequence[ast.expr]) -> None:
        address, *others = [self._value(each) for each in arguments]
        words = [
            f"ptr {value.text}" if value.kind in ROWS else f"i64 {self._do.wide(value)}"
            for value in others
        ]
        code = self._new(f"inttoptr i64 {self._do.wide(address)} to ptr")
        result = self._new(f"call i64 {code}({', '.join(words)})")
        self._set(name, Value(SIGNED, None, result))

    def _return(self, values: Sequence[Value]) -> None:
        words = [
            self._do.typed(value, kind)
            for value, kind in zip(values, self._found.returns, strict=True)
        ]
        self._give_back([*words, "i1 false"] if self._raises else words)

    def _raise(self) -> None:
        nothing = [f"{each} 0" for each in self._types[:-1]]
        self._give_back([*nothing, "i1 true"])

    def _give_back(self, words: Sequence[str]) -> None:
        if len(words) < 2:
            self._line(f"ret {words[0]}" if words else "ret void")
            return
        made, kind = "undef", _struct(self._types)
        for i, word in enumerate(words):
            made = self._new(f"insertvalue {kind} {made}, {word}, {i}")
        self._line(f"ret {kind} {made}")


# ------------------------------------------------------------------------------------ what is live


def _names(expressions: Iterable[ast.expr]) -> set[str]:
    return {
        each.id
        for expression in expressions
        for each in ast.walk(expression)
        if isinstance(each, ast.Name)
    }


def _uses(step: Any) -> tuple[set[str], set[str]]:
    """The variables that a step reads, and those that it sets."""
    match step:
        case Set(names, values):
            return _names(values), set(names)
        case Write(row, index, value):
            return _names((row, index, value)), set()
        case CallStep(names, _, arguments):
            return _names(arguments), set(names)
        case CallCode(name, arguments):
            return _names(arguments), {name}
        case Branch(condition):
            return _names((condition,)), set()
        case Return(values):
            return _names(values), set()
    return set(), set()


def _live_variables(function: Function) -> dict[int, frozenset[str]]:
    """By block that is reached, the variables that it or a later one reads as they are there."""
    reached, waiting = {0}, [0]
    while waiting:
        for to in next_blocks(function.blocks[waiting.pop()].end):
            if to not in reached:
                reached.add(to)
                waiting.append(to)
    uses = {
        number: [_uses(step) for step in (*block.steps, block.end)]
        for number, block in enumerate(function.blocks)
        if number in reached
    }
    live: dict[int, frozenset[str]] = {number: frozenset() for number in sorted(reached)}
    changed = True
    while changed:
        changed = False
        for number in reversed(live):
            needed: set[str] = set()
            for to in next_blocks(function.blocks[number].end):
                needed |= live[to]
            for used, made in reversed(uses[number]):
                needed = (needed - made) | used
            if needed != live[number]:
                live[number], changed = frozenset(needed), True
    return live
