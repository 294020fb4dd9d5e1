"""What the public names stand for that joins several parts of the game: see `game.__all__`."""
