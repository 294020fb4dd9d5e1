"""What can be asked of the board, and by which keys."""

from __future__ import annotations

from attrs import frozen

from game.ui.page.commands import Command, FilterRecord, GameCommand, PickListed, Undo
from game.ui.page.keys import KeyTable, numbered, shortcut


@frozen
class PickAction(Command):
    """An action picked, or put back where it was picked."""

    action: str


@frozen
class DropAction(Command):
    """A picked action put back from the tray."""

    action: str


@frozen
class ConfirmPicks(Command):
    """The picked actions decided."""


@frozen
class DoNothing(Command):
    """No action decided, where none is picked."""


@frozen
class ToggleShortCards(Command):
    """Cards without their texts, or with them."""


@frozen
class FilterCards(Command):
    """Only the cards with a tag; all where it is empty, or was chosen already."""

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
