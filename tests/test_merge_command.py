"""`communique merge`, as an analyst uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny

from game.cli import main

pytestmark = pytest.mark.usefixtures("compiled")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a scenario, where one stands."""
    (tmp_path / "tiny.yaml").write_text("\n".join(tiny.SECTIONS.values()), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def simulate(out: str, seed: int, games: int) -> None:
    asked = ["-n", str(games), "--seed", str(seed), "--jobs", "1", "--out", out]
    assert main(["simulate", "tiny.yaml", *asked]) == 0


def test_what_was_played_on_two_days_is_one_file(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    simulate("whole.npz", 1, 30)
    simulate("first", 1, 12)
    simulate("second.parquet", 13, 18)
    capsys.readouterr()
    assert main(["merge", "second.parquet", "first", "--out", "week.npz"]) == 0
    assert capsys.readouterr() == ("30 games of Tiny in week.npz\n", "")
    assert (here / "week.npz").read_bytes() == (here / "whole.npz").read_bytes()


def test_a_file_becomes_one_of_another_kind(here: Path) -> None:
    simulate("a.npz", 1, 5)
    assert main(["merge", "a.npz", "--out", "a.csv"]) == 0
    assert main(["merge", "a.csv", "--out", "b.npz"]) == 0
    assert (here / "a.npz").read_bytes() == (here / "b.npz").read_bytes()


@pytest.mark.parametrize(
    ("args", "code", "way_out"),
    [
        (["a.npz", "b.npz", "--out", "c.npz"], 1, "both have the game of seed 3"),
        (["a.npz", "a.npz", "--out", "c.npz"], 2, "a file is named twice"),
        (["no.npz", "--out", "c.npz"], 2, "there is no file no.npz"),
        (["tiny.yaml", "--out", "c.npz"], 1, "files of games end in .npz, .parquet, .csv"),
        (["a.npz", "--out", "c.txt"], 2, "let its name end in .npz, .parquet or .csv"),
        (["a.npz", "--out", "c"], 2, "let its name end in .npz, .parquet or .csv"),
        (["a.npz", "--out", "no/c.npz"], 2, "there is no folder no"),
        (["a.npz", "--out", "."], 2, "is a folder; name a file in it"),
        ([".", "--out", "c.npz"], 2, "there is no file games.npz"),
        (["a.npz"], 2, "--out"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    args: list[str], code: int, way_out: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    simulate("a.npz", 1, 5)
    simulate("b.npz", 3, 5)
    capsys.readouterr()
    assert main(["merge", *args]) == code
    out, errors = capsys.readouterr()
    assert (out, errors.count("\n")) == ("", 1)
    assert errors.startswith("communique merge: ")
    assert way_out in errors
    assert sorted(path.name for path in here.iterdir()) == ["a.npz", "b.npz", "tiny.yaml"]
