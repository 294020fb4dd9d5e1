"""The rules on tables of whole numbers: compiled, or as plain Python."""
