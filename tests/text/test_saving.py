"""Every game that people play in a terminal is saved, and they are told where."""

import io
from pathlib import Path

import pytest
import tiny
from well import ONE, RULES, TWO, files, run, said, spaced, written

from game.model.frozen import FrozenMap
from game.session.game import Game
from game.session.records.file import RecordFile, read_file
from game.session.records.record import RecordError, RecordLine
from game.session.records.saved import Saving, begin_in_folder
from game.text.console import Console
from game.text.play import play_text


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def games(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COMMUNIQUE_GAMES_FOLDER", str(tmp_path / "games"))
    return tmp_path / "games"


@pytest.fixture
def well(tmp_path: Path) -> str:
    return str(written(tmp_path))


def printed(*args: str, typed: bytes = b"") -> str:
    done = run("play", *args, typed=typed)
    assert (done.returncode, done.stderr) == (0, b"")
    return " ".join(done.stdout.decode("utf-8").split())


def live(typed: str, saving: Saving, game: Game, seats: dict[str, str]) -> str:
    """What people at a terminal see while this is typed."""
    out = Terminal()
    play_text(game, seats, Console(Terminal(typed), out), saving)
    return " ".join(spaced(out.getvalue()).split())


def test_a_game_for_two_teams_is_saved_from_its_first_decision(games: Path, well: str) -> None:
    seats = ("--seat", "north=me", "--seat", "south=me")
    seen = printed(well, "--text", *seats, typed=b"\n\npass\n\n")
    (path,) = games.glob("*.game")
    assert said("saved.here", file=path) in seen
    assert seen.endswith(f"{said('left.kept', file=path)} {said('command.continue')}")
    assert [str(line.action) for line in read_file(path).lines] == ["north: pass"]


def test_the_game_played_last_goes_on_without_being_named(games: Path, well: str) -> None:
    printed(well, "--text", typed=b"pass\n\n")
    (path,) = games.glob("*.game")
    before = len(read_file(path).lines)
    seen = printed("--continue", "--text", typed=b"pass\n")
    assert said("continued") in seen
    assert said("saved.here", file=path) in seen
    assert len(read_file(path).lines) > before
    assert list(games.glob("*.game")) == [path]


@pytest.mark.usefixtures("games")
def test_a_game_of_another_scenario_is_not_gone_on_with(well: str) -> None:
    printed(well, "--text", typed=b"pass\n\n")
    done = run("play", "kuala-lumpur", "--continue", "--text")
    assert done.returncode == 2
    assert b"there is no unfinished game of kuala-lumpur in " in done.stderr


def test_nothing_is_saved_where_that_is_asked_for_or_where_bots_play(
    games: Path, well: str
) -> None:
    seen = printed(well, "--text", "--no-record", typed=b"pass\n\n")
    assert said("saved.not") in seen
    printed(well, "--auto")
    assert not games.exists()


@pytest.mark.parametrize("option", [["--record", "a.game"], ["--continue"]])
def test_not_saving_and_saving_exclude_each_other(well: str, option: list[str]) -> None:
    done = run("play", well, "--text", "--no-record", *option)
    assert done.returncode == 2
    assert b"--no-record" in done.stderr
    assert not Path("a.game").exists()


def test_where_the_folder_can_not_be_written_the_game_is_played_and_saved_elsewhere(
    games: Path, well: str, tmp_path: Path
) -> None:
    games.write_text("a file where a folder should be", encoding="utf-8")
    other = tmp_path / "other.game"
    seen = printed(well, "--text", typed=f"pass\n\nsave {other}\nquit\n".encode())
    assert seen.count("This game can’t be saved in ") == 1
    assert said("save.done", file=other) in seen
    assert len(read_file(other).lines) > 0


def full(_file: RecordFile, _line: RecordLine) -> None:
    raise RecordError("unwritten", reason="No space left on device")


@pytest.mark.parametrize("seats", [ONE, TWO], ids=["one", "two"])
def test_a_disk_that_fills_up_stops_the_saving_and_not_the_game(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seats: dict[str, str]
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("LINES", "500")
    other = tmp_path / "other.game"
    game, saving = begin_in_folder(tmp_path, files, tiny.rules(RULES), 4, seats)
    path = saving.path
    monkeypatch.setattr(RecordFile, "append", full)
    # Papers come first: behind a curtain each, where two share the screen.
    typed = "\n\n" if seats == ONE else "\n" * 5
    seen = live(f"{typed}pass\n\n", saving, game, seats)
    assert seen.count("This game is no longer saved in ") == 1
    assert "No space left on device" in seen
    assert len(game.lines) > 0
    assert path is not None
    assert read_file(path).lines == ()
    monkeypatch.undo()
    saving.begin(other)
    saving.close()
    assert len(read_file(other).lines) == len(game.lines)


@pytest.mark.parametrize("leave", ["", "quit\nquit\n"], ids=["Ctrl-D", "quit"])
def test_who_leaves_an_unsaved_game_is_asked_once(
    monkeypatch: pytest.MonkeyPatch, leave: str
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("LINES", "500")
    game = Game(tiny.rules(RULES), 4)
    seen = live(f"\n\npass\n\n{leave}", Saving(game, ONE, files), game, ONE)
    assert (said("rescue") in seen) == (leave == "")
    assert (said("quit.unsaved") in seen) == (leave != "")
    assert seen.endswith(said("left"))


def test_a_game_that_was_over_before_it_was_saved_can_be_saved_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("LINES", "500")
    path = tmp_path / "a.game"
    game = Game(tiny.rules(RULES), 4)
    saving = Saving(game, ONE, files)
    typed = f"\n\npass\n\nwalk\nyes\nleave\n\npass\n\n\n\n{tmp_path}\n{path}\n"
    seen = live(typed, saving, game, ONE)
    saving.close()
    assert seen.count(said("rescue")) == 2, "a folder is no file"
    assert said("save.done", file=path) in seen
    assert said("ending.saved") in seen
    assert len(read_file(path).lines) == len(game.lines)
    assert read_file(path).header.seats == FrozenMap(ONE)


def test_the_command_that_goes_on_with_a_game_stands_on_one_line(well: str, tmp_path: Path) -> None:
    record = tmp_path / ("a-long-name-" * 8) / "monday.game"
    record.parent.mkdir()
    done = run("play", well, "--text", "--record", str(record), typed=b"pass\n\nquit\n")
    lines = done.stdout.decode("utf-8").splitlines()
    assert lines[-1] == f"  communique play --continue --record {record}"
