"""Programs of effects as functions: what `kernel.run.effects` runs step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from game.kernel import codes as c
from game.kernel.native.formulas import Unknown
from game.kernel.native.text import ACTOR, Function
from game.kernel.whole_numbers import Numbers

LENGTHS: dict[int, Callable[[Numbers, int], int]] = {
    c.P_END: lambda _T, _p: 1,
    c.P_ADD: lambda _T, _p: 5,
    c.P_CHANGE: lambda _T, _p: 6,
    c.P_CHANGES: lambda T, p: 2 + 5 * T[p + 1],
    c.P_WHEN: lambda _T, _p: 3,
    c.P_CHANCE: lambda _T, _p: 4,
    c.P_ONE_OF: lambda T, p: 4 + 2 * T[p + 3],
    c.P_JUMP: lambda _T, _p: 2,
    c.P_AFTER: lambda _T, _p: 3,
    c.P_OPEN: lambda _T, _p: 2,
    c.P_LAPSE: lambda _T, _p: 2,
    c.P_FIRE: lambda _T, _p: 2,
    c.P_COUNT: lambda _T, _p: 2,
    c.P_ASK: lambda _T, _p: 2,
    c.P_GIVE: lambda _T, _p: 3,
    c.P_PROPOSE: lambda T, p: 2 + T[T[p + 1] + c.TABLE_ISSUES_N],
    c.P_REVEAL: lambda T, p: 3 + T[p + 2],
    c.P_FINISH: lambda _T, _p: 2,
}
"""How many numbers a step takes."""


def steps(T: Numbers, address: int) -> Iterable[int]:
    """Where the steps of a program stand, in order. Raises Unknown."""
    p = address
    while True:
        if T[p] not in LENGTHS:
            raise Unknown(f"a program has a step {T[p]}")
        yield p
        if T[p] == c.P_END:
            return
        p += LENGTHS[T[p]](T, p)


def followers(T: Numbers, address: int) -> list[int]:
    """The programs that a program may run. Raises Unknown."""
    programs = []
    for p in steps(T, address):
        if T[p] == c.P_FIRE:
            programs.append(T[T[p + 1] + c.INJECT_PROGRAM])
        elif T[p] == c.P_LAPSE:
            table = T[p + 1]
            programs.append(T[table + c.TABLE_LAPSED])
            for issue in range(T[table + c.TABLE_ISSUES_N]):
                programs += _lapsed(T, table, issue)
    return programs


def _lapsed(T: Numbers, table: int, issue: int) -> list[int]:
    """The programs of the options of an issue for the case that the agreement lapses."""
    record = T[T[table + c.TABLE_ISSUES] + issue]
    return [
        T[T[record + c.ISSUE_OPTIONS + option] + c.OPTION_LAPSED]
        for option in range(T[record + c.ISSUE_OPTIONS_N])
    ]


def supported(T: Numbers, programs: Iterable[int]) -> set[int]:
    """The programs that can be written: none of theirs, and of those they run, has `propose`."""
    runs = {program: set(followers(T, program)) for program in programs}
    refused = {program for program in runs if any(T[p] == c.P_PROPOSE for p in steps(T, program))}
    while True:
        more = {program for program in runs if program not in refused and runs[program] & refused}
        if not more:
            return set(runs) - refused
        refused |= more


def write_program(T: Numbers, address: int) -> str:
    """The function of a program: 1 where it has ended the game, otherwise 0. Raises Unknown."""
    function = Function(f"program_{address}", ACTOR, T)
    _Program(function).write(address)
    return function.text


def write_emptying(T: Numbers, table: int) -> str:
    """The function that empties a table, as `effects.empty` does."""
    function = Function(f"empty_{table}", "ptr noalias %S, i64 %status", T, words="internal ")
    at, parties, issues = (
        T[table + c.TABLE_STATE],
        T[table + c.TABLE_PARTIES_N],
        T[table + c.TABLE_ISSUES_N],
    )
    function.store(at + c.AT_STATUS, "%status")
    for place in (c.AT_ROUNDS, c.AT_SPEAKER):
        function.store(at + place, 0)
    function.store(at + c.AT_PROPOSER, c.NOBODY)
    first = at + c.AT_ACCEPTED
    for i in range(2 * parties + issues):
        function.store(first + i, -1 if parties <= i < parties + issues else 0)
    for i in range(parties * issues):
        function.store(T[table + c.TABLE_LAST_OFFERS] + i, -1)
    function.give(0)
    return function.text


class _Program:
    """The code of one program, from its first step to its last."""

    def __init__(self, function: Function) -> None:
        self._function = function
        self._labels: dict[int, str] = {}
        self._open = True

    def write(self, address: int) -> None:
        function, T = self._function, self._function.T
        for p in steps(T, address):
            if p in self._labels:
                if self._open:
                    function.jump(self._labels[p])
                function.start(self._labels[p])
                self._open = True
            if self._open:  # nothing comes to a step after the game's end
                self._step(T[p], p)

    def _target(self, p: int) -> str:
        if p not in self._labels:
            self._labels[p] = self._function.label()
        return self._labels[p]

    def _step(self, op: int, p: int) -> None:
        function, T = self._function, self._function.T
        match op:
            case c.P_END:
                function.give(0)
                self._open = False
            case c.P_FINISH:
                function.store(c.OUTCOME, function.amount(p + 1))
                function.give(1)
                self._open = False
            case c.P_JUMP:
                function.jump(self._target(T[p + 1]))
                self._open = False
            case c.P_WHEN:
                self._unless(function.holds(T[p + 1]), T[p + 2])
            case c.P_CHANCE:
                percent = function.value(T[p + 1])
                self._unless(function.happens(percent, T[p + 2]), T[p + 3])
            case c.P_ONE_OF:
                self._one_of(p)
            case c.P_FIRE:
                self._fire(T[p + 1])
            case c.P_LAPSE:
                self._lapse(T[p + 1])
            case _:
                _PLAIN[op](function, p)

    def _unless(self, bit: str, no: int) -> None:
        self._function.go_on_if(bit, self._target(no))

    def _one_of(self, p: int) -> None:
        function, T = self._function, self._function.T
        rows = range(p + 4, p + 4 + 2 * T[p + 3], 2)
        weights = [function.greatest(function.value(T[row]), 0) for row in rows]
        drawn = function.draw(T[p + 1])
        branches = [self._target(T[row + 1]) for row in rows]
        choose(function, weights, drawn, branches, self._target(T[p + 2]))
        self._open = False

    def _fire(self, inject: int) -> None:
        function, T = self._function, self._function.T
        after = function.label()
        if T[inject + c.INJECT_ONCE] != 0:
            fires = function.label()
            again = function.compare("sgt", function.load(T[inject + c.INJECT_PLACE]), 0)
            function.fork(again, after, fires)
            function.start(fires)
        function.fork_to_give(function.run(T[inject + c.INJECT_PROGRAM]), 1)
        function.jump(after)
        function.start(after)

    def _lapse(self, table: int) -> None:
        """What was agreed lapses: issue by issue, then what the table says (rule 5.10)."""
        function, T = self._function, self._function.T
        at, issues = T[table + c.TABLE_STATE], T[table + c.TABLE_ISSUES_N]
        lapses, after = function.label(), function.label()
        status = function.load(at + c.AT_STATUS)
        function.fork(function.compare("eq", status, c.AGREED), lapses, after)
        function.start(lapses)
        options = at + c.AT_ACCEPTED + T[table + c.TABLE_PARTIES_N]
        signed = [function.load(options + issue) for issue in range(issues)]
        function.line(f"call i64 @empty_{table}(ptr %S, i64 {c.LAPSED})")
        for issue in range(issues):
            on, programs = function.label(), _lapsed(T, table, issue)
            labels = [function.label() for _ in programs]
            function.switch(signed[issue], enumerate(labels), on)
            for label, program in zip(labels, programs, strict=True):
                function.start(label)
                function.fork_to_give(function.run(program), 1)
                function.jump(on)
            function.start(on)
        function.fork_to_give(function.run(T[table + c.TABLE_LAPSED]), 1)
        function.jump(after)
        function.start(after)


def choose(
    function: Function, weights: list[str], drawn: str, branches: list[str], none: str
) -> None:
    """Jumps to a branch by weights that aren't negative; on to `none` where all are 0 (rule 2.3).

    It is the first whose running sum exceeds the draw.
    """
    total: str | int = 0
    for weight in weights:
        total = function.add(total, weight)
    some = function.label()
    function.fork(function.compare("eq", total, 0), none, some)
    function.start(some)
    rest = function.new(f"urem i64 {drawn}, {total}")
    for weight, branch in zip(weights, branches, strict=True):
        on = function.label()
        function.fork(function.compare("slt", rest, weight), branch, on)
        function.start(on)
        rest = function.subtract(rest, weight)
    function.jump(none)


def _write_add(function: Function, p: int) -> None:
    place = function.T[p + 1]
    number = function.add(function.load(place), function.amount(p + 4))
    function.store(place, function.clamp(number, function.amount(p + 2), function.amount(p + 3)))


def _write_change(function: Function, p: int) -> None:
    T = function.T
    _write_changed(function, p + 1, _change(function, p + 1, function.value(T[p + 5])))


def _change(function: Function, at: int, amount: str) -> str:
    """By how much a change moves its track."""
    match function.T[at]:
        case c.MINUS:
            return function.subtract(0, amount)
        case c.BECOMES:
            return function.subtract(amount, function.load(function.T[at + 1]))
        case _:
            return amount


def _write_changed(function: Function, at: int, change: str) -> None:
    place = function.T[at + 1]
    number = function.add(function.load(place), change)
    function.store(place, function.clamp(number, function.amount(at + 2), function.amount(at + 3)))


def _write_changes(function: Function, p: int) -> None:
    """Changes that read the values from before them (rule 1.4)."""
    T = function.T
    rows = range(p + 2, p + 2 + 5 * T[p + 1], 5)
    changes = [_change(function, at, function.value(T[at + 4])) for at in rows]
    for at, change in zip(rows, changes, strict=True):
        _write_changed(function, at, change)


def _write_after(function: Function, p: int) -> None:
    place = function.T[p + 2]
    turn = function.add(function.load(c.TURN), function.amount(p + 1))
    in_time = function.compare("sle", turn, function.amount(c.H_TURNS))
    waiting = function.load(place)
    more = function.least(function.add(waiting, 1), c.MOST_DUE)
    function.store(place, function.select(in_time, more, waiting))


def _write_open(function: Function, p: int) -> None:
    table = function.T[p + 1]
    status = function.load(function.T[table + c.TABLE_STATE] + c.AT_STATUS)
    stays = function.any_of([function.compare("eq", status, each) for each in (c.OPEN, c.AGREED)])
    opens, after = function.label(), function.label()
    function.fork(stays, after, opens)
    function.start(opens)
    function.line(f"call i64 @empty_{table}(ptr %S, i64 {c.OPEN})")
    function.jump(after)
    function.start(after)


def _write_count(function: Function, p: int) -> None:
    place = function.T[p + 1]
    function.store(place, function.add(function.load(place), 1))


def _write_ask(function: Function, p: int) -> None:
    T = function.T
    place = T[c.H_QUESTIONS]
    waiting = function.add(function.load(place), 1)
    function.store(place, waiting)
    fits, after = function.label(), function.label()
    function.fork(function.compare("sle", waiting, T[c.H_QUESTIONS_MOST]), fits, after)
    function.start(fits)
    function.store(function.add(waiting, place), T[p + 1])
    function.jump(after)
    function.start(after)


def _write_give(function: Function, p: int) -> None:
    place = function.T[p + 1]
    function.store(place, function.amount(p + 2))
    function.store(place + 1, function.load(c.TURN))


def _write_reveal(function: Function, p: int) -> None:
    T = function.T
    number, turn = function.load(T[p + 1]), function.add(function.load(c.TURN), 1)
    for k in range(p + 3, p + 3 + T[p + 2]):
        function.store(T[k], number)
        function.store(T[k] + 1, turn)


_PLAIN: dict[int, Callable[[Function, int], None]] = {
    c.P_ADD: _write_add,
    c.P_CHANGE: _write_change,
    c.P_CHANGES: _write_changes,
    c.P_AFTER: _write_after,
    c.P_OPEN: _write_open,
    c.P_COUNT: _write_count,
    c.P_ASK: _write_ask,
    c.P_GIVE: _write_give,
    c.P_REVEAL: _write_reveal,
}
"""Steps after which the next one comes."""
