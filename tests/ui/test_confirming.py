"""With all picks made, Enter confirms them or leads to what does."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest
import tiny_program
from drawing import commands, texts

from game.ui.page.events import Click, KeyPress
from game.ui.page.page import Page
from game.ui.screens.board.board_commands import ConfirmPicks, DropAction, PickAction
from game.ui.screens.menu.menu import Menu
from game.ui.screens.next_screen import next_screen
from game.ui.screens.title.title import Title
from game.ui.shell.app import App


def draw(app: App) -> Page:
    pygame.display.init()
    pygame.font.init()
    return app.draw(pygame.Surface(app.size))


@pytest.fixture
def app(tmp_path: Path) -> App:
    """The board of a side that has made its only pick."""
    program = tiny_program.playing(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    hot_seat.mark_all_read()
    hot_seat.seat("north")
    app = App(program, Title(program), next_screen, (1280, 720))
    program.change(guided=False)
    app.go_on()
    draw(app)
    app.do(PickAction("warm"))
    draw(app)
    return app


def lines(app: App) -> int:
    return len(tiny_program.hot_seat(app.program).game.lines)


def test_enter_on_a_card_that_cannot_be_picked_leads_to_the_confirmation(app: App) -> None:
    app.look(focus=PickAction("cool"), ring=True)
    before = lines(app)
    draw(app)
    app.take(KeyPress("enter"))
    assert app.looking.focus == ConfirmPicks()
    assert "Confirm them" in app.program.toast
    assert lines(app) == before
    draw(app)
    app.take(KeyPress("enter"))
    assert lines(app) == before + 1


def test_the_button_names_enter_only_while_enter_confirms(app: App) -> None:
    assert "Enter" in texts(draw(app)).splitlines()
    app.look(focus=PickAction("cool"), ring=True)
    page = draw(app)
    assert "Enter" not in texts(page).splitlines()
    assert ConfirmPicks() in commands(page)
    app.look(focus=ConfirmPicks(), ring=True)
    assert "Enter" in texts(draw(app)).splitlines()


def test_a_toast_goes_once_something_else_is_done(app: App) -> None:
    app.do(PickAction("cool"))
    assert app.program.toast
    app.do(DropAction("warm"))
    assert app.program.toast == ""


def test_no_toast_floats_over_the_next_screen(app: App) -> None:
    app.do(PickAction("cool"))
    draw(app)
    app.take(KeyPress("escape"))
    assert isinstance(app.screen, Menu)
    assert app.program.toast == ""


def test_a_click_on_a_card_that_cannot_be_picked_confirms_nothing(app: App) -> None:
    page, before = draw(app), lines(app)
    place = next(t.rect.center for t in page.targets if t.command == PickAction("cool"))
    app.take(Click(place))
    assert (lines(app), app.looking.ring) == (before, False)


def test_the_hint_is_not_drawn_while_the_screen_is_explained(app: App) -> None:
    app.program.change(guided=True, course_shown=True)
    assert "A first game" in texts(draw(app))
    app.take(KeyPress("f1"))
    page = draw(app)
    assert app.looking.term >= 0
    assert "A first game" not in texts(page)
