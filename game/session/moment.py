"""A game at one moment: its state, and what led to it."""

from __future__ import annotations

from attrs import field, frozen

from game.model.entries import Entry
from game.model.frozen import FrozenMap
from game.model.play import State
from game.session.records.record import RecordLine


@frozen
class Moment:
    """The game as it was after one line of its record; number 0 is the start."""

    state: State
    entries: tuple[Entry, ...]
    """What the action of this line brought about."""
    before: int
    """The number of the line that this one follows: for a rewind, the line it went back to."""
    taken: FrozenMap[str, int]
    """By side, the number of decisions it has taken in the game that led here."""
    paused: bool = False
    new_players: FrozenMap[str, str] = field(factory=FrozenMap)
    """By side, who plays it since its seat was handed over; stepping back changes nothing here."""
    line: RecordLine | None = None
    """None at the start."""

    def shown_to(self, reader: str) -> tuple[Entry, ...]:
        """The entries that a side, PUBLIC or the FACILITATOR may know, as it may read them."""
        return tuple([e for each in self.entries if (e := each.shown_to(reader)) is not None])
