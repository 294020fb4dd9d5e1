"""The time that people have for a decision: it only tells, and nothing is decided for them.

It is nobody's secret and no part of the game: no record has it, and no digest.
"""

from __future__ import annotations

import time
from collections.abc import Hashable
from math import ceil

from attrs import frozen

from game.session.clock import Clock, Seconds, Timer

LAST = 60
"""Seconds before the end that are told apart from the others."""


@frozen
class TimeLeft:
    """What is left of the time for a decision."""

    seconds: int
    """Those begun count as whole; 0: the time is up."""
    whole: int
    """How many there were."""

    @property
    def state(self) -> str:
        """In a word: `left`, `last` (the last minute), or `up`."""
        if not self.seconds:
            return "up"
        return "last" if self.seconds <= LAST else "left"

    @property
    def figure(self) -> str:
        """In minutes and seconds: `4:05`."""
        return f"{self.seconds // 60}:{self.seconds % 60:02}"


class DecisionTimer:
    """Runs while people look at what they are to decide, and begins anew with each decision."""

    def __init__(self, wall: Seconds = time.monotonic) -> None:
        """wall: seconds from some moment, by a clock that never goes back."""
        self._clock = Clock(wall)
        self._clock.stop()
        self._timer: Timer | None = None
        self._about: Hashable = None
        self._whole = 0
        self._told = False
        self._running = False

    def follow(self, about: Hashable, minutes: int) -> None:
        """It runs for a decision that has so many minutes; about: which, None: it stands still.

        0 minutes: there is no limit. Where the minutes change meanwhile, what was used stays used.
        """
        whole = 60 * minutes
        if not whole:
            self._timer, self._about = None, None
        elif about is not None and about != self._about:
            self._timer, self._about = Timer(self._clock, whole), about
            self._told = False
        elif self._timer is not None and whole != self._whole:
            used = self._whole - self._timer.left()
            self._timer = Timer(self._clock, whole - used)
            self._told = self._timer.up
        self._whole = whole
        self._running = about is not None and self._timer is not None
        if self._running:
            self._clock.go()
        else:
            self._clock.stop()

    def left(self) -> TimeLeft | None:
        """What is left of it; None where there is no limit, or nothing was asked yet."""
        if self._timer is None:
            return None
        return TimeLeft(max(0, ceil(self._timer.left())), self._whole)

    def rings(self) -> bool:
        """Whether the time is up; true once for each decision."""
        if self._timer is None or self._told or not self._timer.up:
            return False
        self._told = True
        return True

    def until_next(self) -> float | None:
        """In how many seconds something else is left; None where it does not run any more."""
        if self._timer is None or not self._running or self._timer.up:
            return None
        left = self._timer.left()
        return left - (ceil(left) - 1)

    def until_up(self) -> float | None:
        """In how many seconds the time is up; None where it does not run any more."""
        if self._timer is None or not self._running or self._timer.up:
            return None
        return self._timer.left()
