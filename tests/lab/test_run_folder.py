"""A run folder ends with the same bytes whether the run was interrupted or not."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
import tiny
from attrs import evolve

from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.batches.tally import tally
from game.lab.files.about import about_plan
from game.lab.files.columns import layout_of
from game.lab.files.npz import NpzFile
from game.lab.files.run_folder import OtherRun, RunFolder, manifest_of
from game.model.frozen import FrozenMap

PLAN = Plan(tiny.scenario(tiny.TABLE), FrozenMap({"north": "uniform", "south": "uniform"}), 50, 7)
PLAYER = PlanPlayer(PLAN)
RULES, LAYOUT = PLAYER.rules, layout_of(PLAYER.rules)
ABOUT = about_plan(PLAN, RULES)
MANIFEST = manifest_of("simulate", ABOUT)
UNFINISHED = "unfinished"


def play(path: Path, *, until: int = 50, size: int = 8) -> int:
    """Plays the missing games up to a number, and finishes where none is missing: how many."""
    played = 0
    with closing(RunFolder(path, MANIFEST)) as folder, folder.games(ABOUT, RULES, LAYOUT) as games:
        while games.games < until:
            rows = PLAYER.play(games.games, min(size, until - games.games))
            games.add(rows)
            played += len(rows)
        if games.games == PLAN.games:
            games.finish()
    return played


def inside(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("whole") / "run"
    assert play(folder) == 50
    assert sorted(path.name for path in folder.iterdir()) == ["games.npz", "manifest.json"]
    return inside(folder)


def test_the_games_are_the_file_that_is_written_otherwise(
    tmp_path: Path, whole: dict[str, bytes]
) -> None:
    with NpzFile(tmp_path / "a.npz", ABOUT, LAYOUT) as file:
        file.add(PLAYER.play(0, 50))
        file.finish(50, PLAYER.play(0, 50).digest)
    assert (tmp_path / "a.npz").read_bytes() == whole["games.npz"]


@pytest.mark.parametrize("stops", [(0,), (1, 2), (8, 40), (49,), (50,)])
def test_an_interrupted_run_goes_on(
    stops: tuple[int, ...], tmp_path: Path, whole: dict[str, bytes]
) -> None:
    played = [play(tmp_path / "run", until=stop) for stop in stops]
    assert played == [b - a for a, b in zip((0, *stops), stops, strict=False)]
    assert play(tmp_path / "run", size=5) == 50 - stops[-1]
    assert inside(tmp_path / "run") == whole
    assert play(tmp_path / "run") == 0
    assert inside(tmp_path / "run") == whole


def test_games_half_written_by_a_process_that_was_killed_are_played_again(
    tmp_path: Path, whole: dict[str, bytes]
) -> None:
    play(tmp_path / "run", until=20)
    unfinished = tmp_path / "run" / UNFINISHED
    for name in ("seed", "scores", "options"):
        with (unfinished / name).open("ab") as column:
            column.write(b"\x07" * 5)
    assert play(tmp_path / "run") == 30
    assert inside(tmp_path / "run") == whole


@pytest.mark.parametrize("lost", ["progress.json", "scores"])
def test_where_too_little_is_left_all_is_played_again(
    lost: str, tmp_path: Path, whole: dict[str, bytes]
) -> None:
    play(tmp_path / "run", until=20)
    (tmp_path / "run" / UNFINISHED / lost).unlink()
    assert play(tmp_path / "run") == 50
    assert inside(tmp_path / "run") == whole


def test_where_a_column_is_shorter_than_was_noted_all_is_played_again(
    tmp_path: Path, whole: dict[str, bytes]
) -> None:
    play(tmp_path / "run", until=20)
    (tmp_path / "run" / UNFINISHED / "scores").write_bytes(b"\0" * 6)
    assert play(tmp_path / "run") == 50
    assert inside(tmp_path / "run") == whole


@pytest.mark.parametrize("until", [0, 20, 50])
def test_what_is_there_already_is_counted_as_if_it_had_just_been_played(
    until: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.lab.files.npz.MOST", 7)
    monkeypatch.setattr("game.lab.files.any_kind.MOST", 7)
    play(tmp_path / "run", until=until)
    with (
        closing(RunFolder(tmp_path / "run", MANIFEST)) as folder,
        folder.games(ABOUT, RULES, LAYOUT) as games,
    ):
        assert games.games == until
        assert games.tally() == tally(RULES, PLAYER.play(0, until))


def test_a_folder_of_another_run_is_left_as_it_is(tmp_path: Path, whole: dict[str, bytes]) -> None:
    play(tmp_path / "run")
    other = about_plan(evolve(PLAN, seed=8, forbidden=(("north", "tear"),)), RULES)
    with pytest.raises(OtherRun, match="it holds another run: forbidden, seeds, commands"):
        RunFolder(tmp_path / "run", manifest_of("simulate", other))
    with pytest.raises(OtherRun, match="it holds another run: kind"):
        RunFolder(tmp_path / "run", manifest_of("sweep", ABOUT))
    assert inside(tmp_path / "run") == whole


def test_a_folder_of_other_files_is_no_run_folder(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    RunFolder(tmp_path / "run", MANIFEST).close()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear all", encoding="utf-8")
    with pytest.raises(OtherRun, match="a folder with other files"):
        RunFolder(tmp_path / "mine", MANIFEST)
    (tmp_path / "run" / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(OtherRun, match=r"manifest\.json is damaged"):
        RunFolder(tmp_path / "run", MANIFEST)


def test_results_and_report_stand_beside_the_manifest(tmp_path: Path) -> None:
    with closing(RunFolder(tmp_path / "run", MANIFEST)) as folder:
        folder.write_results({"games": 50, "é": None})
        folder.write_report("<p>All is well.</p>")
    found = inside(tmp_path / "run")
    assert json.loads(found["results.json"]) == {"games": 50, "é": None}
    assert found["report.html"] == b"<p>All is well.</p>"
    assert json.loads(found["manifest.json"])["commands"] == [
        "communique simulate tiny -n 50 --seed 7 --seat north=uniform --seat south=uniform"
    ]
