"""The records of games: their lines, their files on disk, and games played again from them."""
