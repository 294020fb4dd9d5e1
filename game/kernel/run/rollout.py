"""Plays on from one state many times, for several alternatives with the same luck.

`P` is the state; or a new guess is written there each time, from what a side sees in `X` and `G`
(see `search`). `D` has the alternatives: their number, the length of each, and the size of a
package; then for each the number of decisions to take first, and per decision the side (or
FACILITATOR), its code, the facilitator's number and value, and the package of an offer. `Q` has the
seats: the length of each side's row; then for each the number of policies, the sum of their
weights, and per policy its address and weight. `R` gets a row for each rollout and alternative.
"""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.run.decisions import intervene, take
from game.kernel.run.flow import begin
from game.kernel.run.formulas import value
from game.kernel.run.luck import below, mix
from game.kernel.run.playout import play_on
from game.kernel.run.search import guess
from game.kernel.whole_numbers import MASK, Numbers, u64

_MASK = u64(MASK)
FACILITATOR = -1
FROM_STATE, NEW = -2, -1
"""The ways in which rollouts begin if no side guesses: from a state, or as new games."""
DECISION = 4
"""The length of a decision in `D` before its package."""


def roll_out(
    T: Numbers,
    C: Numbers,
    P: Numbers,
    S: Numbers,
    M: Numbers,
    W: Numbers,
    X: Numbers,
    G: Numbers,
    D: Numbers,
    Q: Numbers,
    R: Numbers,
    seed: int,
    first: int,
    count: int,
    until: int,
    repeated: int,
    start: int,
) -> None:
    """Plays every alternative `count` times, with the luck of the rollouts from number `first` on.

    until: the turn at which a rollout ends, if the game doesn't end earlier. repeated: the number
    of draws in each rollout that use the mixed seed after the sites in `C`. start: FROM_STATE; or
    NEW for new games, which don't read `P`; or the number of the side that guesses the state each
    time.
    """
    row = 0
    for k in range(count):
        chance = mix((seed + u64(first + k)) & _MASK)
        luck, own = mix((chance + u64(1)) & _MASK), mix((chance + u64(2)) & _MASK)
        if start >= 0:
            guessing = mix((chance + u64(3)) & _MASK)
            _seat(T, W, Q, guessing)
            S[T[c.H_STATE]] = 0
            guess(T, C, X, P, S, M, W, G, start, guessing)
        for alternative in range(D[0]):
            _seat(T, W, Q, chance)
            S[T[c.H_STATE]] = repeated
            if start == NEW:
                begin(T, C, S, W, luck)
            else:
                for i in range(T[c.H_STATE]):
                    S[i] = P[i]
            _decide_first(T, C, S, W, D, 3 + alternative * D[1], luck)
            decisions = play_on(T, C, S, M, W, luck, own, until)
            row = _write(T, S, W, R, row, decisions)
    S[T[c.H_STATE]] = 0


def _seat(T: Numbers, W: Numbers, Q: Numbers, chance: int) -> None:
    """Draws a policy for every side, by weight."""
    for side in range(T[c.H_SIDES]):
        pool = 1 + side * Q[0]
        rest = below(mix((chance + u64(16 + side)) & _MASK), Q[pool + 1])
        policy = pool + 2
        while rest >= Q[policy + 1]:
            rest -= Q[policy + 1]
            policy += 2
        W[T[c.W_SEATS] + side] = Q[policy]
        W[T[c.W_TAKEN] + side] = 0


def _decide_first(
    T: Numbers, C: Numbers, S: Numbers, W: Numbers, D: Numbers, at: int, luck: int
) -> None:
    """Takes the first decisions of an alternative."""
    issues, decision = D[2], at + 1
    for _ in range(D[at]):
        side = D[decision]
        if side == FACILITATOR:
            intervene(T, C, S, W, luck, D[decision + 1], D[decision + 2], D[decision + 3])
        else:
            for i in range(issues):
                W[T[c.W_NAMED] + i] = D[decision + DECISION + i]
            take(T, C, S, W, luck, side, D[decision + 1])
        decision += DECISION + issues


def _write(T: Numbers, S: Numbers, W: Numbers, R: Numbers, row: int, decisions: int) -> int:
    """Writes outcome, turn, decisions, tracks and lines of a rollout; returns the next place."""
    R[row] = S[c.OUTCOME]
    R[row + 1] = S[c.TURN]
    R[row + 2] = decisions
    row += 3
    for i in range(T[c.H_TRACKS_N]):
        R[row + i] = S[T[c.H_TRACKS] + i]
    row += T[c.H_TRACKS_N]
    lines = T[c.H_LINES]
    for i in range(T[lines]):
        R[row + i] = value(T, S, W, T[lines + 1 + i])
    return row + T[lines]
