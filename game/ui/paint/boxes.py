"""Shrinks boxes, and divides them into columns or into two parts."""

from __future__ import annotations

from collections.abc import Sequence

from game.ui.paint.canvas import Rect


def shrink_box(rect: Rect, across: int, down: int | None = None) -> Rect:
    """A box shrunk by a margin on each side."""
    return rect.inflate(-2 * across, -2 * (across if down is None else down))


def columns(rect: Rect, widths: Sequence[float], gap: int) -> list[Rect]:
    """Divides a box into columns; a width is in pixels or, if negative, a share of the rest."""
    free = rect.w - gap * (len(widths) - 1) - sum(w for w in widths if w > 0)
    shares = sum(-w for w in widths if w <= 0) or 1
    boxes, x = [], rect.x
    for w in widths:
        width = int(w if w > 0 else free * -w / shares)
        boxes.append(Rect(x, rect.y, width, rect.h))
        x += width + gap
    return boxes


def cut_top(rect: Rect, height: int, gap: int = 0) -> tuple[Rect, Rect]:
    """Divides a box into an upper part with this height, and the rest below a gap."""
    return (
        Rect(rect.x, rect.y, rect.w, height),
        Rect(rect.x, rect.y + height + gap, rect.w, max(0, rect.h - height - gap)),
    )


def cut_bottom(rect: Rect, height: int, gap: int = 0) -> tuple[Rect, Rect]:
    """Divides a box into the rest above a gap, and a lower part with this height."""
    return (
        Rect(rect.x, rect.y, rect.w, max(0, rect.h - height - gap)),
        Rect(rect.x, rect.bottom - height, rect.w, height),
    )
