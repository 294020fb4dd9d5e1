"""The rules on tables of whole numbers; these functions are compiled, or run as plain Python.

`kernel/codes.py` says what the numbers mean, and `kernel/whole_numbers.py` what these functions are
written in.
"""
