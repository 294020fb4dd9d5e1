"""How a game goes on by itself, as functions: what `kernel.run.flow` works out from records."""

from __future__ import annotations

from collections.abc import Iterator

from game.kernel import codes as c
from game.kernel.native.injects import inject_phases, programs_of
from game.kernel.native.text import ACTOR, ACTOR_ARGUMENTS, READER_ARGUMENTS, Function
from game.kernel.whole_numbers import Numbers

OPENING, CLOSING, TABLE_OVER = -1, -2, 1


def programs_of_flow(T: Numbers, phases: int, stages: int) -> Iterator[int]:
    """The programs that run by themselves: of injects, turns, delays and promises."""
    for phase in inject_phases(T, phases):
        yield from programs_of(T, phase)
    yield from (T[c.H_FIRST_TURN], T[c.H_EACH_TURN])
    for stage in range(stages):
        record = T[T[c.H_STAGES] + stage]
        yield from (T[record + c.STAGE_FIRST_TURN], T[record + c.STAGE_EACH_TURN])
    for delay in range(T[c.H_DELAYS_N]):
        yield T[T[c.H_DELAY_RECORDS] + 3 * delay + 2]
    for promise in range(T[c.H_PROMISES_N]):
        record = T[c.H_PROMISE_RECORDS] + c.PROMISE * promise
        yield from (T[record + c.PROMISE_KEPT], T[record + c.PROMISE_BREACH])


# ------------------------------------------------------------------------------- begin of a turn


def write_turn(T: Numbers, stages: int) -> str:
    """The function that begins a turn (rules 3.4 and 3.5): 1 where that ends the game."""
    function = Function("turn", ACTOR, T, words="internal ")
    turn = function.add(function.load(c.TURN), 1)
    function.store(c.TURN, turn)
    for slot in range(T[c.H_SLOTS_N]):
        function.store(T[c.H_SLOTS] + c.SLOT_STATE * slot + c.SLOT_TODAY, 0)
    for site in range(T[c.H_DRAWS_N]):
        function.store(T[c.H_DRAWS] + site, 0)
    _write_delayed(function)
    first = function.compare("eq", turn, 1)
    _write_upkeep(function, first, T[c.H_FIRST_TURN], T[c.H_EACH_TURN])
    labels, after = [function.label() for _ in range(stages)], function.label()
    function.switch(function.load(c.STAGE), enumerate(labels), after)
    for stage, label in enumerate(labels):
        record = T[T[c.H_STAGES] + stage]
        function.start(label)
        programs = T[record + c.STAGE_FIRST_TURN], T[record + c.STAGE_EACH_TURN]
        _write_upkeep(function, first, *programs)
        function.jump(after)
    function.start(after)
    ends = function.new(f"call i64 @endings_{T[c.H_ENDINGS]}({READER_ARGUMENTS})")
    function.give(ends)
    return function.text


def _write_upkeep(function: Function, first: str, at_first: int, later: int) -> None:
    """Runs one of two programs, by whether this is the first turn."""
    yes, no, after = function.label(), function.label(), function.label()
    function.fork(first, yes, no)
    for label, program in ((yes, at_first), (no, later)):
        function.start(label)
        function.fork_to_give(function.run(program), 1)
        function.jump(after)
    function.start(after)


def _write_delayed(function: Function) -> None:
    """Runs what is due, each as often as it was scheduled; all counters fall before."""
    T, delays = function.T, range(function.T[c.H_DELAYS_N])
    if not delays:
        return
    records = [T[c.H_DELAY_RECORDS] + 3 * delay for delay in delays]
    due, total = [], "0"
    for record in records:
        first, width = T[record], T[record + 1]
        due.append(function.load(first))
        total = function.add(total, due[-1])
        for place in range(first, first + width - 1):
            function.store(place, function.load(place + 1))
        function.store(first + width - 1, 0)
    some, after = function.label(), function.label()
    function.fork(function.compare("eq", total, 0), after, some)
    function.start(some)
    for record, times in zip(records, due, strict=True):
        _write_repeated(function, T[record + 2], times)
    function.jump(after)
    function.start(after)


def _write_repeated(function: Function, program: int, times: str) -> None:
    """Runs a program so many times, unless it ends the game."""
    again, runs, over = function.label(), function.label(), function.label()
    left = function.new("alloca i64, align 8")
    function.line(f"store i64 {times}, ptr {left}, align 8")
    function.jump(again)
    function.start(again)
    rest = function.new(f"load i64, ptr {left}, align 8")
    function.fork(function.compare("sgt", rest, 0), runs, over)
    function.start(runs)
    function.line(f"store i64 {function.subtract(rest, 1)}, ptr {left}, align 8")
    function.fork_to_give(function.run(program), 1)
    function.jump(again)
    function.start(over)


# --------------------------------------------------------------------------------- end of a turn


def write_judging(T: Numbers) -> str:
    """The function that judges running promises (rule 11.2): 1 where that ends the game."""
    function = Function("judge", ACTOR, T, words="internal ")
    promises = range(T[c.H_PROMISES_N])
    running = [function.load(T[c.H_PROMISES] + 2 * promise) for promise in promises]
    for promise in promises:
        _write_judged(function, promise, running[promise])
    function.give(0)
    return function.text


def _write_judged(function: Function, promise: int, running: str) -> None:
    T = function.T
    at, record = T[c.H_PROMISES] + 2 * promise, T[c.H_PROMISE_RECORDS] + c.PROMISE * promise
    broken, kept_when = T[record + c.PROMISE_BROKEN], T[record + c.PROMISE_KEPT_WHEN]
    judged, breach, kept, over = (function.label() for _ in range(4))
    idle = function.compare("eq", running, 0)
    given = function.compare("sge", function.load(at + 1), function.load(c.TURN))
    function.fork(function.any_of([idle, given]), over, judged)
    function.start(judged)
    if broken:
        function.leave_if(function.holds(broken), breach)
    if kept_when:
        function.leave_if(function.holds(kept_when), kept)
    nearer, last = function.label(), function.label()
    left = function.load(at)
    function.fork(function.compare("sgt", left, 1), nearer, last)
    function.start(nearer)
    function.store(at, function.subtract(left, 1))
    function.jump(over)
    function.start(last)
    function.jump(breach if kept_when else kept)
    for label, program in ((breach, c.PROMISE_BREACH), (kept, c.PROMISE_KEPT)):
        function.start(label)
        function.store(at, 0)
        function.fork_to_give(function.run(T[record + program]), 1)
        function.jump(over)
    function.start(over)


def write_conclusion(T: Numbers) -> str:
    """The function that ends the game with the first outcome that holds (rule 3.6)."""
    function = Function("conclude", "ptr %T, ptr %S, ptr %W", T, words="internal ")
    address = T[c.H_OUTCOMES]
    for k in range(T[address]):
        ends, on = function.label(), function.label()
        function.fork(function.holds(T[address + 1 + k]), ends, on)
        function.start(ends)
        function.store(c.OUTCOME, k)
        function.give(1)
        function.start(on)
    function.give(1)
    return function.text


# ------------------------------------------------------------------------------ from phase to phase


def write_advance(T: Numbers, phases: int, stages: int) -> str:
    """The function that runs all that happens by itself, as `flow.advance` (rule 3.10)."""
    function = Function(f"advance_{T[c.H_PHASES]}", ACTOR, T)
    _Advance(function, phases, stages).write()
    return function.text


class _Advance:
    """One block where each phase is gone on with, and one where it is entered."""

    def __init__(self, function: Function, phases: int, stages: int) -> None:
        self._function = function
        self._phases, self._stages = phases, stages
        self._on = {phase: function.label() for phase in (OPENING, CLOSING, *range(phases))}
        self._over = {phase: function.label() for phase in (OPENING, *range(phases))}
        self._enter = {phase: function.label() for phase in (OPENING, CLOSING, *range(phases))}
        self._stop = function.label()

    def write(self) -> None:
        function = self._function
        running = function.compare("slt", function.load(c.OUTCOME), 0)
        self._function.go_on_if(running, self._stop)
        self._stop_if_asked()
        function.switch(function.load(c.PHASE), self._on.items(), self._stop)
        self._write_opening()
        self._write_closing()
        for phase in range(self._phases):
            self._write_phase(phase)
        for phase in self._over:
            self._write_next(phase)
        function.start(self._stop)
        function.give(0)

    def _stop_if_asked(self) -> None:
        function, T = self._function, self._function.T
        if T[c.H_QUESTIONS_MOST] > 0:
            asked = function.compare("sgt", function.load(T[c.H_QUESTIONS]), 0)
            function.leave_if(asked, self._stop)

    def _stop_if_over(self, call: str) -> None:
        ended = self._function.new(f"call i64 @{call}")
        self._function.leave_if(self._function.compare("ne", ended, 0), self._stop)

    def _once(self, phase: int, call: str) -> None:
        """Where nothing has happened yet at a turn's begin or end, calls what happens there."""
        function = self._function
        function.start(self._on[phase])
        calls, after = function.label(), function.label()
        function.fork(function.compare("eq", function.load(c.CURSOR), 0), calls, after)
        function.start(calls)
        function.store(c.CURSOR, 1)
        self._stop_if_over(call)
        function.jump(after)
        function.start(after)
        self._stop_if_asked()

    def _write_opening(self) -> None:
        self._write_entering(OPENING)
        self._function.jump(self._on[OPENING])
        self._once(OPENING, f"turn({ACTOR_ARGUMENTS})")
        self._function.jump(self._over[OPENING])

    def _write_closing(self) -> None:
        function, T = self._function, self._function.T
        self._write_entering(CLOSING)
        function.jump(self._on[CLOSING])
        self._once(CLOSING, f"judge({ACTOR_ARGUMENTS})")
        last = function.compare("sge", function.load(c.TURN), function.amount(c.H_TURNS))
        ends, on = function.label(), function.label()
        function.fork(last, ends, on)
        function.start(ends)
        function.new(f"call i64 @conclude({READER_ARGUMENTS})")
        function.jump(self._stop)
        function.start(on)
        labels = [function.label() for _ in range(self._stages)]
        function.switch(function.load(c.STAGE), enumerate(labels), self._stop)
        for stage, label in enumerate(labels):
            function.start(label)
            self._write_ways(T[T[c.H_STAGES] + stage])

    def _write_ways(self, stage: int) -> None:
        """To the first following stage whose condition holds, and to the next turn's begin."""
        function, T = self._function, self._function.T
        ways = T[stage + c.STAGE_NEXT]
        for k in range(ways, ways + 2 * T[stage + c.STAGE_NEXT_N], 2):
            goes, on = function.label(), function.label()
            function.fork(function.holds(T[k]), goes, on)
            function.start(goes)
            function.store(c.STAGE, T[k + 1])
            function.jump(self._enter[OPENING])
            function.start(on)
        function.jump(self._enter[OPENING])

    def _write_entering(self, phase: int) -> None:
        function, T = self._function, self._function.T
        function.start(self._enter[phase])
        function.store(c.PHASE, phase)
        function.store(c.CURSOR, 0)
        function.store(c.VISIT, 0)
        for side in range(T[c.H_SIDES]):
            first = c.SIDES + side * (1 + T[c.H_PICKS])
            for k in range(1 + T[c.H_PICKS]):
                function.store(first + k, -1 if k else 0)

    def _write_phase(self, phase: int) -> None:
        """Enters a phase, which is over at once where it is skipped (rule 3.2), or goes on."""
        function, T = self._function, self._function.T
        record = T[T[c.H_PHASES] + phase]
        self._write_entering(phase)
        takes_place = function.holds(T[record + c.PHASE_WHEN])
        skipped = function.label()
        kind = T[record + c.PHASE_KIND]
        if kind == c.ACTIONS:
            if T[record + c.A_SIDES_N] == 0:
                function.jump(skipped)
            else:
                function.fork(takes_place, self._stop, skipped)
            function.start(skipped)
            for side in range(T[c.H_SIDES]):
                function.store(c.SIDES + side * (1 + T[c.H_PICKS]), 1)
            function.jump(self._over[phase])
            function.start(self._on[phase])
            for k in range(T[record + c.A_SIDES_N]):
                side = T[T[record + c.A_SIDES] + k]
                finished = function.load(c.SIDES + side * (1 + T[c.H_PICKS]))
                self._function.go_on_if(function.compare("ne", finished, 0), self._stop)
            function.jump(self._over[phase])
        elif kind == c.INJECTS:
            function.fork(takes_place, self._on[phase], skipped)
            function.start(skipped)
            function.store(c.CURSOR, T[record + c.I_KNOWN_N] + T[record + c.I_DRAWS])
            function.jump(self._over[phase])
            function.start(self._on[phase])
            over = function.new(f"call i64 @events_{record}({ACTOR_ARGUMENTS})")
            self._function.go_on_if(function.compare("ne", over, 0), self._stop)
            running = function.compare("slt", function.load(c.OUTCOME), 0)
            function.fork(running, self._over[phase], self._stop)
        else:
            status = function.load(T[T[record + c.V_TABLE] + c.TABLE_STATE] + c.AT_STATUS)
            is_open = function.compare("eq", status, c.OPEN)
            function.fork(function.all_of([takes_place, is_open]), self._stop, skipped)
            function.start(skipped)
            function.store(c.CURSOR, TABLE_OVER)
            function.jump(self._over[phase])
            function.start(self._on[phase])
            over = function.compare("eq", function.load(c.CURSOR), TABLE_OVER)
            function.fork(over, self._over[phase], self._stop)

    def _write_next(self, phase: int) -> None:
        """From a phase that is over to the next one of the stage."""
        function, T = self._function, self._function.T
        function.start(self._over[phase])
        cases = []
        for stage in range(self._stages):
            record = T[T[c.H_STAGES] + stage]
            first, n = T[record + c.STAGE_PHASES], T[record + c.STAGE_PHASES_N]
            phases = [T[k] for k in range(first, first + n)]
            if phase == OPENING:
                cases.append((stage, self._enter[[*phases, CLOSING][0]]))
            elif phase in phases:
                following = [*phases, CLOSING][phases.index(phase) + 1]
                cases.append((stage, self._enter[following]))
        function.switch(function.load(c.STAGE), cases, self._stop)
