"""How long the latest story may fill the wall."""

from __future__ import annotations

from game.session.clock import Seconds


class NewsTime:
    """The time since the latest story; stories from before the room was opened are old."""

    def __init__(self, seconds: Seconds) -> None:
        """seconds: a clock that never goes back."""
        self._seconds = seconds
        self._newest: int | None = None
        self._since: float | None = None

    def follow(self, newest: int) -> None:
        """Notes the latest story: its moment of the game, or of the record."""
        if self._newest is not None and newest > self._newest:
            self._since = self._seconds()
        self._newest = max(newest, newest if self._newest is None else self._newest)

    def left(self, limit: int) -> float:
        """The seconds that are left of a limit; 0 if the time is up."""
        if self._since is None:
            return 0.0
        return max(0.0, self._since + limit - self._seconds())
