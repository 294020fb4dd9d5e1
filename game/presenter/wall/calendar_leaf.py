"""A date of the calendar as a leaf to be torn off: a line at its head, and large figures below."""

from __future__ import annotations

import re

from attrs import frozen

_DAY = re.compile(r"(\d{1,2})\s+([^\W\d]+)")
_DAYS = re.compile(r"(\d{1,2})\s+[^\W\d]+\s+(\d{1,2})\s+([^\W\d]+)")
_MONTH = re.compile(r"([^\W\d]+)\s+(\d{4})")


@frozen
class CalendarLeaf:
    """What stands on the leaf."""

    head: str
    """The month, or the year; may be empty."""
    figures: str
    """The day or days, or the month; otherwise the whole date."""
    is_large: bool
    """Whether the figures are few enough to be written large."""


def calendar_leaf(day: str) -> CalendarLeaf:
    """The leaf for a date such as `24 October`, `25 and 26 October`, or `November 2025`."""
    if match := _DAY.fullmatch(day):
        return CalendarLeaf(match[2], match[1], is_large=True)
    if match := _DAYS.fullmatch(day):
        return CalendarLeaf(match[3], f"{match[1]}–{match[2]}", is_large=True)
    if match := _MONTH.fullmatch(day):
        return CalendarLeaf(match[2], match[1], is_large=False)
    # A day and its month stay on one line.
    return CalendarLeaf("", _DAY.sub("\\1\u00a0\\2", day), is_large=False)
