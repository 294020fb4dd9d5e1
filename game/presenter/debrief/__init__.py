"""A finished game as it is looked back on: decisions, curves of tracks, negotiations."""
