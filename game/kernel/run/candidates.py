"""The candidates of an expert, and the trials of them (rule 12.3).

`K` has the candidates: a head, then for each its code and the options of its package. `A` has the
trials, each of a candidate with one of the expert's own policies. `B` has the scores of each trial.
"""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.run.decisions import worth
from game.kernel.run.formulas import value
from game.kernel.run.legality import fill, name_standing
from game.kernel.whole_numbers import Numbers

CANDIDATES, WIDTH, AGAIN, STEP, PLANNED, FIRST = range(6)
"""The head of `K`: the number of candidates, and of issues in a package; the candidate that repeats
the last offer, the one that is a step on from it, and outside of tables the one of the plan. These
are counted from 1; 0 is none."""
CANDIDATE, POLICY, TOTAL, ROW, TRIAL = range(5)
"""A trial in `A`: its candidate, counted from 0, the address of its policy, the sum of its scores,
and the number of its row in `B`."""
SAMPLES = 256
"""The most times that a candidate is tried, which is the length of a row of `B`."""
FINE = 2**14
"""The most steps into which differences of scores are divided when they are compared."""
(
    UNIFORM_KEPT,  # the per cent of its weight that `uniform` keeps after a round without a deal
    REUSE,  # the number of times that a guess is played on, with fresh luck and other seats
    KEPT,  # the per cent of the trials that go on to the next stage
    FINALISTS,  # the number of trials from which on none is dropped any more
    ACCEPTING,  # how much better than accepting a decision must be, in tenths of standard errors
    CONTINUING,  # ... than going on from the last offer, or accepting a recognised player's offer
    RECOGNISED,  # the multiple of its weight that a policy gains if an offer speaks for it
    PLANNING,  # how much better than the plan's a decision must be, in tenths of standard errors
) = range(8)
"""The settings `H`."""


def code_of(K: Numbers, candidate: int) -> int:
    """The code of a candidate."""
    return K[FIRST + (1 + K[WIDTH]) * candidate]


def keep_best(K: Numbers, A: Numbers, trials: int, best: int, bargaining: bool) -> int:
    """Moves the `best` best trials to the front; returns the number of trials that are kept.

    After them, the best trial of each candidate is kept that `prefer` or `follow` may prefer.
    """
    for place in range(best):
        first = place
        for trial in range(place + 1, trials):
            if beats(A, trial, first):
                first = trial
        _swap(A, place, first)
    kept = best
    for candidate in range(K[CANDIDATES]):
        code, named = code_of(K, candidate), candidate + 1 == K[PLANNED]
        if bargaining:
            named = candidate + 1 == K[AGAIN] or candidate + 1 == K[STEP]
            named = named or code == c.ACCEPT or code == c.PASS
        if named:
            first = -1
            for trial in range(trials):
                better = first < 0 or beats(A, trial, first)
                if better and A[TRIAL * trial + CANDIDATE] == candidate:
                    first = trial
            if first >= kept:
                _swap(A, kept, first)
                kept += 1
    return kept


def beats(A: Numbers, one: int, other: int) -> bool:
    """Whether a trial has the greater sum of scores, or the same sum and the lower row."""
    difference = A[TRIAL * one + TOTAL] - A[TRIAL * other + TOTAL]
    return difference > 0 or (difference == 0 and A[TRIAL * one + ROW] < A[TRIAL * other + ROW])


def _swap(A: Numbers, one: int, other: int) -> None:
    for k in range(TRIAL):
        number = A[TRIAL * one + k]
        A[TRIAL * one + k] = A[TRIAL * other + k]
        A[TRIAL * other + k] = number


def best_of(A: Numbers, trials: int) -> int:
    """The trial with the greatest sum of scores, the first of equals."""
    best = 0
    for trial in range(1, trials):
        if beats(A, trial, best):
            best = trial
    return best


def is_as_good(A: Numbers, B: Numbers, trial: int, best: int, samples: int, tenths: int) -> bool:
    """Whether the best trial beats another by at most some tenths of a standard error.

    The standard error is that of the mean difference of their scores in the same tries. After a
    single try every trial counts as good.
    """
    one, other = SAMPLES * A[TRIAL * best + ROW], SAMPLES * A[TRIAL * trial + ROW]
    greatest = 0
    for i in range(samples):
        greatest = max(greatest, abs(B[one + i] - B[other + i]))
    unit, total, squares = greatest // FINE + 1, 0, 0
    for i in range(samples):
        difference = (B[one + i] - B[other + i]) // unit
        total += difference
        squares += difference * difference
    if total <= 0:
        return True
    spread = samples * squares - total * total
    return 100 * total * total * (samples - 1) <= tenths * tenths * spread


def follow(K: Numbers, A: Numbers, B: Numbers, H: Numbers, trials: int, samples: int) -> int:
    """The candidate to choose outside of tables: the plan's if it is as good as the best."""
    best = best_of(A, trials)
    for trial in range(trials):
        planned = A[TRIAL * trial + CANDIDATE] + 1 == K[PLANNED]
        if planned and is_as_good(A, B, trial, best, samples, H[PLANNING]):
            return A[TRIAL * trial + CANDIDATE]
    return A[TRIAL * best + CANDIDATE]


def prefer(
    T: Numbers,
    X: Numbers,
    W: Numbers,
    K: Numbers,
    A: Numbers,
    B: Numbers,
    H: Numbers,
    table: int,
    party: int,
    trials: int,
    samples: int,
    recognised: bool,
) -> int:
    """The candidate to choose at a table: the most sensible of those that are as good as the best.

    recognised: whether the player who made the standing offer was recognised.
    """
    best = best_of(A, trials)
    if _is_drastic(T, X, W, K, A, table, party, best):
        calm = -1
        for trial in range(trials):
            better = calm < 0 or beats(A, trial, calm)
            if better and not _is_drastic(T, X, W, K, A, table, party, trial):
                calm = trial
        if calm < 0 or not is_as_good(A, B, calm, best, samples, H[ACCEPTING]):
            return A[TRIAL * best + CANDIDATE]
        best = calm
    stands = X[T[table + c.TABLE_STATE] + c.AT_PROPOSER] == party
    chosen, rank = best, 0
    for trial in range(trials):
        candidate = A[TRIAL * trial + CANDIDATE]
        code, sense, tenths = code_of(K, candidate), 0, H[CONTINUING]
        if code == c.ACCEPT and not _is_drastic(T, X, W, K, A, table, party, trial):
            sense, tenths = 4, H[CONTINUING] if recognised else H[ACCEPTING]
        elif candidate + 1 == K[STEP]:
            sense = 3
        elif candidate + 1 == K[AGAIN] or (code == c.PASS and stands):
            sense = 2
        elif code == c.OFFER and code_of(K, A[TRIAL * best + CANDIDATE]) == c.PASS:
            sense = 1
        preferred = sense > rank or (sense == rank and sense > 0 and beats(A, trial, chosen))
        if preferred and is_as_good(A, B, trial, best, samples, tenths):
            chosen, rank = trial, sense
    return A[TRIAL * chosen + CANDIDATE]


def _is_drastic(
    T: Numbers, X: Numbers, W: Numbers, K: Numbers, A: Numbers, table: int, party: int, trial: int
) -> bool:
    """Whether a trial walks out, or accepts an offer that is worth less than no agreement."""
    code = code_of(K, A[TRIAL * trial + CANDIDATE])
    if code != c.ACCEPT:
        return code == c.WALK
    name_standing(T, X, W, table)
    fill(T, W, table)
    return worth(T, X, W, table, party) < value(T, X, W, T[T[table + c.TABLE_RESERVES] + party])
