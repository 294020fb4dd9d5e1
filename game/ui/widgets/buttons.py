"""Buttons, by weight, and the small things beside them: keycaps, pills, badges."""

from __future__ import annotations

import pygame
from attrs import frozen

from game.model.colours import Colour, mix_colours
from game.ui.page.commands import Command
from game.ui.page.elements import Fixed
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    BUTTON,
    BUTTON_LARGE,
    LABEL,
    SMALL_STRONG,
    Style,
    line_height,
    pixel_size,
    render_text,
    width_of,
    wrap_text,
)
from game.ui.paint.icons import badge, badge_middle, icon
from game.ui.paint.theme import SideLook

FULL, OUTLINE, GREY, PLAIN = "full", "outline", "grey", "plain"
LEAST_HEIGHT = 34
"""The least height of a button in pixels."""
_LETTERS = Style("bold", 1, 1.0)
_WHITE = (255, 255, 255)


@frozen
class Button:
    """Something to press: full brass, brass outline, grey outline, or plain text."""

    command: Command
    label: str
    weight: str = OUTLINE
    symbol: str = ""
    after: str = ""
    """The name of an icon behind the label."""
    below: str = ""
    """A smaller line below the label: a key, a price."""
    enabled: bool = True
    large: bool = False
    on_paper: bool = False
    tip: str = ""
    term: str = ""
    """The term of the game that it is, where it has an explanation."""
    by_enter: bool = False
    """Whether its key is Enter, which is not shown while Enter presses something else."""

    def height(self, page: Page, width: int) -> int:
        style = self._style()
        lines = wrap_text(self.label, style, page.theme, self._room(page, width))
        height = len(lines) * line_height(style, page.theme) + page.px(20 if self.large else 16)
        if self.below:
            below = wrap_text(self.below, LABEL, page.theme, width - page.px(24))
            height += len(below) * line_height(LABEL, page.theme)
        return max(
            height, page.theme.tall(46), round(LEAST_HEIGHT * min(1, page.theme.text)) or 1, 32
        )

    def natural(self, page: Page) -> int:
        """The width at which the label has room in one line."""
        style = self._style()
        signs = sum(bool(each) for each in (self.symbol, self.after))
        words = width_of(self.label, style, page.theme)
        below = width_of(self.below, LABEL, page.theme) if self.below else 0
        signs_width = signs * (pixel_size(style, page.theme) + page.px(12))
        return max(words + signs_width, below) + page.px(44) + 4

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        self.draw_in(page, Rect(x, y, width, self.height(page, width)))

    def draw_in(self, page: Page, rect: Rect) -> None:
        """Draws it in a box."""
        fill, edge, text = self._colours(page)
        hot = self.enabled and page.hovered(self.command)
        if self.weight == FULL and self.enabled:
            light = page.palette.brass_light if hot else page.palette.brass
            page.canvas.box(rect, page.palette.brass_edge, 8)
            page.canvas.box(Rect(rect.x, rect.y, rect.w, rect.h - page.px(4)), light, 8)
        elif fill is not None or edge is not None:
            page.canvas.box(rect, fill, 8, edge, 2)
        if hot and self.weight != FULL:
            over = mix_colours(fill or page.ink.ground, page.palette.brass, 0.16)
            page.canvas.box(rect, self._lit(page, over), 8, edge, 2)
        self._label(page, rect, text)
        if self.enabled:
            page.target(self.command, rect, self.label, self.tip)
        if self.term:
            page.explain(rect, self.term)

    def _lit(self, page: Page, over: Colour) -> Colour:
        return mix_colours(page.paper.raised, page.palette.brass, 0.25) if self.on_paper else over

    def _style(self) -> Style:
        return BUTTON_LARGE if self.large else BUTTON

    def _room(self, page: Page, width: int) -> int:
        signs = sum(bool(each) for each in (self.symbol, self.after))
        size = pixel_size(self._style(), page.theme)
        return width - page.px(28) - signs * (size + page.px(12))

    def _colours(self, page: Page) -> tuple[Colour | None, Colour | None, Colour]:
        ink, paper, palette = page.ink, page.paper, page.palette
        sheet = paper if self.on_paper else ink
        if not self.enabled:
            return None, sheet.line, sheet.third
        match self.weight:
            case "full":
                return palette.brass, None, palette.on_brass
            case "outline":
                text = paper.brass if self.on_paper else palette.brass_light
                return None, paper.brass if self.on_paper else palette.brass, text
            case "grey":
                return None, sheet.second if self.on_paper else sheet.line, sheet.first
            case _:
                return None, None, sheet.second

    def _label(self, page: Page, rect: Rect, colour: Colour) -> None:
        style, size = self._style(), pixel_size(self._style(), page.theme)
        lines = wrap_text(self.label, style, page.theme, self._room(page, rect.w))
        step = line_height(style, page.theme)
        key = "" if self.by_enter and page.focus_elsewhere(self.command) else self.below
        below = wrap_text(key, LABEL, page.theme, rect.w - page.px(24)) if key else ()
        height = step * len(lines) + line_height(LABEL, page.theme) * len(below)
        y = rect.y + (rect.h - height) // 2 - (page.px(2) if self.weight == FULL else 0)
        for i, line in enumerate(lines):
            width = width_of(line, style, page.theme)
            before = size + page.px(12) if self.symbol and i == 0 else 0
            behind = size + page.px(12) if self.after and i == 0 else 0
            x = rect.x + (rect.w - width - before - behind) // 2
            if before:
                page.canvas.picture(icon(self.symbol, size, colour), (x, y + (step - size) // 2))
            page.canvas.text(line, x + before, y, style, colour)
            if behind:
                place = (x + before + width + page.px(12), y + (step - size) // 2)
                page.canvas.picture(icon(self.after, size, colour), place)
            if self.weight == PLAIN and self.enabled:
                _dots(page, x + before, y + step - page.px(2), width, colour)
            y += step
        for line in below:
            width = width_of(line, LABEL, page.theme)
            page.canvas.text(line, rect.x + (rect.w - width) // 2, y, LABEL, colour)
            y += line_height(LABEL, page.theme)


@frozen
class SignButton:
    """A button with only an icon, where words have no room; a hint shows its label."""

    command: Command
    symbol: str
    label: str

    def height(self, page: Page, width: int) -> int:  # noqa: ARG002
        return max(LEAST_HEIGHT, page.theme.tall(46))

    def natural(self, page: Page) -> int:
        """Its width."""
        return self.height(page, 0)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        rect = Rect(x, y, width, self.height(page, width))
        hot = page.hovered(self.command)
        page.canvas.box(rect, page.ink.raised if hot else None, 8, page.ink.line, 2)
        colour = page.palette.brass_light if hot else page.ink.first
        image = icon(self.symbol, rect.h // 2, colour)
        page.canvas.picture(image, centre(image, rect))
        page.target(self.command, rect, self.label, self.label)


def _dots(page: Page, x: int, y: int, width: int, colour: Colour) -> None:
    step = max(4, page.px(6))
    for left in range(x, x + width - step // 2, step):
        page.canvas.box(Rect(left, y, step // 2, max(1, page.px(2))), colour, 0)


def keycap(page: Page, x: int, y: int, name: str) -> int:
    """Draws a keycap as high as a line of small text; returns its width."""
    style = SMALL_STRONG
    height = line_height(style, page.theme)
    width = max(width_of(name, style, page.theme) + page.px(16), height)
    rect = Rect(x, y, width, height)
    page.canvas.box(rect, page.ink.raised, 5, page.ink.line)
    left = x + (width - width_of(name, style, page.theme)) // 2
    page.canvas.text(name, left, y, style, page.ink.second)
    return width


def side_badge(page: Page, look: SideLook, place: tuple[int, int], size: int) -> None:
    """A side's shape in its colour, with its letters or its sign."""
    if page.canvas.ghost:
        return
    page.canvas.picture(badge(look.shape, size, look.colour), place)
    if size < 22:
        return
    if look.sign:
        image = icon(look.sign, round(size * 0.58), _WHITE)
    else:
        share = 0.42 if len(look.letters) < 3 else 0.34
        image = render_text(look.letters, _LETTERS, max(8, round(size * share)), _WHITE)
    middle = badge_middle(look.shape, size)
    left = place[0] + round(middle[0] - image.get_width() / 2)
    down = place[1] + round(middle[1] - image.get_height() / 2)
    page.canvas.picture(image, (left, down))


def side_pill(look: SideLook, name: str) -> Fixed:
    """A side's name on a pill of its colour."""

    def size(page: Page) -> tuple[int, int]:
        height = line_height(SMALL_STRONG, page.theme) + page.px(8)
        return width_of(name, SMALL_STRONG, page.theme) + page.px(28), height

    def paint(page: Page, x: int, y: int, _width: int) -> None:
        width, height = size(page)
        page.canvas.box(Rect(x, y, width, height), look.colour, 99)
        page.canvas.text(name, x + page.px(14), y + page.px(4), SMALL_STRONG, _WHITE)

    return Fixed(size, paint)


def toggle(
    command: Command,
    label: str,
    on: bool,
    symbol: str = "",
    on_paper: bool = False,
    about: tuple[str, str, str] | None = None,
) -> Fixed:
    """A button for one of several choices. about: term, name and text of its explanation."""

    def size(page: Page) -> tuple[int, int]:
        height = max(32, line_height(SMALL_STRONG, page.theme) + page.px(12))
        sign = pixel_size(SMALL_STRONG, page.theme) + page.px(8) if symbol else 0
        return width_of(label, SMALL_STRONG, page.theme) + page.px(32) + sign, height

    def paint(page: Page, x: int, y: int, _width: int) -> None:
        width, height = size(page)
        sheet = page.paper if on_paper else page.ink
        rect = Rect(x, y, width, height)
        fill = (
            sheet.first
            if on
            else (mix_colours(sheet.ground, sheet.line, 0.5) if page.hovered(command) else None)
        )
        text = sheet.ground if on else sheet.second
        page.canvas.box(rect, fill, 99, None if on else sheet.line, 1.5)
        left, row = x + page.px(16), line_height(SMALL_STRONG, page.theme)
        if symbol:
            small = pixel_size(SMALL_STRONG, page.theme)
            page.canvas.picture(icon(symbol, small, text), (left, y + (height - small) // 2))
            left += small + page.px(8)
        page.canvas.text(label, left, y + (height - row) // 2, SMALL_STRONG, text)
        page.target(command, rect, label, radius=99)
        if about is not None:
            page.explain(rect, *about)

    return Fixed(size, paint)


def centre(image: pygame.Surface, rect: Rect) -> tuple[int, int]:
    """The left top corner of a picture that is centred in a box."""
    return rect.x + (rect.w - image.get_width()) // 2, rect.y + (rect.h - image.get_height()) // 2
