"""The payoff plane in the window: its marks are drawn on a kept picture of its ground."""

from __future__ import annotations

import pygame
from attrs import evolve

from game.presenter.charts.plane_layout import PlaneLayout
from game.presenter.payoff_plane import PayoffPlane
from game.ui.page.page import Looking, Page
from game.ui.paint.canvas import Canvas, Rect
from game.ui.paint.picture_cache import keep_pictures
from game.ui.paint.theme import Theme
from game.ui.widgets.scene import WindowPen, draw_scene


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
