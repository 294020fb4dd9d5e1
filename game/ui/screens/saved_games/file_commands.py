"""What can be asked of the list of files and of a scenario's mistakes, and by which keys."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from game.ui.page.commands import Command, GoBack, KeyTable, PickListed, numbered, shortcut
from game.ui.widgets.entry import TypingCommand


@frozen
class OpenTyped(Command):
    """Opens whatever lies at the path that was typed."""


@frozen
class OpenParent(Command):
    """Opens the folder above."""


@frozen
class OpenFolder(Command):
    """Opens a folder; None means the list of drives."""

    folder: Path | None
    place: str = ""
    """Where on the page it is asked for: empty in the list, else `place`."""


@frozen
class OpenScenario(Command):
    """Opens a scenario file."""

    path: Path


@frozen
class OpenGame(Command):
    """Opens a saved game to play on."""

    path: Path
    place: str = ""
    """Where on the page it is asked for: empty in the list of a folder, else `saved`."""


@frozen
class ReplayGame(Command):
    """Opens a saved game to look back at it."""

    path: Path


@frozen
class BeginAt(Command):
    """Begins a game at one of the places in the list of positions."""

    number: int


@frozen
class ReadAgain(Command):
    """Reads a scenario with mistakes once more."""


FilesCommand = (
    OpenTyped
    | OpenParent
    | OpenFolder
    | OpenScenario
    | OpenGame
    | ReplayGame
    | GoBack
    | TypingCommand
)
MistakesCommand = ReadAgain | GoBack
PositionCommand = BeginAt | PickListed | GoBack

FILES_KEYS: KeyTable[FilesCommand] = KeyTable(
    "", (shortcut("enter", OpenTyped()), shortcut("escape", GoBack()))
)
POSITION_KEYS: KeyTable[PositionCommand] = KeyTable(
    "", (numbered(), shortcut("enter", BeginAt(0)), shortcut("escape", GoBack()))
)
MISTAKES_KEYS: KeyTable[MistakesCommand] = KeyTable(
    "", (shortcut("enter", ReadAgain(), also=("r",)), shortcut("escape", GoBack()))
)
