"""What can be asked while a game is looked back at, and by which keys."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from game.ui.page.commands import Command, GoBack, KeyTable, Shortcut, shortcut

Direction = Literal["first", "back", "on", "last"]


@frozen
class StepReplay(Command):
    """Moves one line on or back, or to the start or end of the record."""

    to: Direction


@frozen
class GoToLine(Command):
    """Shows the game as it stood after a line of its record."""

    line: int
    place: str = ""
    """Where on the page it is asked for: empty on the timeline, else `listed`."""


@frozen
class LookAs(Command):
    """Shows the game as another side, the public or the facilitator sees it."""

    reader: str


ReplayCommand = StepReplay | GoToLine | LookAs | GoBack

KEYS: KeyTable[ReplayCommand] = KeyTable(
    "replay",
    (
        Shortcut({"left": StepReplay("back"), "right": StepReplay("on")}, "step"),
        Shortcut({"home": StepReplay("first"), "end": StepReplay("last")}, "ends"),
        shortcut("escape", GoBack()),
    ),
)
