"""What an expert may do, and what came of trying it (rule 12.3).

`K` lists candidates: a head, then each: its code, and the options of its package. `A` lists trials,
each of a candidate with one of the policies of one's own. `B` holds the scores of each trial.
"""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.run.decisions import worth
from game.kernel.run.formulas import value
from game.kernel.run.legality import fill, name_standing
from game.kernel.whole_numbers import Numbers

CANDIDATES, WIDTH, AGAIN, STEP, PLANNED, FIRST = range(6)
"""The head of `K`: how many candidates there are and how many issues a package has; the candidate
that repeats one's last offer, the one that is a step on, and outside of tables the one that the
plan has; these are counted from 1, and 0 is none."""
CANDIDATE, POLICY, TOTAL, ROW, TRIAL = range(5)
"""A trial in `A`: its candidate from 0, the address of its policy, the sum of its scores, and the
number of its row in `B`."""
SAMPLES = 256
"""The most times that a candidate is tried; so long is a row of `B`."""
FINE = 2**14
"""Differences of scores are compared in so many steps at most."""
(
    UNIFORM_KEPT,  # per cent of its weight that `uniform` keeps with each round without a deal
    REUSE,  # how many times a guess is played on, with fresh luck and other seats
    KEPT,  # per cent of the trials that go on to the next stage
    FINALISTS,  # when so few trials are left, none is given up any more
    ACCEPTING,  # tenths of standard errors by which anything must be better than an acceptance
    CONTINUING,  # and than going on from one's last offer, or accepting one that is recognised
    RECOGNISED,  # how much more a policy weighs where an offer speaks for it
    PLANNING,  # tenths of standard errors by which anything must be better than what the plan has
) = range(8)
"""The settings `H`."""


def code_of(K: Numbers, candidate: int) -> int:
    """The code of a candidate."""
    return K[FIRST + (1 + K[WIDTH]) * candidate]


def keep_best(K: Numbers, A: Numbers, trials: int, best: int, bargaining: bool) -> int:
    """Puts the best trials first, so many; how many are kept.

    The best trial of each candidate that `prefer` or `follow` may choose is kept behind them.
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
    """Whether a trial has the greater sum of scores, or of equals the lower row."""
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
    """Whether the best trial beats another by no more than so many tenths of a standard error.

    It is that of the mean difference of their scores in the same tries. After one try nothing is
    better.
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
    """The candidate to choose outside of tables: what the plan has where that is as good."""
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
    """The candidate to choose at a table: of what is as good as the best, what makes most sense.

    recognised: whether it is supposed to be known who made the standing offer.
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
    """Whether a trial walks out, or accepts what is worth less than no agreement."""
    code = code_of(K, A[TRIAL * trial + CANDIDATE])
    if code != c.ACCEPT:
        return code == c.WALK
    name_standing(T, X, W, table)
    fill(T, W, table)
    return worth(T, X, W, table, party) < value(T, X, W, T[T[table + c.TABLE_RESERVES] + party])
