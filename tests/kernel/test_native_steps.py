"""Every step of formulas and programs, by machine code and by the interpreter in plain Python.

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
from game.kernel import machine_code
from game.kernel.run import effects, formulas
from game.kernel.whole_numbers import MASK

if not machine_code.in_use():
    pytest.skip("there is no machine code without llvmlite", allow_module_level=True)

import numpy as np

from game.kernel.native.compiling import compile_module
from game.kernel.native.formulas import Unknown, write_formula
from game.kernel.native.module import assemble
from game.kernel.native.programs import supported, write_emptying, write_program
from game.kernel.native.text import write_draw

MOST = 2**31 - 1
BINARY = range(c.ADD, c.GREATEST + 1)
EXAMPLES = settings(max_examples=100, deadline=None, derandomize=True)

# The state: as few things as there can be
PARTIES, ISSUES, OPTIONS, SITES = 2, 3, 2, 4
TRACKS = 20
TABLE = 40
LAST_OFFERS = TABLE + c.AT_ACCEPTED + 2 * PARTIES + ISSUES
DRAWS = LAST_OFFERS + PARTIES * ISSUES
FIRED, COUNTER, PROMISE = DRAWS + SITES, DRAWS + SITES + 1, DRAWS + SITES + 2
QUESTIONS, QUESTIONS_MOST = PROMISE + 2, 2
REPEATED = QUESTIONS + 1 + QUESTIONS_MOST
REVEALED = REPEATED + 1
STATE = REVEALED + 2 * PARTIES

Row = list[int]
amounts = st.integers(-MOST, MOST) | st.integers(-3, 3)
small = st.integers(-(10**9), 10**9) | st.integers(-3, 3)


class Code:
    """`T` with formulas or programs, and which of its numbers are amounts."""

    def __init__(self) -> None:
        self.T: Row = [0] * c.HEAD
        self.amounts: list[int] = []
        self.addresses: list[int] = []
        self.inner: list[int] = []
        """Formulas that only other code calls."""
        self.used: set[int] = set()

    def add(self, *numbers: Any) -> int:
        """Adds numbers; None is an amount that is drawn later. The address of the first."""
        address = len(self.T)
        self.amounts += [address + i for i, number in enumerate(numbers) if number is None]
        self.T += [number or 0 for number in numbers]
        return address

    def step(self, *numbers: Any) -> None:
        """Adds a step."""
        self.used.add(numbers[0])
        self.add(*numbers)

    def begin(self) -> int:
        """The address of a formula or program that begins here."""
        self.addresses.append(len(self.T))
        return len(self.T)

    def with_amounts(self, drawn: Callable[[], int]) -> Row:
        """`T` with amounts."""
        row = list(self.T)
        for place in self.amounts:
            row[place] = drawn()
        return row


# ---------------------------------------------------------------------------------------- formulas


def write_formulas() -> Code:
    """Formulas in which every step occurs."""
    code = Code()
    code.T[c.W_STACK] = 8
    for op in BINARY:
        for wide in (False, True):
            code.begin()
            _operand(code, 0, wide and op != c.MULTIPLY)
            code.step(c.PUSH)
            _operand(code, 2, wide and op != c.MULTIPLY)
            code.step(op)
            code.step(c.END)
        for right, operand in ((c.WITH_NUMBER, None), (c.WITH_PLACE, 4)):
            code.begin()
            _operand(code, 0, op not in (c.MULTIPLY, c.ADD, c.SUBTRACT))
            code.step(op + right, operand)
            code.step(c.END)
    for op in (c.NEGATE, c.NOT, c.TRUTH, c.ABSOLUTE):
        code.begin()
        _operand(code, 1, wide=True)
        code.step(op)
        code.step(c.END)
    for steps in (
        [(c.NUMBER, None)],
        [(c.COUNT, 3, 5, 6, 7)],
        [(c.IS, 3, None)],
        [(c.SIGNED, TABLE, 4, None)],
        [(c.OF_PACKAGE, 2)],
    ):
        code.begin()
        for step in steps:
            code.step(*step)
        code.step(c.END)
    for ranges in range(4):
        code.begin()
        code.used.add(c.BETWEEN)
        code.add(c.BETWEEN, ranges, *[each for k in range(ranges) for each in (k, None, None)])
    _write_jumps(code)
    return code


def _operand(code: Code, place: int, wide: bool) -> None:
    """A number of the state; wide: a product of two, which needs 64 bits."""
    code.step(c.LOAD, place)
    if wide:
        code.step(c.MULTIPLY + c.WITH_PLACE, place + 1)


def _write_jumps(code: Code) -> None:
    """Conditions, choices and calls, also with something on the stack."""
    called = len(code.T)
    code.step(c.LOAD, 4)
    code.step(c.PUSH)
    code.step(c.LOAD, 5)
    code.step(c.SUBTRACT)
    code.step(c.RETURN)
    code.inner.append(called)
    for jump in (c.JUMP_IF_NOT, c.JUMP_IF):
        start = code.begin()
        code.step(c.LOAD, 0)
        code.step(jump, start + 8)
        code.step(c.LOAD, 1)
        code.step(c.TRUTH)
        code.step(c.TRUTH)
        code.step(c.END)
    start = code.begin()  # LOAD 0, PUSH, then by another number one of two sums, less the first
    code.step(c.LOAD, 0)
    code.step(c.PUSH)
    code.step(c.LOAD, 1)
    code.step(c.JUMP_IF_NOT, start + 11)
    code.step(c.LOAD, 2)
    code.step(c.JUMP, start + 14)
    code.step(c.LOAD, 3)
    code.step(c.NEGATE)
    code.step(c.SUBTRACT)
    code.step(c.END)
    start = code.begin()
    code.step(c.LOAD, 0)
    code.step(c.PUSH)
    code.step(c.LOAD, 1)
    code.step(c.CHOOSE, 3, start + 10, start + 14, start + 18)
    for place in (4, 5):
        code.step(c.LOAD, place)
        code.step(c.JUMP, start + 20)
    code.step(c.CALL, called)
    code.step(c.ADD)
    code.step(c.END)


def compile_all(code: Code, write: Callable[[Row, int], str], *inner: str) -> dict[int, int]:
    """By address of a formula or program where its machine code is."""
    inner = (*inner, *(write_formula(code.T, address) for address in code.inner))
    module = assemble({address: write(code.T, address) for address in code.addresses}, inner)
    return dict(zip(module.addresses, compile_module(module), strict=True))


def pointer(row: Any) -> int:
    """Where an array stands."""
    return int(row.ctypes.data)


@pytest.fixture(scope="module")
def written_formulas() -> tuple[Code, dict[int, int]]:
    code = write_formulas()
    return code, compile_all(code, write_formula)


def test_every_step_of_formulas_is_tried(written_formulas: tuple[Code, dict[int, int]]) -> None:
    plain = {*range(c.END, c.GREATEST + 1), *range(c.NEGATE, c.BETWEEN + 1)}
    joined = {op + kind for op in BINARY for kind in (c.WITH_NUMBER, c.WITH_PLACE)}
    assert written_formulas[0].used == plain | joined


def test_formulas_give_the_same_by_machine_code(
    written_formulas: tuple[Code, dict[int, int]],
) -> None:
    code, functions = written_formulas
    call = ctypes.CFUNCTYPE(ctypes.c_int64, *[ctypes.c_void_p] * 3)

    @EXAMPLES
    @given(st.lists(amounts, min_size=STATE, max_size=STATE), st.data())
    def agree(state: Row, data: st.DataObject) -> None:
        state[TABLE] = data.draw(st.sampled_from((c.OPEN, c.AGREED, c.LAPSED)))
        table = code.with_amounts(lambda: data.draw(amounts))
        work = [*state[:8], *[0] * 8]
        rows = np.array(table, np.int32), np.array(state, np.int32), np.array(work, np.int64)
        for address in code.addresses:
            expected = int(formulas.value(table, state, list(work), address))
            value = call(functions[address])(*map(pointer, rows))
            assert value == expected, (address, table[address : address + 12])

    agree()


def test_a_step_of_a_formula_that_nobody_knows_is_refused() -> None:
    for step in (c.BETWEEN + 1, c.GREATEST + 1, 99, -1):
        with pytest.raises(Unknown):
            write_formula([*[0] * c.HEAD, step, c.END], c.HEAD)


# ---------------------------------------------------------------------------------------- programs


def write_programs() -> tuple[Code, int]:
    """Programs in which every step occurs but `propose`; and the address of the table."""
    code = Code()
    head = {
        c.H_SIDES: PARTIES, c.H_TURNS: 9, c.H_STATE: REPEATED, c.H_DRAWS: DRAWS, c.H_DRAWS_N: SITES,
        c.H_QUESTIONS: QUESTIONS, c.H_QUESTIONS_MOST: QUESTIONS_MOST,
        c.W_STACK: 8, c.W_CALLS: 16, c.W_MANY: 40,
    }  # fmt: skip
    for place, number in head.items():
        code.T[place] = number
    amount = code.add(c.NUMBER, None, c.END)
    sum_ = code.add(c.LOAD, TRACKS, c.ADD + c.WITH_PLACE, TRACKS + 1, c.END)
    less = code.add(c.LOAD, TRACKS, c.SUBTRACT + c.WITH_PLACE, TRACKS + 2, c.END)
    code.inner += [amount, sum_, less]
    track = (TRACKS, -(10**9), 10**9)
    lapsed = []
    for place in range(1 + ISSUES * OPTIONS):
        lapsed.append(code.begin())
        # Each adds something else to the same track, so that their order shows in a clamped one.
        code.step(c.P_ADD, TRACKS + 3, -50, 50, 40 if place % 2 else -30 - place)
        code.step(c.P_END)
    ending = code.begin()
    code.step(c.P_FINISH, 2)
    code.step(c.P_END)
    options = [code.add(*[0] * c.OPTION_LAPSED, program) for program in lapsed[1:]]
    options[2] = code.add(*[0] * c.OPTION_LAPSED, ending)
    issues = [
        code.add(0, 0, OPTIONS, 0, *options[OPTIONS * k : OPTIONS * (k + 1)]) for k in range(ISSUES)
    ]
    record = [0] * c.TABLE
    record[c.TABLE_STATE], record[c.TABLE_PARTIES_N] = TABLE, PARTIES
    record[c.TABLE_ISSUES], record[c.TABLE_ISSUES_N] = code.add(*issues), ISSUES
    record[c.TABLE_LAPSED], record[c.TABLE_LAST_OFFERS] = lapsed[0], LAST_OFFERS
    table = code.add(*record)
    injects = []
    for once in (0, 1):
        program = code.begin()
        code.step(c.P_COUNT, FIRED)
        code.step(c.P_WHEN, sum_, program + 10)
        code.add(c.P_ADD, *track, None)
        code.step(c.P_END)
        injects.append(code.add(once, FIRED, 0, program))
    injects.append(code.add(0, FIRED, 0, ending))
    programs: list[list[tuple[Any, ...]]] = [
        [(c.P_ADD, *track, None)],
        *[[(c.P_CHANGE, sign, *track, sum_)] for sign in (c.PLUS, c.MINUS, c.BECOMES)],
        [(c.P_CHANGES, 3, c.PLUS, *track, sum_, c.MINUS, TRACKS + 1, -9, 9, less,
          c.BECOMES, TRACKS + 2, -(10**9), 10**9, sum_)],
        [(c.P_AFTER, 3, COUNTER)],
        [(c.P_OPEN, table)],
        [(c.P_LAPSE, table), (c.P_COUNT, COUNTER)],
        *[[(c.P_FIRE, inject), (c.P_COUNT, COUNTER)] for inject in injects],
        [(c.P_ASK, 7), (c.P_ASK, 8)],
        [(c.P_GIVE, PROMISE, None)],
        [(c.P_REVEAL, TRACKS, 2, REVEALED, REVEALED + 2)],
        [(c.P_FINISH, 3), (c.P_COUNT, COUNTER)],
    ]  # fmt: skip
    for steps in programs:
        code.begin()
        for step in steps:
            code.step(*step)
        code.step(c.P_END)
    _write_forks(code, amount, [sum_, less])
    return code, table


def _write_forks(code: Code, amount: int, weights: list[int]) -> None:
    for fork in ((c.P_WHEN, weights[0]), (c.P_CHANCE, weights[0], 1), (c.P_CHANCE, amount, 2)):
        start = code.begin()
        body = start + len(fork) + 1
        code.step(*fork, body + 4)
        code.step(c.P_COUNT, COUNTER)
        code.step(c.P_JUMP, body + 6)
        code.step(c.P_COUNT, FIRED)
        code.step(c.P_END)
    start = code.begin()
    weights = [weights[0], amount, weights[1]]
    body = start + 4 + 2 * len(weights)
    end = body + 4 * len(weights)
    branches = [n for k, weight in enumerate(weights) for n in (weight, body + 4 * k)]
    code.step(c.P_ONE_OF, 3, end, len(weights), *branches)
    for place in (COUNTER, FIRED, PROMISE):
        code.step(c.P_COUNT, place)
        code.step(c.P_JUMP, end)
    code.step(c.P_END)


@pytest.fixture(scope="module")
def written_programs() -> tuple[Code, dict[int, int]]:
    code, table = write_programs()
    assert supported(code.T, code.addresses) == set(code.addresses)
    return code, compile_all(code, write_program, write_emptying(code.T, table), write_draw(code.T))


def test_every_step_of_programs_is_tried(written_programs: tuple[Code, dict[int, int]]) -> None:
    assert written_programs[0].used == set(range(c.P_END, c.P_FINISH + 1)) - {c.P_PROPOSE}


def test_programs_do_the_same_by_machine_code(
    written_programs: tuple[Code, dict[int, int]],
) -> None:
    code, functions = written_programs
    call = ctypes.CFUNCTYPE(ctypes.c_int64, *[ctypes.c_void_p] * 4, ctypes.c_uint64)

    @EXAMPLES
    @given(st.integers(0, MASK), st.data())
    def agree(chance: int, data: st.DataObject) -> None:
        before = data.draw(st.lists(small, min_size=STATE, max_size=STATE))
        before[c.OUTCOME], before[c.TURN] = -1, data.draw(st.integers(1, 9))
        before[TABLE] = data.draw(st.sampled_from((c.CLOSED, c.OPEN, c.AGREED)))
        for place in (FIRED, COUNTER, PROMISE, QUESTIONS, *range(DRAWS, DRAWS + SITES)):
            before[place] = data.draw(st.integers(0, 3) | st.just(c.MOST_DUE))
        before[REPEATED] = data.draw(st.integers(0, 2))
        before[QUESTIONS] = data.draw(st.integers(0, QUESTIONS_MOST + 1))
        for issue in range(ISSUES):
            before[TABLE + c.AT_ACCEPTED + PARTIES + issue] = data.draw(st.integers(0, OPTIONS - 1))
        table = code.with_amounts(lambda: data.draw(small))
        sites = data.draw(
            st.lists(
                st.integers(0, MASK), min_size=SITES + PARTIES + 1, max_size=SITES + PARTIES + 1
            )
        )
        for address in code.addresses:
            expected, work = list(before), [0] * 64
            effects.run(table, sites, expected, work, chance, address)
            rows = (
                np.array(table, np.int32),
                np.array(sites, np.uint64),
                np.array(before, np.int32),
                np.zeros(64, np.int64),
            )
            ended = call(functions[address])(*map(pointer, rows), chance)
            assert rows[2].tolist() == expected, (address, table[address : address + 12])
            assert bool(ended) == (expected[c.OUTCOME] != before[c.OUTCOME])

    agree()


def test_a_program_that_proposes_or_runs_one_is_left_to_the_interpreter() -> None:
    code, table = write_programs()
    proposing = code.begin()
    code.step(c.P_PROPOSE, table, *[0] * ISSUES)
    code.step(c.P_END)
    inject = code.add(0, FIRED, 0, proposing)
    firing = code.begin()
    code.step(c.P_FIRE, inject)
    code.step(c.P_END)
    assert set(code.addresses) - supported(code.T, code.addresses) == {proposing, firing}


def test_a_step_of_a_program_that_nobody_knows_is_refused() -> None:
    for step in (c.P_FINISH + 1, 99, -1):
        with pytest.raises(Unknown):
            write_program([*[0] * c.HEAD, step, c.P_END], c.HEAD)
