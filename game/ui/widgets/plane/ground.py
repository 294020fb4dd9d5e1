"""What lies under the offers on a payoff space, and stays while an offer is put together."""

from __future__ import annotations

import pygame

from game.document.axes import RoundScale
from game.presenter.sides.colours import mix_colours
from game.ui.paint.canvas import Canvas, Rect
from game.ui.paint.picture_cache import keep_pictures
from game.ui.paint.theme import Palette, Theme
from game.ui.widgets.plane.picture import Frame, Picture

_VEIL = (0, 0, 0, 90)
GREEN = 46
"""How thickly green lies where an agreement would be better for both, of 255."""


@keep_pictures(8)
def ground(
    size: tuple[int, int], across: RoundScale, up: RoundScale, picture: Picture, theme: Theme
) -> pygame.Surface:
    """The well, the grid, what is possible, and where no agreement would be better."""
    surface = pygame.Surface(size)
    frame, palette = Frame(Rect(0, 0, *size), across, up), theme.palette
    surface.fill(palette.well)
    _grid(surface, frame, picture, palette)
    _shade(surface, frame, picture, palette)
    shade, dot = (
        mix_colours(palette.well, palette.bar_full, 0.6),
        max(1, theme.px(2), size[0] // 380),
    )
    for point in picture.cloud:
        x, y = frame.at(point)
        surface.fill(shade, Rect(x - dot / 2, y - dot / 2, dot, dot))
    height = max(3, theme.px(9))
    for worth in picture.rug:
        x = round(frame.at((worth, 0))[0])
        surface.fill(palette.bar_full, Rect(x, size[1] - height, max(1, theme.px(1)), height))
    Canvas(surface, theme).lines([frame.at(p) for p in picture.frontier], palette.paper.ground, 3)
    return surface


def _grid(surface: pygame.Surface, frame: Frame, picture: Picture, palette: Palette) -> None:
    line, (width, height) = mix_colours(palette.well, palette.ink.line, 0.55), surface.get_size()
    for tick in frame.across.ticks:
        surface.fill(line, Rect(min(width - 1, round(frame.at((tick, 0))[0])), 0, 1, height))
    if picture.up is not None:
        for tick in frame.up.ticks:
            surface.fill(line, Rect(0, min(height - 1, round(frame.at((0, tick))[1])), width, 1))


def _shade(surface: pygame.Surface, frame: Frame, picture: Picture, palette: Palette) -> None:
    """Darker where one has less than its reserve; green where both have more and it is possible."""
    width, height = surface.get_size()
    reserve = picture.across.reserve
    other = picture.up.reserve if picture.up is not None else None
    x, y = frame.at((reserve or 0, other or 0))
    veil = pygame.Surface((width, height), pygame.SRCALPHA)
    if reserve is not None:
        veil.fill(_VEIL, Rect(0, 0, round(x), height))
    if other is not None:
        veil.fill(_VEIL, Rect(0, round(y), width, height - round(y)))
    surface.blit(veil, (0, 0))
    if picture.zone:
        green = pygame.Surface((width, height), pygame.SRCALPHA)
        points = [frame.at(corner) for corner in picture.zone]
        pygame.draw.polygon(green, (*palette.ink.better, GREEN), points)
        surface.blit(green, (0, 0))
