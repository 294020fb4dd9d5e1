"""What is saved of a game: a header from which it begins, and a line for all that was done."""

from __future__ import annotations

from attrs import frozen

from game.authoring.reading.files import Kept
from game.model.frozen import FrozenMap
from game.model.play import Value
from game.session.recorded_actions import RecordedAction

FORMAT = 1
"""The form of a record. A change that an older game can't read raises it."""


class RecordError(Exception):
    """A record that can't be used.

    Its code says why, its values with what:

    empty · no-record · torn-header · later-format found known · other-rules found known ·
    damaged line · unread line · character line character · misnumbered line found expected ·
    scenario problem · refused line deed why · differs line expected found · changed · removed ·
    unwritten reason
    """

    def __init__(self, code: str, **values: Value) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = FrozenMap(values)


@frozen
class Header:
    """A record's first line: all that replaying needs besides the deeds (rule 9.1)."""

    rules: int
    """The version of the rules under which it was played."""
    seed: int
    seats: FrozenMap[str, str]
    """Who plays, by side: `me`, or a bot's name."""
    files: Kept
    """The scenario's files whole."""
    at: str
    """When the game began by the wall clock; nothing reads it."""
    digest: str
    """Of the state at the first decision."""


@frozen
class Line:
    """A decision or an intervention."""

    number: int
    """From 1."""
    deed: RecordedAction
    at: str
    """When, by the wall clock; nothing reads it."""
    digest: str
    """Of the state after it."""
    note: str = ""
    """The players' reasons, or what the facilitator wrote."""
    timeout: bool = False
    """Decided by the clock and not by its side (rule 10.2)."""


@frozen
class Record:
    """A whole record, as read."""

    header: Header
    lines: tuple[Line, ...]
    torn: int = 0
    """Bytes of a last line that was cut off while it was written; they are left out."""
