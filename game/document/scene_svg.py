"""Paints a scene as SVG, in colours for a light ground and with the fonts of every document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from attrs import frozen

from game.document.figures import dots, ribbon
from game.document.fonts import Face, letter_width
from game.document.html import Markup, element
from game.document.marks import (
    BETTER,
    COSTLY,
    COULD_NOT_BE_KNOWN,
    GOOD,
    LUCK,
    MISSED_CHANCE,
    NOT_THE_BEST,
    SERIOUS_MISTAKE,
    WORSE,
    MarkStyle,
    hatched_bar,
    mark,
    numbered_mark,
    points_text,
    readable_colour,
    style_by_number,
    whisker,
)
from game.document.scene import (
    BoxRole,
    Letters,
    LineRole,
    Scene,
    SceneBox,
    SceneDots,
    SceneLine,
    SceneNumber,
    SceneRibbon,
    SceneSign,
    SceneText,
    Shape,
    TextRole,
)

_INK, _SOFT, _GREY = "#18242f", "#4a5561", "#9aa3ab"
_TEXTS: Mapping[TextRole, str] = {
    "first": _INK, "second": _INK, "third": _SOFT, "better": BETTER, "worse": WORSE,
    "accent": "#7a5a12",
}  # fmt: skip
_LINES: Mapping[LineRole, tuple[str, float, str]] = {
    "grid": ("#d9d2c0", 1, ""),
    "axis": ("#6b7580", 1, ""),
    "edge": ("#6b7580", 1, "5 4"),
    "par": (_INK, 1.5, "7 4"),
    "link": (_SOFT, 1.2, "1.5 2.5"),
    "whisker": (_INK, 1.6, ""),
    "break": ("#ffffff", 4, ""),
    "curve": (_INK, 2.2, ""),
    "leader": (_SOFT, 1, ""),
    "frontier": (_INK, 2, ""),
    "other-frontier": (_GREY, 2, ""),
    "reserve": (_INK, 1.3, "4 3"),
    "trail": (_INK, 1.4, ""),
    "rug": (_GREY, 1, ""),
}
"""By role its colour, width and dashes."""
_FAMILIES: Mapping[Face, tuple[str, int]] = {
    "sans": ("Room Sans", 400), "strong": ("Room Sans", 600), "serif": ("Room Serif", 600),
}  # fmt: skip
_SIGNS: Mapping[str, MarkStyle] = {
    "bolt": MarkStyle(shape="triangle"),
    "expert": MarkStyle(shape="star"),
    "persona": MarkStyle(),
    "dot": MarkStyle(),
    "luck": LUCK,
    "good": GOOD,
    "lesser": NOT_THE_BEST,
    "costly": COSTLY,
    "serious": SERIOUS_MISTAKE,
    "missed": MISSED_CHANCE,
    "unknowable": COULD_NOT_BE_KNOWN,
    "agreed": MarkStyle(inside="tick"),
    "nash": MarkStyle(BETTER, "hexagon"),
    "kalai": MarkStyle(shape="triangle"),
    "bridge": MarkStyle("#8f6b1c", "diamond"),
    "draft": MarkStyle("#8f6b1c", "diamond"),
}
"""The marks of bots, of values, of luck, of judgements and of packages."""


_GROUNDS: Mapping[BoxRole, str] = {"shade": "turn", "well": "chart-well", "veil": "chart-veil"}
"""The CSS classes of shaded grounds; the page says what colours they have."""


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


def svg_picture(scene: Scene, pen: SvgPen, spoken: str, css_class: str) -> Markup:
    """A whole picture. spoken: what it shows, in words."""
    box = f"0 0 {scene.width:g} {scene.height:g}"
    shapes = paint_svg(scene, pen)
    return element("svg", shapes, class_=css_class, viewBox=box, role="img", aria_label=spoken)


def _shape(shape: Shape, pen: SvgPen) -> Markup:
    match shape:
        case SceneBox():
            title = [element("title", shape.title)] if shape.title else []
            return element("g", [*title, _box(shape)])
        case SceneLine(((low, y), (high, _)), "whisker"):
            return whisker(low, high, y)
        case SceneLine():
            return _line(shape)
        case SceneRibbon(corners, colour, role):
            own = BETTER if role == "zone" else _INK
            return element("g", ribbon(MarkStyle(colour or own), corners), class_=f"chart-{role}")
        case SceneDots(points, "cloud"):
            return dots(points, "cloud")
        case SceneDots(points):
            return element("g", [mark(MarkStyle(), *spot, 2.0) for spot in points], class_="best")
        case SceneNumber():
            return _number(shape, pen)
        case SceneText():
            return _text(shape, pen)
        case SceneSign():
            return _sign(shape)
        case _:
            assert_never(shape)


def _box(box: SceneBox) -> Markup:
    colour = box.colour or _GREY
    if box.role in _GROUNDS:
        place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
        return element("rect", **place, class_=_GROUNDS[box.role])
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


def _line(line: SceneLine) -> Markup:
    colour, width, dashes = _LINES[line.role]
    return element(
        "polyline",
        points=points_text(line.points),
        fill="none",
        stroke=line.colour or colour,
        stroke_width=width,
        stroke_dasharray=dashes,
        class_=_class(f"chart-{line.role}", line.side),
    )


def sign_style(name: str, shape: int, colour: str) -> MarkStyle:
    """The mark of a sign. shape, colour: of a side, else 0 and empty."""
    return style_by_number(shape, colour) if colour else _SIGNS[name]


def _sign(sign: SceneSign) -> Markup:
    """A mark on a ground that no line shows through, or a dot on its line."""
    style = sign_style(sign.name, sign.shape, sign.colour)
    radius = sign.size / 2
    title = [element("title", sign.title)] if sign.title else []
    halo = element("circle", cx=sign.x, cy=sign.y, r=radius + 2.2, class_="halo")
    ground = [] if sign.name == "dot" else [halo]
    drawn = mark(style, sign.x, sign.y, radius)
    return element("g", [*title, *ground, drawn], class_=f"chart-sign {sign.name}")


def _number(number: SceneNumber, pen: SvgPen) -> Markup:
    """A number in a ring, in the shape of a side, or in a pill as wide as several numbers."""
    x, y, radius = number.x, number.y, number.size / 2
    title = [element("title", number.title)] if number.title else []
    if number.role in ("turning", "event"):
        return numbered_mark(MarkStyle(), x, y, number.text, radius)
    if number.role == "offer":
        drawn = mark(style_by_number(number.shape, number.colour), x, y, radius)
        kind = _class("chart-offer", number.side)
    else:
        half, height = number.width / 2, number.size
        place = {"x": x - half, "y": y - radius, "width": number.width, "height": height}
        drawn = element("rect", **place, rx=radius, fill=_INK)
        kind = f"chart-{number.role}"
    down, size = radius * 0.56, pen.letters["tick"][1]
    text = element("text", number.text, x=x, y=y + down, text_anchor="middle", font_size=size)
    return element("g", [*title, drawn, *([text] if number.text else [])], class_=kind)


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
        fill=readable_colour(text.colour) if text.colour else _TEXTS[text.role],
        class_=_class(f"chart-{text.letters} {text.role}", text.side),
    )


def _class(name: str, side: str) -> str:
    """The class of a shape, with that of the side to which it belongs."""
    return f"{name} side-{side}" if side else name
