"""Refusals of seats, in words."""

from __future__ import annotations

from game.session.seats import SeatError
from game.words.language import ENGLISH, Language


def describe_seat_error(error: SeatError, language: Language = ENGLISH) -> str:
    """The seat that was asked for, why it can't be given, and the way out."""
    values = {
        name: language.listed(value, "or") if isinstance(value, tuple) else value
        for name, value in error.values.items()
    }
    return language.say(f"seat.{error.code}", form="FILE.py:NAME", example="expert:30000", **values)
