"""What a person can confirm on the page, by weight, and what it means to press it."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from game.presenter.seat.context import SeatContext

Weight = Literal["filled", "outline", "grey", "plain"]
"""How much a button weighs: brass, a brass edge, a grey edge, or dotted text."""


@frozen
class ConfirmButton:
    """A button that confirms something for the side; only the pen can press it."""

    what: str
    """What is confirmed: `actions`, `offer`, `accept`, `pass`, `walk` or `answer:ID`."""
    label: str
    weight: Weight
    about: str = ""
    """What it costs or means, beneath it; may be empty."""
    closed: str = ""
    """Why it can't be pressed; empty where it can be."""
    asked: str = ""
    """What is said before it is pressed once more; empty where one press is enough."""
    yes: str = ""
    """What the button then says."""


@frozen
class AgreeButton:
    """What a person without the pen can do: agree with what the side has prepared."""

    agreed: bool
    """Whether the person has agreed already."""
    label: str
    mark: str
    """Tells what the person agrees with; the form names it."""
    clauses: tuple[str, ...] = ()
    """The package, issue by issue; empty where the page shows anyway what is prepared."""


@frozen
class NoteField:
    """What is said with a decision: the pen writes it, and everybody of the side reads it."""

    label: str
    words: str
    """As the devices of the side were shown it last; may be empty for the one who writes."""
    most: int
    """The most characters."""
    is_open: bool
    """Whether this device writes."""
    is_shared: bool
    """Whether there are others to whom it can be shown before it is confirmed."""


def note_field(label: str, ours: str, most: int, context: SeatContext) -> NoteField | None:
    """The field for what is said with a decision; None where there is nothing to write or read.

    label: the heading for the person with the pen; empty: nothing can be said with this decision.
    ours: the heading for the others of the side.
    """
    mine = context.holds_pen
    if not label or not (mine or context.words):
        return None
    return NoteField(label if mine else ours, context.words, most, mine, len(context.team) > 1)
