"""A sentence that is shown for a while above everything else."""

from __future__ import annotations

from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import STRONG, line_height, width_of, wrap_text
from game.ui.widgets.top_bar import bar_height


def toast(page: Page, text: str) -> None:
    """Shows it below the top bar, in the middle."""
    most = min(page.theme.width - page.px(96), page.theme.tall(900))
    lines = wrap_text(text, STRONG, page.theme, most)
    width = max(width_of(line, STRONG, page.theme) for line in lines) + page.px(56)
    height = line_height(STRONG, page.theme) * len(lines) + page.px(28)
    top = max(page.px(96), bar_height(page) + page.px(8))
    rect = Rect((page.theme.width - width) // 2, top, width, height)
    page.canvas.cover(rect)
    page.canvas.shadow(rect, 26, 160)
    page.canvas.box(rect, page.paper.raised, 8, page.palette.brass, 2)
    y = rect.y + page.px(14)
    for line in lines:
        left = rect.x + (width - width_of(line, STRONG, page.theme)) // 2
        page.canvas.text(line, left, y, STRONG, page.paper.first)
        y += line_height(STRONG, page.theme)
