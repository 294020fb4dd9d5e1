"""The screen for what comes next in a game."""

from __future__ import annotations

from typing import assert_never

from game.presenter.stories.reply_page import told_in_brief
from game.ui.page.screen import Screen
from game.ui.program.program import Program


def next_screen(program: Program) -> Screen:
    """The screen on which the game goes on; while it is paused, the menu above that screen.

    Between the chapters of a campaign, the page of the campaign.
    """
    from game.ui.screens.campaign.campaign_screen import CampaignScreen
    from game.ui.screens.menu.menu import Menu

    if program.hot_seat is None and program.campaign is not None:
        return CampaignScreen(program)
    screen = _screen_of_step(program)
    paused = program.hot_seat is not None and program.hot_seat.game.paused
    return Menu(program, screen) if paused else screen


def _screen_of_step(program: Program) -> Screen:
    from game.ui.screens.board.board import Board
    from game.ui.screens.briefing.briefing import Briefing
    from game.ui.screens.curtain import Curtain
    from game.ui.screens.looking_back.over import Over
    from game.ui.screens.news.news import News, QuestionScreen
    from game.ui.screens.table.table import TableScreen
    from game.ui.screens.waiting import WaitingScreen

    step = program.playing.next_step()
    if step.kind in ("question", "table", "actions"):
        program.toast = told_in_brief(program.playing, step.side) or program.toast
    match step.kind:
        case "curtain":
            return Curtain(program, step.side)
        case "situation" | "briefing":
            return Briefing(program, step.side)
        case "news" | "pact" | "reply" | "stage" | "statements" | "words":
            return News(program, step)
        case "question":
            return QuestionScreen(program, step.side, step.inject)
        case "table":
            return TableScreen(program, step.side)
        case "actions":
            return Board(program, step.side)
        case "waiting":
            return WaitingScreen(program, step.side)
        case "over":
            return Over(program)
        case _:
            assert_never(step.kind)
