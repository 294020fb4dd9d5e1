"""The head of a dossier: whose it is, what it is about, and the stamp."""

from __future__ import annotations

from attrs import frozen

from game.ui.page.elements import Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    CAPITALS,
    SHEET,
    SMALL_STRONG,
    Style,
    line_height,
    pixel_size,
    width_of,
)
from game.ui.paint.icons import icon
from game.ui.paint.theme import SideLook
from game.ui.screens.briefing.dossier import stamp, stamp_size

GRAND = Style("black", 60, 1.1)
SUBTITLE = Style("serif", 22, 1.3)


@frozen
class Masthead:
    """Across the top of the first leaf."""

    above: str
    title: str
    summary: str
    stamp: tuple[str, str]
    """For whom it is, and the words above that."""
    look: SideLook
    secret: bool = True
    """Whether nobody else may read it."""

    def _stamped(self, page: Page, width: int) -> bool:
        """Whether the stamp has room beside the title; where it hasn't, a sign says the same."""
        room = width - stamp_size(page, *self.stamp)[0] - page.px(24)
        words = width_of(self.above, CAPITALS, page.theme)
        return room >= max(words, width * 45 // 100, self._word(page))

    @property
    def _term(self) -> str:
        return "eyes" if self.secret else "everybody"

    def _word(self, page: Page) -> int:
        """How wide the widest word of the title is."""
        return max(width_of(word, SHEET, page.theme) for word in self.title.split())

    def _title(self, page: Page, width: int) -> Words:
        if self._stamped(page, width):
            width -= stamp_size(page, *self.stamp)[0] + page.px(24)
        fits = width_of(self.title, GRAND, page.theme) <= width
        return Words(self.title, GRAND if fits else SHEET, page.paper.first)

    def _parts(self, page: Page, width: int) -> tuple[int, int, int]:
        """How high are the words above with their line, the title, and what is below it."""
        above = line_height(CAPITALS, page.theme) + page.px(20)
        if not self._stamped(page, width):
            above += line_height(SMALL_STRONG, page.theme) + page.px(4)
        title = self._title(page, width)
        room = width
        if self._stamped(page, width):
            room -= stamp_size(page, *self.stamp)[0] + page.px(24)
        height = title.height(page, room)
        if self._stamped(page, width):
            height = max(height, stamp_size(page, *self.stamp)[1] - above)
        summary = self._summary(page).height(page, width) + page.px(8) if self.summary else 0
        return above, height, summary + page.px(14)

    def _summary(self, page: Page) -> Words:
        return Words(self.summary, SUBTITLE, page.paper.second)

    def height(self, page: Page, width: int) -> int:
        return sum(self._parts(page, width)) + max(1, page.px(1))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        above, height, _ = self._parts(page, width)
        colour, top = self.look.on_paper, y
        page.canvas.text(self.above, x, y, CAPITALS, colour)
        y += line_height(CAPITALS, page.theme)
        room = width
        if self._stamped(page, width):
            stamp_width, stamp_height = stamp_size(page, *self.stamp)
            stamp(page, (x + width - stamp_width, top), *self.stamp, self.look)
            page.explain(Rect(x + width - stamp_width, top, stamp_width, stamp_height), self._term)
            room -= stamp_width + page.px(24)
        else:
            self._lock(page, x, y)
            y += line_height(SMALL_STRONG, page.theme) + page.px(4)
        page.canvas.box(Rect(x, y + page.px(6), page.px(72), max(2, page.px(4))), colour, 2)
        self._title(page, width).draw(page, x, top + above, room)
        y = top + above + height
        if self.summary:
            y += page.px(8)
            self._summary(page).draw(page, x, y, width)
        rule = Rect(x, top + self.height(page, width) - 1, width, max(1, page.px(1)))
        page.canvas.box(rule, page.paper.line, 0)

    def _lock(self, page: Page, x: int, y: int) -> None:
        size = pixel_size(SMALL_STRONG, page.theme)
        down = y + (line_height(SMALL_STRONG, page.theme) - size) // 2
        page.canvas.picture(
            icon("lock" if self.secret else "people", size, self.look.on_paper), (x, down)
        )
        left = x + size + page.px(8)
        width = page.canvas.text(self.stamp[1], left, y, SMALL_STRONG, self.look.on_paper)
        height = line_height(SMALL_STRONG, page.theme)
        page.explain(Rect(x, y, left + width - x, height), self._term)
