"""The last picture of the wall, which may be shown again after a bug, and its latest story."""

from __future__ import annotations

from collections.abc import Hashable

from attrs import define

from game.room.room import Room
from game.session.clock import Seconds


@define
class SafeWall:
    """The last picture that was made, and how far the room was then."""

    _picture: str = ""
    _reach: Hashable = None

    def keep(self, room: Room, picture: str) -> None:
        """Keeps a picture of the room as it is now."""
        self._picture, self._reach = picture, _reach(room)

    def picture(self, room: Room) -> str:
        """The last picture; empty if there is none, or if it may reveal too much now.

        What the wall shows after the end is no longer for all when a game is stepped back.
        """
        return self._picture if self._reach == _reach(room) else ""


def _reach(room: Room) -> Hashable:
    """What the wall may show besides the views of a game."""
    return room.is_over, room.revealed, room.revealed_table


class NewsTime:
    """How long ago the latest story came; stories from before the room was opened are old."""

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
