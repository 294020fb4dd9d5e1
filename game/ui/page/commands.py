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
    """The focus on the next thing that can be pressed, or the one before."""

    step: Step


@frozen
class MoveFocus(Command):
    """The focus on the nearest thing in a direction."""

    way: Way


@frozen
class PressFocused(Command):
    """A press of what has the focus."""


@frozen
class LeaveScreen(Command):
    """Back, on a screen that has not said itself what Esc does."""


@frozen
class ScrollPage(Command):
    """A boxful further in what is longer than its box, or back."""

    step: Step


@frozen
class ExplainScreen(Command):
    """The walk through what has an explanation on the screen."""


@frozen
class ToggleFullScreen(Command):
    """The whole screen, or a window again."""


@frozen
class CloseWindow(Command):
    """The end of the program, unless a game would be lost."""


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
    """Back to the screen below, or to what was shown before."""


@frozen
class ReadOn(Command):
    """The next page of what is read; after the last one, whatever comes next in the game."""


@frozen
class Undo(Command):
    """The last pick, or the last change of a draft, taken back."""


@frozen
class PickListed(Command):
    """What stands at a place in a list."""

    index: int


@frozen
class FilterRecord(Command):
    """Only one kind of line in the record of proceedings."""

    kind: str


@frozen
class SetMinutes(Command):
    """The time limit for each decision; 0: none."""

    minutes: int


@frozen
class SetLanguage(Command):
    """Another language."""

    code: str


@frozen
class OpenSettings(Command):
    """The settings."""


@frozen
class QuitProgram(Command):
    """The end of the program."""


@frozen
class LeaveGame(Command):
    """Back to the title."""


# From a screen of a game to others


@frozen
class OpenMenu(Command):
    """The menu of a game."""


@frozen
class OpenPapers(Command):
    """A side's papers."""


@frozen
class OpenMap(Command):
    """The map."""


@frozen
class OpenRecord(Command):
    """The whole record of proceedings."""


@frozen
class OpenReadouts(Command):
    """What the sides told the press last."""


@frozen
class GoToTurn(Command):
    """The game as it stood in a turn."""

    turn: int
    place: str = ""
    """Where it stands on the page, if the same turn stands there more than once."""


GameCommand = OpenMenu | OpenPapers | OpenMap | OpenRecord | OpenReadouts | GoToTurn
"""What leads from a screen of a game to others."""
