"""What the server of a room works out of its games: analyses, and what a decision is worth."""
