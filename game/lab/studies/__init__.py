"""Studies of a scenario: many plans of games, on the same seeds, compared with each other."""
