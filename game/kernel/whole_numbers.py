"""What the kernel's functions are written in: whole numbers of 64 bits, and rows of them.

It is plain Python, of which `compiler` makes machine code: in Python numbers are its own, masked
where they must be. Where signed and unsigned ones meet, `u64` and `i64` say which is meant.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Protocol, TypeVar, cast

Code = TypeVar("Code", bound=Callable[..., Any])

MASK: Final = 2**64 - 1


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


def hot(function: Code) -> Code:
    """Marks a small function that is called often: it becomes a part of every caller."""
    cast(Any, function).hot = True
    return function


def _code(function: Code) -> Code:
    """Marks a function that stands for machine code at an address."""
    cast(Any, function).calls_code = True
    return function


@_code
def call_code(address: int, *_arguments: int | Numbers) -> int:
    """Calls machine code at an address in memory, which takes and returns numbers of 64 bits."""
    raise RuntimeError(f"plain Python has no machine code to call at {address}")
