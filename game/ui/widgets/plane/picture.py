"""What the payoff space shows, as plain values.

So nobody's worths get onto a screen whose side may not see them: what isn't in here isn't drawn.
"""

from __future__ import annotations

from attrs import frozen

from game.document.axes import RoundScale
from game.presenter.sides.colours import Colour
from game.ui.paint.canvas import Rect
from game.ui.paint.theme import SideLook

Point = tuple[int, int]


@frozen
class Axis:
    """The range of a side's payoffs."""

    label: str
    colour: Colour
    """Its colour for text on ink."""
    most: int
    least: int = 0
    reserve: int | None = None
    reserve_label: str = ""
    """What stands at the reserve: `reserve 43`."""


@frozen
class OfferTrail:
    """One side's offers, in order: worth to the one, and to the other (in a strip: its place)."""

    look: SideLook
    points: tuple[Point, ...]
    numbers: tuple[int, ...] = ()
    """What stands on each; left out: 1, 2, 3 …"""


@frozen
class Picture:
    """What a payoff space or a strip shows."""

    across: Axis
    up: Axis | None = None
    """None: nobody here may know it, and a strip is drawn."""
    cloud: tuple[Point, ...] = ()
    frontier: tuple[Point, ...] = ()
    """The corners of the Pareto frontier as a line."""
    nash: Point | None = None
    kalai: Point | None = None
    agreed: Point | None = None
    trails: tuple[OfferTrail, ...] = ()
    """In a strip the second number of a point is its row, from 1."""
    draft: Point | None = None
    draft_label: str = ""
    worse: str = ""
    """What stands where no agreement would be better."""
    rug: tuple[int, ...] = ()
    """In a strip, the worths that packages can have."""
    zone: tuple[Point, ...] = ()
    """The corners of the area that is better for both than no agreement; may be empty."""


@frozen
class Frame:
    """Where on a page the plane's points are."""

    plot: Rect
    across: RoundScale
    up: RoundScale
    down: bool = False
    """Whether the second number of a point is a row, counted downwards."""

    def at(self, point: Point) -> tuple[float, float]:
        """The pixel of a point."""
        return (
            self.plot.x + self.plot.w * self.across.share(point[0]),
            self.plot.bottom - self.plot.h * self.up.share(-point[1] if self.down else point[1]),
        )
