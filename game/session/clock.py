"""Clocks that stand still while the game is paused (rule 10.2), and the time of day."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

Seconds = Callable[[], float]
"""A clock that never goes back: the seconds since some moment."""


def stamp(at: float | None = None) -> str:
    """A date and time, for people to read: 2025-10-27T09:30:00Z.

    at: in seconds since 1970; left out: now.
    """
    moment = datetime.fromtimestamp(time.time() if at is None else at, UTC)
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def seconds_with_sleep() -> float:
    """Seconds on a clock that never goes back, and that runs on while the computer sleeps."""
    if sys.platform == "linux":
        seconds = time.clock_gettime(time.CLOCK_BOOTTIME)
    elif sys.platform == "darwin":
        seconds = time.clock_gettime(time.CLOCK_MONOTONIC)
    else:
        seconds = time.monotonic()
    return seconds


class TimeOfDay:
    """The time of day, which runs evenly even if the system's clock is set meanwhile."""

    def __init__(self, seconds: Seconds = seconds_with_sleep) -> None:
        self._seconds = seconds
        self._offset = time.time() - seconds()

    def now(self) -> float:
        """Seconds since 1970."""
        return self._offset + self._seconds()

    def stamp(self) -> str:
        """The same as a date and time, for people to read."""
        return stamp(self.now())


class Clock:
    """Counts the seconds of play from 0; a pause stops it, and so moves every deadline."""

    def __init__(self, wall: Seconds = time.monotonic) -> None:
        self._wall = wall
        self._before = 0.0
        """The seconds of play before the clock was last started."""
        self._since: float | None = wall()

    def now(self) -> float:
        """Seconds of play so far."""
        running = 0.0 if self._since is None else self._wall() - self._since
        return self._before + running

    def stop(self) -> None:
        """Stops the clock, unless it stands still already."""
        self._before, self._since = self.now(), None

    def go(self) -> None:
        """Starts the clock, unless it is running already."""
        if self._since is None:
            self._since = self._wall()


class Timer:
    """The time for one decision."""

    def __init__(self, clock: Clock, seconds: float, *, decides: bool = False) -> None:
        """seconds: how long. decides: whether a decision is taken when the time is up."""
        self._clock = clock
        self._seconds = seconds
        self.decides = decides
        self.begin()

    def begin(self) -> None:
        """Starts again with the whole time."""
        self._deadline = self._clock.now() + self._seconds

    def left(self) -> float:
        """The seconds of play that are left; below 0 once the time is up."""
        return self._deadline - self._clock.now()

    @property
    def up(self) -> bool:
        """Whether the time is up."""
        return self.left() <= 0
