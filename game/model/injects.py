"""Injects: events that come on a turn, by a condition, by chance or from the facilitator."""

from __future__ import annotations

from typing import Literal, get_args

from attrs import frozen

from game.model.bodies import Vote
from game.model.effects import Effects
from game.model.expressions import Expression
from game.model.frozen import FrozenMap
from game.model.shapes import (
    ById,
    Flag,
    Formula,
    Many,
    NewId,
    OneWord,
    Record,
    Ref,
    Steps,
    Text,
    Whole,
    allowing,
    key,
    serving,
    sourced,
)

OF_BALLOTS = ("ask", "reveal", "answers")
"""The keys of an inject that its vote decides: a vote is a question to the sides that vote."""

AnswersReveal = Literal["together"]
"""When the answers of several sides become known."""


@frozen
class AnswerOption:
    """One answer to an inject's question."""

    name: str = key(Text(), "What the answer is called; default: its id.", default="")
    text: str = key(Text(), "What it would mean.", default="")
    cost: FrozenMap[str, int] = key(
        ById(Whole(1), ids="track"),
        "What the side pays from tracks, before the effects.",
        default=FrozenMap(),
    )
    when: Expression | None = key(Formula(), "When it may be given.", default=None)
    effects: Effects = key(Steps(), "What it does.", default=())
    source: tuple[str, ...] = sourced()
    allow: FrozenMap[str, str] = allowing()


@frozen
class Inject:
    """An event by the author (rule 6)."""

    name: str = key(Text(), "Its headline; default: its id.", default="")
    text: str = key(Text(), "The story.", default="")
    kind: str = key(
        Text(),
        "Its class (market, security, law …), shown before its content.",
        default="",
        name="class",
    )
    at: int | None = key(Whole(1, 9999), "The turn on which it happens.", default=None)
    when: Expression | None = key(Formula(), "When it can happen.", default=None)
    chance: Expression | None = key(Formula(), "How likely it is each time, in %.", default=None)
    weight: Expression | None = key(
        Formula(), "How likely it is to be drawn, relative to the others.", default=None
    )
    once: bool = key(Flag(), "Whether it can happen only once in a game.", default=True)
    deck: str | None = key(NewId("deck"), "The deck that it belongs to.", default=None)
    effects: Effects = key(Steps(), "What it does.", default=())
    ask: tuple[str, ...] = key(
        Many(Ref("side"), or_one=True),
        "The side that must answer its question, or several, in that order.",
        default=(),
    )
    reveal: AnswersReveal | None = key(
        OneWord(get_args(AnswersReveal)),
        "With `together`, several sides answer unseen, and all answers take effect with the last.",
        default=None,
    )
    answers: FrozenMap[str, AnswerOption] = key(
        ById(Record(lambda: AnswerOption), ids="answer"),
        "What each of these sides may answer.",
        default=FrozenMap(),
    )
    vote: Vote | None = key(
        Record(lambda: Vote),
        "The vote of a body, to which it puts a proposal.",
        default=None,
    )
    seen_by: tuple[str, ...] | None = key(
        Many(Ref("side"), or_one=True),
        "Who knows of it; default: all. Those whom it asks must be among them.",
        default=None,
    )
    facilitator: str = key(Text(), "A note for the facilitator.", default="")
    historical: bool = key(Flag(), "Whether it really happened.", default=False)
    objectives: tuple[str, ...] = serving()
    source: tuple[str, ...] = sourced()
    allow: FrozenMap[str, str] = allowing()
