"""The course of a game: stages, the phases of their turns, and outcomes."""

from __future__ import annotations

from typing import Literal, get_args

from attrs import frozen

from game.model.effects import Effects, Upkeep
from game.model.expressions import ZERO, Expression
from game.model.frozen import FrozenMap
from game.model.shapes import (
    BySide,
    Flag,
    Formula,
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

PickOrder = Literal["together", "alternate"]
Verdict = Literal["win", "draw", "loss"]


@frozen
class Next:
    """A way from one stage to another, tested at the end of a turn (rule 3.3)."""

    when: Expression = key(Formula(), "When this way is taken.", empty=ZERO)
    to: str = key(Ref("stage"), "The stage that follows.", empty="")
    allow: FrozenMap[str, str] = allowing()


@frozen
class Stage:
    """A state of the relations between the sides, with its own phases."""

    name: str = key(Text(), "What the stage is called; default: its id.", default="")
    text: str = key(Text(), "What players read when it begins.", default="")
    phases: tuple[str, ...] = key(
        Many(Ref("phase"), or_one=True, at_least=1), "The steps of a turn, in order.", empty=()
    )
    each_turn: Effects = key(
        Steps(lambda: Upkeep),
        "What happens at the start of each turn in this stage, but for turn 1.",
        default=(),
    )
    next: tuple[Next, ...] = key(
        Many(Record(lambda: Next), or_one=True),
        "Ways out, tested in order at the end of a turn.",
        default=(),
    )
    source: tuple[str, ...] = sourced()
    allow: FrozenMap[str, str] = allowing()


@frozen
class ActionsPhase:
    """Sides pick actions from menus."""

    name: str = key(Text(), "What the step is called; default: its id.", default="")
    text: str = key(Text(), "What players read when it begins.", default="")
    menus: tuple[str, ...] = key(
        Many(Ref("menu"), or_one=True, at_least=1), "The menus it offers.", empty=()
    )
    picks: int = key(Whole(1, 20), "How many actions a side may pick.", default=1)
    order: PickOrder = key(
        OneWord(get_args(PickOrder)),
        "Whether sides pick at the same time and unseen, or pick by pick.",
        default="together",
    )
    sides: tuple[str, ...] = key(
        Many(Ref("side"), or_one=True),
        "Who takes part, in order; default: every side that has an action in it.",
        default=(),
    )
    no_pass: bool = key(Flag(), "Whether a side must act as long as it can.", default=False)
    when: Expression | None = key(
        Formula(), "The phase is skipped unless this is true.", default=None
    )
    allow: FrozenMap[str, str] = allowing()


@frozen
class TablePhase:
    """Sides negotiate at a table."""

    table: str = key(Ref("table"), "The table at which they negotiate.", empty="")
    name: str = key(Text(), "What the step is called; default: its id.", default="")
    text: str = key(Text(), "What players read when it begins.", default="")
    rounds: int | None = key(
        Whole(1, 100),
        "How many rounds they have in this phase; default: all that the table has.",
        default=None,
    )
    when: Expression | None = key(
        Formula(), "The phase is skipped unless this is true.", default=None
    )
    allow: FrozenMap[str, str] = allowing()


@frozen
class InjectsPhase:
    """Injects happen."""

    name: str = key(Text(), "What the step is called; default: its id.", default="")
    text: str = key(Text(), "What players read when it begins.", default="")
    decks: tuple[str, ...] = key(
        Many(Ref("deck"), or_one=True),
        "The decks from which injects come; default: injects without a deck.",
        default=(),
    )
    draw: int = key(Whole(0, 20), "How many injects with a weight are drawn.", default=0)
    when: Expression | None = key(
        Formula(), "The phase is skipped unless this is true.", default=None
    )
    allow: FrozenMap[str, str] = allowing()


Phase = ActionsPhase | TablePhase | InjectsPhase

PHASE_KINDS: dict[str, type] = {
    "actions": ActionsPhase,
    "table": TablePhase,
    "injects": InjectsPhase,
}


def is_statement_phase(phase: Phase | None) -> bool:
    """Whether every side makes one statement in a phase, all at the same time."""
    return (
        isinstance(phase, ActionsPhase)
        and phase.order == "together"
        and phase.picks == 1
        and phase.no_pass
    )


@frozen
class Outcome:
    """A way the game can end; outcomes are tested in file order."""

    name: str = key(Text(), "What the ending is called; default: its id.", default="")
    when: Expression | None = key(
        Formula(), "When it is reached; the last outcome has no condition.", default=None
    )
    ends: Literal["now"] | None = key(
        OneWord(("now",)), "With `now`, it can end the game before the last turn.", default=None
    )
    text: str = key(Text(), "What players read when it happens.", default="")
    verdict: FrozenMap[str, Verdict] = key(
        BySide(OneWord(get_args(Verdict))),
        "Whether each side wins, draws or loses.",
        default=FrozenMap(),
    )
    source: tuple[str, ...] = sourced()
    allow: FrozenMap[str, str] = allowing()
