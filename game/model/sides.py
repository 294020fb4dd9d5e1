"""Sides with their seats and scores, the cards dealt to them, and personas for bots."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from attrs import evolve, frozen

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
"""The signs that an emblem can name; `ui/paint/glyphs.py` draws them."""
EMBLEM_LETTERS = 3

ConcessionStyle = Literal["boulware", "conceder", "linear"]
VoiceKey = Literal[
    "offer", "give", "hold", "accept", "pass", "walk", "promise", "break", "statement"
]  # fmt: skip
"""The occasions on which a persona says something (rule 12.4)."""

MOST_SHIFTS = 6
"""The most shifts that a persona can have: the kernel keeps a temperament for each combination."""
VOICE_TEXT = 200
"""The most characters that a bot says at once."""


@frozen
class ScoreLine:
    """One line of the score of a side or a seat."""

    label: str = key(Text(), "What the line counts, in words.", empty="")
    points: Expression = key(
        Formula(), "How many points it gives; `worth(table)` is this side's own.", empty=ZERO
    )
    allow: FrozenMap[str, str] = allowing()


@frozen
class Seat:
    """A role inside a side, with its own private brief."""

    name: str = key(Text(), "What the role is called.", empty="")
    brief: str = key(Text(), "What only this seat reads before the game.", default="")
    score: tuple[ScoreLine, ...] = key(
        Many(Record(lambda: ScoreLine)),
        "What counts for this seat alone: a result of its own, which nothing reads.",
        default=(),
    )
    source: tuple[str, ...] = sourced()
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
class BargainingShift:
    """What a shift replaces of how a persona bargains (rule 12.2)."""

    style: ConcessionStyle | None = key(
        OneWord(get_args(ConcessionStyle)), "How it concedes from then on.", default=None
    )
    firmness: int | None = key(Whole(1, 8), "How pronounced that is.", default=None)
    opening: int | None = key(
        Whole(0, 100), "What it aims for at first, in % of its best package.", default=None
    )
    floor: int | None = key(
        Whole(0, 100), "What it aims for at last, in % of its best package.", default=None
    )
    allow: FrozenMap[str, str] = allowing()

    def apply(self, style: BargainingStyle) -> BargainingStyle:
        """The bargaining style with the shift's changes."""
        named = {name: getattr(self, name) for name in ("style", "firmness", "opening", "floor")}
        return evolve(style, **{name: new for name, new in named.items() if new is not None})


@frozen
class Shift:
    """A change of a persona's temperament as long as a condition holds (rule 12.2)."""

    when: Expression = key(Formula(), "When it counts, judged by what the side sees.", empty=ZERO)
    tags: FrozenMap[str, int] = key(
        ById(Whole(), ids="tag"), "How much it then likes actions with a tag.", default=NONE
    )
    tracks: FrozenMap[str, int] = key(
        ById(Whole(), ids="track"),
        "How much it then likes each additional point of a track.",
        default=NONE,
    )
    bargaining: BargainingShift = key(
        Record(lambda: BargainingShift),
        "What is then different at a table.",
        default=BargainingShift(),
    )
    allow: FrozenMap[str, str] = allowing()


_TEXTS = Many(Text(at_most=VOICE_TEXT), or_one=True, at_least=1)


@frozen
class Voice:
    """What a bot says with its decisions, one of the texts at a time (rule 12.4)."""

    offer: tuple[str, ...] = key(
        _TEXTS, "With an offer; with `give` or `hold`: the first at a table.", default=()
    )
    give: tuple[str, ...] = key(
        _TEXTS, "With an offer worth less to itself than its last one.", default=()
    )
    hold: tuple[str, ...] = key(
        _TEXTS, "With an offer worth no less to itself than its last one.", default=()
    )
    accept: tuple[str, ...] = key(_TEXTS, "When it accepts an offer.", default=())
    pass_: tuple[str, ...] = key(
        _TEXTS, "When it passes without having done anything.", default=(), name="pass"
    )
    walk: tuple[str, ...] = key(_TEXTS, "When it leaves a table.", default=())
    promise: tuple[str, ...] = key(
        _TEXTS, "When it gives a promise, by an action or an agreement.", default=()
    )
    break_: tuple[str, ...] = key(
        _TEXTS, "When a promise of its side is broken.", default=(), name="break"
    )
    statement: tuple[str, ...] = key(
        _TEXTS, "With its statement, where all sides make one unseen.", default=()
    )
    allow: FrozenMap[str, str] = allowing()

    def texts(self, occasion: VoiceKey) -> tuple[str, ...]:
        """The texts for an occasion."""
        texts: tuple[str, ...] = getattr(
            self, {"pass": "pass_", "break": "break_"}.get(occasion, occasion)
        )
        return texts


NO_VOICE = Voice()


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
    leans: FrozenMap[str, Expression] = key(
        ById(Formula(), ids="inject"),
        "How it votes on a proposal, by what its side sees: above 0 for, below 0 against; default: "
        "by what follows.",
        default=FrozenMap(),
    )
    heat: int = key(Whole(0, 10**6), "How much its choices vary at random.", default=0)
    bargaining: BargainingStyle = key(
        Record(lambda: BargainingStyle), "How it bargains at a table.", default=BargainingStyle()
    )
    shifts: tuple[Shift, ...] = key(
        Many(Record(lambda: Shift), or_one=True),
        "What is different while something is so; where two hold, the later one counts.",
        default=(),
    )
    voice: Voice = key(Record(lambda: Voice), "What it says with its decisions.", default=NO_VOICE)
    allow: FrozenMap[str, str] = allowing()

    def shifted(self, shifts: Iterable[Shift]) -> Persona:
        """The temperament while some of its shifts hold, in file order: the later one counts."""
        tags, tracks, bargaining = dict(self.tags), dict(self.tracks), self.bargaining
        for shift in shifts:
            tags.update(shift.tags)
            tracks.update(shift.tracks)
            bargaining = shift.bargaining.apply(bargaining)
        return evolve(self, tags=FrozenMap(tags), tracks=FrozenMap(tracks), bargaining=bargaining)
