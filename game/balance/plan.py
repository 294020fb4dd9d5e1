"""Which games are to be played, and playing some of them."""

from __future__ import annotations

from attrs import frozen

from game.kernel.rows import Rows
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario


@frozen
class Plan:
    """Many games of one scenario. It can be pickled, so that other processes can play it."""

    scenario: Scenario
    seats: FrozenMap[str, str]
    """By side, the bot that plays it."""
    games: int
    seed: int = 0
    """Of the first game; game g has seed + g."""
    forbidden: tuple[tuple[str, str], ...] = ()
    """Sides and actions that they may not take."""


class Player:
    """Plays the games of a plan, any of them, in any order, always alike."""

    def __init__(self, plan: Plan) -> None:
        raise NotImplementedError  # being written

    def play(self, first: int, games: int) -> Rows:
        """The games first, first + 1, … of the plan (their seeds are the plan's seed + these)."""
        raise NotImplementedError  # being written
