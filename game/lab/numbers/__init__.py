"""The numbers of a scenario that can be varied, by their paths."""
