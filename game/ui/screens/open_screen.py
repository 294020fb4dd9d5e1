"""From a screen of a game to the others that can be opened from it."""

from __future__ import annotations

from game.presenter.statements import latest_readouts
from game.ui.page.commands import Do
from game.ui.page.screen import Answer, Push, Screen
from game.ui.program.program import Program
from game.ui.screens.briefing.briefing import Briefing
from game.ui.screens.map_view import MapView
from game.ui.screens.menu.menu import Menu
from game.ui.screens.proceedings import Proceedings
from game.ui.screens.statements.readouts import Readouts
from game.ui.screens.timeline.replay import Replay


def open_screen(program: Program, side: str, do: Do, screen: Screen) -> Answer:
    """The screen that a side wants to see; None where it is none of them."""
    match do.verb:
        case "menu":
            return Push(Menu(program, screen))
        case "brief":
            return Push(Briefing(program, side, again=True))
        case "map":
            return Push(MapView(program, side))
        case "record":
            return Push(Proceedings(program, side))
        case "turn" if program.hot_seat is not None:
            return Push(Replay(program, program.hot_seat.game, side, turn=int(do.what)))
        case "readouts":
            return _readouts(program, side)
        case _:
            return None


def _readouts(program: Program, side: str) -> Answer:
    hot_seat = program.hot_seat
    if hot_seat is None:
        return None
    if latest_readouts(hot_seat, side) is None:
        program.toast = hot_seat.words.say("ui.no-readouts")
        return None
    return Push(Readouts(program, side))
