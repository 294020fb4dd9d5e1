"""A picture that is drawn shape by shape and stands alone as an SVG file."""

from __future__ import annotations

from collections.abc import Sequence

from game.document.html import Attribute, Markup, element, lines, style_sheet
from game.document.text_blocks import TextBlock, TextStyle, wrap_text

Point = tuple[float, float]


class SvgCanvas:
    """Collects shapes and texts; `texts` is kept so that their places can be checked."""

    def __init__(self) -> None:
        self.texts: list[TextBlock] = []
        self._parts: list[Markup] = []

    def write(
        self,
        text: str,
        place: Point,
        width: float,
        style: TextStyle,
        anchor: str = "start",
    ) -> float:
        """Writes a text from a place down, wrapped to a width, and returns its height.

        anchor: whether the place is its left edge (`start`), its `middle` or its right edge
        (`end`).
        """
        block = TextBlock(wrap_text(text, width, style), style, *place, anchor)
        if block.lines:
            self.texts.append(block)
            self._parts.append(block.markup())
        return block.height

    def box(
        self, place: Point, size: Point, kind: str, radius: float = 0, **attributes: Attribute
    ) -> None:
        """A rectangle. size: its width and height; kind: its class in the style sheet."""
        x, y = place
        width, height = size
        self._parts.append(
            element(
                "rect", x=x, y=y, width=width, height=height, rx=radius, class_=kind, **attributes
            )
        )

    def line(self, points: Sequence[Point], kind: str, radius: float = 0) -> None:
        """A line through points, whose corners are rounded."""
        self._parts.append(element("path", d=_path(points, radius), class_=kind))

    def polygon(self, points: Sequence[Point], kind: str) -> None:
        """A closed shape through points."""
        corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self._parts.append(element("polygon", points=corners, class_=kind))

    def disc(self, place: Point, radius: float, kind: str) -> None:
        """A circle around a place."""
        self._parts.append(element("circle", cx=place[0], cy=place[1], r=radius, class_=kind))

    def svg(self, size: Point, style: str, language: str, title: str, description: str) -> str:
        """The picture as the text of an SVG file.

        size: its width and height. style: its style sheet. title, description: what it is and what
        it shows, in words.
        """
        width, height = size
        head = [element("title", title, id="title"), element("desc", description, id="desc")]
        picture = element(
            "svg",
            lines([Markup(""), *head, style_sheet(style), *self._parts, Markup("")]),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {width:g} {height:g}",
            width=width,
            height=height,
            role="img",
            lang=language,
            aria_labelledby="title desc",
        )
        return f"{picture.source}\n"


def _path(points: Sequence[Point], radius: float) -> str:
    """The path through points, with an arc of at most a radius at every corner."""
    (x, y), *rest = points
    parts = [f"M{x:.1f} {y:.1f}"]
    for i, (x, y) in enumerate(rest):
        if radius and i + 1 < len(rest):
            before, after = points[i], rest[i + 1]
            start, end = (_towards((x, y), other, radius) for other in (before, after))
            parts.append(
                f"L{start[0]:.1f} {start[1]:.1f}Q{x:.1f} {y:.1f} {end[0]:.1f} {end[1]:.1f}"
            )
        else:
            parts.append(f"L{x:.1f} {y:.1f}")
    return "".join(parts)


def _towards(place: Point, other: Point, distance: float) -> Point:
    """The point at a distance from a place towards another, at most half-way."""
    dx, dy = other[0] - place[0], other[1] - place[1]
    length = (dx * dx + dy * dy) ** 0.5
    share = min(distance, length / 2) / length if length else 0
    return place[0] + dx * share, place[1] + dy * share
