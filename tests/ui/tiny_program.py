"""A desk with a tiny scenario on it, of which games are played by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import tiny
from attrs import frozen

from game.model.decisions import PUBLIC, Act, Pass
from game.model.players import ME
from game.presenter.hot_seat import HotSeat
from game.session.game import Game
from game.ui.page.commands import Command
from game.ui.page.page import Page
from game.ui.page.screen import Screen
from game.ui.paint.fonts import BODY
from game.ui.program.library import PlayableScenario, open_scenario
from game.ui.program.program import Program
from game.ui.program.settings import Settings
from game.ui.shell.start import make_program

INJECTS = """
injects:
  storm:
    name: The storm
    class: weather
    text: Roofs fly.
    facilitator: Ask who had shut the windows.
    effects: {heat: +1}
  thaw: {name: The thaw, text: The ice breaks., effects: {trust: +5}}
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
"""

COMING = """
injects:
  storm: {name: The storm, at: 2}
  thaw: {name: The thaw, when: trust >= 60}
  flood: {name: The flood}
  quake: {name: The quake, at: 1}
phases:
  news: {kind: injects, name: News}
  deeds: {kind: actions, menus: [deeds], order: alternate}
stages: {main: {phases: [news, deeds]}}
"""
"""Two injects that still come by themselves, one that never does, one that has."""


@frozen
class Press(Command):
    """A press of something that only a test has."""

    name: str = ""


class Empty:
    """A screen with nothing but a sentence on it."""

    name = "empty"
    keys: Mapping[str, Command] = MappingProxyType({})

    def draw(self, page: Page) -> None:
        """Something that must not show through."""
        page.canvas.text("Beneath", 40, 40, BODY, page.ink.first)

    def handle(self, command: Command) -> None:
        """Nothing."""


def written(folder: Path, text: str = INJECTS) -> Path:
    """A tiny scenario's file."""
    path = folder / "tiny.yaml"
    own = set(re.findall(r"^(\w+):", text, re.MULTILINE))
    usual = [section for key, section in tiny.SECTIONS.items() if key not in own]
    path.write_text("\n".join([*usual, text]), encoding="utf-8")
    return path


def book(folder: Path, text: str = INJECTS) -> PlayableScenario:
    """A tiny scenario that can be played."""
    found = open_scenario(written(folder, text))
    assert isinstance(found, PlayableScenario), found.problems
    return found


def program(folder: Path, language: str = "en") -> Program:
    """A desk that saves games in a folder below this one."""
    return make_program(folder / "games", Settings(language=language, motion=False))


def playing(folder: Path, seats: Mapping[str, str] | None = None, text: str = INJECTS) -> Program:
    """A desk at which a game of a tiny scenario begins: two teams, where nobody else is named.

    They have read the situation together.
    """
    found = program(folder)
    found.begin(book(folder, text), {"north": ME, "south": ME, **(seats or {})}, 1)
    hot_seat(found).mark_papers_read(PUBLIC)
    return found


def hot_seat(at: Program) -> HotSeat:
    """The game at a desk."""
    assert at.hot_seat is not None
    return at.hot_seat


def act(game: Game, *deeds: str) -> None:
    """Takes decisions, written `north warm`, or `north pass`."""
    for deed in deeds:
        side, what = deed.split()
        game.decide(side, Pass() if what == "pass" else Act(what))


def finish(game: Game) -> None:
    """Everybody passes until the game is over."""
    while game.state.to_move:
        game.decide(game.state.to_move[0], Pass())


def key_commands(screen: Screen) -> set[Command]:
    """What its keys ask for."""
    return set(screen.keys.values())
