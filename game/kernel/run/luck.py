"""Random draws and digests, with unsigned numbers of 64 bits (rules 2.1 and 9.5)."""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.whole_numbers import MASK, Numbers, hot, i64, u64

_GOLDEN = u64(0x9E3779B97F4A7C15)
_FIRST = u64(0xBF58476D1CE4E5B9)
_SECOND = u64(0x94D049BB133111EB)
_MASK = u64(MASK)
_27, _30, _31 = u64(27), u64(30), u64(31)


@hot
def mix(x: int) -> int:
    """One step of splitmix64 (rule 2.1)."""
    x = (x + _GOLDEN) & _MASK
    x = ((x ^ (x >> _30)) * _FIRST) & _MASK
    x = ((x ^ (x >> _27)) * _SECOND) & _MASK
    return x ^ (x >> _31)


@hot
def below(drawn: int, n: int) -> int:
    """Converts a draw to a whole number from 0 to n - 1."""
    return i64(drawn % u64(n))


@hot
def draw(T: Numbers, C: Numbers, S: Numbers, luck: int, site: int) -> int:
    """The next draw at a site in this turn. luck: the mixed seed.

    Draws that are repeated use another mixed seed, which comes after the sites in `C`.
    """
    place = T[c.H_DRAWS] + site
    k = S[place]
    S[place] = k + 1
    repeated = T[c.H_STATE]
    if S[repeated] > 0:
        S[repeated] -= 1
        luck = C[T[c.H_DRAWS_N] + T[c.H_SIDES]]
    return mix((mix(mix(luck ^ u64(S[c.TURN])) ^ C[site]) + u64(k)) & _MASK)


@hot
def drawn_by(bot: int, k: int) -> int:
    """The k-th draw of a bot for one decision. bot: the seed that these draws share."""
    return mix((bot + u64(k)) & _MASK)


def fold(T: Numbers, S: Numbers, seed: int) -> int:
    """The digest of a state: its numbers in the order of `rules.layout` (rule 9.5)."""
    h = seed
    promises, questions = T[c.H_PROMISES], T[c.H_QUESTIONS]
    for i in range(promises):
        h = mix(h ^ u64(S[i]))
    waiting = min(S[questions], T[c.H_QUESTIONS_MOST])
    for i in range(questions, questions + 1 + waiting):
        h = mix(h ^ u64(S[i]))
    for i in range(promises, questions):
        h = mix(h ^ u64(S[i]))
    return h


def hold(T: Numbers, S: Numbers, W: Numbers, place: int) -> None:
    """Stores the last state of a game, whose digest is later computed together with others."""
    held = T[c.W_HELD] + place
    for i in range(T[c.H_STATE]):
        W[held + c.HELD * i] = S[i]


def fold_held(T: Numbers, W: Numbers, seed: int) -> int:
    """The sum of the digests of the HELD stored states. seed: the seed of the first game."""
    held, promises, questions = T[c.W_HELD], T[c.H_PROMISES], T[c.H_QUESTIONS]
    h0, h1, h2, h3 = seed, seed + u64(1), seed + u64(2), seed + u64(3)
    for i in range(held, held + c.HELD * promises, c.HELD):
        h0 = mix(h0 ^ u64(W[i]))
        h1 = mix(h1 ^ u64(W[i + 1]))
        h2 = mix(h2 ^ u64(W[i + 2]))
        h3 = mix(h3 ^ u64(W[i + 3]))
    h0 = _fold_held_questions(T, W, held, h0)
    h1 = _fold_held_questions(T, W, held + 1, h1)
    h2 = _fold_held_questions(T, W, held + 2, h2)
    h3 = _fold_held_questions(T, W, held + 3, h3)
    for i in range(held + c.HELD * promises, held + c.HELD * questions, c.HELD):
        h0 = mix(h0 ^ u64(W[i]))
        h1 = mix(h1 ^ u64(W[i + 1]))
        h2 = mix(h2 ^ u64(W[i + 2]))
        h3 = mix(h3 ^ u64(W[i + 3]))
    return (h0 + h1 + h2 + h3) & _MASK


@hot
def _fold_held_questions(T: Numbers, W: Numbers, held: int, h: int) -> int:
    """Adds the waiting questions of one stored state to its digest; their number varies."""
    first = held + c.HELD * T[c.H_QUESTIONS]
    waiting = min(W[first], T[c.H_QUESTIONS_MOST])
    for k in range(1 + waiting):
        h = mix(h ^ u64(W[first + c.HELD * k]))
    return h
