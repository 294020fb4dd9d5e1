"""Clocks that stand still while the game is paused (rule 10.2), and the time for a decision.

When that time is up, nothing is decided for anybody. It is no part of the game, of its record or of
its digests.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Hashable
from datetime import UTC, datetime
from math import ceil
from typing import Literal

from attrs import frozen

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


LAST = 60
"""The seconds before the end that are shown differently."""
LEAST = 60
"""The least seconds that a running decision keeps when fewer minutes are set."""

TimerState = Literal["left", "last", "up"]


@frozen
class TimeLeft:
    """What is left of the time for a decision."""

    seconds: int
    """Rounded up; 0 when the time is up."""
    whole: int
    """The seconds that were given in all."""

    @property
    def state(self) -> TimerState:
        """Whether there is time left, whether it is the last minute, or whether the time is up."""
        if not self.seconds:
            return "up"
        return "last" if self.seconds <= LAST else "left"

    @property
    def figure(self) -> str:
        """In minutes and seconds: `4:05`."""
        return f"{self.seconds // 60}:{self.seconds % 60:02}"


class DecisionTimer:
    """Runs while people look at a decision, and starts again with each decision."""

    def __init__(self, wall: Seconds = time.monotonic) -> None:
        """wall: a clock that never goes back, in seconds."""
        self._clock = Clock(wall)
        self._clock.stop()
        self._timer: Timer | None = None
        self._about: Hashable = None
        self._due = 0
        """The seconds that were given for this decision."""
        self._whole = 0
        """The same, with those that were left when fewer minutes were set."""
        self._more = 0
        """The seconds that were added for this decision."""
        self._has_rung = False
        self._running = False

    def follow(self, about: Hashable, minutes: int) -> None:
        """Runs for a decision, unless that is None, which stops it.

        about: identifies the decision. minutes: the time for each; 0 means no limit. If the
        minutes change during a decision, the time that was used stays used, and at least `LEAST`
        seconds are left.
        """
        if about is not None and about != self._about:
            self._more = 0
        due = 60 * minutes + self._more if minutes else 0
        if not due:
            self._timer, self._about = None, None
        elif about is not None and about != self._about:
            self._timer, self._about, self._whole = Timer(self._clock, due), about, due
            self._has_rung = False
        elif self._timer is not None and due != self._due:
            used = self._whole - self._timer.left()
            left = max(due - used, LEAST)
            self._timer, self._whole = Timer(self._clock, left), ceil(used + left)
            self._has_rung = False
        self._due = due
        self._running = about is not None and self._timer is not None
        if self._running:
            self._clock.go()
        else:
            self._clock.stop()

    def extend(self, seconds: int) -> None:
        """Gives more time for this decision; if the time is up, it starts again with this."""
        if self._timer is None:
            return
        self._timer = Timer(self._clock, max(0.0, self._timer.left()) + seconds)
        self._more += seconds
        self._due += seconds
        self._whole += seconds
        self._has_rung = False

    def left(self) -> TimeLeft | None:
        """The time left; None if there is no limit, or nothing was asked yet."""
        if self._timer is None:
            return None
        return TimeLeft(max(0, ceil(self._timer.left())), self._whole)

    def rings(self) -> bool:
        """Whether the time is up; it says so once for each decision."""
        if self._timer is None or self._has_rung or not self._timer.up:
            return False
        self._has_rung = True
        return True

    def until_next(self) -> float | None:
        """The seconds until the time shown changes; None if it doesn't run."""
        if self._timer is None or not self._running or self._timer.up:
            return None
        left = self._timer.left()
        return left - (ceil(left) - 1)

    def until_up(self) -> float | None:
        """The seconds until the time is up; None if it doesn't run."""
        if self._timer is None or not self._running or self._timer.up:
            return None
        return self._timer.left()
