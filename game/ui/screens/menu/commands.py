"""What can be asked of the menu, of injects and of a note, and by which keys."""

from __future__ import annotations

from attrs import frozen

from game.ui.page.commands import Command, GoBack, LeaveGame, OpenSettings, QuitProgram
from game.ui.page.keys import KeyTable, shortcut
from game.ui.widgets.entry import TypingCommand


@frozen
class CloseMenu(Command):
    """On with the game; where it is paused, it is resumed."""


@frozen
class OpenSaving(Command):
    """Where to save a game that is not saved."""


@frozen
class PauseGame(Command):
    """The game paused; where it is, it is resumed."""


@frozen
class OpenNote(Command):
    """A note to write."""


@frozen
class StepBack(Command):
    """The question whether to take back the last decision."""


@frozen
class OpenInjects(Command):
    """The injects, for the facilitator."""


@frozen
class OpenCourse(Command):
    """How a turn goes."""


@frozen
class OpenKeys(Command):
    """The list of keys."""


@frozen
class ChooseInject(Command):
    """An inject to look at."""

    inject: str


@frozen
class FireChosenInject(Command):
    """The chosen inject let happen."""


@frozen
class KeepNote(Command):
    """The note written into the record."""


MenuCommand = (
    CloseMenu
    | OpenSaving
    | PauseGame
    | OpenNote
    | StepBack
    | OpenInjects
    | OpenCourse
    | OpenSettings
    | OpenKeys
    | LeaveGame
    | QuitProgram
)
InjectsCommand = ChooseInject | FireChosenInject | GoBack
NoteCommand = KeepNote | GoBack | TypingCommand

KEYS: KeyTable[MenuCommand] = KeyTable(
    "menu",
    (
        shortcut("escape", CloseMenu(), "on"),
        shortcut("w", OpenSaving(), "save"),
        shortcut("p", PauseGame(), "pause"),
        shortcut("n", OpenNote(), "note"),
        shortcut("b", StepBack(), "step-back"),
        shortcut("i", OpenInjects(), "inject"),
        shortcut("t", OpenCourse(), "course"),
        shortcut("s", OpenSettings(), "settings"),
        shortcut("k", OpenKeys(), "keys"),
        shortcut("l", LeaveGame(), "leave"),
        shortcut("q", QuitProgram(), "quit"),
    ),
)
INJECTS_KEYS: KeyTable[InjectsCommand] = KeyTable(
    "menu", (shortcut("f", FireChosenInject(), "fire"), shortcut("escape", GoBack()))
)
NOTE_KEYS: KeyTable[NoteCommand] = KeyTable(
    "", (shortcut("enter", KeepNote()), shortcut("escape", GoBack()))
)
