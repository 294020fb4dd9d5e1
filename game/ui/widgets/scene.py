"""Draws a scene in the window, in its palette, letters and icons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never

from attrs import frozen

from game.document.scene import (
    Letters,
    Pen,
    SceneBox,
    SceneLine,
    SceneNumber,
    SceneRibbon,
    SceneSign,
    SceneText,
    Shape,
    Spot,
)
from game.presenter.sides.colours import Colour, colour, mix_colours, readable_colour
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    FIGURE,
    LABEL,
    SMALL_STRONG,
    Style,
    length_of,
    line_height,
    render_text,
    wrap_text,
)
from game.ui.paint.icons import icon
from game.ui.paint.theme import SideLook, Theme
from game.ui.widgets.buttons import side_badge

SIGNS: Mapping[str, str] = {
    "good": "good",
    "costly": "costly",
    "serious": "cross",
    "missed": "doubtful",
    "unknowable": "eye-off",
    "luck": "diamond",
}
"""The icons of judgements and of luck."""
_FIGURE = Style("bold", 1, 1.0)
_STYLES: Mapping[Letters, Style] = {"figure": FIGURE, "name": SMALL_STRONG, "tick": LABEL}


@frozen
class WindowPen(Pen):
    """The letters of a scene in the window."""

    theme: Theme

    @property
    def unit(self) -> float:
        """A step of the design in pixels."""
        return self.theme.unit

    def width(self, text: str, letters: Letters) -> float:
        """The width of a text in one line."""
        return length_of(text, _STYLES[letters], self.theme)

    def height(self, letters: Letters) -> float:
        """The height of a line."""
        return line_height(_STYLES[letters], self.theme)

    def wrap(self, text: str, letters: Letters, width: float) -> Sequence[str]:
        """The lines of a text; a word that is too wide is broken."""
        return wrap_text(text, _STYLES[letters], self.theme, int(width))


def draw_scene(
    page: Page, rect: Rect, shapes: Iterable[Shape], looks: Mapping[str, SideLook]
) -> None:
    """Draws the shapes of a scene whose top left corner is that of a box."""
    for shape in shapes:
        match shape:
            case SceneBox(x, y, width, height):
                left, top = round(rect.x + x), round(rect.y + y)
                right, bottom = round(rect.x + x + width), round(rect.y + y + height)
                _box(page, Rect(left, top, max(1, right - left), max(1, bottom - top)), shape)
            case SceneLine():
                _line(page, [(rect.x + x, rect.y + y) for x, y in shape.points], shape)
            case SceneText(text, x, y, letters, _, anchor):
                style = _STYLES[letters]
                x -= length_of(text, style, page.theme) * _BEFORE[anchor]
                place = round(rect.x + x), round(rect.y + y)
                page.canvas.text(text, *place, style, getattr(page.ink, shape.role))
            case SceneSign():
                _sign(page, box_around(rect, shape), shape, looks)
            case SceneRibbon(corners, written):
                palette = page.palette
                fill = mix_colours(palette.well, palette.bar_full, 0.18)
                if written:
                    fill = mix_colours(page.ink.ground, colour(written), 0.3)
                page.canvas.shape([(rect.x + x, rect.y + y) for x, y in corners], fill)
            case SceneNumber():
                ring = box_around(rect, shape)
                if shape.role == "turning":
                    page.canvas.box(ring, page.palette.brass, 99)
                    _in_ring(page, ring, shape.text, page.palette.on_brass)
                else:
                    draw_letter(page, ring, shape.text)
            case _:
                assert_never(shape)


def box_around(rect: Rect, shape: SceneSign | SceneNumber) -> Rect:
    """The box of a sign or a number of a scene that is drawn in a box."""
    left, top = rect.x + shape.x - shape.size / 2, rect.y + shape.y - shape.size / 2
    return Rect(round(left), round(top), round(shape.size), round(shape.size))


def sign_colour(page: Page, name: str) -> Colour:
    """The colour of a judgement, of luck or of a bot on ink."""
    if name in ("luck", "unknowable"):
        return page.ink.third
    if name not in SIGNS:
        return page.ink.first
    return page.ink.better if name == "good" else page.ink.worse


_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""The share of a text that stands before its place."""


def _box(page: Page, rect: Rect, box: SceneBox) -> None:
    canvas, ink = page.canvas, page.ink
    if box.role == "spread":
        canvas.box(rect, mix_colours(ink.ground, ink.third, 0.55), 3)
        return
    if box.role == "shade":
        canvas.box(rect, mix_colours(ink.ground, page.palette.ground, 0.6), 0)
        return
    full = colour(box.colour)
    edge = mix_colours(full, ink.first, 0.35)
    canvas.box(rect, full if box.role == "full" else ink.ground, 4, edge)
    if box.role != "hatched":
        return
    with canvas.clipped(rect.inflate(-2, -2)):
        for x in range(rect.x - rect.h, rect.right, max(6, page.px(11))):
            canvas.line((x, rect.bottom), (x + rect.h, rect.y), full, 5)


def _sign(page: Page, box: Rect, sign: SceneSign, looks: Mapping[str, SideLook]) -> None:
    """Draws a sign on a ground that no line shows through, or a dot on its line."""
    if sign.name == "dot":
        page.canvas.disc(box.center, max(2, box.w / 2), page.ink.first)
        return
    if sign.side:
        side_badge(page, looks[sign.side], box.topleft, box.w)
        return
    if sign.name in SIGNS:
        page.canvas.disc(box.center, box.w / 2 + 1, page.ink.ground)
    image = icon(SIGNS.get(sign.name, sign.name), box.w, sign_colour(page, sign.name))
    page.canvas.picture(image, box.topleft)


def draw_letter(page: Page, ring: Rect, text: str) -> None:
    """Draws the letter of an event in its ring."""
    page.canvas.box(ring, page.palette.ground, 99, page.ink.first, 1.6)
    _in_ring(page, ring, text, page.ink.first)


def _in_ring(page: Page, ring: Rect, text: str, ink: Colour) -> None:
    if page.canvas.ghost:
        return
    image = render_text(text, _FIGURE, max(9, ring.w * 6 // 10), ink)
    place = ring.centerx - image.get_width() // 2, ring.centery - image.get_height() // 2
    page.canvas.picture(image, place)


def _line(page: Page, points: Sequence[Spot], line: SceneLine) -> None:
    canvas, ink = page.canvas, page.ink
    (left, y), (right, foot) = points[0], points[-1]
    match line.role:
        case "par" | "edge":
            pale = mix_colours(page.palette.well, page.palette.bar_full, 0.7)
            dashes = ink.first if line.role == "par" else pale
            dash, thick = max(4, page.px(7)), max(1, page.px(1.6))
            for start in range(0, round(max(right - left, foot - y)), 2 * dash):
                if right > left:
                    size = min(dash, round(right - left) - start), thick
                    canvas.box(Rect((round(left) + start, round(y)), size), dashes, 0)
                else:
                    size = thick, min(dash, round(foot - y) - start)
                    canvas.box(Rect((round(left), round(y) + start), size), dashes, 0)
        case "whisker":
            end = max(3, page.px(6))
            canvas.line((left, y), (right, y), ink.ground, 4)
            canvas.line((left, y), (right, y), ink.first, 1.6)
            for x in (left, right):
                canvas.line((x, y - end), (x, y + end), ink.first, 1.6)
        case "break":
            canvas.lines(points, ink.ground, 4)
        case "curve":
            own = mix_colours(page.palette.bar_full, ink.first, 0.35)
            if line.colour:
                own = readable_colour(colour(line.colour), (ink.ground,))
            canvas.lines(points, own, 2.6)
        case "leader":
            canvas.lines(points, ink.brass, 1.5)
        case _:
            faint = mix_colours(ink.ground, ink.line, 0.6)
            canvas.lines(points, faint if line.role == "grid" else ink.line, 1)
