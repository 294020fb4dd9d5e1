"""The payoff space: what each offer is worth to the one and to the other, and what was possible.

Where only one side's worths are known it is a strip: worth from left to right, and offers in their
order from top to bottom.
"""

from __future__ import annotations

from attrs import evolve

from game.document.axes import RoundScale
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import LABEL, SMALL_STRONG, line_height, width_of
from game.ui.paint.icons import icon
from game.ui.widgets.plane.ground import ground
from game.ui.widgets.plane.marks import marks
from game.ui.widgets.plane.picture import Axis, Frame, Picture

STRIP_ROWS = 3
"""The least number of rows of a strip."""


def draw_plane(page: Page, rect: Rect, picture: Picture) -> None:
    """Draws a plane, or the strip in its place, as large as a box."""
    frame = _frame(page, rect, picture)
    still = evolve(picture, trails=(), draft=None, agreed=None)
    below = ground(frame.plot.size, frame.across, frame.up, still, page.theme)
    page.canvas.picture(below, frame.plot.topleft)
    marks(page, frame, picture)
    _axes(page, rect, frame, picture)


def _frame(page: Page, rect: Rect, picture: Picture) -> Frame:
    row, pad = line_height(LABEL, page.theme), page.px(8)
    across, up = picture.across, picture.up
    head = row + pad if up is not None else 0
    height = rect.h - head - 2 * row - pad
    if up is not None:
        # The marks at the ends move inwards by half a line.
        scale = RoundScale.of(up.least, up.most, height * 2 // (3 * row) - 1)
        left = max(width_of(str(tick), LABEL, page.theme) for tick in scale.ticks) + pad
    else:
        # The first offer at the top, and room for the rug below the last.
        rows = max([STRIP_ROWS, *(p[1] for trail in picture.trails for p in trail.points)])
        scale, left = RoundScale(-rows - 2, 0, 1), page.px(4)
    plot = Rect(rect.x + left, rect.y + head, rect.w - left - pad, height)
    widest = max(width_of(str(n), LABEL, page.theme) for n in (across.least, across.most, 100))
    return Frame(
        plot, RoundScale.of(across.least, across.most, plot.w // (widest * 2)), scale, up is None
    )


def _axes(page: Page, rect: Rect, frame: Frame, picture: Picture) -> None:
    row, plot = line_height(LABEL, page.theme), frame.plot
    page.canvas.box(Rect(plot.x, plot.bottom, plot.w, max(1, page.px(1))), page.ink.line, 0)
    page.canvas.box(Rect(plot.x - 1, plot.y, max(1, page.px(1)), plot.h), page.ink.line, 0)
    for tick in frame.across.ticks:
        width = width_of(str(tick), LABEL, page.theme)
        x = round(frame.at((tick, 0))[0]) - width // 2
        x = min(max(x, rect.x), rect.right - width)
        page.canvas.text(str(tick), x, plot.bottom + page.px(4), LABEL, page.ink.third)
    if picture.up is not None:
        for tick in frame.up.ticks:
            width = width_of(str(tick), LABEL, page.theme)
            y = round(frame.at((0, tick))[1]) - row // 2
            y = min(max(y, plot.y - page.px(2)), plot.bottom - row)
            page.canvas.text(str(tick), plot.x - width - page.px(8), y, LABEL, page.ink.third)
        _named(page, rect.x, rect.y, picture.up, "up")
    width = width_of(picture.across.label, SMALL_STRONG, page.theme) + page.px(8) + row
    _named(page, plot.right - width, rect.bottom - row, picture.across, "arrow-right")


def _named(page: Page, x: int, y: int, axis: Axis, sign: str) -> None:
    """The label of an axis, with an arrow in its direction."""
    row = line_height(LABEL, page.theme)
    size = row * 2 // 3
    image = icon(sign, size, axis.colour)
    down = y + (line_height(SMALL_STRONG, page.theme) - size) // 2 - page.px(2)
    top = y - page.px(2)
    if sign == "up":
        page.canvas.picture(image, (x, down))
        page.canvas.text(axis.label, x + size + page.px(6), top, SMALL_STRONG, axis.colour)
    else:
        width = page.canvas.text(axis.label, x, top, SMALL_STRONG, axis.colour)
        page.canvas.picture(image, (x + width + page.px(6), down))
