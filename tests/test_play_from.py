"""`communique play --from`: a new game from a moment of a saved one."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import tiny

from game.cli import main
from game.session.records.file import read_file
from game.session.records.replay import replay


@pytest.fixture
def monday(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The record of a game that bots have played to its end."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMMUNIQUE_DATA", str(tmp_path / "data"))
    (tmp_path / "tiny.yaml").write_text(tiny.whole("turns: 4\n"), encoding="utf-8")
    command = ("play", "tiny.yaml", "--auto", "--seed", "7", "--record", "monday.game")
    assert main([*command]) == 0
    return tmp_path / "monday.game"


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["play", "--from", "monday.game", *words])
    seen = capsys.readouterr()
    return code, seen.out, seen.err


def test_the_new_game_has_the_lines_up_to_there_and_the_old_one_stays(
    monday: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, whole = monday.read_bytes(), read_file(monday)
    seats = ("--seat", "north=uniform", "--seat", "south=uniform")
    code, out, _ = run(capsys, "--line", "4", "--auto", "--record", "new.game", *seats)
    assert code == 0
    assert monday.read_bytes() == before
    branch = read_file(Path("new.game"))
    assert branch.header.seed == whole.header.seed
    assert [each.action for each in branch.lines[:3]] == [each.action for each in whole.lines[:3]]
    assert [each.digest for each in branch.lines[:3]] == [each.digest for each in whole.lines[:3]]
    assert not replay(branch).state.to_move
    assert "The end" in out


def test_a_turn_begins_at_its_first_decision_and_who_was_a_bot_can_be_you(
    monday: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    code, _, _ = run(capsys, "--turn", "3", "--text", "--record", "new.game")
    branch = read_file(Path("new.game"))
    game = replay(branch)
    assert (code, game.state.turn) == (0, 3)
    # Nobody was a person, so whoever is to decide is you.
    assert str(branch.lines[-1].action) == f"seat {game.state.to_move[0]} me"
    kept = len(branch.lines) - 1
    assert branch.lines[:kept] == tuple(read_file(monday).lines[:kept])
    assert replay(read_file(monday)).moments[kept].state.turn == 3
    assert replay(read_file(monday)).moments[kept - 1].state.turn == 2


@pytest.mark.usefixtures("monday")
def test_seats_are_handed_over_as_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    seats = ("--seat", "south=me", "--seat", "north=uniform")
    assert run(capsys, "--line", "1", "--text", "--record", "new.game", *seats)[0] == 0
    branch = read_file(Path("new.game"))
    assert str(branch.lines[0].action) == "seat south me"
    assert replay(branch).players(branch.header.seats) == {"north": "uniform", "south": "me"}


def test_without_a_record_nothing_is_saved_and_without_a_name_it_goes_to_the_games(
    monday: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.session.places.games_folder", lambda: monday.parent / "games")
    seats = ("--seat", "north=uniform", "--seat", "south=uniform", "--auto", "--line", "2")
    assert run(capsys, *seats, "--no-record")[0] == 0
    assert not (monday.parent / "games").exists()
    assert run(capsys, *seats)[0] == 0
    assert len([*(monday.parent / "games").glob("*.game")]) == 1


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ((), "--turn N or --line N"),
        (("--turn", "1", "--line", "1"), "--turn N or --line N"),
        (("--line", "99"), "99"),
        (("--line", "0"), "--line"),
        (("--turn", "9"), "--turn"),
        (("--turn", "x"), "--turn"),
        (("--line", "2", "--seed", "3"), "--seed"),
        (("--line", "2", "--continue"), "--continue"),
        (("--line", "2", "--seat", "west=me"), "west"),
        (("--line", "2", "--record", "monday.game"), "monday.game"),
        (("--line", "2", "--record", "nowhere/new.game"), "saved"),
    ],
)
@pytest.mark.usefixtures("monday")
def test_each_mistake_is_one_line_that_names_the_way_out(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], named: str
) -> None:
    code, out, errors = run(capsys, *words, "--text")
    assert (code, out, len(errors.splitlines())) == (2, "", 1), errors
    assert named in errors


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["play", "--from", "nowhere.game", "--line", "1"]) == 2
    assert "nowhere.game" in capsys.readouterr().err


def test_only_with_from_a_moment_can_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("--turn", "2"), ("--line", "2")):
        assert main(["play", "kuala-lumpur", *words]) == 2
        assert "--from" in capsys.readouterr().err
