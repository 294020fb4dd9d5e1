"""Advances a game to the next decision (rule 3).

It takes the same steps in the same order as `engine/`, which is made for reading; this is made for
speed.
"""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.run.effects import (
    branch,
    conclude,
    exhausted,
    happens,
    reject,
    run,
    try_outcomes,
)
from game.kernel.run.formulas import has_code, holds, value
from game.kernel.run.legality import all_finished, phase_of, seat
from game.kernel.run.luck import draw
from game.kernel.run.votes import forget_ballots
from game.kernel.whole_numbers import Numbers, call_code, each, hot, unknown, unrolled

OPENING, CLOSING = -1, -2
TABLE_OVER = 1


def begin(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int) -> None:
    """Begins a new game, and plays up to its first decision (rule 3.1)."""
    for i in range(T[c.H_STATE]):
        S[i] = T[T[c.H_BLANK] + i]
    p, many = T[c.H_DEALS], T[c.W_MANY]
    for deal in range(T[c.H_CARDS_N]):
        n = T[p + 1]
        for k in range(n):
            W[many + k] = value(T, S, W, T[p + 2 + k])
        S[T[c.H_CARDS] + deal] = max(branch(W, many, n, draw(T, C, S, luck, T[p])), 0)
        p += 2 + n
    run(T, C, S, W, luck, T[c.H_OPENING])
    advance(T, C, S, W, luck)


@hot
def mover(T: Numbers, S: Numbers) -> int:
    """The side that decides next; if several may, the first in file order. -1 after the end."""
    if S[c.OUTCOME] >= 0:
        return -1
    if S[T[c.H_QUESTIONS]] > 0:
        return _side_to_answer(T, S)
    phase = phase_of(T, S)
    if T[phase + c.PHASE_KIND] != c.ACTIONS:
        table = T[phase + c.V_TABLE]
        return T[T[table + c.TABLE_PARTIES] + S[T[table + c.TABLE_STATE] + c.AT_SPEAKER]]
    if T[phase + c.A_TOGETHER] == 0:
        return T[T[phase + c.A_SIDES] + S[c.CURSOR]]
    first = T[c.H_SIDES]
    for k in range(T[phase + c.A_SIDES_N]):
        side = T[T[phase + c.A_SIDES] + k]
        if side < first and S[seat(T, side)] == 0:
            first = side
    return first


def asking(T: Numbers, S: Numbers) -> int:
    """The record of the inject whose question must be answered first."""
    return T[T[c.H_INJECT_RECORDS] + first_question(T, S) % T[c.H_FIRED_N]]


@hot
def first_question(T: Numbers, S: Numbers) -> int:
    """The number of the question that must be answered first (see H_QUESTIONS)."""
    return S[T[c.H_QUESTIONS] + 1]


def _side_to_answer(T: Numbers, S: Numbers) -> int:
    """The side that answers next; if several may, the first in file order (rule 6.7)."""
    inject = asking(T, S)
    sides, first = T[inject + c.INJECT_ASK], T[c.H_SIDES]
    if T[inject + c.INJECT_TOGETHER] == 0:
        return T[sides + first_question(T, S) // T[c.H_FIRED_N]]
    for k in range(T[inject + c.INJECT_ASK_N]):
        side = T[sides + k]
        if side < first and S[T[c.H_HIDDEN_ANSWERS] + side] < 0:
            first = side
    return first


@hot
def following(T: Numbers, S: Numbers, phase: int, at: int) -> int:
    """Moves the cursor to the next side in resolution order that hasn't finished (rule 4.7).

    at: the current place of the cursor. Returns the new one; -1 if all sides have finished.
    """
    count = T[phase + c.A_SIDES_N]
    for _ in range(count):
        at = at + 1 if at + 1 < count else 0
        if S[seat(T, T[T[phase + c.A_SIDES] + at])] == 0:
            S[c.CURSOR] = at
            return at
    return -1


def advance(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int) -> None:
    """Runs everything that needs no decision, until a side must decide (rule 3.10)."""
    if has_code(T, T[c.H_PHASES]):
        call_code(W[T[c.W_NATIVE] + T[c.H_PHASES]], T, C, S, W, luck)
        return
    while S[c.OUTCOME] < 0:
        if not _run_phase(T, C, S, W, luck):
            return
        if S[c.OUTCOME] < 0:
            _next_phase(T, S, W)


def _run_phase(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int) -> bool:
    """Runs what the current phase does by itself; returns whether the phase is over."""
    questions = T[c.H_QUESTIONS]
    if S[questions] > 0:
        return False
    if S[c.PHASE] < 0:
        if S[c.CURSOR] == 0:
            S[c.CURSOR] = 1
            if S[c.PHASE] == OPENING:
                _start_turn(T, C, S, W, luck)
            else:
                _end_turn(T, C, S, W, luck)
        return S[questions] == 0
    phase = phase_of(T, S)
    if T[phase + c.PHASE_KIND] == c.ACTIONS:
        return all_finished(T, S, phase)
    if T[phase + c.PHASE_KIND] == c.INJECTS:
        return _run_injects(T, C, S, W, luck, phase)
    return S[c.CURSOR] == TABLE_OVER


@unrolled
def _next_phase(T: Numbers, S: Numbers, W: Numbers) -> None:
    """Moves to the next phase, and enters it (rule 3.3)."""
    stage = T[T[c.H_STAGES] + each(S[c.STAGE], T[c.H_STAGES_N])]
    phases, n = T[stage + c.STAGE_PHASES], T[stage + c.STAGE_PHASES_N]
    if S[c.PHASE] == CLOSING:
        if S[c.TURN] >= T[c.H_TURNS]:
            conclude(T, S, W)
            return
        ways = T[stage + c.STAGE_NEXT]
        for k in range(ways, ways + 2 * T[stage + c.STAGE_NEXT_N], 2):
            if holds(T, S, W, T[k]):
                S[c.STAGE] = T[k + 1]
                break
        S[c.PHASE] = OPENING
    else:
        k = 0
        if S[c.PHASE] >= 0:
            phase = each(S[c.PHASE], T[c.H_PHASES_N])
            while k < n and T[phases + k] != phase:
                k += 1
            k += 1
        S[c.PHASE] = T[phases + k] if k < n else CLOSING
    _enter(T, S, W)


def _enter(T: Numbers, S: Numbers, W: Numbers) -> None:
    """Enters a phase; a phase that is skipped is over at once (rule 3.2)."""
    S[c.CURSOR] = 0
    S[c.VISIT] = 0
    width = 1 + T[c.H_PICKS]
    for side in range(T[c.H_SIDES]):
        at = seat(T, side)
        S[at] = 0
        for i in range(at + 1, at + width):
            S[i] = -1
    if S[c.PHASE] < 0:
        return
    phase = phase_of(T, S)
    kind, takes_place = T[phase + c.PHASE_KIND], holds(T, S, W, T[phase + c.PHASE_WHEN])
    if kind == c.ACTIONS:
        if not takes_place or T[phase + c.A_SIDES_N] == 0:
            for side in range(T[c.H_SIDES]):
                S[seat(T, side)] = 1
    elif kind == c.INJECTS:
        if not takes_place:
            S[c.CURSOR] = T[phase + c.I_KNOWN_N] + T[phase + c.I_DRAWS]
    elif not takes_place or S[T[T[phase + c.V_TABLE] + c.TABLE_STATE] + c.AT_STATUS] != c.OPEN:
        S[c.CURSOR] = TABLE_OVER


def _start_turn(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int) -> None:
    """Starts a turn: resets counts, runs due effects and `each_turn`, tests outcomes (3.4, 3.5)."""
    S[c.TURN] += 1
    today = T[c.H_SLOTS] + c.SLOT_TODAY
    for i in range(today, today + c.SLOT_STATE * T[c.H_SLOTS_N], c.SLOT_STATE):
        S[i] = 0
    for i in range(T[c.H_DRAWS], T[c.H_DRAWS] + T[c.H_DRAWS_N]):
        S[i] = 0
    for k in range(T[c.H_VOTES_N]):
        forget_ballots(T, S, T[T[c.H_VOTES] + k])
    _go_on(T, S, W)
    _run_due(T, C, S, W, luck)
    _finish_projects(T, C, S, W, luck)
    first = S[c.TURN] == 1
    if S[c.OUTCOME] < 0:
        run(T, C, S, W, luck, T[c.H_FIRST_TURN if first else c.H_EACH_TURN])
    if S[c.OUTCOME] < 0:
        stage = T[T[c.H_STAGES] + each(S[c.STAGE], T[c.H_STAGES_N])]
        run(T, C, S, W, luck, T[stage + (c.STAGE_FIRST_TURN if first else c.STAGE_EACH_TURN)])
    if S[c.OUTCOME] < 0:
        try_outcomes(T, S, W)


def _go_on(T: Numbers, S: Numbers, W: Numbers) -> None:
    """Takes a turn off every project that is under way, and notes those that are ready (15.2)."""
    ready = T[c.W_DUE] + T[c.H_DELAYS_N]
    for k in range(T[c.H_PROJECTS_N]):
        at = T[T[T[c.H_PROJECTS] + k] + c.PROJECT_PLACE]
        W[ready + k] = S[at]
        if S[at] > 0:
            S[at] -= 1


def _finish_projects(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int) -> None:
    """Runs what comes of the projects that are ready, in file order (rule 15.2)."""
    ready = T[c.W_DUE] + T[c.H_DELAYS_N]
    for k in range(T[c.H_PROJECTS_N]):
        if S[c.OUTCOME] >= 0:
            return
        if W[ready + k] == 1:
            project = T[T[c.H_PROJECTS] + k]
            S[T[project + c.PROJECT_PLACE] + c.PROJECT_DONE] += 1
            run(T, C, S, W, luck, T[project + c.PROJECT_FINISH])


def _run_due(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int) -> None:
    """Runs the delayed effects that are due, in file order, each as often as it was scheduled.

    All counters move one turn on before anything runs, so that new delays keep their full length.
    """
    p, due = T[c.H_DELAY_RECORDS], T[c.W_DUE]
    any_due = 0
    for k in range(T[c.H_DELAYS_N]):
        first, width = T[p + 3 * k], T[p + 3 * k + 1]
        W[due + k] = S[first]
        any_due += S[first]
        for i in range(first, first + width - 1):
            S[i] = S[i + 1]
        S[first + width - 1] = 0
    if any_due == 0:
        return
    for k in range(T[c.H_DELAYS_N]):
        for _ in range(W[due + k]):
            run(T, C, S, W, luck, T[p + 3 * k + 2])
            if S[c.OUTCOME] >= 0:
                return


def _end_turn(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int) -> None:
    """Ends a turn: signed packages whose time is up lapse, then promises are judged."""
    for k in range(T[c.H_TABLES_N]):
        table = T[T[c.H_TABLE_RECORDS] + k]
        if T[table + c.TABLE_RATIFY] == 0:
            continue
        is_signed = S[T[table + c.TABLE_STATE] + c.AT_STATUS] == c.SIGNED
        if is_signed and S[c.TURN] >= S[T[table + c.TABLE_RATIFY]]:
            reject(T, C, S, W, luck, table)
            if S[c.OUTCOME] >= 0:
                return
    _judge_promises(T, C, S, W, luck)


def _judge_promises(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int) -> None:
    """Judges the running promises at the end of a turn: broken, kept or continued (rule 11.2)."""
    first, n = T[c.H_PROMISES], T[c.H_PROMISES_N]
    due = T[c.W_DUE]
    for k in range(n):
        W[due + k] = S[first + 2 * k]  # the promises that run before any is judged
    for k in range(n):
        at, promise = first + 2 * k, T[c.H_PROMISE_RECORDS] + c.PROMISE * k
        # A promise that was started or renewed this turn is not judged yet.
        if W[due + k] == 0 or S[at + 1] >= S[c.TURN]:
            continue
        broken, kept_when = T[promise + c.PROMISE_BROKEN], T[promise + c.PROMISE_KEPT_WHEN]
        if broken != 0 and holds(T, S, W, broken):
            end = T[promise + c.PROMISE_BREACH]
        elif kept_when != 0 and holds(T, S, W, kept_when):
            end = T[promise + c.PROMISE_KEPT]
        elif S[at] > 1:
            S[at] -= 1
            continue
        else:
            end = T[promise + c.PROMISE_KEPT] if kept_when == 0 else T[promise + c.PROMISE_BREACH]
        S[at] = 0
        run(T, C, S, W, luck, end)
        if S[c.OUTCOME] >= 0:
            return


@unrolled
def _run_injects(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, phase: int) -> bool:
    """Continues an injects phase at the cursor; returns False if a question interrupts it."""
    if has_code(T, phase):
        return call_code(W[T[c.W_NATIVE] + phase], T, C, S, W, luck) != 0
    known, questions = T[phase + c.I_KNOWN_N], T[c.H_QUESTIONS]
    end = known + T[phase + c.I_DRAWS]
    cursor = each(S[c.CURSOR], end + 1)
    while cursor < end:
        at, cursor = cursor, cursor + 1
        S[c.CURSOR] = cursor
        if at < known:
            inject = T[T[phase + c.I_KNOWN] + at]
            if T[inject + c.INJECT_AT] != 0 and T[inject + c.INJECT_AT] != S[c.TURN]:
                continue
            if not _is_fired(T, C, S, W, luck, inject):
                continue
        else:
            inject = _draw_inject(T, C, S, W, luck, phase)
            if inject == 0:
                continue
        run(T, C, S, W, luck, T[inject + c.INJECT_PROGRAM])
        if S[c.OUTCOME] < 0:
            try_outcomes(T, S, W)
        if S[c.OUTCOME] >= 0:
            return True
        if S[questions] > 0:
            return False
    return True


def _is_fired(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, inject: int) -> bool:
    """Whether an inject, whose turn it is, may happen and its chance comes up (rule 6.1)."""
    if not _may(T, S, W, inject):
        return False
    chance = T[inject + c.INJECT_CHANCE]
    return chance == 0 or happens(T, C, S, luck, value(T, S, W, chance), T[inject + c.INJECT_SITE])


@hot
def _may(T: Numbers, S: Numbers, W: Numbers, inject: int) -> bool:
    """Whether an inject may happen: it isn't held, and `once` and `when` allow it."""
    if S[T[inject + c.INJECT_HELD]] != 0 or exhausted(T, S, inject):
        return False
    return holds(T, S, W, T[inject + c.INJECT_WHEN])


def _draw_inject(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, phase: int) -> int:
    """Draws one of the possible injects by weight; without any it returns 0 (rule 2.3)."""
    pile, n, many = T[phase + c.I_DRAWN], T[phase + c.I_DRAWN_N], T[c.W_MANY]
    candidates = unknown(0)
    for k in range(n):
        inject = T[pile + k]
        allowed = _may(T, S, W, inject)
        candidates += 1 if allowed else 0
        W[many + k] = value(T, S, W, T[inject + c.INJECT_WEIGHT]) if allowed else 0
    if candidates == 0:
        return 0
    k = branch(W, many, n, draw(T, C, S, luck, T[phase + c.I_SITE]))
    return T[pile + k] if k >= 0 else 0
