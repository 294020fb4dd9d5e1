"""Opening the window: with what it needs, at the title or in a game."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pygame
from attrs import evolve

from game.kernel import mode
from game.session.places import games_folder, own_folder, settings_file
from game.ui.app import LEAST_SIZE, App
from game.ui.desk import Desk
from game.ui.loop import run
from game.ui.screen import GoOn
from game.ui.screens.step import screen_for
from game.ui.screens.title import Title
from game.ui.settings import Settings, read_settings
from game.ui.sitting import Sitting

SIZE = (1280, 720)


def make_app(desk: Desk, size: tuple[int, int] = SIZE) -> App:
    """A window that isn't open yet, at the title."""
    size = max(size[0], LEAST_SIZE[0]), max(size[1], LEAST_SIZE[1])
    return App(desk, Title(desk), screen_for, size)


def usual_desk(language: str = "") -> Desk:
    """The desk with what this person has chosen and saved; in a language, where one is named."""
    path = settings_file()
    settings = read_settings(path)
    if language:
        settings = evolve(settings, language=language)
    return Desk(settings, path, games_folder(), own_folder())


def spare_desk(games: Path, settings: Settings | None = None) -> Desk:
    """A desk that keeps no settings, with a folder for games: for pictures and tests."""
    return Desk(settings or Settings(language="en"), None, games)


def no_display() -> str:
    """Why no window can be opened here; empty where one can.

    A driver that draws nowhere counts as a display only where it was asked for by name.
    """
    if not getattr(pygame, "IS_CE", False):
        return "pygame"
    asked = os.environ.get("SDL_VIDEODRIVER", "")
    screens = ("DISPLAY", "WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not (asked or any(map(os.environ.get, screens))):
        # Asked nevertheless, some of SDL's drivers complain on stderr.
        return "display"
    try:
        pygame.display.init()
    except pygame.error:
        return "display"
    driver = pygame.display.get_driver()
    return "display" if driver in ("offscreen", "dummy") and driver not in asked else ""


def open_window(sitting: Sitting | None = None, language: str = "") -> int:
    """Shows the window at the title, or in a game, until it is closed."""
    # One process shows, another thinks: here nothing is to be compiled.
    mode.make_do()
    desk = usual_desk(language)
    app = make_app(desk)
    if sitting is not None:
        desk.sitting = sitting
        app.answer(GoOn())
    else:
        desk.read_by_and_by()
    run(app)
    return 0
