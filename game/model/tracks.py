"""What is measured: tracks with their bands and levels, and the settings a designer turns."""

from __future__ import annotations

from attrs import frozen

from game.model.frozen import FrozenMap
from game.model.shapes import (
    ById,
    BySide,
    Many,
    OneWord,
    Record,
    Ref,
    Start,
    Text,
    Whole,
    allowing,
    key,
    sourced,
)

ALL = "all"
"""Stands for every side where one value is given for all."""


@frozen
class Band:
    """A named stretch of a track, up to and including `to`."""

    to: int = key(Whole(), "The last value that belongs to the band.", empty=0)
    name: str = key(Text(), "What the track is called while it is there.", empty="")
    allow: FrozenMap[str, str] = allowing()


@frozen
class Track:
    """A bounded whole-number indicator, or a ladder of named levels."""

    name: str = key(Text(), "What it measures; left out: its id.", default="")
    text: str = key(Text(), "A sentence of explanation.", default="")
    unit: str = key(Text(), "Its unit.", default="")
    start: int | str | None = key(
        Start(), "Its value before turn 1; left out: the least.", default=None
    )
    range: tuple[int, int] = key(
        Many(Whole(), exactly=2), "Least and greatest value.", default=(0, 100)
    )
    levels: FrozenMap[str, str] = key(
        ById(Text(), at_least=2),
        "Named levels, from 0 upward, instead of a range.",
        default=FrozenMap(),
    )
    better: FrozenMap[str, str] = key(
        BySide(OneWord(("high", "low")), or_all=True),
        "Which way is better, for all or by side; it colours changes.",
        default=FrozenMap(),
    )
    bands: tuple[Band, ...] = key(
        Many(Record(lambda: Band)), "Named stretches, from the least upward.", default=()
    )
    seen_by: tuple[str, ...] | None = key(
        Many(Ref("side"), or_one=True),
        "Who sees it; left out: all; `[]`: the facilitator only.",
        default=None,
    )
    band_seen_by: tuple[str, ...] = key(
        Many(Ref("side"), or_one=True),
        "Who sees only in which band (or on which level) it stands.",
        default=(),
    )
    source: tuple[str, ...] = sourced("Where its figures come from.")
    allow: FrozenMap[str, str] = allowing()

    def band_of(self, value: int) -> int:
        """The number of the band in which a value lies; of its level, where it has levels."""
        if self.levels:
            return value
        return next((i for i, band in enumerate(self.bands) if value <= band.to), len(self.bands))

    @property
    def bounds(self) -> tuple[int, int]:
        """Least and greatest value, of levels too."""
        return (0, len(self.levels) - 1) if self.levels else self.range

    def better_for(self, side: str) -> str | None:
        """`high` or `low` for a side, None where neither is better."""
        return self.better.get(side, self.better.get(ALL))

    @property
    def first(self) -> int:
        """The value before turn 1, as a number; an unknown level counts as the least."""
        if isinstance(self.start, str):
            return index_of(self.levels, self.start) or 0
        return self.bounds[0] if self.start is None else self.start


@frozen
class Setting:
    """A number that a designer turns within its range while balancing the game."""

    value: int = key(Whole(), "The number itself.", empty=0)
    range: tuple[int, int] | None = key(
        Many(Whole(), exactly=2), "How far it may be turned; left out: not at all.", default=None
    )
    name: str = key(Text(), "What it does, in words.", default="")
    allow: FrozenMap[str, str] = allowing()

    @property
    def bounds(self) -> tuple[int, int]:
        """The values it can take."""
        return self.range or (self.value, self.value)


def index_of(ladder: FrozenMap[str, object] | FrozenMap[str, str], id: str) -> int | None:
    """The place of an id on a ladder of levels or options, None where it isn't there."""
    for i, known in enumerate(ladder):
        if known == id:
            return i
    return None
