"""What can be asked of the menu, of injects and of a note, and by which keys."""

from __future__ import annotations

from attrs import frozen

from game.ui.page.commands import (
    Command,
    GoBack,
    KeyTable,
    LeaveGame,
    OpenSettings,
    QuitProgram,
    shortcut,
)
from game.ui.widgets.entry import TypingCommand


@frozen
class CloseMenu(Command):
    """Closes the menu and, if the game is paused, resumes it."""


@frozen
class OpenSaving(Command):
    """Opens the screen for saving a game that is not saved yet."""


@frozen
class PauseGame(Command):
    """Pauses the game, or resumes it if it is paused."""


@frozen
class OpenNote(Command):
    """Opens the screen for writing a note."""


@frozen
class StepBack(Command):
    """Asks whether to take back the last decision."""


@frozen
class OpenInjects(Command):
    """Opens the list of injects for the facilitator."""


@frozen
class OpenAnnouncement(Command):
    """Opens the screen for announcing something to everybody."""


@frozen
class OpenSeats(Command):
    """Opens the screen on which the facilitator hands seats over."""


@frozen
class DecideForSide(Command):
    """Asks whether the facilitator takes the decision that a side is asked for now."""


@frozen
class OpenCourse(Command):
    """Opens the screen that explains how a turn goes."""


@frozen
class OpenKeys(Command):
    """Opens the list of keys."""


@frozen
class ChooseInject(Command):
    """Chooses an inject to look at."""

    inject: str


@frozen
class FireChosenInject(Command):
    """Makes the chosen inject happen."""


@frozen
class HoldChosenInject(Command):
    """Holds the chosen inject, so that it doesn't happen by itself, or releases it."""


@frozen
class KeepNote(Command):
    """Writes the note, or the announcement, into the record."""


@frozen
class HandSeatOver(Command):
    """Hands the seat of a side over to people or a bot."""

    side: str
    player: str


MenuCommand = (
    CloseMenu
    | OpenSaving
    | PauseGame
    | OpenNote
    | StepBack
    | OpenInjects
    | OpenAnnouncement
    | OpenSeats
    | DecideForSide
    | OpenCourse
    | OpenSettings
    | OpenKeys
    | LeaveGame
    | QuitProgram
)
InjectsCommand = ChooseInject | FireChosenInject | HoldChosenInject | GoBack
NoteCommand = KeepNote | GoBack | TypingCommand
SeatsCommand = HandSeatOver | GoBack

KEYS: KeyTable[MenuCommand] = KeyTable(
    "menu",
    (
        shortcut("escape", CloseMenu(), "on"),
        shortcut("w", OpenSaving(), "save"),
        shortcut("p", PauseGame(), "pause"),
        shortcut("n", OpenNote(), "note"),
        shortcut("b", StepBack(), "step-back"),
        shortcut("i", OpenInjects(), "inject"),
        shortcut("a", OpenAnnouncement(), "announce"),
        shortcut("e", OpenSeats(), "seats"),
        shortcut("d", DecideForSide(), "decide"),
        shortcut("t", OpenCourse(), "course"),
        shortcut("s", OpenSettings(), "settings"),
        shortcut("k", OpenKeys(), "keys"),
        shortcut("l", LeaveGame(), "leave"),
        shortcut("q", QuitProgram(), "quit"),
    ),
)
INJECTS_KEYS: KeyTable[InjectsCommand] = KeyTable(
    "menu",
    (
        shortcut("f", FireChosenInject(), "fire"),
        shortcut("h", HoldChosenInject(), "hold"),
        shortcut("escape", GoBack()),
    ),
)
SEATS_KEYS: KeyTable[SeatsCommand] = KeyTable("", (shortcut("escape", GoBack()),))
NOTE_KEYS: KeyTable[NoteCommand] = KeyTable(
    "", (shortcut("enter", KeepNote()), shortcut("escape", GoBack()))
)
