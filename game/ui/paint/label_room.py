"""Finds free places for labels."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from game.ui.paint.canvas import Rect


@frozen
class Spots:
    """The places in a box that labels may use, and those that are taken."""

    room: Rect
    taken: list[Rect] = field(factory=list)

    def free(self, places: Iterable[Rect]) -> Rect | None:
        """Takes the first of several places that lies in the box and overlaps nothing."""
        for place in places:
            if self.room.contains(place) and place.collidelist(self.taken) < 0:
                self.taken.append(place)
                return place
        return None


def around(middle: tuple[float, float], size: int) -> Rect:
    """A square box around a point."""
    return Rect(round(middle[0] - size / 2), round(middle[1] - size / 2), size, size)
