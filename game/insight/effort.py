"""How much is spent on the analysis of a game."""

from __future__ import annotations

from attrs import frozen


@frozen
class Effort:
    """How many rollouts and games are played for an analysis."""

    usual: int = 400
    """Rollouts of each alternative to a decision, and after each event of the account."""
    sure: int = 1_600
    """Rollouts of an alternative before a decision is called anything but good."""
    most: int = 6_400
    """Rollouts of an alternative where an interval still lies across a cut."""
    start_games: int = 2_000
    """New games from which the expected score at the start is known."""
    runs: int = 200
    """How often each bot plays the game in a seat."""
    expert_runs: int = 16
    """How often the expert does, which takes long."""
    seed: int = 0x6AADE5
    """Of the rollouts; never that of a game."""


USUAL = Effort()
WITHOUT_COMPILER = 60
"""Seconds that an analysis takes where nothing can be compiled and no time is given."""
