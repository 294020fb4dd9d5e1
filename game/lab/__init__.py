"""Many games: played, added up, and held against what their author wants."""
