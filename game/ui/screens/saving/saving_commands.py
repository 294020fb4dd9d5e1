"""What can be asked where a file is saved, or a game is not, and by which keys."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from game.ui.page.commands import Command, GoBack, KeyTable, shortcut
from game.ui.widgets.entry import TypingCommand


@frozen
class SaveFileNow(Command):
    """Writes the file to the path that was typed."""


@frozen
class ChooseFolder(Command):
    """Replaces the folder of the typed path by one of the usual folders, by its name."""

    name: str


WayOut = Literal["again", "save", "without", "leave", "stay"]


@frozen
class ChooseWay(Command):
    """Chooses a way out of a question about a game that is not saved."""

    way: WayOut


SaveFileCommand = SaveFileNow | ChooseFolder | GoBack | TypingCommand

TYPING_KEYS: KeyTable[SaveFileCommand] = KeyTable(
    "", (shortcut("enter", SaveFileNow()), shortcut("escape", GoBack()))
)
SAVED_KEYS: KeyTable[SaveFileCommand] = KeyTable(
    "", (shortcut("enter", GoBack(), also=("escape",)),)
)
