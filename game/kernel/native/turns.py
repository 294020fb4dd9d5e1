"""Alternate phases as functions, for sides that choose by chance: what `playout` does step by step.

Most decisions of most games are taken in such phases.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.kernel import codes as c
from game.kernel.native.programs import steps
from game.kernel.native.text import ACTOR, READER_ARGUMENTS, Function
from game.kernel.whole_numbers import Numbers

PLAYER = f"{ACTOR}, i64 %own"
"""The parameters of a phase that is played: own is the mixed seed of the bots."""


def alternate_phases(T: Numbers, phases: int) -> Iterator[int]:
    """The addresses of the records of alternate phases, of so many phases."""
    for number in range(phases):
        phase = T[T[c.H_PHASES] + number]
        alternate = T[phase + c.PHASE_KIND] == c.ACTIONS and T[phase + c.A_TOGETHER] == 0
        if alternate and T[phase + c.A_SIDES_N] > 0:
            yield phase


def programs_of_turns(T: Numbers, phase: int) -> list[int]:
    """The programs of all actions of an alternate phase."""
    slots = [slot for side in _sides(T, phase) for slot in _slots(T, phase, side)]
    return [T[T[T[c.H_SLOT_RECORDS] + slot] + c.SLOT_PROGRAM] for slot in slots]


def _sides(T: Numbers, phase: int) -> list[int]:
    return [T[T[phase + c.A_SIDES] + k] for k in range(T[phase + c.A_SIDES_N])]


def _slots(T: Numbers, phase: int, side: int) -> list[int]:
    rows = T[phase + c.A_ROWS] + 2 * side
    return [T[T[rows + 1] + c.ROW * k + c.ROW_SLOT] for k in range(T[rows])]


def write_turns(T: Numbers, phase: int) -> str:
    """The function that plays an alternate phase as `playout._take_turns` does, all sides uniform.

    It gives how many decisions that took.
    """
    function = Function(f"turns_{phase}", PLAYER, T)
    _Turns(function, phase).write()
    return function.text


class _Turns:
    """One block for each place in the order of sides."""

    def __init__(self, function: Function, phase: int) -> None:
        self._function, self._phase = function, phase
        self._sides = _sides(function.T, phase)
        self._blocks = [function.label() for _ in self._sides]
        self._over = function.label()
        self._decisions = function.new("alloca i64, align 8")

    def write(self) -> None:
        function = self._function
        function.line(f"store i64 0, ptr {self._decisions}, align 8")
        function.switch(function.load(c.CURSOR), enumerate(self._blocks), self._blocks[0])
        for number, side in enumerate(self._sides):
            function.start(self._blocks[number])
            self._write_side(number, side)
        function.start(self._over)
        function.give(function.new(f"load i64, ptr {self._decisions}, align 8"))

    def _write_side(self, number: int, side: int) -> None:
        """A side chooses, what it chose happens, and the next one follows."""
        function = self._function
        drawn = self._draw(side)
        picks = self._count_picks(side)
        rows = function.T[self._phase + c.A_ROWS] + 2 * side
        count = function.new(f"call i64 @list_{rows}({READER_ARGUMENTS}, i64 {picks}, i64 0)")
        acts, passes, done = function.label(), function.label(), function.label()
        chosen = function.new(f"urem i64 {drawn}, {self._among(count)}")
        function.fork(function.compare("slt", chosen, count), acts, passes)
        function.start(acts)
        slot = function.load_work(function.add(chosen, function.T[c.W_LIST]))
        self._write_pick(side, slot, picks)
        self._write_effects(side, slot)
        function.jump(done)
        function.start(passes)
        function.store(self._seat(side), 1)
        function.jump(done)
        function.start(done)
        self._write_endings()
        for step in range(1, len(self._sides) + 1):
            self._write_next((number + step) % len(self._sides))
        function.jump(self._over)

    def _seat(self, side: int) -> int:
        return c.SIDES + side * (1 + self._function.T[c.H_PICKS])

    def _draw(self, side: int) -> str:
        """The draw of a side's bot for its next decision, which counts as taken (rule 2.5)."""
        function, T = self._function, self._function.T
        taken = function.load_work(T[c.W_TAKEN] + side)
        function.store_work(T[c.W_TAKEN] + side, function.add(taken, 1))
        decisions = function.new(f"load i64, ptr {self._decisions}, align 8")
        more = function.add(decisions, 1)
        function.line(f"store i64 {more}, ptr {self._decisions}, align 8")
        own = function.new(f"xor i64 %own, {taken}")
        series = function.new(f"call i64 @mix(i64 {own})")
        bot = function.new(f"xor i64 {series}, {function.load_site(T[c.H_DRAWS_N] + side)}")
        return function.new(f"call i64 @mix(i64 {function.new(f'call i64 @mix(i64 {bot})')})")

    def _count_picks(self, side: int) -> str | int:
        """How many actions the side has picked: fewer than it may, or it wouldn't be asked."""
        function, total = self._function, 0
        picks: str | int = total
        for k in range(function.T[self._phase + c.A_PICKS] - 1):
            picked = function.compare("sge", function.load(self._seat(side) + 1 + k), 0)
            picks = function.add(picks, function.number_of(picked))
        return picks

    def _among(self, count: str) -> str:
        """Among how many decisions one is drawn: passing is one where it is allowed (rule 4.5)."""
        function = self._function
        if function.T[self._phase + c.A_NO_PASS] != 0:
            return function.greatest(count, 1)
        return function.add(count, 1)

    def _write_pick(self, side: int, slot: str, picks: str | int) -> None:
        """The action is picked and counts as made; with the last the side has finished."""
        function, T, seat = self._function, self._function.T, self._seat(side)
        function.store(function.add(picks, seat + 1), slot)
        last = function.compare("eq", picks, T[self._phase + c.A_PICKS] - 1)
        function.store(seat, function.number_of(last))
        use = function.add(function.new(f"mul i64 {slot}, {c.SLOT_STATE}"), T[c.H_SLOTS])
        for place in (c.SLOT_USES, c.SLOT_TODAY):
            at = function.add(use, place)
            function.store(at, function.add(function.load(at), 1))
        function.store(function.add(use, c.SLOT_LAST), function.load(c.TURN))

    # ------------------------------------------------------------------------------ what it does

    def _write_effects(self, side: int, slot: str) -> None:
        """Costs are paid and the program runs."""
        function, T = self._function, self._function.T
        slots = _slots(T, self._phase, side)
        records = [T[T[c.H_SLOT_RECORDS] + each] for each in slots]
        lengths = [_length(T, T[record + c.SLOT_PROGRAM]) for record in records]
        paid = any(T[T[record + c.SLOT_COST]] for record in records)
        if records and not paid and min(lengths) >= 0 and max(lengths) <= LONGEST:
            self._write_additions(slot, min(lengths), max(lengths))
            return
        labels, after = [function.label() for _ in slots], function.label()
        function.switch(slot, zip(slots, labels, strict=True), after)
        for record, label in zip(records, labels, strict=True):
            function.start(label)
            cost = T[record + c.SLOT_COST]
            for p in range(cost + 1, cost + 1 + 4 * T[cost], 4):
                left = function.subtract(function.load(T[p]), function.amount(p + 3))
                function.store(T[p], function.greatest(left, function.amount(p + 1)))
            function.run(T[record + c.SLOT_PROGRAM])
            function.jump(after)
        function.start(after)

    def _write_additions(self, slot: str, fewest: int, most: int) -> None:
        """Adds what a program of nothing but additions adds, read from `T`.

        There is nothing here that a processor would have to guess.
        """
        function, T = self._function, self._function.T
        after = function.label()
        record = function.amount(function.add(slot, T[c.H_SLOT_RECORDS]))
        p = function.amount(function.add(record, c.SLOT_PROGRAM))
        for step in range(most):
            if step >= fewest:
                ended = function.compare("eq", function.amount(p), c.P_END)
                function.leave_if(ended, after)
            place, low, high, amount = (function.amount(function.add(p, k)) for k in range(1, 5))
            number = function.add(function.load(place), amount)
            function.store(place, function.clamp(number, low, high))
            p = function.add(p, 5)
        function.jump(after)
        function.start(after)

    # ------------------------------------------------------------------------------ who is next

    def _write_endings(self) -> None:
        """The game may be over, or a question may have been asked."""
        function, T = self._function, self._function.T
        running = function.compare("slt", function.load(c.OUTCOME), 0)
        self._function.go_on_if(running, self._over)
        if T[T[c.H_ENDINGS]] > 0:
            ends = function.new(f"call i64 @endings_{T[c.H_ENDINGS]}({READER_ARGUMENTS})")
            function.leave_if(function.compare("ne", ends, 0), self._over)

    def _write_next(self, number: int) -> None:
        """Goes to a side, unless it has finished."""
        function = self._function
        goes, on = function.label(), function.label()
        finished = function.load(self._seat(self._sides[number]))
        function.fork(function.compare("eq", finished, 0), goes, on)
        function.start(goes)
        function.store(c.CURSOR, number)
        if function.T[c.H_QUESTIONS_MOST] > 0:
            asked = function.compare("sgt", function.load(function.T[c.H_QUESTIONS]), 0)
            function.fork(asked, self._over, self._blocks[number])
        else:
            function.jump(self._blocks[number])
        function.start(on)


LONGEST = 6
"""Additions of a program that is read from `T`, at most."""


def _length(T: Numbers, program: int) -> int:
    """How many additions a program has, if nothing else is in it; otherwise -1."""
    kinds = [T[p] for p in steps(T, program)]
    return len(kinds) - 1 if set(kinds) <= {c.P_ADD, c.P_END} else -1
