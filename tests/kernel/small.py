"""A small entry point of the kernel, for tests in which little shall be compiled."""

from __future__ import annotations

from game.kernel.numba.jit import Numbers, at, entry_point, fixed_at
from game.kernel.run import luck


@entry_point
def fold(tables: Numbers, state: Numbers, seed: int) -> int:
    """As `luck.fold`."""
    return luck.fold(fixed_at(tables), at(state), seed)
