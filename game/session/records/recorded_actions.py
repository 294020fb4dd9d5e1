"""The actions in a record besides decisions, and the text forms of all (rules 9.1 and 9.4)."""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

from game.model.decisions import FACILITATOR, Decision, read_decision
from game.model.players import is_player


@frozen
class Pause:
    """Pauses the game: its clock stops, and no side can decide."""

    def __str__(self) -> str:
        return "pause"


@frozen
class Resume:
    """Ends a pause."""

    def __str__(self) -> str:
        return "resume"


@frozen
class Note:
    """Adds a note to the record; its words are the note of the line."""

    def __str__(self) -> str:
        return "note"


@frozen
class Rewind:
    """Steps the game back to the state after a line of the record (rule 9.4)."""

    to: int
    """The number of that line; 0 is the start."""
    luck: int | None = None
    """The seed for what follows; None keeps the seed that the game had there."""

    def __str__(self) -> str:
        return f"rewind {self.to}" + (f" new luck {self.luck}" if self.luck is not None else "")


@frozen
class Announce:
    """Announces something to everybody; its words are the note of the line (rule 10.4)."""

    def __str__(self) -> str:
        return "announce"


@frozen
class HandOver:
    """Gives the seat of a side to people, or to a bot (rule 9.7)."""

    side: str
    player: str
    """`me`, or the name of a bot."""

    def __str__(self) -> str:
        return f"seat {self.side} {self.player}"


@frozen
class Message:
    """Words from a side, or one of its seats, to others; they are no part of the line (rule 9.7).

    Sender and addressee are a side (`north`) or a seat of a side (`north.envoy`).
    """

    sender: str
    to: str
    """TO_ALL, or the addressee."""

    def __str__(self) -> str:
        return f"{self.sender} tells {self.to}"


TO_ALL: Final = "all"
LONGEST_MESSAGE: Final = 500
"""The most characters of a message."""

RecordedAction = Decision | Pause | Resume | Note | Rewind | Announce | HandOver | Message

_REWIND = re.compile(r"rewind (0|[1-9][0-9]{0,17})(?: new luck (0|[1-9][0-9]{0,18}))?")
_SEAT = re.compile(r"seat ([a-z][a-z0-9_]*) (\S+)")
_MEMBER = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?"
_MESSAGE = re.compile(rf"({_MEMBER}) tells ({_MEMBER})")
_WORDS: dict[str, RecordedAction] = {
    "pause": Pause(),
    "resume": Resume(),
    "note": Note(),
    "announce": Announce(),
}


def read_action(text: str) -> RecordedAction | None:
    """The action that a text describes; None if it describes none."""
    if text in _WORDS:
        return _WORDS[text]
    match = _REWIND.fullmatch(text)
    if match is not None:
        return Rewind(int(match[1]), int(match[2]) if match[2] is not None else None)
    match = _SEAT.fullmatch(text)
    if match is not None and is_player(match[2]):
        return HandOver(match[1], match[2])
    match = _MESSAGE.fullmatch(text)
    if match is not None:
        return Message(match[1], match[2])
    return read_decision(text)


def is_of_side(action: RecordedAction | None) -> bool:
    """Whether an action is a decision of a side, and not of the facilitator."""
    return isinstance(action, Decision) and action.side != FACILITATOR
