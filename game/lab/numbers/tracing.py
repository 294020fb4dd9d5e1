"""Whole numbers that note what is computed from them, so that it can be computed again from others.

A function that is given such numbers does what it always does, with the values that they have now.
The trace notes every sum, product … that is made of them, and how every comparison came out. From
other values the function would make the same of them as long as all comparisons come out alike: the
trace computes it, or says that some comparison came out otherwise. Where a plain number is needed,
as the length of a list or a text to show, the values are fixed: the trace holds for them alone.
A `Template` copies what the function has made, with plain numbers in place of the traced ones.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from types import CellType, FunctionType
from typing import Any

import attrs

from game.model.frozen import FrozenMap
from game.rules.index import Index

Pair = Callable[[Any, Any], int]
"""What is done with two numbers."""


class Trace:
    """What is computed from some numbers, step by step."""

    def __init__(self, values: Sequence[int]) -> None:
        """values: those that the numbers have while they are traced."""
        self.numbers = tuple(TracedNumber(self, place, value) for place, value in enumerate(values))
        self.fixed = frozenset[int]()
        """The places of those among them that hold for their values alone."""
        self._made_of = [frozenset({place}) for place in range(len(values))]
        """By place, the numbers that it depends on."""
        self._constants: dict[int, int] = {}
        """By value its place, counted from the end."""
        self._steps: dict[tuple[Pair, int, int], TracedNumber | bool] = {}
        """What was done with the numbers at two places, and what came of it, in order."""

    def results(self, values: Sequence[int]) -> list[int] | None:
        """By place, what is computed from other values; None where a comparison differs."""
        place = len(values)
        row = [*values, *[0] * (len(self._made_of) - place), *reversed(self._constants)]
        for (act, left, right), outcome in self._steps.items():
            result = act(row[left], row[right])
            if isinstance(outcome, bool):
                if result != outcome:
                    return None
            else:
                row[place] = result
                place += 1
        return row

    def compute(self, act: Pair, left: Any, right: Any) -> TracedNumber:
        """Does something with two numbers, of which at least one is traced."""
        step = act, self._place(left), self._place(right)
        made = self._steps.get(step)
        if not isinstance(made, TracedNumber):
            of = [self._made_of[place] for place in step[1:] if place >= 0]
            made = TracedNumber(self, len(self._made_of), act(_value(left), _value(right)))
            self._made_of.append(frozenset().union(*of))
            self._steps[step] = made
        return made

    def compare(self, act: Pair, left: Any, right: Any) -> bool:
        """Compares two numbers, of which at least one is traced."""
        step = act, self._place(left), self._place(right)
        if step not in self._steps:
            self._steps[step] = bool(act(_value(left), _value(right)))
        return self._steps[step] is True

    def fix(self, number: TracedNumber) -> int:
        """The value of a number, which it has to keep from now on."""
        self.compare(operator.eq, number, number.value)
        self.fixed |= self._made_of[number.place]
        return number.value

    def _place(self, number: Any) -> int:
        if isinstance(number, TracedNumber):
            return number.place
        return self._constants.setdefault(int(number), -1 - len(self._constants))


def _value(number: Any) -> int:
    return number.value if isinstance(number, TracedNumber) else int(number)


def _absolute(number: int, _: int) -> int:
    return abs(number)


def _computing(act: Pair) -> Callable[[TracedNumber, Any], Any]:
    def compute(self: TracedNumber, other: Any) -> Any:
        return self.trace.compute(act, self, other) if isinstance(other, int) else NotImplemented

    return compute


def _turned(act: Pair) -> Callable[[TracedNumber, Any], Any]:
    def compute(self: TracedNumber, other: Any) -> Any:
        return self.trace.compute(act, other, self) if isinstance(other, int) else NotImplemented

    return compute


def _comparing(act: Pair) -> Callable[[TracedNumber, Any], Any]:
    def compare(self: TracedNumber, other: Any) -> Any:
        return self.trace.compare(act, self, other) if isinstance(other, int) else NotImplemented

    return compare


class TracedNumber:
    """A number that a trace follows. It passes for an `int` and isn't one, so that nothing takes
    its value without asking for it.

    In a dictionary it is itself alone: numbers that are equal by chance stay apart.
    """

    __slots__ = ("place", "trace", "value")

    def __init__(self, trace: Trace, place: int, value: int) -> None:
        self.trace, self.place, self.value = trace, place, value

    @property
    def __class__(self) -> Any:
        return int

    @__class__.setter
    def __class__(self, _: Any) -> None:
        raise TypeError("a traced number stays one")

    __add__, __radd__ = _computing(operator.add), _turned(operator.add)
    __sub__, __rsub__ = _computing(operator.sub), _turned(operator.sub)
    __mul__, __rmul__ = _computing(operator.mul), _turned(operator.mul)
    __floordiv__, __rfloordiv__ = _computing(operator.floordiv), _turned(operator.floordiv)
    __mod__, __rmod__ = _computing(operator.mod), _turned(operator.mod)
    __pow__, __rpow__ = _computing(operator.pow), _turned(operator.pow)
    __lt__, __le__ = _comparing(operator.lt), _comparing(operator.le)
    __gt__, __ge__ = _comparing(operator.gt), _comparing(operator.ge)

    def __eq__(self, other: object) -> Any:
        return other is self or _comparing(operator.eq)(self, other)

    def __ne__(self, other: object) -> Any:
        return other is not self and _comparing(operator.ne)(self, other)

    def __hash__(self) -> int:
        return hash((TracedNumber, self.place))

    def __bool__(self) -> bool:
        return self.trace.compare(operator.ne, self, 0)

    def __neg__(self) -> TracedNumber:
        return self.trace.compute(operator.sub, 0, self)

    def __abs__(self) -> TracedNumber:
        return self.trace.compute(_absolute, self, 0)

    def __index__(self) -> int:
        return self.trace.fix(self)

    def __int__(self) -> int:
        return self.trace.fix(self)

    def __repr__(self) -> str:
        return repr(int(self))

    def __format__(self, how: str) -> str:
        return format(int(self), how)


_WITHOUT_NUMBERS = (str, int, bool, float, type(None), frozenset, type(operator.add), type, Index)
"""What has no traced number in it: ids and their places, and what is the same for all values."""


_Step = Callable[[Sequence[int], list[Any]], Any]
"""Makes a part from the results of a trace and the parts that were made before it."""
_Known = dict[int, tuple[Any, int | None]]
"""By its id each part, which therefore stays alive, and the number of its step if it has one."""


class Template:
    """A value in which traced numbers stand, also within its functions.

    Copies have plain numbers in their place, and share whatever has none.
    """

    def __init__(self, value: Any) -> None:
        """Raises TypeError where a part is of a kind that can't be copied."""
        self._value = value
        self._steps: list[_Step] = []
        """What makes each part that is made again."""
        self._visit(value, {})

    def filled(self, results: Sequence[int]) -> Any:
        """The value with the results of its trace instead of the traced numbers."""
        made: list[Any] = []
        for step in self._steps:
            made.append(step(results, made))
        return made[-1] if made else self._value

    def _visit(self, value: Any, known: _Known) -> int | None:
        """Adds what makes a part again; returns the number of its step, or None."""
        if id(value) not in known:
            step = self._step(value, known)
            known[id(value)] = value, None if step is None else len(self._steps)
            if step is not None:
                self._steps.append(step)
        return known[id(value)][1]

    def _step(self, value: Any, known: _Known) -> _Step | None:
        if type(value) is TracedNumber:
            place = value.place
            return lambda results, _: results[place]
        parts = _parts(value)
        steps = [self._visit(part, known) for part in parts]
        if all(step is None for step in steps):
            return None
        both = [*zip(parts, steps, strict=True)]
        return lambda _, made: _copy(
            value, [part if step is None else made[step] for part, step in both]
        )


def _parts(value: Any) -> list[Any]:
    kind = type(value)
    if kind in (tuple, list):
        return [*value]
    if kind in (dict, FrozenMap):
        return [*value.values()]
    if kind is FunctionType:
        return [*(cell.cell_contents for cell in value.__closure__ or ()), *vars(value).values()]
    if attrs.has(kind):
        return [getattr(value, field.name) for field in attrs.fields(kind)]
    if kind in _WITHOUT_NUMBERS:
        return []
    raise TypeError(f"{kind.__name__} may have numbers in it")


def _copy(value: Any, parts: list[Any]) -> Any:
    """A value of the same kind with other parts."""
    kind = type(value)
    if kind in (tuple, list):
        return kind(parts)
    if kind in (dict, FrozenMap):
        return kind(dict(zip(value, parts, strict=True)))
    if kind is FunctionType:
        cells = tuple(map(CellType, parts[: len(value.__closure__ or ())]))
        copy = FunctionType(
            value.__code__, value.__globals__, value.__name__, value.__defaults__, cells
        )
        vars(copy).update(zip(vars(value), parts[len(cells) :], strict=True))
        return copy
    copy = object.__new__(kind)
    for field, part in zip(attrs.fields(kind), parts, strict=True):
        object.__setattr__(copy, field.name, part)
    return copy
