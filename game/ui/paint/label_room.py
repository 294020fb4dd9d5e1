"""Room for labels: where something stands already, and which of several places is still free."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from game.ui.paint.canvas import Rect


@frozen
class Spots:
    """What stands within a box."""

    room: Rect
    taken: list[Rect] = field(factory=list)

    def free(self, places: Iterable[Rect]) -> Rect | None:
        """The first of these places within the box where nothing stands; it is then taken."""
        for place in places:
            if self.room.contains(place) and place.collidelist(self.taken) < 0:
                self.taken.append(place)
                return place
        return None


def around(middle: tuple[float, float], size: int) -> Rect:
    """A square box around a point."""
    return Rect(round(middle[0] - size / 2), round(middle[1] - size / 2), size, size)
