"""Draws a scene in the window, in its palette, letters and icons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import assert_never

import pygame
from attrs import evolve, frozen

from game.document.scene import (
    Letters,
    Pen,
    SceneBox,
    SceneDots,
    SceneLine,
    SceneNumber,
    SceneRibbon,
    SceneSign,
    SceneText,
    Shape,
    Spot,
)
from game.model.colours import Colour, colour, mix_colours, readable_colour
from game.presenter.charts.plane_layout import PlaneLayout
from game.presenter.payoff_plane import PayoffPlane
from game.ui.page.page import Looking, Page
from game.ui.paint.canvas import Canvas, Rect
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
from game.ui.paint.icons import badge, badge_middle, icon
from game.ui.paint.picture_cache import keep_pictures
from game.ui.paint.theme import SideLook, Theme
from game.ui.widgets.buttons import side_badge

SIGNS: Mapping[str, str] = {
    "good": "good",
    "lesser": "lesser",
    "costly": "costly",
    "serious": "cross",
    "missed": "doubtful",
    "unknowable": "eye-off",
    "luck": "diamond",
}
"""The icons of judgements and of luck."""
RHOMB = 2
_PACKAGES: Mapping[str, int] = {"nash": 5, "kalai": 3, "bridge": RHOMB, "draft": RHOMB}
"""The shapes of marked packages: a hexagon, a triangle, rhombs."""
GREEN = 46
"""How thickly green lies where an agreement would be better for both, of 255."""
_VEIL = 90
"""How thickly black lies where one has less than its reserve."""
RIM = (255, 255, 255)
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
                page.canvas.text(text, *place, style, _text_colour(page, shape))
            case SceneSign():
                _sign(page, box_around(rect, shape), shape, looks)
            case SceneRibbon(corners, _, "zone"):
                spots = [(rect.x + x, rect.y + y) for x, y in corners]
                page.canvas.shape(spots, page.ink.better, GREEN)
            case SceneDots():
                _dots(page, rect, shape)
            case SceneRibbon(corners, written):
                palette = page.palette
                fill = mix_colours(palette.well, palette.bar_full, 0.18)
                if written:
                    fill = mix_colours(page.ink.ground, colour(written), 0.3)
                page.canvas.shape([(rect.x + x, rect.y + y) for x, y in corners], fill)
            case SceneNumber():
                _number(page, box_around(rect, shape), shape)
            case _:
                assert_never(shape)


def box_around(rect: Rect, shape: SceneSign | SceneNumber) -> Rect:
    """The box of a sign or a number of a scene that is drawn in a box."""
    left, top = rect.x + shape.x - shape.size / 2, rect.y + shape.y - shape.size / 2
    return Rect(round(left), round(top), round(shape.size), round(shape.size))


def sign_colour(page: Page, name: str) -> Colour:
    """The colour of a judgement, of luck, of a bot or of a package on ink."""
    if name in ("luck", "unknowable"):
        return page.ink.third
    if name in ("good", "nash"):
        return page.ink.better
    if name in ("draft", "bridge"):
        return page.palette.brass
    return page.ink.worse if name in SIGNS else page.ink.first


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
    if box.role == "well":
        canvas.box(rect, page.palette.well, 0)
        return
    if box.role == "veil":
        veil = pygame.Surface(rect.size, pygame.SRCALPHA)
        veil.fill((0, 0, 0, _VEIL))
        canvas.picture(veil, rect.topleft)
        return
    full = colour(box.colour) if box.colour else mix_colours(ink.ground, ink.first, 0.75)
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
    if sign.name == "agreed":
        draw_agreement(page, box)
        return
    if sign.name in _PACKAGES:
        shape, fill = _PACKAGES[sign.name], sign_colour(page, sign.name)
        rim = RIM if shape == RHOMB else page.palette.ground
        image = badge(shape, box.w, fill, rim, max(1.5, page.px(2)))
        page.canvas.picture(image, box.topleft)
        return
    if sign.side:
        side_badge(page, looks[sign.side], box.topleft, box.w)
        return
    if sign.name in SIGNS:
        page.canvas.disc(box.center, box.w / 2 + 1, page.ink.ground)
    image = icon(SIGNS.get(sign.name, sign.name), box.w, sign_colour(page, sign.name))
    page.canvas.picture(image, box.topleft)


def draw_agreement(page: Page, box: Rect) -> None:
    """The mark of what was agreed: a ring with a tick."""
    page.canvas.box(box, page.palette.ground, 99, page.ink.first, 3)
    small = box.w * 11 // 20
    image = icon("check", small, page.ink.first)
    page.canvas.picture(image, (box.centerx - small // 2, box.centery - small // 2))


def _dots(page: Page, rect: Rect, dots: SceneDots) -> None:
    """Dots as small boxes: there may be thousands of them."""
    palette, size = page.palette, max(1, page.px(2), rect.w // 380)
    shade = mix_colours(palette.well, palette.bar_full, 0.6)
    if dots.role == "best":
        shade, size = palette.paper.ground, max(3, page.px(7))
    for x, y in dots.points:
        place = rect.x + x, rect.y + y
        if dots.role == "best":
            page.canvas.disc(place, size / 2, shade)
        else:
            corner = place[0] - size / 2, place[1] - size / 2
            page.canvas.surface.fill(shade, Rect(*corner, size, size))


def _text_colour(page: Page, text: SceneText) -> Colour:
    """The colour of a text, which may stand on the ground of a plane."""
    if text.colour:
        well = page.palette.well
        grounds = (page.ink.ground, well, mix_colours(well, page.ink.better, GREEN / 255))
        return readable_colour(colour(text.colour), grounds)
    if text.role == "accent":
        return page.palette.brass_light
    of_role: Colour = getattr(page.ink, text.role)
    return of_role


def _number(page: Page, ring: Rect, number: SceneNumber) -> None:
    match number.role:
        case "turning":
            page.canvas.box(ring, page.palette.brass, 99)
            _in_ring(page, ring, number.text, page.palette.on_brass)
        case "offer":
            own = readable_colour(colour(number.colour), (RIM,))
            image = badge(number.shape, ring.w, own, RIM, max(1.5, page.px(2)))
            page.canvas.picture(image, ring.topleft)
            x, y = badge_middle(number.shape, ring.w)
            middle = ring.move(round(x) - ring.w // 2, round(y) - ring.w // 2)
            _in_ring(page, middle, number.text, RIM)
        case _:
            draw_letter(page, ring, number.text)


def draw_letter(page: Page, ring: Rect, text: str) -> None:
    """Draws the letter of an event in its ring."""
    page.canvas.box(ring, page.palette.ground, 99, page.ink.first, 1.6)
    _in_ring(page, ring, text, page.ink.first)


def _in_ring(page: Page, ring: Rect, text: str, ink: Colour) -> None:
    if page.canvas.ghost or not text:
        return
    image = render_text(text, _FIGURE, max(9, ring.h * 6 // 10), ink)
    place = ring.centerx - image.get_width() // 2, ring.centery - image.get_height() // 2
    page.canvas.picture(image, place)


def _line(page: Page, points: Sequence[Spot], line: SceneLine) -> None:
    canvas, ink = page.canvas, page.ink
    (left, y), (right, foot) = points[0], points[-1]
    match line.role:
        case "par" | "edge" | "reserve":
            pale = mix_colours(page.palette.well, page.palette.bar_full, 0.7)
            dashes = ink.first if line.role == "par" else pale
            if line.colour:
                dashes = readable_colour(colour(line.colour), (ink.ground,))
            dash, thick = max(4, page.px(7)), max(1, page.px(1.6))
            if line.role == "reserve":
                thick = max(2, page.px(2))
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
        case "frontier" | "other-frontier":
            paper = page.palette.paper.ground
            pale = mix_colours(page.palette.well, paper, 0.4)
            canvas.lines(points, paper if line.role == "frontier" else pale, 3)
        case "trail":
            canvas.lines(points, readable_colour(colour(line.colour), (ink.ground,)), 2)
        case "rug" | "grid" | "axis":
            faint = mix_colours(ink.ground, ink.line, 0.6)
            fill = {"rug": page.palette.bar_full, "grid": faint}.get(line.role, ink.line)
            for a, b in pairwise(points):
                # These lead along or up and down.
                x, y = round(min(a[0], b[0])), round(min(a[1], b[1]))
                size = max(1, round(abs(a[0] - b[0]))), max(1, round(abs(a[1] - b[1])))
                canvas.box(Rect((x, y), size), fill, 0)
        case _:
            canvas.lines(points, ink.line, 1)


def draw_plane(page: Page, rect: Rect, plane: PayoffPlane) -> None:
    """Draws a plane, or the strip in its place, as large as a box."""
    still = evolve(plane, trails=(), packages=())
    page.canvas.picture(_ground(rect.size, still, page.theme), rect.topleft)
    layout = PlaneLayout(plane, WindowPen(page.theme), *rect.size)
    draw_scene(page, rect, layout.marks(), {})


@keep_pictures(8)
def _ground(size: tuple[int, int], still: PayoffPlane, theme: Theme) -> pygame.Surface:
    """What is possible, and what would be worse than no agreement."""
    surface = pygame.Surface(size, pygame.SRCALPHA)
    page = Page(Canvas(surface, theme), Looking())
    layout = PlaneLayout(still, WindowPen(theme), *size)
    draw_scene(page, surface.get_rect(), layout.ground(), {})
    return surface
