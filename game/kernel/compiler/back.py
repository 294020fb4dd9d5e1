"""Translates blocks to LLVM's language, for all scenarios or for one.

For one scenario the numbers of `T` are known, and with them most of what determines the course of a
game. Known values are therefore followed from block to block, and loops over them are unrolled: of
records and programs only their effect remains. Amounts are still read from `T`, so that scenarios
that differ only in amounts share code.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from attrs import define, field, frozen

from game.kernel.compiler import FUNCTIONS, NOWHERE, Argument, Kind
from game.kernel.compiler.front import (
    CallCode,
    CallStep,
    CodeBranch,
    CodeJump,
    End,
    Function,
    Raise,
    Refused,
    Return,
    Set,
    Step,
    Write,
)
from game.kernel.compiler.kinds import (
    READ_ONLY,
    ROWS,
    SIGNED,
    TRUTH,
    UNSIGNED,
    Inference,
    Kinds,
)
from game.kernel.compiler.live import is_alone, live_at
from game.kernel.compiler.values import TYPES, ArithmeticWriter, Value, known_number, of_literal

WIDTHS: Final = {"T": "i32", "i32": "i32", "i64": "i64", "u64": "i64"}
_ALIASES: Final = {"T": "!2", "i32": "!3", "i64": "!4", "u64": "!5"}
"""Metadata that tells LLVM that rows of different kinds never overlap in memory."""
_UNROLLED = 80
"""The most rounds of a loop that is unrolled."""
_MOST_VERSIONS = 50_000
"""The most versions of a function's blocks, more than any scenario needs; then it is refused."""
_ATTRIBUTES: Final = 'nounwind "no-builtins"'
"""LLVM's attributes of each function. Without the second, loops would become calls of `memset` and
`memcpy`, which would have to be linked on Windows and macOS."""
_DECLARATIONS: Final = """
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

Called: TypeAlias = tuple[Callable[..., Any], tuple[Argument, ...]]
"""A function and its arguments, as kinds or known numbers."""


@frozen
class KnownScenario:
    """The numbers of a scenario, and how compiled code may use them."""

    T: Sequence[int]
    head: int
    """The length of the head of `T`, whose numbers are written into the code."""
    loaded: frozenset[int]
    """The addresses whose numbers are always read from `T` when code runs."""
    sizes: Mapping[str, int]
    """By kind of row, its least size in bytes, so that LLVM may read from it speculatively."""


class Module:
    """A module in LLVM's language: functions to be called from outside, and all that they call."""

    def __init__(self, scenario: KnownScenario | None = None) -> None:
        self.scenario = scenario
        self.inference = Inference()
        self.read: set[int] = set()
        """The addresses in `T` on whose numbers the code depends."""
        self._names: dict[Called, str] = {}
        self._waiting: list[Called] = []
        self._raising: dict[Callable[..., Any], bool] = {}
        self._texts: list[str] = []
        self.outside: dict[Called, None] = {}
        """The functions of a scenario that are called from outside; they return 64 bits."""

    @property
    def text(self) -> str:
        """The text of the whole module. Raises Refused if something can't be compiled."""
        while self._waiting:
            called = self._waiting.pop()
            self._texts.append(_Writer(self, called).write(self._names[called]))
        rows = []
        if self.outside:
            names = ", ".join(f"ptr @{self.name(called)}" for called in self.outside)
            rows = [f"@{FUNCTIONS} = constant [{len(self.outside)} x ptr] [{names}]"]
        return "\n".join([*self._texts, *rows, _DECLARATIONS])

    def name(self, called: Called) -> str:
        """The name of a function with certain arguments, which is thereby added to the module."""
        if called not in self._names:
            self._names[called] = f"{called[0].__name__}.{len(self._names)}"
            self._waiting.append(called)
        return self._names[called]

    def can_raise(self, function: Callable[..., Any]) -> bool:
        """Whether a function raises an error, or calls one that does.

        In code for a scenario no function raises: what would raise an error is refused instead.
        """
        if self.scenario is not None:
            return False
        if function not in self._raising:
            reached, waiting = {function}, [function]
            raising = False
            while waiting and not raising:
                read = self.inference.function(waiting.pop())
                raising = any(isinstance(block.end, Raise) for block in read.blocks)
                for each in _called(read):
                    if each not in reached:
                        reached.add(each)
                        waiting.append(each)
            self._raising[function] = raising
        return self._raising[function]

    def kinds(self, called: Called) -> Kinds:
        """The kinds of the values in a function with certain arguments."""
        function, given = called
        kinds = tuple(each if isinstance(each, str) else _kind_of(each) for each in given)
        kinds = tuple("i32" if kind == NOWHERE else kind for kind in kinds)
        return self.inference.kinds(function, kinds)

    def result(self, called: Called) -> tuple[str, ...]:
        """The types that a function returns; if it can raise, a last one says whether it has."""
        if called in self.outside:
            return ("i64",)
        returns = self.kinds(called).returns
        raised = ("i1",) if self.can_raise(called[0]) else ()
        return (*(TYPES[kind] for kind in returns), *raised)

    def add_block_entry(self, function: Callable[..., Any], kinds: Sequence[Kind]) -> None:
        """Adds `enter`, which takes the address of a block: its arguments and an error flag."""
        called = function, tuple(kinds)
        lines, words = [], []
        for i, kind in enumerate(kinds):
            lines += [
                f"  %at{i} = getelementptr i64, ptr %block, i64 {i}",
                f"  %n{i} = load i64, ptr %at{i}",
            ]
            if kind in ROWS:
                lines.append(f"  %p{i} = inttoptr i64 %n{i} to ptr")
            words.append(f"ptr %p{i}" if kind in ROWS else f"i64 %n{i}")
        types = self.result(called)
        lines.append(f"  %result = call {_struct(types)} @{self.name(called)}({', '.join(words)})")
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
        self._define("i64 @enter(ptr %block)", [*lines, f"  ret i64 {number}"])

    def add_entry(self, function: Callable[..., Any], given: Sequence[Argument]) -> None:
        """Adds a function of the scenario. It takes the unknown arguments and returns 64 bits."""
        called = function, tuple(given)
        self.outside[called] = None
        self.name(called)

    def _define(self, head: str, lines: Iterable[str]) -> None:
        self._texts.append("\n".join([f"define {head} {_ATTRIBUTES} {{", *lines, "}"]))


def block_text(function: Callable[..., Any], kinds: Sequence[Kind]) -> str:
    """The text of a module with `enter` for a function, and all that the function calls.

    See `Module.add_block_entry`. Raises Refused.
    """
    module = Module()
    module.add_block_entry(function, kinds)
    return module.text


def _kind_of(number: int) -> Kind:
    return TRUTH if isinstance(number, bool) else SIGNED


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


# -------------------------------------------------------------------------------------- a function


@define
class _Frame:
    """The function that is being written, or one that is inlined into it."""

    function: Function
    kinds: Kinds
    path: str
    """A prefix that distinguishes its variables from those of other functions."""
    known: dict[str, Value] = field(factory=dict)
    """The values of the variables that are known here."""
    back: tuple[int, int, tuple[str, ...]] | None = None
    """The block and the step at which the caller continues, and its variables for the results."""
    forked: bool = False
    """Whether several paths may lead to this point."""

    def key(self) -> tuple[object, ...]:
        """The key that distinguishes it from other versions of the same block."""
        return self.path, id(self.function), self.back, frozenset(self.known.items())

    def on(self, known: dict[str, Value], *, forked: bool) -> _Frame:
        """A copy with other known variables."""
        return _Frame(self.function, self.kinds, self.path, known, self.back, forked)


class _Writer:
    """Writes one function for certain arguments.

    A variable that isn't known has a place in memory, which LLVM later replaces by a register.
    Within a block, the values that were read or set last are remembered.
    """

    def __init__(self, module: Module, called: Called) -> None:
        self._module, self._called = module, called
        function, self._given = called
        self._function = module.inference.function(function)
        self._kinds, self._types = module.kinds(called), module.result(called)
        self._raises = module.can_raise(function)
        self._scenario = module.scenario
        self._lines: list[str] = []
        self._registers = self._labels = 0
        self._slots: dict[tuple[str, str], tuple[str, str]] = {}
        """By variable, its place in memory and its type."""
        self._rows: dict[tuple[str, str], Value] = {}
        self._now: dict[tuple[str, str], Value] = {}
        """The values of variables at this point of a block."""
        self._unsaved: set[tuple[str, str]] = set()
        """The variables whose values haven't been stored in memory yet."""
        self._versions: dict[object, str] = {}
        self._waiting: list[tuple[str, list[_Frame], int, int]] = []
        self._do = ArithmeticWriter(self._new)

    def write(self, name: str) -> str:
        """Writes the function; returns its text."""
        frame = _Frame(self._function, self._kinds, "")
        parameters = []
        for parameter, given in zip(self._function.parameters, self._given, strict=True):
            if not isinstance(given, str):
                self._set(frame, parameter, of_literal(given))
            elif given in ROWS:
                words = "readonly " if given in READ_ONLY else ""
                if self._scenario is not None and given in self._scenario.sizes:
                    words += f"dereferenceable({self._scenario.sizes[given]}) "
                parameters.append(f"ptr noalias {words}%in.{parameter}")
                self._rows["", parameter] = Value(given, None, f"%in.{parameter}")
            elif given == NOWHERE:
                self._rows["", parameter] = Value("i32", None, "null")
            else:
                parameters.append(f"{TYPES[given]} %in.{parameter}")
                self._set(frame, parameter, Value(given, None, f"%in.{parameter}"))
        self._go([frame], 0, 0)
        while self._waiting:
            label, frames, block, step = self._waiting.pop()
            self._lines.append(f"{label}:")
            self._now, self._unsaved = {}, set()
            self._write(frames, block, step)
        slots = [f"  {slot} = alloca {type_}" for slot, type_ in self._slots.values()]
        is_hot = "hot" in self._function.marks and self._scenario is None
        words = f"{_ATTRIBUTES} alwaysinline" if is_hot else _ATTRIBUTES
        internal = "" if self._called in self._module.outside else "internal "
        head = f"define {internal}{_struct(self._types)} @{name}({', '.join(parameters)})"
        return "\n".join([f"{head} {words} {{", "start:", *slots, *self._lines, "}"])

    # ------------------------------------------------------------------------------------- lines

    def _new(self, instruction: str) -> str:
        self._registers += 1
        self._lines.append(f"  %r{self._registers} = {instruction}")
        return f"%r{self._registers}"

    def _line(self, text: str) -> None:
        self._lines.append(f"  {text}")

    def _label(self) -> str:
        self._labels += 1
        return f"b{self._labels}"

    # --------------------------------------------------------------------------------- variables

    def _set(self, frame: _Frame, name: str, value: Value) -> None:
        kind = frame.kinds.variables[name]
        if value.kind != kind:
            value = self._do.cast(self._loaded(value), kind)
        if value.known is not None and self._scenario is not None:
            frame.known[name] = value
            self._unsaved.discard((frame.path, name))
            return
        frame.known.pop(name, None)
        self._now[frame.path, name] = value
        self._unsaved.add((frame.path, name))

    def _slot(self, frame: _Frame, name: str) -> str:
        key = frame.path, name
        if key not in self._slots:
            self._slots[key] = f"%v{len(self._slots)}", TYPES[frame.kinds.variables[name]]
        return self._slots[key][0]

    def _save(self, frames: Sequence[_Frame], live: Sequence[frozenset[str]]) -> None:
        """Stores variables in memory, for the blocks that follow."""
        for frame, names in zip(frames, live, strict=True):
            for name in sorted(names):
                if (frame.path, name) in self._unsaved:
                    kind = frame.kinds.variables[name]
                    number = self._do.typed(self._now[frame.path, name], kind)
                    self._line(f"store {number}, ptr {self._slot(frame, name)}")
                    self._unsaved.discard((frame.path, name))

    def _variable(self, frame: _Frame, name: str) -> Value:
        if name in frame.known:
            return frame.known[name]
        key = frame.path, name
        if key in self._rows:
            return self._rows[key]
        if key not in self._now:
            kind = frame.kinds.variables[name]
            register = self._new(f"load {TYPES[kind]}, ptr {self._slot(frame, name)}")
            self._now[key] = Value(kind, None, register)
        return self._now[key]

    # ------------------------------------------------------------------------------ versions

    def _go(self, frames: list[_Frame], block: int, step: int) -> None:
        """Continues at a step of a block, which is written once for each set of known values."""
        self._line(f"br label %{self._version(frames, block, step)}")

    def _version(self, frames: Sequence[_Frame], block: int, step: int) -> str:
        """The label of the version of a step for the values that are known now."""
        kept, live = [], []
        for k, frame in enumerate(frames):
            if k == len(frames) - 1:
                names = live_at(frame.function, block, step)
                self._forget(frame, block if step == 0 else None, names)
            else:
                at, on, targets = _back(frames[k + 1])
                names = live_at(frame.function, at, on) - set(targets)
            known = {name: value for name, value in frame.known.items() if name in names}
            kept.append(frame.on(known, forked=True))
            live.append(names)
        self._save(frames, live)
        key = block, step, tuple(frame.key() for frame in kept)
        if key not in self._versions:
            if len(self._versions) > _MOST_VERSIONS:
                function = frames[-1].function
                raise Refused(f"{function.file}: {function.name}: it has no end")
            self._versions[key] = self._label()
            self._waiting.append((self._versions[key], kept, block, step))
        return self._versions[key]

    def _forget(self, frame: _Frame, block: int | None, live: frozenset[str]) -> None:
        """Makes the variables that a loop changes unknown, unless the loop is unrolled."""
        changed = None if block is None else frame.function.blocks[block].changed
        if changed is None or self._scenario is None or "unrolled" in frame.function.marks:
            return
        assert block is not None
        counter = frame.function.blocks[block].counter
        if counter is not None:
            first, end = (frame.known.get(name) for name in counter[:2])
            if first is not None and end is not None:
                rounds = known_number(self._settled(end)) - known_number(self._settled(first))
                if rounds <= _UNROLLED * counter[2]:
                    return
        for name in sorted(changed & live):
            if name in frame.known:
                value = self._loaded(frame.known.pop(name))
                self._now[frame.path, name] = value
                self._unsaved.add((frame.path, name))

    # ------------------------------------------------------------------------------- expressions

    def _settled(self, value: Value) -> Value:
        """A number that is written into the code, so that the code depends on it."""
        if value.address is None:
            return value
        self._module.read.add(value.address)
        return Value(value.kind, value.known)

    def _loaded(self, value: Value) -> Value:
        """A number for use when code runs; a number of `T` is read from there."""
        if value.address is None:
            return value
        if value.address in self._module.read:
            return Value(value.kind, value.known)
        place = self._new(f"getelementptr inbounds i32, ptr %in.T, i64 {value.address}")
        number = self._new(f"load i32, ptr {place}, !tbaa {_ALIASES['T']}, !invariant.load !0")
        return Value(SIGNED, None, self._new(f"sext i32 {number} to i64"))

    def _together(self, values: Sequence[Value]) -> list[Value]:
        """The operands of an operation; if all are known, the result is computed now."""
        if all(value.known is not None for value in values):
            return [self._settled(value) for value in values]
        return [self._loaded(value) for value in values]

    def _value(self, frame: _Frame, it: ast.expr) -> Value:
        return _VALUES[type(it)](self, frame, it)

    def _literal(self, _frame: _Frame, it: ast.Constant) -> Value:
        assert isinstance(it.value, int)
        return of_literal(it.value)

    def _named(self, frame: _Frame, it: ast.Name) -> Value:
        return self._variable(frame, it.id)

    def _subscript(self, frame: _Frame, it: ast.Subscript) -> Value:
        return self._read(self._value(frame, it.value), self._value(frame, it.slice))

    def _compare(self, frame: _Frame, it: ast.Compare) -> Value:
        one, other = self._both(frame, it.left, it.comparators[0])
        return self._do.compare(type(it.ops[0]).__name__, one, other)

    def _unary(self, frame: _Frame, it: ast.UnaryOp) -> Value:
        value = self._value(frame, it.operand)
        if isinstance(it.op, ast.Not):
            return self._do.inverse(self._settled(value))
        return self._do.binary("Sub", of_literal(0), self._loaded(value))

    def _binary(self, frame: _Frame, it: ast.BinOp) -> Value:
        one, other = self._both(frame, it.left, it.right)
        return self._do.binary(type(it.op).__name__, one, other)

    def _built_in(self, frame: _Frame, it: ast.Call) -> Value:
        assert isinstance(it.func, ast.Name)
        values = [self._value(frame, each) for each in it.args]
        match it.func.id:
            case "u64":
                return self._do.cast(self._loaded(values[0]), UNSIGNED)
            case "i64" | "int":
                return self._do.cast(self._loaded(values[0]), SIGNED)
            case "abs":
                return self._do.absolute(self._loaded(values[0]))
        one, other = self._together(values)
        return self._do.extreme(it.func.id, one, other)

    def _both(self, frame: _Frame, left: ast.expr, right: ast.expr) -> tuple[Value, Value]:
        one, other = self._together([self._value(frame, left), self._value(frame, right)])
        return one, other

    def _place(self, row: Value, index: Value) -> str:
        number = self._do.as_i64(self._settled(index))
        return self._new(f"getelementptr inbounds {WIDTHS[row.kind]}, ptr {row.text}, i64 {number}")

    def _read(self, row: Value, index: Value) -> Value:
        if self._scenario is not None and row.kind == "T" and index.known is not None:
            address = known_number(self._settled(index))
            if address not in self._scenario.loaded:
                if not 0 <= address < len(self._scenario.T):  # no game gets there
                    return of_literal(0)
                value = Value(SIGNED, self._scenario.T[address], "", address)
                return self._settled(value) if address < self._scenario.head else value
        place, width = self._place(row, index), WIDTHS[row.kind]
        # A row that is never written to needn't be read again after writing to another one.
        fixed = ", !invariant.load !0" if row.kind in READ_ONLY else ""
        register = self._new(f"load {width}, ptr {place}, !tbaa {_ALIASES[row.kind]}{fixed}")
        if width == "i32":
            register = self._new(f"sext i32 {register} to i64")
        return Value(ROWS[row.kind], None, register)

    # ------------------------------------------------------------------------------------- steps

    def _write(self, frames: list[_Frame], block: int, step: int) -> None:
        """Writes a block from a step on, until code follows that is written elsewhere."""
        while True:
            frame = frames[-1]
            steps = frame.function.blocks[block].steps
            if step < len(steps):
                at = self._step(frames, steps[step], block, step)
            else:
                end = frame.function.blocks[block].end
                assert end is not None
                at = self._end(frames, end)
            if at is None:
                return
            block, step = at

    def _step(
        self, frames: list[_Frame], step: Step, block: int, number: int
    ) -> tuple[int, int] | None:
        """Writes a step; returns the next block and step, or None if they are written elsewhere."""
        frame = frames[-1]
        match step:
            case Set(names, values):
                numbers = [self._value(frame, each) for each in values]
                for name, value in zip(names, numbers, strict=True):
                    self._set(frame, name, value)
            case Write(row, index, value):
                to, where = self._value(frame, row), self._value(frame, index)
                self._store(to, where, self._loaded(self._value(frame, value)))
            case CallCode(name, arguments):
                self._call_code(frame, name, arguments)
            case CallStep():
                return self._call(frames, step, block, number)
        return block, number + 1

    def _end(self, frames: list[_Frame], end: End) -> tuple[int, int] | None:
        frame = frames[-1]
        match end:
            case CodeJump(to):
                if is_alone(frame.function, to):
                    return to, 0
                self._go(frames, to, 0)
            case CodeBranch(condition, yes, no):
                value = self._value(frame, condition)
                if value.known is not None and self._scenario is not None:
                    to = yes if self._settled(value).known else no
                    if is_alone(frame.function, to):
                        return to, 0
                    self._go(frames, to, 0)
                    return None
                bit = self._do.bit(value)
                first, second = (self._version(_copied(frames), to, 0) for to in (yes, no))
                self._line(f"br i1 {bit}, label %{first}, label %{second}")
            case Return(values):
                return self._return(frames, [self._value(frame, each) for each in values])
            case Raise(line):
                if self._scenario is not None:
                    raise frame.function.refused(line, "an error would be raised here")
                self._raise()
        return None

    def _store(self, row: Value, index: Value, value: Value) -> None:
        place, number = self._place(row, index), self._do.as_i64(value)
        if WIDTHS[row.kind] == "i32":
            if value.known is not None:
                number = str((value.known + 2**31) % 2**32 - 2**31)
            else:
                number = self._new(f"trunc i64 {number} to i32")
        self._line(f"store {WIDTHS[row.kind]} {number}, ptr {place}, !tbaa {_ALIASES[row.kind]}")

    # ------------------------------------------------------------------------------------- calls

    def _call(
        self, frames: list[_Frame], step: CallStep, block: int, number: int
    ) -> tuple[int, int] | None:
        frame = frames[-1]
        values = [self._value(frame, each) for each in step.arguments]
        read = self._module.inference.function(step.function)
        if self._scenario is not None:
            if "by place" in read.marks:
                self._set(frame, step.names[0], Value(TRUTH, int(values[-1].known is None)))
                return block, number + 1
            if "each" in read.marks:
                return self._go_on_for_each(frames, step, values, block, number)
            if "hot" in read.marks:
                return self._enter(frames, step, values, block, number)
            if "unknown" in read.marks:
                register = self._new(f"add i64 {self._do.as_i64(self._loaded(values[0]))}, 0")
                self._set(frame, step.names[0], Value(SIGNED, None, register))
                return block, number + 1
            if "ahead" in read.marks:
                self._set(frame, step.names[0], of_literal(True))
                return block, number + 1
        elif read.marks & {"each", "unknown", "ahead"}:
            self._set(frame, step.names[0], values[0])
            return block, number + 1
        self._call_function(frame, step, read, values)
        return block, number + 1

    def _call_function(
        self, frame: _Frame, step: CallStep, read: Function, values: Sequence[Value]
    ) -> None:
        kinds = self._module.inference.given(step.function, [value.kind for value in values])
        given: list[Argument] = []
        words = []
        for name, value, kind in zip(read.parameters, values, kinds, strict=True):
            if value.known is not None and self._scenario and name not in read.amounts:
                settled = known_number(self._settled(value))
                given.append(bool(settled) if kind == TRUTH else settled)
                continue
            given.append(kind)
            word = value.text if kind in ROWS else self._do.typed(self._loaded(value), kind)
            words.append(f"ptr {word}" if kind in ROWS else word)
        called = step.function, tuple(given)
        types = self._module.result(called)
        call = f"call {_struct(types)} @{self._module.name(called)}({', '.join(words)})"
        if not types:
            self._line(call)
            return
        result = self._new(call)
        parts = [result]
        if len(types) > 1:
            parts = [
                self._new(f"extractvalue {_struct(types)} {result}, {i}") for i in range(len(types))
            ]
        if self._module.can_raise(step.function):
            self._go_on_unless(parts.pop())
        returns = self._module.kinds(called).returns
        for name, kind, part in zip(step.names, returns, parts, strict=False):
            plain = SIGNED if called in self._module.outside else kind
            self._set(frame, name, Value(plain, None, part))

    def _enter(
        self,
        frames: list[_Frame],
        step: CallStep,
        values: Sequence[Value],
        block: int,
        number: int,
    ) -> tuple[int, int]:
        """Inlines a function; returns its first block and step."""
        read = self._module.inference.function(step.function)
        kinds = self._module.inference.given(step.function, [value.kind for value in values])
        inferred = self._module.inference.kinds(step.function, kinds)
        path = f"{frames[-1].path}.{block}_{number}"
        inner = _Frame(read, inferred, path, back=(block, number + 1, step.names))
        for name, value in zip(read.parameters, values, strict=True):
            if value.kind in ROWS:
                self._rows[path, name] = value
            else:
                self._set(inner, name, value)
        frames.append(inner)
        return 0, 0

    def _go_on_for_each(
        self,
        frames: list[_Frame],
        step: CallStep,
        values: Sequence[Value],
        block: int,
        number: int,
    ) -> tuple[int, int] | None:
        """Branches for each value that a number can have."""
        value, end = self._settled(values[0]), self._settled(values[1])
        if value.known is not None:
            self._set(frames[-1], step.names[0], value)
            return block, number + 1
        cases = []
        for case in range(known_number(end)):
            copied = _copied(frames)
            self._set(copied[-1], step.names[0], of_literal(case))
            cases.append(f"i64 {case}, label %{self._version(copied, block, number + 1)}")
        other = self._label()
        self._line(f"switch i64 {value.text}, label %{other} [ {' '.join(cases)} ]")
        self._lines += [f"{other}:", "  unreachable"]
        return None

    def _go_on_unless(self, raised: str) -> None:
        """Passes on the error of a called function, or continues if there was none."""
        on, off = self._label(), self._label()
        self._line(f"br i1 {raised}, label %{off}, label %{on}, !prof !10")
        self._lines.append(f"{off}:")
        self._raise()
        self._lines.append(f"{on}:")

    def _call_code(self, frame: _Frame, name: str, arguments: Sequence[ast.expr]) -> None:
        address, *others = [self._loaded(self._value(frame, each)) for each in arguments]
        words = [
            f"ptr {value.text}" if value.kind in ROWS else f"i64 {self._do.as_i64(value)}"
            for value in others
        ]
        code = self._new(f"inttoptr i64 {self._do.as_i64(address)} to ptr")
        result = self._new(f"call i64 {code}({', '.join(words)})")
        self._set(frame, name, Value(SIGNED, None, result))

    # ----------------------------------------------------------------------------------- results

    def _return(self, frames: list[_Frame], values: Sequence[Value]) -> tuple[int, int] | None:
        if len(frames) > 1:
            inner = frames.pop()
            block, step, names = _back(inner)
            for name, value in zip(names, values, strict=False):
                self._set(frames[-1], name, value)
            if not inner.forked:
                return block, step
            self._go(frames, block, step)  # several returns share the code that follows
            return None
        if self._called in self._module.outside:
            self._line(f"ret i64 {self._do.as_i64(self._loaded(values[0])) if values else '0'}")
            return None
        words = [
            self._do.typed(self._loaded(value), kind)
            for value, kind in zip(values, self._kinds.returns, strict=True)
        ]
        self._give_back([*words, "i1 false"] if self._raises else words)
        return None

    def _raise(self) -> None:
        nothing = [f"{each} 0" for each in self._types[:-1]]
        self._give_back([*nothing, "i1 true"])

    def _give_back(self, words: Sequence[str]) -> None:
        if len(words) < 2:
            self._line(f"ret {words[0]}" if words else "ret void")
            return
        struct, kind = "undef", _struct(self._types)
        for i, word in enumerate(words):
            struct = self._new(f"insertvalue {kind} {struct}, {word}, {i}")
        self._line(f"ret {kind} {struct}")


_VALUES: Final[dict[type[ast.expr], Callable[[_Writer, _Frame, Any], Value]]] = {
    ast.Constant: _Writer._literal,
    ast.Name: _Writer._named,
    ast.Subscript: _Writer._subscript,
    ast.Compare: _Writer._compare,
    ast.UnaryOp: _Writer._unary,
    ast.BinOp: _Writer._binary,
    ast.Call: _Writer._built_in,
}


def _copied(frames: Sequence[_Frame]) -> list[_Frame]:
    return [frame.on(dict(frame.known), forked=frame.forked) for frame in frames]


def _back(frame: _Frame) -> tuple[int, int, tuple[str, ...]]:
    assert frame.back is not None
    return frame.back
