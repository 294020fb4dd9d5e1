"""The signs that a scenario can put on the badge of a side, beside those that are icons too."""

from __future__ import annotations

from game.ui.paint.strokes import Glyph, arc, bow, cut, line, ring, shift, solid, sweep

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
