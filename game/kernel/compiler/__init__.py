"""Turns the kernel's functions into machine code, with LLVM and nothing else."""

from typing import Final

FUNCTIONS: Final = "functions"
"""The name of the row in which a module says where the functions of a scenario stand."""
NOWHERE: Final = "nowhere"
"""The kind of a row that is never looked at."""
