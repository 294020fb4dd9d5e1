"""A panel in the middle of the window, over what it is about."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.model.colours import mix_colours
from game.ui.page.elements import Element, Gap, Stack, Words
from game.ui.page.page import Looking, Page
from game.ui.page.screen import Screen
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Canvas, Rect
from game.ui.paint.fonts import Style, line_height
from game.ui.paint.theme import Theme
from game.ui.widgets.frame import blur, ground


def dialog(
    page: Page,
    head: Element,
    parts: Sequence[Element],
    foot: Element | None = None,
    wide: float = 720,
    gap: float = 12,
) -> Rect:
    """Draws a head, parts that scroll if they don't fit, and a foot; returns the dialog's box."""
    pad = page.px(36)
    width = min(page.theme.tall(wide), page.theme.width - 2 * page.px(40))
    inner = width - 2 * pad
    space = page.px(22)
    top = head.height(page, inner)
    low = foot.height(page, inner) + space if foot is not None else 0
    room = page.theme.height - 2 * page.px(28) - 2 * pad - top - space - low
    body = Stack(tuple(parts), gap).height(page, inner)
    height = min(body, room)
    rect = Rect(0, 0, width, 2 * pad + top + space + height + low)
    rect.center = page.rect.center
    rect.y += round((1 - page.progress()) * page.px(18))
    page.canvas.shadow(rect, 40, 170)
    page.canvas.box(
        rect, page.ink.ground, 12, mix_colours(page.ink.line, page.ink.second, 0.25), 1.5
    )
    x, y = rect.x + pad, rect.y + pad
    head.draw(page, x, y, inner)
    y += top + space
    Scroll("dialog", tuple(parts), gap).draw_in(page, Rect(x, y, inner, height))
    if foot is not None:
        foot.draw(page, x, y + height + space, inner)
    return rect


def scrolled_lines(
    page: Page, text: str, style: Style, colour: tuple[int, int, int], width: int
) -> list[Element]:
    """The lines of a text as elements, so that it can be scrolled, with gaps between paragraphs."""
    parts: list[Element] = []
    for paragraph in text.split("\n"):
        if parts:
            parts.append(Gap(line_height(style, page.theme) / page.theme.unit * 0.4))
        words = Words(paragraph, style, colour)
        parts += [Words(line, style, colour) for line in words.lines(page, width)]
    return parts


class Behind:
    """A screen behind a dialog; its blurred picture is kept, because blurring takes long."""

    def __init__(self, screen: Screen | None) -> None:
        self.screen = screen
        self._kept: tuple[Theme, str, pygame.Surface] | None = None

    def draw(self, page: Page, code: str) -> None:
        """Draws the blurred screen, without targets. code: of the language."""
        if self.screen is None:
            ground(page)
            return
        if self._kept is None or self._kept[:2] != (page.theme, code):
            surface = pygame.Surface(page.rect.size)
            still = page.theme.still
            self.screen.draw(Page(Canvas(surface, still), Looking()))
            self._kept = (page.theme, code, blur(surface))
        page.canvas.picture(self._kept[2], (0, 0))
