"""What is wrong with a record, in words."""

from __future__ import annotations

from game.session.record import RecordError
from game.words.language import ENGLISH, Language


def trouble(error: RecordError, language: Language = ENGLISH) -> str:
    """What is wrong, and what can be done, as the end of a line that names the file."""
    return language.say(f"record.{error.code}", **error.values)
