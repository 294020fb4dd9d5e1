"""Where the window can't open, or can't keep things: a clear sentence, and nothing lost."""

from __future__ import annotations

from pathlib import Path

import drawing  # noqa: F401  (it says that nothing is to be shown)
import pygame
import pytest
import tinydesk
from tinydesk import act, sitting

from game.cli import main
from game.cli.window import missing
from game.session.record import RecordError
from game.ui import start, type
from game.ui.settings import Settings, keep_settings, read_settings
from game.ui.start import spare_desk


def test_pygame_in_the_place_of_pygame_ce_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(pygame, "IS_CE")
    assert "pygame-ce" in missing()


def test_a_missing_font_is_one_line_that_names_its_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("game.ui.type.find_spec", lambda _name: None)
    with pytest.raises(type.MissingFont) as missed:
        type.path_of.__wrapped__("sans")

    def without_fonts(*_words: object) -> int:
        raise missed.value

    monkeypatch.setattr(start, "no_display", lambda: "")
    monkeypatch.setattr(start, "open_window", without_fonts)
    assert main([]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "font-source-sans-pro" in said


def test_a_game_that_cant_be_saved_is_played_and_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "games").write_text("a file where a folder should be", encoding="utf-8")
    desk = spare_desk(tmp_path / "games")
    desk.begin(tinydesk.book(tmp_path), {"north": "me", "south": "me"}, 1)
    assert sitting(desk).saved is None
    act(sitting(desk).game, "north warm")
    assert len(sitting(desk).game.lines) == 1


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
    chosen = Settings(language="fr", text=140, high_contrast=True, motion=False, guided=False)
    assert keep_settings(chosen, path) is None
    assert read_settings(path) == chosen


def test_a_second_copy_at_the_same_game_can_write_nothing_over_the_first(tmp_path: Path) -> None:
    desk = tinydesk.playing(tmp_path)
    saving = sitting(desk).saving
    assert saving is not None
    assert saving.path is not None
    path = saving.path
    desk.leave()
    first, second = tinydesk.desk(tmp_path), tinydesk.desk(tmp_path)
    first.go_on(path)
    second.go_on(path)
    act(sitting(first).game, "north warm")
    kept = path.read_bytes()
    with pytest.raises(RecordError) as refused:
        act(sitting(second).game, "north cool")
    assert refused.value.code == "changed"
    assert path.read_bytes() == kept
