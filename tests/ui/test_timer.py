"""The time for a decision: it runs while people think, only tells, and decides nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pygame
import pytest
import tiny_program
from drawing import SIZES, drawn, misfits, texts, unreadable

from game.session.clock import DecisionTimer, TimeLeft
from game.ui.page.commands import Command, GoBack, OpenMenu, OpenRecord, OpenSettings, SetMinutes
from game.ui.program.program import Program
from game.ui.program.settings import MINUTES, Settings, keep_settings, read_settings
from game.ui.screens.ask import Decline
from game.ui.screens.board.board_commands import ConfirmPicks, PickAction
from game.ui.screens.curtain import RaiseCurtain
from game.ui.screens.menu.menu_commands import (
    CloseMenu,
    KeepNote,
    OpenInjects,
    OpenNote,
    PauseGame,
    StepBack,
)
from game.ui.screens.news.answers import GiveAnswer
from game.ui.screens.news.news import QuestionScreen
from game.ui.screens.next_screen import next_screen
from game.ui.screens.options.options import Options
from game.ui.screens.setup.setup import Setup
from game.ui.shell.app import App
from game.ui.widgets.entry import TypeText

QUESTION = """
injects:
  storm:
    name: The storm
    text: Roofs fly.
    at: 1
    ask: north
    answers:
      wait: {name: Wait, effects: {heat: +1}}
      pay: {name: Pay, effects: {heat: -1}}
phases:
  weather: {kind: injects}
  deeds: {kind: actions, menus: [deeds], order: alternate}
stages: {main: {phases: [weather, deeds]}}
"""


class Wall:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def wall() -> Wall:
    return Wall()


# The watch


def test_it_begins_with_the_whole_time_and_counts_down_while_it_runs(wall: Wall) -> None:
    watch = DecisionTimer(wall)
    watch.follow("first", 2)
    assert watch.left() == TimeLeft(120, 120)
    wall.seconds += 0.5
    assert watch.left() == TimeLeft(120, 120), "a second that has begun counts"
    wall.seconds += 0.75
    assert (watch.left(), watch.until_next()) == (TimeLeft(119, 120), 0.75)


def test_it_stands_still_while_nothing_is_asked_and_goes_on_from_there(wall: Wall) -> None:
    watch = DecisionTimer(wall)
    watch.follow("first", 2)
    wall.seconds += 20
    watch.follow(None, 2)
    wall.seconds += 500
    assert (watch.left(), watch.until_next(), watch.until_up()) == (TimeLeft(100, 120), None, None)
    watch.follow("first", 2)
    wall.seconds += 1
    assert watch.left() == TimeLeft(99, 120)


def test_each_decision_has_the_whole_time(wall: Wall) -> None:
    watch = DecisionTimer(wall)
    watch.follow("first", 2)
    wall.seconds += 90
    watch.follow("second", 2)
    assert watch.left() == TimeLeft(120, 120)


def test_it_rings_once_for_each_decision_and_then_says_no_more(wall: Wall) -> None:
    watch = DecisionTimer(wall)
    for decision in ("first", "second"):
        watch.follow(decision, 2)
        wall.seconds += 119
        assert not watch.rings()
        wall.seconds += 200
        assert watch.rings()
        assert not watch.rings()
        assert (watch.left(), watch.until_next()) == (TimeLeft(0, 120), None)


def test_without_a_limit_there_is_nothing_to_tell(wall: Wall) -> None:
    watch = DecisionTimer(wall)
    watch.follow("first", 0)
    wall.seconds += 9999
    assert (watch.left(), watch.rings(), watch.until_up()) == (None, False, None)


def test_where_the_minutes_are_changed_what_was_used_stays_used(wall: Wall) -> None:
    watch = DecisionTimer(wall)
    watch.follow("first", 2)
    wall.seconds += 50
    watch.follow("first", 5)
    assert watch.left() == TimeLeft(250, 300)
    watch.follow("first", 0)
    assert watch.left() is None


def test_fewer_minutes_leave_at_least_one_for_the_decision_that_runs(wall: Wall) -> None:
    watch = DecisionTimer(wall)
    watch.follow("first", 10)
    wall.seconds += 480
    watch.follow("first", 5)
    assert watch.left() == TimeLeft(60, 540)
    # Told again, it is no other time.
    wall.seconds += 20
    watch.follow("first", 5)
    assert watch.left() == TimeLeft(40, 540)
    watch.follow("first", 10)
    assert watch.left() == TimeLeft(100, 600)
    watch.follow("second", 5)
    assert watch.left() == TimeLeft(300, 300)


@pytest.mark.parametrize(
    ("seconds", "state", "figure"),
    [(300, "left", "5:00"), (61, "left", "1:01"), (60, "last", "1:00"), (9, "last", "0:09"),
     (0, "up", "0:00"), (1200, "left", "20:00")],
)  # fmt: skip
def test_the_last_minute_and_the_end_are_told_apart_in_words(
    seconds: int, state: str, figure: str
) -> None:
    left = TimeLeft(seconds, 1200)
    assert (left.state, left.figure) == (state, figure)


# In the window


def window(program: Program, wall: Wall, minutes: int = 2) -> App:
    """A game between two teams at the first one's board, with a clock set by hand."""
    hot_seat = tiny_program.hot_seat(program)
    hot_seat.decision_timer = DecisionTimer(wall)
    program.change(minutes=minutes, guided=False, motion=False)
    hot_seat.mark_all_read()
    app = App(program, tiny_program.Empty(), next_screen, (1280, 720))
    app.go_on()
    frame(app)
    return app


def frame(app: App) -> str:
    """The next picture; all that can be read in it."""
    pygame.display.init()
    pygame.font.init()
    if pygame.display.get_surface() is None:
        pygame.display.set_mode((16, 16))
    return texts(app.draw(pygame.Surface(app.size)))


def left(program: Program) -> int:
    found = tiny_program.hot_seat(program).decision_timer.left()
    assert found is not None
    return found.seconds


def test_the_top_bar_shows_it_and_marks_the_last_minute_and_the_end(
    tmp_path: Path, wall: Wall
) -> None:
    program = tiny_program.playing(tmp_path)
    app = window(program, wall)
    assert "2:00\ntime left" in frame(app)
    wall.seconds += 70
    assert "0:50\nlast minute" in frame(app)
    wall.seconds += 60
    told = frame(app)
    assert "0:00\ntime is up" in told
    assert "nothing happens by itself" in told
    assert [line.action for line in tiny_program.hot_seat(program).game.lines] == []
    assert app.screen.name == "board"


def test_each_second_only_the_time_is_painted(tmp_path: Path, wall: Wall) -> None:
    app = window(tiny_program.playing(tmp_path), wall)
    assert app.waits() == 1000
    assert app.tick() is None, "nothing to paint yet"
    wall.seconds += 1
    page = app.page
    painted = app.tick()
    assert page is not None
    assert painted is not None
    assert app.page is page
    assert painted.w * painted.h < 1280 * 720 / 40
    shown = [blit.text for blit in page.canvas.texts]
    assert "1:59" in shown
    assert "2:00" not in shown
    assert not app.dirty
    assert app.tick() is None


def test_without_a_limit_the_window_sleeps(tmp_path: Path, wall: Wall) -> None:
    app = window(tiny_program.playing(tmp_path), wall, 0)
    assert app.waits() == 0
    assert "time left" not in frame(app)


def test_where_it_is_not_shown_the_window_sleeps_until_it_is_up(tmp_path: Path, wall: Wall) -> None:
    app = window(tiny_program.playing(tmp_path), wall)
    app.do(OpenRecord())
    assert "time left" not in frame(app)
    wall.seconds += 20
    assert app.waits() == 100_000
    wall.seconds += 100
    assert app.tick() is None
    assert "Time is up" in frame(app)


@pytest.mark.parametrize("over", [OpenSettings(), OpenNote(), StepBack(), OpenInjects()], ids=str)
def test_it_stands_still_below_the_menu_and_what_lies_over_that(
    tmp_path: Path, wall: Wall, over: Command
) -> None:
    program = tiny_program.playing(tmp_path)
    tiny_program.act(tiny_program.hot_seat(program).game, "north warm", "south cool")
    app = window(program, wall)
    app.do(OpenMenu())
    frame(app)
    app.do(over)
    frame(app)
    wall.seconds += 500
    assert (left(program), app.waits(), program.toast) == (120, 0, "")
    app.do(Decline() if app.screen.name == "ask" else GoBack())
    app.do(CloseMenu())
    frame(app)
    assert app.waits() == 1000


def test_it_stands_still_while_the_game_is_paused(tmp_path: Path, wall: Wall) -> None:
    program = tiny_program.playing(tmp_path)
    app = window(program, wall)
    wall.seconds += 30
    app.do(OpenMenu())
    app.do(PauseGame())
    frame(app)
    wall.seconds += 500
    frame(app)
    assert left(program) == 90
    app.do(CloseMenu())
    frame(app)
    wall.seconds += 1
    assert (app.screen.name, left(program)) == ("board", 89)


def test_with_two_teams_it_begins_when_the_next_one_has_sat_down(
    tmp_path: Path, wall: Wall
) -> None:
    program = tiny_program.playing(tmp_path)
    app = window(program, wall)
    wall.seconds += 100
    app.do(PickAction("warm"))
    app.do(ConfirmPicks())
    frame(app)
    assert app.screen.name == "curtain"
    wall.seconds += 500
    frame(app)
    assert program.toast == ""
    app.do(RaiseCurtain())
    frame(app)
    assert (app.screen.name, left(program)) == ("board", 120)


def test_notes_take_nothing_and_a_step_back_gives_the_whole_time(
    tmp_path: Path, wall: Wall
) -> None:
    program = tiny_program.playing(tmp_path, {"south": "uniform"})
    hot_seat = tiny_program.hot_seat(program)
    tiny_program.act(hot_seat.game, "north warm", "south cool")
    app = window(program, wall)
    wall.seconds += 40
    before = hot_seat.current_decision()
    app.do(OpenMenu())
    app.do(OpenNote())
    app.do(TypeText("They whisper"))
    app.do(KeepNote())
    assert hot_seat.current_decision() == before
    app.do(CloseMenu())
    frame(app)
    assert left(program) == 80
    hot_seat.step_back()
    app.go_on()
    frame(app)
    assert left(program) == 120


def test_an_inject_leaves_the_time_as_it_is_and_its_question_has_its_own(
    tmp_path: Path, wall: Wall
) -> None:
    program = tiny_program.playing(tmp_path, text=QUESTION)
    app = window(program, wall)
    assert app.screen.name == "question"
    wall.seconds += 100
    assert "0:20\nlast minute" in frame(app)
    app.do(GiveAnswer("wait"))
    frame(app)
    assert (app.screen.name, left(program)) == ("board", 120)


def test_no_time_is_shown_to_those_who_only_look_on(tmp_path: Path, wall: Wall) -> None:
    program = tiny_program.playing(tmp_path, {"south": "uniform"})
    app = window(program, wall)
    tiny_program.act(tiny_program.hot_seat(program).game, "north warm")
    app.stack[1:] = [next_screen(program)]
    assert app.screen.name == "waiting"
    assert "time left" not in frame(app)


def test_it_leaves_no_trace_in_the_record(tmp_path: Path, wall: Wall) -> None:
    def digests(minutes: int, folder: str) -> list[str]:
        (tmp_path / folder).mkdir()
        program = tiny_program.playing(tmp_path / folder)
        app = window(program, wall, minutes)
        wall.seconds += 999
        frame(app)
        app.do(PickAction("warm"))
        app.do(ConfirmPicks())
        return [line.digest for line in tiny_program.hot_seat(program).game.lines]

    assert digests(0, "none") == digests(2, "two") != []


# Choosing it


def test_it_is_chosen_in_the_set_up_by_mouse_and_keys(tmp_path: Path) -> None:
    program = tiny_program.program(tmp_path)
    setup = Setup(program, tiny_program.book(tmp_path), 7)
    assert SetMinutes(5) in [target.command for target in drawn(setup).targets]
    setup.handle(SetMinutes(5))
    assert program.settings.minutes == 5
    setup.handle(setup.keys["t"])
    assert program.settings.minutes == 8
    setup.handle(SetMinutes(MINUTES[-1]))
    setup.handle(setup.keys["t"])
    assert program.settings.minutes == 0
    setup.handle(SetMinutes(4))
    assert program.settings.minutes == 0


def test_it_is_remembered_and_nonsense_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    keep_settings(Settings(minutes=5), path)
    assert read_settings(path).minutes == 5
    for nonsense in (4, -1, "5", True, None):
        path.write_text(json.dumps({"minutes": nonsense}), encoding="utf-8")
        assert read_settings(path) == Settings()


def test_it_can_be_changed_in_the_settings(tmp_path: Path) -> None:
    program = tiny_program.program(tmp_path)
    Options(program).handle(SetMinutes(3))
    Options(program).handle(SetMinutes(99))
    assert program.settings.minutes == 3
    assert "3 min" in texts(drawn(Options(program), (1920, 1080)))


# How it looks


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_it_fits_and_can_be_read(
    tmp_path: Path, wall: Wall, width: int, height: int, text: float
) -> None:
    program = tiny_program.playing(tmp_path, text=QUESTION)
    program.change(language="fr")
    app = window(program, wall, 20)
    question = app.screen
    assert isinstance(question, QuestionScreen)
    app.do(GiveAnswer("wait"))
    board = app.screen
    for used in (0, 1170, 1300):
        watch = tiny_program.hot_seat(program).decision_timer = DecisionTimer(wall)
        watch.follow("this", 20)
        wall.seconds += used
        page = drawn(board, (width, height), text)
        assert watch.left() is not None
        assert misfits(page) == []
        if width == 1280:
            assert unreadable(page) == []


def test_it_can_be_read_in_high_contrast(tmp_path: Path, wall: Wall) -> None:
    app = window(tiny_program.playing(tmp_path), wall)
    for _ in range(3):
        page = drawn(app.screen, high_contrast=True)
        assert misfits(page) == []
        assert unreadable(page) == []
        wall.seconds += 65


def test_a_question_shows_it_too(tmp_path: Path, wall: Wall) -> None:
    app = window(tiny_program.playing(tmp_path, text=QUESTION), wall)
    for width, height, text in SIZES:
        page = drawn(app.screen, (width, height), text)
        assert "2:00" in texts(page)
        assert misfits(page) == []
