"""The numbers of a scenario that can be varied, by their paths.

`paths.py` names each number by its path. Other values are first examined by `checking.py`, since
the kernel counts in 32 bits.

`patching.py` compiles a set of numbers once for many values. It compiles with numbers that note
what is computed from them and how each comparison came out (`tracing.py`). While all comparisons
come out alike, this trace computes the tables and rules for other values, and the tables share
machine code wherever it doesn't depend on what differs. A check is traced in the same way instead
of being repeated. So in `authoring/check/`, `rules/` and `kernel/lowering/` only memos may have
numbers of a scenario as keys of a dictionary.
"""
