"""The scenario as a whole: everything that an author's files contain."""

from __future__ import annotations

from typing import Literal, get_args

from attrs import frozen

from game.model.actions import Action, Tag
from game.model.balance import Balance
from game.model.bodies import Body, Vote, Weights
from game.model.claims import AuthorTest, Expect
from game.model.effects import Effects, Upkeep
from game.model.expressions import ZERO, Expression
from game.model.flow import PHASE_KINDS, Outcome, Phase, Stage
from game.model.frozen import FrozenMap
from game.model.injects import Inject
from game.model.shapes import (
    ById,
    BySide,
    Decimal,
    Formula,
    Many,
    OneWord,
    Patch,
    Pattern,
    Points,
    Record,
    RecordOr,
    Ref,
    Steps,
    Text,
    Variant,
    Whole,
    allowing,
    key,
    sourced,
)
from game.model.shown import ConditionalText, Press
from game.model.sides import Deal, Persona, Side
from game.model.tables import Project, Promise, Table, TableMajority
from game.model.tracks import Setting, Track

DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
"""How a date is written: a day, a month or a year."""
Talk = Literal["none", "offers", "open"]


@frozen
class Source:
    """Where a fact comes from."""

    title: str = key(Text(), "What the source is.", empty="")
    as_of: str | None = key(Pattern(DATE, "2025-10-27"), "Its date.", default=None)
    expires: str | None = key(
        Pattern(DATE, "2026-11-10"),
        "The last day on which what it says holds, for `check --on DATE`.",
        default=None,
    )
    url: str | None = key(
        Pattern(r"\S+", "example.org/article"), "Where it can be read.", default=None
    )
    note: str = key(Text(), "What it gave.", default="")
    allow: FrozenMap[str, str] = allowing()


@frozen
class NamedValue:
    """An expression with a name, and perhaps words that people read instead of it."""

    formula: Expression = key(Formula(), "The expression.", empty=ZERO, name="is")
    text: str = key(
        Text(), "The words that cards show instead of the formula: *in a dry year*.", default=""
    )
    opposite: str = key(
        Text(), "The words for when it doesn't hold; default: `text` after “except”.", default=""
    )
    allow: FrozenMap[str, str] = allowing()


@frozen
class Place:
    """A place on the map."""

    at: tuple[float, float] = key(
        Many(Decimal(-180, 180), exactly=2), "Longitude and latitude in degrees.", empty=(0.0, 0.0)
    )
    side: str | None = key(Ref("side"), "The side it belongs to.", default=None)
    name: str = key(Text(), "What it is called; default: its id.", default="")
    allow: FrozenMap[str, str] = allowing()


MOST_POINTS = 60
"""The most points of a path: a screen can't show more."""
SMOOTH, STRAIGHT = "smooth", "straight"
RIVER, LAKE = "river", "lake"


@frozen
class Link:
    """A line between two places; its width shows the value of a track."""

    start: str = key(Ref("place"), "Where it begins.", empty="", name="from")
    to: str = key(Ref("place"), "Where it ends.", empty="")
    via: tuple[tuple[float, float], ...] = key(
        Points(1, MOST_POINTS),
        "The points that it passes on its way, in order; without them it is an arc.",
        default=(),
    )
    line: str = key(
        OneWord((SMOOTH, STRAIGHT)),
        "Whether it is drawn as a curve, or in straight lines from point to point.",
        default=SMOOTH,
    )
    track: str | None = key(Ref("track"), "The track that sets its width.", default=None)
    name: str = key(Text(), "What it carries.", default="")
    allow: FrozenMap[str, str] = allowing()


@frozen
class Water:
    """A river or a lake on the map, drawn under the links."""

    kind: str = key(
        OneWord((RIVER, LAKE)),
        "Whether its points are a way, or the shore all around.",
        empty=RIVER,
    )
    points: tuple[tuple[float, float], ...] = key(
        Points(2, MOST_POINTS), "The points that it passes, in order.", empty=()
    )
    line: str = key(
        OneWord((SMOOTH, STRAIGHT)),
        "Whether it is drawn as a curve, or in straight lines from point to point.",
        default=SMOOTH,
    )
    name: str = key(Text(), "What the map calls it; default: nothing.", default="")
    allow: FrozenMap[str, str] = allowing()


@frozen
class Atlas:
    """Places, the links between them, and waters for the map."""

    places: FrozenMap[str, Place] = key(
        ById(Record(lambda: Place)), "Places on the map.", default=FrozenMap()
    )
    links: tuple[Link, ...] = key(Many(Record(lambda: Link)), "Lines between places.", default=())
    waters: FrozenMap[str, Water] = key(
        ById(Record(lambda: Water)),
        "Rivers and lakes that the land doesn't have yet.",
        default=FrozenMap(),
    )
    allow: FrozenMap[str, str] = allowing()


FILE_KEYS = ("format", "id", "language", "include", "extends", "variants")
"""Keys about a scenario's file, which a variant can't change."""


@frozen
class Scenario:
    """A complete scenario; `authoring` reads it from files, and `rules` compiles it."""

    format: int = key(Whole(1, 1), "The version of this language, which is 1.", empty=1)
    id: str = key(
        Pattern("[a-z][a-z0-9_-]*(:[a-z][a-z0-9_]*)?", "kuala-lumpur"),
        "The scenario's own id; it may have hyphens.",
        empty="",
    )
    title: str = key(Text(), "Its title.", empty="")
    summary: str = key(Text(), "One or two sentences for the list of scenarios.", default="")
    situation: str = key(Text(), "What everybody reads before the game.", default="")
    source: tuple[str, ...] = sourced("Where the facts of its own texts come from.")
    debrief: str = key(Text(), "What everybody reads after the game.", default="")
    language: str = key(
        Pattern("[a-z]{2,3}(-[A-Za-z0-9]+)*", "en"), "The language of its texts.", empty="en"
    )
    minutes: tuple[int, int] | None = key(
        Many(Whole(1, 9999), exactly=2),
        "How long a game takes, at least and at most.",
        default=None,
    )
    objectives: FrozenMap[str, str] = key(
        ById(Text(), ids="label"),
        "What players should learn, each with a label.",
        default=FrozenMap(),
    )
    sources: FrozenMap[str, Source] = key(
        ById(Record(lambda: Source), ids="label"),
        "Where facts come from, each with a label.",
        default=FrozenMap(),
    )
    include: tuple[str, ...] = key(
        Many(Pattern(r"[^\\:]+\.ya?ml", "shared/eu-china.yaml"), or_one=True),
        "Other files whose sections are added to this one.",
        default=(),
        eq=False,
    )
    extends: str | None = key(
        Pattern(
            r"([^\\:]+\.ya?ml|[a-z][a-z0-9_-]*)(:[a-z][a-z0-9_]*)?", "the-dam.yaml or kuala-lumpur"
        ),
        "Another scenario, over which this file is laid: a file, or the id of one that comes with "
        "the game.",
        default=None,
        eq=False,
    )
    settings: FrozenMap[str, Setting] = key(
        ById(Record(lambda: Setting)),
        "Numbers to adjust while balancing the game.",
        default=FrozenMap(),
    )
    values: FrozenMap[str, NamedValue] = key(
        ById(RecordOr(lambda: NamedValue, "is")),
        "Expressions with a name, for use in others.",
        default=FrozenMap(),
    )
    turns: int = key(Whole(1, 9999), "How many turns a game has.", empty=1)
    calendar: tuple[str, ...] = key(Many(Text()), "What each turn is called.", default=())
    sides: FrozenMap[str, Side] = key(
        ById(Record(lambda: Side), at_least=2),
        "The parties, in the order in which they act.",
        empty=FrozenMap(),
    )
    deals: FrozenMap[str, Deal] = key(
        ById(Record(lambda: Deal)), "What is dealt in secret before the game.", default=FrozenMap()
    )
    tracks: FrozenMap[str, Track] = key(
        ById(Record(lambda: Track), at_least=1), "What is measured.", empty=FrozenMap()
    )
    opening: Effects = key(Steps(), "What happens once, before turn 1.", default=())
    each_turn: Effects = key(
        Steps(lambda: Upkeep), "What happens at the start of every later turn.", default=()
    )
    stages: FrozenMap[str, Stage] = key(
        ById(Record(lambda: Stage), at_least=1),
        "The states that the game can be in; it begins in the first.",
        empty=FrozenMap(),
    )
    phases: FrozenMap[str, Phase] = key(
        ById(Variant("kind", lambda: PHASE_KINDS), at_least=1),
        "The steps that a turn consists of.",
        empty=FrozenMap(),
    )
    tags: FrozenMap[str, Tag] = key(
        ById(Record(lambda: Tag)), "Labels for actions.", default=FrozenMap()
    )
    actions: FrozenMap[str, Action] = key(
        ById(Record(lambda: Action)), "What sides can do.", default=FrozenMap()
    )
    tables: FrozenMap[str, Table] = key(
        ById(Record(lambda: Table)), "Negotiations.", default=FrozenMap()
    )
    promises: FrozenMap[str, Promise] = key(
        ById(Record(lambda: Promise)), "Commitments with a deadline.", default=FrozenMap()
    )
    weights: FrozenMap[str, Weights] = key(
        ById(Record(lambda: Weights)),
        "The members of bodies, with what each of them weighs.",
        default=FrozenMap(),
    )
    bodies: FrozenMap[str, Body] = key(
        ById(Record(lambda: Body)), "Bodies that decide by vote.", default=FrozenMap()
    )
    injects: FrozenMap[str, Inject] = key(
        ById(Record(lambda: Inject)), "Events by the author.", default=FrozenMap()
    )
    projects: FrozenMap[str, Project] = key(
        ById(Record(lambda: Project)), "What takes several turns.", default=FrozenMap()
    )
    outcomes: FrozenMap[str, Outcome] = key(
        ById(Record(lambda: Outcome), at_least=1),
        "How the game can end, tested in this order; the last has no condition.",
        empty=FrozenMap(),
    )
    epilogue: tuple[ConditionalText, ...] = key(
        Many(Record(lambda: ConditionalText)),
        "What everybody reads after the outcome: those that hold, in this order.",
        default=(),
    )
    press: FrozenMap[str, Press] = key(
        BySide(Record(lambda: Press)),
        "The newspapers of sides, which everybody reads after the epilogue.",
        default=FrozenMap(),
    )
    personas: FrozenMap[str, Persona] = key(
        ById(Record(lambda: Persona), ids="persona"), "Temperaments for bots.", default=FrozenMap()
    )
    talk: Talk = key(
        OneWord(get_args(Talk)),
        "Which words people may exchange: none, only those with offers and statements, or any.",
        default="open",
    )
    map: Atlas = key(Record(lambda: Atlas), "The map.", default=Atlas())
    expect: tuple[Expect, ...] = key(
        Many(Record(lambda: Expect)), "Claims that are checked by playing many games.", default=()
    )
    tests: tuple[AuthorTest, ...] = key(
        Many(Record(lambda: AuthorTest)), "Tests of small positions.", default=()
    )
    balance: Balance = key(
        Record(lambda: Balance), "What the author says about balance.", default=Balance()
    )
    variants: FrozenMap[str, str] = key(
        ById(Patch(lambda: Scenario, FILE_KEYS), ids="variant"),
        "Versions of this scenario, each with its changes.",
        default=FrozenMap(),
        eq=False,
    )
    allow: FrozenMap[str, str] = allowing()

    def readers_of(self, kind: str, id: str) -> tuple[str, ...] | None:
        """The sides that know of something by its `seen_by` (rules 7.1 and 14.1); None: everybody.

        kind: `track`, `inject`, `table`, `promise` or `project`.
        """
        things: FrozenMap[str, Track | Inject | Table | Promise | Project] = getattr(
            self, f"{kind}s"
        )
        return things[id].seen_by if id in things else None

    def body_of(self, inject: str) -> tuple[Vote, Body, Weights] | None:
        """The vote of an inject, its body and their weights; None if one of them is missing."""
        vote = self.injects[inject].vote
        body = self.bodies.get(vote.body) if vote is not None else None
        weights = self.weights.get(body.weights) if body is not None else None
        if vote is None or body is None or weights is None:
            return None
        return vote, body, weights

    def majority_of(self, table: str) -> tuple[TableMajority, Body, Weights] | None:
        """The majority that agrees packages at a table, its body and their weights; None if all
        parties must agree, or if one of these is missing."""
        majority = self.tables[table].majority
        body = self.bodies.get(majority.body) if majority is not None else None
        weights = self.weights.get(body.weights) if body is not None else None
        if majority is None or body is None or weights is None:
            return None
        return majority, body, weights

    def voters(self, inject: str) -> tuple[str, ...]:
        """The members that take part in the vote of an inject, in file order."""
        parts = self.body_of(inject)
        if parts is None:
            return ()
        vote, _, weights = parts
        return tuple(member for member in weights.members if member not in vote.without)

    def sides_that_vote(self, inject: str) -> tuple[str, ...]:
        """The sides that play members who take part in the vote of an inject, in file order."""
        parts = self.body_of(inject)
        if parts is None:
            return ()
        playing = {parts[1].sides.get(member) for member in self.voters(inject)}
        return tuple(side for side in self.sides if side in playing)


def file_stem(id: str) -> str:
    """A scenario's id as part of a file's name, without the colon of a variant."""
    return id.replace(":", "-")


def titled(name: str, id: str) -> str:
    """The name of something, or its id made readable if it has no name."""
    return name or id.replace("_", " ").capitalize()
