"""Phases of injects as functions, and the outcomes that can end a game early."""

from __future__ import annotations

from collections.abc import Iterator

from game.kernel import codes as c
from game.kernel.native.programs import choose
from game.kernel.native.text import ACTOR, READER, READER_ARGUMENTS, Function
from game.kernel.whole_numbers import Numbers


def write_endings(T: Numbers) -> str:
    """The function that tests the outcomes that can end the game (rule 3.5): 1 where one holds."""
    address = T[c.H_ENDINGS]
    function = Function(f"endings_{address}", READER, T)
    for p in range(address + 1, address + 1 + 2 * T[address], 2):
        ends, on = function.label(), function.label()
        function.fork(function.holds(T[p]), ends, on)
        function.start(ends)
        function.store(c.OUTCOME, T[p + 1])
        function.give(1)
        function.start(on)
    function.give(0)
    return function.text


def inject_phases(T: Numbers, phases: int) -> Iterator[int]:
    """The addresses of the records of phases of injects, of so many phases."""
    for number in range(phases):
        phase = T[T[c.H_PHASES] + number]
        if T[phase + c.PHASE_KIND] == c.INJECTS:
            yield phase


def programs_of(T: Numbers, phase: int) -> list[int]:
    """The programs of all injects of a phase."""
    return [T[inject + c.INJECT_PROGRAM] for inject in (*_known(T, phase), *_pile(T, phase))]


def _known(T: Numbers, phase: int) -> list[int]:
    return [T[T[phase + c.I_KNOWN] + k] for k in range(T[phase + c.I_KNOWN_N])]


def _pile(T: Numbers, phase: int) -> list[int]:
    return [T[T[phase + c.I_DRAWN] + k] for k in range(T[phase + c.I_DRAWN_N])]


def write_events(T: Numbers, phase: int) -> str:
    """The function that goes through a phase of injects from the cursor on, as `flow._events`.

    It gives 0 where a question interrupts it, and otherwise 1.
    """
    function = Function(f"events_{phase}", ACTOR, T)
    known, draws = _known(T, phase), T[phase + c.I_DRAWS]
    labels = [function.label() for _ in range(len(known) + draws)]
    over = function.label()
    function.switch(function.load(c.CURSOR), enumerate(labels), over)
    for at, (label, after) in enumerate(zip(labels, [*labels, over][1:], strict=True)):
        function.start(label)
        function.store(c.CURSOR, at + 1)
        if at < len(known):
            _write_known(function, known[at], after)
        else:
            _write_drawn(function, phase, after)
    function.start(over)
    function.give(1)
    return function.text


def _write_known(function: Function, inject: int, after: str) -> None:
    T = function.T
    if T[inject + c.INJECT_AT] != 0:
        today = function.compare("eq", function.load(c.TURN), function.amount(inject + c.INJECT_AT))
        function.go_on_if(today, after)
    _may(function, inject, after)
    if T[inject + c.INJECT_CHANCE] != 0:
        percent = function.value(T[inject + c.INJECT_CHANCE])
        function.go_on_if(function.happens(percent, T[inject + c.INJECT_SITE]), after)
    _write_coming(function, inject, after)


def _may(function: Function, inject: int, after: str) -> None:
    """On to the next inject where this one is held, or its `once` or `when` forbid it."""
    T = function.T
    held = function.load(T[inject + c.INJECT_HELD])
    free = [function.compare("eq", held, 0)]
    if T[inject + c.INJECT_ONCE] != 0:
        free.append(function.compare("sle", function.load(T[inject + c.INJECT_PLACE]), 0))
    function.go_on_if(function.all_of(free), after)
    if T[inject + c.INJECT_WHEN] != 0:
        function.go_on_if(function.holds(T[inject + c.INJECT_WHEN]), after)


def _write_coming(function: Function, inject: int, after: str) -> None:
    """An inject happens; then outcomes are tested, and a question interrupts."""
    T = function.T
    function.fork_to_give(function.run(T[inject + c.INJECT_PROGRAM]), 1)
    if T[T[c.H_ENDINGS]] > 0:
        ends = function.new(f"call i64 @endings_{T[c.H_ENDINGS]}({READER_ARGUMENTS})")
        function.fork_to_give(function.compare("ne", ends, 0), 1)
    if T[c.H_QUESTIONS_MOST] > 0:
        asked = function.compare("sgt", function.load(T[c.H_QUESTIONS]), 0)
        function.fork_to_give(asked, 0)
    function.jump(after)


def _write_drawn(function: Function, phase: int, after: str) -> None:
    """One of the candidates by weight; where there is none, nothing is drawn (rule 2.3)."""
    T, pile = function.T, _pile(function.T, phase)
    if not pile:
        function.jump(after)
        return
    bits, weights = [], []
    for inject in pile:
        allowed, weight = _weigh(function, inject)
        bits.append(allowed)
        weights.append(weight)
    function.go_on_if(function.any_of(bits), after)
    drawn = function.draw(T[phase + c.I_SITE])
    comes = [function.label() for _ in pile]
    choose(function, weights, drawn, comes, after)
    for inject, label in zip(pile, comes, strict=True):
        function.start(label)
        _write_coming(function, inject, after)


def _weigh(function: Function, inject: int) -> tuple[str, str]:
    """Whether an inject of a pile may come, and its weight: 0 where it may not."""
    T = function.T
    bits = [function.compare("eq", function.load(T[inject + c.INJECT_HELD]), 0)]
    if T[inject + c.INJECT_ONCE] != 0:
        bits.append(function.compare("sle", function.load(T[inject + c.INJECT_PLACE]), 0))
    if T[inject + c.INJECT_WHEN] != 0:
        bits.append(function.holds(T[inject + c.INJECT_WHEN]))
    allowed = function.all_of(bits)
    weight = function.greatest(function.value(T[inject + c.INJECT_WEIGHT]), 0)
    return allowed, function.select(allowed, weight, 0)
