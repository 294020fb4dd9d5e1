"""Opens other screens from a screen of a game."""

from __future__ import annotations

from typing import assert_never

from game.presenter.own_words import own_words
from game.presenter.statements import latest_statements
from game.ui.page.commands import (
    GameCommand,
    GoToTurn,
    OpenMap,
    OpenMenu,
    OpenPapers,
    OpenReadouts,
    OpenRecord,
    WriteOwnWords,
)
from game.ui.page.screen import Answer, Push, Screen
from game.ui.program.program import Program
from game.ui.screens.briefing.briefing import Briefing
from game.ui.screens.map_view import MapView
from game.ui.screens.menu.menu import Menu
from game.ui.screens.menu.note import WriteWords
from game.ui.screens.proceedings import Proceedings
from game.ui.screens.readouts import Readouts
from game.ui.screens.replaying.replay import Replay


def open_screen(program: Program, side: str, command: GameCommand, screen: Screen) -> Answer:
    """The screen that a side asks for from a screen of its game."""
    match command:
        case OpenMenu():
            return Push(Menu(program, screen))
        case OpenPapers():
            return Push(Briefing(program, side, again=True))
        case OpenMap():
            return Push(MapView(program, side))
        case OpenRecord():
            return Push(Proceedings(program, side))
        case GoToTurn(turn=turn):
            return Push(Replay(program, program.playing.game, side, turn=turn))
        case OpenReadouts():
            return _readouts(program, side)
        case WriteOwnWords():
            asked = own_words(program.playing, side)
            return Push(WriteWords(program, side, asked, screen)) if asked is not None else None
        case _:
            assert_never(command)


def _readouts(program: Program, side: str) -> Answer:
    hot_seat = program.hot_seat
    if hot_seat is None:
        return None
    if latest_statements(hot_seat, side) is None:
        program.toast = hot_seat.words.say("ui.no-readouts")
        return None
    return Push(Readouts(program, side))
