"""Bodies that decide by vote: weights of members, majorities, and what a vote is about."""

from __future__ import annotations

from typing import Literal, get_args

from attrs import frozen

from game.model.effects import Effects
from game.model.expressions import ZERO, Expression
from game.model.frozen import FrozenMap
from game.model.shapes import (
    ById,
    Formula,
    LocalRef,
    Many,
    OneWord,
    Record,
    Ref,
    Steps,
    Text,
    Whole,
    allowing,
    key,
    sourced,
)

ABSTAIN, FOR, AGAINST = BALLOTS = ("abstain", "for", "against")
"""The ids of the ballots, in the order in which they are asked for (rule 13.2)."""
BALLOT_VALUES = (0, 1, -1)
"""What `voted` gives for each of them."""
UNANIMOUS = "unanimous"
"""The majority that every body has."""
LARGEST_SUM = 20_000_000
"""The most that a weight of all members together can be: a hundred times as much is still counted
with 32 bits."""

Abstentions = Literal["against", "absent", "for"]
Disclosure = Literal["open", "counted", "secret"]


@frozen
class Member:
    """One member of a body, with its weights."""

    name: str = key(Text(), "What the member is called; default: its id.", default="")
    counts: FrozenMap[str, int] = key(
        ById(Whole(0, LARGEST_SUM), ids="count"), "What it weighs, by count.", empty=FrozenMap()
    )
    allow: FrozenMap[str, str] = allowing()


@frozen
class Weights:
    """The members of a body, and what each of them weighs."""

    counts: FrozenMap[str, str] = key(
        ById(Text(), ids="id", at_least=1),
        "What is counted in a vote, such as states and people, each with its name.",
        empty=FrozenMap(),
    )
    members: FrozenMap[str, Member] = key(
        ById(Record(lambda: Member), at_least=1), "Who votes.", empty=FrozenMap()
    )
    total: FrozenMap[str, int] = key(
        ById(Whole(1, LARGEST_SUM), ids="count"),
        "By count, what all members must weigh together, so that a slip of the pen is noticed.",
        default=FrozenMap(),
    )
    source: tuple[str, ...] = sourced()
    allow: FrozenMap[str, str] = allowing()


@frozen
class Majority:
    """What a proposal needs to be carried (rule 13.4)."""

    name: str = key(Text(), "What the majority is called; default: its id.", default="")
    shares: FrozenMap[str, int] = key(
        ById(Whole(1, 100), ids="count", at_least=1),
        "By count, the share that is needed at least, in %.",
        empty=FrozenMap(),
    )
    blocked_by: FrozenMap[str, int] = key(
        ById(Whole(1, LARGEST_SUM), ids="count"),
        "By count, how much must not be for it to stop it; fewer can't, whatever they weigh.",
        default=FrozenMap(),
    )
    allow: FrozenMap[str, str] = allowing()


@frozen
class Body:
    """A body that decides by vote (rule 13.1)."""

    weights: str = key(Ref("weight"), "Its members and what they weigh.", empty="")
    name: str = key(Text(), "What it is called; default: its id.", default="")
    sides: FrozenMap[str, str] = key(
        ById(Ref("side"), ids="member"),
        "The members that sides play, each with its side; the others are voices.",
        default=FrozenMap(),
    )
    leans: Expression = key(
        Formula(),
        "How every voice votes: above 0 for, below 0 against, at 0 it abstains.",
        default=ZERO,
    )
    voices: FrozenMap[str, Expression] = key(
        ById(Formula(), ids="member"),
        "How single voices vote instead.",
        default=FrozenMap(),
    )
    majorities: FrozenMap[str, Majority] = key(
        ById(Record(lambda: Majority)),
        "The majorities by which it decides, beside `unanimous`.",
        default=FrozenMap(),
    )
    allow: FrozenMap[str, str] = allowing()


@frozen
class Vote:
    """The vote of a body, to which an inject puts a proposal (rule 13.2)."""

    body: str = key(Ref("body"), "The body that votes.", empty="")
    by: str | None = key(
        LocalRef("majority"),
        "The majority that carries the proposal; `unanimous` needs no definition.",
        default=None,
    )
    unless: str | None = key(
        LocalRef("majority"),
        "Instead of `by`: it is carried unless such a majority is against.",
        default=None,
    )
    abstain: Abstentions = key(
        OneWord(get_args(Abstentions)),
        "What an abstention counts as. With `absent`, shares are of those who don't abstain.",
        default="against",
    )
    ballots: Disclosure = key(
        OneWord(get_args(Disclosure)),
        "What is told afterwards: each ballot, only how many there were, or only the result.",
        default="open",
    )
    without: tuple[str, ...] = key(
        Many(LocalRef("member")), "Members that take no part.", default=()
    )
    leans: FrozenMap[str, Expression] = key(
        ById(Formula(), ids="member"),
        "How single voices vote in this vote.",
        default=FrozenMap(),
    )
    carried: Effects = key(Steps(), "What happens if it is carried.", default=())
    lost: Effects = key(Steps(), "What happens if it isn't.", default=())
    allow: FrozenMap[str, str] = allowing()
