"""The last picture of the wall, which may be shown again after a bug."""

from __future__ import annotations

from collections.abc import Hashable

from attrs import define

from game.room.room import Room


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
    return room.is_over, room.revealed
