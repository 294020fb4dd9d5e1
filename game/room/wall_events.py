"""What the facilitator does with the wall of a room, as lines of its journal."""

from __future__ import annotations

from typing import Literal, get_args

from attrs import frozen

WallShows = Literal["board", "story"]
"""What the wall can be turned to while a game is played."""
GATHER = "gather"
"""The key of the step of the debrief in which people mark and guess: it reveals nothing."""
WALL_SHOWS: tuple[WallShows, ...] = get_args(WallShows)


@frozen
class WallTurned:
    """The facilitator turned the wall to something, until there is a new story."""

    shows: str
    """One of WALL_SHOWS."""
    line: int
    """The number that the next line of the first table's record gets; stories from there on turn
    the wall again."""


@frozen
class StoryTimeSet:
    """The facilitator chose how long a new story fills the wall."""

    seconds: int
    """0: until the next decision."""


@frozen
class Revealed:
    """The facilitator shows a step of the debrief on the wall, after all games have ended."""

    step: str
    """Its key; empty: nothing is shown yet."""
    line: int = 0
    """The number that the next line of the first table's record gets; earlier questions are no
    longer shown."""
