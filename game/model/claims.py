"""What the author expects: claims that are checked by playing many games, and tests."""

from __future__ import annotations

from typing import Literal

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

EveryKind = Literal["inject", "action", "outcome", "option", "promise", "project"]
EVERY: dict[EveryKind, str] = {
    "inject": "fires",
    "action": "taken",
    "outcome": "reached",
    "option": "agreed_on",
    "promise": "given",
    "project": "done",
}
"""By kind, the key of `expect` with the claim about everything of that kind."""


@frozen
class Expect:
    """A claim about one thing, which is checked by playing many games."""

    games: int = key(Whole(1, 10**6), "How many games to play.", default=1000)
    seats: FrozenMap[str, str] = key(
        ById(Ref("bot"), ids="side"),
        "Who plays a side: a persona, `uniform` or `expert`; default: `uniform`.",
        default=FrozenMap(),
    )
    outcome: str | None = key(
        Ref("outcome"), "Claims the share of games that end so.", default=None
    )
    agreed: str | None = key(
        Ref("table"), "Claims the share of games with an agreement there.", default=None
    )
    fired: str | None = key(
        Ref("inject"), "Claims the share of games in which it fires.", default=None
    )
    ahead: str | None = key(
        Ref("side"),
        "Claims the share of games in which this side has the best margin over par.",
        default=None,
    )
    score: str | None = key(Ref("side"), "Claims this side's mean score.", default=None)
    every: EveryKind | None = key(
        OneWord(tuple(EVERY)),
        "Claims that each thing of this kind happens in some game.",
        default=None,
    )
    share: tuple[int, int] | None = key(
        Many(Whole(0, 100), exactly=2),
        "The lowest and the highest share, in % of games.",
        default=None,
    )
    mean: tuple[int, int] | None = key(
        Many(Whole(), exactly=2), "The lowest and the highest mean, in points.", default=None
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
    given: bool | None = key(
        Flag(), "With `every: promise`: each one is given in some game.", default=None
    )
    done: bool | None = key(
        Flag(), "With `every: project`: each one is done in some game.", default=None
    )
    allow: FrozenMap[str, str] = allowing()


@frozen
class Given:
    """The position in which a test starts; the rest is as at the start of a game (rule 9.6)."""

    turn: int | None = key(Whole(1, 9999), "The current turn.", default=None)
    stage: str | None = key(Ref("stage"), "The current stage.", default=None)
    phase: str | None = key(Ref("phase"), "The current phase.", default=None)
    tracks: FrozenMap[str, int | str] = key(
        ById(Start(), ids="track"),
        "The values of tracks; the others have their start values.",
        default=FrozenMap(),
    )
    cards: FrozenMap[str, str] = key(
        ById(LocalRef("card"), ids="deal"), "Which card of a deal was dealt.", default=FrozenMap()
    )
    agreed: FrozenMap[str, FrozenMap[str, str]] = key(
        ById(ById(LocalRef("option"), ids="issue"), ids="table"),
        "Tables with an agreement in force, and the option agreed on each issue.",
        default=FrozenMap(),
    )
    promises: FrozenMap[str, int] = key(
        ById(Whole(1, 9999), ids="promise"),
        "Promises that run, with the turns left.",
        default=FrozenMap(),
    )
    projects: FrozenMap[str, int] = key(
        ById(Whole(1, 9999), ids="project"),
        "Projects that are under way, with the turns left.",
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
    """A position, the decisions played from there, and what must then be true."""

    name: str = key(Text(), "What it proves, as a sentence.", empty="")
    given: Given = key(Record(lambda: Given), "The position in which it starts.", default=Given())
    seed: int = key(Whole(0, 2**63 - 1), "The seed of its random numbers.", default=0)
    play: tuple[str, ...] = key(
        Many(Play(), or_one=True), "The decisions taken, one after the other.", default=()
    )
    refused: tuple[str, ...] = key(
        Many(Play(), or_one=True), "Decisions that must be refused after that.", default=()
    )
    then: tuple[Expression, ...] = key(
        Many(Formula(), or_one=True), "What must be true afterwards.", default=()
    )
    allow: FrozenMap[str, str] = allowing()

    @property
    def position_name(self) -> str:
        """Its name on one line, by which a game can begin in its position (rule 9.6)."""
        return " ".join(self.name.split())
