"""Boxes for labels on a map, none of which lies on another."""

from __future__ import annotations

from collections.abc import Iterable

from game.presenter.map.atlas import Box


class LabelBoxes:
    """The boxes on a map that are taken, and the room in which labels may stand."""

    def __init__(self, room: Box, gap: float) -> None:
        """gap: how far apart boxes stand at least."""
        self._room = room
        self._gap = gap
        self._taken: list[Box] = []

    def take(self, box: Box) -> None:
        """Keeps labels away from a box."""
        self._taken.append(box)

    def place(self, boxes: Iterable[Box]) -> Box | None:
        """Takes the first of some boxes that is free; None where none is."""
        for box in boxes:
            if self._is_inside(box) and not any(self._touches(box, each) for each in self._taken):
                self._taken.append(box)
                return box
        return None

    def _is_inside(self, box: Box) -> bool:
        left, top, right, bottom = self._room
        return box[0] >= left and box[1] >= top and box[2] <= right and box[3] <= bottom

    def _touches(self, box: Box, other: Box) -> bool:
        gap = self._gap
        return (
            box[0] < other[2] + gap
            and other[0] < box[2] + gap
            and box[1] < other[3] + gap
            and other[1] < box[3] + gap
        )
