"""What a finished game was made of: what decisions were worth, and what was luck."""
