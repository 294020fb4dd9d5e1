"""A chart as shapes with roles instead of colours, laid out once for every painter.

A layout places the shapes, measuring texts with a pen; `scene_svg.py` paints them as SVG, and
`game/ui/widgets/scene.py` in the window. A shape has a colour of its own only where it stands for
somebody, since that colour is the same on all faces.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from attrs import field, frozen

Spot = tuple[float, float]
Letters = Literal["figure", "name", "tick"]
"""The kinds of text on a chart: values, names, and what stands along an axis."""
Anchor = Literal["start", "middle", "end"]
BoxRole = Literal["full", "hatched", "hollow", "spread", "shade", "well", "veil"]
"""hatched: what takes something away; hollow: what belongs to nobody; spread: an interval; shade:
every other turn; well: the ground of a plane; veil: the part of it that is worse than a reserve."""
LineRole = Literal[
    "grid", "axis", "edge", "par", "link", "whisker", "break", "curve", "leader",
    "frontier", "other-frontier", "reserve", "trail", "rug",
]  # fmt: skip
"""edge: between two bands; link: from one thing to the next; break: where a bar leaves out a part
of the axis; leader: from a mark to its number; trail: from one offer to the next; rug: a value that
is possible, at the foot of a plane."""
TextRole = Literal["first", "second", "third", "better", "worse", "accent"]
"""accent: of what could be, or is being put together."""


class Pen(Protocol):
    """What a layout must know of the letters of a face."""

    @property
    def unit(self) -> float:
        """A step of the design, in the units of the scene."""

    def width(self, text: str, letters: Letters) -> float:
        """The width of a text in one line."""

    def height(self, letters: Letters) -> float:
        """The height of a line."""

    def wrap(self, text: str, letters: Letters, width: float) -> Sequence[str]:
        """The lines of a text that fit a width."""


@frozen
class SceneBox:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    role: BoxRole
    colour: str = ""
    """As `#rrggbb`; empty where nobody's colour is meant."""
    title: str = ""
    """What it is, for those who point at it."""


@frozen
class SceneLine:
    """A line through points."""

    points: tuple[Spot, ...]
    role: LineRole
    colour: str = ""
    side: str = ""


@frozen
class SceneRibbon:
    """The pale area within which values may lie, or below a curve."""

    corners: tuple[Spot, ...]
    colour: str
    """As `#rrggbb`; empty where nobody's colour is meant."""
    role: Literal["values", "zone"] = "values"
    """zone: where an agreement is better for both."""


@frozen
class SceneDots:
    """Many small dots of one kind."""

    points: tuple[Spot, ...]
    role: Literal["cloud", "best"]
    """cloud: all that is possible; best: the corners of a frontier."""


@frozen
class SceneText:
    """A line of text; x is its start, middle or end, y its top."""

    text: str
    x: float
    y: float
    letters: Letters
    role: TextRole = "first"
    anchor: Anchor = "start"
    colour: str = ""
    side: str = ""


@frozen
class SceneSign:
    """A sign around a place: that of a kind of bot, of a side, of luck, of a judgement or of a
    package; or the dot of a value."""

    name: str
    x: float
    y: float
    size: float
    side: str = ""
    shape: int = 0
    """The number of the side's shape."""
    colour: str = ""
    title: str = ""
    """What it stands for, for those who point at it."""
    key: int | None = None
    """What is opened by it, for a face on which it can be pressed."""


@frozen
class SceneNumber:
    """A number or a letter in a ring around a place, or in the shape of a side."""

    text: str
    x: float
    y: float
    size: float
    role: Literal["turning", "event", "offer", "signed", "proposed"] = "turning"
    """offer: of a side; signed, proposed: of tables of a room, which came so far."""
    width: float = 0.0
    """How wide it is where several numbers stand in it; 0: as wide as it is high."""
    side: str = ""
    shape: int = 0
    """The number of the side's shape."""
    colour: str = ""
    title: str = ""
    """What it stands for, for those who point at it."""


Shape = SceneBox | SceneLine | SceneRibbon | SceneDots | SceneText | SceneSign | SceneNumber


@frozen
class Scene:
    """The shapes of a picture, in the order in which they are drawn."""

    width: float
    height: float
    shapes: list[Shape] = field(factory=list)
