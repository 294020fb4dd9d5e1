"""The record of a game: a header that says how it begins, and a line for every action in it."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from game.authoring.reading.files import KeptFiles
from game.model.deferred import Deferrable
from game.model.frozen import EMPTY, FrozenMap
from game.model.refusals import Detail
from game.session.records.recorded_actions import RecordedAction

FORMAT = 1
"""The version of the record format; it is raised when older programs can't read a new record."""


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
    "position",  # position: the name of a test that the scenario hasn't, or from which nobody plays
    "refused",  # line action why
    "differs",  # line expected found: two digests
    "bot-file",  # side bot: a bot of a Python file, which is not run unasked
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
    """The first line of a record: all that replaying needs besides the actions (rule 9.1)."""

    rules: int
    """The version of the rules under which the game was played."""
    seed: int
    seats: FrozenMap[str, str]
    """By side, who plays it: `me`, or the name of a bot."""
    files: KeptFiles
    """The whole text of the scenario's files."""
    at: str
    """The date and time when the game began, for people to read; no rule uses it."""
    digest: str
    """The digest of the state at the first decision."""
    position: str = ""
    """The name of the author's test from whose position the game began; empty: from the start."""
    starts: FrozenMap[str, int] = EMPTY
    """The values with which tracks began instead, as a chapter of a campaign (rule 18.5)."""


@frozen
class RecordLine(Deferrable):
    """A decision, or something that was done to the game, in one line of the record."""

    number: int
    """Its place in the record, from 1."""
    action: RecordedAction
    at: str
    """The date and time of the action, for people to read; no rule uses it."""
    digest: str
    """The digest of the state after the action."""
    note: str = ""
    """The reasons that the players gave, what the facilitator wrote, or the words of a message.

    A message whose words were deleted has none.
    """
    timeout: bool = False
    """Whether the time ran out, so that the clock decided instead of the side (rule 10.2)."""
    by_facilitator: bool = False
    """Whether the facilitator decided for the side (rule 10.4)."""


@frozen
class GameRecord:
    """A record as it was read."""

    header: Header
    lines: tuple[RecordLine, ...]
    torn: int = 0
    """The number of bytes left out at the end: a last line that was only half written."""
    unread_words: int = 0
    """The number of messages without words, where the file of their words can't be read whole."""
