"""What the kernel's functions are written in: whole numbers of 64 bits, and rows of them.

It is plain Python, of which `compiler` makes machine code: in Python numbers are its own, masked
where they must be. Where signed and unsigned ones meet, `u64` and `i64` say which is meant. The
marks say what only the compiler needs to know; in Python they change nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Protocol, TypeAlias, TypeVar, cast

Code = TypeVar("Code", bound=Callable[..., Any])

MASK: Final = 2**64 - 1
Amount: TypeAlias = int
"""A number on whose value no code depends, so that scenarios share code in which it differs."""


class Numbers(Protocol):
    """A row of whole numbers: an array where the kernel is compiled, a list where it isn't."""

    def __len__(self) -> int: ...
    def __getitem__(self, place: int, /) -> int: ...
    def __setitem__(self, place: int, number: int, /) -> None: ...


def u64(x: int) -> int:
    """The unsigned number of the same 64 bits."""
    return x & MASK


def i64(x: int) -> int:
    """The signed number of the same 64 bits."""
    x &= MASK
    return x - (1 << 64) if x >> 63 else x


def _mark(word: str) -> Callable[[Code], Code]:
    def marked(function: Code) -> Code:
        cast(Any, function).marks = getattr(function, "marks", frozenset()) | {word}
        return function

    return marked


hot = _mark("hot")
"""Marks a small function that is called often: it is inlined into every caller."""
unrolled = _mark("unrolled")
"""Marks a function whose loops are unrolled in code for a scenario, such as the one that goes from
step to step of a program. What the loops end by must be known then."""


@_mark("each")
def each(number: int, _end: int) -> int:
    """A number from 0 to below an end. Code for a scenario has a branch for each of them, in which
    the number is known."""
    return number


@_mark("unknown")
def unknown(number: int) -> int:
    """A number that the compiler treats as unknown, though it could know it.

    So a counter doesn't make a version of the code for each of its values, and code doesn't depend
    on an amount that meets another.
    """
    return number


@_mark("ahead")
def ahead(condition: bool) -> bool:
    """A condition that only saves work. Code for a scenario doesn't test it and does the work:
    that is quicker than a branch that the processor guesses wrong."""
    return condition


@_mark("calls code")
def call_code(address: int, *_arguments: int | Numbers) -> int:
    """Calls machine code at an address in memory, which takes and returns numbers of 64 bits."""
    raise RuntimeError(f"plain Python has no machine code to call at {address}")


by_place = _mark("by place")
"""Marks the question whether there is machine code for a place in `T`. In code for a scenario the
answer is yes where only a game shows the place, and no where it is known: the code stands there."""
