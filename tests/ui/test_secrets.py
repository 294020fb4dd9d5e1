"""Two teams at one screen: nothing that only one may know is drawn while the other sits there."""

import random
from pathlib import Path

import pygame
import pytest
import secretive
from secretive import OTHER, SECRET

from game.model.decisions import PUBLIC
from game.ui.page.commands import LeaveGame, QuitProgram, Undo
from game.ui.page.events import KeyPress
from game.ui.program.program import Program
from game.ui.screens.board.board_commands import ConfirmPicks, PickAction
from game.ui.screens.curtain import RaiseCurtain
from game.ui.screens.next_screen import next_screen
from game.ui.screens.title.title import Title
from game.ui.shell.app import App

ELSEWHERE = (QuitProgram, LeaveGame, Undo)
"""What leads out of the game, or back in it."""


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return secretive.begun(tmp_path)


def told(app: App) -> str:
    """All that can be read in the window, in small letters."""
    pygame.font.init()
    page = app.draw(pygame.Surface(app.size))
    return "\n".join(blit.text for blit in page.canvas.texts).lower()


@pytest.mark.parametrize("seed", range(4))
def test_no_frame_draws_what_only_the_other_team_may_know(program: Program, seed: int) -> None:
    app = App(program, Title(program), next_screen, (1280, 720))
    app.go_on()
    hot_seat, rng = program.hot_seat, random.Random(seed)
    assert hot_seat is not None
    seen = set()
    for _ in range(260):
        text = told(app)
        if not hot_seat.state.to_move:
            break
        name = app.screen.name
        at = "" if name == "curtain" else hot_seat.seated
        hidden = [SECRET[OTHER[at]]] if at else list(SECRET.values())
        seen |= {(name, word) for word in SECRET.values() if word in text}
        for word in hidden:
            assert word not in text, (name, at, text)
        choices = [
            t.command
            for t in (app.page.targets if app.page is not None else [])
            if not isinstance(t.command, ELSEWHERE)
        ]
        if name in ("menu", "replay", "map", "proceedings", "readouts") or not choices:
            app.take(KeyPress("escape"))
        else:
            app.do(rng.choice(choices))
        app.settle()
        if program.hot_seat is None:
            break
    assert {word for _, word in seen} == set(SECRET.values()), seen


def test_what_one_team_was_told_is_gone_when_the_other_comes(program: Program) -> None:
    app = App(program, Title(program), next_screen, (1280, 720))
    app.go_on()
    while app.screen.name != "board":
        told(app)
        app.take(KeyPress("enter"))
    told(app)
    app.do(PickAction("delve"))
    assert "boreal coal at 9" in told(app)
    app.do(PickAction("dig"))
    app.do(ConfirmPicks())
    assert app.screen.name == "curtain"
    assert "boreal" not in told(app)


def test_a_curtain_falls_between_two_teams(program: Program) -> None:
    app = App(program, Title(program), next_screen, (1280, 720))
    app.go_on()
    assert app.screen.name == "situation"
    assert not any(word in told(app) for word in SECRET.values())
    app.take(KeyPress("enter"))
    assert app.screen.name == "curtain"
    assert not any(word in told(app) for word in SECRET.values())
    app.do(RaiseCurtain())
    assert app.screen.name == "briefing"
    assert SECRET["south"] in told(app)
    assert SECRET["north"] not in told(app)
    assert PUBLIC not in told(app)
    while app.screen.name == "briefing":
        app.take(KeyPress("enter"))
        told(app)
    assert app.screen.name == "curtain"
    assert not any(word in told(app) for word in SECRET.values())
    app.do(RaiseCurtain())
    assert SECRET["north"] in told(app)
    assert SECRET["south"] not in told(app)
