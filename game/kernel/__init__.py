"""The same rules as integer tables under numba, for playing many games."""
