"""Rule 9 at the command line: play --record, --continue, and replay."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path

import pytest
import tiny
from recorded import essence, line_of, scenario_file, values_of

from game.authoring.load import load
from game.cli import main
from game.session.records.file import read_file
from game.session.records.lines import line_bytes
from game.session.records.replay import replay

TORN = "the last line was cut off while it was written, and is left out\n"


class Table:
    """A folder with a scenario, where commands are given."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.scenario = scenario_file(folder, 3)
        self.path = folder / "a.game"
        self._capsys = capsys

    def said(self, *args: object) -> tuple[int, str, str]:
        """The exit code of a command, and what it printed to stdout and stderr."""
        code = main([str(arg) for arg in args])
        return code, *self._capsys.readouterr()

    def refused(self, *args: object) -> str:
        """The one line that a wrong command gets."""
        code, out, errors = self.said(*args)
        assert (code, out) == (2, "")
        assert errors.count("\n") == 1
        assert errors.startswith(f"communique {args[0]}: ")
        return errors

    def begin(self) -> None:
        """Has bots play the whole game."""
        args = ["play", self.scenario, "--auto", "--seed", "5", "--record", self.path]
        assert self.said(*args)[0] == 0

    def begin_and_stop(self, lines: int = 3, torn: bytes = b"") -> None:
        """Has bots play the game so far and no further."""
        self.begin()
        parts = self.path.read_bytes().splitlines(keepends=True)
        self.path.write_bytes(b"".join(parts[: lines + 1]) + torn)

    def go_on(self, *more: str) -> tuple[int, str, str]:
        return self.said("play", "--auto", "--continue", "--record", self.path, *more)


@pytest.fixture
def table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Table:
    return Table(tmp_path, capsys)


def everything(path: Path) -> list[tuple[int, str, str, str]]:
    return essence(read_file(path).lines)


# Where the record shall be


def test_9_1_a_recorded_game_is_the_game_that_is_played_without(table: Table) -> None:
    plain = table.said("play", table.scenario, "--auto", "--seed", "5")
    args = ["play", table.scenario, "--auto", "--seed", "5", "--record", table.path]
    assert table.said(*args) == plain
    assert plain[0] == 0
    assert len(read_file(table.path).lines) == 6
    assert sorted(each.name for each in table.folder.iterdir()) == ["a.game", "tiny.yaml"]


@pytest.mark.parametrize("content", [b"", b"dear to somebody"])
def test_9_2_a_file_that_is_there_is_not_touched(content: bytes, table: Table) -> None:
    table.path.write_bytes(content)
    said = table.refused("play", table.scenario, "--auto", "--record", table.path)
    assert "there is such a file already" in said
    assert "--continue" in said
    assert table.path.read_bytes() == content


def test_9_2_neither_is_a_record_nor_the_scenario(table: Table) -> None:
    table.begin()
    for path in (table.path, table.scenario):
        before = path.read_bytes()
        table.refused("play", table.scenario, "--auto", "--record", path)
        assert path.read_bytes() == before


def test_9_2_a_place_where_no_record_can_be_is_told_in_one_line(table: Table) -> None:
    for place, why in (
        (table.folder, "is a folder; name a file in it"),
        (Path(), "is a folder; name a file in it"),
        (table.folder / "no" / "a.game", f"there is no folder {table.folder / 'no'}\n"),
        ("", "wants the name of a file"),
    ):
        assert why in table.refused("play", table.scenario, "--auto", "--record", place)
    assert list(table.folder.iterdir()) == [table.scenario]


@pytest.mark.skipif(sys.platform == "win32", reason="the system says it otherwise")
def test_9_2_what_the_system_refuses_is_told_as_the_system_says_it(table: Table) -> None:
    for place, why in (
        (table.scenario / "a.game", "Not a directory"),
        (table.folder / ("a" * 300), "File name too long"),
        (table.folder / "a\0b", "null byte"),
    ):
        for begin in ([table.scenario], ["--continue"]):
            assert why in table.refused("play", *begin, "--auto", "--record", place)
        assert why in table.refused("replay", place)
    assert "Is a directory" in table.refused("play", "--continue", "--record", table.folder)
    assert "is a folder, and no saved game is in it" in table.refused("replay", table.folder)


def test_9_1_a_translation_that_cannot_be_kept_is_named_and_no_record_begins(table: Table) -> None:
    (table.folder / "tiny.fr.yaml").write_bytes(b"title: \xff\n")
    assert table.said("play", table.scenario, "--auto")[0] == 0
    code, out, errors = table.said("play", table.scenario, "--auto", "--record", table.path)
    assert (code, out, errors.count("\n")) == (1, "", 1)
    assert f"a translation beside {table.scenario} can't be kept" in errors
    assert not table.path.exists()


# Going on


def test_9_3_a_game_that_stopped_goes_on_to_the_same_end(table: Table) -> None:
    table.begin()
    whole, out = everything(table.path), table.said("replay", table.path)[1]
    for lines in range(6):
        table.path.unlink()
        table.begin_and_stop(lines)
        code, told, errors = table.go_on()
        assert (code, errors) == (0, "")
        assert ("The game goes on." in told) == (lines > 0)
        assert everything(table.path) == whole
        assert table.said("replay", table.path) == (0, out, "")


def test_9_3_continue_wants_a_record_that_is_there_and_keeps_its_own_seed_and_seats(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_GAMES_FOLDER", str(table.folder / "games"))
    assert "--record FILE" in table.refused("play", "--continue")
    assert "there is no such record" in table.refused("play", "--continue", "--record", table.path)
    assert not table.path.exists()
    table.begin_and_stop()
    before = table.path.read_bytes()
    for option in (["--seed", "5"], ["--seat", "north=uniform"]):
        said = table.refused("play", "--auto", "--continue", "--record", table.path, *option)
        assert f"{option[0]}: a record keeps its own" in said
    assert table.path.read_bytes() == before


@pytest.mark.parametrize("torn", [b"", b'{"n":'])
def test_9_3_a_record_of_another_scenario_than_the_one_named_is_refused_untouched(
    torn: bytes, table: Table
) -> None:
    table.begin_and_stop(3, torn)
    before = table.path.read_bytes()
    for named in ("kuala-lumpur", "other.yaml"):
        said = table.refused("play", named, "--auto", "--continue", "--record", table.path)
        assert f"is a game of tiny, not of {named}" in said
    assert table.path.read_bytes() == before
    for named in ("tiny", str(table.scenario)):
        assert table.go_on(named)[0] == 0


def test_9_3_a_finished_record_shows_its_end_and_stays_as_it_is(table: Table) -> None:
    table.begin()
    before = table.path.read_bytes()
    for how in ("--auto", "--text"):
        code, out, errors = table.said("play", how, "--continue", "--record", table.path)
        assert (code, errors) == (0, "")
        assert "== The end: Calm ==" in out
        assert "--seed 5" in out
    assert table.path.read_bytes() == before


def test_9_2_a_torn_record_goes_on_with_a_warning(table: Table) -> None:
    table.begin_and_stop(3, b'{"n":4,"do":"south: wa')
    code, out, errors = table.said("replay", table.path)
    assert code == 0
    assert "3 lines" in out
    assert errors == f"communique replay: {table.path}: {TORN}"
    code, out, errors = table.go_on()
    assert (code, errors) == (0, f"communique play: {table.path}: {TORN}")
    assert "== The end: Calm ==" in out
    assert len(read_file(table.path).lines) == 6
    assert table.said("replay", table.path)[2] == ""


def test_9_2_damage_is_named_by_line_and_nothing_is_touched(table: Table) -> None:
    table.begin()
    good = table.path.read_bytes()
    parts = good.splitlines(keepends=True)
    header = values_of(parts[0])
    bad = {
        "line 3 was changed": good.replace(b'{"n":2', b'{"n":3'),
        "line 1 was changed": good.replace(b"Tiny", b"Tidy"),
        "line 3 should have number 2 but has 3": b"".join([*parts[:2], *parts[3:]]),
        "line 2 is complete but can’t be understood": parts[0] + line_of({"n": 1}),
        "line 1 is complete but can’t be understood": line_of({**header, "seats": {"north": "me"}}),
        "line 4, “rewind 9”, is refused": b"".join(parts[:3])
        + line_of({**values_of(parts[3]), "do": "rewind 9"}),
        "after line 4 the game has": b"".join(parts[:3])
        + line_of({**values_of(parts[3]), "digest": "0" * 16}),
        "the file is empty": b"",
        "within its first line": good[:99],
        "not a record of a game": b"format: 1\n",
        "has format 2, this version of the game reads up to format 1": line_of({"communique": 2}),
        "under rules 9, this version of the game plays rules 3": line_of({**header, "rules": 9}),
        "the scenario in the record can’t be played": line_of(
            {**header, "files": {"tiny.yaml": "{"}}
        ),
    }
    for words, data in bad.items():
        table.path.write_bytes(data)
        for args in (["replay", table.path], ["play", "--continue", "--record", table.path]):
            code, out, errors = table.said(*args)
            assert (code, out, errors.count("\n")) == (1, "", 1)
            assert errors.startswith(f"communique {args[0]}: {table.path}: ")
            assert words in errors
        assert table.path.read_bytes() == data
        assert sorted(each.name for each in table.folder.iterdir()) == ["a.game", "tiny.yaml"]


# The scenario in the record


@pytest.mark.parametrize("change", ["mended", "broken", "deleted", "moved"])
def test_9_3_a_game_goes_on_by_the_scenario_in_its_record(change: str, table: Table) -> None:
    table.begin()
    whole = everything(table.path)
    table.path.unlink()
    table.begin_and_stop()
    text = table.scenario.read_text(encoding="utf-8")
    if change == "mended":
        mended = text.replace("{trust: +3}", "{trust: +9}").replace("turns: 3", "turns: 2")
        table.scenario.write_text(mended, encoding="utf-8")
        load(table.scenario)
    elif change == "broken":
        table.scenario.write_text("not: a scenario", encoding="utf-8")
    else:
        table.scenario.unlink()
    if change == "moved":
        (table.folder / "elsewhere").mkdir()
        table.path = Path(shutil.move(table.path, table.folder / "elsewhere"))
    assert table.said("replay", table.path)[0] == 0
    assert table.go_on("tiny")[0] == 0
    assert everything(table.path) == whole


def test_9_1_included_files_and_translations_are_in_the_record(table: Table) -> None:
    sections = dict(tiny.SECTIONS)
    parts, french = table.folder / "parts", table.folder / "tiny.fr.yaml"
    parts.mkdir()
    (parts / "tracks.yaml").write_text(sections.pop("tracks"), encoding="utf-8")
    french.write_text("title: Minuscule\n", encoding="utf-8")
    text = "\n".join([*sections.values(), "include: [parts/tracks.yaml]"])
    table.scenario.write_text(text, encoding="utf-8")
    table.begin_and_stop()
    for path in (table.scenario, parts / "tracks.yaml", french):
        path.unlink()
    assert table.said("replay", table.path)[0] == 0
    assert table.go_on()[0] == 0
    files = read_file(table.path).header.files
    assert list(files.texts) == ["tiny.yaml", "parts/tracks.yaml", "tiny.fr.yaml"]
    assert load(files, "fr").title == "Minuscule"


def test_9_3_the_record_of_a_shipped_scenario_replays(table: Table) -> None:
    for seed in ("1", "2"):
        path = table.folder / f"{seed}.game"
        args = ["play", "kuala-lumpur", "--auto", "--seed", seed, "--record", path]
        assert table.said(*args)[0] == 0
        code, out, errors = table.said("replay", path)
        assert (code, errors) == (0, "")
        assert out.startswith(f"Kuala Lumpur, seed {seed}, eu=uniform, china=uniform\n")


# replay --json


def test_9_3_replay_json_is_one_document_and_nothing_else(table: Table) -> None:
    table.begin_and_stop(3, b"{")
    code, out, errors = table.said("replay", "--json", table.path)
    assert (code, errors) == (0, "")
    found = json.loads(out)
    assert (found["same"], found["problem"], found["lines"]) == (True, None, 3)
    assert (found["seed"], found["torn_bytes"], found["outcome"]) == (5, 1, None)
    assert found["digest"] == read_file(table.path).lines[-1].digest


def test_9_3_replay_json_tells_what_is_wrong_with_its_line(table: Table) -> None:
    table.begin()
    good = table.path.read_bytes()
    for data, code, line in (
        (good.replace(b'{"n":2', b'{"n":3'), "damaged", 3),
        (b"", "empty", None),
    ):
        table.path.write_bytes(data)
        exit_code, out, errors = table.said("replay", "--json", table.path)
        assert (exit_code, errors) == (1, "")
        found = json.loads(out)
        assert (found["same"], found["record"]) == (False, str(table.path))
        assert (found["problem"]["code"], found["problem"]["line"]) == (code, line)
        assert found["problem"]["message"]


def test_9_3_replaying_what_is_not_there_is_a_wrong_command(table: Table) -> None:
    assert "there is no file" in table.refused("replay", table.path)
    assert "there is no file" in table.refused("replay", "--json", table.path)


# With a person


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """What a person will type."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


@pytest.mark.parametrize("leave", [["quit"], []], ids=["quit", "end of input"])
def test_9_3_a_person_leaves_and_goes_on_to_the_same_end(
    leave: list[str], table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Each is confirmed with Enter.
    choices, whole = ["1\n", "2\n", "3\n"], table.folder / "whole.game"
    begin = ["play", table.scenario, "--text", "--seed", "5", "--record"]
    typed(monkeypatch, *choices)
    assert table.said(*begin, whole)[0] == 0
    assert len(read_file(whole).lines) == 6
    for stop in range(3):
        table.path.unlink(missing_ok=True)
        typed(monkeypatch, *choices[:stop], *leave)
        code, out, errors = table.said(*begin, table.path)
        assert (code, errors) == (0, "")
        left = f"It is saved. To go on: communique play --continue --record {table.path}"
        assert left in " ".join(out.split())
        assert everything(table.path) == everything(whole)[: 2 * stop]
        typed(monkeypatch, *choices[stop:])
        code, out, errors = table.said("play", "--text", "--continue", "--record", table.path)
        assert (code, errors) == (0, "")
        assert "== The end: Calm ==" in out
        assert everything(table.path) == everything(whole)


def test_9_3_a_game_with_a_person_is_not_gone_on_with_by_bots_alone(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "1")
    table.said("play", table.scenario, "--text", "--record", table.path)
    before = table.path.read_bytes()
    said = table.refused("play", "--auto", "--continue", "--record", table.path)
    assert "a person plays north in this game; go on with --text" in said
    assert table.path.read_bytes() == before


def test_9_3_a_seat_of_a_bot_that_is_not_here_is_named(table: Table) -> None:
    table.begin_and_stop()
    first, *rest = table.path.read_bytes().splitlines(keepends=True)
    seats = {"north": "uniform", "south": "hawk"}
    table.path.write_bytes(line_of({**values_of(first), "seats": seats}) + b"".join(rest))
    assert 'south is played by "hawk"' in table.refused(
        "play", "--auto", "--continue", "--record", table.path
    )
    assert table.said("replay", table.path)[0] == 0


def test_9_2_whoever_leaves_is_told_how_to_go_on_with_a_name_that_has_spaces(
    table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("quit\n"))
    path = tmp_path / "monday morning"
    _, out, _ = table.said("play", table.scenario, "--text", "--record", path)
    assert " ".join(out.split()).endswith(f'communique play --continue --record "{path}"')


def test_9_2_ctrl_c_while_a_person_thinks_loses_nothing(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupting(io.StringIO):
        def readline(self, _size: int | None = -1) -> str:  # type: ignore[override]
            line = super().readline()
            if not line:
                raise KeyboardInterrupt
            return line

    monkeypatch.setattr("sys.stdin", Interrupting("1\n\n2\n\n"))
    begin = ["play", table.scenario, "--text", "--seed", "5", "--record", table.path]
    code, out, errors = table.said(*begin)
    assert (code, errors) == (130, "")
    told = " ".join(out.split())
    assert "Interrupted. You have left the game. It is saved. To go on:" in told
    assert told.endswith(f"communique play --continue --record {table.path}")
    record = read_file(table.path)
    assert [str(line.action) for line in record.lines[::2]] == ["north: warm", "north: cool"]
    assert replay(record).lines == list(record.lines)
    assert table.path.read_bytes().endswith(line_bytes(record.lines[-1]))


def test_9_2_ctrl_c_among_bots_tells_how_to_go_on(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("game.text.play.play", interrupted)
        args = ["play", table.scenario, "--auto", "--seed", "5", "--record", table.path]
        code, out, errors = table.said(*args)
    assert (code, errors) == (130, "")
    told = " ".join(out.split())
    assert "Interrupted. You have left the game. It is saved. To go on:" in told
    assert told.endswith(f"communique play --continue --record {table.path}")
    assert table.go_on()[0] == 0
    assert len(read_file(table.path).lines) == 6
