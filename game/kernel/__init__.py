"""The same rules on tables of whole numbers, compiled, for playing many games."""
