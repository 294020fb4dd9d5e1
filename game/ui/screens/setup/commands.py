"""What can be asked of the set-up, and by which keys."""

from __future__ import annotations

from attrs import frozen

from game.ui.page.commands import Command, GoBack, SetLanguage, SetMinutes
from game.ui.page.keys import KeyTable, Shortcut, shortcut


@frozen
class BeginGame(Command):
    """The game begun with what is chosen."""


@frozen
class GiveSeat(Command):
    """A side's seat given to a team, a persona or the expert."""

    side: str
    player: str


@frozen
class DrawSeed(Command):
    """Another seed, drawn."""


@frozen
class TypeDigit(Command):
    """A digit typed behind the seed."""

    digit: str


@frozen
class DeleteDigit(Command):
    """The last digit typed for the seed taken away."""


@frozen
class NextMinutes(Command):
    """The next longer time limit; after the longest, none."""


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
