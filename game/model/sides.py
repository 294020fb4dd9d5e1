"""Sides with their seats and scores, the cards dealt to them, and personas for bots."""

from __future__ import annotations

from typing import Literal, get_args

from attrs import frozen

from game.model.expressions import ZERO, Expression, Number
from game.model.frozen import FrozenMap
from game.model.shapes import (
    ById,
    Emblem,
    Formula,
    Many,
    OneWord,
    Pattern,
    Record,
    Ref,
    Text,
    Whole,
    allowing,
    key,
    sourced,
)

NONE: FrozenMap[str, int] = FrozenMap()

SHORT_NAME = 16
"""The most characters that the short name of a side can have."""
SIGNS = (
    "anchor", "bolt", "drop", "factory", "flag", "gear", "leaf", "mountain", "people",
    "scales", "star", "waves",
)  # fmt: skip
"""The signs that an emblem can name; `ui/paint/crests.py` draws them."""
EMBLEM_LETTERS = 3

ConcessionStyle = Literal["boulware", "conceder", "linear"]


@frozen
class Seat:
    """A role inside a side, with its own private brief."""

    name: str = key(Text(), "What the role is called.", empty="")
    brief: str = key(Text(), "What only this seat reads before the game.", default="")
    source: tuple[str, ...] = sourced()
    allow: FrozenMap[str, str] = allowing()


@frozen
class ScoreLine:
    """One line of a side's score."""

    label: str = key(Text(), "What the line counts, in words.", empty="")
    points: Expression = key(
        Formula(), "How many points it gives; `worth(table)` is this side's own.", empty=ZERO
    )
    allow: FrozenMap[str, str] = allowing()


@frozen
class Side:
    """A party that decides."""

    name: str = key(Text(), "The side's full name.", empty="")
    short: str = key(
        Text(at_most=SHORT_NAME), "A short name, for where there is little room.", default=""
    )
    emblem: str = key(
        Emblem(SIGNS, EMBLEM_LETTERS),
        "What its badge shows; default: its initials.",
        default="",
    )
    brief: str = key(Text(), "What only this side reads before the game.", empty="")
    score: tuple[ScoreLine, ...] = key(
        Many(Record(lambda: ScoreLine), at_least=1),
        "The lines whose sum is the side's score.",
        empty=(),
    )
    colour: str | None = key(
        Pattern("#[0-9a-fA-F]{6}", "#4f7fd9"), "The side's colour in the window.", default=None
    )
    seats: FrozenMap[str, Seat] = key(
        ById(Record(lambda: Seat)), "Roles inside the side.", default=FrozenMap()
    )
    par: int = key(
        Whole(), "What counts as a fair score, so that sides can be compared.", default=0
    )
    source: tuple[str, ...] = sourced()
    allow: FrozenMap[str, str] = allowing()


@frozen
class Card:
    """A card that can be dealt."""

    weight: Expression = key(
        Formula(), "How likely this card is, relative to the others.", default=Number(1)
    )
    name: str = key(Text(), "What the card is called.", default="")
    brief: str = key(Text(), "What the sides that see the card read.", default="")
    source: tuple[str, ...] = sourced()
    allow: FrozenMap[str, str] = allowing()


@frozen
class Deal:
    """A set of cards, one of which is dealt in secret before the game."""

    cards: FrozenMap[str, Card] = key(
        ById(Record(lambda: Card), at_least=1),
        "The cards, one of which is dealt.",
        empty=FrozenMap(),
    )
    to: tuple[str, ...] = key(
        Many(Ref("side"), or_one=True),
        "Who sees the dealt card; default: only the facilitator.",
        default=(),
    )
    name: str = key(Text(), "What is dealt, in words.", default="")
    allow: FrozenMap[str, str] = allowing()


@frozen
class BargainingStyle:
    """How a persona lowers its aims at a table (rule 12.2)."""

    style: ConcessionStyle = key(
        OneWord(get_args(ConcessionStyle)),
        "Whether it concedes late (boulware), early or evenly.",
        default="linear",
    )
    firmness: int = key(Whole(1, 8), "How pronounced the style is.", default=1)
    opening: int = key(
        Whole(0, 100), "What it aims for at first, in % of its best package.", default=95
    )
    floor: int = key(
        Whole(0, 100), "What it aims for at last, in % of its best package.", default=60
    )
    allow: FrozenMap[str, str] = allowing()


@frozen
class Persona:
    """A bot's temperament (rule 12.2)."""

    name: str = key(Text(), "What the temperament is called.", empty="")
    text: str = key(Text(), "What players read about it.", default="")
    sides: tuple[str, ...] = key(
        Many(Ref("side"), or_one=True),
        "The sides that it can play; default: every side.",
        default=(),
    )
    tags: FrozenMap[str, int] = key(
        ById(Whole(), ids="tag"), "How much it likes actions with a tag.", default=NONE
    )
    tracks: FrozenMap[str, int] = key(
        ById(Whole(), ids="track"),
        "How much it likes each additional point of a track.",
        default=NONE,
    )
    heat: int = key(Whole(0, 10**6), "How much its choices vary at random.", default=0)
    bargaining: BargainingStyle = key(
        Record(lambda: BargainingStyle), "How it bargains at a table.", default=BargainingStyle()
    )
    allow: FrozenMap[str, str] = allowing()
