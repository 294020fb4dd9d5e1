"""Compiles the kernel's functions to machine code, with LLVM only.

The functions are a small part of Python: whole numbers and rows of them. `front.py` reads their
sources, `kinds.py` finds the kind of each variable (signed, unsigned or a truth value, never two of
them), `live.py` finds which variables are still read, `values.py` and `back.py` write LLVM's
language, and `build.py` has LLVM make code of it.

There are two builds, which play the same games. The quick one takes about a second, while the first
game on a machine waits for it. The best one is made in a background thread once a process has
played enough decisions (`ENOUGH` in `kernel/machine_code.py`), and is used from then on.

Where very many games are played, the same functions are compiled for the places of one scenario
(`kernel/scenario_code.py`): each formula, program, list of actions, phase of injects, phase in
turns and table, and what leads from phase to phase. `back.py` then follows from block to block what
is known: the numbers of `T`, and what results from them. Loops over records are written out, and
only what a record says is left of it. What is only added, compared or stored is still loaded from
`T`, so that scenarios with other amounts share the code. The compiler notes at which addresses of
`T` code depends on its numbers, and code on disk is found by these numbers. The marks of
`kernel/whole_numbers.py` (`hot`, `unrolled`, `each`, `unknown`, `ahead`, `by_place`, `Amount`) tell
it what it couldn't find out; in Python they change nothing.

`disk.py` keeps the code, in the user's cache folder or where `COMMUNIQUE_CACHE_DIR` says. The
folder is named by a hash of the kernel's sources, so that no other version's code is loaded; only
its user can write there, since code in it is run; and a hash before each file shows if it is
damaged or half written.

The kernel has its own compiler because it needs so little of Python. A compiler of all of Python
took 15 seconds, needed patches of its insides, and knew no scenario: for that, the rules had to be
written a third time.
"""

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
