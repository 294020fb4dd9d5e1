"""What people of a table answered, wrote and signed after the end of their game."""

from __future__ import annotations

from datetime import datetime

from attrs import define, evolve, field, frozen

from game.model.characters import neutralise
from game.model.frozen import FrozenMap
from game.room.debrief_events import (
    AcceptedAgain,
    DebriefEvent,
    OfferedAgain,
    PlayedOn,
    RuleWritten,
    TalksReopened,
    TurningPointsMarked,
)
from game.room.places import Place


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


@define
class LookingBack:
    """What the people of a table have contributed to its debrief."""

    marked: dict[str, MarkedPoints] = field(factory=dict)
    """By device, in the order in which they answered."""
    rules: dict[str, WrittenRule] = field(factory=dict)
    """By device, in the order in which they wrote."""
    again: TalksAgain | None = None
    """None: the table has not been re-opened."""
    played_on: list[PlayedOn] = field(factory=list)

    def marks_of(self, side: str) -> tuple[MarkedPoints, ...]:
        """What the devices of a side answered."""
        return tuple(each for each in self.marked.values() if each.place.side == side)

    def apply(self, event: DebriefEvent, place: Place | None) -> None:
        """Counts an event. place: where its device sits; None: the facilitator did it."""
        if isinstance(event, PlayedOn):
            self.played_on.append(event)
            return
        if isinstance(event, TalksReopened):
            ended = not event.negotiation
            if ended and self.again is not None:
                self.again = evolve(self.again, minutes=0)
            elif not ended:
                self.again = TalksAgain(event.negotiation, event.parties, event.minutes, event.at)
            return
        assert place is not None, "it was refused"
        match event:
            case TurningPointsMarked(device, lines, guess):
                self.marked[device] = MarkedPoints(place, lines, int(guess) if guess else None)
            case RuleWritten(device, text):
                self.rules.pop(device, None)
                if text.strip():
                    self.rules[device] = WrittenRule(place, neutralise(text).strip())
            case OfferedAgain(package=package):
                assert self.again is not None, "it was refused"
                self.again = evolve(
                    self.again,
                    offered=self.again.offered + 1,
                    package=package,
                    accepted=(place.side,),
                )
            case AcceptedAgain():
                assert self.again is not None, "it was refused"
                agreed = dict.fromkeys((*self.again.accepted, place.side))
                self.again = evolve(self.again, accepted=tuple(agreed))
