"""Negotiations: tables with issues and options, promises with a deadline, and projects."""

from __future__ import annotations

from typing import Literal, get_args

from attrs import frozen

from game.model.effects import Effects
from game.model.expressions import Expression, Number
from game.model.frozen import FrozenMap
from game.model.shapes import (
    ByCard,
    ById,
    BySide,
    Flag,
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
    serving,
    sourced,
)

Weight = Expression | FrozenMap[str, Expression]
DraftStart = Literal["empty", "best"]
"""With what the draft of an offer begins."""


@frozen
class Option:
    """One of the possible answers to an issue."""

    name: str = key(Text(), "What the answer is called; default: its id.", default="")
    text: str = key(Text(), "What it would mean.", default="")
    value: FrozenMap[str, int] = key(
        BySide(Whole()),
        "How good it is for a side, in % of the issue's weight.",
        default=FrozenMap(),
    )
    worth: FrozenMap[str, Expression] = key(
        BySide(Formula()),
        "Worth that it adds for a side; it may depend on the rest of the package.",
        default=FrozenMap(),
    )
    when: Expression | None = key(
        Formula(), "When it may be offered; default: always.", default=None
    )
    needs: FrozenMap[str, Expression] = key(
        BySide(Formula()),
        "What must be true for a side to propose or accept it.",
        default=FrozenMap(),
    )
    effects: Effects = key(Steps(), "What happens when it is agreed.", default=())
    lapsed: Effects = key(Steps(), "What happens when the agreement lapses.", default=())
    objectives: tuple[str, ...] = serving()
    source: tuple[str, ...] = sourced()
    allow: FrozenMap[str, str] = allowing()


@frozen
class Issue:
    """A question that is negotiated at a table."""

    name: str = key(Text(), "What the question is called; default: its id.", default="")
    text: str = key(Text(), "What it is about.", default="")
    weight: FrozenMap[str, Weight] = key(
        BySide(ByCard(Formula())),
        "How much it matters to a side; by dealt card if `weights_by` names a deal.",
        default=FrozenMap(),
    )
    options: FrozenMap[str, Option] = key(
        ById(Record(lambda: Option), at_least=1),
        "The possible answers, in order.",
        empty=FrozenMap(),
    )
    when: Expression | None = key(
        Formula(), "When it is on the agenda; default: always.", default=None
    )
    otherwise: str | None = key(
        LocalRef("option"), "The option that counts while it is off the agenda.", default=None
    )
    objectives: tuple[str, ...] = serving()
    source: tuple[str, ...] = sourced()
    allow: FrozenMap[str, str] = allowing()


@frozen
class Ratification:
    """What a signed package needs before it is in force (rule 16)."""

    vote: tuple[str, ...] = key(
        Many(Ref("inject"), or_one=True, at_least=1), "The votes that must all carry it.", empty=()
    )
    within: int = key(
        Whole(1, 9999), "In how many turns after the signature; then it lapses.", empty=1
    )


NO_RATIFICATION = Ratification(vote=(), within=0)
"""The ratification of a table whose agreements bind at once."""


@frozen
class TableMajority:
    """Who can agree a package at a table instead of all parties together (rule 19)."""

    body: str = key(Ref("body"), "The body whose majority decides.", empty="")
    by: str = key(
        LocalRef("majority"),
        "The majority that agrees a package; `unanimous` needs no definition.",
        empty="",
    )
    proposes: str | None = key(
        Ref("side"), "The only party that can make offers; default: all can.", default=None
    )
    leans: FrozenMap[str, Expression] = key(
        ById(Formula(), ids="member"),
        "How single voices take a package, which the formula may read.",
        default=FrozenMap(),
    )
    allow: FrozenMap[str, str] = allowing()


@frozen
class Table:
    """One negotiation between sides."""

    between: tuple[str, ...] = key(Many(Ref("side"), at_least=2), "The parties.", empty=())
    rounds: int = key(Whole(1, 9999), "How many rounds it has in the whole game.", empty=1)
    issues: FrozenMap[str, Issue] = key(
        ById(Record(lambda: Issue), at_least=1), "The questions, in order.", empty=FrozenMap()
    )
    name: str = key(Text(), "What the table is called; default: its id.", default="")
    text: str = key(Text(), "What it is about.", default="")
    speaks_first: str | None = key(
        Ref("side"), "Who speaks first; default: the first party.", default=None
    )
    open: bool = key(
        Flag(), "Whether it is open from the start; if not, an effect opens it.", default=False
    )
    weights_by: FrozenMap[str, str] = key(
        BySide(Ref("deal")), "The deal whose card sets a side's weights.", default=FrozenMap()
    )
    rules: tuple[Expression, ...] = key(
        Many(Formula(), or_one=True), "Conditions that every package must satisfy.", default=()
    )
    reserve: FrozenMap[str, Expression] = key(
        BySide(Formula()),
        "What no agreement is worth to a side, its reservation value.",
        default=FrozenMap(),
    )
    draft: DraftStart = key(
        OneWord(get_args(DraftStart)),
        "With what the draft of an offer begins: `empty`, or `best`, the standing offer or else "
        "what is worth most to the side. No rule reads it.",
        default="empty",
    )
    seen_by: tuple[str, ...] | None = key(
        Many(Ref("side"), or_one=True),
        "Who knows of it; default: all. The parties must be among them.",
        default=None,
    )
    agreed: Effects = key(Steps(), "What happens when a package is agreed.", default=())
    collapsed: Effects = key(Steps(), "What happens when a party walks out.", default=())
    expired: Effects = key(Steps(), "What happens when the rounds are used up.", default=())
    lapsed: Effects = key(Steps(), "What happens when the agreement ends.", default=())
    majority: TableMajority | None = key(
        Record(lambda: TableMajority),
        "Who can agree a package; default: all parties together.",
        default=None,
    )
    ratify: Ratification | None = key(
        Record(lambda: Ratification),
        "What a signed package needs before it is agreed; default: nothing.",
        default=None,
    )
    provisional: tuple[str, ...] = key(
        Many(LocalRef("issue")),
        "The issues whose options have their effects at signature.",
        default=(),
    )
    signed: Effects = key(
        Steps(), "What happens when a package is signed that must be ratified.", default=()
    )
    rejected: Effects = key(
        Steps(), "What happens when a signed package isn't ratified.", default=()
    )
    source: tuple[str, ...] = sourced()
    allow: FrozenMap[str, str] = allowing()

    @property
    def ratifiers(self) -> tuple[str, ...]:
        """The injects whose votes must carry what is signed; none where it binds at once."""
        return self.ratify.vote if self.ratify is not None else ()


@frozen
class Promise:
    """A commitment with a deadline, judged by the engine (rule 11)."""

    by: tuple[str, ...] = key(
        Many(Ref("side"), or_one=True, at_least=1), "The side that is bound, or several.", empty=()
    )
    turns: int = key(Whole(1, 9999), "How many turns it runs.", empty=1)
    name: str = key(Text(), "What is promised; default: its id.", default="")
    text: str = key(Text(), "A sentence of explanation.", default="")
    seen_by: tuple[str, ...] | None = key(
        Many(Ref("side"), or_one=True),
        "Who knows of it; default: all. Who is bound must be among them.",
        default=None,
    )
    broken: Expression | None = key(Formula(), "When it is broken.", default=None)
    kept_when: Expression | None = key(
        Formula(),
        "When it is kept early; where this is given, it must happen in time.",
        default=None,
    )
    kept: Effects = key(Steps(), "What happens when it is kept.", default=())
    breach: Effects = key(Steps(), "What happens when it is broken.", default=())
    objectives: tuple[str, ...] = serving()
    source: tuple[str, ...] = sourced()
    allow: FrozenMap[str, str] = allowing()


@frozen
class Project:
    """Something that takes several turns from its beginning until it is done (rule 15)."""

    takes: Expression = key(
        Formula(), "How many turns it takes, as it stands when it begins.", empty=Number(1)
    )
    name: str = key(Text(), "What it is called; default: its id.", default="")
    text: str = key(Text(), "A sentence of explanation.", default="")
    seen_by: tuple[str, ...] | None = key(
        Many(Ref("side"), or_one=True), "Who knows of it; default: all.", default=None
    )
    done: Effects = key(Steps(), "What happens when it is done.", default=())
    stopped: Effects = key(Steps(), "What happens when it is stopped.", default=())
    objectives: tuple[str, ...] = serving()
    source: tuple[str, ...] = sourced()
    allow: FrozenMap[str, str] = allowing()
