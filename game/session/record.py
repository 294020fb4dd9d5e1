"""What is saved of a game: a header from which it begins, and a line for all that was done."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from game.authoring.reading.files import KeptFiles
from game.model.frozen import FrozenMap
from game.model.refusals import Detail
from game.session.recorded_actions import RecordedAction

FORMAT = 1
"""The form of a record. A change that an older game can't read raises it."""


RecordErrorCode = Literal[
    "empty",
    "no-record",  # the file is something else
    "torn-header",
    "later-format",  # found known: the numbers of the two formats
    "other-rules",  # found known: the numbers of the two versions of the rules
    "damaged",  # line
    "unread",  # line
    "character",  # line character
    "misnumbered",  # line found expected
    "scenario",  # problem
    "refused",  # line action why
    "differs",  # line expected found: two digests
    "changed",  # by another program, while it was open
    "removed",  # while it was open
    "unwritten",  # reason
]
"""Each code, and behind it the names of its values."""


class RecordError(Exception):
    """A record that can't be used, or no longer be written."""

    def __init__(self, code: RecordErrorCode, **values: Detail) -> None:
        super().__init__(code, values)
        self.code: RecordErrorCode = code
        self.values = FrozenMap(values)


@frozen
class Header:
    """A record's first line: all that replaying needs besides the recorded actions (rule 9.1)."""

    rules: int
    """The version of the rules under which it was played."""
    seed: int
    seats: FrozenMap[str, str]
    """Who plays, by side: `me`, or a bot's name."""
    files: KeptFiles
    """The scenario's files whole."""
    at: str
    """When the game began by the wall clock; nothing reads it."""
    digest: str
    """Of the state at the first decision."""


@frozen
class RecordLine:
    """A decision or an intervention."""

    number: int
    """From 1."""
    action: RecordedAction
    at: str
    """When, by the wall clock; nothing reads it."""
    digest: str
    """Of the state after it."""
    note: str = ""
    """The players' reasons, or what the facilitator wrote."""
    timeout: bool = False
    """Decided by the clock and not by its side (rule 10.2)."""


@frozen
class GameRecord:
    """A whole record, as read."""

    header: Header
    lines: tuple[RecordLine, ...]
    torn: int = 0
    """Bytes of a last line that was cut off while it was written; they are left out."""
