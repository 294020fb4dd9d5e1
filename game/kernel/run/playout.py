"""Plays whole games: from the start, or from any state, to the end, and counts their results."""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.run.choosing import choose, choose_action, luck_of
from game.kernel.run.decisions import happen, pick, take
from game.kernel.run.effects import try_outcomes
from game.kernel.run.flow import advance, begin, following, mover
from game.kernel.run.formulas import has_code, value
from game.kernel.run.legality import phase_of, seat
from game.kernel.run.luck import fold, fold_held, hold, mix
from game.kernel.whole_numbers import MASK, Numbers, call_code, each, u64, unknown, unrolled

_MASK = u64(MASK)


def play_on(
    T: Numbers, C: Numbers, S: Numbers, M: Numbers, W: Numbers, luck: int, own: int, until: int
) -> int:
    """Plays on from a state to the end or to a turn, with the bots in W_SEATS.

    luck, own: the mixed seeds of the game and of its bots. Returns the number of decisions; -1 if
    more questions waited than there is room for.
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


def _take_turns(
    T: Numbers, C: Numbers, S: Numbers, M: Numbers, W: Numbers, luck: int, own: int, phase: int
) -> int:
    """Plays an alternate phase until something interrupts it; returns the number of decisions.

    Most decisions of most games are taken here, so it does only what is necessary.
    """
    chance = _choose_by_chance(T, W, phase)
    if chance and has_code(T, phase):
        return call_code(W[T[c.W_NATIVE] + phase], T, C, S, W, luck, own)
    return decide_in_turn(T, C, S, M, W, luck, own, phase, chance)


@unrolled
def decide_in_turn(
    T: Numbers,
    C: Numbers,
    S: Numbers,
    M: Numbers,
    W: Numbers,
    luck: int,
    own: int,
    phase: int,
    chance: bool,
) -> int:
    """Does the same as `_take_turns`. chance: whether all sides choose at random."""
    seats, taken, questions = T[c.W_SEATS], T[c.W_TAKEN], T[c.H_QUESTIONS]
    sides, slots, decisions = T[phase + c.A_SIDES], T[c.H_SLOT_RECORDS], unknown(0)
    endings, at = T[T[c.H_ENDINGS]] > 0, each(S[c.CURSOR], T[phase + c.A_SIDES_N])
    while True:
        side = T[sides + at]
        bot = luck_of(T, C, own, side, W[taken + side])
        who = 0 if chance else W[seats + side]
        code = choose_action(T, S, M, W, phase, side, who, bot)
        W[taken + side] += 1
        decisions += 1
        if code == c.PASS:
            S[seat(T, side)] = 1
        else:
            pick(T, S, phase, side, code)
            happen(T, C, S, W, luck, T[slots + code], code)
        if endings and S[c.OUTCOME] < 0:
            try_outcomes(T, S, W)
        if S[c.OUTCOME] >= 0:
            return decisions
        at = following(T, S, phase, at)
        if at < 0 or S[questions] > 0:
            return decisions


def _choose_by_chance(T: Numbers, W: Numbers, phase: int) -> bool:
    """Whether `uniform` plays all sides of an actions phase."""
    for k in range(T[phase + c.A_SIDES_N]):
        if W[T[c.W_SEATS] + T[T[phase + c.A_SIDES] + k]] != 0:
            return False
    return True


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
    """Plays games with consecutive seeds; returns the sum of their digests.

    seed: the seed of the first game. bots: the site of the bots' seeds. Both are unsigned. Games
    are counted in `N`, and their scores are written to `R`; with rows, the other columns of
    `rows.WRITTEN` follow the scores of each game. If more questions wait than there is room for, it
    stops, and `N` begins with -1.
    """
    digests, row = u64(0), 0
    for g in range(games):
        this = seed + u64(g)
        for side in range(T[c.H_SIDES]):
            W[T[c.W_TAKEN] + side] = 0
        for i in range(T[c.H_COLUMNS]):
            W[T[c.W_SIGNED] + i] = -1
        if rows:
            _forget(T, W)
        luck = mix(this)
        begin(T, C, S, W, luck)
        decisions = play_on(T, C, S, M, W, luck, mix(mix(this ^ bots)), T[c.H_TURNS] + 1)
        place = g % c.HELD
        if g - place + c.HELD > games:  # too few games are left for `fold_held`
            digests = (digests + fold(T, S, this)) & _MASK
        else:
            hold(T, S, W, place)
            if place == c.HELD - 1:
                digests = (digests + fold_held(T, W, this - u64(place))) & _MASK
        if decisions < 0:
            N[0] = -1
            return digests
        row = _count(T, S, W, N, R, row, decisions)
        if rows:
            row = _write(T, S, W, R, row, decisions)
    return digests


def score(T: Numbers, S: Numbers, W: Numbers, side: int) -> int:
    """A side's score now (rule 8.2)."""
    return value(T, S, W, T[T[c.H_SCORES] + side])


def line(T: Numbers, S: Numbers, W: Numbers, number: int) -> int:
    """The current points of a line, given by its number among the lines of all scores."""
    return value(T, S, W, T[T[c.H_LINES] + 1 + number])


def _forget(T: Numbers, W: Numbers) -> None:
    """Clears the numbers in `W` that rows need and that belong to the previous game."""
    for i in range(T[c.H_TABLES_N]):
        W[T[c.W_SIGNED_ON] + i] = -1
    for i in range(T[c.H_READINGS]):
        W[T[c.W_SITUATIONS] + i] = 0
    for i in range(c.TERMS * T[c.H_PARTIES]):
        W[T[c.W_TERMS] + i] = 0
    for i in range(T[c.H_SLOTS_N]):
        W[T[c.W_LEGAL] + i] = 0


def _write(T: Numbers, S: Numbers, W: Numbers, R: Numbers, row: int, decisions: int) -> int:
    """Writes a finished game to `R` after its scores; returns the next place in `R`."""
    R[row] = S[c.OUTCOME]
    R[row + 1] = S[c.TURN]
    R[row + 2] = decisions
    row += 3
    lines = T[T[c.H_LINES]]
    for i in range(lines):
        R[row + i] = line(T, S, W, i)
    row = _copy(S, R, row + lines, T[c.H_TRACKS], 1, T[c.H_TRACKS_N])
    row = _copy(S, R, row, T[c.H_CARDS], 1, T[c.H_CARDS_N])
    row = _copy(S, R, row, T[c.H_SLOTS] + c.SLOT_USES, c.SLOT_STATE, T[c.H_SLOTS_N])
    row = _copy(W, R, row, T[c.W_LEGAL], 1, T[c.H_SLOTS_N])
    row = _copy(S, R, row, T[c.H_FIRED], 1, T[c.H_FIRED_N])
    for i in range(T[c.H_TABLES_N]):
        R[row + i] = S[T[T[T[c.H_TABLE_RECORDS] + i] + c.TABLE_STATE] + c.AT_STATUS]
    row = _copy(W, R, row + T[c.H_TABLES_N], T[c.W_SIGNED_ON], 1, T[c.H_TABLES_N])
    row = _copy(W, R, row, T[c.W_SIGNED], 1, T[c.H_COLUMNS])
    for term in range(c.TERMS):
        row = _copy(W, R, row, T[c.W_TERMS] + term, c.TERMS, T[c.H_PARTIES])
    return _copy(W, R, row, T[c.W_SITUATIONS], 1, T[c.H_READINGS])


def _copy(P: Numbers, R: Numbers, row: int, first: int, stride: int, n: int) -> int:
    """Copies n numbers, which are `stride` places apart, to `R`; returns the next place in `R`."""
    for i in range(n):
        R[row + i] = P[first + stride * i]
    return row + n


def _count(
    T: Numbers, S: Numbers, W: Numbers, N: Numbers, R: Numbers, row: int, decisions: int
) -> int:
    """Counts a finished game, and writes its scores to `R`; returns the next place in `R`."""
    N[0] += decisions
    N[1 + S[c.OUTCOME]] += 1
    at = 1 + T[T[c.H_OUTCOMES]]
    N[at + S[c.TURN]] += 1
    at = _count_ahead(T, S, W, N, R, row, at + 1 + T[c.H_TURNS])
    at = _count_times(S, N, at, T[c.H_SLOTS], c.SLOT_STATE, T[c.H_SLOTS_N])
    at = _count_times(S, N, at, T[c.H_FIRED], 1, T[c.H_FIRED_N])
    _count_tables(T, S, W, N, at)
    return row + T[c.H_SIDES]


def _count_ahead(
    T: Numbers, S: Numbers, W: Numbers, N: Numbers, R: Numbers, row: int, at: int
) -> int:
    """Writes the scores; counts the side, if any, that alone has the greatest margin over par."""
    best, ahead = c.NEVER, -1
    for side in range(T[c.H_SIDES]):
        score = value(T, S, W, T[T[c.H_SCORES] + side])
        R[row + side] = score
        margin = score - T[T[c.H_PARS] + side]
        if margin > best:
            best, ahead = margin, side
        elif margin == best:
            ahead = -1
    if ahead >= 0:
        N[at + ahead] += 1
    return at + T[c.H_SIDES]


def _count_times(S: Numbers, N: Numbers, at: int, first: int, stride: int, n: int) -> int:
    """Counts for n things how often each happened, then in how many games."""
    for i in range(n):
        times = S[first + stride * i]
        N[at + i] += times
        N[at + n + i] += 1 if times > 0 else 0
    return at + 2 * n


def _count_tables(T: Numbers, S: Numbers, W: Numbers, N: Numbers, at: int) -> None:
    """Counts the status of each table, whether an agreement was signed, and its options."""
    statuses, signed = at, at + c.STATUSES * T[c.H_TABLES_N]
    options, column = signed + T[c.H_TABLES_N], T[c.W_SIGNED]
    for k in range(T[c.H_TABLES_N]):
        table = T[T[c.H_TABLE_RECORDS] + k]
        N[statuses + c.STATUSES * k + S[T[table + c.TABLE_STATE] + c.AT_STATUS]] += 1
        any_signed = 0
        for i in range(T[table + c.TABLE_ISSUES_N]):
            option = W[column]
            column += 1
            if option >= 0:
                any_signed = 1
                N[options + option] += 1
            options += T[T[T[table + c.TABLE_ISSUES] + i] + c.ISSUE_OPTIONS_N]
        N[signed + k] += any_signed
