"""Every step of formulas and programs, in code made for a scenario and in plain Python.

One module holds all of them, and the amounts are drawn anew for each example: the code reads them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.kernel import codes as c
from game.kernel import machine_code, scenario_code
from game.kernel.compiler import Argument
from game.kernel.run import effects, formulas
from game.kernel.whole_numbers import MASK

if not machine_code.in_use():
    pytest.skip("there is no compiler here", allow_module_level=True)

import numpy as np

MOST = 2**31 - 1
BINARY = range(c.ADD, c.GREATEST + 1)
DIVISORS = (0, 1, -1, 7, -7, MOST, -MOST)
EXAMPLES = settings(max_examples=100, deadline=None, derandomize=True)

# The state: as few things as there can be
PARTIES, ISSUES, OPTIONS, SITES = 2, 3, 2, 4
TRACKS = 20
TABLE = 40
OFFER = TABLE + c.AT_ACCEPTED + PARTIES
LAST_OFFERS = TABLE + c.AT_ACCEPTED + 2 * PARTIES + ISSUES
DRAWS = LAST_OFFERS + PARTIES * ISSUES
FIRED, COUNTER, PROMISE = DRAWS + SITES, DRAWS + SITES + 1, DRAWS + SITES + 2
PROJECT = PROMISE + 2
QUESTIONS, QUESTIONS_MOST = PROJECT + c.PROJECT_STATE, 2
REPEATED = QUESTIONS + 1 + QUESTIONS_MOST
REVEALED = REPEATED + 1
RATIFY = REVEALED + 2 * PARTIES
STATE = RATIFY + 2
# The work area; behind it stands where machine code is.
NAMED, STACK, MANY, LAPSED, WORK = 8, 12, 40, 50, 64
HEAD = {
    c.H_SIDES: PARTIES, c.H_TURNS: 9, c.H_STATE: REPEATED, c.H_DRAWS: DRAWS, c.H_DRAWS_N: SITES,
    c.H_QUESTIONS: QUESTIONS, c.H_QUESTIONS_MOST: QUESTIONS_MOST, c.H_WORK: WORK,
    c.W_NAMED: NAMED, c.W_STACK: STACK, c.W_MANY: MANY, c.W_LAPSED: LAPSED,
}  # fmt: skip

Row = list[int]
amounts = st.integers(-MOST, MOST) | st.integers(-3, 3)
small = st.integers(-(10**9), 10**9) | st.integers(-3, 3)


class Code:
    """`T` with formulas or programs, and which of its numbers are amounts."""

    def __init__(self) -> None:
        self.T: Row = [0] * c.HEAD
        for place, number in HEAD.items():
            self.T[place] = number
        self.amounts: list[int] = []
        self.entries: dict[int, tuple[Callable[..., Any], tuple[Argument, ...]]] = {}
        """What code is made of."""
        self.used: set[int] = set()

    def add(self, *numbers: Any) -> int:
        """Adds numbers; None is an amount that is drawn later. The address of the first."""
        address = len(self.T)
        self.amounts += [address + i for i, number in enumerate(numbers) if number is None]
        self.T += [number or 0 for number in numbers]
        return address

    def formula(self, *steps: tuple[Any, ...]) -> int:
        """A formula of these steps that code is made of; its address."""
        self.entries[len(self.T)] = formulas.value, ("T", "i32", "i64", len(self.T))
        return self.steps(*steps)

    def program(self, *steps: tuple[Any, ...]) -> int:
        """A program likewise."""
        self.entries[len(self.T)] = effects.run, ("T", "u64", "i32", "i64", "u", len(self.T))
        return self.steps(*steps)

    def steps(self, *steps: tuple[Any, ...]) -> int:
        """Steps that other code alone calls."""
        self.used |= {step[0] for step in steps}
        return self.add(*(number for step in steps for number in step))

    def with_amounts(self, drawn: Callable[[], int]) -> Row:
        """`T` with amounts."""
        row = list(self.T)
        for place in self.amounts:
            row[place] = drawn()
        return row

    def compile(self) -> Row:
        """By address in `T` where the machine code of what begins there is."""
        places, read = scenario_code._functions(self.T, self.entries)
        assert read.isdisjoint(self.amounts)
        functions = [0] * len(self.T)
        for address, place in zip(self.entries, places, strict=True):
            functions[address] = place
        return functions


def call(functions: Row, address: int, numbers: Row, *rows: Any, luck: int | None = None) -> int:
    """What machine code returns, where `T` and the last row say where there is more of it."""
    table = np.array(numbers, np.int32)
    table[c.W_NATIVE] = WORK
    kinds = [ctypes.c_void_p] * (1 + len(rows)) + [ctypes.c_uint64] * (luck is not None)
    made = ctypes.CFUNCTYPE(ctypes.c_int64, *kinds)(functions[address])
    pointers = [row.ctypes.data for row in (table, *rows)]
    return int(made(*pointers, *([] if luck is None else [luck])))


# ---------------------------------------------------------------------------------------- formulas


@pytest.fixture(scope="module")
def written_formulas() -> tuple[Code, Row]:
    """Formulas in which every step occurs."""
    code = Code()
    end = (c.END,)
    for op in BINARY:
        for wide in (False, True):
            first, second = (_operand(at, wide and op != c.MULTIPLY) for at in (0, 2))
            code.formula(*first, (c.PUSH,), *second, (op,), end)
        # What something is divided by may be 0, which code is made for.
        numbers = DIVISORS if op in (c.DIVIDE, c.REMAINDER) else (None,)
        for right in (
            *((op + c.WITH_NUMBER, number) for number in numbers),
            (op + c.WITH_PLACE, 4),
        ):
            wide = op not in (c.MULTIPLY, c.ADD, c.SUBTRACT)
            code.formula(*_operand(0, wide), right, end)
    for op in (c.NEGATE, c.NOT, c.TRUTH, c.ABSOLUTE):
        code.formula(*_operand(1, wide=True), (op,), end)
    for step in (
        (c.NUMBER, None),
        (c.COUNT, 3, 5, 6, 7),
        (c.IS, 3, None),
        (c.IF_AGREED, TABLE, 4, None),
        (c.OF_PACKAGE, 2),
    ):
        code.formula(step, end)
    code.formula((c.NUMBER, None), (c.PUSH,), (c.NUMBER, None), (c.SUBTRACT,), end)
    for ranges in range(4):
        code.formula((c.BETWEEN, ranges, *[n for k in range(ranges) for n in (k, None, None)]))
    _write_jumps(code)
    return code, code.compile()


def _operand(place: int, wide: bool) -> list[tuple[int, ...]]:
    """A number of the state; wide: a product of two, which needs 64 bits."""
    product = [(c.MULTIPLY + c.WITH_PLACE, place + 1)] if wide else []
    return [(c.LOAD, place), *product]


def _write_jumps(code: Code) -> None:
    """Conditions, choices and calls, also with something on the stack."""
    first, push, end = (c.LOAD, 0), (c.PUSH,), (c.END,)
    inner = code.steps((c.LOAD, 6), push, (c.LOAD, 7), (c.ADD,), (c.RETURN,))
    called = code.steps(
        (c.LOAD, 4), push, (c.LOAD, 5), push, (c.CALL, inner), (c.SUBTRACT,), (c.ADD,), (c.RETURN,)
    )
    for jump in (c.JUMP_IF_NOT, c.JUMP_IF):
        start = len(code.T)
        code.formula(first, (jump, start + 8), (c.LOAD, 1), (c.TRUTH,), (c.TRUTH,), end)
    start = len(code.T)  # by another number one of two sums, less the first
    code.formula(
        *(first, push, (c.LOAD, 1), (c.JUMP_IF_NOT, start + 11), (c.LOAD, 2), (c.JUMP, start + 14)),
        *((c.LOAD, 3), (c.NEGATE,), (c.SUBTRACT,), end),
    )
    start = len(code.T)
    code.formula(
        *(first, push, (c.LOAD, 1), (c.CHOOSE, 3, start + 10, start + 14, start + 18)),
        *((c.LOAD, 4), (c.JUMP, start + 20), (c.LOAD, 5), (c.JUMP, start + 20)),
        *((c.CALL, called), (c.ADD,), end),
    )


def test_every_step_of_formulas_is_tried(written_formulas: tuple[Code, Row]) -> None:
    plain = {*range(c.END, c.GREATEST + 1), *range(c.NEGATE, c.BETWEEN + 1)}
    joined = {op + kind for op in BINARY for kind in (c.WITH_NUMBER, c.WITH_PLACE)}
    assert written_formulas[0].used == plain | joined


def test_formulas_give_the_same_in_code_for_a_scenario(written_formulas: tuple[Code, Row]) -> None:
    code, functions = written_formulas

    @EXAMPLES
    @given(st.lists(amounts, min_size=STATE, max_size=STATE), st.data())
    def agree(state: Row, data: st.DataObject) -> None:
        state[TABLE] = data.draw(st.sampled_from((c.OPEN, c.AGREED, c.LAPSED)))
        table = code.with_amounts(lambda: data.draw(amounts))
        work = [*state[:NAMED], *[0] * (WORK - NAMED)]
        rows = np.array(state, np.int32), np.array([*work, *functions], np.int64)
        for address in code.entries:
            expected = int(formulas.value(table, state, list(work), address))
            found = call(functions, address, table, *rows)
            assert found == expected, (address, table[address : address + 12])

    agree()


# ---------------------------------------------------------------------------------------- programs


@pytest.fixture(scope="module")
def written_programs() -> tuple[Code, Row]:
    """Programs in which every step occurs."""
    code = Code()
    amount = code.formula((c.NUMBER, None), (c.END,))
    sum_ = code.formula((c.LOAD, TRACKS), (c.ADD + c.WITH_PLACE, TRACKS + 1), (c.END,))
    less = code.formula((c.LOAD, TRACKS), (c.SUBTRACT + c.WITH_PLACE, TRACKS + 2), (c.END,))
    table = _write_table(code, sum_)
    track, end = (TRACKS, -(10**9), 10**9), (c.P_END,)
    injects = []
    for once in (0, 1):
        start = len(code.T)
        program = code.program(
            (c.P_COUNT, FIRED), (c.P_WHEN, sum_, start + 10), (c.P_ADD, *track, None), end
        )
        injects.append(_write_inject(code, once, program))
    injects.append(_write_inject(code, 0, code.program((c.P_FINISH, 2), end)))
    lapse = code.program((c.P_FIRE, injects[1]), (c.P_LAPSE, table), end)
    injects += [_write_inject(code, 0, lapse), _write_inject(code, 0, lapse, table, RATIFY + 1)]
    # Of as many turns as there are counters.
    turns = code.formula((c.LOAD, PROMISE), (c.REMAINDER + c.WITH_NUMBER, 2), (c.END,))
    halted = code.program((c.P_ADD, *track, None), end)
    project = code.add(PROJECT, sum_, 0, halted)
    ends = code.add(PROJECT, amount, 0, code.program((c.P_FINISH, 2), end))
    programs: list[list[tuple[Any, ...]]] = [
        [(c.P_ADD, *track, None)],
        *[[(c.P_CHANGE, sign, *track, sum_)] for sign in (c.PLUS, c.MINUS, c.BECOMES)],
        [(c.P_CHANGES, 3, c.PLUS, *track, sum_, c.MINUS, TRACKS + 1, -9, 9, less,
          c.BECOMES, TRACKS + 2, -(10**9), 10**9, sum_)],
        [(c.P_AFTER, 3, COUNTER)],
        [(c.P_LATER, turns, COUNTER)],
        [(c.P_OPEN, table)],
        [(c.P_LAPSE, table), (c.P_COUNT, COUNTER)],
        *[[(c.P_FIRE, inject), (c.P_COUNT, COUNTER)] for inject in injects],
        [(c.P_ASK, 7), (c.P_ASK, 8)],
        [(c.P_GIVE, PROMISE, None)],
        [(c.P_PROPOSE, table, *[k % OPTIONS for k in range(ISSUES)]), (c.P_COUNT, COUNTER)],
        [(c.P_REVEAL, TRACKS, 2, REVEALED, REVEALED + 2)],
        [(c.P_FINISH, 3), (c.P_COUNT, COUNTER)],
        [(c.P_BEGIN, project), (c.P_COUNT, COUNTER)],
        *[[(c.P_STOP, each), (c.P_COUNT, COUNTER)] for each in (project, ends)],
        [(c.P_HASTEN, 2, PROJECT, sum_, PROJECT, amount), (c.P_COUNT, COUNTER)],
    ]  # fmt: skip
    for steps in programs:
        code.program(*steps, end)
    _write_forks(code, amount, [sum_, amount, less])
    return code, code.compile()


def _write_inject(code: Code, once: int, program: int, *ratified: int) -> int:
    """An inject without a question.

    ratified: the table that waits for it, and the place that says whether it has carried.
    """
    record = [0] * c.INJECT_ANSWERS
    record[c.INJECT_ONCE], record[c.INJECT_PLACE] = once, FIRED
    record[c.INJECT_PROGRAM] = program
    record[c.INJECT_RATIFIES] = code.add(len(ratified) // 2, *ratified)
    return code.add(*record)


def _write_table(code: Code, condition: int) -> int:
    """A table where something else follows from each option that lapses; one ends the game."""
    programs = [code.program((c.P_FINISH, 2), (c.P_END,))]
    for place in range(1 + ISSUES * OPTIONS):
        # Each adds something else to the same track, so that their order shows in a clamped one.
        step = (c.P_ADD, TRACKS + 3, -50, 50, 40 if place % 2 else -30 - place)
        programs.append(code.program(step, (c.P_END,)))
    issues = []
    for k in range(ISSUES):
        options = []
        for number in range(OPTIONS):
            option = [0] * (c.OPTION_LAPSED + 1)
            option[c.OPTION_WHEN] = condition if (k, number) == (1, 1) else 0
            lapsed = 0 if (k, number) == (1, 0) else 2 + OPTIONS * k + number
            option[c.OPTION_LAPSED] = programs[lapsed]
            options.append(code.add(*option))
        issues.append(code.add(condition if k == 2 else 0, 1, OPTIONS, 0, *options))
    record = [0] * c.TABLE
    record[c.TABLE_STATE], record[c.TABLE_PARTIES_N] = TABLE, PARTIES
    record[c.TABLE_ISSUES], record[c.TABLE_ISSUES_N] = code.add(*issues), ISSUES
    record[c.TABLE_LAPSED], record[c.TABLE_LAST_OFFERS] = programs[1], LAST_OFFERS
    record[c.TABLE_RATIFY], record[c.TABLE_RATIFIERS_N] = RATIFY, 1
    record[c.TABLE_PROVISIONAL], record[c.TABLE_REJECTED] = code.add(1, 0, 1), programs[1]
    return code.add(*record)


def _write_forks(code: Code, amount: int, weights: list[int]) -> None:
    """Conditions, chances, and one of several branches."""
    for fork in ((c.P_WHEN, weights[0]), (c.P_CHANCE, weights[0], 1), (c.P_CHANCE, amount, 2)):
        body = len(code.T) + len(fork) + 1
        code.program(
            *((*fork, body + 4), (c.P_COUNT, COUNTER), (c.P_JUMP, body + 6)),
            *((c.P_COUNT, FIRED), (c.P_END,)),
        )
    body = len(code.T) + 4 + 2 * len(weights)
    end = body + 4 * len(weights)
    branches = [n for k, weight in enumerate(weights) for n in (weight, body + 4 * k)]
    steps = [
        step
        for place in (COUNTER, FIRED, PROMISE)
        for step in ((c.P_COUNT, place), (c.P_JUMP, end))
    ]
    code.program((c.P_ONE_OF, 3, end, len(weights), *branches), *steps, (c.P_END,))


def test_every_step_of_programs_is_tried(written_programs: tuple[Code, Row]) -> None:
    assert written_programs[0].used >= {
        *range(c.P_END, c.P_FINISH + 1),
        *range(c.P_BEGIN, c.P_LATER + 1),
    }


def test_programs_do_the_same_in_code_for_a_scenario(written_programs: tuple[Code, Row]) -> None:
    code, functions = written_programs
    programs = [at for at, (function, _) in code.entries.items() if function is effects.run]

    @EXAMPLES
    @given(st.integers(0, MASK), st.data())
    def agree(chance: int, data: st.DataObject) -> None:
        before = data.draw(st.lists(small, min_size=STATE, max_size=STATE))
        before[c.OUTCOME], before[c.TURN] = -1, data.draw(st.integers(1, 9))
        before[TABLE] = data.draw(st.sampled_from((c.CLOSED, c.OPEN, c.AGREED, c.SIGNED)))
        before[RATIFY + 1] = data.draw(st.integers(0, 1))
        for place in (FIRED, COUNTER, PROMISE, PROJECT, QUESTIONS, *range(DRAWS, DRAWS + SITES)):
            before[place] = data.draw(st.integers(0, 3) | st.just(c.MOST_DUE))
        before[REPEATED] = data.draw(st.integers(0, 2))
        before[QUESTIONS] = data.draw(st.integers(0, QUESTIONS_MOST + 1))
        for issue in range(ISSUES):
            before[OFFER + issue] = data.draw(st.integers(0, OPTIONS - 1))
        table = code.with_amounts(lambda: data.draw(small))
        count = SITES + PARTIES + 1
        sites = data.draw(st.lists(st.integers(0, MASK), min_size=count, max_size=count))
        for address in programs:
            expected = list(before)
            effects.run(table, sites, expected, [0] * WORK, chance, address)
            state = np.array(before, np.int32)
            work = np.array([*[0] * WORK, *functions], np.int64)
            call(functions, address, table, np.array(sites, np.uint64), state, work, luck=chance)
            assert state.tolist() == expected, (address, table[address : address + 12])

    agree()


def test_a_step_of_a_program_that_nobody_knows_is_refused() -> None:
    for step in (c.P_LATER + 1, 99, -1):
        code = Code()
        code.program((step,), (c.P_END,))
        assert scenario_code._functions(code.T, code.entries) == ((), frozenset())
