"""Converts rules to tables of whole numbers.

Two modules have more than 450 lines (`lower.py`, `assembler.py`): each writes one table from its
beginning to its end.
"""
