"""Computes formulas from their code (rule 1)."""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.whole_numbers import (
    Numbers,
    ahead,
    by_place,
    call_code,
    each,
    hot,
    unknown,
    unrolled,
)


@hot
def holds(T: Numbers, S: Numbers, W: Numbers, p: int) -> bool:
    """Whether a condition holds; no condition (0) always does."""
    if p == 0:
        return True
    if has_code(T, p):
        return call_code(W[T[c.W_NATIVE] + p], T, S, W) != 0
    return between(T, S, p) if T[p] == c.BETWEEN else _run(T, S, W, p, T[c.W_STACK] - 1) != 0


@hot
@by_place
def has_code(T: Numbers, _p: int) -> bool:
    """Whether there is machine code for an address in `T`: tables have all of it, or none."""
    return T[c.W_NATIVE] != 0


@hot
def between(T: Numbers, S: Numbers, p: int) -> bool:
    """Runs BETWEEN: whether numbers of a state lie in their ranges."""
    inside = True
    for i in range(p + 2, p + 2 + 3 * T[p + 1], 3):
        if ahead(inside):
            x = S[T[i]]
            inside &= (x >= T[i + 1]) & (x <= T[i + 2])
    return inside


@hot
def value(T: Numbers, S: Numbers, W: Numbers, p: int) -> int:
    """The value of a formula; a package that it reads must be in W_PACKAGE."""
    if has_code(T, p):
        return call_code(W[T[c.W_NATIVE] + p], T, S, W)
    if T[p] == c.NUMBER:  # most amounts are a single number
        if T[p + 2] == c.END:
            return T[p + 1]
    elif T[p] == c.BETWEEN:
        return 1 if between(T, S, p) else 0
    return _run(T, S, W, p, T[c.W_STACK] - 1)


@unrolled
def _run(T: Numbers, S: Numbers, W: Numbers, p: int, top: int) -> int:
    """Runs the steps of a formula; top: the place of the top of the stack."""
    x = 0
    while True:
        op = T[p]
        if op < c.WITH_NUMBER:
            if op == c.NUMBER:
                x = unknown(T[p + 1])
                p += 2
            elif op == c.LOAD:
                x = S[T[p + 1]]
                p += 2
            elif op == c.PUSH:
                top += 1
                W[top] = x
                p += 1
            elif op == c.END:
                return x
            else:
                x = _apply(op, W[top], x)
                top -= 1
                p += 1
        elif op < c.WITH_PLACE:
            x = _apply(op - c.WITH_NUMBER, x, T[p + 1])
            p += 2
        elif op < c.NEGATE:
            x = _apply(op - c.WITH_PLACE, x, S[T[p + 1]])
            p += 2
        elif op == c.JUMP_IF_NOT:
            p = T[p + 1] if x == 0 else p + 2
        elif op == c.JUMP_IF:
            if x != 0:
                x = 1
                p = T[p + 1]
            else:
                p += 2
        elif op == c.JUMP:
            p = T[p + 1]
        elif op == c.TRUTH:
            x = 1 if x != 0 else 0
            p += 1
        elif op == c.NOT:
            x = 1 if x == 0 else 0
            p += 1
        elif op == c.NEGATE:
            x = -x
            p += 1
        elif op == c.ABSOLUTE:
            x = abs(x)
            p += 1
        elif op == c.IS:
            x = 1 if S[T[p + 1]] == T[p + 2] else 0
            p += 3
        elif op == c.COUNT:
            x = 0
            n = T[p + 1]
            for i in range(p + 2, p + 2 + n):
                x += S[T[i]]
            x = min(x, c.MOST)
            p += 2 + n
        elif op == c.IF_AGREED:
            x = S[T[p + 2]] if S[T[p + 1]] == c.AGREED else T[p + 3]
            p += 4
        elif op == c.OF_PACKAGE:
            x = W[c.W_PACKAGE + T[p + 1]]
            p += 2
        elif op == c.CHOOSE:
            way = each(min(max(x, 0), T[p + 1] - 1), T[p + 1])
            p = T[p + 2 + way]
        elif op == c.CALL:
            x = _run(T, S, W, T[p + 1], top)
            p += 2
        else:  # RETURN
            return x


@hot
def _apply(op: int, a: int, b: int) -> int:
    if op == c.ADD:
        return a + b
    if op == c.SUBTRACT:
        return a - b
    if op == c.MULTIPLY:
        return a * b
    if op == c.DIVIDE:
        return a // b if b != 0 else 0
    if op == c.REMAINDER:
        return a % b if b != 0 else 0
    if op == c.LESS:
        return 1 if a < b else 0
    if op == c.AT_MOST:
        return 1 if a <= b else 0
    if op == c.EQUAL:
        return 1 if a == b else 0
    if op == c.UNEQUAL:
        return 1 if a != b else 0
    if op == c.AT_LEAST:
        return 1 if a >= b else 0
    if op == c.GREATER:
        return 1 if a > b else 0
    if op == c.LEAST:
        return min(a, b)
    return max(a, b)
