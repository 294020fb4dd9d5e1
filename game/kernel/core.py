"""How a game moves: a decision is resolved, then the game goes on to the next one asked (rule 3).

The same steps in the same order as `engine/`, which is to be read; this is to be fast.
"""

from __future__ import annotations

from game.kernel.codes import (
    A_PICKS,
    A_SIDES,
    A_SIDES_N,
    A_TOGETHER,
    ACCEPT,
    ACTIONS,
    AGREED,
    ANSWER_COST,
    ANSWER_COUNT,
    ANSWER_PROGRAM,
    AT_ACCEPTED,
    AT_PROPOSER,
    AT_ROUNDS,
    AT_SPEAKER,
    AT_STATUS,
    COLLAPSED,
    CURSOR,
    EXPIRED,
    FIRE,
    H_BLANK,
    H_CARDS,
    H_CARDS_N,
    H_DEALS,
    H_DELAY_RECORDS,
    H_DELAYS_N,
    H_DRAWS,
    H_DRAWS_N,
    H_EACH_TURN,
    H_FIRED_N,
    H_FIRST_TURN,
    H_HIDDEN_ANSWERS,
    H_INJECT_RECORDS,
    H_OPENING,
    H_PICKS,
    H_PROMISE_RECORDS,
    H_PROMISES,
    H_PROMISES_N,
    H_QUESTIONS,
    H_SIDES,
    H_SLOT_RECORDS,
    H_SLOTS,
    H_SLOTS_N,
    H_STAGES,
    H_STATE,
    H_TRACK_RANGES,
    H_TRACKS,
    H_TURNS,
    HOLD,
    I_DRAWN,
    I_DRAWN_N,
    I_DRAWS,
    I_KNOWN,
    I_KNOWN_N,
    I_SITE,
    INJECT_ASK,
    INJECT_ASK_N,
    INJECT_AT,
    INJECT_CHANCE,
    INJECT_HELD,
    INJECT_PROGRAM,
    INJECT_SITE,
    INJECT_TOGETHER,
    INJECT_WEIGHT,
    INJECT_WHEN,
    INJECTS,
    ISSUE_OPTIONS,
    OFFER,
    OPEN,
    OPTION_PROGRAM,
    OPTION_WORTHS,
    OUTCOME,
    PASS,
    PHASE,
    PHASE_KIND,
    PHASE_WHEN,
    PROMISE,
    PROMISE_BREACH,
    PROMISE_BROKEN,
    PROMISE_KEPT,
    PROMISE_KEPT_WHEN,
    SET,
    SLOT_COST,
    SLOT_PROGRAM,
    STAGE,
    STAGE_EACH_TURN,
    STAGE_FIRST_TURN,
    STAGE_NEXT,
    STAGE_NEXT_N,
    STAGE_PHASES,
    STAGE_PHASES_N,
    TABLE_AGREED,
    TABLE_COLLAPSED,
    TABLE_COLUMN,
    TABLE_EXPIRED,
    TABLE_ISSUES_N,
    TABLE_LAST_OFFERS,
    TABLE_PARTIES,
    TABLE_PARTIES_N,
    TABLE_PARTY,
    TABLE_ROUNDS,
    TABLE_STATE,
    TURN,
    V_ROUNDS,
    V_TABLE,
    VISIT,
    W_DUE,
    W_MANY,
    W_NAMED,
    W_PACKAGE,
    W_SIGNED,
)
from game.kernel.effects import (
    branch,
    conclude,
    empty,
    exhausted,
    happens,
    run,
    try_outcomes,
)
from game.kernel.formulas import holds, value
from game.kernel.jit import Numbers, hot, jit
from game.kernel.legality import (
    all_finished,
    answer_of,
    fill,
    name_standing,
    phase_of,
    record,
    seat,
)
from game.kernel.luck import draw

OPENING, CLOSING = -1, -2
TABLE_OVER = 1


@jit
def begin(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int) -> None:
    """A new game up to its first decision (rule 3.1)."""
    for i in range(T[H_STATE]):
        S[i] = T[T[H_BLANK] + i]
    p, many = T[H_DEALS], T[W_MANY]
    for deal in range(T[H_CARDS_N]):
        n = T[p + 1]
        for k in range(n):
            W[many + k] = value(T, S, W, T[p + 2 + k])
        S[T[H_CARDS] + deal] = max(branch(W, many, n, draw(T, C, S, luck, T[p])), 0)
        p += 2 + n
    run(T, C, S, W, luck, T[H_OPENING])
    advance(T, C, S, W, luck)


@jit
def mover(T: Numbers, S: Numbers) -> int:
    """The side that decides next, the first in file order where several may; -1 after the end."""
    if S[OUTCOME] >= 0:
        return -1
    if S[T[H_QUESTIONS]] > 0:
        return _answering(T, S)
    phase = phase_of(T, S)
    if T[phase + PHASE_KIND] != ACTIONS:
        table = T[phase + V_TABLE]
        return T[T[table + TABLE_PARTIES] + S[T[table + TABLE_STATE] + AT_SPEAKER]]
    if T[phase + A_TOGETHER] == 0:
        return T[T[phase + A_SIDES] + S[CURSOR]]
    found = T[H_SIDES]
    for k in range(T[phase + A_SIDES_N]):
        side = T[T[phase + A_SIDES] + k]
        if side < found and S[seat(T, side)] == 0:
            found = side
    return found


@jit
def asking(T: Numbers, S: Numbers) -> int:
    """The inject whose question is to be answered first."""
    return T[T[H_INJECT_RECORDS] + first_question(T, S) % T[H_FIRED_N]]


@hot
def first_question(T: Numbers, S: Numbers) -> int:
    """The question that is to be answered first."""
    return S[T[H_QUESTIONS] + 1]


@jit
def _answering(T: Numbers, S: Numbers) -> int:
    """The side that answers next, the first in file order where several may (rule 6.7)."""
    inject = asking(T, S)
    sides, first = T[inject + INJECT_ASK], T[H_SIDES]
    if T[inject + INJECT_TOGETHER] == 0:
        return T[sides + first_question(T, S) // T[H_FIRED_N]]
    for k in range(T[inject + INJECT_ASK_N]):
        side = T[sides + k]
        if side < first and S[T[H_HIDDEN_ANSWERS] + side] < 0:
            first = side
    return first


@jit
def take(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, side: int, code: int) -> None:
    """Takes a legal decision of a side; the package of an offer is named at W_NAMED."""
    if S[T[H_QUESTIONS]] > 0:
        _answer(T, C, S, W, luck, side, code)
    else:
        phase = phase_of(T, S)
        if T[phase + PHASE_KIND] == ACTIONS:
            _in_actions(T, C, S, W, luck, phase, side, code)
        else:
            _at_table(T, C, S, W, luck, phase, side, code)
    advance(T, C, S, W, luck)


@jit
def intervene(
    T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, kind: int, number: int, to: int
) -> None:
    """The facilitator fires, holds or releases an inject, sets a track, or ends the game.

    Holding and releasing change nothing else, and nothing follows from them (rule 10.3).
    """
    if kind >= HOLD:
        S[T[T[T[H_INJECT_RECORDS] + number] + INJECT_HELD]] = 1 if kind == HOLD else 0
        return
    if kind == FIRE:
        run(T, C, S, W, luck, T[T[T[H_INJECT_RECORDS] + number] + INJECT_PROGRAM])
    elif kind == SET:
        ranges = T[H_TRACK_RANGES] + 2 * number
        S[T[H_TRACKS] + number] = min(max(to, T[ranges]), T[ranges + 1])
    elif number >= 0:
        S[OUTCOME] = number
    else:
        conclude(T, S, W)
    if S[OUTCOME] < 0:
        try_outcomes(T, S, W)
    advance(T, C, S, W, luck)


# ---------------------------------------------------------------------------- answers and actions


@jit
def _answer(
    T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, side: int, number: int
) -> None:
    """The first question is answered, its cost is paid, its effects happen (rule 6.5).

    An answer that is revealed with others waits for them.
    """
    inject = asking(T, S)
    if T[inject + INJECT_TOGETHER] != 0:
        hidden = T[H_HIDDEN_ANSWERS]
        S[hidden + side] = number
        for k in range(T[inject + INJECT_ASK_N]):
            if S[hidden + T[T[inject + INJECT_ASK] + k]] < 0:
                return
        _reveal(T, C, S, W, luck, inject)
        return
    _drop_question(T, S)
    answer = answer_of(T, inject, side, number)
    _count_answer(T, S, answer)
    pay(T, S, T[answer + ANSWER_COST])
    run(T, C, S, W, luck, T[answer + ANSWER_PROGRAM])
    if S[OUTCOME] < 0:
        try_outcomes(T, S, W)


@jit
def _drop_question(T: Numbers, S: Numbers) -> None:
    """The first question doesn't wait any more."""
    at = T[H_QUESTIONS]
    S[at] -= 1
    for i in range(at + 1, at + 1 + S[at]):
        S[i] = S[i + 1]


@jit
def _reveal(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, inject: int) -> None:
    """All answers count as given; all costs are paid; then effects happen (rule 6.7)."""
    hidden, sides, n = T[H_HIDDEN_ANSWERS], T[inject + INJECT_ASK], T[inject + INJECT_ASK_N]
    _drop_question(T, S)
    for what in range(3):
        for k in range(n):
            side = T[sides + k]
            answer = answer_of(T, inject, side, S[hidden + side])
            if what == 0:
                _count_answer(T, S, answer)
            elif what == 1:
                pay(T, S, T[answer + ANSWER_COST])
            elif S[OUTCOME] < 0:
                run(T, C, S, W, luck, T[answer + ANSWER_PROGRAM])
    for k in range(n):
        S[hidden + T[sides + k]] = -1
    if S[OUTCOME] < 0:
        try_outcomes(T, S, W)


@jit
def _count_answer(T: Numbers, S: Numbers, answer: int) -> None:
    """An answer counts as given, where an expression asks how often it was (rule 1.7)."""
    if T[answer + ANSWER_COUNT] > 0:
        S[T[answer + ANSWER_COUNT]] += 1


@jit
def pay(T: Numbers, S: Numbers, cost: int) -> None:
    """Pays a cost; what another's payment made impossible is clamped (rule 4.3)."""
    for c in range(cost + 1, cost + 1 + 4 * T[cost], 4):
        S[T[c]] = max(S[T[c]] - T[c + 3], T[c + 1])


@jit
def _in_actions(
    T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, phase: int, side: int, code: int
) -> None:
    if code == PASS:
        S[seat(T, side)] = 1
    else:
        pick(T, S, phase, side, code)
    if T[phase + A_TOGETHER] != 0:
        if all_finished(T, S, phase):
            _resolve(T, C, S, W, luck, phase)
        return
    if code != PASS:
        happen(T, C, S, W, luck, T[T[H_SLOT_RECORDS] + code], code)
    if S[OUTCOME] < 0:
        try_outcomes(T, S, W)
    if S[OUTCOME] < 0:
        next_side(T, S, phase)


@jit
def pick(T: Numbers, S: Numbers, phase: int, side: int, slot: int) -> None:
    """A side picks an action; with the last it has finished."""
    mine, n = seat(T, side), 1
    while S[mine + n] >= 0:
        n += 1
    S[mine + n] = slot
    if n == T[phase + A_PICKS]:
        S[mine] = 1


@jit
def happen(
    T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, slot: int, number: int
) -> None:
    """An action is taken at once: it counts, is paid, and has its effects (rule 4.4)."""
    _count(T, S, number)
    if T[T[slot + SLOT_COST]] > 0:
        pay(T, S, T[slot + SLOT_COST])
    run(T, C, S, W, luck, T[slot + SLOT_PROGRAM])


@jit
def next_side(T: Numbers, S: Numbers, phase: int) -> bool:
    """Moves the cursor to the next in the resolution order who hasn't finished (rule 4.7).

    False where everybody has.
    """
    count = T[phase + A_SIDES_N]
    at = S[CURSOR]
    for _ in range(count):
        at = at + 1 if at + 1 < count else 0
        if S[seat(T, T[T[phase + A_SIDES] + at])] == 0:
            S[CURSOR] = at
            return True
    return False


@jit
def _count(T: Numbers, S: Numbers, slot: int) -> None:
    """An action counts as made."""
    use = T[H_SLOTS] + 3 * slot
    S[use] += 1
    S[use + 1] = S[TURN]
    S[use + 2] += 1


@jit
def _resolve(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, phase: int) -> None:
    """All picks count as made; all costs are paid; then effects happen (rules 4.3 and 4.7)."""
    sides, n = T[phase + A_SIDES], T[phase + A_SIDES_N]
    for what in range(3):
        for k in range(T[phase + A_PICKS]):
            for j in range(n):
                slot = S[seat(T, T[sides + j]) + 1 + k]
                if slot < 0:
                    continue
                if what == 0:
                    _count(T, S, slot)
                elif what == 1:
                    pay(T, S, T[T[T[H_SLOT_RECORDS] + slot] + SLOT_COST])
                else:
                    run(T, C, S, W, luck, T[T[T[H_SLOT_RECORDS] + slot] + SLOT_PROGRAM])
                    if S[OUTCOME] >= 0:
                        return
    try_outcomes(T, S, W)


# -------------------------------------------------------------------------------------- at a table


@jit
def _at_table(
    T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, phase: int, side: int, code: int
) -> None:
    table = T[phase + V_TABLE]
    at, party = T[table + TABLE_STATE], T[T[table + TABLE_PARTY] + side]
    parties = T[table + TABLE_PARTIES_N]
    if code == OFFER:
        S[at + AT_PROPOSER] = party
        for i in range(parties):
            S[at + AT_ACCEPTED + i] = 0
        for i in range(T[table + TABLE_ISSUES_N]):
            S[at + AT_ACCEPTED + parties + i] = W[T[W_NAMED] + i]
            S[T[table + TABLE_LAST_OFFERS] + party * T[table + TABLE_ISSUES_N] + i] = W[
                T[W_NAMED] + i
            ]
    elif code == ACCEPT:
        S[at + AT_ACCEPTED + party] = 1
        missing = 0
        for i in range(parties):
            if S[at + AT_ACCEPTED + i] == 0 and i != S[at + AT_PROPOSER]:
                missing += 1
        if missing == 0:
            _agree(T, C, S, W, luck, table)
            return
    elif code != PASS:  # WALK
        S[CURSOR] = TABLE_OVER
        empty(T, S, table, COLLAPSED)
        run(T, C, S, W, luck, T[table + TABLE_COLLAPSED])
        if S[OUTCOME] < 0:
            try_outcomes(T, S, W)
        return
    _spoken(T, C, S, W, luck, phase, table)


@jit
def _spoken(
    T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, phase: int, table: int
) -> None:
    """The next party speaks; after the last one a round is used up (rule 5.5)."""
    at = T[table + TABLE_STATE]
    if S[at + AT_SPEAKER] + 1 < T[table + TABLE_PARTIES_N]:
        S[at + AT_SPEAKER] += 1
    else:
        S[at + AT_SPEAKER] = 0
        S[at + AT_ROUNDS] += 1
        S[VISIT] += 1
    if S[at + AT_ROUNDS] == T[table + TABLE_ROUNDS]:
        S[CURSOR] = TABLE_OVER
        empty(T, S, table, EXPIRED)
        run(T, C, S, W, luck, T[table + TABLE_EXPIRED])
    elif S[VISIT] == T[phase + V_ROUNDS]:
        S[CURSOR] = TABLE_OVER
    if S[OUTCOME] < 0:
        try_outcomes(T, S, W)


@jit
def _agree(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, table: int) -> None:
    """Status and worths are fixed first, then come the options' effects (rule 5.5)."""
    at, issues, parties = (
        T[table + TABLE_STATE],
        T[table + TABLE_ISSUES_N],
        T[table + TABLE_PARTIES_N],
    )
    options = at + AT_ACCEPTED + parties
    many, signed = T[W_MANY], T[W_SIGNED] + T[table + TABLE_COLUMN]
    name_standing(T, S, W, table)
    fill(T, W, table)
    for party in range(parties):
        W[many + party] = worth(T, S, W, table, party)
    S[CURSOR] = TABLE_OVER
    empty(T, S, table, AGREED)
    for i in range(issues):
        S[options + i] = W[W_PACKAGE + i]
        W[signed + i] = W[W_PACKAGE + i]
    for party in range(parties):
        S[options + issues + party] = W[many + party]
    # What was signed is what happens, whatever becomes of the table meanwhile.
    for i in range(issues):
        option = T[record(T, table, i) + ISSUE_OPTIONS + W[signed + i]]
        run(T, C, S, W, luck, T[option + OPTION_PROGRAM])
        if S[OUTCOME] >= 0:
            return
    run(T, C, S, W, luck, T[table + TABLE_AGREED])
    if S[OUTCOME] < 0:
        try_outcomes(T, S, W)


@jit
def worth(T: Numbers, S: Numbers, W: Numbers, table: int, party: int) -> int:
    """What the package at hand is worth to a party (rule 5.6)."""
    total = 0
    for i in range(T[table + TABLE_ISSUES_N]):
        option = T[record(T, table, i) + ISSUE_OPTIONS + W[W_PACKAGE + i]]
        total += value(T, S, W, T[T[option + OPTION_WORTHS] + party])
    return total


# --------------------------------------------------------------------------- what happens by itself


@jit
def advance(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int) -> None:
    """Runs all that happens by itself, until somebody is asked or the game is over (rule 3.10)."""
    while S[OUTCOME] < 0:
        if not _done(T, C, S, W, luck):
            return
        if S[OUTCOME] < 0:
            _follow(T, S, W)


@jit
def _done(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int) -> bool:
    """Whether nothing more happens here; does first what happens here by itself."""
    questions = T[H_QUESTIONS]
    if S[questions] > 0:
        return False
    if S[PHASE] < 0:
        if S[CURSOR] == 0:
            S[CURSOR] = 1
            if S[PHASE] == OPENING:
                _start_turn(T, C, S, W, luck)
            else:
                _judge_promises(T, C, S, W, luck)
        return S[questions] == 0
    phase = phase_of(T, S)
    if T[phase + PHASE_KIND] == ACTIONS:
        return all_finished(T, S, phase)
    if T[phase + PHASE_KIND] == INJECTS:
        return _events(T, C, S, W, luck, phase)
    return S[CURSOR] == TABLE_OVER


@jit
def _follow(T: Numbers, S: Numbers, W: Numbers) -> None:
    """Goes to what follows, and enters it (rule 3.3)."""
    stage = T[T[H_STAGES] + S[STAGE]]
    phases, n = T[stage + STAGE_PHASES], T[stage + STAGE_PHASES_N]
    if S[PHASE] == CLOSING:
        if S[TURN] >= T[H_TURNS]:
            conclude(T, S, W)
            return
        ways = T[stage + STAGE_NEXT]
        for k in range(ways, ways + 2 * T[stage + STAGE_NEXT_N], 2):
            if holds(T, S, W, T[k]):
                S[STAGE] = T[k + 1]
                break
        S[PHASE] = OPENING
    else:
        k = 0
        if S[PHASE] >= 0:
            while T[phases + k] != S[PHASE]:
                k += 1
            k += 1
        S[PHASE] = T[phases + k] if k < n else CLOSING
    _enter(T, S, W)


@jit
def _enter(T: Numbers, S: Numbers, W: Numbers) -> None:
    """Begins what follows; a phase that is skipped is at once done (rule 3.2)."""
    S[CURSOR] = 0
    S[VISIT] = 0
    width = 1 + T[H_PICKS]
    for side in range(T[H_SIDES]):
        at = seat(T, side)
        S[at] = 0
        for i in range(at + 1, at + width):
            S[i] = -1
    if S[PHASE] < 0:
        return
    phase = phase_of(T, S)
    kind, takes_place = T[phase + PHASE_KIND], holds(T, S, W, T[phase + PHASE_WHEN])
    if kind == ACTIONS:
        if not takes_place or T[phase + A_SIDES_N] == 0:
            for side in range(T[H_SIDES]):
                S[seat(T, side)] = 1
    elif kind == INJECTS:
        if not takes_place:
            S[CURSOR] = T[phase + I_KNOWN_N] + T[phase + I_DRAWS]
    elif not takes_place or S[T[T[phase + V_TABLE] + TABLE_STATE] + AT_STATUS] != OPEN:
        S[CURSOR] = TABLE_OVER


@jit
def _start_turn(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int) -> None:
    """A turn begins: counts, what was delayed until now, upkeep, outcomes (rules 3.4, 3.5)."""
    S[TURN] += 1
    slots = T[H_SLOTS]
    for i in range(slots + 2, slots + 2 + 3 * T[H_SLOTS_N], 3):
        S[i] = 0
    for i in range(T[H_DRAWS], T[H_DRAWS] + T[H_DRAWS_N]):
        S[i] = 0
    _delayed(T, C, S, W, luck)
    first = S[TURN] == 1
    if S[OUTCOME] < 0:
        run(T, C, S, W, luck, T[H_FIRST_TURN if first else H_EACH_TURN])
    if S[OUTCOME] < 0:
        stage = T[T[H_STAGES] + S[STAGE]]
        run(T, C, S, W, luck, T[stage + (STAGE_FIRST_TURN if first else STAGE_EACH_TURN)])
    if S[OUTCOME] < 0:
        try_outcomes(T, S, W)


@jit
def _delayed(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int) -> None:
    """Runs what is due, in file order, each as often as it was scheduled.

    All counters fall by a turn before anything runs, so that what is scheduled now waits in full.
    """
    p, due = T[H_DELAY_RECORDS], T[W_DUE]
    any_due = 0
    for k in range(T[H_DELAYS_N]):
        first, width = T[p + 3 * k], T[p + 3 * k + 1]
        W[due + k] = S[first]
        any_due += S[first]
        for i in range(first, first + width - 1):
            S[i] = S[i + 1]
        S[first + width - 1] = 0
    if any_due == 0:
        return
    for k in range(T[H_DELAYS_N]):
        for _ in range(W[due + k]):
            run(T, C, S, W, luck, T[p + 3 * k + 2])
            if S[OUTCOME] >= 0:
                return


@jit
def _judge_promises(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int) -> None:
    """At a turn's end each running promise is broken, kept, or a turn nearer (rule 11.2)."""
    first, n = T[H_PROMISES], T[H_PROMISES_N]
    due = T[W_DUE]
    for k in range(n):
        W[due + k] = S[first + 2 * k]  # those that ran when judging began
    for k in range(n):
        at, promise = first + 2 * k, T[H_PROMISE_RECORDS] + PROMISE * k
        # One that an earlier judgement started or renewed has been given this turn.
        if W[due + k] == 0 or S[at + 1] >= S[TURN]:
            continue
        broken, kept_when = T[promise + PROMISE_BROKEN], T[promise + PROMISE_KEPT_WHEN]
        if broken != 0 and holds(T, S, W, broken):
            end = T[promise + PROMISE_BREACH]
        elif kept_when != 0 and holds(T, S, W, kept_when):
            end = T[promise + PROMISE_KEPT]
        elif S[at] > 1:
            S[at] -= 1
            continue
        else:
            end = T[promise + PROMISE_KEPT] if kept_when == 0 else T[promise + PROMISE_BREACH]
        S[at] = 0
        run(T, C, S, W, luck, end)
        if S[OUTCOME] >= 0:
            return


@jit
def _events(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, phase: int) -> bool:
    """Goes through an injects phase from the cursor on; False where a question interrupts it."""
    known, questions = T[phase + I_KNOWN_N], T[H_QUESTIONS]
    while S[CURSOR] < known + T[phase + I_DRAWS]:
        at = S[CURSOR]
        S[CURSOR] = at + 1
        if at < known:
            inject = T[T[phase + I_KNOWN] + at]
            if T[inject + INJECT_AT] != 0 and T[inject + INJECT_AT] != S[TURN]:
                continue
            if not _comes(T, C, S, W, luck, inject):
                continue
        else:
            inject = _drawn(T, C, S, W, luck, phase)
            if inject == 0:
                continue
        run(T, C, S, W, luck, T[inject + INJECT_PROGRAM])
        if S[OUTCOME] < 0:
            try_outcomes(T, S, W)
        if S[OUTCOME] >= 0:
            return True
        if S[questions] > 0:
            return False
    return True


@jit
def _comes(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, inject: int) -> bool:
    """Whether an inject may come whose time has, and its chance hits (rule 6.1)."""
    if not _may(T, S, W, inject):
        return False
    chance = T[inject + INJECT_CHANCE]
    return chance == 0 or happens(T, C, S, luck, value(T, S, W, chance), T[inject + INJECT_SITE])


@hot
def _may(T: Numbers, S: Numbers, W: Numbers, inject: int) -> bool:
    """Whether it isn't held, and its `once` and its `when` allow it."""
    if S[T[inject + INJECT_HELD]] != 0 or exhausted(T, S, inject):
        return False
    return holds(T, S, W, T[inject + INJECT_WHEN])


@jit
def _drawn(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, phase: int) -> int:
    """One of the candidates by weight; 0 where there is none, and then nothing is drawn (2.3)."""
    pile, n, many = T[phase + I_DRAWN], T[phase + I_DRAWN_N], T[W_MANY]
    candidates = 0
    for k in range(n):
        inject = T[pile + k]
        allowed = _may(T, S, W, inject)
        candidates += 1 if allowed else 0
        W[many + k] = value(T, S, W, T[inject + INJECT_WEIGHT]) if allowed else 0
    if candidates == 0:
        return 0
    k = branch(W, many, n, draw(T, C, S, luck, T[phase + I_SITE]))
    return T[pile + k] if k >= 0 else 0
