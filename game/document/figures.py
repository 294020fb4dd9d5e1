"""A chart with what belongs to it: a text alternative, a caption, and a legend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, assert_never

from attrs import frozen

from game.document.html import Markup, element, joined
from game.document.marks import MarkStyle, hatched_bar, mark, path, points_text, whisker

LegendKind = Literal[
    "mark",
    "hollow",
    "line",
    "dots",
    "tick",
    "shade",
    "ribbon",
    "whisker",
    "bar",
    "hatched",
    "aim",
]
FigureSize = Literal["half", "medium", "wide", "page"]
"""How wide a figure is on a large screen: half of the page, most of it, all of it; or all of a
panel that is as wide as the page."""
PAGE_WIDTH = 900.0
"""The width of a picture in a panel that is as wide as the page."""


@frozen
class LegendEntry:
    """A mark or a line of a chart and what it stands for."""

    text: str
    style: MarkStyle
    kind: LegendKind = "mark"


@frozen
class ChartFigure:
    """A chart as a picture, and its words."""

    title: str
    """Its name, also for those who can't see it."""
    description: str
    """What is to be seen on it, in words: for those who can't see it."""
    width: float
    height: float
    """Its size in its own units, which are about pixels; it grows and shrinks with the page."""
    parts: tuple[Markup, ...]
    legend: tuple[LegendEntry, ...] = ()
    note: str = ""
    """A line below it."""
    size: FigureSize = "medium"
    narrow: ChartFigure | None = None
    """The same drawn for a telephone, which shows it instead; None: this one serves there too."""

    def markup(self) -> Markup:
        """The figure as HTML."""
        pictures = [self._picture("broad" if self.narrow else "")]
        if self.narrow:
            pictures.append(self.narrow._picture("narrow"))
        caption = element("figcaption", self.title)
        legend = element("ul", [_entry(each) for each in self.legend], class_="legend")
        note = element("p", self.note, class_="small")
        below = [*([legend] if self.legend else []), *([note] if self.note else [])]
        return element("figure", [caption, *pictures, *below], class_=self.size)

    def _picture(self, kind: str) -> Markup:
        return element(
            "svg",
            [element("title", self.title), element("desc", self.description), *self.parts],
            viewBox=f"0 0 {self.width:g} {self.height:g}",
            role="img",
            class_=kind,
        )


def side_by_side(figures: Iterable[ChartFigure]) -> Markup:
    """Several small figures in rows, as many beside each other as have room."""
    return element("div", [figure.markup() for figure in figures], class_="figures")


def dots(points: Sequence[tuple[float, float]], kind: str) -> Markup:
    """Many dots as one small piece of markup. kind: their class in the style sheet."""
    return element("path", d="".join(f"M{x:.1f} {y:.1f}h0" for x, y in points), class_=kind)


def ribbon(style: MarkStyle, corners: Sequence[tuple[float, float]]) -> Markup:
    """A pale area in the colour of a style, for where values may lie."""
    corners_text = points_text(corners)
    return element("polygon", points=corners_text, fill=style.colour, fill_opacity=0.17)


def _entry(entry: LegendEntry) -> Markup:
    key = element("svg", _key(entry), viewBox="0 0 26 18", aria_hidden="true")
    return element("li", [key, joined(entry.text)])


def _key(entry: LegendEntry) -> Markup:
    """The small picture of a legend entry, 26 by 18."""
    match entry.kind:
        case "mark":
            return mark(entry.style, 13, 9, 6)
        case "hollow":
            return mark(entry.style, 13, 9, 6, hollow=True)
        case "line":
            return path(entry.style, [(1, 9), (25, 9)])
        case "dots":
            return dots([(4 + 6 * i, 5 + 4 * j) for i in range(4) for j in range(3)], "cloud")
        case "tick":
            return element("line", x1=13, y1=2, x2=13, y2=16, class_="reference")
        case "shade":
            return element("rect", x=2, y=3, width=22, height=12, class_="shade")
        case "ribbon":
            return ribbon(entry.style, [(2, 3), (24, 3), (24, 15), (2, 15)])
        case "whisker":
            return whisker(3, 23, 9)
        case "aim":
            return element("rect", x=2, y=2, width=22, height=14, class_="aim")
        case "bar":
            return element("rect", x=2, y=3, width=22, height=12, fill=entry.style.colour)
        case "hatched":
            return hatched_bar(entry.style, 2, 24, 9, 6)
        case _:
            assert_never(entry.kind)
