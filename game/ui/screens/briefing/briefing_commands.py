"""What can be asked of papers, and by which keys."""

from __future__ import annotations

from attrs import frozen

from game.ui.page.commands import (
    Command,
    GoBack,
    KeyTable,
    OpenMenu,
    ReadOn,
    Shortcut,
    Step,
    shortcut,
)


@frozen
class FinishReading(Command):
    """Puts the papers away: the turn begins, or the next team reads its own."""


@frozen
class TurnLeaf(Command):
    """Turns to the next leaf or the one before."""

    step: Step


@frozen
class OpenLeaf(Command):
    """Opens the leaf with a number, counted from 0."""

    number: int
    place: str = ""
    """Where on the page it is asked for: empty on a tab, else `corner`."""


@frozen
class LowerCurtain(Command):
    """Hides the papers behind the curtain, so that the other teams may look again."""


BriefingCommand = FinishReading | TurnLeaf | OpenLeaf | LowerCurtain | ReadOn | GoBack | OpenMenu

READ_ON = shortcut("enter", ReadOn(), "on")
KEYS: KeyTable[BriefingCommand] = KeyTable(
    "papers",
    (
        READ_ON,
        Shortcut(
            {"left": TurnLeaf(-1), "right": TurnLeaf(1)},
            "leaf",
            {"page-up": TurnLeaf(-1), "page-down": TurnLeaf(1)},
        ),
        shortcut("escape", OpenMenu()),
        shortcut("space", LowerCurtain()),
    ),
)
AGAIN: KeyTable[BriefingCommand] = KeyTable(
    "papers", (*KEYS.shortcuts[:2], shortcut("escape", GoBack(), also=("b",)))
)
"""While the papers are read again, from another screen."""
