"""Authored effects: what an action, an inject, an option or a broken promise does, step by step.

The engine runs their compiled form, `rules/program.py`.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from game.model.expressions import Expression

ChangeOperator = Literal["+", "-", "="]


@frozen
class Say:
    """A line put into the record; `to` names the sides that read it, None all."""

    text: str
    to: tuple[str, ...] | None = None


@frozen
class Change:
    """A track changes: operator "+", "-" or "=" with an expression (rule 1.4)."""

    track: str
    operator: ChangeOperator
    amount: Expression


@frozen
class Changes:
    """Track changes that read the values from before the step, and perhaps one line said."""

    changes: tuple[Change, ...]
    say: Say | None = None


@frozen
class When:
    """One list of steps or the other, as a condition holds."""

    test: Expression
    then: Effects
    otherwise: Effects = ()


@frozen
class Chance:
    """One list of steps or the other, by a draw against a percentage (rule 2.3)."""

    percent: Expression
    then: Effects
    otherwise: Effects = ()


@frozen
class Branch:
    """One possibility of a `one_of`."""

    weight: Expression
    then: Effects


@frozen
class OneOf:
    """One branch, drawn by weight (rule 2.3)."""

    branches: tuple[Branch, ...]


@frozen
class After:
    """Steps that happen whole turns later, at the turn's start (rule 3.4)."""

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
    """Shows a track's value to sides, None all (rule 7.5)."""

    track: str
    to: tuple[str, ...] | None = None


@frozen
class Speak:
    """A step that only says something."""

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


def nested(step: Step) -> tuple[tuple[tuple[str | int, ...], Effects], ...]:
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
