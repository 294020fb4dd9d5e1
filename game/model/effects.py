"""Effects as the author wrote them: what an action, inject, option or promise does, in steps.

The engine runs their compiled form, `rules/program.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from attrs import frozen

from game.model.expressions import And, Comparison, Expression, Name, Number
from game.model.frozen import FrozenMap
from game.model.shapes import Formula, Steps, Whole, allowing, key

ChangeOperator = Literal["+", "-", "="]


@frozen
class Say:
    """Adds a line to the record for the sides in `to`; None means all."""

    text: str
    to: tuple[str, ...] | None = None


@frozen
class Change:
    """Changes a track by an operator "+", "-" or "=" and an expression (rule 1.4)."""

    track: str
    operator: ChangeOperator
    amount: Expression


@frozen
class Changes:
    """Changes tracks, all by the values before the step; may also say one line."""

    changes: tuple[Change, ...]
    say: Say | None = None


@frozen
class When:
    """Carries out `then` if a condition is true, and `otherwise` if not."""

    test: Expression
    then: Effects
    otherwise: Effects = ()


@frozen
class Chance:
    """Carries out `then` with a chance in percent, and `otherwise` if not (rule 2.3)."""

    percent: Expression
    then: Effects
    otherwise: Effects = ()


@frozen
class Branch:
    """One of the branches of a `one_of`."""

    weight: Expression
    then: Effects


@frozen
class OneOf:
    """Carries out one branch, drawn by weight (rule 2.3)."""

    branches: tuple[Branch, ...]


@frozen
class After:
    """Carries out steps after a number of turns, at the start of the turn (rule 3.4)."""

    turns: int | Expression
    """A number, or a formula that is read when the step is carried out."""
    then: Effects


@frozen
class Open:
    """Opens or reopens a table (rule 5.7)."""

    table: str


@frozen
class Lapse:
    """Ends an agreement (rule 5.8)."""

    table: str


@frozen
class Propose:
    """Puts a package on a table from outside (rule 5.11): by issue its option."""

    table: str
    package: FrozenMap[str, str]


@frozen
class Fire:
    """Fires an inject (rule 6.4)."""

    inject: str


@frozen
class Give:
    """Starts a promise (rule 11.1)."""

    promise: str


@frozen
class Begin:
    """Begins a project (rule 15.1)."""

    project: str


@frozen
class Stop:
    """Stops a project (rule 15.3)."""

    project: str


@frozen
class Hasten:
    """Brings projects nearer to their end (rule 15.4): by project its turns, below 0 a delay."""

    projects: tuple[tuple[str, Expression], ...]


@frozen
class Reveal:
    """Shows a track's value to the sides in `to`; None means all (rule 7.5)."""

    track: str
    to: tuple[str, ...] | None = None


@frozen
class RevealBallots:
    """Shows how members last voted to the sides in `to`; None means all (rule 13.8)."""

    inject: str
    to: tuple[str, ...] | None = None


@frozen
class Speak:
    """Says a line and does nothing else."""

    say: Say


@frozen
class End:
    """Ends the game with an outcome (rule 3.8)."""

    outcome: str


@frozen
class Upkeep:
    """Effects of `each_turn` with a first turn or a condition (rule 3.4)."""

    first_turn: int = key(
        Whole(1, 9999), "The first turn on which they happen.", default=2, name="from"
    )
    when: Expression | None = key(Formula(), "When they happen; default: every turn.", default=None)
    effects: Effects = key(Steps(), "What happens.", empty=())
    allow: FrozenMap[str, str] = allowing()

    @property
    def test(self) -> Expression:
        """Whether they happen on a turn of `each_turn`, by the first turn and the condition."""
        late = Comparison((">=",), (Name("turn"), Number(self.first_turn)))
        terms = (
            *((late,) if self.first_turn > 2 else ()),
            *((self.when,) if self.when is not None else ()),
        )
        if len(terms) > 1:
            return And(terms)
        return terms[0] if terms else Number(1)


Step = (
    Changes
    | When
    | Chance
    | OneOf
    | After
    | Open
    | Lapse
    | Propose
    | Fire
    | Give
    | Begin
    | Stop
    | Hasten
    | Reveal
    | RevealBallots
    | Speak
    | End
    | Upkeep
)
"""A step; `Upkeep` stands in `each_turn` alone."""
Effects = tuple[Step, ...]


@frozen
class StepWord:
    """A word that begins a step, as the key reference and the JSON Schema describe it."""

    usage: str
    about: str
    names: str = ""
    """The kind of the id that the step consists of; empty for steps of another form."""
    make: Callable[[str], Step] | None = None
    """Makes the step from that id."""


NOT_RESERVED = ("propose", "begin", "stop", "hasten")
"""Words of steps that scenarios of earlier versions may have as names."""
STEP_WORDS = {
    "when": StepWord(
        "`when: expression`, `then: effects`, optionally `else: effects`",
        "The effects under `then` if the condition is true, otherwise those under `else`.",
    ),
    "chance": StepWord(
        "`chance: expression`, `then: effects`, optionally `else: effects`",
        "The effects under `then` with this chance in %, otherwise those under `else`.",
    ),
    "one_of": StepWord(
        "`one_of:` a list of `weight: expression`, `then: effects`",
        "The effects of exactly one branch, drawn at random; the default weight is 1.",
    ),
    "after": StepWord(
        "`after: expression`, `then: effects`",
        "The effects come that many turns later, at least 1.",
    ),
    "open": StepWord(
        "`open: table`",
        "Opens a table, or opens it again; it has no effect on one that is open or agreed.",
        "table",
        Open,
    ),
    "lapse": StepWord("`lapse: table`", "Ends the agreement reached at a table.", "table", Lapse),
    "propose": StepWord(
        "`propose: {table: table, package: {issue: option, …}}`",
        "Puts a package on an open table from outside; it is agreed when all parties accept it.",
    ),
    "fire": StepWord(
        "`fire: inject`",
        "Lets an inject happen now, even if its own conditions are not met.",
        "inject",
        Fire,
    ),
    "promise": StepWord("`promise: id`", "Starts a promise, or starts it again.", "promise", Give),
    "begin": StepWord(
        "`begin: project`",
        "Begins a project; it has no effect on one that is under way.",
        "project",
        Begin,
    ),
    "stop": StepWord("`stop: project`", "Stops a project that is under way.", "project", Stop),
    "hasten": StepWord(
        "`hasten: {project: expression, …}`",
        "Makes projects that are under way ready so many turns sooner, below 0 later.",
    ),
    "reveal": StepWord(
        "`reveal: track` or an inject with `vote`, optionally `to: side` or a list of sides",
        "Shows the value of a track, or who cast which ballot last; without `to`, to all.",
    ),
    "say": StepWord(
        "`say: text`, optionally `to: side` or a list of sides",
        "Adds a line to the record; without `to`, for all.",
    ),
    "end": StepWord("`end: outcome`", "Ends the game at once, with this outcome.", "outcome", End),
}


def nested_effects(step: Step) -> tuple[tuple[tuple[str | int, ...], Effects], ...]:
    """The lists of steps inside a step, each with its path from the step."""
    match step:
        case When(then=then, otherwise=otherwise) | Chance(then=then, otherwise=otherwise):
            return ((("then",), then), (("else",), otherwise))
        case OneOf(branches=branches):
            return tuple((("one_of", i, "then"), b.then) for i, b in enumerate(branches))
        case After(then=then):
            return ((("then",), then),)
        case Upkeep(effects=effects):
            return ((("effects",), effects),)
        case _:
            return ()
