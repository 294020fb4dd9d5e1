"""The rules on tables: compiled by numba where it is installed, plain Python otherwise."""
