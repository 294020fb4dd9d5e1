"""Plays many games, adds up their results, and compares them with what an author wants."""
