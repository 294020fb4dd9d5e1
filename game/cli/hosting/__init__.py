"""`communique host`: the room, its addresses, and what the terminal says about both."""
