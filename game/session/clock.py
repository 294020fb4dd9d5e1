"""Clocks that stand still while the game is paused (rule 10.2)."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

Seconds = Callable[[], float]
"""A clock that never goes back; it tells the seconds since some moment."""


def stamp() -> str:
    """The date and time now, for people to read: 2025-10-27T09:30:00Z."""
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


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
