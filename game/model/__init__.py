"""Frozen values: the scenario, decisions, log entries, state."""
