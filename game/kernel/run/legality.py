"""Determines which decisions are legal now (rules 4.1, 4.5, 5.2, 5.3 and 6.5)."""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.run.formulas import between, has_code, holds
from game.kernel.whole_numbers import Numbers, ahead, call_code, each, hot, u64, unknown


@hot
def phase_of(T: Numbers, S: Numbers) -> int:
    """The record of the current phase."""
    return T[T[c.H_PHASES] + each(S[c.PHASE], T[c.H_PHASES_N])]


@hot
def seat(T: Numbers, side: int) -> int:
    """The first place of a side's part of a state: whether it has finished, then its picks."""
    return c.SIDES + side * (1 + T[c.H_PICKS])


def picked(T: Numbers, S: Numbers, side: int) -> int:
    """The number of actions that a side has picked in the current phase."""
    at, n = seat(T, side) + 1, 0
    for k in range(T[c.H_PICKS]):
        n += S[at + k] >= 0
    return n


def all_finished(T: Numbers, S: Numbers, phase: int) -> bool:
    """Whether no side has anything left to pick."""
    for k in range(T[phase + c.A_SIDES_N]):
        if S[seat(T, T[T[phase + c.A_SIDES] + k])] == 0:
            return False
    return True


def pending(T: Numbers, S: Numbers, side: int) -> int:
    """The number of a side's picks that aren't resolved yet, in a `together` phase (rule 4.3)."""
    if S[c.PHASE] < 0:
        return 0
    phase = phase_of(T, S)
    if T[phase + c.PHASE_KIND] != c.ACTIONS or T[phase + c.A_TOGETHER] == 0:
        return 0
    n = picked(T, S, side)
    return 0 if n == 0 or all_finished(T, S, phase) else n


def see(T: Numbers, S: Numbers, W: Numbers, side: int, waiting: int) -> None:
    """Deducts the costs of pending picks from the tracks; `unsee` restores them."""
    saved = T[c.W_SAVED]
    for k in range(waiting):
        cost = T[T[T[c.H_SLOT_RECORDS] + S[seat(T, side) + 1 + k]] + c.SLOT_COST]
        for p in range(cost + 1, cost + 1 + 4 * T[cost], 4):
            i = T[p]
            W[saved] = S[i]
            saved += 1
            S[i] = max(S[i] - T[p + 3], T[p + 1])


def unsee(T: Numbers, S: Numbers, W: Numbers, side: int, waiting: int) -> None:
    """Restores the tracks that `see` has changed, the last first."""
    saved = T[c.W_SAVED]
    for k in range(waiting):
        saved += T[T[T[T[c.H_SLOT_RECORDS] + S[seat(T, side) + 1 + k]] + c.SLOT_COST]]
    for back in range(waiting):
        k = waiting - 1 - back
        cost = T[T[T[c.H_SLOT_RECORDS] + S[seat(T, side) + 1 + k]] + c.SLOT_COST]
        n = T[cost]
        for p in range(n):
            saved -= 1
            S[T[cost + 1 + 4 * (n - 1 - p)]] = W[saved]


@hot
def payable(T: Numbers, S: Numbers, cost: int) -> bool:
    """Whether a cost can be paid without a track leaving its range."""
    fits = True
    for p in range(cost + 1, cost + 1 + 4 * T[cost], 4):
        if ahead(fits):
            fits &= S[T[p]] - T[p + 3] >= T[p + 1]
    return fits


@hot
def _meets_conditions(
    T: Numbers,
    S: Numbers,
    W: Numbers,
    slot: int,
    number: int,
    mine: int,
    most: int,
    picks: int,
    waiting: int,
) -> bool:
    """Whether repetition, limit, cooldown, condition and cost allow an action (rule 4.5).

    mine: the first place of the side's picks. most: their greatest number. picks: their current
    number. The code has few branches, because the processor might predict them wrongly.
    """
    use, taken = T[c.H_SLOTS] + c.SLOT_STATE * number, 0
    if most > 1:
        for k in range(most):
            taken += (S[mine + k] == number) & (k < picks)
    fits = (taken == 0) | (T[slot + c.SLOT_REPEAT] != 0)
    limit, cooldown = T[slot + c.SLOT_LIMIT], T[slot + c.SLOT_COOLDOWN]
    if limit > 0:
        fits &= S[use + c.SLOT_USES] + taken * (waiting > 0) < limit
    if cooldown > 0:
        last = S[use + c.SLOT_LAST]
        fits &= (last <= 0) | (S[c.TURN] >= last + cooldown + 1)
    if ahead(fits):
        fits &= payable(T, S, T[slot + c.SLOT_COST])
    when = T[slot + c.SLOT_WHEN]
    if when != 0 and T[when] == c.BETWEEN:
        if ahead(fits):
            fits &= between(T, S, when)
    elif fits:
        fits = holds(T, S, W, when)
    return fits


def list_actions(T: Numbers, S: Numbers, W: Numbers, phase: int, side: int) -> int:
    """Writes the actions that a side can pick now to W_LIST, in order; returns their number.

    It also counts them in W_LEGAL.
    """
    rows = T[phase + c.A_ROWS] + 2 * side
    if has_code(T, rows):
        return call_code(W[T[c.W_NATIVE] + rows], T, S, W)
    count, first = T[rows], T[rows + 1]
    if T[phase + c.A_PLAIN] == 0:
        return _list_conditional_actions(T, S, W, phase, side, count, first)
    into, legal, n = T[c.W_LIST], T[c.W_LEGAL], unknown(0)
    for row in range(first, first + c.ROW * count, c.ROW):
        # This has no branch, which the processor might predict wrongly.
        slot = T[row + c.ROW_SLOT]
        fits = u64(S[T[row + c.ROW_PLACE]] - T[row + c.ROW_LOW]) <= u64(T[row + c.ROW_WIDTH])
        W[into + n] = slot
        W[legal + slot] += fits
        n += fits
    return n


def _list_conditional_actions(
    T: Numbers, S: Numbers, W: Numbers, phase: int, side: int, count: int, first: int
) -> int:
    """Does the same as `list_actions` if actions have costs, limits or other conditions."""
    into, legal, n = T[c.W_LIST], T[c.W_LEGAL], unknown(0)
    mine, most = seat(T, side) + 1, T[phase + c.A_PICKS]
    picks = picked(T, S, side) if most > 1 else 0
    waiting = pending(T, S, side) if picks > 0 and T[phase + c.A_TOGETHER] != 0 else 0
    if waiting > 0:
        see(T, S, W, side, waiting)
    for row in range(first, first + c.ROW * count, c.ROW):
        more, slot = T[row + c.ROW_MORE], T[row + c.ROW_SLOT]
        fits = u64(S[T[row + c.ROW_PLACE]] - T[row + c.ROW_LOW]) <= u64(T[row + c.ROW_WIDTH])
        if more != 0 and ahead(fits):
            fits &= _meets_conditions(T, S, W, more, slot, mine, most, picks, waiting)
        W[into + n] = slot
        W[legal + slot] += fits
        n += fits
    if waiting > 0:
        unsee(T, S, W, side, waiting)
    return n


def may_pass(T: Numbers, phase: int, actions: int) -> bool:
    """Whether a side may end its picks. actions: the number that it could take (rule 4.5)."""
    return T[phase + c.A_NO_PASS] == 0 or actions == 0


def answer_of(T: Numbers, inject: int, side: int, number: int) -> int:
    """The record of an answer of one of the sides that an inject asks."""
    place = 0
    while T[T[inject + c.INJECT_ASK] + place] != side:
        place += 1
    return inject + c.INJECT_ANSWERS + c.ANSWER * (place * T[inject + c.INJECT_ANSWERS_N] + number)


def list_answers(T: Numbers, S: Numbers, W: Numbers, inject: int, side: int) -> int:
    """Writes the answers that are legal now to W_LIST, in order; returns their number (6.5)."""
    into, n = T[c.W_LIST], 0
    waiting = pending(T, S, side)
    see(T, S, W, side, waiting)
    for k in range(T[inject + c.INJECT_ANSWERS_N]):
        answer = answer_of(T, inject, side, k)
        if holds(T, S, W, T[answer + c.ANSWER_WHEN]) and payable(T, S, T[answer + c.ANSWER_COST]):
            W[into + n] = k
            n += 1
    unsee(T, S, W, side, waiting)
    return n


def last_word(T: Numbers, S: Numbers, table: int) -> bool:
    """Whether this is the last turn to speak before the table expires (rule 5.2)."""
    at = T[table + c.TABLE_STATE]
    last_round = S[at + c.AT_ROUNDS] == T[table + c.TABLE_ROUNDS] - 1
    return last_round and next_speaker(T, S, table) <= S[at + c.AT_SPEAKER]


def next_speaker(T: Numbers, S: Numbers, table: int) -> int:
    """The party that speaks next: those who have walked out are passed over (rule 19.4)."""
    party, gone = S[T[table + c.TABLE_STATE] + c.AT_SPEAKER], T[table + c.TABLE_GONE]
    for _ in range(T[table + c.TABLE_PARTIES_N]):
        party = party + 1 if party + 1 < T[table + c.TABLE_PARTIES_N] else 0
        if gone == 0 or S[gone + party] == 0:
            return party
    return party


def may_propose(T: Numbers, S: Numbers, table: int, party: int) -> bool:
    """Whether a party may make offers now at all (rules 5.2 and 19.5)."""
    only = T[table + c.TABLE_PROPOSES]
    return (only < 0 or only == party) and not last_word(T, S, table)


@hot
def record(T: Numbers, table: int, issue: int) -> int:
    """The record of an issue."""
    return T[T[table + c.TABLE_ISSUES] + issue]


def fill(T: Numbers, W: Numbers, table: int) -> None:
    """Completes the package in W_NAMED in W_PACKAGE: an issue left out gets its `otherwise`."""
    named = T[c.W_NAMED]
    for i in range(T[table + c.TABLE_ISSUES_N]):
        option = W[named + i]
        W[c.W_PACKAGE + i] = option if option >= 0 else T[record(T, table, i) + c.ISSUE_OTHERWISE]


def qualifies(T: Numbers, S: Numbers, W: Numbers, table: int, party: int) -> bool:
    """Whether a party can propose or accept the package in W_NAMED (rule 5.3)."""
    if has_code(T, table):
        return call_code(W[T[c.W_NATIVE] + table], T, S, W, party) != 0
    named, issues = T[c.W_NAMED], T[table + c.TABLE_ISSUES_N]
    for i in range(issues):
        if holds(T, S, W, T[record(T, table, i) + c.ISSUE_WHEN]) != (W[named + i] >= 0):
            return False
    fill(T, W, table)
    for i in range(issues):
        if W[named + i] >= 0:
            option = T[record(T, table, i) + c.ISSUE_OPTIONS + W[named + i]]
            if not holds(T, S, W, T[T[option + c.OPTION_NEEDS] + party]):
                return False
    return allowed(T, S, W, table)


def allowed(T: Numbers, S: Numbers, W: Numbers, table: int) -> bool:
    """Whether a package fulfils the conditions for all parties: `when` and the table's rules.

    It must be in W_NAMED and, completed, in W_PACKAGE.
    """
    named = T[c.W_NAMED]
    for i in range(T[table + c.TABLE_ISSUES_N]):
        if W[named + i] >= 0:
            option = T[record(T, table, i) + c.ISSUE_OPTIONS + W[named + i]]
            if not holds(T, S, W, T[option + c.OPTION_WHEN]):
                return False
    for k in range(T[table + c.TABLE_RULES_N]):
        if not holds(T, S, W, T[T[table + c.TABLE_RULES] + k]):
            return False
    return True


def name_standing(T: Numbers, S: Numbers, W: Numbers, table: int) -> None:
    """Writes the package of the standing offer to W_NAMED."""
    options = T[table + c.TABLE_STATE] + c.AT_ACCEPTED + T[table + c.TABLE_PARTIES_N]
    for i in range(T[table + c.TABLE_ISSUES_N]):
        W[T[c.W_NAMED] + i] = S[options + i]


def may_accept(T: Numbers, S: Numbers, W: Numbers, table: int, party: int) -> bool:
    """Whether a party can accept the standing offer (rules 5.2 and 5.3)."""
    at = T[table + c.TABLE_STATE]
    proposer = S[at + c.AT_PROPOSER]
    own = proposer == party
    if proposer == c.NOBODY or own or S[at + c.AT_ACCEPTED + party] != 0:
        return False
    name_standing(T, S, W, table)
    return qualifies(T, S, W, table, party)
