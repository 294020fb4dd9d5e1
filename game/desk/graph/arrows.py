"""Routes the arrows between stages: between neighbouring boxes, or above the others."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.document.canvas import Point, SvgCanvas

_LANE, _PORT, _EDGE = 11.0, 13.0, 22.0
_FIRST_PORT = 20.0
_TIP = 8.0


@frozen
class WayRow:
    """The row of a way out in its stage's box."""

    target: int
    """The number of the stage that follows."""
    middle: float
    """The height at which its arrow leaves the box."""


@frozen
class StageBox:
    """The box of a stage on the picture."""

    left: float
    top: float
    width: float
    foot: float
    rows: tuple[WayRow, ...]

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width


@frozen
class _Arrow:
    source: int
    target: int
    row: int

    @property
    def gap(self) -> int:
        """The gap in which it begins; each gap has the number of the stage on its left."""
        return self.source if self.target > self.source else self.source - 1

    @property
    def is_far(self) -> bool:
        """Whether it passes above other stages, or returns to its own."""
        return abs(self.target - self.source) != 1


class ArrowRouter:
    """Routes all arrows between stages that stand side by side."""

    def __init__(self, targets: Sequence[Sequence[int]]) -> None:
        """targets: by stage, the stages that its ways out lead to."""
        self._arrows = [
            _Arrow(source, target, row)
            for source, each in enumerate(targets)
            for row, target in enumerate(each)
        ]
        self._far = [arrow for arrow in self._arrows if arrow.is_far]

    @property
    def room_above(self) -> float:
        """The height above the boxes that far arrows need."""
        return 14 + _LANE * len(self._far) if self._far else 0

    @property
    def most_in_a_gap(self) -> int:
        """The most arrows that run in one gap."""
        gaps = [arrow.gap for arrow in self._arrows]
        return max((gaps.count(gap) for gap in set(gaps)), default=0)

    def draw(
        self, canvas: SvgCanvas, boxes: Sequence[StageBox], gap: float, top: float, margin: float
    ) -> None:
        """Draws all arrows. gap: the distance between two boxes; margin: that beside the outer."""
        for arrow in self._arrows:
            x = self._lane(arrow, boxes, gap, margin)
            points = (
                self._far_way(arrow, boxes, x, top)
                if arrow.is_far
                else self._near_way(arrow, boxes, x)
            )
            canvas.line(points, "halo", 8)
            _draw_arrow(canvas, points)

    def _lane(self, arrow: _Arrow, boxes: Sequence[StageBox], gap: float, margin: float) -> float:
        """The x coordinate, between two boxes, at which an arrow goes up."""
        beside = [each for each in self._arrows if each.gap == arrow.gap]
        right = [each for each in beside if each.target > each.source]
        left = [each for each in beside if each.target <= each.source]
        ordered = [*right, *reversed(left)]
        room = gap if 0 <= arrow.gap < len(boxes) - 1 else margin
        start = boxes[arrow.gap].right if arrow.gap >= 0 else boxes[0].left - margin
        if arrow.gap < 0:
            return start + margin - 12 - _LANE * ordered.index(arrow)
        return start + room * (ordered.index(arrow) + 1) / (len(ordered) + 1)

    def _near_way(self, arrow: _Arrow, boxes: Sequence[StageBox], x: float) -> list[Point]:
        """From the row of a way out through the gap to the head of the neighbour."""
        source, target = boxes[arrow.source], boxes[arrow.target]
        y = source.rows[arrow.row].middle
        rightwards = arrow.target > arrow.source
        start, end = (source.right, target.left) if rightwards else (source.left, target.right)
        port = target.top + _FIRST_PORT + _PORT * self._near(arrow.gap).index(arrow)
        return [(start, y), (x, y), (x, port), (end, port)]

    def _far_way(
        self, arrow: _Arrow, boxes: Sequence[StageBox], x: float, top: float
    ) -> list[Point]:
        """From the row of a way out up, over the boxes between, and down to the target."""
        source, target = boxes[arrow.source], boxes[arrow.target]
        start = source.right if arrow.target > arrow.source else source.left
        y, over = source.rows[arrow.row].middle, top + 6 + _LANE * self._far.index(arrow)
        rank = [each for each in self._far if each.target == arrow.target].index(arrow)
        port = target.left + target.width / 2 + 18 * rank
        return [(start, y), (x, y), (x, over), (port, over), (port, target.top)]

    def _near(self, gap: int) -> list[_Arrow]:
        """The arrows between two neighbours from top to bottom, first those that go right.

        Each arrives at a height of its own, so that none runs over another.
        """
        near = [each for each in self._arrows if each.gap == gap and not each.is_far]
        return sorted(near, key=lambda each: each.target < each.source)


def _draw_arrow(canvas: SvgCanvas, points: list[Point]) -> None:
    """A line with a tip at its end."""
    (x, y), (from_x, from_y) = points[-1], points[-2]
    dx, dy = (x > from_x) - (x < from_x), (y > from_y) - (y < from_y)
    canvas.line([*points[:-1], (x - dx * _TIP, y - dy * _TIP)], "arrow", 8)
    base = x - dx * _TIP * 1.2, y - dy * _TIP * 1.2
    half = _TIP * 0.6
    corners = [
        (base[0] - dy * half, base[1] + dx * half),
        (base[0] + dy * half, base[1] - dx * half),
        (x, y),
    ]
    canvas.polygon(corners, "tip")
