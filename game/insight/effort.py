"""The number of rollouts and games that the analysis of a game is based on."""

from __future__ import annotations

from attrs import frozen


@frozen
class Effort:
    """The number of rollouts and games that are played for an analysis."""

    usual: int = 400
    """The rollouts of each alternative to a decision, and after each event of the account."""
    sure: int = 1_600
    """The rollouts of an alternative before a decision gets a label other than `good`."""
    most: int = 6_400
    """The most rollouts of an alternative, made if its label is still in doubt."""
    start_games: int = 2_000
    """The new games from which the expected score at the start is estimated."""
    runs: int = 200
    """The number of games that each bot plays in a seat."""
    expert_runs: int = 16
    """The number of games that the expert plays in a seat; it takes long."""
    seed: int = 0x6AADE5
    """The seed of the rollouts, which is never that of a game."""


USUAL = Effort()
WITHOUT_COMPILER = 60
"""The seconds that an analysis may take where the kernel can't be compiled."""
MANY_SIDES, AMONG_MANY = 4, 20
"""Among more sides than these, the seconds that an analysis may take if no other time is named: it
would take minutes, since each side is judged in games that take longer."""
