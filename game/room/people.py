"""The devices in a room and the people behind them."""

from __future__ import annotations

from attrs import frozen

from game.room.places import Place, Watch


@frozen(slots=False)
class Device:
    """A browser that came in."""

    id: str
    name: str
    """The first name that was given; may be empty."""
    language: str
    place: Place | None = None
    """None while it waits for a place."""
    issue: int = 0
    """The number of its place's slip when it got the place."""
    hand: bool = False
    """Whether its hand is raised."""
    asks_to_observe: bool = False
    """Whether its person wants to observe, and not to play."""
    watch: Watch | None = None
    """What it observes; None where it doesn't."""

    @property
    def waits(self) -> bool:
        """Whether it waits for the facilitator to give it a place."""
        return self.place is None and self.watch is None
