"""What hands do without meaning it: keys held down, two clicks for one, a click too early."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import drawing  # noqa: F401  (it says that nothing is to be shown)
import pygame
import pytest
import tinydesk

from game.ui import input as module
from game.ui.app import App
from game.ui.canvas import Rect
from game.ui.input import Click, Door, Key
from game.ui.intents import Do
from game.ui.page import Page
from game.ui.screens.step import screen_for
from game.ui.screens.title import Title
from game.ui.toasts import SHOWN, Toasts


def key(kind: int, code: int, text: str = "") -> pygame.event.Event:
    return pygame.event.Event(kind, key=code, mod=0, unicode=text)


def test_a_key_held_down_acts_once_but_for_those_that_move() -> None:
    door = Door()
    held = [door.intent(key(pygame.KEYDOWN, pygame.K_RETURN)) for _ in range(3)]
    assert held == [Key("enter"), None, None]
    assert door.intent(key(pygame.KEYUP, pygame.K_RETURN)) is None
    assert door.intent(key(pygame.KEYDOWN, pygame.K_RETURN)) == Key("enter")
    letters = [door.intent(key(pygame.KEYDOWN, pygame.K_a, "a")) for _ in range(2)]
    assert letters == [Key("a", "a"), None]
    for code, name in ((pygame.K_DOWN, "down"), (pygame.K_TAB, "tab"), (pygame.K_DELETE, "delete")):
        assert [door.intent(key(pygame.KEYDOWN, code)) for _ in range(3)] == [Key(name)] * 3


def test_a_key_whose_end_was_not_seen_is_forgotten_with_the_focus() -> None:
    door = Door()
    door.intent(key(pygame.KEYDOWN, pygame.K_RETURN))
    door.intent(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    assert door.intent(key(pygame.KEYDOWN, pygame.K_RETURN)) == Key("enter")


def test_two_quick_enters_are_one_where_the_first_led_on(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr("game.ui.input.time.monotonic", lambda: clock[0])
    door, board, question = Door(), object(), object()

    def enter(seconds: float, screen: object) -> bool:
        clock[0] += seconds
        wanted = door.intent(key(pygame.KEYDOWN, pygame.K_RETURN), screen)
        door.intent(key(pygame.KEYUP, pygame.K_RETURN), screen)
        return wanted == Key("enter")

    assert enter(0, board)
    assert enter(0.1, board), "it led nowhere"
    assert not enter(0.1, question)
    assert enter(0.1, question)
    assert enter(module.TWICE + 0.1, board)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """The board of the first side of two teams, who act in turns."""
    desk = tinydesk.playing(tmp_path, {"north": "me", "south": "uniform"})
    desk.change(guided=False)
    found = App(desk, Title(desk), screen_for, (1280, 720))
    pygame.font.init()
    tinydesk.sitting(desk).caught_up()
    found.go_on()
    yield found
    desk.leave()


def draw(app: App) -> None:
    app.draw(pygame.Surface(app.size))


def test_two_quick_clicks_are_one_where_the_first_led_on(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([100.0, 100.1, 100.2 + module.TWICE])
    draw(app)
    app.do(Do("act", "warm"))
    draw(app)
    assert app.page is not None
    place = next(t.rect.center for t in app.page.targets if t.do == Do("confirm"))
    before = app.screen
    monkeypatch.setattr("game.ui.app.time.monotonic", lambda: next(clock, 200.0))
    clicks: list[Do] = []
    monkeypatch.setattr(app, "do", clicks.append)
    app.take(Click(place))
    app.stack[-1] = Title(app.desk)
    app.take(Click(place))
    assert clicks == [Do("confirm")]
    app.stack[-1] = before
    app.take(Click(place))
    assert clicks == [Do("confirm")] * 2


def test_a_click_on_the_same_screen_counts_each_time(app: App) -> None:
    draw(app)
    app.do(Do("act", "warm"))
    draw(app)
    assert app.page is not None
    place = next(t.rect.center for t in app.page.targets if t.do == Do("act", "warm"))
    found = []
    for _ in range(3):
        app.take(Click(place))
        draw(app)
        found.append(any(t.do == Do("drop", "warm") for t in app.page.targets))
    assert found == [False, True, False]


def test_nothing_is_pressed_on_a_screen_that_was_not_drawn(app: App) -> None:
    draw(app)
    app.do(Do("menu"))
    assert app.page is None
    before = list(app.stack)
    app.take(Click((640, 360)))
    assert app.stack == before


def test_each_sentence_is_shown_for_its_own_time(tmp_path: Path) -> None:
    desk = tinydesk.desk(tmp_path)
    toasts = Toasts(desk)
    desk.toast = "One."
    assert toasts.shown(0.0) == "One."
    desk.toast = "Two."
    assert toasts.shown(SHOWN - 0.5) == "Two."
    assert toasts.shown(SHOWN + 1) == "Two."
    assert toasts.shown(2 * SHOWN) == ""
    assert desk.toast == ""
    desk.notice, desk.toast = "All.", "You."
    assert toasts.shown(30.0) == "All."
    assert toasts.shown(30.0 + SHOWN) == "You."


def test_what_all_may_read_outlasts_a_change_of_screens(app: App) -> None:
    app.desk.notice, app.desk.toast = "It can't be saved.", "Needs coal."
    app.go_on()
    assert (app.desk.notice, app.desk.toast) == ("It can't be saved.", "")


def test_enter_shows_the_focus_before_it_presses_what_has_it(tmp_path: Path) -> None:
    rows = Lone()
    desk = tinydesk.desk(tmp_path)
    app = App(desk, rows, screen_for, (1280, 720))
    draw(app)
    for times in (0, 0, 1):
        assert len(rows.done) == times
        app.take(Key("enter"))
        draw(app)


class Lone:
    """One thing that can be pressed, on a screen that wants no key."""

    name = "lone"
    keys: Mapping[str, Do] = MappingProxyType({})

    def __init__(self) -> None:
        self.done: list[Do] = []

    def draw(self, page: Page) -> None:
        page.target(Do("it"), Rect(40, 40, 200, 60), "It")

    def handle(self, do: Do) -> None:
        self.done.append(do)
