"""A bar of what the offers at a table are worth to one side.

What they are worth to the others is theirs (rule 5.6), and isn't shown before the end.
"""

from __future__ import annotations

from attrs import frozen

from game.model.colours import mix_colours
from game.model.scenario import Scenario
from game.presenter.offers.worth_bar import WorthBar, WorthMark
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import LABEL, SMALL_STRONG, line_height, width_of
from game.ui.paint.icons import badge
from game.ui.paint.theme import SideLook, proposer_look
from game.ui.widgets.scene import RHOMB, RIM


@frozen
class WorthBarFace:
    """A bar of one's own worth: full as far as the draft goes, the reserve marked across it."""

    bar: WorthBar
    scenario: Scenario

    def _marks(self) -> list[WorthMark]:
        draft = self.bar.draft
        marks = [*self.bar.last, *([draft] if draft is not None else [])]
        return sorted(marks, key=lambda mark: mark.share)

    def _look(self, page: Page, mark: WorthMark) -> SideLook:
        """The look of whoever made an offer; the draft is a brass rhomb."""
        if mark.badge is not None:
            return proposer_look(self.scenario, page.palette, mark.badge.side)
        brass = page.palette.brass
        return SideLook(brass, page.palette.brass_light, brass, RHOMB, "")

    def _x(self, rect: Rect, mark: WorthMark) -> int:
        return rect.x + round(rect.w * mark.share)

    def _places(self, page: Page, rect: Rect) -> list[tuple[int, int]]:
        """Where the words below begin, and in which row: in one if they have room there."""
        marks = self._marks()
        widths = [width_of(mark.label, SMALL_STRONG, page.theme) for mark in marks]
        middles = [self._x(rect, mark) for mark in marks]
        lefts = spread(middles, widths, rect.x, rect.right, page.px(14))
        if lefts is not None:
            return [(left, 0) for left in lefts]
        return [
            (min(max(rect.x, x - width // 2), rect.right - width), row)
            for row, (x, width) in enumerate(zip(middles, widths, strict=True))
        ]

    def _parts(self, page: Page) -> tuple[int, int, int]:
        """How high the reserve's words are, the bar with what stands on it, and a row below."""
        size = page.theme.tall(24)
        return line_height(LABEL, page.theme), size, line_height(SMALL_STRONG, page.theme)

    def height(self, page: Page, width: int) -> int:
        top, middle, row = self._parts(page)
        rows = max((row for _, row in self._places(page, Rect(0, 0, width, 0))), default=-1) + 1
        return top + middle + page.px(10) + rows * row

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        top, middle, row = self._parts(page)
        height = page.px(14)
        rect = Rect(x, y + top + page.px(4) + (middle - height) // 2, width, height)
        page.canvas.box(rect, page.palette.well, 4, page.ink.line)
        page.explain(rect.inflate(0, middle - height), "worth")
        if self.bar.reserve is not None:
            self._fill(page, rect, self._x(rect, self.bar.reserve))
            self._reserve(page, rect, self.bar.reserve, y)
        for mark in self._marks():
            look, size = self._look(page, mark), middle if mark.badge is None else middle * 4 // 5
            image = badge(look.shape, size, look.colour, RIM, max(1.5, page.px(2)))
            place = (self._x(rect, mark) - size // 2, rect.centery - size // 2)
            page.canvas.picture(image, place)
        below = y + top + middle + page.px(10)
        for mark, (left, number) in zip(self._marks(), self._places(page, rect), strict=True):
            colour = self._look(page, mark).on_ink
            page.canvas.text(mark.label, left, below + number * row, SMALL_STRONG, colour)

    def _fill(self, page: Page, rect: Rect, reserve_x: int) -> None:
        """The bar is darker below the reserve, and brass between the reserve and the draft."""
        palette = page.palette
        dark = mix_colours(palette.well, page.ink.line, 0.5)
        step = max(4, page.px(8))
        with page.canvas.clipped(Rect(rect.x, rect.y, max(0, reserve_x - rect.x), rect.h)):
            for left in range(rect.x - rect.h, reserve_x, step):
                page.canvas.line((left, rect.bottom), (left + rect.h, rect.y), dark, 1.5)
        if self.bar.draft is not None:
            ends = sorted((reserve_x, self._x(rect, self.bar.draft)))
            fill = page.ink.worse if self.bar.verdict == "worse" else palette.brass
            inner = Rect(ends[0], rect.y + 1, ends[1] - ends[0], rect.h - 2)
            page.canvas.box(inner, fill, 2)

    def _reserve(self, page: Page, rect: Rect, reserve: WorthMark, y: int) -> None:
        x, thick = self._x(rect, reserve), max(2, page.px(3))
        over = page.px(9)
        page.canvas.box(
            Rect(x - thick // 2, rect.y - over, thick, rect.h + 2 * over), page.ink.first, 1
        )
        width = width_of(reserve.label, LABEL, page.theme)
        left = min(max(rect.x, x - width // 2), rect.right - width)
        page.canvas.text(reserve.label, left, y, LABEL, page.ink.second)
        page.explain(Rect(left, y, width, line_height(LABEL, page.theme)), "reserve")


def spread(wanted: list[int], widths: list[int], low: int, high: int, gap: int) -> list[int] | None:
    """Where labels begin that stand as near as they can to where they are wanted.

    wanted: their middles, ascending. They keep a gap between them, and stay between two ends; None
    where there is no room for all.
    """
    if sum(widths) + gap * (len(widths) - 1) > high - low:
        return None
    lefts, end = [], low
    for middle, width in zip(wanted, widths, strict=True):
        lefts.append(max(end, middle - width // 2))
        end = lefts[-1] + width + gap
    end = high
    for i in range(len(lefts) - 1, -1, -1):
        lefts[i] = min(lefts[i], end - widths[i])
        end = lefts[i] - gap
    return lefts
