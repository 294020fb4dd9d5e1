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
    """Another screen on top of this one."""

    screen: Screen


@frozen
class Pop:
    """Back to the screen below."""


@frozen
class Replace:
    """Another screen in place of this one."""

    screen: Screen


@frozen
class Home:
    """Back to the first screen, and the game is left."""

    sure: bool = False
    """Whether to lose an unsaved game without asking."""


@frozen
class Submit:
    """Decisions of a side, one after the other."""

    side: str
    moves: tuple[Move, ...]


@frozen
class GoOn:
    """On to whatever comes next in the game."""


@frozen
class Explain:
    """The walk through the explanations of the screen that is then on top."""


@frozen
class Quit:
    """The end of the program."""

    sure: bool = False
    """Whether to lose an unsaved game without asking."""


@frozen
class Then:
    """Several answers, acted on one after the other."""

    answers: tuple[Answer, ...]


Answer = Push | Pop | Replace | Home | Submit | GoOn | Explain | Quit | Then | None


class Screen(Protocol):
    """What fills the window. It answers commands; drawing changes nothing."""

    @property
    def name(self) -> str:
        """Its name, by which tests and the hints know it."""

    @property
    def keys(self) -> Mapping[str, Command]:
        """By its name, what each key asks for here; the loop sees to all others."""

    def draw(self, page: Page) -> None:
        """Draws the screen and adds its targets to the page."""

    def handle(self, command: Any) -> Answer:
        """Does what is asked of it, or answers what the loop shall do.

        command: of the kinds in this screen's own union; any other raises. The stack holds screens
        of all kinds, so that only a screen itself can name its union.
        """
