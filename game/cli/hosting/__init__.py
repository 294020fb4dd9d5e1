"""`communique host`: the room, its door, and what the terminal says of both."""
