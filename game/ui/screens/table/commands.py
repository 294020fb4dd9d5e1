"""What can be asked of the negotiating table, and by which keys."""

from __future__ import annotations

from attrs import frozen

from game.ui.page.commands import Command, GameCommand, Undo
from game.ui.page.keys import KeyTable, shortcut


@frozen
class ChooseOption(Command):
    """An option of an issue in the draft."""

    issue: str
    option: str


@frozen
class TakeOver(Command):
    """The other side's last offer as the draft."""


@frozen
class MakeOffer(Command):
    """The draft offered."""


@frozen
class AcceptOffer(Command):
    """The standing offer accepted."""


@frozen
class SayNothing(Command):
    """A round without a word."""


@frozen
class WalkOut(Command):
    """The talks left."""


TableCommand = (
    ChooseOption | TakeOver | MakeOffer | AcceptOffer | SayNothing | WalkOut | Undo | GameCommand
)

KEYS: KeyTable[TableCommand] = KeyTable(
    "table",
    (
        shortcut("o", MakeOffer(), "offer"),
        shortcut("a", AcceptOffer(), "accept"),
        shortcut("p", SayNothing(), "pass"),
        shortcut("x", WalkOut(), "walk"),
        shortcut("t", TakeOver(), "take-over"),
        shortcut("backspace", Undo(), "undo", also=("u",)),
    ),
)
