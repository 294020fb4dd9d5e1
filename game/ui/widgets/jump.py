"""The head of a turn in a list, which leads to the game as it stood then."""

from __future__ import annotations

from attrs import frozen

from game.model.colours import mix_colours
from game.ui.page.commands import GoToTurn
from game.ui.page.elements import Element
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import STRONG, pixel_size
from game.ui.paint.icons import icon

_LEAST = 32
"""Pixels that what can be pressed is wide at least."""


@frozen
class Jump:
    """The head of a turn, which leads to the game as it stood then."""

    head: Element
    turn: int
    label: str
    tip: str
    on_paper: bool = False
    by_sign: bool = False
    """Whether only its sign can be pressed, so that a hint has room beside it."""

    def _inner(self, page: Page, width: int) -> int:
        return width - self._sign(page) - page.px(12)

    def _sign(self, page: Page) -> int:
        """The width of its icon, with a margin where only the icon can be pressed."""
        size = pixel_size(STRONG, page.theme)
        return max(_LEAST, size) if self.by_sign else size

    def height(self, page: Page, width: int) -> int:
        return max(32, page.height_of(self.head, self._inner(page, width)) + page.px(8))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        sheet, command = page.paper if self.on_paper else page.ink, GoToTurn(self.turn)
        rect = Rect(x, y, width, self.height(page, width))
        hot = page.hovered(command)
        room = self._sign(page)
        pressed = Rect(rect.right - room, y, room, rect.h) if self.by_sign else rect
        if hot:
            page.canvas.box(pressed, mix_colours(sheet.ground, sheet.line, 0.35), 4)
        inner, size = self._inner(page, width), pixel_size(STRONG, page.theme)
        self.head.draw(page, x, y + (rect.h - page.height_of(self.head, inner)) // 2, inner)
        sign = icon("rewind", size, sheet.first if hot else sheet.brass)
        page.canvas.picture(sign, (rect.right - (room + size) // 2, y + (rect.h - size) // 2))
        page.canvas.box(Rect(x, rect.bottom - 1, width, 1), sheet.line, 0)
        page.target(command, pressed, self.label, self.tip, radius=4)
