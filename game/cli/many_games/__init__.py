"""Commands that let bots play many games, and what they share."""
