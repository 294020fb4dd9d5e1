"""A fast second implementation of the rules, on tables of whole numbers, for many games."""
