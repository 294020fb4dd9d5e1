"""The kit on paper: everything that is printed before a session."""
