"""What is shown for a while above everything else: a sentence, or what a sign means."""

from __future__ import annotations

from game.ui.canvas import Rect
from game.ui.page import Page
from game.ui.type import LABEL, STRONG, line_height, width_of, wrapped


def toast(page: Page, text: str) -> None:
    """Shows it at the top, in the middle."""
    most = min(page.theme.width - page.px(96), page.theme.tall(900))
    lines = wrapped(text, STRONG, page.theme, most)
    wide = max(width_of(line, STRONG, page.theme) for line in lines) + page.px(56)
    high = line_height(STRONG, page.theme) * len(lines) + page.px(28)
    rect = Rect((page.theme.width - wide) // 2, page.px(96), wide, high)
    page.canvas.shadow(rect, 26, 160)
    page.canvas.box(rect, page.paper.raised, 8, page.palette.brass, 2)
    y = rect.y + page.px(14)
    for line in lines:
        left = rect.x + (wide - width_of(line, STRONG, page.theme)) // 2
        page.canvas.text(line, left, y, STRONG, page.paper.first)
        y += line_height(STRONG, page.theme)


def tooltip(page: Page, text: str, about: Rect) -> None:
    """Explains something, below it or where there is room."""
    lines = wrapped(text, LABEL, page.theme, page.theme.tall(420))
    wide = max(width_of(line, LABEL, page.theme) for line in lines) + page.px(24)
    high = line_height(LABEL, page.theme) * len(lines) + page.px(16)
    x = min(max(8, about.centerx - wide // 2), page.theme.width - wide - 8)
    y = about.bottom + page.px(8)
    if y + high > page.theme.height:
        y = about.top - high - page.px(8)
    rect = Rect(x, y, wide, high)
    page.canvas.shadow(rect, 14, 120)
    page.canvas.box(rect, page.paper.raised, 6, page.paper.line, 1.2)
    for i, line in enumerate(lines):
        top = y + page.px(8) + i * line_height(LABEL, page.theme)
        page.canvas.text(line, x + page.px(12), top, LABEL, page.paper.first)
