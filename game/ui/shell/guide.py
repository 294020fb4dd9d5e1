"""The guide through a first game: one hint on each screen, until it is closed."""

from __future__ import annotations

from attrs import frozen

from game.ui.page.commands import Command, KeyTable, shortcut
from game.ui.page.elements import Beside, Element, Gap, Stack, Words
from game.ui.page.hint_places import place_hint
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import SMALL, STRONG
from game.ui.widgets.buttons import GREY, OUTLINE, Button
from game.ui.widgets.top_bar import bar_height

_WIDTHS = (760, 600, 460, 380, 320, 1100, 1500)
"""Possible widths of a hint in steps of the design, the preferred one first."""
_NARROW = 400
"""Up to this width its buttons stand one below the other."""


@frozen
class ReadHint(Command):
    """Closes the hint, because it has been read."""


@frozen
class StopHints(Command):
    """Switches hints off."""


KEYS = KeyTable("", (shortcut("enter", ReadHint()),))


def guide(page: Page, title: str, hint: str, read: str, off: str, key: str) -> None:
    """Draws a hint where it covers no target, at the foot of the page if possible.

    key: the name of the one that closes it.
    """
    edge, top = page.px(12), bar_height(page) + page.px(8)
    room = Rect(edge, top, page.theme.width - 2 * edge, page.theme.height - top - edge)
    shapes = {}
    for steps in _WIDTHS:
        width = min(room.w, page.theme.tall(steps))
        parts = _parts(page, title, hint, f"{read} ({key})", off, beside=steps > _NARROW)
        size = width, parts.height(page, width - 2 * page.px(24)) + 2 * page.px(18)
        if size[1] <= room.h:
            shapes[size] = parts
    shapes = shapes or {room.size: _parts(page, title, hint, read, off, beside=True)}
    targets = [target.rect for target in page.targets if not target.hidden]
    foot = Rect(page.theme.width // 2, page.theme.height, 0, 0)
    rect = place_hint(foot, shapes, room, targets, page.px(10))
    page.canvas.cover(rect)
    page.canvas.shadow(rect, 30, 190)
    page.canvas.box(rect, page.paper.raised, 10, page.palette.brass, 2)
    across = page.px(24)
    shapes[rect.size].draw(page, rect.x + across, rect.y + page.px(18), rect.w - 2 * across)


def _parts(page: Page, title: str, hint: str, read: str, off: str, *, beside: bool) -> Stack:
    buttons = (
        Button(ReadHint(), read, OUTLINE, on_paper=True),
        Button(StopHints(), off, GREY, on_paper=True),
    )
    row: tuple[Element, ...] = (Beside(tuple((each, -1) for each in buttons), 12),)
    return Stack(
        (
            Words(title, STRONG, page.paper.brass),
            Words(hint, SMALL, page.paper.first),
            Gap(6),
            *(row if beside else buttons),
        ),
        4,
    )
