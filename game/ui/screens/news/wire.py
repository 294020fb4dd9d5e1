"""A story on the wire: fan-fold paper with holes for the sprockets, torn off at its foot."""

from __future__ import annotations

import pygame
from attrs import frozen

from game.ui.page.elements import Fixed
from game.ui.page.page import Looking, Page
from game.ui.paint.canvas import Canvas, Rect
from game.ui.paint.fonts import CAPITALS, SMALL, Style, line_height, pixel_size, width_of
from game.ui.paint.icons import icon
from game.ui.paint.picture_cache import keep_pictures
from game.ui.paint.theme import Theme

WIRE = Style("bold", 20, 1.3, 0.12)
_FINE = 4
"""How many times larger than life the torn edge is drawn."""


def margins(page: Page) -> tuple[int, int]:
    """The room that the sprocket holes take at each side, and the torn foot."""
    return max(26, page.px(58)), max(10, page.px(18))


def story_paper(page: Page, rect: Rect) -> None:
    """Draws the paper."""
    if page.canvas.ghost:
        return
    page.canvas.shadow(rect, 40, 160)
    if page.theme.high_contrast:
        page.canvas.box(rect, page.paper.ground, 0)
        return
    page.canvas.picture(_paper(rect.size, page.theme.still), rect.topleft)


@keep_pictures(4)
def _paper(size: tuple[int, int], theme: Theme) -> pygame.Surface:
    sheet = pygame.Surface(size, pygame.SRCALPHA)
    canvas = Canvas(sheet, theme)
    canvas.paper(sheet.get_rect(), 0, aged=True)
    page = Page(canvas, Looking())
    side, foot = margins(page)
    _perforation(sheet, side, theme)
    _holes(sheet, side, foot, theme)
    _torn(sheet, foot, theme)
    return sheet


def _perforation(sheet: pygame.Surface, side: int, theme: Theme) -> None:
    """The dashed line along which the strip with the holes comes off."""
    dash, colour = max(3, theme.px(7)), theme.palette.paper.line
    for x in (side, sheet.get_width() - side):
        for y in range(0, sheet.get_height(), dash * 2):
            pygame.draw.line(sheet, colour, (x, y), (x, y + dash - 1), max(1, theme.px(1.4)))


def _holes(sheet: pygame.Surface, side: int, foot: int, theme: Theme) -> None:
    radius, step = max(5, theme.px(9)), max(22, theme.px(44))
    tile = pygame.Surface((2 * radius * _FINE, 2 * radius * _FINE), pygame.SRCALPHA)
    pygame.draw.circle(tile, (0, 0, 0, 255), (radius * _FINE, radius * _FINE), radius * _FINE)
    hole = pygame.transform.smoothscale(tile, (2 * radius, 2 * radius))
    for middle in (side // 2, sheet.get_width() - side // 2):
        for y in range(step * 2 // 3, sheet.get_height() - foot - radius, step):
            place = (middle - radius, y - radius)
            sheet.blit(hole, place, special_flags=pygame.BLEND_RGBA_SUB)


def _torn(sheet: pygame.Surface, foot: int, theme: Theme) -> None:
    """The foot, as a hand tears it: a walk up and down that is always the same one."""
    width, top = sheet.get_width(), sheet.get_height() - foot
    gone = pygame.Surface((width * _FINE, foot * _FINE), pygame.SRCALPHA)
    state, level = 20251027, 0.45
    points = [(0, round(level * foot * _FINE))]
    x = 0
    while x < width:
        state = (1103515245 * state + 12345) % 2**31
        x += max(2, theme.px(3 + (state >> 9) % 7))
        level += ((state >> 16) % 1000 / 1000 - 0.5) * 0.5
        level = min(0.9, max(0.06, level + (0.42 - level) * 0.16))
        points.append((x * _FINE, round(level * foot * _FINE)))
    corners = [(points[-1][0], foot * _FINE), (0, foot * _FINE)]
    pygame.draw.polygon(gone, (0, 0, 0, 255), [*points, *corners])
    small = pygame.transform.smoothscale(gone, (width, foot))
    sheet.blit(small, (0, top), special_flags=pygame.BLEND_RGBA_SUB)


def kind_pill(kind: str) -> Fixed:
    """The class of a story, in a ring."""

    def size(page: Page) -> tuple[int, int]:
        height = line_height(CAPITALS, page.theme) + page.px(10)
        return width_of(kind, CAPITALS, page.theme) + page.px(28), height

    def paint(page: Page, x: int, y: int, _width: int) -> None:
        width, height = size(page)
        page.canvas.box(Rect(x, y, width, height), None, 99, page.paper.first, 2)
        page.canvas.text(kind, x + page.px(15), y + page.px(5), CAPITALS, page.paper.first)

    return Fixed(size, paint)


@frozen
class WireHead:
    """The line at a story's top: the wire, the day, the class; and the double rule below."""

    wire: str
    date: str
    kind: str

    def _kind(self, page: Page) -> tuple[int, int]:
        return kind_pill(self.kind).size(page) if self.kind else (0, 0)

    def _name(self, page: Page) -> int:
        """How wide the wire's sign and name are."""
        return (
            pixel_size(WIRE, page.theme) * 5 // 4
            + page.px(12)
            + width_of(self.wire, WIRE, page.theme)
        )

    def _below(self, page: Page, width: int) -> bool:
        """Whether the day has to stand below."""
        day = width_of(self.date, SMALL, page.theme)
        return self._name(page) + page.px(24) + day + page.px(24) + self._kind(page)[0] > width

    def height(self, page: Page, width: int) -> int:
        height = max(line_height(WIRE, page.theme), self._kind(page)[1])
        if self._below(page, width):
            height += line_height(SMALL, page.theme)
        return height + page.px(22)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        paper = page.paper
        height = max(line_height(WIRE, page.theme), self._kind(page)[1])
        size = pixel_size(WIRE, page.theme) * 5 // 4
        page.canvas.picture(icon("wire", size, paper.first), (x, y + (height - size) // 2))
        down = y + (height - line_height(WIRE, page.theme)) // 2
        page.canvas.text(self.wire, x + size + page.px(12), down, WIRE, paper.first)
        page.explain(Rect(x, y, self._name(page), height), "inject")
        if self._below(page, width):
            page.canvas.text(self.date, x, y + height, SMALL, paper.second)
        else:
            down = y + (height - line_height(SMALL, page.theme)) // 2
            left = x + self._name(page) + page.px(24)
            page.canvas.text(self.date, left, down, SMALL, paper.second)
        if self.kind:
            wide, tall = self._kind(page)
            kind_pill(self.kind).paint(page, x + width - wide, y + (height - tall) // 2, width)
        low = y + self.height(page, width)
        page.canvas.box(Rect(x, low - page.px(9), width, max(3, page.px(4))), paper.first, 0)
        page.canvas.box(Rect(x, low - 1, width, max(1, page.px(1.5))), paper.first, 0)
