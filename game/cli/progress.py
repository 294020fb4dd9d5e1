"""A progress bar on a terminal, with the speed and the time left."""

from __future__ import annotations

import os
import time
from collections import deque
from typing import TextIO

from game.text.streams import unchecked_stream

EVERY = 0.1
"""Seconds between two updates."""
LOOKING_BACK = 5.0
"""Seconds over which the speed is measured."""
LENGTH = 24


class ProgressBar:
    """A progress bar; it writes nothing if the stream is no terminal."""

    def __init__(self, stream: TextIO, total: int, what: str, done: int = 0) -> None:
        """done: how many are done before the timing begins."""
        self._stream = unchecked_stream(stream) if stream.isatty() else None
        self._total = total
        self._what = what
        self._marks = deque([(time.monotonic(), done)])
        """Times of the last seconds, and the number of things done by then."""
        self._drawn = 0.0

    def show(self, done: int) -> None:
        """Shows how many things are done, unless the bar was updated just before."""
        now = time.monotonic()
        if self._stream is None or now < self._drawn + EVERY:
            return
        self._drawn = now
        self._marks.append((now, done))
        while len(self._marks) > 2 and self._marks[0][0] < now - LOOKING_BACK:
            self._marks.popleft()
        self._write(self._line(done))

    def clear(self) -> None:
        """Removes the bar."""
        if self._stream is not None:
            self._write("")

    def _line(self, done: int) -> str:
        (since, before), (now, _) = self._marks[0], self._marks[-1]
        speed = (done - before) / max(now - since, 1e-9)
        drawn = "#" * (LENGTH * done // self._total)
        line = f"[{drawn:.<{LENGTH}}] {done:,} of {self._total:,} {self._what}"
        if speed:
            line += f", {_speed(speed)}, {_time((self._total - done) / speed)} left"
        return line

    def _write(self, line: str) -> None:
        assert self._stream is not None
        try:
            width = os.get_terminal_size(self._stream.fileno()).columns or 80
        except OSError:
            width = 80
        self._stream.write(f"\r{line[: width - 1]:{width - 1}}\r")
        self._stream.flush()


def _speed(a_second: float) -> str:
    return f"{a_second:,.0f} a second" if a_second >= 10 else f"{a_second * 60:,.0f} a minute"


def _time(seconds: float) -> str:
    """A duration in words: `8 s`, `3 min`, `2 h 05 min`."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"
