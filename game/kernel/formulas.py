"""What a formula gives, by its code (rule 1)."""

from __future__ import annotations

from game.kernel.codes import (
    ABSOLUTE,
    ADD,
    AGREED,
    AT_LEAST,
    AT_MOST,
    BETWEEN,
    CALL,
    CHOOSE,
    COUNT,
    DIVIDE,
    END,
    EQUAL,
    GREATER,
    IS,
    JUMP,
    JUMP_IF,
    JUMP_IF_NOT,
    LEAST,
    LESS,
    LOAD,
    MOST,
    MULTIPLY,
    NEGATE,
    NOT,
    NUMBER,
    OF_PACKAGE,
    PUSH,
    REMAINDER,
    SIGNED,
    SUBTRACT,
    TRUTH,
    UNEQUAL,
    W_PACKAGE,
    W_STACK,
    WITH_NUMBER,
    WITH_PLACE,
)
from game.kernel.jit import Numbers, hot, jit


@hot
def holds(T: Numbers, S: Numbers, W: Numbers, p: int) -> bool:
    """Whether a condition holds; none always does."""
    if p == 0:
        return True
    return between(T, S, p) if T[p] == BETWEEN else _run(T, S, W, p) != 0


@hot
def between(T: Numbers, S: Numbers, p: int) -> bool:
    """Whether numbers of a state lie in ranges."""
    for i in range(p + 2, p + 2 + 3 * T[p + 1], 3):
        x = S[T[i]]
        if x < T[i + 1] or x > T[i + 2]:
            return False
    return True


@hot
def value(T: Numbers, S: Numbers, W: Numbers, p: int) -> int:
    """What a formula gives; the package at hand, where it reads one, stands at W_PACKAGE."""
    if T[p] == NUMBER:  # most amounts are one, and nothing comes after it
        if T[p + 2] == END:
            return T[p + 1]
    elif T[p] == BETWEEN:
        return 1 if between(T, S, p) else 0
    return _run(T, S, W, p)


@jit
def _run(T: Numbers, S: Numbers, W: Numbers, p: int) -> int:
    x, top = 0, T[W_STACK] - 1
    while True:
        op = T[p]
        if op < WITH_NUMBER:
            if op == NUMBER:
                x = T[p + 1]
                p += 2
            elif op == LOAD:
                x = S[T[p + 1]]
                p += 2
            elif op == PUSH:
                top += 1
                W[top] = x
                p += 1
            elif op == END:
                return x
            else:
                x = _apply(op, W[top], x)
                top -= 1
                p += 1
        elif op < WITH_PLACE:
            x = _apply(op - WITH_NUMBER, x, T[p + 1])
            p += 2
        elif op < NEGATE:
            x = _apply(op - WITH_PLACE, x, S[T[p + 1]])
            p += 2
        elif op == JUMP_IF_NOT:
            p = T[p + 1] if x == 0 else p + 2
        elif op == JUMP_IF:
            if x != 0:
                x = 1
                p = T[p + 1]
            else:
                p += 2
        elif op == JUMP:
            p = T[p + 1]
        elif op == TRUTH:
            x = 1 if x != 0 else 0
            p += 1
        elif op == NOT:
            x = 1 if x == 0 else 0
            p += 1
        elif op == NEGATE:
            x = -x
            p += 1
        elif op == ABSOLUTE:
            x = abs(x)
            p += 1
        elif op == IS:
            x = 1 if S[T[p + 1]] == T[p + 2] else 0
            p += 3
        elif op == COUNT:
            x = 0
            n = T[p + 1]
            for i in range(p + 2, p + 2 + n):
                x += S[T[i]]
            x = min(x, MOST)
            p += 2 + n
        elif op == SIGNED:
            x = S[T[p + 2]] if S[T[p + 1]] == AGREED else T[p + 3]
            p += 4
        elif op == OF_PACKAGE:
            x = W[W_PACKAGE + T[p + 1]]
            p += 2
        elif op == CHOOSE:
            p = T[p + 2 + min(max(x, 0), T[p + 1] - 1)]
        elif op == CALL:
            top += 1
            W[top] = p + 2
            p = T[p + 1]
        else:  # RETURN
            p = W[top]
            top -= 1


@hot
def _apply(op: int, a: int, b: int) -> int:
    if op == ADD:
        return a + b
    if op == SUBTRACT:
        return a - b
    if op == MULTIPLY:
        return a * b
    if op == DIVIDE:
        return a // b if b != 0 else 0
    if op == REMAINDER:
        return a % b if b != 0 else 0
    if op == LESS:
        return 1 if a < b else 0
    if op == AT_MOST:
        return 1 if a <= b else 0
    if op == EQUAL:
        return 1 if a == b else 0
    if op == UNEQUAL:
        return 1 if a != b else 0
    if op == AT_LEAST:
        return 1 if a >= b else 0
    if op == GREATER:
        return 1 if a > b else 0
    if op == LEAST:
        return min(a, b)
    return max(a, b)
