"""What a person can ask for: one class for each kind of command, here those of several screens.

A screen's own commands stand beside it. Each screen declares the union of what it understands;
its `handle` matches over that union, so that mypy finds a kind that is missing or misplaced.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

Way = Literal["up", "down", "left", "right"]
Step = Literal[-1, 1]
"""One back, or one on."""


class Command:
    """Something that a person can ask for."""

    __slots__ = ()


# What the window itself sees to


@frozen
class FocusNext(Command):
    """Moves the focus to the next thing that can be pressed, or to the one before."""

    step: Step


@frozen
class MoveFocus(Command):
    """Moves the focus to the nearest thing in a direction."""

    way: Way


@frozen
class PressFocused(Command):
    """Presses whatever has the focus."""


@frozen
class LeaveScreen(Command):
    """Ends the walk through the explanations; Esc means this where a screen has no other use."""


@frozen
class ScrollPage(Command):
    """Scrolls the focused box, or the largest one, by one boxful forward or back."""

    step: Step


@frozen
class ExplainScreen(Command):
    """Starts the walk through everything on the screen that has an explanation."""


@frozen
class ToggleFullScreen(Command):
    """Switches between full screen and a window."""


@frozen
class CloseWindow(Command):
    """Ends the program; asks first if a game would be lost."""


WindowCommand = (
    FocusNext
    | MoveFocus
    | PressFocused
    | LeaveScreen
    | ScrollPage
    | ExplainScreen
    | ToggleFullScreen
    | CloseWindow
)

# What several screens understand


@frozen
class GoBack(Command):
    """Goes back to the screen below, or to what was shown before."""


@frozen
class ReadOn(Command):
    """Shows the next page of what is read; after the last one, what comes next in the game."""


@frozen
class Undo(Command):
    """Undoes the last pick, or the last change of a draft."""


@frozen
class PickListed(Command):
    """Chooses the entry of the screen's list at an index."""

    index: int


@frozen
class FilterRecord(Command):
    """Filters the record of proceedings by one kind of line."""

    kind: str


@frozen
class SetMinutes(Command):
    """Sets the time limit for each decision, in minutes; 0 means none."""

    minutes: int


@frozen
class SetLanguage(Command):
    """Switches to another language."""

    code: str


@frozen
class OpenSettings(Command):
    """Opens the settings."""


@frozen
class QuitProgram(Command):
    """Ends the program."""


@frozen
class LeaveGame(Command):
    """Leaves the game and goes back to the title screen."""


# From a screen of a game to others


@frozen
class OpenMenu(Command):
    """Opens the menu of a game."""


@frozen
class OpenPapers(Command):
    """Opens a side's papers."""


@frozen
class OpenMap(Command):
    """Opens the map."""


@frozen
class OpenRecord(Command):
    """Opens the whole record of proceedings."""


@frozen
class OpenReadouts(Command):
    """Opens what the sides last told the press."""


@frozen
class GoToTurn(Command):
    """Shows the game as it stood in a turn."""

    turn: int
    place: str = ""
    """Where it stands on the page, if the same turn stands there more than once."""


@frozen
class WriteOwnWords(Command):
    """Opens the screen on which a side writes what goes with its offer or statement."""


GameCommand = OpenMenu | OpenPapers | OpenMap | OpenRecord | OpenReadouts | GoToTurn | WriteOwnWords
"""What leads from a screen of a game to others."""
