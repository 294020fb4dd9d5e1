"""Paints a scene as SVG, in colours for a light ground and with the fonts of every document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from attrs import frozen

from game.document.bars import hatched_bar, whisker
from game.document.fonts import Face, letter_width
from game.document.html import Markup, element
from game.document.marks import BETTER, WORSE, MarkStyle, mark, points_text, style_by_number
from game.document.marks import Shape as MarkShape
from game.document.scene import (
    Letters,
    LineRole,
    Scene,
    SceneBox,
    SceneLine,
    SceneSign,
    SceneText,
    Shape,
    Spot,
    TextRole,
)

_INK, _SOFT, _GREY = "#18242f", "#4a5561", "#9aa3ab"
_TEXTS: Mapping[TextRole, str] = {
    "first": _INK, "second": _INK, "third": _SOFT, "better": BETTER, "worse": WORSE,
}  # fmt: skip
_LINES: Mapping[LineRole, tuple[str, float, str]] = {
    "grid": ("#d9d2c0", 1, ""),
    "axis": ("#6b7580", 1, ""),
    "par": (_INK, 1.5, "7 4"),
    "link": (_SOFT, 1.2, "1.5 2.5"),
    "whisker": (_INK, 1.6, ""),
    "break": ("#ffffff", 4, ""),
}
"""By role its colour, width and dashes."""
_FAMILIES: Mapping[Face, tuple[str, int]] = {
    "sans": ("Room Sans", 400), "strong": ("Room Sans", 600), "serif": ("Room Serif", 600),
}  # fmt: skip
_SIGNS: Mapping[str, MarkShape] = {"bolt": "triangle", "expert": "star"}


@frozen
class SvgPen:
    """The letters of a scene in its own units, which are about pixels."""

    letters: Mapping[Letters, tuple[Face, float]]
    """By kind of text its font and size."""
    unit: float = 1.0

    def width(self, text: str, letters: Letters) -> float:
        """The width of a text in one line."""
        face, size = self.letters[letters]
        return letter_width(text, face) * size

    def height(self, letters: Letters) -> float:
        """The height of a line."""
        return self.letters[letters][1] * 1.3

    def wrap(self, text: str, letters: Letters, width: float) -> Sequence[str]:
        """The lines of a text; a word that is too wide has a line of its own."""
        lines: list[str] = []
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, letters) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines


def paint_svg(scene: Scene, pen: SvgPen) -> tuple[Markup, ...]:
    """The shapes as SVG, without the element around them."""
    return tuple(_shape(each, pen) for each in scene.shapes)


def svg_picture(scene: Scene, pen: SvgPen, spoken: str, kind: str) -> Markup:
    """A whole picture. spoken: what it shows, in words; kind: its class in the style sheet."""
    box = f"0 0 {scene.width:g} {scene.height:g}"
    shapes = paint_svg(scene, pen)
    return element("svg", shapes, class_=kind, viewBox=box, role="img", aria_label=spoken)


def _shape(shape: Shape, pen: SvgPen) -> Markup:
    match shape:
        case SceneBox():
            title = [element("title", shape.title)] if shape.title else []
            return element("g", [*title, _box(shape)])
        case SceneLine(((low, y), (high, _)), "whisker"):
            return whisker(low, high, y)
        case SceneLine(points, role):
            return _line(points, role)
        case SceneText():
            return _text(shape, pen)
        case SceneSign(name, x, y, size, side):
            style = MarkStyle(shape=_SIGNS.get(name, "circle"))
            if side:
                style = style_by_number(shape.shape, shape.colour)
            return mark(style, x, y, size / 2)
        case _:
            assert_never(shape)


def _box(box: SceneBox) -> Markup:
    colour = box.colour or _GREY
    if box.role == "hatched":
        middle, half = box.y + box.height / 2, box.height / 2
        return hatched_bar(MarkStyle(colour), box.x, box.x + box.width, middle, half)
    place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    is_hollow = box.role == "hollow"
    return element(
        "rect",
        **place,
        fill="none" if is_hollow else colour,
        stroke=colour,
        stroke_width=1.2,
        stroke_dasharray="4 3" if is_hollow else "",
    )


def _line(points: Sequence[Spot], role: LineRole) -> Markup:
    colour, width, dashes = _LINES[role]
    return element(
        "polyline",
        points=points_text(points),
        fill="none",
        stroke=colour,
        stroke_width=width,
        stroke_dasharray=dashes,
        class_=f"chart-{role}",
    )


def _text(text: SceneText, pen: SvgPen) -> Markup:
    face, size = pen.letters[text.letters]
    family, weight = _FAMILIES[face]
    return element(
        "text",
        text.text,
        x=text.x,
        y=text.y + size,
        text_anchor=text.anchor,
        font_size=size,
        font_family=family,
        font_weight=weight,
        fill=_TEXTS[text.role],
        class_=f"chart-{text.letters}",
    )
