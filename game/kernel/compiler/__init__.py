"""Turns the kernel's functions into machine code, with LLVM and nothing else."""

from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["", "b", "n", "i", "u", "T", "i32", "i64", "u64", "nowhere"]
"""The kind of a value: not known yet, a truth, a literal, a signed or an unsigned number; or of a
row, by how wide its numbers are."""
Argument: TypeAlias = Kind | int
"""The kind of an argument, or the number that it is."""
FUNCTIONS: Final = "functions"
"""The name of the row in which a module says where the functions of a scenario stand."""
NOWHERE: Final = "nowhere"
"""The kind of a row that is never looked at."""
