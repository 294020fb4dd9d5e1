"""What people of a table answered, wrote and signed after the end of their game."""

from __future__ import annotations

from datetime import datetime

from attrs import define, field, frozen

from game.model.frozen import FrozenMap
from game.room.people import Place


@frozen
class MarkedPoints:
    """What a device answered before anything was revealed."""

    place: Place
    lines: tuple[int, ...]
    """The lines of the record with the decisions of its side that it marked."""
    guess: int | None
    """Its guess of its final score; None if it made none."""


@frozen
class WrittenRule:
    """A rule for next time."""

    place: Place
    text: str


@frozen
class TalksAgain:
    """Talks after the end, at one negotiating table of the scenario."""

    negotiation: str
    parties: tuple[str, ...]
    """The parties of that table that people play."""
    minutes: int
    """0: they have been ended."""
    at: str
    """The date and time when they began."""
    offered: int = 0
    """How many packages have been offered."""
    package: FrozenMap[str, str] | None = None
    """The one on the table; None if there is none."""
    accepted: tuple[str, ...] = ()
    """The sides that agree to it; the side that offered it comes first."""

    @property
    def is_signed(self) -> bool:
        """Whether all parties agree to the package on the table."""
        return self.package is not None and set(self.parties) <= set(self.accepted)

    @property
    def ends(self) -> int:
        """When the talks end, in seconds since 1970."""
        try:
            began = datetime.fromisoformat(self.at).timestamp()
        except ValueError:
            return 0
        return round(began) + 60 * self.minutes


@frozen
class BranchedRoom:
    """A room of its own in which the game is played on from a decision."""

    line: int
    """The number of the line of the record before which it begins."""
    folder: str
    """The name of its folder in that of the room."""


@define
class LookingBack:
    """What the people of a table have contributed to its debrief."""

    marked: dict[str, MarkedPoints] = field(factory=dict)
    """By device, in the order in which they answered."""
    rules: dict[str, WrittenRule] = field(factory=dict)
    """By device, in the order in which they wrote."""
    again: TalksAgain | None = None
    """None: the table has not been re-opened."""
    played_on: list[BranchedRoom] = field(factory=list)

    def marks_of(self, side: str) -> tuple[MarkedPoints, ...]:
        """What the devices of a side answered."""
        return tuple(each for each in self.marked.values() if each.place.side == side)
