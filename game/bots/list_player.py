"""Plays games in which one side plays a blind list, against bots in the other seats.

The kernel knows no blind lists, but it knows personas whose temperament shifts with the state (rule
12.2). A list becomes such a persona, appended to the tables of a scenario: its shifts are the
digits of the clock (the turn, the phase and the picks so far). The temperament for a pick likes the
entry of that pick most, later entries less, and nothing else. Another list only changes numbers in
`T`; nothing is lowered or compiled again.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve

from game.bots.lists import BlindList, ListShape, shape_lists
from game.kernel import codes as c
from game.kernel import entries
from game.kernel.lowering.lower import Tables, most_answers, numbers, room
from game.kernel.lowering.temper import aims
from game.kernel.moves import NoRoom
from game.kernel.rows import shape as counts_shape
from game.kernel.scenario_code import with_machine_code
from game.model.players import UNIFORM, personas_of
from game.rules.compiled import Rules
from game.rules.rng import combinations, site

Opponents = tuple[tuple[str, str], ...]
"""The other sides, each with the bot that plays it."""


MOST_MIXES = 81
"""The most mixes of opponents against which lists are tried (rule 12.3)."""


def mix_opponents(rules: Rules, side: str) -> tuple[Opponents, ...]:
    """The ways to seat personas and `uniform` opposite a side; of very many, a fixed choice."""
    others = [each for each in rules.sides if each != side]
    bots = [(*personas_of(rules.scenario, each), UNIFORM) for each in others]
    chosen = combinations([len(each) for each in bots], MOST_MIXES)
    return tuple(
        tuple((side, of_side[k]) for side, of_side, k in zip(others, bots, combo, strict=True))
        for combo in chosen
    )


class ListPlayer:
    """Plays blind lists of one side against mixes of personas and `uniform`."""

    def __init__(
        self,
        tables: Tables,
        side: str,
        mixes: Sequence[Opponents] = (),
        *,
        machine_code: bool = False,
    ) -> None:
        """mixes: the bots in the other seats; by default all mixes.

        machine_code: whether to compile the scenario first, which is worthwhile for some hundred
        thousand games.
        """
        rules = tables.rules
        self.shape = shape_lists(rules, side)
        self.mixes = tuple(mixes) or mix_opponents(rules, side)
        self.played = 0
        """The number of games played so far."""
        persona = ListPersona(tables, self.shape)
        self.address = persona.address
        """The address of the persona that plays the list."""
        self.tables = with_machine_code(persona.tables) if machine_code else persona.tables
        """The tables with that persona, which still plays the list of the last games."""
        self._persona = persona
        self._state, self._seen = self.tables.state(), self.tables.state()
        self._work = [self._prepare(dict(mix)) for mix in self.mixes]
        self._counts = sum(counts_shape(rules))
        self._entries: BlindList = ()

    def _prepare(self, seats: Mapping[str, str]) -> Any:
        """A work area for games in which bots sit in the other seats, and the list in its own."""
        tables, work = self.tables, self.tables.work()
        for number, policy in enumerate(tables.policies(seats)):
            seat = tables.numbers[c.W_SEATS] + number
            work[seat] = self.address if number == self.shape.side else policy
        return work

    def take_up(self, blind: BlindList) -> None:
        """Has the persona play another list."""
        self._persona.write(self.tables.numbers, self._entries, blind)
        self._entries = blind

    def score(self, blind: BlindList, mix: int, seed: int, games: int) -> Any:
        """Plays a list against one of the mixes, with seeds seed, seed + 1, ….

        Returns the scores by game and side. Raises NoRoom if more questions wait than the kernel
        has room for.
        """
        self.take_up(blind)
        tables = self.tables
        scores = room(games * len(tables.rules.sides), "int64")
        counts = room(self._counts, "int64")
        board = entries.Board(
            *(tables.numbers, tables.sites, self._state, self._seen, self._work[mix]),
            A=scores,
            K=counts,
        )
        board.play_games(seed, games, site("bots"), rows=False)
        if counts[0] < 0:
            raise NoRoom
        self.played += games
        return scores


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
