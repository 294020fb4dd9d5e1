"""What an author says should be true: claims judged by playing, and tests of small positions."""

from __future__ import annotations

from attrs import frozen

from game.model.expressions import Expression
from game.model.frozen import FrozenMap
from game.model.shapes import (
    ById,
    Flag,
    Formula,
    LocalRef,
    Many,
    OneWord,
    Play,
    Record,
    Ref,
    Start,
    Text,
    Whole,
    allowing,
    key,
)

EVERY = {"inject": "fires", "action": "taken", "outcome": "reached", "option": "agreed_on"}


@frozen
class Expect:
    """A claim about many games; it names one thing and what should be found of it."""

    games: int = key(Whole(1, 10**6), "How many games to play.", default=1000)
    seats: FrozenMap[str, str] = key(
        ById(Ref("bot"), ids="side"),
        "Who plays a side: a persona, `uniform` or `expert`; left out: `uniform`.",
        default=FrozenMap(),
    )
    outcome: str | None = key(
        Ref("outcome"), "An outcome, whose share of games is claimed.", default=None
    )
    agreed: str | None = key(
        Ref("table"), "A table, whose share of games with agreement is claimed.", default=None
    )
    fired: str | None = key(
        Ref("inject"), "An inject, whose share of games with it is claimed.", default=None
    )
    ahead: str | None = key(
        Ref("side"),
        "A side, whose share of games with the best margin over par is claimed.",
        default=None,
    )
    score: str | None = key(Ref("side"), "A side, whose mean score is claimed.", default=None)
    every: str | None = key(
        OneWord(tuple(EVERY)), "A kind of thing, of which each one must happen.", default=None
    )
    share: tuple[int, int] | None = key(
        Many(Whole(0, 100), exactly=2),
        "The least and the greatest share, in % of games.",
        default=None,
    )
    mean: tuple[int, int] | None = key(
        Many(Whole(), exactly=2), "The least and the greatest mean, in points.", default=None
    )
    fires: bool | None = key(
        Flag(), "With `every: inject`: each one happens in some game.", default=None
    )
    taken: bool | None = key(
        Flag(), "With `every: action`: each one is taken in some game.", default=None
    )
    reached: bool | None = key(
        Flag(), "With `every: outcome`: each one ends some game.", default=None
    )
    agreed_on: bool | None = key(
        Flag(), "With `every: option`: each one is agreed in some game.", default=None
    )
    allow: FrozenMap[str, str] = allowing()


@frozen
class Given:
    """The position a test starts from, written over the start of a game (rule 9.6)."""

    turn: int | None = key(Whole(1, 9999), "The turn it is.", default=None)
    stage: str | None = key(Ref("stage"), "The stage the game is in.", default=None)
    phase: str | None = key(Ref("phase"), "The phase that is under way.", default=None)
    tracks: FrozenMap[str, int | str] = key(
        ById(Start(), ids="track"),
        "What tracks stand at; the others are at their start.",
        default=FrozenMap(),
    )
    cards: FrozenMap[str, str] = key(
        ById(LocalRef("card"), ids="deal"), "Which card of a deal was dealt.", default=FrozenMap()
    )
    agreed: FrozenMap[str, FrozenMap[str, str]] = key(
        ById(ById(LocalRef("option"), ids="issue"), ids="table"),
        "Tables with an agreement, and the option agreed on each issue.",
        default=FrozenMap(),
    )
    promises: FrozenMap[str, int] = key(
        ById(Whole(1, 9999), ids="promise"),
        "Promises that run, with the turns left.",
        default=FrozenMap(),
    )
    fired: FrozenMap[str, int] = key(
        ById(Whole(0, 9999), ids="inject"),
        "How often injects have happened.",
        default=FrozenMap(),
    )
    open: tuple[str, ...] = key(
        Many(Ref("table"), or_one=True), "Tables that are open.", default=()
    )
    allow: FrozenMap[str, str] = allowing()


@frozen
class AuthorTest:
    """A small position, what is played in it, and what must then hold."""

    name: str = key(Text(), "The sentence it proves.", empty="")
    given: Given = key(Record(lambda: Given), "Where it starts.", default=Given())
    seed: int = key(Whole(0), "The number from which its luck is drawn.", default=0)
    play: tuple[str, ...] = key(
        Many(Play(), or_one=True), "The decisions taken, one after the other.", default=()
    )
    refused: tuple[str, ...] = key(
        Many(Play(), or_one=True), "Decisions that must be refused after that.", default=()
    )
    then: tuple[Expression, ...] = key(
        Many(Formula(), or_one=True), "What must hold afterwards.", default=()
    )
    allow: FrozenMap[str, str] = allowing()
