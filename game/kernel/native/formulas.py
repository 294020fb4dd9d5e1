"""Formulas as functions: what `kernel.run.formulas` runs step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.kernel import codes as c
from game.kernel.native.text import READER, READER_ARGUMENTS, Function
from game.kernel.whole_numbers import Numbers


class Unknown(Exception):
    """A step that isn't known here: the interpreter runs such a scenario."""


_COMPARISONS = {
    c.LESS: "slt",
    c.AT_MOST: "sle",
    c.EQUAL: "eq",
    c.UNEQUAL: "ne",
    c.AT_LEAST: "sge",
    c.GREATER: "sgt",
}
_OPERATIONS = {
    c.ADD: "add i64 {}, {}",
    c.SUBTRACT: "sub i64 {}, {}",
    c.MULTIPLY: "mul i64 {}, {}",
    c.DIVIDE: "call i64 @divide(i64 {}, i64 {})",
    c.REMAINDER: "call i64 @remainder(i64 {}, i64 {})",
    c.LEAST: "call i64 @llvm.smin.i64(i64 {}, i64 {})",
    c.GREATEST: "call i64 @llvm.smax.i64(i64 {}, i64 {})",
}


def write_formula(T: Numbers, address: int) -> str:
    """The function of a formula, or of code that others call. Raises Unknown."""
    function = Function(f"formula_{address}", READER, T)
    if T[address] == c.BETWEEN:
        bits = list(ranges(function, address))
        function.give(function.number_of(function.all_of(bits)) if bits else 1)
    else:
        _Formula(function).write(address)
    return function.text


def ranges(function: Function, address: int, first: int = 0) -> Iterator[str]:
    """Bits that must all be set for numbers of a state to lie in ranges, from one of them on."""
    last = address + 2 + 3 * function.T[address + 1]
    for at in range(address + 2 + 3 * first, last, 3):
        number = function.load(function.T[at])
        yield function.compare("sge", number, function.amount(at + 1))
        yield function.compare("sle", number, function.amount(at + 2))


class _Formula:
    """The code of one formula, from its first step to its last.

    The last value is kept in a variable only from one block to the next.
    """

    def __init__(self, function: Function) -> None:
        self._function = function
        self._last: str | int = 0
        self._stack: list[str | int] = []
        self._labels: dict[int, str] = {}
        self._stacks: dict[int, list[str | int]] = {}
        """By step that is jumped to, what then waits on the stack."""
        self._open = True
        """Whether the last block goes on."""

    def write(self, address: int) -> None:
        """Writes all steps; the last one gives the value."""
        function, T = self._function, self._function.T
        function.line("%last = alloca i64, align 8")
        p = address
        while True:
            if p in self._labels:
                self._land(p)
            op = T[p]
            if op in (c.END, c.RETURN):
                function.give(self._last)
                return
            if op in (c.JUMP, c.JUMP_IF_NOT, c.JUMP_IF):
                self._jump(op, T[p + 1])
                p += 2
            elif op == c.CHOOSE:
                self._choose(p)
                p += 2 + T[p + 1]
            else:
                p += self._step(op, p)

    # ------------------------------------------------------------------------------ jumps

    def _target(self, p: int) -> str:
        """The block at a step further on, to which the last value is handed."""
        if p not in self._labels:
            self._labels[p] = self._function.label()
            self._stacks[p] = list(self._stack)
        return self._labels[p]

    def _keep(self, number: str | int) -> None:
        self._function.line(f"store i64 {number}, ptr %last, align 8")

    def _land(self, p: int) -> None:
        if self._open:
            self._keep(self._last)
            self._function.jump(self._labels[p])
        self._begin(self._labels[p])
        self._stack = self._stacks[p]
        self._last = self._function.new("load i64, ptr %last, align 8")

    def _begin(self, label: str) -> None:
        self._function.start(label)
        self._open = True

    def _jump(self, op: int, to: int) -> None:
        function = self._function
        if op == c.JUMP:
            self._keep(self._last)
            function.jump(self._target(to))
            self._open = False
            return
        zero = function.compare("eq", self._last, 0)
        on = function.label()
        if op == c.JUMP_IF_NOT:
            self._keep(0)
            function.fork(zero, self._target(to), on)
        else:
            self._keep(1)
            function.fork(zero, on, self._target(to))
            # What goes on is the value that was no reason to jump.
        self._begin(on)

    def _choose(self, p: int) -> None:
        function, T = self._function, self._function.T
        n = T[p + 1]
        which = function.clamp(self._last, 0, n - 1)
        targets = [self._target(T[p + 2 + k]) for k in range(n)]
        self._keep(self._last)
        function.switch(which, enumerate(targets[:-1]), targets[-1])
        self._open = False

    # ------------------------------------------------------------------------------ steps

    def _step(self, op: int, p: int) -> int:
        """Writes a step that goes on to the next; how many numbers it takes."""
        function, T = self._function, self._function.T
        if op == c.NUMBER:
            self._last = function.amount(p + 1)
            return 2
        if op == c.LOAD:
            self._last = function.load(T[p + 1])
            return 2
        if op == c.PUSH:
            self._stack.append(self._last)
            return 1
        if c.ADD <= op <= c.GREATEST:
            self._last = self._apply(op, self._stack.pop(), self._last)
            return 1
        if c.WITH_NUMBER + c.ADD <= op <= c.WITH_NUMBER + c.GREATEST:
            self._last = self._apply(op - c.WITH_NUMBER, self._last, function.amount(p + 1))
            return 2
        if c.WITH_PLACE + c.ADD <= op <= c.WITH_PLACE + c.GREATEST:
            self._last = self._apply(op - c.WITH_PLACE, self._last, function.load(T[p + 1]))
            return 2
        if op not in _STEPS:
            raise Unknown(f"a formula has a step {op}")
        self._last, length = _STEPS[op](function, self._last, p)
        return length

    def _apply(self, op: int, left: str | int, right: str | int) -> str:
        if op in _COMPARISONS:
            bit = self._function.compare(_COMPARISONS[op], left, right)
            return self._function.number_of(bit)
        return self._function.new(_OPERATIONS[op].format(left, right))


def _truth(function: Function, last: str | int, _p: int) -> tuple[str, int]:
    return function.number_of(function.compare("ne", last, 0)), 1


def _not(function: Function, last: str | int, _p: int) -> tuple[str, int]:
    return function.number_of(function.compare("eq", last, 0)), 1


def _negative(function: Function, last: str | int, _p: int) -> tuple[str, int]:
    return function.subtract(0, last), 1


def _absolute(function: Function, last: str | int, _p: int) -> tuple[str, int]:
    return function.new(f"call i64 @llvm.abs.i64(i64 {last}, i1 false)"), 1


def _is(function: Function, _last: str | int, p: int) -> tuple[str, int]:
    number = function.load(function.T[p + 1])
    return function.number_of(function.compare("eq", number, function.amount(p + 2))), 3


def _count(function: Function, _last: str | int, p: int) -> tuple[str, int]:
    total: str | int = 0
    n = function.T[p + 1]
    for k in range(n):
        total = function.add(total, function.load(function.T[p + 2 + k]))
    return function.least(total, c.MOST), 2 + n


def _signed(function: Function, _last: str | int, p: int) -> tuple[str, int]:
    T = function.T
    agreed = function.compare("eq", function.load(T[p + 1]), c.AGREED)
    return function.select(agreed, function.load(T[p + 2]), function.amount(p + 3)), 4


def _of_package(function: Function, _last: str | int, p: int) -> tuple[str, int]:
    return function.load_work(c.W_PACKAGE + function.T[p + 1]), 2


def _call(function: Function, _last: str | int, p: int) -> tuple[str, int]:
    return function.new(f"call i64 @formula_{function.T[p + 1]}({READER_ARGUMENTS})"), 2


_STEPS: dict[int, Callable[[Function, str | int, int], tuple[str, int]]] = {
    c.TRUTH: _truth,
    c.NOT: _not,
    c.NEGATE: _negative,
    c.ABSOLUTE: _absolute,
    c.IS: _is,
    c.COUNT: _count,
    c.SIGNED: _signed,
    c.OF_PACKAGE: _of_package,
    c.CALL: _call,
}
"""By step what the last value becomes, and how many numbers the step takes."""
