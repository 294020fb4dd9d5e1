"""What a screen is, and what it answers; one loop acts on the answers."""

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
    """Back to the first screen, whatever lies above it."""

    sure: bool = False
    """Whether a game that is not saved is lost without a question."""


@frozen
class Submit:
    """Decisions of a side, one after the other."""

    side: str
    moves: tuple[Move, ...]


@frozen
class GoOn:
    """To whatever comes next in the game."""


@frozen
class Explain:
    """The walk through what is explained on the screen that is on top then."""


@frozen
class Quit:
    """The end of the program."""

    sure: bool = False
    """Whether a game that is not saved is lost without a question."""


@frozen
class Then:
    """Several answers, acted on one after the other."""

    answers: tuple[Answer, ...]


Answer = Push | Pop | Replace | Home | Submit | GoOn | Explain | Quit | Then | None


class Screen(Protocol):
    """What fills the window. It answers what is asked of it; drawing only looks."""

    @property
    def name(self) -> str:
        """A word for it, for tests and statistics."""

    @property
    def keys(self) -> Mapping[str, Command]:
        """By its name, what each key asks for here; the loop sees to all others."""

    def draw(self, page: Page) -> None:
        """Draws itself, and says what can be pressed."""

    def handle(self, command: Any) -> Answer:
        """Does what is asked of it, or answers what the loop shall do.

        command: of the kinds in this screen's own union; any other raises. The stack holds screens
        of all kinds, so that only a screen itself can name its union.
        """
