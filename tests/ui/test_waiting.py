"""While bots think: what is shown, and what becomes of a thought that nobody waits for."""

from __future__ import annotations

import threading
from pathlib import Path

import pygame
import pytest
import tiny_program
from drawing import SIZES, commands, drawn, misfits, texts, unreadable

from game.model.decisions import PUBLIC, Move, Pass
from game.model.players import ME, UNIFORM
from game.session.game import DecisionRequest
from game.ui.page.commands import OpenMap, OpenMenu, OpenPapers, OpenRecord
from game.ui.page.events import KeyPress
from game.ui.page.screen import Home, Push
from game.ui.program.library import PlayableScenario, open_scenario
from game.ui.program.program import Program
from game.ui.screens.board.board_commands import ConfirmPicks, PickAction
from game.ui.screens.map_view import MapView
from game.ui.screens.menu.menu import Menu
from game.ui.screens.next_screen import next_screen
from game.ui.screens.title.title import Title
from game.ui.screens.waiting import WaitingScreen
from game.ui.shell.app import App

THREE = Path(__file__).parents[1] / "scenarios" / "countermeasures.yaml"
"""A scenario of three sides."""


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Two teams at one screen, and a bot for the first side."""
    program = tiny_program.program(tmp_path)
    book = open_scenario(THREE)
    sides = list(book.scenario("en").sides)  # type: ignore[union-attr]
    program.begin(book, {side: UNIFORM if side == sides[0] else ME for side in sides}, 3)  # type: ignore[arg-type]
    hot_seat = tiny_program.hot_seat(program)
    for reader in (PUBLIC, *hot_seat.people):
        hot_seat.mark_papers_read(reader)
    return program


def test_between_two_teams_a_bot_thinks_before_nobodys_board(program: Program) -> None:
    hot_seat = tiny_program.hot_seat(program)
    first = next(iter(hot_seat.seats))
    assert hot_seat.state.to_move[0] == first
    screen = next_screen(program)
    assert isinstance(screen, WaitingScreen)
    for width, height, text in SIZES:
        page = drawn(screen, (width, height), text)
        assert misfits(page) == []
        assert unreadable(page) == []
    assert "To decide" in texts(page)
    assert set(screen.keys) == {"escape", "enter", "space"}
    assert screen.handle(screen.keys["enter"]) is None
    answer = screen.handle(OpenMenu())
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, Menu)
    for command in (OpenPapers(), OpenMap(), OpenRecord(), ConfirmPicks()):
        assert screen.handle(command) is None


def test_a_team_that_looks_on_may_open_its_papers_by_keys(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path, {"north": "me", "south": "uniform"})
    tiny_program.hot_seat(program).mark_all_read()
    tiny_program.act(tiny_program.hot_seat(program).game, "north warm")
    screen = next_screen(program)
    assert isinstance(screen, WaitingScreen)
    assert {"escape", "b", "m", "r", "w"} <= set(screen.keys)
    assert "1" not in screen.keys
    assert screen.handle(screen.keys["enter"]) is None


class Slow:
    """A bot that thinks until it is let."""

    def __init__(self, thought: Move | Exception) -> None:
        self.let = threading.Event()
        self._thought = thought

    def __call__(self, asking: DecisionRequest) -> Move:
        del asking
        self.let.wait(20)
        if isinstance(self._thought, Exception):
            raise self._thought
        return self._thought


@pytest.mark.parametrize("thought", [Pass(), ValueError("no idea")])
def test_a_game_that_was_left_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, thought: Move | Exception
) -> None:
    pygame.font.init()
    program = tiny_program.playing(tmp_path, {"north": "me", "south": "uniform"})
    app = App(program, Title(program), next_screen, (1280, 720))
    hot_seat = tiny_program.hot_seat(program)
    slow = Slow(thought)
    monkeypatch.setattr(hot_seat, "think", slow)
    hot_seat.mark_all_read()
    tiny_program.act(hot_seat.game, "north warm")
    app.go_on()
    assert app.screen.name == "waiting"
    app.answer(Home())

    program.begin(tiny_program.book(tmp_path), {"north": "me", "south": "uniform"}, 5)
    new = tiny_program.hot_seat(program)
    new.mark_all_read()
    tiny_program.act(new.game, "north warm")
    app.go_on()
    app.settle(10)
    assert new.state.to_move[:1] == ("north",)
    slow.let.set()
    app.settle(10)
    app.take(KeyPress("f1"))
    assert app.running


def test_the_game_goes_on_below_what_was_opened_and_is_shown_once_that_closes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn(tiny_program.Empty())
    program = tiny_program.playing(tmp_path, {"north": "me", "south": "uniform"})
    program.change(guided=False)
    app = App(program, Title(program), next_screen, (1280, 720))
    hot_seat = tiny_program.hot_seat(program)
    slow = Slow(Pass())
    monkeypatch.setattr(hot_seat, "think", slow)
    hot_seat.mark_all_read()
    tiny_program.act(hot_seat.game, "north warm")
    app.go_on()
    for key in ("escape", "s"):
        app.draw(pygame.Surface(app.size))
        app.take(KeyPress(key, key if len(key) == 1 else ""))
    assert [screen.name for screen in app.stack] == ["title", "waiting", "menu", "options"]
    slow.let.set()
    app.settle(10)
    assert [str(line.action) for line in hot_seat.game.lines] == ["north: warm", "south: pass"]
    assert app.screen.name == "options"
    for shown in ("menu", "board"):
        page = app.draw(pygame.Surface(app.size))
        assert misfits(page) == []
        app.take(KeyPress("escape"))
        assert app.screen.name == shown
    assert PickAction("warm") in commands(app.draw(pygame.Surface(app.size)))


def test_one_bot_after_the_other_decides_below_an_open_map(tmp_path: Path) -> None:
    drawn(tiny_program.Empty())
    program = tiny_program.program(tmp_path)
    book = open_scenario(THREE)
    assert isinstance(book, PlayableScenario)
    first, *others = book.scenario("en").sides
    program.begin(book, {first: ME, **dict.fromkeys(others, UNIFORM)}, 3)
    hot_seat = tiny_program.hot_seat(program)
    hot_seat.mark_all_read()
    app = App(program, Title(program), next_screen, (1280, 720))
    app.go_on()
    while hot_seat.state.to_move[0] == first:
        moves = hot_seat.asking(first).legal.moves
        hot_seat.game.decide(first, Pass() if Pass() in moves else moves[0])
    app.go_on()
    app.answer(Push(MapView(program, first)))
    app.settle(30)
    assert app.screen.name == "map"
    assert hot_seat.state.to_move[:1] in ((first,), ())
    app.take(KeyPress("escape"))
    assert app.screen.name not in ("map", "waiting")
