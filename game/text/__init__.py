"""The terminal: a game played line by line."""
