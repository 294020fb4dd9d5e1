"""Functions of which the compiler drops a call in one place and not in another, and some that are
inlined."""

from __future__ import annotations

from game.kernel.numba.jit import entry_point, hot, jit


@jit
def triple(number: int) -> int:
    """Three times a number."""
    return 3 * number


@jit
def triple_if(number: int, sign: int) -> int:
    """Three times a number unless the sign is negative, which a literal may be."""
    return triple(number) if sign >= 0 else number


@hot
def triple_at_once(number: int) -> int:
    """Three times a number, inlined into every caller."""
    return triple_apart(number)


@jit
def triple_apart(number: int) -> int:
    """Three times a number, called first by a function that is inlined."""
    return 3 * number


@entry_point
def call_with_literal_first(number: int, sign: int) -> int:
    """The sum of two calls, of which the compiler knows that the first one triples nothing."""
    return triple_if(number, -1) + triple_if(number, sign)
