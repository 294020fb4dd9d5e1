"""The icons that are signs: controls, arrows, judgements, pips and the shapes of sides."""

from __future__ import annotations

from math import cos, pi, sin

from game.ui.paint.strokes import (
    Glyph,
    Shape,
    arc,
    bow,
    box,
    cut,
    disc,
    line,
    loop,
    mark,
    mirror,
    regular,
    ring,
    second,
    shift,
    solid,
    sweep,
    turn,
)


def _around(x: float, y: float, r: float, degrees: float) -> tuple[float, float]:
    return x + r * cos(degrees * pi / 180), y + r * sin(degrees * pi / 180)


def _star(x: float, y: float, outer: float, inner: float) -> Shape:
    points = (_around(x, y, (outer, inner)[n % 2], 36 * n - 90) for n in range(10))
    return solid(*points, r=0.7)


def _gear() -> Glyph:
    rim = []
    for tooth in range(8):
        angle = 45 * tooth
        for r, off in ((7.1, -14), (9.2, -9.5), (9.2, 9.5), (7.1, 14)):
            rim.append(_around(12, 12, r, angle + off))
    return (loop(*rim, w=1.9), second(ring(12, 12, 3, w=1.9)))


def _question(x: float, y: float, size: float, w: float) -> tuple[Shape, Shape]:
    """A question mark whose hook is centred on a point; size is the hook's radius."""
    hook = sweep(x, y, size, 190, 415)
    return (
        line(*hook, (x, y + size * 1.35), (x, y + size * 1.6), w=w),
        disc(x, y + size * 2.65, w * 0.62),
    )


_TICK = ((7.4, 12.4), (10.7, 15.7), (16.6, 9))
_ARROW = (line((3.8, 12), (20, 12)), line((13.4, 5.4), (20, 12), (13.4, 18.6)))
_UP = (solid((12, 5.6), (19.6, 16.9), (4.4, 16.9), r=1.1),)
_CHEVRON = (line((8.6, 5), (15.6, 12), (8.6, 19), w=2.2),)

SIDES: tuple[tuple[str, Shape, tuple[float, float]], ...] = (
    ("circle", disc(12, 12, 10), (12, 12)),
    ("square", box(3, 3, 18, 18, 2.8), (12, 12)),
    ("rhomb", solid((12, 2.6), (21.4, 12), (12, 21.4), (2.6, 12), r=1.4), (12, 12)),
    ("triangle", solid((12, 3.6), (21.3, 19.7), (2.7, 19.7), r=1.5), (12, 14.33)),
    ("pentagon", solid(*regular(12, 12.7, 9.6, 5), r=1.2), (12, 12.7)),
    ("hexagon", solid(*regular(12, 12, 9.6, 6), r=1), (12, 12)),
)
"""By side in file order: the shape's name, the shape, and the point equally far from its edges."""

SIGNS: dict[str, Glyph] = {
    "play": (solid((7.6, 5), (19, 12), (7.6, 19), r=1.2),),
    "pause": (box(5, 4, 5, 16, 1.2), box(14, 4, 5, 16, 1.2)),
    "next": _CHEVRON,
    "back": mirror(*_CHEVRON),
    "more": turn(*_CHEVRON, quarters=1),
    "rewind": (
        solid((11.3, 6.2), (3.6, 12), (11.3, 17.8), r=1),
        solid((20.4, 6.2), (12.7, 12), (20.4, 17.8), r=1),
    ),
    "undo": (
        line((4, 9), *sweep(14.8, 14, 5, -90, 90, ry=5), (8.5, 19)),
        line((8.4, 4.6), (4, 9), (8.4, 13.4)),
    ),
    "check": (line((4.3, 12.8), (9.4, 17.9), (19.7, 6.4), w=2.6),),
    "accept": (
        line((2.4, 12.8), (6.8, 17.2), (16, 6.6), w=2.2),
        second(line((11.9, 16.2), (12.9, 17.2), (21.8, 6.6), w=2.2)),
    ),
    "cross": (line((6, 6), (18, 18), w=2.2), line((18, 6), (6, 18), w=2.2)),
    "plus": (line((5, 12), (19, 12)), line((12, 5), (12, 19))),
    "minus": (line((5, 12), (19, 12)),),
    "up": _UP,
    "down": turn(*_UP, quarters=2),
    "arrow-right": _ARROW,
    "arrow-down": turn(*_ARROW, quarters=1),
    "arrow-left": turn(*_ARROW, quarters=2),
    "arrow-up": turn(*_ARROW, quarters=3),
    "power": (arc(12, 12.8, 8, -52, 232), line((12, 3), (12, 12))),
    "help": (ring(12, 12, 9), *map(second, _question(12, 9.8, 2.9, 2))),
    "info": (ring(12, 12, 9), *map(second, (disc(12, 7.6, 1.3), line((12, 11.4), (12, 16.8))))),
    "warning": (
        loop((12, 3.6), (21.2, 19.8), (2.8, 19.8)),
        *map(second, (line((12, 9.8), (12, 13.8)), disc(12, 16.9, 1.2))),
    ),
    "star": (_star(12, 12.5, 9.8, 4.3),),
    "good": (disc(12, 12, 10), mark(line(*_TICK, w=2.4))),
    "lesser": (disc(12, 12, 10), mark(line((7.2, 12), (16.8, 12), w=2.4))),
    "doubtful": (
        solid((12, 3.6), (20.9, 19.1), (3.1, 19.1), r=1.5),
        *map(mark, _question(12, 10.4, 2.1, 1.8)),
    ),
    "costly": (
        box(3, 3, 18, 18, 2.8),
        mark(line((8, 8), (16, 16), w=2.4)),
        mark(line((16, 8), (8, 16), w=2.4)),
    ),
    "diamond": (
        solid((12, 2.8), (21.2, 12), (12, 21.2), (2.8, 12), r=1.3),
        mark(line((8.2, 10.1), (15.8, 10.1), w=1.9)),
        mark(line((8.2, 13.9), (13.2, 13.9), w=1.9)),
    ),
    "seal": (
        disc(12, 12, 8.6),
        *(disc(*_around(12, 12, 8, 30 * n), 2.3) for n in range(12)),
        mark(line(*_TICK, w=2.2)),
    ),
    "pip": (disc(12, 12, 7.4),),
    "pip-hollow": (ring(12, 12, 6.6, w=1.7),),
    "pip-spent": (ring(12, 12, 6.6, w=1.7), line((7.6, 16.4), (16.4, 7.6), w=1.7)),
    "contrast": (ring(12, 12, 9), second(solid(*sweep(12, 12, 9, -90, 90), r=0))),
    "gear": _gear(),
    "bolt": (solid((13.6, 3), (5.2, 13.4), (10.9, 13.4), (10.4, 21), (18.8, 10.6), (13.1, 10.6)),),
    **{name: (shape,) for name, shape, _ in SIDES},
}


_WAVE = (
    *bow((2.5, 0), (5, -4.6), (8, 0)),
    *bow((8, 0), (11, 4.6), (14.5, 0))[1:],
    *bow((14.5, 0), (17.5, -4.6), (21.5, 0))[1:],
)


def _wave(y: float) -> tuple[tuple[float, float], ...]:
    return tuple((x, y + rise) for x, rise in _WAVE)


CRESTS: dict[str, Glyph] = {
    "anchor": (
        ring(12, 5, 2.2),
        line((12, 7.4), (12, 20.4), w=2.2),
        line((8, 10.6), (16, 10.6), w=2.2),
        arc(12, 12, 8.4, 12, 168, w=2.2),
    ),
    "drop": (
        solid(
            *sweep(12, 15, 6.2, -28, 208),
            *bow((6.5, 12.1), (9.6, 7.6), (12, 2.8))[1:],
            *bow((12, 2.8), (14.4, 7.6), (17.5, 12.1))[1:],
        ),
    ),
    "factory": shift(
        solid(
            (3, 20.4), (3, 11), (8.4, 14.4), (8.4, 11), (13.8, 14.4), (13.8, 11), (16.4, 12.6),
            (16.9, 3.6), (20, 3.6), (21, 20.4),
        ),
        cut(line((7, 17.4), (8, 17.4), w=1.8)),
        cut(line((11.6, 17.4), (12.6, 17.4), w=1.8)),
        cut(line((16.2, 17.4), (17.2, 17.4), w=1.8)),
        y=-1.2,
    ),
    "leaf": (
        solid(
            *bow((5, 18.6), (2.6, 6.4), (20.4, 3.4)),
            *bow((20.4, 3.4), (20.8, 20.6), (5, 18.6))[1:],
        ),
        cut(line((7, 16.6), (15.4, 8.6), w=1.6)),
        line((2.8, 21), (6.4, 17.2), w=2),
    ),
    "mountain": shift(
        solid((1.8, 19.6), (9, 5.6), (13, 12.6), (15.6, 9), (22.2, 19.6)),
        cut(line((6.4, 11.4), (8.8, 12.8), (11.4, 11), w=1.5)),
        y=-1.6,
    ),
    "waves": tuple(line(*_wave(y), w=2.2) for y in (6.4, 12.2, 18)),
}  # fmt: skip
"""The signs that a scenario can put on the badge of a side, beside those that are icons too."""
