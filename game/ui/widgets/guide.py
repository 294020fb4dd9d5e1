"""The guide through a first game: on each screen one hint, until it is read or sent away."""

from __future__ import annotations

from game.ui.canvas import Rect
from game.ui.elements import Beside, Gap, Stack, Words
from game.ui.intents import Do
from game.ui.page import Page
from game.ui.type import SMALL, STRONG
from game.ui.widgets.buttons import GREY, OUTLINE, Button
from game.ui.widgets.frame import bar_height

READ, OFF = Do("guide", "read"), Do("guide", "off")


def guide(page: Page, title: str, hint: str, read: str, off: str, key: str) -> None:
    """Shows a hint at the foot where nothing is to press, else below the top bar.

    key: the name of the one that closes it.
    """
    wide = min(page.theme.width - page.px(96), page.theme.tall(760))
    buttons = Beside(
        (
            (Button(READ, f"{read} ({key})", OUTLINE, on_paper=True), -1),
            (Button(OFF, off, GREY, on_paper=True), -1),
        ),
        12,
    )
    parts = Stack(
        (
            Words(title, STRONG, page.paper.brass),
            Words(hint, SMALL, page.paper.first),
            Gap(6),
            buttons,
        ),
        4,
    )
    pad = page.px(24)
    high = parts.height(page, wide - 2 * pad) + 2 * page.px(18)
    rect = Rect((page.theme.width - wide) // 2, page.theme.height - high - page.px(36), wide, high)
    if any(rect.colliderect(t.rect) for t in page.targets if not t.hidden):
        rect.top = bar_height(page) + page.px(12)
    page.canvas.cover(rect)
    page.canvas.shadow(rect, 30, 190)
    page.canvas.box(rect, page.paper.raised, 10, page.palette.brass, 2)
    parts.draw(page, rect.x + pad, rect.y + page.px(18), wide - 2 * pad)
