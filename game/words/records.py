"""What is wrong with a record, in words."""

from __future__ import annotations

from game.session.record import RecordError
from game.words.sentences import say


def trouble(error: RecordError) -> str:
    """What is wrong, and what can be done, as the end of a line that names the file."""
    return say(f"record.{error.code}", **error.values)
