"""Playing many games, in one process or several, and adding them up."""
