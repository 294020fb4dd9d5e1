"""The actions in a record besides decisions, and the text forms of all (rules 9.1 and 9.4)."""

from __future__ import annotations

import re

from attrs import frozen

from game.model.decisions import Decision, read_decision


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


RecordedAction = Decision | Pause | Resume | Note | Rewind

_REWIND = re.compile(r"rewind (0|[1-9][0-9]{0,17})(?: new luck (0|[1-9][0-9]{0,18}))?")
_WORDS: dict[str, RecordedAction] = {"pause": Pause(), "resume": Resume(), "note": Note()}


def read_action(text: str) -> RecordedAction | None:
    """The action that a text describes; None if it describes none."""
    if text in _WORDS:
        return _WORDS[text]
    match = _REWIND.fullmatch(text)
    if match is not None:
        return Rewind(int(match[1]), int(match[2]) if match[2] is not None else None)
    return read_decision(text)
