"""The reference engine: start, step, legal decisions, views, scores.

`step` (`core.py`) is the only way a game moves; a refusal is a value. `reducer.py` says what a
decision changes. The library transitions defines which phase follows (`flow.py`); games are played
by a table that is read from its machine, and a test compares the two. docs/rules.md defines all of
it by number, and tests are named by these numbers (`test_5_2_…`).

This engine is there to be read and to be right; `game/kernel/` is there to be fast and to play the
same games. A new rule is written here first. `draws.py` says which random draws followed from a
decision, and what each of them decided.
"""
