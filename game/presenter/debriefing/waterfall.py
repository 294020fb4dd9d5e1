"""How a side's final score came about, as a waterfall from the start to the end."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import Literal

from attrs import frozen

from game.insight.account import Account
from game.presenter.insight.sums import Part, answer, score_sum
from game.presenter.sides.badges import SideBadge, badge_of
from game.words.sentences import number, signed
from game.words.wording import Wording

HEIGHT = 330
"""The height of the box in which the bars stand."""
_LEAST = 2.0


@frozen
class Bar:
    """A bar of the waterfall."""

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
class Waterfall:
    """The bars of a side."""

    badge: SideBadge
    side: str
    bars: tuple[Bar, ...]
    text: str
    """The same in a sentence."""
    answer: str
    """What made most of the difference, in a sentence or two."""


def waterfall(words: Wording, account: Account, side: str) -> Waterfall:
    """The waterfall of a side: where it began, what moved it, and where it ended."""
    shown = score_sum(words, account, side)
    levels = [*accumulate((part.points for part in shown.parts), initial=shown.start)]
    low, high = min(levels), max(levels)
    # Both whole bars stand on a foot of a third, so that the parts can be told apart.
    foot, span = low - max(6.0, (high - low) / 2), max(high - low, 12.0)
    scale = HEIGHT / (high - foot if high - low >= 12 else span + low - foot)

    def at(level: float) -> float:
        return round(HEIGHT - (level - foot) * scale, 1)

    bars = [_whole(shown.bars[0], at(shown.start))]
    for part, (begin, end) in zip(shown.parts, pairwise(levels), strict=True):
        top, bottom = sorted((at(begin), at(end)))
        way: Literal["rise", "fall"] = "rise" if end >= begin else "fall"
        height = max(_LEAST, round(bottom - top, 1))
        text = signed(part.points)
        bars.append(Bar(part.key, part.name, part.colour, text, top, height, way, at(end)))
    bars.append(_whole(shown.bars[-1], at(shown.final)))
    told = answer(words, account, side)
    said = words.language.listed(f"{bar.name} {bar.text}" for bar in bars)
    return Waterfall(
        badge_of(words.scenario, side), words.naming.side(side), tuple(bars), said, told
    )


def _whole(bar: Part, top: float) -> Bar:
    text, height = number(bar.points), round(HEIGHT - top, 1)
    return Bar(bar.key, bar.name, bar.colour, text, top, height, "whole", top)
