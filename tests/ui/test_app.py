"""The window's loop: screens on a stack, the focus, scrolling, bots in a worker, a full disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import drawing  # noqa: F401  (it says that nothing is to be shown)
import pygame
import pytest
from tiny_program import Press, written

from game.model.players import ME, UNIFORM
from game.session.records.record import RecordError, RecordLine
from game.ui.page.commands import Command
from game.ui.page.elements import Inset, Words
from game.ui.page.events import Click, Closed, KeyPress, Point, Wheel
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Home, Pop, Push, Quit, Replace, Then
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import BODY
from game.ui.program.library import PlayableScenario, open_scenario
from game.ui.program.program import Program
from game.ui.screens.board.board_commands import ConfirmPicks, PickAction
from game.ui.screens.briefing.briefing_commands import FinishReading
from game.ui.screens.next_screen import next_screen
from game.ui.screens.save_file import ChooseWay
from game.ui.shell.app import App
from game.ui.shell.start import make_program


class Rows:
    """Many rows in a box that shows a few of them."""

    name = "rows"
    keys: Mapping[str, Command] = MappingProxyType({"a": Press("row 99"), "escape": Press("out")})

    def __init__(self, answer: Answer = None, count: int = 12) -> None:
        self._answer = answer
        self._count = count
        self.done: list[Command] = []

    def draw(self, page: Page) -> None:
        rows = tuple(
            Inset(
                Words(f"Row {n}", BODY, page.ink.first), 8, command=Press(f"row {n}"), label=f"{n}"
            )
            for n in range(self._count)
        )
        Scroll("rows", rows, 4).draw_in(page, Rect(40, 40, 400, 200))

    def handle(self, command: Command) -> Answer:
        self.done.append(command)
        return Pop() if command == Press("out") else self._answer


def app_with(program: Program, *screens: Rows) -> App:
    app = App(program, screens[0], next_screen, (1024, 640))
    app.stack.extend(screens[1:])
    drawn(app)
    return app


def drawn(app: App) -> Page:
    pygame.display.init()
    pygame.font.init()
    return app.draw(pygame.Surface(app.size))


def keys(app: App, *names: str) -> None:
    for name in names:
        app.take(KeyPress(name, name if len(name) == 1 else ""))
        drawn(app)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return make_program(tmp_path / "games")


def test_answers_change_the_stack(program: Program) -> None:
    first, second, third = Rows(), Rows(), Rows()
    app = app_with(program, first)
    app.answer(Push(second))
    app.answer(Replace(third))
    assert app.stack == [first, third]
    app.answer(Then((Pop(), Push(second))))
    assert app.stack == [first, second]
    app.answer(Home())
    assert app.stack == [first]
    app.answer(Quit())
    assert not app.running


def test_tab_goes_round_and_enter_presses(program: Program) -> None:
    rows = Rows(count=3)
    app = app_with(program, rows)
    keys(app, "tab", "tab", "enter")
    assert rows.done == [Press("row 1")]
    keys(app, "back-tab", "back-tab", "enter")
    assert rows.done[-1] == Press("row 2")


def test_the_focus_scrolls_what_it_reaches_into_sight(program: Program) -> None:
    app = app_with(program, Rows())
    keys(app, *["tab"] * 9)
    page = drawn(app)
    focused = next(t for t in page.targets if t.command == app.looking.focus)
    assert focused.command == Press("row 8")
    assert not focused.hidden
    assert page.scrolled["rows"].rect.contains(focused.rect)
    assert "Row 8" in [blit.text for blit in page.canvas.texts]
    assert "Row 0" not in [blit.text for blit in page.canvas.texts]


def test_the_arrows_go_to_the_next_in_their_direction(program: Program) -> None:
    app = app_with(program, Rows())
    keys(app, "down", "down", "down")
    assert app.looking.focus == Press("row 2")
    keys(app, "up")
    assert app.looking.focus == Press("row 1")


def test_the_wheel_and_page_keys_scroll_by_whole_rows(program: Program) -> None:
    app = app_with(program, Rows())
    app.take(Wheel((100, 100), -1))
    page = drawn(app)
    assert app.looking.scrolls["rows"] == page.scrolled["rows"].stops[1]
    keys(app, "page-down", "page-down", "page-down")
    assert "Row 11" in [blit.text for blit in drawn(app).canvas.texts]
    keys(app, "page-up", "page-up", "page-up", "page-up")
    assert "Row 0" in [blit.text for blit in drawn(app).canvas.texts]


def test_a_click_on_the_bar_scrolls_a_boxful(program: Program) -> None:
    app = app_with(program, Rows(count=40))
    box = drawn(app).scrolled["rows"]
    low, top = (box.rect.right - 4, box.rect.bottom - 4), (box.rect.right - 4, box.rect.top + 4)
    app.take(Click(low))
    drawn(app)
    assert box.stops[1] < app.looking.scrolls["rows"] < box.stops[-1]
    for _ in range(9):
        app.take(Click(low))
        drawn(app)
    assert app.looking.scrolls["rows"] == box.stops[-1]
    for _ in range(9):
        app.take(Click(top))
        drawn(app)
    assert app.looking.scrolls["rows"] == 0


def test_a_click_presses_what_is_there_and_nothing_that_is_scrolled_away(program: Program) -> None:
    rows = Rows()
    app = app_with(program, rows)
    target = next(t for t in drawn(app).targets if t.command == Press("row 1"))
    app.take(Point(target.rect.center))
    assert app.looking.hover == target.command
    app.take(Click(target.rect.center))
    app.take(Click((100, 400)))
    assert rows.done == [Press("row 1")]


def test_a_key_of_the_screen_does_what_it_says(program: Program) -> None:
    rows = Rows()
    app = app_with(program, Rows(), rows)
    keys(app, "a", "escape")
    assert rows.done == [Press("row 99"), Press("out")]
    assert len(app.stack) == 1
    app.take(Closed())
    assert not app.running


def playing(program: Program, folder: Path, north: str, south: str) -> App:
    book = open_scenario(written(folder))
    assert isinstance(book, PlayableScenario), book
    program.begin(book, {"north": north, "south": south}, 5)
    app = app_with(program, Rows())
    app.go_on()
    return app


def test_bots_think_aside_and_the_game_goes_on_when_they_have(
    program: Program, tmp_path: Path
) -> None:
    app = playing(program, tmp_path, UNIFORM, ME)
    hot_seat = program.hot_seat
    assert hot_seat is not None
    assert app.screen.name == "briefing"
    assert hot_seat.game.lines == [], "people read before anybody decides"
    app.do(FinishReading())
    app.settle()
    assert app.screen.name in ("board", "question")
    assert [line.action.side for line in hot_seat.game.lines] == ["north"]  # type: ignore[union-attr]


def test_what_a_full_disk_refuses_is_asked_about_and_not_lost(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = playing(program, tmp_path, ME, ME)
    hot_seat = program.hot_seat
    assert hot_seat is not None
    hot_seat.mark_all_read()
    app.go_on()
    assert app.screen.name == "board"

    def full(_line: RecordLine) -> None:
        raise RecordError("unwritten", reason="No space left on device")

    monkeypatch.setattr(hot_seat.game, "_keep", full)
    drawn(app)
    app.do(PickAction("warm"))
    app.do(ConfirmPicks())
    assert app.screen.name == "unsaved"
    assert any("No space left" in blit.text for blit in drawn(app).canvas.texts)
    app.do(ChooseWay("again"))
    assert app.screen.name == "unsaved", "still full"
    app.do(ChooseWay("without"))
    assert hot_seat.saved is None
    assert [str(line.action) for line in hot_seat.game.lines] == ["north: warm"]
    assert app.screen.name == "curtain"
