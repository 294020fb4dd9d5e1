"""Places for marks near a curve, so that they hide neither each other nor the curve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import define, field, frozen

Point = tuple[float, float]
_STEP = 3.0
"""The distance between two heights that are tried."""
_ON_OTHERS, _ON_CURVE, _CROSSING, _OUTSIDE = 1000.0, 250.0, 14.0, 20.0
"""What it costs to hide a mark or the curve, to cross a leader, and to lie outside, by distance."""


@frozen
class Box:
    """A rectangle on a chart; `top` is less than `foot`."""

    left: float
    top: float
    right: float
    foot: float

    def overlaps(self, other: Box) -> bool:
        """Whether two rectangles have a part in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.foot
            and other.top < self.foot
        )


@frozen
class MarkOutline:
    """How far a mark reaches from its centre."""

    left: float
    right: float
    half_height: float

    def around(self, centre: Point) -> Box:
        """The rectangle of a mark at a place."""
        x, y = centre
        return Box(x - self.left, y - self.half_height, x + self.right, y + self.half_height)

    @property
    def mirrored(self) -> MarkOutline:
        """The same with its left and its right exchanged."""
        return MarkOutline(self.right, self.left, self.half_height)


@frozen
class _Surroundings:
    """What lies above and below an anchor, and so could be hidden by a mark."""

    area: Box
    boxes: list[Box]
    leaders: list[Box]
    pieces: list[Box]
    """Of the curve."""

    def cost(self, anchor: Point, centre: Point, outline: MarkOutline) -> float:
        """How bad a place is for a mark of an anchor."""
        box, leader = outline.around(centre), _leader(anchor, centre)
        outside = max(0, self.area.left - box.left) + max(0, box.right - self.area.right)
        cost = abs(centre[1] - anchor[1]) + _OUTSIDE * outside
        cost += _CROSSING * sum(map(box.overlaps, self.leaders))
        if centre == anchor:
            # A piece of the curve stays to be seen between two marks on it.
            wide = Box(box.left - 3, box.top, box.right + 3, box.foot)
            return cost + _ON_OTHERS * sum(map(wide.overlaps, self.boxes))
        cost += _ON_OTHERS * sum(map(box.overlaps, self.boxes))
        cost += _CROSSING * sum(map(leader.overlaps, self.boxes))
        return cost + _ON_CURVE * any(map(box.overlaps, self.pieces))


@define
class MarkPlaces:
    """The places that are taken already, within the area of a chart with a curve."""

    area: Box
    curve: Sequence[Point]
    _boxes: list[Box] = field(factory=list, init=False)
    _leaders: list[Box] = field(factory=list, init=False)

    def take(self, centre: Point, outline: MarkOutline) -> None:
        """Takes a place, whatever it hides."""
        self._boxes.append(outline.around(centre))

    def find(
        self, anchor: Point, outlines: Sequence[MarkOutline], least: float = 0
    ) -> tuple[Point, MarkOutline]:
        """Takes the best place at, above or below an anchor, and returns it with its outline.

        outlines: the forms that the mark may have. least: how far from the anchor it must be; where
        this is 0, the anchor itself is tried too.
        """
        around = self._around(anchor, outlines)
        choices = [
            (around.cost(anchor, centre, outline), centre, outline)
            for outline in outlines
            for centre in self._centres(anchor, outline, least)
        ]
        _, centre, outline = min(choices, key=lambda choice: choice[0])
        self.take(centre, outline)
        if centre != anchor:
            self._leaders.append(_leader(anchor, centre))
        return centre, outline

    def _around(self, anchor: Point, outlines: Sequence[MarkOutline]) -> _Surroundings:
        left = anchor[0] - max(outline.left for outline in outlines) - 3
        right = anchor[0] + max(outline.right for outline in outlines) + 3
        column = Box(left, self.area.top, right, self.area.foot)
        pieces = [
            Box(x - 0.1, min(y, next_y) - 1.5, next_x + 0.1, max(y, next_y) + 1.5)
            for (x, y), (next_x, next_y) in pairwise(self.curve)
            if x < right and next_x > left
        ]
        boxes, leaders = (
            [box for box in each if box.overlaps(column)] for each in (self._boxes, self._leaders)
        )
        return _Surroundings(self.area, boxes, leaders, pieces)

    def _centres(self, anchor: Point, outline: MarkOutline, least: float) -> Iterator[Point]:
        x, y = anchor
        if not least:
            yield anchor
        top, foot = self.area.top + outline.half_height, self.area.foot - outline.half_height
        for sign in (-1, 1):
            distance = max(least, outline.half_height + 3)
            while top <= y + sign * distance <= foot:
                yield x, y + sign * distance
                distance += _STEP


def rows_for(xs: Sequence[float], width: float) -> list[int]:
    """The first row, from 0, in which each of some marks has room; `xs` go up."""
    ends: list[float] = []
    rows = []
    for x in xs:
        row = next((i for i, end in enumerate(ends) if end + width <= x), len(ends))
        ends[row : row + 1] = [x]
        rows.append(row)
    return rows


def _leader(anchor: Point, centre: Point) -> Box:
    """The room of a line from an anchor to a mark above or below it."""
    x, (top, foot) = anchor[0], sorted((anchor[1], centre[1]))
    return Box(x - 0.5, top, x + 0.5, foot)
