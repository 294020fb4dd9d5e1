"""Where the window can't open, or can't keep things: a clear sentence, and nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import drawing  # noqa: F401  (it says that nothing is to be shown)
import pygame
import pytest
import tiny_program
from attrs import asdict, evolve
from tiny_program import act, hot_seat

from game.cli import main
from game.cli.window import why_no_window
from game.session.records.record import RecordError
from game.ui.paint import fonts as type
from game.ui.paint.theme import make_theme
from game.ui.program.settings import Settings, keep_settings, read_settings
from game.ui.shell import display, loop, start
from game.ui.shell.app import App
from game.ui.shell.start import make_program

CHOSEN = Settings(
    language="fr",
    text=140,
    high_contrast=True,
    motion=False,
    full_screen=True,
    guided=False,
    course_shown=True,
    minutes=8,
)
"""Every setting other than at first."""


def test_pygame_in_the_place_of_pygame_ce_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(pygame, "IS_CE")
    assert "pygame-ce" in why_no_window()


AT_THE_TITLE = """
import sys, types

loop = types.ModuleType("game.ui.shell.loop")
loop.run = lambda app: print("llvmlite" in sys.modules)
sys.modules["game.ui.shell.loop"] = loop
from game.cli import main

main([])
"""
"""Opens the window, whose first frame is never drawn."""


def test_the_window_opens_without_the_compiler() -> None:
    done = subprocess.run(
        [sys.executable, "-c", AT_THE_TITLE],
        env={**os.environ, "SDL_VIDEODRIVER": "dummy"},
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert done.stdout.split() == ["False"]


def test_a_missing_font_is_one_line_that_names_its_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("game.ui.paint.fonts.find_spec", lambda _name: None)
    with pytest.raises(type.MissingFont) as missed:
        type.path_of.__wrapped__("sans")

    def without_fonts(*_words: object) -> int:
        raise missed.value

    monkeypatch.setattr(display, "no_display", lambda: "")
    monkeypatch.setattr(start, "open_window", without_fonts)
    assert main([]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "font-source-sans-pro" in said


def test_a_game_that_cant_be_saved_is_played_and_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "games").write_text("a file where a folder should be", encoding="utf-8")
    program = make_program(tmp_path / "games")
    program.begin(tiny_program.book(tmp_path), {"north": "me", "south": "me"}, 1)
    assert hot_seat(program).saved is None
    act(hot_seat(program).game, "north warm")
    assert len(hot_seat(program).game.lines) == 1


def test_settings_that_cant_be_kept_hold_for_this_time(tmp_path: Path) -> None:
    blocked = tmp_path / "config"
    blocked.write_text("a file", encoding="utf-8")
    assert keep_settings(Settings(text=140), blocked / "settings.json") is not None
    assert list(tmp_path.iterdir()) == [blocked]


@pytest.mark.parametrize("written", ["", "[", "[1]", '{"text": 7}', '{"text": "140", "motion": 3}'])
def test_nonsense_among_the_settings_is_as_at_first(tmp_path: Path, written: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(written, encoding="utf-8")
    assert read_settings(path) == Settings()


def test_settings_are_read_as_they_were_kept(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    first = asdict(Settings())
    assert [name for name, value in asdict(CHOSEN).items() if value == first[name]] == []
    assert keep_settings(CHOSEN, path) is None
    assert read_settings(path) == CHOSEN


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    """The window of somebody who has changed every setting before."""
    path = tmp_path / "settings.json"
    keep_settings(CHOSEN, path)
    monkeypatch.setattr(start, "settings_file", lambda: path)
    monkeypatch.setattr(start, "games_folder", lambda: tmp_path / "games")
    monkeypatch.setattr(start, "own_folder", lambda: tmp_path / "own")
    return start.make_app(start.usual_program())


def test_what_was_chosen_is_seen_as_soon_as_the_window_opens(chosen: App) -> None:
    theme = chosen.theme()
    assert (theme.text, theme.high_contrast, theme.motion) == (1.4, True, False)
    assert theme.palette != make_theme(chosen.size, 1.4, high_contrast=False, motion=False).palette
    assert chosen.program.code == chosen.program.language.code == "fr"
    assert start.usual_program("en").code == "en"


@pytest.mark.parametrize("full", [True, False])
def test_the_window_opens_as_large_as_was_chosen(
    full: bool, chosen: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[tuple[int, int], int]] = []
    real = pygame.display.set_mode

    def set_mode(size: tuple[int, int], flags: int) -> pygame.Surface:
        asked.append((size, flags))
        return real((1280, 720))

    monkeypatch.setattr(pygame.display, "set_mode", set_mode)
    chosen.program.settings = evolve(CHOSEN, full_screen=full)
    loop.open_window(chosen)
    (asking,) = asked
    assert asking == (((0, 0), pygame.FULLSCREEN) if full else (start.SIZE, pygame.RESIZABLE))


def test_a_second_copy_at_the_same_game_can_write_nothing_over_the_first(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    saving = hot_seat(program).saving
    assert saving is not None
    assert saving.path is not None
    path = saving.path
    act(hot_seat(program).game, "north warm")
    program.leave()
    first, second = tiny_program.program(tmp_path), tiny_program.program(tmp_path)
    first.go_on(path)
    second.go_on(path)
    act(hot_seat(first).game, "south warm")
    kept = path.read_bytes()
    with pytest.raises(RecordError) as refused:
        act(hot_seat(second).game, "south cool")
    assert refused.value.code == "changed"
    assert path.read_bytes() == kept
