"""The blurred and dimmed screen behind a dialog."""

from __future__ import annotations

import pygame

from game.ui.page.page import Looking, Page
from game.ui.page.screen import Screen
from game.ui.paint.canvas import Canvas
from game.ui.paint.theme import Theme
from game.ui.widgets.frame import blur, ground


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
