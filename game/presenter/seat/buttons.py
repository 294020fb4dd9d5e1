"""What a person can confirm on the page, by weight, and what it means to press it."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

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


@frozen
class AgreeButton:
    """What a person without the pen can do: agree with what the side has prepared."""

    agreed: bool
    """Whether the person has agreed already."""
    label: str
