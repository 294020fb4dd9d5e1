"""Finds room for a hint on a page: near its subject, and not over anything that can be pressed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.ui.paint.canvas import Rect

Box = tuple[int, int, int, int]
Size = tuple[int, int]
Span = tuple[int, int]
_APART = 2
"""Pixels that a hint stays away from what can be pressed."""
_ASKEW = 0.05
"""How much a place counts as farther for each pixel that its middle lies aside."""


def place_hint(
    about: Rect, sizes: Iterable[Size], room: Rect, targets: Iterable[Rect], gap: int
) -> Rect:
    """A box of one of the sizes in a room: near what it is about, and over no target if possible.

    sizes: the most wanted first, and at least one that fits in the room; those are looked at that
    could still be better than what was found. Where every place covers a target, it is the one that
    covers least of them; what the hint is about is covered only where the room has no other place
    at all.
    """
    taken = sorted(_box(rect.clip(room)) for rect in targets if rect.colliderect(room))
    return Rect(_place(Rect(about), sizes, Rect(room), [Rect(row) for row in _rows(taken)], gap))


def _place(
    explained: Rect, sizes: Iterable[Size], inside: Rect, barred: Sequence[Rect], gap: int
) -> Box:
    around = [*barred, explained.inflate(2 * gap, 2 * gap)]
    across = [(rect.left, rect.right) for rect in barred]
    down = [(rect.top, rect.bottom) for rect in barred]
    nearest: tuple[float, Box] | None = None
    tried: list[Size] = []
    for later, (width, height) in enumerate(sizes):
        # A shape that is wanted less has to be much nearer.
        handicap = later * 2.0 * gap
        if nearest is not None and handicap >= nearest[0]:
            break
        tried.append((width, height))
        xs = _starts(
            (explained.left, explained.right), width, (inside.left, inside.right), across, gap
        )
        ys = _starts(
            (explained.top, explained.bottom), height, (inside.top, inside.bottom), down, gap
        )
        for far_down, y in ys:
            if nearest is not None and far_down + handicap >= nearest[0]:
                break
            for far_across, x in xs:
                far = far_across + far_down + handicap
                if nearest is not None and far >= nearest[0]:
                    break
                if (
                    Rect(x, y, width, height).inflate(2 * _APART, 2 * _APART).collidelist(around)
                    < 0
                ):
                    nearest = far, (x, y, width, height)
                    break
    return nearest[1] if nearest is not None else _least_harm(explained, tried, inside, barred, gap)


def _starts(
    about: Span, length: int, room: Span, taken: Sequence[Span], gap: int
) -> list[tuple[float, int]]:
    """Where something of a length can begin, each with how far that is, the nearest first.

    A free box can be pushed up and aside until it touches something, so only those places are
    looked at where it touches a target or the room's edge, is next to what the hint is about, or
    is in line with it.
    """
    first, last = about
    low, height = room[0], room[1] - length
    middle = (first + last - length) // 2
    starts = {low, height, min(max(low, middle), height), first, last - length}
    starts |= {last + gap + _APART, first - gap - _APART - length}
    for begin, end in taken:
        starts |= {begin - _APART - length, end + _APART}
    return sorted(
        (_far(first, last, start, length) + _ASKEW * abs(start - middle), start)
        for start in starts
        if low <= start <= height
    )


def _far(first: int, last: int, start: int, length: int) -> int:
    """How far a span lies from another; behind it is a little nearer than before it."""
    before = first - start - length
    return before + 1 if before >= 0 else max(0, start - last)


def _least_harm(
    about: Rect, sizes: Sequence[Size], room: Rect, barred: Sequence[Rect], gap: int
) -> Box:
    """Beside what it is about or in a corner, where it covers least of that and of the targets."""

    def harm(rect: Rect) -> tuple[int, int]:
        hit = [barred[i] for i in rect.collidelistall(barred)]
        return _area(rect.clip(about)), sum(_area(rect.clip(each)) for each in hit)

    places = []
    for size in sizes:
        rect = Rect((0, 0), size)
        for name in ("midtop", "midbottom", "midleft", "midright"):
            beside = rect.copy()
            opposite = {"top": "bottom", "bottom": "top", "left": "right", "right": "left"}
            setattr(beside, f"mid{opposite[name[3:]]}", getattr(about.inflate(gap, gap), name))
            places.append(beside.clamp(room))
        for corner in ("topleft", "topright", "bottomleft", "bottomright"):
            in_corner = rect.copy()
            setattr(in_corner, corner, getattr(room, corner))
            places.append(in_corner)
    return _box(min(places, key=harm))


def _rows(boxes: Iterable[Box]) -> list[Box]:
    """Boxes, sorted, with those of one height that touch side by side as one."""
    rows: list[Box] = []
    for x, y, width, height in sorted(boxes, key=lambda box: (box[1], box[3], box[0])):
        if rows and rows[-1][1::2] == (y, height) and x - rows[-1][0] - rows[-1][2] <= _APART:
            start = rows[-1][0]
            rows[-1] = start, y, max(rows[-1][2], x + width - start), height
        else:
            rows.append((x, y, width, height))
    return rows


def _box(rect: Rect) -> Box:
    return rect.x, rect.y, rect.w, rect.h


def _area(rect: Rect) -> int:
    return rect.w * rect.h
