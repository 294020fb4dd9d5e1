"""Compiles the kernel's functions to machine code, with LLVM only."""

from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["", "b", "n", "i", "u", "T", "i32", "i64", "u64", "nowhere"]
"""The kind of a value: not known yet, a truth, a literal, a signed or an unsigned number; or the
kind of a row, by the width of its numbers."""
Argument: TypeAlias = Kind | int
"""The kind of an argument, or its number if that is known."""
FUNCTIONS: Final = "functions"
"""The name of the row in a module that holds the addresses of a scenario's functions."""
NOWHERE: Final = "nowhere"
"""The kind of a row that is never read."""
