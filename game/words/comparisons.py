"""What comparisons ask: whether something holds, how often it was so, or how much there is."""

from __future__ import annotations

from collections.abc import Callable

from game.model.expressions import Arithmetic, Expression, Number, Read
from game.words.readings import COUNTS

HOLDS: dict[str, Callable[[int, int], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
}
TRUTHS = {
    (">=", 1): True, (">", 0): True, ("!=", 0): True,
    ("<", 1): False, ("<=", 0): False, ("==", 0): False,
}  # fmt: skip
"""Comparisons of a count that only test whether it is zero, and whether they test for more."""


def truth_of_option(sign: str, n: int) -> bool | None:
    """True where a comparison of an agreed option only asks for an agreement, False for none."""
    if (sign, n) in ((">=", 0), (">", -1), ("!=", -1)):
        return True
    return False if (sign, n) in (("<", 0), ("<=", -1), ("==", -1)) else None


def truth_of_value(read: Read, sign: str, n: int) -> bool | None:
    """What a comparison asks of a named condition: that it holds, or not; None of an amount."""
    if read.kind != "value" or (read.low, read.high) != (0, 1):
        return None
    holds, fails = HOLDS[sign](1, n), HOLDS[sign](0, n)
    return None if holds == fails else holds


def counts_added(tree: Expression) -> tuple[Read, ...]:
    """The counts that an expression adds up; empty where it does anything else."""
    match tree:
        case Read(kind=kind) if kind in COUNTS:
            return (tree,)
        case Arithmetic(operator="+", left=left, right=right):
            some, more = counts_added(left), counts_added(right)
            return some + more if some and more else ()
        case _:
            return ()


def is_fixed(tree: Expression) -> bool:
    """Whether an expression is a number, or a level of a track."""
    return isinstance(tree, Number) or (isinstance(tree, Read) and tree.kind == "level")


def fixed_value(tree: Expression) -> int:
    """The number of a fixed expression; 0 of any other."""
    return tree.value if isinstance(tree, Number) else tree.low if isinstance(tree, Read) else 0
