"""How a turn goes: shown on the first F1 of a first game, and at any time from the menu."""

from __future__ import annotations

from pathlib import Path

import lookedback
import pygame
import pytest
import tiny_program
from drawing import drawn, texts

from game.authoring.values import with_apostrophes
from game.ui.page.commands import OpenMenu
from game.ui.page.events import KeyPress
from game.ui.program.settings import Settings, keep_settings, read_settings
from game.ui.screens.course_screen import Course
from game.ui.screens.menu.menu_commands import OpenCourse
from game.ui.screens.next_screen import next_screen
from game.ui.screens.title.title import Title
from game.ui.shell.app import App
from game.words.course import STEPS, steps_of_turn
from game.words.english.papers import PAPERS

ROOT = Path(__file__).parents[2]


@pytest.fixture
def app(tmp_path: Path) -> App:
    drawn(tiny_program.Empty())
    program = lookedback.begun(tmp_path)
    tiny_program.hot_seat(program).mark_all_read()
    found = App(program, Title(program), next_screen, (1280, 720))
    program.change(guided=False)
    found.go_on()
    return found


def press(app: App, *keys: str) -> None:
    for key in keys:
        app.draw(pygame.Surface(app.size))
        app.take(KeyPress(key))
    app.draw(pygame.Surface(app.size))


def test_the_first_f1_tells_how_a_turn_goes_and_leads_on_to_the_walk(app: App) -> None:
    press(app, "f1")
    assert isinstance(app.screen, Course)
    assert app.program.settings.course_shown
    press(app, "enter")
    assert app.screen.name == "table"
    assert app.looking.term >= 0, "the walk has begun"
    press(app, "escape", "f1")
    assert app.screen.name == "table"
    assert app.looking.term >= 0


def test_escape_leaves_it_without_a_walk(app: App) -> None:
    press(app, "f1", "escape")
    assert app.screen.name == "table"
    assert app.looking.term < 0


def test_that_it_was_shown_is_remembered_for_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    assert not read_settings(path).course_shown
    assert keep_settings(Settings(course_shown=True), path) is None
    assert read_settings(path).course_shown


def test_outside_a_game_f1_only_explains(tmp_path: Path) -> None:
    drawn(tiny_program.Empty())
    program = tiny_program.program(tmp_path)
    app = App(program, Title(program), next_screen, (1280, 720))
    press(app, "f1")
    assert app.screen.name == "title"
    assert not program.settings.course_shown


def test_the_menu_shows_it_at_any_time(app: App) -> None:
    app.do(OpenMenu())
    assert app.screen.keys["t"] == OpenCourse()
    press(app)
    app.do(OpenCourse())
    assert app.screen.name == "course"
    press(app, "enter")
    assert app.screen.name == "menu"


def test_the_steps_are_those_of_the_stage_with_its_own_names(app: App) -> None:
    words = tiny_program.hot_seat(app.program).words
    assert steps_of_turn(words, "main") == (
        ("read", ()),
        ("choose", ("Deeds",)),
        ("table", ("Hall",)),
        ("press", ("Word",)),
        ("follow", ("Weather",)),
    )
    told = " ".join(texts(drawn(Course(app.program))).split())
    for part in ("Here: Deeds", "Here: Hall", "After 2 turns the game ends"):
        assert part in told


def test_a_step_that_a_stage_lacks_is_left_out(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    words = tiny_program.hot_seat(program).words
    assert [step for step, _ in steps_of_turn(words, "main")] == ["read", "choose", "follow"]


def test_the_page_on_playing_begins_with_the_same_words_and_its_picture() -> None:
    page = with_apostrophes((ROOT / "docs" / "playing.md").read_text(encoding="utf-8"))
    first = page.split("\n## ")[1]
    assert first.startswith(f"{PAPERS['course']}\n")
    told = " ".join(first.replace("**", "").split())
    for step in STEPS:
        assert f"{PAPERS[f'course.{step}']}. {PAPERS[f'course.{step}.about']}" in told
    assert str(PAPERS["course.about"]) in told
    assert "(pictures/course.jpg)" in first
    assert (ROOT / "docs" / "pictures" / "course.jpg").stat().st_size < 300_000
