"""The rules on tables of whole numbers; these functions are compiled, or run as plain Python."""
