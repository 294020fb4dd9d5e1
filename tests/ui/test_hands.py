"""What hands do without meaning it: keys held down, two clicks for one, a click too early."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import drawing  # noqa: F401  (it says that nothing is to be shown)
import pygame
import pytest
import tiny_program
from tiny_program import Press

from game.ui.page import events as module
from game.ui.page.commands import Command, OpenMenu
from game.ui.page.events import Click, EventReader, KeyPress
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.screens.board.board_commands import ConfirmPicks, DropAction, PickAction
from game.ui.screens.next_screen import next_screen
from game.ui.screens.title.title import Title
from game.ui.shell.app import App
from game.ui.shell.stack import SHOWN, Toasts


def key(kind: int, code: int, text: str = "") -> pygame.event.Event:
    return pygame.event.Event(kind, key=code, mod=0, unicode=text)


def test_a_key_held_down_acts_once_but_for_those_that_move() -> None:
    door = EventReader()
    held = [door.intent(key(pygame.KEYDOWN, pygame.K_RETURN)) for _ in range(3)]
    assert held == [KeyPress("enter"), None, None]
    assert door.intent(key(pygame.KEYUP, pygame.K_RETURN)) is None
    assert door.intent(key(pygame.KEYDOWN, pygame.K_RETURN)) == KeyPress("enter")
    letters = [door.intent(key(pygame.KEYDOWN, pygame.K_a, "a")) for _ in range(2)]
    assert letters == [KeyPress("a", "a"), None]
    for code, name in ((pygame.K_DOWN, "down"), (pygame.K_TAB, "tab"), (pygame.K_DELETE, "delete")):
        assert [door.intent(key(pygame.KEYDOWN, code)) for _ in range(3)] == [KeyPress(name)] * 3


def test_a_key_whose_end_was_not_seen_is_forgotten_with_the_focus() -> None:
    door = EventReader()
    door.intent(key(pygame.KEYDOWN, pygame.K_RETURN))
    door.intent(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    assert door.intent(key(pygame.KEYDOWN, pygame.K_RETURN)) == KeyPress("enter")


def test_two_quick_enters_are_one_where_the_first_led_on(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr("game.ui.page.events.time.monotonic", lambda: clock[0])
    door, board, question = EventReader(), object(), object()

    def enter(seconds: float, screen: object) -> bool:
        clock[0] += seconds
        wanted = door.intent(key(pygame.KEYDOWN, pygame.K_RETURN), screen)
        door.intent(key(pygame.KEYUP, pygame.K_RETURN), screen)
        return wanted == KeyPress("enter")

    assert enter(0, board)
    assert enter(0.1, board), "it led nowhere"
    assert not enter(0.1, question)
    assert enter(0.1, question)
    assert enter(module.TWICE + 0.1, board)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """The board of the first side of two teams, who act in turns."""
    program = tiny_program.playing(tmp_path, {"north": "me", "south": "uniform"})
    program.change(guided=False)
    found = App(program, Title(program), next_screen, (1280, 720))
    pygame.font.init()
    tiny_program.hot_seat(program).mark_all_read()
    found.go_on()
    yield found
    program.leave()


def draw(app: App) -> None:
    app.draw(pygame.Surface(app.size))


def test_two_quick_clicks_are_one_where_the_first_led_on(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([100.0, 100.1, 100.2 + module.TWICE])
    draw(app)
    app.do(PickAction("warm"))
    draw(app)
    assert app.page is not None
    place = next(t.rect.center for t in app.page.targets if t.command == ConfirmPicks())
    before = app.screen
    monkeypatch.setattr("game.ui.shell.app.time.monotonic", lambda: next(clock, 200.0))
    clicks: list[Command] = []
    monkeypatch.setattr(app._input, "_do", clicks.append)
    app.take(Click(place))
    app.stack[-1] = Title(app.program)
    app.take(Click(place))
    assert clicks == [ConfirmPicks()]
    app.stack[-1] = before
    app.take(Click(place))
    assert clicks == [ConfirmPicks()] * 2


def test_a_click_on_the_same_screen_counts_each_time(app: App) -> None:
    draw(app)
    app.do(PickAction("warm"))
    draw(app)
    assert app.page is not None
    place = next(t.rect.center for t in app.page.targets if t.command == PickAction("warm"))
    found = []
    for _ in range(3):
        app.take(Click(place))
        draw(app)
        found.append(any(t.command == DropAction("warm") for t in app.page.targets))
    assert found == [False, True, False]


def test_nothing_is_pressed_on_a_screen_that_was_not_drawn(app: App) -> None:
    draw(app)
    app.do(OpenMenu())
    assert app.page is None
    before = list(app.stack)
    app.take(Click((640, 360)))
    assert app.stack == before


def test_each_sentence_is_shown_for_its_own_time(tmp_path: Path) -> None:
    program = tiny_program.program(tmp_path)
    toasts = Toasts(program)
    program.toast = "One."
    assert toasts.text_at(0.0) == "One."
    program.toast = "Two."
    assert toasts.text_at(SHOWN - 0.5) == "Two."
    assert toasts.text_at(SHOWN + 1) == "Two."
    assert toasts.text_at(2 * SHOWN) == ""
    assert program.toast == ""
    program.notice, program.toast = "All.", "You."
    assert toasts.text_at(30.0) == "All."
    assert toasts.text_at(30.0 + SHOWN) == "You."


def test_what_all_may_read_outlasts_a_change_of_screens(app: App) -> None:
    app.program.notice, app.program.toast = "It can't be saved.", "Needs coal."
    app.go_on()
    assert (app.program.notice, app.program.toast) == ("It can't be saved.", "")


def test_enter_shows_the_focus_before_it_presses_what_has_it(tmp_path: Path) -> None:
    rows = Lone()
    program = tiny_program.program(tmp_path)
    app = App(program, rows, next_screen, (1280, 720))
    draw(app)
    for times in (0, 0, 1):
        assert len(rows.done) == times
        app.take(KeyPress("enter"))
        draw(app)


class Lone:
    """One thing that can be pressed, on a screen that wants no key."""

    name = "lone"
    keys: Mapping[str, Command] = MappingProxyType({})

    def __init__(self) -> None:
        self.done: list[Command] = []

    def draw(self, page: Page) -> None:
        page.target(Press(), Rect(40, 40, 200, 60), "It")

    def handle(self, command: Command) -> None:
        self.done.append(command)
