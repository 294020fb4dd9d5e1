"""How a game runs: stages, the phases of their turns, and the ways it can end."""

from __future__ import annotations

from attrs import frozen

from game.model.effects import Effects
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


@frozen
class Next:
    """A way from one stage to another, tested at a turn's end (rule 3.3)."""

    when: Expression = key(Formula(), "When this way is taken.", empty=ZERO)
    to: str = key(Ref("stage"), "The stage that follows.", empty="")
    allow: FrozenMap[str, str] = allowing()


@frozen
class Stage:
    """A mode the relation is in."""

    name: str = key(Text(), "What the stage is called; left out: its id.", default="")
    text: str = key(Text(), "What players read when it begins.", default="")
    phases: tuple[str, ...] = key(
        Many(Ref("phase"), or_one=True, at_least=1), "The steps of a turn, in order.", empty=()
    )
    each_turn: Effects = key(Steps(), "Upkeep at the start of each turn in it.", default=())
    next: tuple[Next, ...] = key(
        Many(Record(lambda: Next), or_one=True),
        "Ways out, tested in order at a turn's end.",
        default=(),
    )
    source: tuple[str, ...] = sourced()
    allow: FrozenMap[str, str] = allowing()


@frozen
class ActionsPhase:
    """Sides pick actions from menus."""

    name: str = key(Text(), "What the step is called; left out: its id.", default="")
    text: str = key(Text(), "What players read when it begins.", default="")
    menus: tuple[str, ...] = key(
        Many(Ref("menu"), or_one=True, at_least=1), "The menus it offers.", empty=()
    )
    picks: int = key(Whole(1, 20), "How many actions a side may pick.", default=1)
    order: str = key(
        OneWord(("together", "alternate")),
        "All picks unseen and resolved at once, or pick by pick.",
        default="together",
    )
    sides: tuple[str, ...] = key(
        Many(Ref("side"), or_one=True),
        "Who takes part, in order; left out: every side that has an action in it.",
        default=(),
    )
    no_pass: bool = key(
        Flag(), "Whether nobody may pass while something can be done.", default=False
    )
    when: Expression | None = key(Formula(), "Skipped where this doesn't hold.", default=None)
    allow: FrozenMap[str, str] = allowing()


@frozen
class TablePhase:
    """A visit to a negotiating table."""

    table: str = key(Ref("table"), "The table visited.", empty="")
    name: str = key(Text(), "What the step is called; left out: its id.", default="")
    text: str = key(Text(), "What players read when it begins.", default="")
    rounds: int | None = key(
        Whole(1, 100), "Rounds in a visit; left out: all that the table has.", default=None
    )
    when: Expression | None = key(Formula(), "Skipped where this doesn't hold.", default=None)
    allow: FrozenMap[str, str] = allowing()


@frozen
class InjectsPhase:
    """Authored events happen."""

    name: str = key(Text(), "What the step is called; left out: its id.", default="")
    text: str = key(Text(), "What players read when it begins.", default="")
    decks: tuple[str, ...] = key(
        Many(Ref("deck"), or_one=True),
        "The decks it brings; left out: injects of no deck.",
        default=(),
    )
    draw: int = key(Whole(0, 20), "How many injects with a weight it draws.", default=0)
    when: Expression | None = key(Formula(), "Skipped where this doesn't hold.", default=None)
    allow: FrozenMap[str, str] = allowing()


Phase = ActionsPhase | TablePhase | InjectsPhase

PHASE_KINDS: dict[str, type] = {
    "actions": ActionsPhase,
    "table": TablePhase,
    "injects": InjectsPhase,
}


@frozen
class Outcome:
    """A way the game can end; they are tested in file order."""

    name: str = key(Text(), "What the ending is called; left out: its id.", default="")
    when: Expression | None = key(
        Formula(), "When it is reached; the last outcome has no condition.", default=None
    )
    ends: str | None = key(
        OneWord(("now",)), "`now`: it can end the game before the last turn.", default=None
    )
    text: str = key(Text(), "What players read when it happens.", default="")
    verdict: FrozenMap[str, str] = key(
        BySide(OneWord(("win", "draw", "loss"))), "How each side fared.", default=FrozenMap()
    )
    source: tuple[str, ...] = sourced()
    allow: FrozenMap[str, str] = allowing()
