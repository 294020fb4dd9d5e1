"""What a screen is, and the answers with which it tells the loop what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from attrs import frozen

from game.model.decisions import Move
from game.ui.page.commands import Command
from game.ui.page.page import Page


@frozen
class Push:
    """Puts another screen on top of this one."""

    screen: Screen


@frozen
class Pop:
    """Goes back to the screen below."""


@frozen
class Replace:
    """Replaces this screen by another."""

    screen: Screen


@frozen
class Home:
    """Leaves the game and goes back to the title screen."""

    sure: bool = False
    """Whether to lose an unsaved game without asking."""


@frozen
class Submit:
    """Submits decisions of a side to the game, one after the other."""

    side: str
    moves: tuple[Move, ...]


@frozen
class GoOn:
    """Shows whatever comes next in the game."""


@frozen
class MoveFocusTo:
    """Moves the focus to something else on this screen."""

    command: Command


@frozen
class Explain:
    """Starts the walk through the explanations on the screen that is then on top."""


@frozen
class Quit:
    """Ends the program."""

    sure: bool = False
    """Whether to lose an unsaved game without asking."""


@frozen
class Then:
    """Carries out several answers, one after the other."""

    answers: tuple[Answer, ...]


Answer = Push | Pop | Replace | Home | Submit | GoOn | MoveFocusTo | Explain | Quit | Then | None


class Screen(Protocol):
    """What fills the window. It answers commands; drawing changes nothing."""

    @property
    def name(self) -> str:
        """Its name, by which tests and the hints know it."""

    @property
    def keys(self) -> Mapping[str, Command]:
        """The command of each key here, by the key's name; the loop handles all other keys."""

    def draw(self, page: Page) -> None:
        """Draws the screen and adds its targets to the page."""

    def handle(self, command: Any) -> Answer:
        """Carries out a command, and answers what the loop is to do next, if anything.

        command: of the kinds in this screen's own union; any other raises. The stack holds screens
        of all kinds, so that only a screen itself can name its union.
        """
