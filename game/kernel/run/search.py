"""Looks ahead: tries candidates in games that are guessed from what a side sees (rule 12.3).

A guess consists of what the side sees and, for the rest, of the state of a game of bots at the same
turn. In each guess every candidate is tried: the game is played to the end, with each of the
expert's own policies in its seat. In several stages the worse trials are dropped, until the budget
is spent.
"""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.run.candidates import (
    CANDIDATE,
    CANDIDATES,
    FINALISTS,
    FIRST,
    KEPT,
    POLICY,
    REUSE,
    ROW,
    SAMPLES,
    TOTAL,
    TRIAL,
    WIDTH,
    follow,
    keep_best,
    prefer,
)
from game.kernel.run.decisions import take
from game.kernel.run.flow import begin
from game.kernel.run.luck import mix
from game.kernel.run.offers import add_offers
from game.kernel.run.playout import play_on, score
from game.kernel.run.pools import POLICIES, draw_seats, weigh_policies
from game.kernel.run.recognition import recognise_chance, recognise_persona
from game.kernel.run.worths import suppose_worths
from game.kernel.whole_numbers import MASK, Numbers, u64

_MASK = u64(MASK)
SUPPOSED = 3
"""The number of guesses from which the worths of packages to others are estimated."""


def guess(
    T: Numbers,
    C: Numbers,
    X: Numbers,
    P: Numbers,
    S: Numbers,
    M: Numbers,
    W: Numbers,
    G: Numbers,
    side: int,
    chance: int,
) -> int:
    """Writes a guess of the whole state to `P`; returns the decisions that the bots' game took.

    `X` is the state as the side sees it, with gaps. `G` has the number of places whose bounds are
    known, then for each its place, low and high.
    """
    luck = mix((chance + u64(1)) & _MASK)
    begin(T, C, S, W, luck)
    spent = play_on(T, C, S, M, W, luck, mix((chance + u64(2)) & _MASK), X[c.TURN])
    for i in range(T[c.H_STATE]):
        P[i] = X[i]
    mask = T[T[c.H_MASKS] + side]
    unknown = mask + 1 + 2 * T[mask]
    for k in range(mask + 1, unknown, 2):
        P[T[k]] = S[T[k]]
    for k in range(unknown + 1, unknown + 1 + T[unknown]):
        P[T[k]] = S[T[k]]
    for k in range(1, 1 + 3 * G[0], 3):
        P[G[k]] = min(max(P[G[k]], G[k + 1]), G[k + 2])
    return spent


def try_out(
    T: Numbers,
    C: Numbers,
    P: Numbers,
    S: Numbers,
    M: Numbers,
    W: Numbers,
    K: Numbers,
    row: int,
    side: int,
    who: int,
    chance: int,
) -> int:
    """Tries a candidate in a guess, and plays on; returns the number of decisions."""
    for i in range(T[c.H_STATE]):
        S[i] = P[i]
    for each in range(T[c.H_SIDES]):
        W[T[c.W_TAKEN] + each] = 0
    W[T[c.W_SEATS] + side] = who
    if K[row] == c.OFFER:
        for i in range(K[WIDTH]):
            W[T[c.W_NAMED] + i] = K[row + 1 + i]
    luck = mix((chance + u64(3)) & _MASK)
    take(T, C, S, W, luck, side, K[row])
    return 1 + play_on(T, C, S, M, W, luck, mix((chance + u64(4)) & _MASK), T[c.H_TURNS] + 1)


def search(
    T: Numbers,
    C: Numbers,
    X: Numbers,
    P: Numbers,
    S: Numbers,
    M: Numbers,
    W: Numbers,
    Q: Numbers,
    G: Numbers,
    K: Numbers,
    A: Numbers,
    B: Numbers,
    R: Numbers,
    H: Numbers,
    side: int,
    seed: int,
    supposing: int,
    budget: int,
    table: int,
    most: int,
) -> int:
    """Finds the best of the candidates in `K`; returns its number.

    `Q`: the policies (see `pools`). `K`: the candidates (see `candidates`). `A`, `B` and `R` get
    the trials, their scores, and the worths of packages to each party. `H`: the settings. seed: for
    the guesses. supposing: the seed for the guesses from which `R` is estimated. budget: the
    decisions that may be spent. table: the table at which the side is, else 0. most: the number of
    candidates up to which offers are added; the current number if none can be made.
    """
    weigh_policies(T, X, Q, H)
    party = T[T[table + c.TABLE_PARTY] + side] if table != 0 else -1
    offering, recognised = most > K[CANDIDATES], False
    for number in range(SUPPOSED if table != 0 else 0):
        chance = mix((supposing + u64(number)) & _MASK)
        draw_seats(T, W, Q, chance)
        guess(T, C, X, P, S, M, W, G, side, chance)
        if offering:
            suppose_worths(T, X, P, W, R, table, party, number, SUPPOSED)
        if recognise_persona(T, X, P, S, M, W, Q, H, table, party) > 0:
            recognised = True
    if offering:
        add_offers(T, X, W, K, R, table, party, most)
        if not recognised:
            recognised = recognise_chance(T, X, W, R, Q, H, table, party)
    trials = _list_trials(K, A, Q, T[c.H_SIDES] * POLICIES)
    stages, left = 1, trials
    while left > H[FINALISTS]:
        left = (left * H[KEPT] + 99) // 100
        stages += 1
    spent, samples = 0, 0
    for stage in range(stages):
        end = budget * (stage + 1) // stages
        begun = samples
        while samples == begun or (spent < end and samples < SAMPLES):
            chance = mix((seed + u64(samples)) & _MASK)
            if samples % H[REUSE] == 0:
                draw_seats(T, W, Q, chance)
                spent += 1 + guess(T, C, X, P, S, M, W, G, side, chance)
            draw_seats(T, W, Q, mix(chance))
            for trial in range(0, TRIAL * trials, TRIAL):
                row = FIRST + (1 + K[WIDTH]) * A[trial + CANDIDATE]
                spent += try_out(T, C, P, S, M, W, K, row, side, A[trial + POLICY], chance)
                points = score(T, S, W, side)
                A[trial + TOTAL] += points
                B[SAMPLES * A[trial + ROW] + samples] = points
            samples += 1
        if stage < stages - 1:
            trials = keep_best(K, A, trials, (trials * H[KEPT] + 99) // 100, table != 0)
    if table == 0:
        return follow(K, A, B, H, trials, samples)
    return prefer(T, X, W, K, A, B, H, table, party, trials, samples, recognised)


def _list_trials(K: Numbers, A: Numbers, Q: Numbers, pool: int) -> int:
    """Lists a trial for each candidate with each of the expert's own policies; their number."""
    trials = 0
    for candidate in range(K[CANDIDATES]):
        for k in range(Q[pool]):
            trial = TRIAL * trials
            A[trial + CANDIDATE] = candidate
            A[trial + POLICY] = Q[pool + 1 + k]
            A[trial + TOTAL] = 0
            A[trial + ROW] = trials
            trials += 1
    return trials
