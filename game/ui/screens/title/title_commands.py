"""What can be asked of the title, and by which keys."""

from __future__ import annotations

from attrs import frozen

from game.ui.page.commands import (
    Command,
    KeyTable,
    OpenSettings,
    QuitProgram,
    Shortcut,
    Step,
    shortcut,
)


@frozen
class LeafScenarios(Command):
    """Moves to the next scenario on the shelf, or to the one before."""

    step: Step


@frozen
class ChooseScenario(Command):
    """Chooses the scenario at an index on the shelf; shows its mistakes if it has any."""

    index: int


@frozen
class ChooseVersion(Command):
    """Chooses a variant of the scenario on the sheet, or the scenario itself."""

    variant: str | None


@frozen
class NextVersion(Command):
    """Chooses the next variant of the scenario on the sheet; after the last, the whole again."""


@frozen
class PlayScenario(Command):
    """Opens the set-up of a game of the chosen scenario."""


@frozen
class OpenHosting(Command):
    """Opens the set-up of a room in which the chosen scenario is played."""


@frozen
class ContinueGame(Command):
    """Continues the last game where it was left."""


@frozen
class OpenFiles(Command):
    """Opens the screen on which a file is chosen."""


@frozen
class OpenOwnFolder(Command):
    """Opens the page that names the folder for the person's own scenarios."""


@frozen
class ShowOwnFolder(Command):
    """Opens that folder in the system's file manager."""


@frozen
class CloseOwnFolder(Command):
    """Closes the page that names the folder."""


TitleCommand = (
    LeafScenarios
    | ChooseScenario
    | ChooseVersion
    | NextVersion
    | PlayScenario
    | OpenHosting
    | ContinueGame
    | OpenFiles
    | OpenOwnFolder
    | OpenSettings
    | QuitProgram
)
OwnFolderCommand = ShowOwnFolder | CloseOwnFolder

KEYS: KeyTable[TitleCommand] = KeyTable(
    "title",
    (
        Shortcut({"left": LeafScenarios(-1), "right": LeafScenarios(1)}, "choose"),
        shortcut("v", NextVersion(), "version"),
        shortcut("enter", PlayScenario(), "play"),
        shortcut("h", OpenHosting(), "host"),
        shortcut("c", ContinueGame(), "continue"),
        shortcut("o", OpenFiles(), "open"),
        shortcut("y", OpenOwnFolder(), "own"),
        shortcut("s", OpenSettings(), "settings"),
        shortcut("q", QuitProgram(), "quit"),
    ),
)
FOLDER_KEYS: KeyTable[OwnFolderCommand] = KeyTable(
    "", (shortcut("enter", ShowOwnFolder()), shortcut("escape", CloseOwnFolder()))
)
