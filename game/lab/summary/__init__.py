"""The summary of many games, in figures and plain sentences."""
