"""Analyses games: what each decision was worth, and what was luck."""
