"""`play --continue`: a finished game is looked back at in the window, where there is one."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
import tiny_program

from game.cli import main
from game.model.players import ME, UNIFORM
from game.presenter.hot_seat import HotSeat
from game.session.game import Game
from game.session.records.saved import Saving
from game.session.translations import Translations
from game.ui.screens.next_screen import next_screen
from game.ui.shell.app import App


class Windows:
    """The games for which a window was opened."""

    def __init__(self) -> None:
        self.sittings: list[HotSeat] = []

    def open_game(
        self,
        game: Game,
        seats: Mapping[str, str],
        saving: Saving,
        translations: Translations,
        code: str,
    ) -> int:
        self.sittings.append(HotSeat(game, seats, saving, translations, code))
        return 0


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Windows:
    found = Windows()
    monkeypatch.setattr("game.cli.window.why_no_window", lambda: "")
    monkeypatch.setattr("game.cli.window.open_game", found.open_game)
    return found


def record(folder: Path, north: str, *, over: bool) -> Path:
    program = tiny_program.playing(folder, {"north": north, "south": UNIFORM})
    hot_seat = tiny_program.hot_seat(program)
    tiny_program.act(hot_seat.game, "north warm")
    if over:
        tiny_program.finish(hot_seat.game)
    assert hot_seat.saved is not None
    program.leave()
    return hot_seat.saved


@pytest.mark.parametrize("north", [ME, UNIFORM])
def test_a_finished_game_opens_its_debrief_whoever_played_it(
    tmp_path: Path, windows: Windows, north: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = record(tmp_path, north, over=True)
    assert main(["play", "--continue", "--record", str(path)]) == 0
    assert capsys.readouterr().out == ""
    (hot_seat,) = windows.sittings
    program = tiny_program.program(tmp_path)
    program.hot_seat = hot_seat
    app = App(program, tiny_program.Empty(), next_screen, (1024, 640))
    app.go_on()
    assert app.screen.name == "over"


def test_with_text_it_is_told_in_the_terminal(
    tmp_path: Path,
    windows: Windows,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    path = record(tmp_path, ME, over=True)
    assert main(["play", "--continue", "--record", str(path), "--text"]) == 0
    assert "== The end: Calm ==" in capsys.readouterr().out
    assert windows.sittings == []


def test_bots_alone_go_on_in_the_terminal(
    tmp_path: Path, windows: Windows, capsys: pytest.CaptureFixture[str]
) -> None:
    path = record(tmp_path, UNIFORM, over=False)
    assert main(["play", "--continue", "--record", str(path)]) == 0
    assert "== The end: Calm ==" in capsys.readouterr().out
    assert windows.sittings == []
