"""What people do after the end of their game, as lines of the room's journal."""

from __future__ import annotations

from attrs import frozen

from game.model.frozen import FrozenMap


@frozen
class TurningPointsMarked:
    """A device named the turning points of its side and guessed its score before the debrief."""

    device: str
    lines: tuple[int, ...]
    """The numbers of the lines of the record; may be empty."""
    guess: str
    """A whole number; empty: no guess."""


@frozen
class RuleWritten:
    """A device wrote down one rule for next time."""

    device: str
    text: str
    """Empty: it takes its rule back."""


@frozen
class TalksReopened:
    """The facilitator lets a table talk again for some minutes; the score stays."""

    table: int
    negotiation: str
    """The negotiating table of the scenario; empty: the talks end."""
    parties: tuple[str, ...]
    """Its parties that people play."""
    minutes: int
    at: str
    """The date and time."""


@frozen
class OfferedAgain:
    """A device offered a package at the re-opened table, for its side."""

    device: str
    package: FrozenMap[str, str]


@frozen
class AcceptedAgain:
    """A device accepted, for its side, the package on the re-opened table."""

    device: str
    number: int
    """The number of packages that were offered before this one."""


@frozen
class PlayedOn:
    """The facilitator made a room of its own in which a game is played on from a decision."""

    table: int
    line: int
    """The number of the line of the record before which it begins."""
    folder: str
    """The name of its folder in that of this room."""


DebriefEvent = (
    TurningPointsMarked | RuleWritten | TalksReopened | OfferedAgain | AcceptedAgain | PlayedOn
)
