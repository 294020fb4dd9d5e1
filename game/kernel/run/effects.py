"""Runs the programs of effects step by step, and what they start (rules 1.4 to 6.5)."""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.run.formulas import has_code, holds, value
from game.kernel.run.legality import allowed, fill, record
from game.kernel.run.luck import below, draw
from game.kernel.run.votes import count_vote
from game.kernel.whole_numbers import Amount, Numbers, call_code, each, hot, unknown, unrolled


@unrolled
def run(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, p: int) -> None:
    """Runs a program. If it ends the game, it sets the outcome and stops."""
    if has_code(T, p):
        call_code(W[T[c.W_NATIVE] + p], T, C, S, W, luck)
        return
    while True:
        op = T[p]
        if op == c.P_ADD:
            add(T, S, p)
            p += 5
        elif op == c.P_END:
            return
        elif op == c.P_CHANGE:
            i, amount = T[p + 2], value(T, S, W, T[p + 5])
            amount = -amount if T[p + 1] == c.MINUS else amount
            before = unknown(0) if T[p + 1] == c.BECOMES else S[i]
            S[i] = min(max(before + amount, T[p + 3]), T[p + 4])
            p += 6
        elif op == c.P_CHANGES:
            _change_together(T, S, W, p)
            p += 2 + 5 * T[p + 1]
        elif op == c.P_WHEN:
            p = p + 3 if holds(T, S, W, T[p + 1]) else T[p + 2]
        elif op == c.P_JUMP:
            p = T[p + 1]
        elif op == c.P_CHANCE:
            percent = value(T, S, W, T[p + 1])
            p = p + 4 if happens(T, C, S, luck, percent, T[p + 2]) else T[p + 3]
        elif op == c.P_ONE_OF:
            way = each(1 + _one_of(T, C, S, W, luck, p), 1 + T[p + 3])
            p = T[p + 3 + 2 * way] if way > 0 else T[p + 2]
        elif op == c.P_AFTER:
            if S[c.TURN] + T[p + 1] <= T[c.H_TURNS]:
                S[T[p + 2]] = min(S[T[p + 2]] + 1, c.MOST_DUE)
            p += 3
        elif op == c.P_COUNT:
            S[T[p + 1]] += 1
            p += 2
        elif op == c.P_FIRE:
            inject = T[p + 1]
            p += 2
            if not exhausted(T, S, inject):
                run(T, C, S, W, luck, T[inject + c.INJECT_PROGRAM])
                if S[c.OUTCOME] >= 0:
                    return
        elif op == c.P_ASK:
            ask(T, S, T[p + 1])
            p += 2
        elif op == c.P_OPEN:
            at = T[T[p + 1] + c.TABLE_STATE]
            status = S[at + c.AT_STATUS]
            if status != c.OPEN and status != c.AGREED and status != c.SIGNED:
                empty(T, S, T[p + 1], c.OPEN)
            p += 2
        elif op == c.P_LAPSE:
            table = T[p + 1]
            p += 2
            if S[T[table + c.TABLE_STATE] + c.AT_STATUS] == c.AGREED:
                _lapse(T, C, S, W, luck, table)
                if S[c.OUTCOME] >= 0:
                    return
            elif S[T[table + c.TABLE_STATE] + c.AT_STATUS] == c.SIGNED:
                reject(T, C, S, W, luck, table)
                if S[c.OUTCOME] >= 0:
                    return
        elif op == c.P_GIVE:
            S[T[p + 1]] = T[p + 2]
            S[T[p + 1] + 1] = S[c.TURN]
            p += 3
        elif op == c.P_PROPOSE:
            _propose(T, S, W, p)
            p += 2 + T[T[p + 1] + c.TABLE_ISSUES_N]
        elif op == c.P_VOTE:
            hold_vote(T, C, S, W, luck, T[p + 1])
            if S[c.OUTCOME] >= 0:
                return
            p += 2
        elif op == c.P_BEGIN:
            _begin(T, S, W, T[p + 1])
            p += 2
        elif op == c.P_STOP:
            project = T[p + 1]
            p += 2
            if S[T[project + c.PROJECT_PLACE]] != 0:
                S[T[project + c.PROJECT_PLACE]] = 0
                run(T, C, S, W, luck, T[project + c.PROJECT_HALT])
                if S[c.OUTCOME] >= 0:
                    return
        elif op == c.P_LATER:
            turns = max(value(T, S, W, T[p + 1]), 1)
            if S[c.TURN] + turns <= T[c.H_TURNS]:
                i = T[p + 2] + turns - 1
                S[i] = min(S[i] + 1, c.MOST_DUE)
            p += 3
        elif op == c.P_HASTEN:
            _hasten(T, S, W, p)
            p += 2 + 2 * T[p + 1]
        elif op == c.P_FINISH:
            S[c.OUTCOME] = T[p + 1]
            return
        elif op == c.P_REVEAL:
            for k in range(p + 3, p + 3 + T[p + 2]):
                S[T[k]] = S[T[p + 1]]
                S[T[k] + 1] = S[c.TURN] + 1
            p += 3 + T[p + 2]
        else:
            raise RuntimeError("a program has an unknown step")


@hot
def add(T: Numbers, S: Numbers, p: int) -> None:
    """Runs P_ADD: adds an amount to a number of the state, within its range."""
    i = T[p + 1]
    S[i] = min(max(S[i] + T[p + 4], T[p + 2]), T[p + 3])


def _begin(T: Numbers, S: Numbers, W: Numbers, project: int) -> None:
    """Begins a project that isn't under way (rule 15.1)."""
    at = T[project + c.PROJECT_PLACE]
    if S[at + c.PROJECT_LEFT] == 0:
        takes = value(T, S, W, T[project + c.PROJECT_TAKES])
        S[at + c.PROJECT_LEFT] = min(max(takes, 1), c.MOST)
        S[at + c.PROJECT_BEGUN] += 1


def _hasten(T: Numbers, S: Numbers, W: Numbers, p: int) -> None:
    """Runs P_HASTEN: all turns are computed before the first change (rule 15.4)."""
    n, many = T[p + 1], T[c.W_MANY]
    for k in range(n):
        W[many + k] = value(T, S, W, T[p + 3 + 2 * k])
    for k in range(n):
        at = T[p + 2 + 2 * k]
        if S[at] != 0:
            S[at] = min(max(S[at] - W[many + k], 1), c.MOST)


def _change_together(T: Numbers, S: Numbers, W: Numbers, p: int) -> None:
    """Runs P_CHANGES: all amounts are computed before the first change (rule 1.4)."""
    n, many = T[p + 1], T[c.W_MANY]
    p += 2
    for k in range(n):
        at = p + 5 * k
        amount = value(T, S, W, T[at + 4])
        if T[at] == c.MINUS:
            amount = -amount
        elif T[at] == c.BECOMES:
            amount -= S[T[at + 1]]
        W[many + k] = amount
    for k in range(n):
        at = p + 5 * k
        i = T[at + 1]
        S[i] = min(max(S[i] + W[many + k], T[at + 2]), T[at + 3])


def happens(T: Numbers, C: Numbers, S: Numbers, luck: int, percent: Amount, site: int) -> bool:
    """Decides by chance, in per cent; draws a number even for 0 and 100 (rule 2.3)."""
    return below(draw(T, C, S, luck, site), 100) < min(max(percent, 0), 100)


def _one_of(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, p: int) -> int:
    """Draws a branch by weight; returns its number, -1 if all weights are 0."""
    n, many = T[p + 3], T[c.W_MANY]
    for k in range(n):
        W[many + k] = value(T, S, W, T[p + 4 + 2 * k])
    return branch(W, many, n, draw(T, C, S, luck, T[p + 1]))


def branch(W: Numbers, first: int, n: int, drawn: int) -> int:
    """The first of n weights whose running sum exceeds the draw; -1 if all are 0 (rule 2.3)."""
    total = 0
    for k in range(first, first + n):
        total += max(W[k], 0)
    if total == 0:
        return -1
    rest = below(drawn, total)
    for k in range(n):
        weight = max(W[first + k], 0)
        if rest < weight:
            return k
        rest -= weight
    return -1


@hot
def exhausted(T: Numbers, S: Numbers, inject: int) -> bool:
    """Whether an inject can't happen: it was once and for all, or ratifies nothing now.

    See rules 6.2 and 16.2.
    """
    if T[inject + c.INJECT_ONCE] != 0 and S[T[inject + c.INJECT_PLACE]] > 0:
        return True
    return T[T[inject + c.INJECT_RATIFIES]] > 0 and not _is_awaited(T, S, inject)


def _is_awaited(T: Numbers, S: Numbers, inject: int) -> bool:
    """Whether a signed package waits for an inject's vote."""
    tables = T[inject + c.INJECT_RATIFIES]
    for p in range(tables + 1, tables + 1 + 2 * T[tables], 2):
        if waits(T, S, p):
            return True
    return False


@hot
def waits(T: Numbers, S: Numbers, p: int) -> bool:
    """Whether a table's package is signed, and a vote hasn't carried it yet.

    p: the address of both among what an inject ratifies (see INJECT_RATIFIES).
    """
    return S[T[T[p] + c.TABLE_STATE] + c.AT_STATUS] == c.SIGNED and S[T[p + 1]] == 0


def hold_vote(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, inject: int) -> None:
    """Counts a vote, runs what follows, then settles the packages that wait for it (16.3)."""
    vote, sides = T[inject + c.INJECT_VOTE], T[inject + c.INJECT_ASK]
    carried = count_vote(T, S, W, vote)
    for k in range(T[inject + c.INJECT_ASK_N]):
        S[T[c.H_HIDDEN_ANSWERS] + T[sides + k]] = -1
    run(T, C, S, W, luck, T[vote + c.VOTE_CARRIED] if carried else T[vote + c.VOTE_LOST])
    tables = T[inject + c.INJECT_RATIFIES]
    for p in range(tables + 1, tables + 1 + 2 * T[tables], 2):
        if S[c.OUTCOME] < 0 and waits(T, S, p):
            if carried:
                S[T[p + 1]] = 1
                _ratify(T, C, S, W, luck, T[p])
            else:
                reject(T, C, S, W, luck, T[p])


def _ratify(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, table: int) -> None:
    """Makes a signed package an agreement, if all votes have carried it."""
    at, ratify = T[table + c.TABLE_STATE], T[table + c.TABLE_RATIFY]
    for i in range(ratify + 1, ratify + 1 + T[table + c.TABLE_RATIFIERS_N]):
        if S[i] == 0:
            return
    for i in range(ratify, ratify + 1 + T[table + c.TABLE_RATIFIERS_N]):
        S[i] = 0
    S[at + c.AT_STATUS] = c.AGREED
    options = at + c.AT_ACCEPTED + T[table + c.TABLE_PARTIES_N]
    for i in range(T[table + c.TABLE_ISSUES_N]):
        W[T[c.W_SIGNED] + T[table + c.TABLE_COLUMN] + i] = S[options + i]
    come_into_force(T, C, S, W, luck, table, 0)
    if S[c.OUTCOME] < 0:
        run(T, C, S, W, luck, T[table + c.TABLE_AGREED])


def come_into_force(
    T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, table: int, provisional: int
) -> None:
    """Runs the effects of a signed package's options, provisional (1) or other ones (0).

    They are those of the signed options, whatever happens to the table meanwhile.
    """
    signed = T[c.W_SIGNED] + T[table + c.TABLE_COLUMN]
    for i in range(T[table + c.TABLE_ISSUES_N]):
        if S[c.OUTCOME] < 0 and T[T[table + c.TABLE_PROVISIONAL] + i] == provisional:
            option = T[record(T, table, i) + c.ISSUE_OPTIONS + W[signed + i]]
            run(T, C, S, W, luck, T[option + c.OPTION_PROGRAM])


def reject(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, table: int) -> None:
    """Ends a signed package that isn't ratified, and takes back what was provisional (16.4)."""
    n, lapsed = T[table + c.TABLE_ISSUES_N], T[c.W_LAPSED] + T[table + c.TABLE_COLUMN]
    options = T[table + c.TABLE_STATE] + c.AT_ACCEPTED + T[table + c.TABLE_PARTIES_N]
    for i in range(n):
        option = T[record(T, table, i) + c.ISSUE_OPTIONS + S[options + i]]
        W[lapsed + i] = T[option + c.OPTION_LAPSED]
    empty(T, S, table, c.LAPSED)
    for i in range(n):
        if S[c.OUTCOME] < 0 and T[T[table + c.TABLE_PROVISIONAL] + i] == 1:
            run(T, C, S, W, luck, W[lapsed + i])
    if S[c.OUTCOME] < 0:
        run(T, C, S, W, luck, T[table + c.TABLE_REJECTED])


def ask(T: Numbers, S: Numbers, question: int) -> None:
    """Adds a question to those that wait. One for which there is no room is only counted."""
    at = T[c.H_QUESTIONS]
    S[at] += 1
    if S[at] <= T[c.H_QUESTIONS_MOST]:
        S[at + S[at]] = question


def empty(T: Numbers, S: Numbers, table: int, status: int) -> None:
    """Resets a table and sets its status: first speaker, no offer, all rounds left."""
    at, parties, issues = (
        T[table + c.TABLE_STATE],
        T[table + c.TABLE_PARTIES_N],
        T[table + c.TABLE_ISSUES_N],
    )
    S[at + c.AT_STATUS] = status
    S[at + c.AT_ROUNDS] = 0
    S[at + c.AT_SPEAKER] = 0
    S[at + c.AT_PROPOSER] = -1
    options = at + c.AT_ACCEPTED + parties
    for i in range(at + c.AT_ACCEPTED, options):
        S[i] = 0
    for i in range(options, options + issues):
        S[i] = -1
    for i in range(options + issues, options + issues + parties):
        S[i] = 0
    last_offers = T[table + c.TABLE_LAST_OFFERS]
    for i in range(last_offers, last_offers + parties * issues):
        S[i] = -1
    ratify = T[table + c.TABLE_RATIFY]
    if ratify != 0:
        for i in range(ratify, ratify + 1 + T[table + c.TABLE_RATIFIERS_N]):
            S[i] = 0
    gone = T[table + c.TABLE_GONE]
    if gone != 0:
        for i in range(gone, gone + parties + members_of(T, table)):
            S[i] = 0


@hot
def members_of(T: Numbers, table: int) -> int:
    """The number of members of the body whose majority agrees packages at a table."""
    return T[T[table + c.TABLE_MAJORITY] + c.VOTE_MEMBERS_N]


def _propose(T: Numbers, S: Numbers, W: Numbers, p: int) -> None:
    """Puts a package on an open table from outside, if it is allowed there (rule 5.11)."""
    table = T[p + 1]
    at, parties, issues = (
        T[table + c.TABLE_STATE],
        T[table + c.TABLE_PARTIES_N],
        T[table + c.TABLE_ISSUES_N],
    )
    if S[at + c.AT_STATUS] == c.OPEN:
        for i in range(issues):
            on_agenda = holds(T, S, W, T[record(T, table, i) + c.ISSUE_WHEN])
            W[T[c.W_NAMED] + i] = T[p + 2 + i] if on_agenda else -1
        fill(T, W, table)
        if allowed(T, S, W, table):
            S[at + c.AT_PROPOSER] = c.OUTSIDE
            for i in range(parties):
                S[at + c.AT_ACCEPTED + i] = 0
            for i in range(issues):
                S[at + c.AT_ACCEPTED + parties + i] = W[T[c.W_NAMED] + i]
            gone = T[table + c.TABLE_GONE]
            if gone != 0:
                for i in range(gone + parties, gone + parties + members_of(T, table)):
                    S[i] = 0


def _lapse(T: Numbers, C: Numbers, S: Numbers, W: Numbers, luck: int, table: int) -> None:
    """Ends an agreement, and runs the effects of that."""
    issues, n = T[table + c.TABLE_ISSUES], T[table + c.TABLE_ISSUES_N]
    lapsed = T[c.W_LAPSED] + T[table + c.TABLE_COLUMN]
    options = T[table + c.TABLE_STATE] + c.AT_ACCEPTED + T[table + c.TABLE_PARTIES_N]
    for i in range(n):
        option = T[T[issues + i] + c.ISSUE_OPTIONS + S[options + i]]
        W[lapsed + i] = T[option + c.OPTION_LAPSED]
    empty(T, S, table, c.LAPSED)
    for i in range(n):
        run(T, C, S, W, luck, W[lapsed + i])
        if S[c.OUTCOME] >= 0:
            return
    run(T, C, S, W, luck, T[table + c.TABLE_LAPSED])


def try_outcomes(T: Numbers, S: Numbers, W: Numbers) -> None:
    """Ends the game if an outcome with `ends: now` applies (rule 3.5)."""
    p = T[c.H_ENDINGS]
    if has_code(T, p):
        call_code(W[T[c.W_NATIVE] + p], T, S, W)
        return
    for k in range(p + 1, p + 1 + 2 * T[p], 2):
        if holds(T, S, W, T[k]):
            S[c.OUTCOME] = T[k + 1]
            return


def conclude(T: Numbers, S: Numbers, W: Numbers) -> None:
    """Ends the game with the first outcome that holds; the last always does (rule 3.6)."""
    p = T[c.H_OUTCOMES]
    for k in range(T[p]):
        if holds(T, S, W, T[p + 1 + k]):
            S[c.OUTCOME] = k
            return
