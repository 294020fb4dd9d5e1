"""What can be asked of the negotiating table, and by which keys."""

from __future__ import annotations

from attrs import frozen

from game.ui.page.commands import Command, GameCommand, KeyTable, Undo, shortcut


@frozen
class ChooseOption(Command):
    """Chooses an option of an issue for the draft."""

    issue: str
    option: str


@frozen
class TakeOver(Command):
    """Replaces the draft by the other side's last offer."""


@frozen
class MakeOffer(Command):
    """Offers the draft."""


@frozen
class AcceptOffer(Command):
    """Accepts the standing offer."""


@frozen
class SayNothing(Command):
    """Passes: the side makes no offer this round."""


@frozen
class WalkOut(Command):
    """Walks out of the talks, after a question whether to."""


@frozen
class PressMain(Command):
    """Presses the filled button: accepts what the draft repeats, or offers a changed draft."""


TableCommand = (
    ChooseOption
    | TakeOver
    | MakeOffer
    | AcceptOffer
    | PressMain
    | SayNothing
    | WalkOut
    | Undo
    | GameCommand
)

KEYS: KeyTable[TableCommand] = KeyTable(
    "table",
    (
        shortcut("enter", PressMain(), "main"),
        shortcut("o", MakeOffer(), "offer"),
        shortcut("a", AcceptOffer(), "accept"),
        shortcut("p", SayNothing(), "pass"),
        shortcut("x", WalkOut(), "walk"),
        shortcut("t", TakeOver(), "take-over"),
        shortcut("backspace", Undo(), "undo", also=("u",)),
    ),
)
