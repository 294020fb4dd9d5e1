"""The language of the kernel's functions: whole numbers of 64 bits, and rows of them.

It is a part of Python that `compiler` turns into machine code. Run as Python, numbers are Python's
integers, masked to 64 bits where necessary. `u64` and `i64` convert between signed and unsigned
numbers. The marks below tell the compiler more about a function; in Python they change nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Protocol, TypeAlias, TypeVar, cast

Code = TypeVar("Code", bound=Callable[..., Any])

MASK: Final = 2**64 - 1
Amount: TypeAlias = int
"""A number on which code doesn't depend, so scenarios that differ only in it share code."""


class Numbers(Protocol):
    """A row of whole numbers: an array if the kernel is compiled, else a list."""

    def __len__(self) -> int: ...
    def __getitem__(self, place: int, /) -> int: ...
    def __setitem__(self, place: int, number: int, /) -> None: ...


def u64(x: int) -> int:
    """Converts a number to the unsigned number with the same 64 bits."""
    return x & MASK


def i64(x: int) -> int:
    """Converts a number to the signed number with the same 64 bits."""
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
"""Marks a function whose loops are unrolled in code for a scenario, such as the one that runs the
steps of a program. The conditions that end its loops must be known then."""


@_mark("each")
def each(number: int, _end: int) -> int:
    """Marks a number from 0 to below an end; code for a scenario has a branch for each value.

    In each branch the number is known.
    """
    return number


@_mark("unknown")
def unknown(number: int) -> int:
    """Marks a number that the compiler must treat as unknown, though it could know it.

    Otherwise code would have a version for each value of a counter, or depend on an amount.
    """
    return number


@_mark("ahead")
def ahead(condition: bool) -> bool:
    """Marks a condition that only saves work; code for a scenario doesn't test it.

    Doing the work is quicker than a branch that the processor predicts wrongly.
    """
    return condition


@_mark("calls code")
def call_code(address: int, *_arguments: int | Numbers) -> int:
    """Calls machine code at an address in memory, which takes and returns numbers of 64 bits."""
    raise RuntimeError(f"plain Python has no machine code to call at {address}")


by_place = _mark("by place")
"""Marks a function that says whether there is machine code for an address in `T`. In code for a
scenario it is True if the address is only known when a game is played. It is False if the address
is known, because the code for it is then written in place."""
