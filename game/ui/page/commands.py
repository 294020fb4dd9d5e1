"""What a person can ask for: one class for each kind of command, here those of several screens.

A screen's own commands stand beside it. Each screen declares the union of what it understands;
its `handle` matches over that union, so that mypy finds a kind that is missing or misplaced.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Generic, Literal, TypeVar

from attrs import Factory, frozen

Way = Literal["up", "down", "left", "right"]
Step = Literal[-1, 1]
"""One step back, or one forward."""


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


# Keys


DIGITS = "1234567890"
"""The keys that pick what is listed, in its order."""
LETTERS = "letters"
"""Stands for all keys that type a letter, on screens where something can be typed."""
Say = Callable[..., str]
C = TypeVar("C", bound=Command)
C_co = TypeVar("C_co", bound=Command, covariant=True)

_GROUPS = {
    ("left", "right"): "sideways",
    ("home", "end"): "home-end",
    ("page-up", "page-down"): "page",
    ("up", "down", "left", "right"): "arrows",
}
"""Keys that have one name together."""
_SIGNS = {"-": "−"}


@frozen
class Shortcut(Generic[C_co]):
    """One line of the list of keys: some keys, what each asks for, and the sentence about them."""

    commands: Mapping[str, C_co]
    about: str = ""
    """The sentence's key below `ui.keys.PLACE.`; empty: the list leaves the keys out."""
    also: Mapping[str, C_co] = Factory(dict)
    """Other keys for the same, which the list does not name."""

    def name(self, say: Say) -> str:
        """What the keys are called."""
        keys = tuple(self.commands)
        if keys in _GROUPS:
            return say(f"ui.key.{_GROUPS[keys]}")
        if len(keys) > 2:
            return f"{key_name(keys[0], say)} … {key_name(keys[-1], say)}"
        return " ".join(key_name(key, say) for key in keys)


def shortcut(key: str, command: C, about: str = "", *, also: Collection[str] = ()) -> Shortcut[C]:
    """A shortcut of one key. also: other keys for the same, which the list does not name."""
    return Shortcut({key: command}, about, dict.fromkeys(also, command))


def numbered(about: str = "") -> Shortcut[PickListed]:
    """The digits, each of which picks what stands at its place in a list."""
    return Shortcut({digit: PickListed(i) for i, digit in enumerate(DIGITS)}, about)


@frozen
class KeyTable(Generic[C_co]):
    """The keys of a screen."""

    place: str
    """Where in the list of keys they stand: below the heading `ui.keys.PLACE`."""
    shortcuts: tuple[Shortcut[C_co], ...]

    def commands(self, without: Collection[Command] = ()) -> dict[str, C_co]:
        """By key, what it asks for. without: commands that can't be given now."""
        return {
            key: command
            for each in self.shortcuts
            for key, command in {**each.commands, **each.also}.items()
            if command not in without
        }

    def key(self, command: Command) -> str:
        """The first key for a command; KeyError where there is none."""
        for each in self.shortcuts:
            for key, asked in each.commands.items():
                if asked == command:
                    return key
        raise KeyError(command)

    def keycap(self, command: Command, say: Say) -> str:
        """What the first key for a command is called; KeyError where there is none."""
        return key_name(self.key(command), say)

    def keycaps(self, command: Command, say: Say) -> str:
        """What all keys in the line of a command are called together."""
        return next(each.name(say) for each in self.shortcuts if command in each.commands.values())

    def lines(self, say: Say) -> Iterator[tuple[str, str]]:
        """For each line of the list of keys, what its keys are called, and the sentence."""
        for each in self.shortcuts:
            if each.about:
                yield each.name(say), say(f"ui.keys.{self.place}.{each.about}")


def key_name(key: str, say: Say) -> str:
    """What a key is called: a letter as it is, others by a word."""
    if len(key) == 1:
        return _SIGNS.get(key, key.upper())
    if key[0] == "f" and key[1:].isdigit():
        return key.upper()
    return key.title() if key.startswith("ctrl-") else say(f"ui.key.{key}")


EVERYWHERE: KeyTable[WindowCommand] = KeyTable(
    "everywhere",
    (
        Shortcut({"tab": FocusNext(1)}, "next", {"back-tab": FocusNext(-1)}),
        Shortcut(
            {
                "up": MoveFocus("up"),
                "down": MoveFocus("down"),
                "left": MoveFocus("left"),
                "right": MoveFocus("right"),
            },
            "move",
        ),
        shortcut("enter", PressFocused(), "press", also=("space",)),
        shortcut("escape", LeaveScreen(), "escape"),
        Shortcut({"page-up": ScrollPage(-1), "page-down": ScrollPage(1)}, "scroll"),
        shortcut("f1", ExplainScreen(), "explain", also=("?",)),
        shortcut("f11", ToggleFullScreen(), "full"),
        shortcut("ctrl-q", CloseWindow(), "close"),
    ),
)
"""What keys do on every screen that has no other use for them."""
