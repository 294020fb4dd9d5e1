"""How bots choose: at random, or as a persona (rules 12.1 and 12.2).

They use the legal decisions and `M`, a state that masks everything their side doesn't see.
"""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.run.bargaining import appraise, nearest
from game.kernel.run.decisions import worth
from game.kernel.run.effects import waits
from game.kernel.run.flow import asking, first_question
from game.kernel.run.formulas import has_code, holds, value
from game.kernel.run.legality import (
    fill,
    list_actions,
    list_answers,
    may_accept,
    may_pass,
    may_propose,
    pending,
    phase_of,
    qualifies,
    record,
    see,
)
from game.kernel.run.luck import below, drawn_by, mix
from game.kernel.whole_numbers import Numbers, call_code, hot, u64, unknown

WALKS = 4
"""The per cent of its turns to speak in which `uniform` walks out."""
ACCEPTS = 36
"""The per cent of these turns in which it accepts, if that is legal."""
TRIES = 16
"""The number of packages that it tries before it gives up making an offer."""


@hot
def luck_of(T: Numbers, C: Numbers, own: int, side: int, taken: int) -> int:
    """The seed that a bot's draws for one decision share. own: the bots' mixed seed (rule 2.5)."""
    return mix(mix(own ^ u64(taken)) ^ C[T[c.H_DRAWS_N] + side])


def choose(T: Numbers, S: Numbers, M: Numbers, W: Numbers, side: int, who: int, bot: int) -> int:
    """The code of a bot's decision for a side. who: the address of its persona, 0 for `uniform`.

    The code is a slot, the number of an answer, or PASS, ACCEPT, WALK or OFFER. The package of an
    offer is written to W_NAMED.
    """
    if S[T[c.H_QUESTIONS]] > 0:
        inject = asking(T, S)
        n = list_answers(T, S, W, inject, side)
        if who == 0:
            return W[T[c.W_LIST] + below(drawn_by(bot, 0), n)]
        who = temper(T, S, M, W, side, who)
        number = first_question(T, S) % T[c.H_FIRED_N]
        lean = T[T[who + c.PERSONA_LEANS] + number]
        if lean != 0:
            look(T, S, M, W, side)
            return _vote(T, W, who, 10 * value(T, M, W, lean), n, bot)
        liked = T[T[who + c.PERSONA_ANSWERS] + number]
        if T[T[inject + c.INJECT_RATIFIES]] > 0 and T[who + c.PERSONA_RATIFIES] != 0:
            lean = T[liked + 1] + _ratified(T, S, M, W, side, who, inject)
            return _vote(T, W, who, lean, n, bot)
        return like(T, W, who, liked, n, False, bot)
    phase = phase_of(T, S)
    if T[phase + c.PHASE_KIND] != c.ACTIONS:
        table = T[phase + c.V_TABLE]
        if who == 0:
            return _speak(T, S, W, table, T[T[table + c.TABLE_PARTY] + side], bot)
        return bargain(T, S, M, W, table, side, who)
    return choose_action(T, S, M, W, phase, side, who, bot)


def choose_action(
    T: Numbers, S: Numbers, M: Numbers, W: Numbers, phase: int, side: int, who: int, bot: int
) -> int:
    """The slot that a bot picks in an actions phase, or PASS."""
    n, into = list_actions(T, S, W, phase, side), T[c.W_LIST]
    passing = may_pass(T, phase, n)
    if who == 0:
        k = below(drawn_by(bot, 0), n + 1 if passing else n)
        return W[into + k] if k < n else c.PASS
    who = temper(T, S, M, W, side, who)
    return like(T, W, who, T[who + c.PERSONA_ACTIONS], n, passing, bot)


def temper(T: Numbers, S: Numbers, M: Numbers, W: Numbers, side: int, who: int) -> int:
    """The record of a persona's current temperament, by what its side sees; 0 for `uniform`."""
    if who == 0 or T[who + c.PERSONA_SHIFTS_N] == 0:
        return who
    look(T, S, M, W, side)
    return shifted(T, M, W, who)


def shifted(T: Numbers, M: Numbers, W: Numbers, who: int) -> int:
    """The record of a persona for the shifts that hold in `M`, the state as its side sees it."""
    chosen = 0
    for k in range(T[who + c.PERSONA_SHIFTS_N]):
        if holds(T, M, W, T[T[who + c.PERSONA_SHIFTS] + k]):
            chosen += 1 << k
    return T[T[who + c.PERSONA_SHIFTED] + chosen]


def like(T: Numbers, W: Numbers, who: int, liked: int, n: int, passing: bool, bot: int) -> int:
    """The decision that a persona likes most of the n in W_LIST, the first of equals; or PASS."""
    best, found = c.NEVER, c.PASS
    for k in range(n):
        one = W[T[c.W_LIST] + k]
        joy = T[liked + one] + below(drawn_by(bot, k), T[who + c.PERSONA_HEAT])
        if joy > best:
            best, found = joy, one
    return c.PASS if passing and best < 0 else found


def _vote(T: Numbers, W: Numbers, who: int, lean: int, n: int, bot: int) -> int:
    """The ballot that a persona likes most, which likes `for` as much as it leans."""
    liked, best, found = min(max(lean, -c.MOST_LIKED), c.MOST_LIKED), c.NEVER, 0
    for k in range(n):
        one = W[T[c.W_LIST] + k]
        joy = liked if one == 1 else -liked if one == 2 else 0
        joy += below(drawn_by(bot, k), T[who + c.PERSONA_HEAT])
        if joy > best:
            best, found = joy, one
    return found


def _ratified(
    T: Numbers, S: Numbers, M: Numbers, W: Numbers, side: int, who: int, inject: int
) -> int:
    """How much better a persona likes it if the packages that wait for a vote are carried (13.7).

    A party counts what it was worth when it was signed, over its reserve as it is told it.
    """
    tables, lean = T[inject + c.INJECT_RATIFIES], unknown(0)
    end = tables + 1 + 2 * T[tables]
    for i in range(T[c.H_STATE]):
        M[i] = S[i]
    see(T, M, W, side, pending(T, S, side))
    for p in range(tables + 1, end, 2):
        table = T[p]
        party = T[T[table + c.TABLE_PARTY] + side]
        if party >= 0 and waits(T, S, p):
            worths = T[table + c.TABLE_STATE] + c.AT_ACCEPTED + T[table + c.TABLE_PARTIES_N]
            reserve = value(T, M, W, T[T[table + c.TABLE_RESERVES] + party])
            lean += 10 * (S[worths + T[table + c.TABLE_ISSUES_N] + party] - reserve)
    look(T, S, M, W, side)
    for p in range(tables + 1, end, 2):
        table = T[p]
        if waits(T, M, p):
            liked = T[T[who + c.PERSONA_RATIFIES] + T[table + c.TABLE_NUMBER]]
            lean += T[liked]
            options = T[table + c.TABLE_STATE] + c.AT_ACCEPTED + T[table + c.TABLE_PARTIES_N]
            for i in range(T[table + c.TABLE_ISSUES_N]):
                option = T[record(T, table, i) + c.ISSUE_FIRST] + M[options + i]
                lean += T[liked + 1 + option]
    return lean


# ------------------------------------------------------------------------------- uniform at a table


def _speak(T: Numbers, S: Numbers, W: Numbers, table: int, party: int, bot: int) -> int:
    drawn = below(drawn_by(bot, 0), 100)
    if drawn < WALKS:
        return c.WALK
    if drawn < WALKS + ACCEPTS and may_accept(T, S, W, table, party):
        return c.ACCEPT
    may = may_propose(T, S, table, party)
    agenda = list_options(T, S, W, table) if may else 0
    if agenda > 0:
        for tries in range(TRIES):
            _draw_package(T, W, table, bot, 1 + tries * agenda)
            if qualifies(T, S, W, table, party):
                return c.OFFER
    elif agenda == 0 and may:
        # If nothing is on the agenda, the empty package is the only one.
        for i in range(T[table + c.TABLE_ISSUES_N]):
            W[T[c.W_NAMED] + i] = -1
        if qualifies(T, S, W, table, party):
            return c.OFFER
    return c.ACCEPT if may_accept(T, S, W, table, party) else c.PASS


def list_options(T: Numbers, S: Numbers, W: Numbers, table: int) -> int:
    """Lists the options of each issue whose `when` holds, in W_OPTIONS.

    Returns the number of issues on the agenda; -1 if one of them has no such option. Writes to
    W_LIST the number of options of each issue; -1 for an issue off the agenda.
    """
    if has_code(T, table + c.LISTING):
        return call_code(W[T[c.W_NATIVE] + table + c.LISTING], T, S, W)
    agenda, missing = unknown(0), False
    for i in range(T[table + c.TABLE_ISSUES_N]):
        issue = record(T, table, i)
        if not holds(T, S, W, T[issue + c.ISSUE_WHEN]):
            W[T[c.W_LIST] + i] = -1
            continue
        agenda += 1
        into, n = T[c.W_OPTIONS] + T[issue + c.ISSUE_FIRST], unknown(0)
        for k in range(T[issue + c.ISSUE_OPTIONS_N]):
            option = T[issue + c.ISSUE_OPTIONS + k]
            if T[option + c.OPTION_WHEN_PACKAGE] != 0 or holds(T, S, W, T[option + c.OPTION_WHEN]):
                W[into + n] = k
                n += 1
        W[T[c.W_LIST] + i] = n
        missing |= n == 0
    return -1 if missing else agenda


def _draw_package(T: Numbers, W: Numbers, table: int, bot: int, k: int) -> None:
    """Writes a random package to W_NAMED, with a draw for each issue on the agenda."""
    for i in range(T[table + c.TABLE_ISSUES_N]):
        n = W[T[c.W_LIST] + i]
        if n < 0:
            W[T[c.W_NAMED] + i] = -1
            continue
        first = T[c.W_OPTIONS] + T[record(T, table, i) + c.ISSUE_FIRST]
        W[T[c.W_NAMED] + i] = W[first + below(drawn_by(bot, k), n)]
        k += 1


# ----------------------------------------------------------------------------- a persona at a table


def look(T: Numbers, S: Numbers, M: Numbers, W: Numbers, side: int) -> None:
    """Copies a state to `M` as a side sees it, after the costs of its pending picks (rule 4.3)."""
    for i in range(T[c.H_STATE]):
        M[i] = S[i]
    see(T, M, W, side, pending(T, S, side))
    mask = T[T[c.H_MASKS] + side]
    for k in range(mask + 1, mask + 1 + 2 * T[mask], 2):
        M[T[k]] = T[k + 1]


def bargain(T: Numbers, S: Numbers, M: Numbers, W: Numbers, table: int, side: int, who: int) -> int:
    """Accepts an offer that reaches the persona's aim, or makes one that does, or passes."""
    party, at = T[T[table + c.TABLE_PARTY] + side], T[table + c.TABLE_STATE]
    reserve, standing = value(T, S, W, T[T[table + c.TABLE_RESERVES] + party]), c.NEVER
    acceptable = may_accept(T, S, W, table, party)
    if acceptable:
        fill(T, W, table)
        standing = worth(T, S, W, table, party)
    look(T, S, M, W, side)
    if T[who + c.PERSONA_SHIFTS_N] > 0:
        who = shifted(T, M, W, who)
    aim = T[T[T[who + c.PERSONA_TARGETS] + T[table + c.TABLE_NUMBER]] + S[at + c.AT_ROUNDS]]
    code = settle(T, M, W, table, party, aim, reserve, standing)
    if code == c.OFFER and not qualifies(T, S, W, table, party):
        return c.PASS
    return code


def settle(
    T: Numbers,
    M: Numbers,
    W: Numbers,
    table: int,
    party: int,
    aim: int,
    reserve: int,
    standing: int,
) -> int:
    """The decision of a party that aims at a share of its best package.

    aim: that share in %. standing: the worth of the standing offer; NEVER if it can't be accepted.
    """
    best = appraise(T, M, W, table, party)
    wanted = reserve
    if best != c.NEVER:
        wanted = max(wanted, best * aim // 100 if best > 0 else best)
    if standing != c.NEVER and standing >= wanted:
        return c.ACCEPT
    if best == c.NEVER or best < wanted or not may_propose(T, M, table, party):
        return c.PASS
    proposer = M[T[table + c.TABLE_STATE] + c.AT_PROPOSER]
    if not nearest(T, M, W, table, wanted, proposer != c.NOBODY and proposer != party):
        return c.PASS
    if proposer == party and _stands(T, M, W, table):
        return c.PASS
    return c.OFFER


def _stands(T: Numbers, S: Numbers, W: Numbers, table: int) -> bool:
    """Whether the package in W_NAMED is the standing offer."""
    options = T[table + c.TABLE_STATE] + c.AT_ACCEPTED + T[table + c.TABLE_PARTIES_N]
    for i in range(T[table + c.TABLE_ISSUES_N]):
        if S[options + i] != W[T[c.W_NAMED] + i]:
            return False
    return True
