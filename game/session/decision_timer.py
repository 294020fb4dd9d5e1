"""The time that people have for a decision; when it is up, nothing is decided for them.

It is not part of the game, of its record or of its digests.
"""

from __future__ import annotations

import time
from collections.abc import Hashable
from math import ceil
from typing import Literal

from attrs import frozen

from game.session.clock import Clock, Seconds, Timer

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
