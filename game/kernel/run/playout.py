"""Whole games: from the start, or from any state, to the end."""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.numba.jit import MASK, Numbers, call_player, inlined, jit, u64
from game.kernel.run.choosing import choose, choose_action, luck_of
from game.kernel.run.counting import count
from game.kernel.run.decisions import happen, pick, take
from game.kernel.run.effects import try_outcomes
from game.kernel.run.flow import advance, begin, mover, next_side
from game.kernel.run.formulas import native_code, value
from game.kernel.run.legality import phase_of, seat
from game.kernel.run.luck import fold, fold_held, hold, mix

_MASK = u64(MASK)


@jit
def play_on(
    T: Numbers, C: Numbers, S: Numbers, M: Numbers, W: Numbers, luck: int, own: int, until: int
) -> int:
    """Plays a state to its end, or to a turn, the seats by W_SEATS; how many decisions that took.

    luck and own are the mixed seeds of the game and of its bots. -1: too many questions waited.
    """
    seats, taken, questions = T[c.W_SEATS], T[c.W_TAKEN], T[c.H_QUESTIONS]
    decisions = 0
    while S[c.OUTCOME] < 0 and S[c.TURN] < until:
        if S[questions] == 0:
            phase = phase_of(T, S)
            if T[phase + c.PHASE_KIND] == c.ACTIONS and T[phase + c.A_TOGETHER] == 0:
                decisions += _take_turns(T, C, S, M, W, luck, own, phase)
                advance(T, C, S, W, luck)
                continue
        elif S[questions] > T[c.H_QUESTIONS_MOST]:
            return -1
        side = mover(T, S)
        bot = luck_of(T, C, own, side, W[taken + side])
        code = choose(T, S, M, W, side, W[seats + side], bot)
        W[taken + side] += 1
        decisions += 1
        take(T, C, S, W, luck, side, code)
    return decisions


@jit
def _take_turns(
    T: Numbers, C: Numbers, S: Numbers, M: Numbers, W: Numbers, luck: int, own: int, phase: int
) -> int:
    """Plays an alternate phase as far as nothing comes between; how many decisions that took.

    Most decisions of most games are taken here, with nothing around them that could be left out.
    """
    native = native_code(T, W, phase)
    if native != 0 and _choose_by_chance(T, W, phase):
        return call_player(native, T, C, S, W, luck, own)
    seats, taken, questions = T[c.W_SEATS], T[c.W_TAKEN], T[c.H_QUESTIONS]
    sides, slots, decisions = T[phase + c.A_SIDES], T[c.H_SLOT_RECORDS], 0
    endings = T[T[c.H_ENDINGS]] > 0
    while True:
        side = T[sides + S[c.CURSOR]]
        bot = luck_of(T, C, own, side, W[taken + side])
        code = choose_action(T, S, M, W, phase, side, W[seats + side], bot)
        W[taken + side] += 1
        decisions += 1
        if code == c.PASS:
            S[seat(T, side)] = 1
        else:
            pick(T, S, phase, side, code)
            happen(T, C, S, W, luck, T[slots + code], code)
        if endings and S[c.OUTCOME] < 0:
            try_outcomes(T, S, W)
        if S[c.OUTCOME] >= 0 or not next_side(T, S, phase) or S[questions] > 0:
            return decisions


@jit
def _choose_by_chance(T: Numbers, W: Numbers, phase: int) -> bool:
    """Whether all sides of an actions phase are uniform."""
    for k in range(T[phase + c.A_SIDES_N]):
        if W[T[c.W_SEATS] + T[T[phase + c.A_SIDES] + k]] != 0:
            return False
    return True


@inlined
def play_games(
    T: Numbers,
    C: Numbers,
    S: Numbers,
    M: Numbers,
    W: Numbers,
    R: Numbers,
    N: Numbers,
    seed: int,
    games: int,
    bots: int,
    rows: bool,
) -> int:
    """Plays games of neighbouring seeds; the sum of their digests.

    seed is that of the first game, bots the site of bots' seeds; both unsigned. Either a row of
    each game is written to R, with the columns of `rows.WRITTEN` in their order, and -1 decisions
    where too many questions waited. Or games are counted in N, and only their scores are written to
    R; where too many questions waited it stops, and -1 decisions are counted.
    """
    digests, row = u64(0), 0
    for g in range(games):
        this = seed + u64(g)
        for side in range(T[c.H_SIDES]):
            W[T[c.W_TAKEN] + side] = 0
        for i in range(T[c.H_COLUMNS]):
            W[T[c.W_SIGNED] + i] = -1
        luck = mix(this)
        begin(T, C, S, W, luck)
        decisions = play_on(T, C, S, M, W, luck, mix(mix(this ^ bots)), T[c.H_TURNS] + 1)
        place = g % c.HELD
        if g - place + c.HELD > games:  # too few are left to be folded together
            digests = (digests + fold(T, S, this)) & _MASK
        else:
            hold(T, S, W, place)
            if place == c.HELD - 1:
                digests = (digests + fold_held(T, W, this - u64(place))) & _MASK
        if rows:
            row = _write(T, S, W, R, row, decisions)
        elif decisions < 0:
            N[0] = -1
            return digests
        else:
            row = count(T, S, W, N, R, row, decisions)
    return digests


@jit
def score(T: Numbers, S: Numbers, W: Numbers, side: int) -> int:
    """A side's score now (rule 8.2)."""
    return value(T, S, W, T[T[c.H_SCORES] + side])


@jit
def _write(T: Numbers, S: Numbers, W: Numbers, R: Numbers, row: int, decisions: int) -> int:
    """Writes the row of a game that is over; where the next begins."""
    R[row] = S[c.OUTCOME]
    R[row + 1] = S[c.TURN]
    R[row + 2] = decisions
    row += 3
    for side in range(T[c.H_SIDES]):
        R[row + side] = score(T, S, W, side)
    row += T[c.H_SIDES]
    for i in range(T[c.H_TRACKS_N]):
        R[row + i] = S[T[c.H_TRACKS] + i]
    row += T[c.H_TRACKS_N]
    for i in range(T[c.H_SLOTS_N]):
        R[row + i] = S[T[c.H_SLOTS] + c.SLOT_STATE * i + c.SLOT_USES]
    row += T[c.H_SLOTS_N]
    for i in range(T[c.H_FIRED_N]):
        R[row + i] = S[T[c.H_FIRED] + i]
    row += T[c.H_FIRED_N]
    for i in range(T[c.H_TABLES_N]):
        R[row + i] = S[T[T[T[c.H_TABLE_RECORDS] + i] + c.TABLE_STATE] + c.AT_STATUS]
    row += T[c.H_TABLES_N]
    for i in range(T[c.H_COLUMNS]):
        R[row + i] = W[T[c.W_SIGNED] + i]
    return row + T[c.H_COLUMNS]
