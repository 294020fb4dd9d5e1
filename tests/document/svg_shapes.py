"""What is drawn on the pictures of a figure, read from its markup."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from game.document.figures import ChartFigure

Box = tuple[float, float, float, float]
"""Left, top, right, foot."""


def pictures(figure: ChartFigure) -> list[ElementTree.Element]:
    """The pictures of a figure: for a wide page, and for a telephone where it has another."""
    root = ElementTree.fromstring(figure.markup().source)
    return [svg for svg in root.iter("svg") if svg.get("role") == "img"]


def of_kind(root: ElementTree.Element, tag: str, kind: str) -> list[ElementTree.Element]:
    """The elements with a tag and a class."""
    return [each for each in root.iter(tag) if kind in each.get("class", "").split()]


def titled(root: ElementTree.Element) -> Iterator[tuple[str, ElementTree.Element]]:
    """The groups that have a title of their own, with it."""
    for group in root.iter("g"):
        title = group.find("title")
        if title is not None and title.text:
            yield title.text, group


def box_of(root: ElementTree.Element, leaving_out: str = "halo") -> Box:
    """The least rectangle around all shapes in an element, but for those of one class."""
    xs, ys = [], []
    for each in root.iter():
        if each.get("class") == leaving_out:
            continue
        number = {key: float(value) for key, value in each.items() if _is_number(value)}
        if each.tag == "circle":
            xs += [number["cx"] - number["r"], number["cx"] + number["r"]]
            ys += [number["cy"] - number["r"], number["cy"] + number["r"]]
        elif each.tag == "rect":
            xs += [number["x"], number["x"] + number["width"]]
            ys += [number["y"], number["y"] + number["height"]]
        elif each.tag == "line":
            xs += [number["x1"], number["x2"]]
            ys += [number["y1"], number["y2"]]
        elif each.tag in ("polygon", "polyline"):
            points = points_of(each)
            xs += [x for x, _ in points]
            ys += [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def stays_inside(picture: ElementTree.Element) -> bool:
    """Whether all shapes of a picture lie inside it, and all texts begin there."""
    width, height = map(float, picture.get("viewBox", "").split()[2:])
    left, top, right, foot = box_of(picture)
    texts = [
        (float(each.get("x", 0)), float(each.get("y", 0)))
        for each in picture.iter()
        if each.tag in ("text", "tspan") and each.get("y") is not None
    ]
    in_reach = all(0 <= x <= width and 8 <= y <= height - 2 for x, y in texts)
    return left >= 0 and top >= 0 and right <= width and foot <= height and in_reach


def points_of(shape: ElementTree.Element) -> list[tuple[float, float]]:
    """The points of a line or an area."""
    pairs = [point.split(",") for point in shape.get("points", "").split()]
    return [(float(x), float(y)) for x, y in pairs]


def text_of(element: ElementTree.Element) -> str:
    """All text in an element, its lines joined by blanks."""
    return " ".join(" ".join(element.itertext()).split())


def overlap(one: Box, other: Box) -> bool:
    """Whether two rectangles have more than an edge in common."""
    return (
        one[0] < other[2] - 0.01
        and other[0] < one[2] - 0.01
        and one[1] < other[3] - 0.01
        and other[1] < one[3] - 0.01
    )


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdigit()
