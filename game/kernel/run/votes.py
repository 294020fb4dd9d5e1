"""Counts votes (rule 13), and who is for a package at a table (rule 19)."""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.run.formulas import value
from game.kernel.whole_numbers import Numbers, unknown


def count_vote(T: Numbers, S: Numbers, W: Numbers, vote: int) -> bool:
    """Lets all members vote, and counts; returns whether the proposal is carried.

    The ballots of sides are their hidden answers.
    """
    place, counts, n = T[vote + c.VOTE_PLACE], T[vote + c.VOTE_COUNTS_N], T[vote + c.VOTE_MEMBERS_N]
    ballots, width = place + c.VOTE_SUPPORT + counts, c.MEMBER_COUNTS + counts
    members = T[vote + c.VOTE_MEMBERS]
    for i in range(n):
        side = T[members + width * i + c.MEMBER_SIDE]
        answer = S[T[c.H_HIDDEN_ANSWERS] + side] if side >= 0 else 0
        S[ballots + i] = 1 if answer == 1 else -1 if answer == 2 else 0
    for i in range(n):
        member = members + width * i
        if T[member + c.MEMBER_SIDE] < 0:
            lean = value(T, S, W, T[member + c.MEMBER_LEANS])
            S[ballots + i] = 1 if lean > 0 else -1 if lean < 0 else 0
    kept = T[vote + c.VOTE_KEPT]
    if kept > 0:
        for i in range(n):
            S[kept + i] = S[ballots + i]
    if _carries(T, S, vote, ballots, place + c.VOTE_SUPPORT):
        S[place + c.VOTE_CARRIED_TIMES] += 1
        return True
    S[place + c.VOTE_LOST_TIMES] += 1
    return False


def count_support(T: Numbers, S: Numbers, W: Numbers, table: int) -> bool:
    """Counts who is for the standing offer; returns whether it is agreed (rule 19.2).

    The package must be in W_PACKAGE, completed.
    """
    vote, at = T[table + c.TABLE_MAJORITY], T[table + c.TABLE_STATE]
    gone, members = T[table + c.TABLE_GONE], T[vote + c.VOTE_MEMBERS]
    ballots, width = (
        gone + T[table + c.TABLE_PARTIES_N],
        c.MEMBER_COUNTS + T[vote + c.VOTE_COUNTS_N],
    )
    for i in range(T[vote + c.VOTE_MEMBERS_N]):
        member = members + width * i
        if T[member + c.MEMBER_SIDE] < 0:
            S[ballots + i] = 1 if value(T, S, W, T[member + c.MEMBER_LEANS]) > 0 else -1
        else:
            party = T[T[table + c.TABLE_PARTY] + T[member + c.MEMBER_SIDE]]
            mine = party == S[at + c.AT_PROPOSER] or S[at + c.AT_ACCEPTED + party] != 0
            S[ballots + i] = 1 if mine and S[gone + party] == 0 else -1
    return _carries(T, S, vote, ballots, 0)


def can_be_agreed(T: Numbers, S: Numbers, W: Numbers, table: int) -> bool:
    """Whether those left at a table can reach its majority, if all voices are with them (19.4).

    Ballots of those who have walked out are then against what stands.
    """
    vote, gone, parties = T[table + c.TABLE_MAJORITY], T[table + c.TABLE_GONE], unknown(0)
    only = T[table + c.TABLE_PROPOSES]
    for party in range(T[table + c.TABLE_PARTIES_N]):
        if S[gone + party] == 0:
            parties += 1
        elif party == only:
            return False
    if parties == 0:
        return False
    many = T[c.W_MANY]
    ballots, width = (
        gone + T[table + c.TABLE_PARTIES_N],
        c.MEMBER_COUNTS + T[vote + c.VOTE_COUNTS_N],
    )
    for i in range(T[vote + c.VOTE_MEMBERS_N]):
        side, left = T[T[vote + c.VOTE_MEMBERS] + width * i + c.MEMBER_SIDE], True
        if side >= 0:
            left = S[gone + T[T[table + c.TABLE_PARTY] + side]] == 0
        W[many + i] = S[ballots + i] if left else -abs(S[ballots + i])
        S[ballots + i] = 1 if left else -1
    can = _carries(T, S, vote, ballots, 0)
    for i in range(T[vote + c.VOTE_MEMBERS_N]):
        S[ballots + i] = W[many + i]
    return can


def forget_ballots(T: Numbers, S: Numbers, vote: int) -> None:
    """Forgets how members voted on an earlier turn."""
    ballots = T[vote + c.VOTE_PLACE] + c.VOTE_SUPPORT + T[vote + c.VOTE_COUNTS_N]
    for i in range(ballots, ballots + T[vote + c.VOTE_MEMBERS_N]):
        S[i] = 0


def _carries(T: Numbers, S: Numbers, vote: int, ballots: int, support: int) -> bool:
    """Whether ballots carry a proposal (rule 13.4).

    support: where it notes how much is for the proposal; nowhere if it is 0.
    """
    counts, n = T[vote + c.VOTE_COUNTS_N], T[vote + c.VOTE_MEMBERS_N]
    way, abstain = T[vote + c.VOTE_WAY], T[vote + c.VOTE_ABSTAIN]
    width, needed = c.MEMBER_COUNTS + counts, T[vote + c.VOTE_NEEDED]
    reached, blocked, blocking = unknown(1), unknown(0), unknown(0)
    somebody, nays = unknown(0), unknown(0)
    for j in range(counts):
        whole, yes, no = unknown(0), unknown(0), unknown(0)
        for i in range(n):
            weight = T[T[vote + c.VOTE_MEMBERS] + width * i + c.MEMBER_COUNTS + j]
            ballot = S[ballots + i]
            if ballot == 0 and abstain == c.ABSTAIN_FOR:
                ballot = 1
            if ballot != 0 or abstain != c.ABSTAIN_ABSENT:
                whole += weight
            if ballot > 0:
                yes += weight
                somebody = 1
            elif ballot < 0:
                no += weight
                nays = 1
        if support > 0:
            S[support + j] = 100 * yes // whole if whole > 0 else 0
        mine = no if way == c.VOTE_UNLESS else yes
        share, block = T[needed + 2 * j], T[needed + 2 * j + 1]
        if 100 * mine < share * whole:
            reached = 0
        if block > 0:
            blocking = 1
            if whole - mine >= block:
                blocked = 1
    if blocking == 1 and blocked == 0:
        reached = 1
    if way == c.VOTE_UNANIMOUS:
        return somebody == 1 and nays == 0
    if way == c.VOTE_UNLESS:
        return not (nays == 1 and reached == 1)
    return somebody == 1 and reached == 1
