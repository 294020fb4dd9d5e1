"""A folder in which nothing can be written: commands say so at once, with the way out, and nothing
that was worked out is lost.

Tests may run as an administrator, for whom every folder can be written to: what the system would
answer is put in its place.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import tiny
import tinyroom

from game.authoring.reading.regular_files import open_regular
from game.cli import main
from game.insight import analysis
from game.lab.studies import sweep as sweeps

ReadOnly = Callable[[Path], None]
SWEEP = ["--vary", "tracks.trust.start=40..60:20", "-n", "2", "--jobs", "1"]


@pytest.fixture
def read_only(monkeypatch: pytest.MonkeyPatch) -> ReadOnly:
    """Lets nothing in a folder be opened to be written."""
    access = os.access

    def forbid(folder: Path) -> None:
        def may(path: Path, mode: int) -> bool:
            return not (mode & os.W_OK and Path(path).is_relative_to(folder)) and access(path, mode)

        def open_read_only(path: Path, flags: int) -> int:
            if Path(path).is_relative_to(folder) and flags & os.O_RDWR:
                raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
            return open_regular(path, flags)

        monkeypatch.setattr(os, "access", may)
        monkeypatch.setattr("game.session.records.file.open_regular", open_read_only)

    return forbid


@pytest.fixture
def scenario(tmp_path: Path) -> str:
    path = tmp_path / "tiny.yaml"
    path.write_text(tiny.whole(""), encoding="utf-8")
    return str(path)


@pytest.fixture
def finished(scenario: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    record = str(tmp_path / "over.game")
    assert main(["play", scenario, "--auto", "--record", record]) == 0
    capsys.readouterr()
    return record


def refused(capsys: pytest.CaptureFixture[str], words: list[str], code: int = 2) -> str:
    assert main(words) == code
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    return said


def test_a_study_whose_report_cannot_be_written_is_not_played(
    scenario: str, tmp_path: Path, read_only: ReadOnly, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    read_only(tmp_path)
    monkeypatch.setattr(sweeps, "sweep", lambda *_, **__: pytest.fail("it was played"))
    said = refused(capsys, ["sweep", scenario, *SWEEP, "--report", str(tmp_path / "s.html")])
    assert "s.html can't be written; name a file in another folder with --report" in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_the_result_of_a_study_is_printed_though_its_report_finds_no_room(
    scenario: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sweep", scenario, *SWEEP, "--report", "/dev/full"]) == 1
    out, errors = capsys.readouterr()
    assert "/dev/full: No space left on device" in errors
    assert "tracks.trust.start" in out


def test_a_game_is_not_analysed_for_a_report_that_cannot_be_written(
    finished: str, tmp_path: Path, read_only: ReadOnly, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    read_only(tmp_path)
    monkeypatch.setattr(analysis, "analyse", lambda *_, **__: pytest.fail("it was analysed"))
    said = refused(capsys, ["debrief", finished, "--budget", "1"])
    assert "over.html can't be written; name a file in another folder with --out" in said


def test_a_record_that_can_only_be_read_is_replayed_and_to_go_on_it_is_to_be_copied(
    finished: str, tmp_path: Path, read_only: ReadOnly, capsys: pytest.CaptureFixture[str]
) -> None:
    read_only(tmp_path)
    assert main(["replay", finished]) == 0
    capsys.readouterr()
    said = refused(capsys, ["play", "--continue", "--record", finished, "--text"])
    assert "Read-only file system; copy the file to a folder of yours first" in said


def test_a_new_game_that_cannot_be_saved_names_where_and_both_ways_out(
    finished: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    games = tmp_path / "games"
    games.touch()
    monkeypatch.setenv("COMMUNIQUE_GAMES_FOLDER", str(games))
    said = refused(capsys, ["play", "--from", finished, "--line", "1", "--text"])
    assert str(games) in said
    assert "--record" in said
    assert "--no-record" in said


@pytest.mark.skipif(sys.platform == "win32", reason="a file takes the place of a folder there")
def test_a_room_whose_address_cannot_be_kept_is_not_opened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tinyroom.open_room(tmp_path / "room").close()
    (tmp_path / "room" / "door.json").mkdir()
    said = refused(capsys, ["host", "--continue", str(tmp_path / "room"), "--port", "0"], 1)
    assert f"{tmp_path / 'room'} can’t be written" in said
    assert "name another folder" in said
