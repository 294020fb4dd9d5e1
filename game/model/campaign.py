"""A campaign: scenarios that are played one after the other, its chapters."""

from __future__ import annotations

from attrs import field, frozen

from game.model.expressions import ZERO, Expression
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.model.shapes import (
    ById,
    Formula,
    Many,
    Pattern,
    Record,
    Ref,
    Text,
    Whole,
    key,
)


@frozen
class Chapter:
    """A scenario as a part of a campaign, and what it takes over from earlier chapters."""

    scenario: str = key(
        Pattern(
            r"([^\\:]+\.ya?ml|[a-z][a-z0-9_-]*)(:[a-z][a-z0-9_]*)?", "the-dam.yaml or kuala-lumpur"
        ),
        "The scenario that is played: a file, or the id of one that comes with the game, perhaps "
        "with a colon and a variant.",
        empty="",
    )
    when: Expression | None = key(
        Formula(), "The condition for it to be played; default: always.", default=None
    )
    before: str = key(Text(), "What everybody reads before it.", default="")
    start: FrozenMap[str, Expression] = key(
        ById(Formula(), ids="track"),
        "The values with which tracks start; the others start as the scenario says.",
        default=FrozenMap(),
    )
    plays: FrozenMap[str, str] = key(
        ById(Ref("side"), ids="side"),
        "Whoever was this side in the first chapter that has it plays a side; default: the side of "
        "the same id.",
        default=FrozenMap(),
    )


@frozen
class ResultLine:
    """A line of a side's result of the whole campaign."""

    label: str = key(Text(), "What it measures.", empty="")
    side: str = key(
        Ref("side"), "Whose line it is, by the side that it is first in the campaign.", empty=""
    )
    points: Expression = key(Formula(), "The points it gives.", empty=ZERO)


@frozen
class Campaign:
    """Scenarios that are played one after the other."""

    format: int = key(Whole(1, 1), "The version of this language, which is 1.", empty=1)
    id: str = key(Pattern("[a-z][a-z0-9_-]*", "five-years"), "The campaign's own id.", empty="")
    title: str = key(Text(), "Its title.", empty="")
    summary: str = key(Text(), "One or two sentences for the list of campaigns.", default="")
    language: str = key(
        Pattern("[a-z]{2,3}(-[A-Za-z0-9]+)*", "en"), "The language of its texts.", default="en"
    )
    chapters: FrozenMap[str, Chapter] = key(
        ById(Record(lambda: Chapter), at_least=1),
        "The scenarios, in the order in which they are played.",
        empty=FrozenMap(),
    )
    result: tuple[ResultLine, ...] = key(
        Many(Record(lambda: ResultLine)), "What counts when all have been played.", default=()
    )
    scenarios: FrozenMap[str, Scenario] = field(default=FrozenMap(), kw_only=True)
    """By chapter, the scenario as it was loaded."""
