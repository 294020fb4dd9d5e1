"""Time in a session is logical: it stands still while the game is paused (rule 10.2)."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

Seconds = Callable[[], float]
"""A clock on the wall that never goes back, in seconds from some moment."""


def stamp() -> str:
    """The date and time by the wall clock, for people to read: 2025-10-27T09:30:00Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Clock:
    """Seconds of play, from 0; a pause stops them, and so moves every deadline by its length."""

    def __init__(self, wall: Seconds = time.monotonic) -> None:
        self._wall = wall
        self._before = 0.0
        """Seconds of play up to the last time the clock was set going."""
        self._since: float | None = wall()

    def now(self) -> float:
        """Seconds of play so far."""
        running = 0.0 if self._since is None else self._wall() - self._since
        return self._before + running

    def stop(self) -> None:
        """Stops the clock; nothing where it stands already."""
        self._before, self._since = self.now(), None

    def go(self) -> None:
        """Sets the clock going; nothing where it goes already."""
        if self._since is None:
            self._since = self._wall()


class Timer:
    """The time for a decision. It only warns, or decides where the room says so."""

    def __init__(self, clock: Clock, seconds: float, *, decides: bool = False) -> None:
        self._clock = clock
        self._seconds = seconds
        self.decides = decides
        self.begin()

    def begin(self) -> None:
        """The whole time, from now on."""
        self._deadline = self._clock.now() + self._seconds

    def left(self) -> float:
        """Seconds of play left; below 0 once the time is up."""
        return self._deadline - self._clock.now()

    @property
    def up(self) -> bool:
        """Whether the time is up."""
        return self.left() <= 0
