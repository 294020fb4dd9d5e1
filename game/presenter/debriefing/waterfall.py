"""The waterfall of a side as shapes for the wall."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from game.presenter.insight.waterfall import Waterfall
from game.words.language import Language

HEIGHT = 330
"""The height of the box in which the bars stand."""
_LEAST = 2.0


@frozen
class DrawnBar:
    """A bar with its place."""

    key: str
    """`start`, `final` or a part: `luck`, `own`, `others`, `facilitator`, `remainder`."""
    name: str
    colour: str
    """As `#rrggbb`."""
    text: str
    """Its points."""
    top: float
    """From the upper edge of the box."""
    height: float
    way: Literal["whole", "rise", "fall"]
    level: float
    """Where the next bar begins, from the upper edge of the box."""


@frozen
class DrawnWaterfall:
    """The bars of a side with their places."""

    fall: Waterfall
    bars: tuple[DrawnBar, ...]
    text: str
    """The same in a sentence."""


def draw_waterfall(language: Language, fall: Waterfall) -> DrawnWaterfall:
    """The waterfall of a side: where it began, what moved it, and where it ended."""
    spans = fall.spans
    levels = [end for span in spans[1:-1] for end in span]
    low, high = min(levels), max(levels)
    # Both whole bars stand on a foot of a third, so that the parts can be told apart.
    foot, span = low - max(6.0, (high - low) / 2), max(high - low, 12.0)
    scale = HEIGHT / (high - foot if high - low >= 12 else span + low - foot)

    def at(level: float) -> float:
        return round(HEIGHT - (level - foot) * scale, 1)

    bars = []
    for bar, (begin, end) in zip(fall.bars, spans, strict=True):
        top, bottom = sorted((at(begin) if bar.is_part else HEIGHT, at(end)))
        way: Literal["whole", "rise", "fall"] = "rise" if end >= begin else "fall"
        height = max(_LEAST, round(bottom - top, 1))
        way = way if bar.is_part else "whole"
        bars.append(DrawnBar(bar.key, bar.name, bar.colour, bar.text, top, height, way, at(end)))
    said = language.listed(f"{bar.name} {bar.text}" for bar in bars)
    return DrawnWaterfall(fall, tuple(bars), said)
