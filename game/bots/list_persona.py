"""A persona that plays any blind list; it is appended to the tables of a scenario.

The kernel knows no blind lists, but it knows personas whose temperament shifts with the state (rule
12.2). A list becomes such a persona: its shifts are the digits of the clock (the turn, the phase
and the picks so far). The temperament for a pick likes the entry of that pick most, later entries
less, and nothing else. Another list only changes numbers in `T`; nothing is lowered or compiled
again.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Sequence
from typing import Any

from attrs import evolve

from game.bots.lists import BlindList, ListShape
from game.kernel import codes as c
from game.kernel.lowering.lower import Tables, most_answers, numbers
from game.kernel.lowering.temper import aims


class ListPersona:
    """A persona that plays any blind list, and tables that contain it."""

    def __init__(self, tables: Tables, shape: ListShape) -> None:
        self._shape = shape
        self._slots = len(tables.rules.slots)
        self._numbers = [int(tables.numbers[i]) for i in range(len(tables.numbers))]
        self._answers = {
            inject: self._add([0] * max(1, most_answers(rules)))
            for inject, rules in enumerate(tables.rules.injects)
        }
        self._targets = [
            self._add([self._add(aims(style, table.rounds)) for table in tables.rules.tables])
            for _, style in shape.styles
        ]
        self._actions = self._add([0] * self._slots * len(shape.times))
        answers = self._add([*self._answers.values()])
        # A list says how it votes, so it leans by no formula, and by nothing that is signed.
        leans = self._add([0] * len(self._answers)), 0
        self._records = [
            self._record(self._actions + self._slots * i, answers, 0, 0, 0, *leans)
            for i in range(max(1, len(shape.times)))
        ]
        conditions = self._clock()
        record = self._records[0]
        shifted = [
            self._records[index] if index is not None else record
            for index in self._shifted(len(conditions))
        ]
        shifts = len(conditions), self._add(conditions), self._add(shifted)
        self.address = self._record(self._actions, answers, *shifts, *leans)
        """The address of the persona's record."""
        self.tables = evolve(
            tables,
            numbers=numbers(self._numbers, "int32"),
            formulas=(*tables.formulas, *conditions),
            origin=None,
            base=tables,
        )

    def _record(self, actions: int, *rest: int) -> int:
        """Appends the record of a persona, from the addresses of its parts; returns its address."""
        answers, *others = rest
        record = [1, actions, answers, self._targets[0], *others]
        assert len(record) == c.PERSONA
        return self._add(record)

    def _add(self, row: Sequence[int]) -> int:
        """Appends numbers to the tables; returns their address."""
        address = len(self._numbers)
        self._numbers += row
        return address

    # ------------------------------------------------------------------------------- the clock

    def _clock(self) -> list[int]:
        """Appends code for the clock's digits (turn, phase, picks); returns its addresses."""
        rules, side = self._shape.rules, self._shape.side
        digits = [_digit(c.TURN, bit) for bit in range(rules.turns.bit_length())]
        digits += [_digit(c.PHASE, bit) for bit in range((len(rules.phases) - 1).bit_length())]
        first = c.SIDES + side * (1 + rules.most_picks) + 1
        for pick in range(rules.most_picks - 1):
            digits.append([c.LOAD, first + pick, c.AT_LEAST + c.WITH_NUMBER, 0, c.END])
        return [self._add(code) for code in digits]

    def _shifted(self, digits: int) -> list[int | None]:
        """By value of the clock, the index of the pick; None for values that never occur."""
        rules = self._shape.rules
        of_turn, of_phase = rules.turns.bit_length(), (len(rules.phases) - 1).bit_length()
        index_by_time: list[int | None] = [None] * (1 << digits)
        for index, time in enumerate(self._shape.times):
            picks = (1 << time.pick) - 1
            index_by_time[time.turn | time.phase << of_turn | picks << (of_turn + of_phase)] = index
        return index_by_time

    # -------------------------------------------------------------------------------- the list

    def write(self, row: Any, old: BlindList, new: BlindList) -> None:
        """Writes what differs between two lists into a row of the tables' numbers."""
        shape = self._shape
        if old == new:
            return
        for phase in shape.phases:
            of_phase = shape.entries_of(phase)
            if old[of_phase.start : of_phase.stop] != new[of_phase.start : of_phase.stop]:
                self._write_picks(row, of_phase, new)
        for i, inject in enumerate(shape.questions, len(shape.times)):
            if old[i : i + 1] != new[i : i + 1]:
                address = self._answers[inject]
                for answer in range(most_answers(shape.rules.injects[inject])):
                    row[address + answer] = int(answer == new[i])
        if old[-1:] != new[-1:]:
            for record in (*self._records, self.address):
                row[record + c.PERSONA_TARGETS] = self._targets[new[-1]]

    def _write_picks(self, row: Any, of_phase: range, blind: BlindList) -> None:
        """Writes the worths of actions at each pick of a phase: its entry most, later ones less."""
        values = never = array("i", [-1]) * self._slots
        by_pick: deque[array[int]] = deque()
        for index in reversed(of_phase):
            if blind[index] == c.PASS:
                values = never
            else:
                values = values[:]
                values[blind[index]] = of_phase.stop - index
            by_pick.appendleft(values)
        first, last = (self._actions + self._slots * at for at in (of_phase.start, of_phase.stop))
        row[first:last] = sum(by_pick, array("i"))


def _digit(place: int, bit: int) -> list[int]:
    """The code that computes a binary digit of a number in the state."""
    divided = [c.DIVIDE + c.WITH_NUMBER, 1 << bit] if bit else []
    return [c.LOAD, place, *divided, c.REMAINDER + c.WITH_NUMBER, 2, c.END]
