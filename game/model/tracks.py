"""Tracks with their bands and levels, and the settings that an author adjusts."""

from __future__ import annotations

from typing import Literal, get_args

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
"""The key of a value that is the same for every side."""

BetterDirection = Literal["high", "low"]


@frozen
class Band:
    """A named part of a track's range, up to and including `to`."""

    to: int = key(Whole(), "The last value that belongs to the band.", empty=0)
    name: str = key(Text(), "What a value in the band is called.", empty="")
    allow: FrozenMap[str, str] = allowing()


@frozen
class Track:
    """A whole number within a range, or one of several named levels."""

    name: str = key(Text(), "What it measures; default: its id.", default="")
    text: str = key(Text(), "A sentence of explanation.", default="")
    unit: str = key(
        Text(),
        "Its unit, which stands behind its values; singular and plural as in `day | days`. With "
        "`=`, as in `2024 = 100`, it only explains the scale.",
        default="",
    )
    start: int | str | None = key(
        Start(), "Its value before turn 1; default: the lowest.", default=None
    )
    range: tuple[int, int] = key(
        Many(Whole(), exactly=2), "Lowest and highest value.", default=(0, 100)
    )
    levels: FrozenMap[str, str] = key(
        ById(Text(), at_least=2),
        "Named levels, from 0 upward, instead of a range.",
        default=FrozenMap(),
    )
    better: FrozenMap[str, BetterDirection] = key(
        BySide(OneWord(get_args(BetterDirection)), or_all=True),
        "Which direction is better, for all or by side; it decides the colour of changes.",
        default=FrozenMap(),
    )
    bands: tuple[Band, ...] = key(
        Many(Record(lambda: Band)), "Named parts of the range, lowest first.", default=()
    )
    seen_by: tuple[str, ...] | None = key(
        Many(Ref("side"), or_one=True),
        "Who sees it; default: all; `[]`: only the facilitator.",
        default=None,
    )
    band_seen_by: tuple[str, ...] = key(
        Many(Ref("side"), or_one=True),
        "Who sees only its band (or level), not its value.",
        default=(),
    )
    source: tuple[str, ...] = sourced("Where its figures come from.")
    allow: FrozenMap[str, str] = allowing()

    def band_of(self, value: int) -> int:
        """The index of a value's band; of its level, if the track has levels."""
        if self.levels:
            return value
        return next((i for i, band in enumerate(self.bands) if value <= band.to), len(self.bands))

    @property
    def unit_forms(self) -> tuple[str, ...]:
        """The forms of its unit, singular first; empty if none stands behind a value."""
        if not self.unit or "=" in self.unit:
            return ()
        return tuple(form.strip() for form in self.unit.split("|"))

    @property
    def scale(self) -> str:
        """The text that explains its scale, like `2024 = 100`; empty if its values have a unit."""
        return self.unit if "=" in self.unit else ""

    @property
    def unit_name(self) -> str:
        """Its unit by itself, as a label: in the plural."""
        return self.unit.rpartition("|")[2].strip()

    @property
    def bounds(self) -> tuple[int, int]:
        """The lowest and highest value; of a track with levels, their first and last index."""
        return (0, len(self.levels) - 1) if self.levels else self.range

    def better_for(self, side: str) -> str | None:
        """Which direction is better for a side, `high` or `low`; None if neither is."""
        return self.better.get(side, self.better.get(ALL))

    @property
    def first(self) -> int:
        """The value before turn 1 as a number; an unknown level counts as the lowest."""
        if isinstance(self.start, str):
            return index_of(self.levels, self.start) or 0
        return self.bounds[0] if self.start is None else self.start


@frozen
class Setting:
    """A number that the author adjusts while balancing the game."""

    value: int = key(Whole(), "The number itself.", empty=0)
    range: tuple[int, int] | None = key(
        Many(Whole(), exactly=2),
        "The values that it may have; default: only its own.",
        default=None,
    )
    name: str = key(Text(), "What it does, in words.", default="")
    allow: FrozenMap[str, str] = allowing()

    @property
    def bounds(self) -> tuple[int, int]:
        """The lowest and highest value that the setting can have."""
        return self.range or (self.value, self.value)


def index_of(ids: FrozenMap[str, object] | FrozenMap[str, str], id: str) -> int | None:
    """The index of an id among levels or options, None if it is not one of them."""
    for i, known in enumerate(ids):
        if known == id:
            return i
    return None
