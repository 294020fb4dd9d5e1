"""Lists of legal actions as functions: what `kernel.run.legality` works out row by row."""

from __future__ import annotations

from collections.abc import Iterator

from game.kernel import codes as c
from game.kernel.native.formulas import ranges
from game.kernel.native.text import READER, Function
from game.kernel.whole_numbers import Numbers

LISTER = f"{READER}, i64 %picks, i64 %waiting"
"""The parameters of a list: how many actions the side has picked, and how many of them wait."""


def lists(T: Numbers, phases: int) -> Iterator[tuple[int, int, int]]:
    """The lists of so many phases: their address, their phase, their side."""
    for number in range(phases):
        phase = T[T[c.H_PHASES] + number]
        if T[phase + c.PHASE_KIND] == c.ACTIONS:
            for side in range(T[c.H_SIDES]):
                yield T[phase + c.A_ROWS] + 2 * side, phase, side


def write_list(T: Numbers, address: int, phase: int, side: int) -> str:
    """The function that puts the actions a side can pick at W_LIST; how many there are."""
    function = Function(f"list_{address}", LISTER, T)
    count: str | int = 0
    for k in range(T[address]):
        row = T[address + 1] + c.ROW * k
        fits = _fits(function, row, phase, side)
        slot = T[row + c.ROW_SLOT]
        function.store_work(function.add(count, T[c.W_LIST]), slot)
        legal = T[c.W_LEGAL] + slot
        one = function.number_of(fits)
        function.store_work(legal, function.add(function.load_work(legal), one))
        count = function.add(count, one)
    function.give(count)
    return function.text


def _fits(function: Function, row: int, phase: int, side: int) -> str:
    """A bit: whether an action can be picked. Nothing branches, but formulas may."""
    T = function.T
    number = function.subtract(
        function.load(T[row + c.ROW_PLACE]), function.amount(row + c.ROW_LOW)
    )
    bits = [function.compare("ule", number, function.amount(row + c.ROW_WIDTH))]
    slot = T[row + c.ROW_MORE]
    if slot:
        bits += _more(function, slot, T[row + c.ROW_SLOT], phase, side)
    return function.all_of(bits)


def _more(function: Function, slot: int, number: int, phase: int, side: int) -> Iterator[str]:
    """Bits that must all be set besides: repetition, limit, rest, condition, costs (rule 4.5)."""
    T = function.T
    use = T[c.H_SLOTS] + c.SLOT_STATE * number
    taken = _taken(function, number, phase, side)
    if T[slot + c.SLOT_REPEAT] == 0 and taken != 0:
        yield function.compare("eq", taken, 0)
    if T[slot + c.SLOT_LIMIT] > 0:
        waits = function.compare("sgt", "%waiting", 0)
        uses = function.add(function.load(use + c.SLOT_USES), function.select(waits, taken, 0))
        yield function.compare("slt", uses, function.amount(slot + c.SLOT_LIMIT))
    if T[slot + c.SLOT_COOLDOWN] > 0:
        last = function.load(use + c.SLOT_LAST)
        never = function.compare("sle", last, 0)
        rested = function.add(function.add(last, function.amount(slot + c.SLOT_COOLDOWN)), 1)
        over = function.compare("sge", function.load(c.TURN), rested)
        yield function.any_of([never, over])
    when = T[slot + c.SLOT_WHEN]
    if when != 0 and T[when] == c.BETWEEN:
        yield from ranges(function, when, first=1)  # the row itself is the first
    elif when != 0:
        yield function.holds(when)
    cost = T[slot + c.SLOT_COST]
    for p in range(cost + 1, cost + 1 + 4 * T[cost], 4):
        left = function.subtract(function.load(T[p]), function.amount(p + 3))
        yield function.compare("sge", left, function.amount(p + 1))


def _taken(function: Function, number: int, phase: int, side: int) -> str | int:
    """How often the side has picked the action since the phase was entered."""
    T = function.T
    if T[phase + c.A_PICKS] < 2:
        return 0  # who has picked isn't asked again
    first = c.SIDES + side * (1 + T[c.H_PICKS]) + 1
    total: str | int = 0
    for k in range(T[phase + c.A_PICKS]):
        same = function.compare("eq", function.load(first + k), number)
        counts = function.compare("sgt", "%picks", k)
        total = function.add(total, function.number_of(function.all_of([same, counts])))
    return total
