"""What a draft is worth to one, beside the reserve and the offers that were made."""

from __future__ import annotations

from attrs import frozen

from game.document.axes import RoundScale
from game.presenter.sides.colours import Colour, mix_colours
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import LABEL, SMALL_STRONG, line_height, width_of
from game.ui.paint.icons import badge
from game.ui.widgets.plane.marks import RHOMB

_RIM = (255, 255, 255)


@frozen
class Sign:
    """An offer on the bar."""

    worth: int
    label: str
    """What stands below it: `China: offer 32`."""
    shape: int
    fill: Colour
    colour: Colour
    """Of the words."""


@frozen
class WorthBar:
    """A bar of one's own worth: full as far as the draft goes, the reserve marked across it."""

    most: int
    draft: Sign | None
    offers: tuple[Sign, ...]
    reserve: int
    reserve_label: str
    """`reserve 43`."""
    least: int = 0

    def _signs(self) -> list[Sign]:
        signs = [*self.offers, *([self.draft] if self.draft is not None else [])]
        return sorted(signs, key=lambda sign: sign.worth)

    def _scale(self) -> RoundScale:
        worths = [sign.worth for sign in self._signs()]
        low, height = (
            min([self.least, self.reserve, *worths]),
            max([self.most, self.reserve, *worths]),
        )
        return RoundScale(low, max(height, low + 1), 1)

    def _x(self, rect: Rect, worth: int) -> int:
        return rect.x + round(rect.w * self._scale().share(worth))

    def _places(self, page: Page, rect: Rect) -> list[tuple[int, int]]:
        """Where the words below begin, and in which row: in one if they have room there."""
        signs = self._signs()
        widths = [width_of(sign.label, SMALL_STRONG, page.theme) for sign in signs]
        middles = [self._x(rect, sign.worth) for sign in signs]
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
        self._bar(page, rect)
        page.explain(rect.inflate(0, middle - height), "worth")
        self._reserve(page, rect, y)
        for sign in self._signs():
            size = middle if sign is self.draft else middle * 4 // 5
            image = badge(sign.shape, size, sign.fill, _RIM, max(1.5, page.px(2)))
            place = (self._x(rect, sign.worth) - size // 2, rect.centery - size // 2)
            page.canvas.picture(image, place)
        below = y + top + middle + page.px(10)
        for sign, (left, number) in zip(self._signs(), self._places(page, rect), strict=True):
            page.canvas.text(sign.label, left, below + number * row, SMALL_STRONG, sign.colour)

    def _bar(self, page: Page, rect: Rect) -> None:
        """Empty, darker below the reserve, and brass between the reserve and the draft."""
        palette = page.palette
        page.canvas.box(rect, palette.well, 4, page.ink.line)
        reserve_x = self._x(rect, self.reserve)
        dark = mix_colours(palette.well, page.ink.line, 0.5)
        step = max(4, page.px(8))
        with page.canvas.clipped(Rect(rect.x, rect.y, max(0, reserve_x - rect.x), rect.h)):
            for left in range(rect.x - rect.h, reserve_x, step):
                page.canvas.line((left, rect.bottom), (left + rect.h, rect.y), dark, 1.5)
        if self.draft is not None:
            ends = sorted((reserve_x, self._x(rect, self.draft.worth)))
            fill = palette.brass if self.draft.worth >= self.reserve else page.ink.worse
            inner = Rect(ends[0], rect.y + 1, ends[1] - ends[0], rect.h - 2)
            page.canvas.box(inner, fill, 2)

    def _reserve(self, page: Page, rect: Rect, y: int) -> None:
        x, thick = self._x(rect, self.reserve), max(2, page.px(3))
        over = page.px(9)
        page.canvas.box(
            Rect(x - thick // 2, rect.y - over, thick, rect.h + 2 * over), page.ink.first, 1
        )
        width = width_of(self.reserve_label, LABEL, page.theme)
        left = min(max(rect.x, x - width // 2), rect.right - width)
        page.canvas.text(self.reserve_label, left, y, LABEL, page.ink.second)
        page.explain(Rect(left, y, width, line_height(LABEL, page.theme)), "reserve")


def draft_sign(page: Page, worth: int, label: str) -> Sign:
    """The draft: a brass rhomb."""
    return Sign(worth, label, RHOMB, page.palette.brass, page.palette.brass_light)


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
