"""The screen for what comes next in a game."""

from __future__ import annotations

from game.ui.desk import Desk
from game.ui.screen import Screen


def screen_for(desk: Desk) -> Screen:
    """The screen on which the game goes on: while it is paused, the menu over it."""
    from game.ui.screens.menu import Menu

    screen = _deciding(desk)
    paused = desk.sitting is not None and desk.sitting.game.paused
    return Menu(desk, screen) if paused else screen


def _deciding(desk: Desk) -> Screen:
    from game.ui.screens.board import Board
    from game.ui.screens.briefing import Briefing
    from game.ui.screens.curtain import Curtain
    from game.ui.screens.news import News, PactNews, Question, StageNews
    from game.ui.screens.over import Over
    from game.ui.screens.table import TableScreen
    from game.ui.screens.waiting import Waiting

    sitting = desk.sitting
    if sitting is None:
        raise ValueError("no game is being played")
    step = sitting.next()
    match step.kind:
        case "curtain":
            return Curtain(desk, step.side)
        case "situation" | "briefing":
            return Briefing(desk, step.side)
        case "news":
            return News(desk, step.side, step.inject)
        case "pact":
            return PactNews(desk, step.side, step.table)
        case "stage":
            return StageNews(desk, step.side, step.before, step.stage)
        case "question":
            return Question(desk, step.side, step.inject)
        case "table":
            return TableScreen(desk, step.side)
        case "actions":
            return Board(desk, step.side)
        case "waiting":
            return Waiting(desk, step.side)
        case _:
            return Over(desk)
