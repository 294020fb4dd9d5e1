"""Effects as the author wrote them: what an action, inject, option or promise does, in steps.

The engine runs their compiled form, `rules/program.py`.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from game.model.expressions import Expression

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

    turns: int
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
class Fire:
    """Fires an inject (rule 6.4)."""

    inject: str


@frozen
class Give:
    """Starts a promise (rule 11.1)."""

    promise: str


@frozen
class Reveal:
    """Shows a track's value to the sides in `to`; None means all (rule 7.5)."""

    track: str
    to: tuple[str, ...] | None = None


@frozen
class Speak:
    """Says a line and does nothing else."""

    say: Say


@frozen
class End:
    """Ends the game with an outcome (rule 3.8)."""

    outcome: str


Step = Changes | When | Chance | OneOf | After | Open | Lapse | Fire | Give | Reveal | Speak | End
Effects = tuple[Step, ...]

STEP_WORDS = (
    "when",
    "chance",
    "one_of",
    "after",
    "open",
    "lapse",
    "fire",
    "promise",
    "reveal",
    "say",
    "end",
)


def nested_effects(step: Step) -> tuple[tuple[tuple[str | int, ...], Effects], ...]:
    """The lists of steps inside a step, each with its path from the step."""
    match step:
        case When(then=then, otherwise=otherwise) | Chance(then=then, otherwise=otherwise):
            return ((("then",), then), (("else",), otherwise))
        case OneOf(branches=branches):
            return tuple((("one_of", i, "then"), b.then) for i, b in enumerate(branches))
        case After(then=then):
            return ((("then",), then),)
        case _:
            return ()
