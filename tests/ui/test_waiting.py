"""While bots think: what is shown, and what becomes of a thought that nobody waits for."""

from __future__ import annotations

import threading
from pathlib import Path

import pygame
import pytest
import tinydesk
from drawing import SIZES, drawn, misfits, texts, unreadable

from game.bots.seats import ME, UNIFORM
from game.model.decisions import PUBLIC, Move, Pass
from game.session.game import Asking
from game.ui.app import App
from game.ui.desk import Desk
from game.ui.input import Key
from game.ui.intents import Do
from game.ui.library import open_book
from game.ui.screen import Home, Push
from game.ui.screens.menu import Menu
from game.ui.screens.step import screen_for
from game.ui.screens.title import Title
from game.ui.screens.waiting import Waiting

THREE = Path(__file__).parents[1] / "scenarios" / "countermeasures.yaml"
"""A scenario of three sides."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Two teams at one screen, and a bot for the first side."""
    desk = tinydesk.desk(tmp_path)
    book = open_book(THREE)
    sides = list(book.scenario("en").sides)  # type: ignore[union-attr]
    desk.begin(book, {side: UNIFORM if side == sides[0] else ME for side in sides}, 3)  # type: ignore[arg-type]
    tinydesk.sitting(desk).briefed(PUBLIC)
    return desk


def test_between_two_teams_a_bot_thinks_before_nobodys_board(desk: Desk) -> None:
    sitting = tinydesk.sitting(desk)
    first = next(iter(sitting.seats))
    assert sitting.state.to_move[0] == first
    screen = screen_for(desk)
    assert isinstance(screen, Waiting)
    for width, height, text in SIZES:
        page = drawn(screen, (width, height), text)
        assert misfits(page) == []
        assert unreadable(page) == []
    assert "To decide" in texts(page)
    assert set(screen.keys) == {"escape"}
    answer = screen.handle(Do("menu"))
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, Menu)
    for verb in ("brief", "map", "record", "confirm"):
        assert screen.handle(Do(verb)) is None


def test_a_team_that_looks_on_may_open_its_papers_by_keys(tmp_path: Path) -> None:
    desk = tinydesk.playing(tmp_path, {"north": "me", "south": "uniform"})
    tinydesk.sitting(desk).caught_up()
    tinydesk.act(tinydesk.sitting(desk).game, "north warm")
    screen = screen_for(desk)
    assert isinstance(screen, Waiting)
    assert {"escape", "b", "m", "r", "w"} <= set(screen.keys)
    assert not {"1", "enter"} & set(screen.keys)


class Slow:
    """A bot that thinks until it is let."""

    def __init__(self, thought: Move | Exception) -> None:
        self.let = threading.Event()
        self._thought = thought

    def __call__(self, asking: Asking) -> Move:
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
    desk = tinydesk.playing(tmp_path, {"north": "me", "south": "uniform"})
    app = App(desk, Title(desk), screen_for, (1280, 720))
    sitting = tinydesk.sitting(desk)
    slow = Slow(thought)
    monkeypatch.setattr(sitting, "think", slow)
    sitting.caught_up()
    tinydesk.act(sitting.game, "north warm")
    app.go_on()
    assert app.screen.name == "waiting"
    app.answer(Home())

    desk.begin(tinydesk.book(tmp_path), {"north": "me", "south": "uniform"}, 5)
    new = tinydesk.sitting(desk)
    new.caught_up()
    tinydesk.act(new.game, "north warm")
    app.go_on()
    app.settle(10)
    assert new.state.to_move[:1] == ("north",)
    slow.let.set()
    app.settle(10)
    app.take(Key("f1"))
    assert app.running
