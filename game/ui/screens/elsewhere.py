"""From a screen of a game to the others that can be opened from it."""

from __future__ import annotations

from game.ui.desk import Desk
from game.ui.intents import Do
from game.ui.screen import Answer, Push, Screen
from game.ui.screens.briefing import Briefing
from game.ui.screens.mapview import MapView
from game.ui.screens.menu import Menu
from game.ui.screens.proceedings import Proceedings
from game.ui.screens.readouts import Readouts
from game.ui.screens.replay import Replay
from game.ui.statements import latest_readouts


def elsewhere(desk: Desk, side: str, do: Do, screen: Screen) -> Answer:
    """The screen that a side wants to see; None where it is none of them."""
    match do.verb:
        case "menu":
            return Push(Menu(desk, screen))
        case "brief":
            return Push(Briefing(desk, side, again=True))
        case "map":
            return Push(MapView(desk, side))
        case "record":
            return Push(Proceedings(desk, side))
        case "turn" if desk.sitting is not None:
            return Push(Replay(desk, desk.sitting.game, side, turn=int(do.what)))
        case "readouts":
            return _readouts(desk, side)
        case _:
            return None


def _readouts(desk: Desk, side: str) -> Answer:
    sitting = desk.sitting
    if sitting is None:
        return None
    if latest_readouts(sitting, side) is None:
        desk.toast = sitting.words.say("ui.no-readouts")
        return None
    return Push(Readouts(desk, side))
