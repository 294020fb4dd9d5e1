"""When the bots of a room decide: at once, or in a rehearsal as fast as people read."""
