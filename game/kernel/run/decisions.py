"""Carries out decisions: actions, answers, moves at a table, interventions (rules 4 to 6).

It takes the same steps in the same order as `engine/`, which is made for reading; this is made for
speed.
"""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.run.effects import (
    add,
    come_into_force,
    conclude,
    empty,
    hold_vote,
    run,
    try_outcomes,
)
from game.kernel.run.flow import TABLE_OVER, advance, asking, following
from game.kernel.run.formulas import value
from game.kernel.run.legality import (
    all_finished,
    answer_of,
    fill,
    name_standing,
    next_speaker,
    phase_of,
    record,
    seat,
)
from game.kernel.run.votes import can_be_agreed, count_support
from game.kernel.whole_numbers import Numbers, hot


def take(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, side: int, code: int) -> None:
    """Takes a legal decision of a side. The package of an offer must be in W_NAMED."""
    if S[T[c.H_QUESTIONS]] > 0:
        _answer(T, C, S, W, luck, side, code)
    else:
        phase = phase_of(T, S)
        if T[phase + c.PHASE_KIND] == c.ACTIONS:
            _in_actions(T, C, S, W, luck, phase, side, code)
        else:
            _at_table(T, C, S, W, luck, phase, side, code)
    advance(T, C, S, W, luck)


def intervene(
    T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, kind: int, number: int, to: int
) -> None:
    """Fires, holds or releases an inject, sets a track, or ends the game, for the facilitator.

    Holding and releasing have no other effects (rule 10.3).
    """
    if kind >= c.HOLD:
        S[T[T[T[c.H_INJECT_RECORDS] + number] + c.INJECT_HELD]] = 1 if kind == c.HOLD else 0
        return
    if kind == c.FIRE:
        run(T, C, S, W, luck, T[T[T[c.H_INJECT_RECORDS] + number] + c.INJECT_PROGRAM])
    elif kind == c.SET:
        ranges = T[c.H_TRACK_RANGES] + 2 * number
        S[T[c.H_TRACKS] + number] = min(max(to, T[ranges]), T[ranges + 1])
    elif number >= 0:
        S[c.OUTCOME] = number
    else:
        conclude(T, S, W)
    if S[c.OUTCOME] < 0:
        try_outcomes(T, S, W)
    advance(T, C, S, W, luck)


# ---------------------------------------------------------------------------- answers and actions


def _answer(
    T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, side: int, number: int
) -> None:
    """Answers the first question: pays the cost, runs the effects (rule 6.5).

    If answers are revealed together, it only waits until the last one is given.
    """
    inject = asking(T, S)
    if T[inject + c.INJECT_TOGETHER] != 0:
        hidden = T[c.H_HIDDEN_ANSWERS]
        S[hidden + side] = number
        for k in range(T[inject + c.INJECT_ASK_N]):
            if S[hidden + T[T[inject + c.INJECT_ASK] + k]] < 0:
                return
        _reveal(T, C, S, W, luck, inject)
        return
    _drop_question(T, S)
    answer = answer_of(T, inject, side, number)
    _count_answer(T, S, answer)
    pay(T, S, T[answer + c.ANSWER_COST])
    run(T, C, S, W, luck, T[answer + c.ANSWER_PROGRAM])
    if S[c.OUTCOME] < 0:
        try_outcomes(T, S, W)


def _drop_question(T: Numbers, S: Numbers) -> None:
    """Removes the first question."""
    at = T[c.H_QUESTIONS]
    S[at] -= 1
    for i in range(at + 1, at + 1 + S[at]):
        S[i] = S[i + 1]


def _reveal(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, inject: int) -> None:
    """Counts all answers, pays all costs, then runs all effects (rule 6.7)."""
    hidden, sides, n = T[c.H_HIDDEN_ANSWERS], T[inject + c.INJECT_ASK], T[inject + c.INJECT_ASK_N]
    _drop_question(T, S)
    if T[inject + c.INJECT_VOTE] != 0:
        hold_vote(T, C, S, W, luck, inject)
        if S[c.OUTCOME] < 0:
            try_outcomes(T, S, W)
        return
    for what in range(3):
        for k in range(n):
            side = T[sides + k]
            answer = answer_of(T, inject, side, S[hidden + side])
            if what == 0:
                _count_answer(T, S, answer)
            elif what == 1:
                pay(T, S, T[answer + c.ANSWER_COST])
            elif S[c.OUTCOME] < 0:
                run(T, C, S, W, luck, T[answer + c.ANSWER_PROGRAM])
    for k in range(n):
        S[hidden + T[sides + k]] = -1
    if S[c.OUTCOME] < 0:
        try_outcomes(T, S, W)


def _count_answer(T: Numbers, S: Numbers, answer: int) -> None:
    """Counts an answer, if an expression reads that count (rule 1.7)."""
    if T[answer + c.ANSWER_COUNT] > 0:
        S[T[answer + c.ANSWER_COUNT]] += 1


def pay(T: Numbers, S: Numbers, cost: int) -> None:
    """Pays a cost, as far as earlier payments have left enough (rule 4.3)."""
    for p in range(cost + 1, cost + 1 + 4 * T[cost], 4):
        S[T[p]] = max(S[T[p]] - T[p + 3], T[p + 1])


def _in_actions(
    T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, phase: int, side: int, code: int
) -> None:
    if code == c.PASS:
        S[seat(T, side)] = 1
    else:
        pick(T, S, phase, side, code)
    if T[phase + c.A_TOGETHER] != 0:
        if all_finished(T, S, phase):
            _resolve(T, C, S, W, luck, phase)
        return
    if code != c.PASS:
        happen(T, C, S, W, luck, T[T[c.H_SLOT_RECORDS] + code], code)
    if S[c.OUTCOME] < 0:
        try_outcomes(T, S, W)
    if S[c.OUTCOME] < 0:
        following(T, S, phase, S[c.CURSOR])


def pick(T: Numbers, S: Numbers, phase: int, side: int, slot: int) -> None:
    """Picks an action for a side, which has finished after its last pick."""
    mine, n = seat(T, side), 1
    for k in range(1, T[phase + c.A_PICKS]):
        n += S[mine + k] >= 0
    S[mine + n] = slot
    if n == T[phase + c.A_PICKS]:
        S[mine] = 1


def happen(
    T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, slot: int, number: int
) -> None:
    """Takes an action at once: counts it, pays its cost, runs its effects (rule 4.4)."""
    _count(T, S, number)
    if T[T[slot + c.SLOT_COST]] > 0:
        pay(T, S, T[slot + c.SLOT_COST])
    program, additions = T[slot + c.SLOT_PROGRAM], T[slot + c.SLOT_ADDITIONS]
    if additions < 0:
        run(T, C, S, W, luck, program)
    else:  # here the processor has no branch to predict
        for p in range(program, program + 5 * additions, 5):
            add(T, S, p)


def _count(T: Numbers, S: Numbers, slot: int) -> None:
    """Counts an action."""
    use = T[c.H_SLOTS] + c.SLOT_STATE * slot
    S[use + c.SLOT_USES] += 1
    S[use + c.SLOT_LAST] = S[c.TURN]
    S[use + c.SLOT_TODAY] += 1


def _resolve(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, phase: int) -> None:
    """Counts all picks, pays all costs, then runs all effects (rules 4.3 and 4.7)."""
    sides, n = T[phase + c.A_SIDES], T[phase + c.A_SIDES_N]
    for what in range(3):
        for k in range(T[phase + c.A_PICKS]):
            for j in range(n):
                slot = S[seat(T, T[sides + j]) + 1 + k]
                if slot < 0:
                    continue
                if what == 0:
                    _count(T, S, slot)
                elif what == 1:
                    pay(T, S, T[T[T[c.H_SLOT_RECORDS] + slot] + c.SLOT_COST])
                else:
                    run(T, C, S, W, luck, T[T[T[c.H_SLOT_RECORDS] + slot] + c.SLOT_PROGRAM])
                    if S[c.OUTCOME] >= 0:
                        return
    try_outcomes(T, S, W)


# -------------------------------------------------------------------------------------- at a table


def _at_table(
    T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, phase: int, side: int, code: int
) -> None:
    table = T[phase + c.V_TABLE]
    at, party = T[table + c.TABLE_STATE], T[T[table + c.TABLE_PARTY] + side]
    parties = T[table + c.TABLE_PARTIES_N]
    if code == c.OFFER:
        W[terms_of(T, table, party) + c.TERM_OFFERS] += 1
        S[at + c.AT_PROPOSER] = party
        for i in range(parties):
            S[at + c.AT_ACCEPTED + i] = 0
        for i in range(T[table + c.TABLE_ISSUES_N]):
            S[at + c.AT_ACCEPTED + parties + i] = W[T[c.W_NAMED] + i]
            S[T[table + c.TABLE_LAST_OFFERS] + party * T[table + c.TABLE_ISSUES_N] + i] = W[
                T[c.W_NAMED] + i
            ]
        if T[table + c.TABLE_MAJORITY] != 0 and _is_carried(T, S, W, table):
            _agree(T, C, S, W, luck, table)
            return
    elif code == c.ACCEPT:
        S[at + c.AT_ACCEPTED + party] = 1
        if _is_accepted(T, S, W, table):
            _agree(T, C, S, W, luck, table)
            return
    elif code != c.PASS and not _leaves_alone(T, S, W, table, party):  # WALK
        S[c.CURSOR] = TABLE_OVER
        empty(T, S, table, c.COLLAPSED)
        run(T, C, S, W, luck, T[table + c.TABLE_COLLAPSED])
        if S[c.OUTCOME] < 0:
            try_outcomes(T, S, W)
        return
    _next_speaker(T, C, S, W, luck, phase, table)


def _is_accepted(T: Numbers, S: Numbers, W: Numbers, table: int) -> bool:
    """Whether the standing offer is agreed, after an acceptance (rules 5.4 and 19.3)."""
    if T[table + c.TABLE_MAJORITY] != 0:
        return _is_carried(T, S, W, table)
    at = T[table + c.TABLE_STATE]
    for i in range(T[table + c.TABLE_PARTIES_N]):
        if S[at + c.AT_ACCEPTED + i] == 0 and i != S[at + c.AT_PROPOSER]:
            return False
    return True


def _is_carried(T: Numbers, S: Numbers, W: Numbers, table: int) -> bool:
    """Counts who is for the standing offer; returns whether it is agreed (rule 19.2)."""
    name_standing(T, S, W, table)
    fill(T, W, table)
    return count_support(T, S, W, table)


def _leaves_alone(T: Numbers, S: Numbers, W: Numbers, table: int, party: int) -> bool:
    """Lets a party walk out alone, at a table where others can go on (rule 19.4).

    Returns False where the table collapses.
    """
    if T[table + c.TABLE_MAJORITY] == 0:
        return False
    S[T[table + c.TABLE_GONE] + party] = 1
    S[T[table + c.TABLE_STATE] + c.AT_ACCEPTED + party] = 0
    return can_be_agreed(T, S, W, table)


def _next_speaker(
    T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, phase: int, table: int
) -> None:
    """Moves to the next speaker; after the last party a round is used up (rule 5.5)."""
    at, speaker = T[table + c.TABLE_STATE], next_speaker(T, S, table)
    if speaker <= S[at + c.AT_SPEAKER]:
        S[at + c.AT_ROUNDS] += 1
        S[c.VISIT] += 1
    S[at + c.AT_SPEAKER] = speaker
    if S[at + c.AT_ROUNDS] == T[table + c.TABLE_ROUNDS]:
        S[c.CURSOR] = TABLE_OVER
        empty(T, S, table, c.EXPIRED)
        run(T, C, S, W, luck, T[table + c.TABLE_EXPIRED])
    elif S[c.VISIT] == T[phase + c.V_ROUNDS]:
        S[c.CURSOR] = TABLE_OVER
    if S[c.OUTCOME] < 0:
        try_outcomes(T, S, W)


def _agree(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, table: int) -> None:
    """Signs the agreement: sets status and worths first, then runs the effects (rule 5.5)."""
    at, issues, parties = (
        T[table + c.TABLE_STATE],
        T[table + c.TABLE_ISSUES_N],
        T[table + c.TABLE_PARTIES_N],
    )
    options = at + c.AT_ACCEPTED + parties
    many, signed = T[c.W_MANY], T[c.W_SIGNED] + T[table + c.TABLE_COLUMN]
    name_standing(T, S, W, table)
    fill(T, W, table)
    W[T[c.W_SIGNED_ON] + T[table + c.TABLE_NUMBER]] = S[c.TURN]
    situation = T[c.W_SITUATIONS] + T[table + c.TABLE_SITUATION]
    for i in range(T[table + c.TABLE_READS_N]):
        W[situation + i] = S[T[T[table + c.TABLE_READS] + i]]
    for party in range(parties):
        W[many + party] = worth(T, S, W, table, party)
        terms = terms_of(T, table, party)
        W[terms + c.TERM_WORTH] = W[many + party]
        W[terms + c.TERM_RESERVE] = value(T, S, W, T[T[table + c.TABLE_RESERVES] + party])
    S[c.CURSOR] = TABLE_OVER
    ratify = T[table + c.TABLE_RATIFY]
    empty(T, S, table, c.AGREED if ratify == 0 else c.SIGNED)
    for i in range(issues):
        S[options + i] = W[c.W_PACKAGE + i]
        W[signed + i] = W[c.W_PACKAGE + i]
    for party in range(parties):
        S[options + issues + party] = W[many + party]
    if ratify != 0:
        S[ratify] = S[c.TURN] + T[table + c.TABLE_WITHIN]
        come_into_force(T, C, S, W, luck, table, 1)
        if S[c.OUTCOME] < 0:
            run(T, C, S, W, luck, T[table + c.TABLE_SIGNED])
        if S[c.OUTCOME] < 0:
            try_outcomes(T, S, W)
        return
    # The effects are those of the signed options, whatever happens to the table meanwhile.
    for i in range(issues):
        option = T[record(T, table, i) + c.ISSUE_OPTIONS + W[signed + i]]
        run(T, C, S, W, luck, T[option + c.OPTION_PROGRAM])
        if S[c.OUTCOME] >= 0:
            return
    run(T, C, S, W, luck, T[table + c.TABLE_AGREED])
    if S[c.OUTCOME] < 0:
        try_outcomes(T, S, W)


@hot
def terms_of(T: Numbers, table: int, party: int) -> int:
    """The place in `W` of a party's terms: see TERM_WORTH in `codes`."""
    return T[c.W_TERMS] + c.TERMS * (T[table + c.TABLE_TERMS] + party)


def worth(T: Numbers, S: Numbers, W: Numbers, table: int, party: int) -> int:
    """The worth of the package in W_PACKAGE to a party (rule 5.6)."""
    total = 0
    for i in range(T[table + c.TABLE_ISSUES_N]):
        option = T[record(T, table, i) + c.ISSUE_OPTIONS + W[c.W_PACKAGE + i]]
        total += value(T, S, W, T[T[option + c.OPTION_WORTHS] + party])
    return total
