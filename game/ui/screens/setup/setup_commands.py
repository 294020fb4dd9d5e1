"""What can be asked of the set-up, and by which keys."""

from __future__ import annotations

from attrs import frozen

from game.ui.page.commands import (
    Command,
    GoBack,
    KeyTable,
    SetLanguage,
    SetMinutes,
    Shortcut,
    shortcut,
)


@frozen
class BeginGame(Command):
    """Begins the game with the choices made."""


@frozen
class GiveSeat(Command):
    """Gives a side's seat to a team, a persona or the expert."""

    side: str
    player: str


@frozen
class DrawSeed(Command):
    """Draws another seed."""


@frozen
class TypeDigit(Command):
    """Adds a digit at the end of the seed."""

    digit: str


@frozen
class DeleteDigit(Command):
    """Deletes the last digit of the seed."""


@frozen
class NextMinutes(Command):
    """Sets the next longer time limit; after the longest comes none."""


SetupCommand = (
    BeginGame
    | GiveSeat
    | DrawSeed
    | TypeDigit
    | DeleteDigit
    | NextMinutes
    | SetMinutes
    | SetLanguage
    | GoBack
)

KEYS: KeyTable[SetupCommand] = KeyTable(
    "setup",
    (
        shortcut("enter", BeginGame(), "begin"),
        shortcut("t", NextMinutes(), "timer"),
        shortcut("d", DrawSeed(), "seed"),
        Shortcut({digit: TypeDigit(digit) for digit in "0123456789"}, "typed"),
        shortcut("backspace", DeleteDigit()),
        shortcut("escape", GoBack()),
    ),
)
