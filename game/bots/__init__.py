"""Bots, which decide for a side by what that side sees."""
