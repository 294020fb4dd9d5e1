"""Starts the program with a window, at the title or in a game."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from attrs import evolve

from game.presenter.hot_seat import HotSeat
from game.session.campaign_save import CampaignGame
from game.session.places import games_folder, own_folder, settings_file
from game.ui.page.screen import GoOn
from game.ui.program.library import OpenedScenario
from game.ui.program.program import Program
from game.ui.program.settings import Settings, read_settings
from game.ui.screens.next_screen import next_screen
from game.ui.screens.title.title import Title
from game.ui.shell.app import LEAST_SIZE, App
from game.ui.shell.following import TakeReport
from game.ui.shell.loop import run

SIZE = (1280, 720)


def make_app(program: Program, size: tuple[int, int] = SIZE) -> App:
    """Makes the application at the title; its window is not open yet."""
    size = max(size[0], LEAST_SIZE[0]), max(size[1], LEAST_SIZE[1])
    return App(program, Title(program), next_screen, size)


def usual_program(language: str = "") -> Program:
    """The program with this person's settings and saved games; language: instead of the set one."""
    path = settings_file()
    settings = read_settings(path)
    if language:
        settings = evolve(settings, language=language)
    return Program(settings, path, games_folder(), own_folder())


def make_program(
    games: Path,
    settings: Settings | None = None,
    scenarios: list[OpenedScenario] | None = None,
) -> Program:
    """A program that keeps no settings, with a folder for games; for pictures and tests.

    scenarios: those that were read before; None: they are read when they are needed.
    """
    return Program(settings or Settings(language="en"), None, games, scenarios=scenarios)


def open_window(
    playing: HotSeat | CampaignGame | None = None,
    language: str = "",
    watch: Callable[[TakeReport], object] | None = None,
) -> int:
    """Shows the window at the title, in a game or a campaign, until it is closed.

    watch: begins to watch the scenario's files, and gives each report to the function it is given.
    """
    program = usual_program(language)
    app = make_app(program)
    app.analyses = True
    if isinstance(playing, CampaignGame):
        program.take_campaign(playing)
        app.answer(GoOn())
    elif playing is not None:
        program.hot_seat = playing
        app.answer(GoOn())
        if watch is not None:
            watch(app.follow().put)
    else:
        program.read_by_and_by()
    try:
        run(app)
    finally:
        # Ctrl-C in the terminal ends the program too; what is saved stays whole.
        program.leave_all()
        program.leave_room()
    return 0
