"""What studies came to, as lines of text for a terminal."""
