"""Times in the time zone of the reader's computer."""

from __future__ import annotations

from datetime import datetime


def local_time(stamp: str) -> str:
    """The day and the minute of an ISO time stamp in the time zone of this computer.

    A stamp that can't be read is returned as it is.
    """
    try:
        return datetime.fromisoformat(stamp).astimezone().strftime("%Y-%m-%d, %H:%M")
    except ValueError:
        return stamp
