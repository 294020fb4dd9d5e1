"""What can be asked of the board, and by which keys."""

from __future__ import annotations

from attrs import frozen

from game.ui.page.commands import (
    Command,
    FilterRecord,
    GameCommand,
    KeyTable,
    PickListed,
    Undo,
    numbered,
    shortcut,
)


@frozen
class PickAction(Command):
    """Picks an action; an action that is already picked is put back."""

    action: str


@frozen
class DropAction(Command):
    """Puts a picked action back from the tray."""

    action: str


@frozen
class ConfirmPicks(Command):
    """Submits the picked actions; without any, it only explains how to pass."""


@frozen
class DoNothing(Command):
    """Passes: submits a decision without any action."""


@frozen
class ToggleShortCards(Command):
    """Shows or hides the texts on the cards."""


@frozen
class FilterCards(Command):
    """Shows only the cards with a tag; all if it is empty or was already chosen."""

    tag: str


BoardCommand = (
    PickAction
    | DropAction
    | PickListed
    | ConfirmPicks
    | DoNothing
    | ToggleShortCards
    | FilterCards
    | FilterRecord
    | Undo
    | GameCommand
)

KEYS: KeyTable[BoardCommand] = KeyTable(
    "board",
    (
        numbered("pick"),
        shortcut("enter", ConfirmPicks(), "confirm"),
        shortcut("n", DoNothing(), "nothing"),
        shortcut("backspace", Undo(), "undo", also=("u",)),
        shortcut("v", ToggleShortCards(), "short"),
    ),
)
