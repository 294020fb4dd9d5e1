"""Looking ahead: candidates are tried in games guessed from what a side sees (rule 12.3).

A guess is what the side sees, and for the rest what a game of bots came to by the same turn. In
each guess every candidate is tried by playing on to the end, one's own side by each of its
personas; the worse half of the trials is given up again and again, until what may be spent is.
"""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.numba.jit import MASK, Numbers, inlined, jit, u64
from game.kernel.run.bargaining import appraise, name_found, nearest, part_of
from game.kernel.run.decisions import take
from game.kernel.run.flow import begin
from game.kernel.run.legality import qualifies
from game.kernel.run.luck import below, mix
from game.kernel.run.playout import play_on, score

_MASK = u64(MASK)
POOL = 8
"""Policies of a side that are tried, at most."""


@jit
def guess(
    T: Numbers,
    C: Numbers,
    X: Numbers,
    P: Numbers,
    S: Numbers,
    M: Numbers,
    W: Numbers,
    Q: Numbers,
    G: Numbers,
    side: int,
    chance: int,
) -> int:
    """Writes a guess of the whole state to P; how many decisions that took.

    X is what the side sees, with gaps; G how many numbers of it are known within bounds, then each:
    place, low, high.
    """
    draw_seats(T, W, Q, chance)
    luck = mix((chance + u64(1)) & _MASK)
    begin(T, C, S, W, luck)
    spent = play_on(T, C, S, M, W, luck, mix((chance + u64(2)) & _MASK), X[c.TURN])
    for i in range(T[c.H_STATE]):
        P[i] = X[i]
    mask = T[T[c.H_MASKS] + side]
    for k in range(mask + 1, mask + 1 + 2 * T[mask], 2):
        P[T[k]] = S[T[k]]
    for i in range(T[c.H_DELAYS], T[c.H_DRAWS]):
        P[i] = S[i]
    for k in range(1, 1 + 3 * G[0], 3):
        P[G[k]] = min(max(P[G[k]], G[k + 1]), G[k + 2])
    return spent


@jit
def draw_seats(T: Numbers, W: Numbers, Q: Numbers, chance: int) -> None:
    """Seats every side with one of the policies that it may have: Q holds by side how many, and
    their addresses."""
    for side in range(T[c.H_SIDES]):
        pool = side * (POOL + 1)
        k = below(mix((chance + u64(16 + side)) & _MASK), Q[pool])
        W[T[c.W_SEATS] + side] = Q[pool + 1 + k]
        W[T[c.W_TAKEN] + side] = 0


@jit
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
    """Tries a candidate in a guess, and plays on; how many decisions that took."""
    for i in range(T[c.H_STATE]):
        S[i] = P[i]
    for each in range(T[c.H_SIDES]):
        W[T[c.W_TAKEN] + each] = 0
    W[T[c.W_SEATS] + side] = who
    if K[row] == c.OFFER:
        for i in range(K[1]):
            W[T[c.W_NAMED] + i] = K[row + 1 + i]
    luck = mix((chance + u64(3)) & _MASK)
    take(T, C, S, W, luck, side, K[row])
    return 1 + play_on(T, C, S, M, W, luck, mix((chance + u64(4)) & _MASK), T[c.H_TURNS] + 1)


@inlined
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
    side: int,
    seed: int,
    budget: int,
    table: int,
    most: int,
) -> int:
    """Which of the candidates in K is best, by its number.

    K: how many, how wide a package is, then each: its code and package. A is room for the trials:
    candidate, policy, sum of scores. budget: decisions that may be spent. table: where offers may
    be made, to add some to the candidates until there are so many; 0 elsewhere.
    """
    if table != 0:
        guess(T, C, X, P, S, M, W, Q, G, side, mix(seed ^ _MASK))
        packages(T, X, P, W, K, table, T[T[table + c.TABLE_PARTY] + side], most)
    candidates, width, pool = K[0], K[1], side * (POOL + 1)
    alive = 0
    for k in range(candidates):
        for j in range(Q[pool]):
            A[3 * alive] = k
            A[3 * alive + 1] = Q[pool + 1 + j]
            A[3 * alive + 2] = 0
            alive += 1
    stages, some = 1, alive
    while some > 1:
        some = (some + 1) // 2
        stages += 1
    spent, guesses = 0, 0
    for stage in range(stages):
        end = budget * (stage + 1) // stages
        begun = guesses
        while spent < end or guesses == begun:
            chance = mix((seed + u64(guesses)) & _MASK)
            guesses += 1
            spent += 1 + guess(T, C, X, P, S, M, W, Q, G, side, chance)
            draw_seats(T, W, Q, mix(chance))
            for trial in range(alive):
                row = 2 + (1 + width) * A[3 * trial]
                spent += try_out(T, C, P, S, M, W, K, row, side, A[3 * trial + 1], chance)
                A[3 * trial + 2] += score(T, S, W, side)
        if alive > 1:
            alive = _halve(A, alive)
    return A[0]


@jit
def _halve(A: Numbers, alive: int) -> int:
    """Puts the better half of the trials first, the best at the top; how many they are."""
    left = (alive + 1) // 2
    for i in range(left):
        best = i
        for j in range(i + 1, alive):
            if A[3 * j + 2] > A[3 * best + 2]:
                best = j
        for k in range(3):
            kept = A[3 * i + k]
            A[3 * i + k] = A[3 * best + k]
            A[3 * best + k] = kept
    return left


# ----------------------------------------------------------------------------- packages worth a try


@inlined
def packages(
    T: Numbers, X: Numbers, P: Numbers, W: Numbers, K: Numbers, table: int, party: int, most: int
) -> None:
    """Adds offers worth a try to the candidates, until there are so many.

    Some share what there is to gain between the party and the others, as it is in the guess P; some
    are near to the standing offer of another.
    """
    best = appraise(T, X, W, table, party)
    if best == c.NEVER:
        return
    proposer = X[T[table + c.TABLE_STATE] + c.AT_PROPOSER]
    theirs = proposer != c.NOBODY and proposer != party
    for step in range(6):
        wanted = best * (98 - 8 * step) // 100
        if best > 0 and theirs and nearest(T, X, W, table, wanted, True):
            _add(T, X, W, K, table, party, most)
    _appraise_others(T, P, W, table, party)
    appraise(T, X, W, table, party)
    for step in range(8):
        if _share(T, W, table, 95 - 10 * step):
            name_found(T, W, table)
            _add(T, X, W, K, table, party, most)


@jit
def _appraise_others(T: Numbers, P: Numbers, W: Numbers, table: int, party: int) -> None:
    """By combination what it is worth to the other parties together, at W_NEARNESS; NEVER where one
    of them can't agree to it."""
    last = part_of(T, table, T[table + c.TABLE_PARTS_N] - 1)
    combos = T[last + c.PART_FIRST] + T[last + c.PART_COMBOS_N]
    for k in range(combos):
        W[T[c.W_NEARNESS] + k] = 0
    for other in range(T[table + c.TABLE_PARTIES_N]):
        if other != party:
            appraise(T, P, W, table, other)
            for k in range(combos):
                worth, others = W[T[c.W_COMBOS] + k], W[T[c.W_NEARNESS] + k]
                never = worth == c.NEVER or others == c.NEVER
                W[T[c.W_NEARNESS] + k] = c.NEVER if never else others + worth


@jit
def _share(T: Numbers, W: Numbers, table: int, own: int) -> bool:
    """Finds, part by part, what is best when one's own worth weighs so many in a hundred."""
    for number in range(T[table + c.TABLE_PARTS_N]):
        part = part_of(T, table, number)
        best, found = c.NEVER, -1
        for k in range(T[part + c.PART_COMBOS_N]):
            at = T[part + c.PART_FIRST] + k
            worth, others = W[T[c.W_COMBOS] + at], W[T[c.W_NEARNESS] + at]
            if worth != c.NEVER and others != c.NEVER:
                joy = own * worth + (100 - own) * others
                if joy > best:
                    best, found = joy, k
        if found < 0:
            return False
        W[T[c.W_FOUND] + number] = found
    return True


@jit
def _add(T: Numbers, X: Numbers, W: Numbers, K: Numbers, table: int, party: int, most: int) -> None:
    """Adds the package named to the candidates, unless it is there, or can't be offered."""
    n, width = K[0], K[1]
    for k in range(n):
        row, same = 2 + (1 + width) * k, K[2 + (1 + width) * k] == c.OFFER
        for i in range(width):
            same = same and K[row + 1 + i] == W[T[c.W_NAMED] + i]
        if same:
            return
    if n < most and qualifies(T, X, W, table, party):
        row = 2 + (1 + width) * n
        K[row] = c.OFFER
        for i in range(width):
            K[row + 1 + i] = W[T[c.W_NAMED] + i]
        K[0] = n + 1
