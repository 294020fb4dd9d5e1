"""The file of all games says what was played, and there is all of it or nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny
from attrs import evolve

from game.kernel.rows import BY_GAME, Rows
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.files.about import about_plan
from game.lab.files.columns import COLUMNS, column_types, layout_of
from game.lab.files.npz import ColumnFiles, NpzFile
from game.model.frozen import FrozenMap
from game.model.play import SIGNED, STATUS

PLAN = Plan(
    tiny.scenario(tiny.TABLE), FrozenMap({"north": "uniform", "south": "uniform"}), 40, 2**40
)
PLAYER = PlanPlayer(PLAN)


def opened(path: Path, player: PlanPlayer = PLAYER) -> NpzFile:
    return NpzFile(path, about_plan(PLAN, player.rules), layout_of(player.rules))


def written(path: Path, parts: list[Rows], games: int, player: PlanPlayer = PLAYER) -> Path:
    with opened(path, player) as file:
        for part in parts:
            file.add(part)
        file.finish(games, player.play(0, games).digest)
    return path


def inside(folder: Path) -> list[str]:
    """What is in a folder, hidden or not."""
    return sorted(path.name for path in folder.iterdir())


def parts(*sizes: int) -> list[Rows]:
    """Rows of games from the first on, so many a part."""
    return [PLAYER.play(sum(sizes[:i]), size) for i, size in enumerate(sizes)]


@pytest.fixture(scope="module")
def whole() -> Rows:
    return PLAYER.play(0, 40)


def test_every_column_comes_back_as_it_was_with_small_numbers(tmp_path: Path, whole: Rows) -> None:
    path = written(tmp_path / "a.npz", [whole], 40)
    with np.load(path, allow_pickle=False) as found:
        for name in BY_GAME:
            column = getattr(whole, name)
            assert found[name].shape == column.shape
            assert (found[name] == column).all()
            assert found[name].dtype == column_types(PLAYER.rules)[name]
        assert {str(found[name].dtype) for name in ("outcome", "turns", "status", "options")} == {
            "int8"
        }
        assert found["seed"].dtype == np.int64
    assert inside(tmp_path) == ["a.npz"]


def test_the_file_explains_its_numbers(tmp_path: Path, whole: Rows) -> None:
    with np.load(written(tmp_path / "a.npz", [whole], 40)) as found:
        told = {name: found[name].tolist() for name in found.files if name not in BY_GAME}
    about = json.loads(told.pop("about"))
    assert about["seeds"] == [[2**40, 40]]
    assert about["digest"] == f"{whole.digest:016x}"
    assert told == {
        "outcome_ids": ["calm"],
        "side_ids": ["north", "south"],
        "line_ids": ["north.1", "south.1"],
        "line_labels": ["Trust", "Trust"],
        "track_ids": ["trust", "heat", "north_purse", "south_purse", "secret"],
        "deal_ids": [],
        "card_ids": [],
        "slot_ids": ["north:tear", "north:reopen", "south:tear", "south:reopen"],
        "inject_ids": [],
        "table_ids": ["pact"],
        "status_ids": list(STATUS[:SIGNED]),
        "party_ids": ["pact.south", "pact.north"],
        "reading_ids": ["pact.track trust", "pact.track heat", "pact.track secret"],
        "issue_ids": ["pact.scope", "pact.terms", "pact.extra"],
        "option_ids": [
            ["small", "medium", "vast", "wide"],
            ["loose", "strict", "", ""],
            ["some", "none", "", ""],
        ],
    }


def test_a_scenario_without_tables_and_injects_has_empty_columns(tmp_path: Path) -> None:
    player = PlanPlayer(evolve(PLAN, scenario=tiny.scenario()))
    with np.load(written(tmp_path / "a.npz", [player.play(0, 3)], 3, player)) as found:
        assert found["status"].shape == found["options"].shape == found["fired"].shape == (3, 0)
        assert found["issue_ids"].tolist() == found["option_ids"].tolist() == []


def test_the_same_games_make_the_same_bytes_however_they_come(tmp_path: Path) -> None:
    made = [
        written(tmp_path / name, parts(*sizes), 40).read_bytes()
        for name, sizes in {"a.npz": (40,), "b.npz": (1, 20, 19), "c.npz": (13,) * 4}.items()
    ]
    assert made[0] == made[1] == made[2]
    with zipfile.ZipFile(tmp_path / "a.npz") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in archive.infolist()} == {3}
        assert archive.testzip() is None


def test_games_beyond_those_that_count_are_left_out(tmp_path: Path) -> None:
    with opened(tmp_path / "a.npz") as file:
        first, second = parts(10, 20)
        file.add(first)
        file.add(second)
        file.finish(10, first.digest)
    cut = (tmp_path / "a.npz").read_bytes()
    assert cut == written(tmp_path / "b.npz", parts(10), 10).read_bytes()


def test_large_numbers_get_large_types() -> None:
    rules = tiny.rules("tracks: {trust: {start: 0, range: [-40000, 5]}, gold: {range: [0, 9]}}")
    found = column_types(rules)
    assert found["tracks"] == found["scores"] == np.int32
    assert column_types(tiny.rules())["tracks"] == np.int8
    assert column_types(tiny.rules("turns: 40"))["taken"] == np.int8
    assert column_types(tiny.rules("turns: 70"))["taken"] == np.int16
    assert column_types(tiny.rules("turns: 9999"))["turns"] == np.int16


def test_a_number_that_does_not_fit_is_never_written(tmp_path: Path, whole: Rows) -> None:
    wrong = evolve(whole, outcome=whole.outcome + 300)
    with pytest.raises(ValueError, match="outcome doesn't fit into int8"):
        written(tmp_path / "a.npz", [wrong], 40)
    assert inside(tmp_path) == []


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_what_is_not_finished_leaves_nothing_and_spares_what_was_there(
    error: type[BaseException], tmp_path: Path, whole: Rows
) -> None:
    (tmp_path / "a.npz").write_bytes(b"before")
    with pytest.raises(error), opened(tmp_path / "a.npz") as file:  # noqa: PT012
        file.add(whole)
        assert len(inside(tmp_path)) == 2
        raise error
    assert inside(tmp_path) == ["a.npz"]
    assert (tmp_path / "a.npz").read_bytes() == b"before"


def test_what_cannot_begin_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = evolve(COLUMNS[1], name="no/such")
    monkeypatch.setattr("game.lab.files.npz.COLUMNS", (COLUMNS[0], wrong))
    with pytest.raises(KeyError), opened(tmp_path / "a.npz"):
        pass
    assert inside(tmp_path) == []


def test_fewer_games_than_were_expected_make_the_bytes_that_only_these_make(
    tmp_path: Path, whole: Rows
) -> None:
    fewer = evolve(PLAN, games=25)
    few = NpzFile(tmp_path / "few.npz", about_plan(fewer, PLAYER.rules), layout_of(PLAYER.rules))
    with few as file:
        file.add(whole.first(25))
        file.finish(25, 7)
    with opened(tmp_path / "cut.npz") as file:
        file.add(whole.first(20))
        file.add(PLAYER.play(20, 20))
        file.finish(25, 7)
    assert (tmp_path / "cut.npz").read_bytes() == (tmp_path / "few.npz").read_bytes()


def test_more_games_than_were_expected_are_refused(tmp_path: Path, whole: Rows) -> None:
    with opened(tmp_path / "a.npz") as file:
        file.add(whole)
        file.add(whole.first(1))
        with pytest.raises(ValueError, match="seed has more games"):
            file.finish_all()
    assert inside(tmp_path) == []


def test_archives_are_those_of_a_run_folder(tmp_path: Path, whole: Rows) -> None:
    path = written(tmp_path / "a.npz", [whole], 40)
    layout, digest = layout_of(PLAYER.rules), PLAYER.play(0, 40).digest
    (tmp_path / "columns").mkdir()
    columns = ColumnFiles(tmp_path / "columns", layout)
    columns.add(whole)
    columns.pack(tmp_path / "b.npz", about_plan(PLAN, PLAYER.rules).of_first(40, digest))
    assert path.read_bytes() == (tmp_path / "b.npz").read_bytes()
    assert zipfile.ZipFile(path).testzip() is None


def test_archives_of_more_than_four_gigabytes_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: Rows
) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 100)
    path = written(tmp_path / "a.npz", [whole], 40)
    assert (np.load(path)["legal"] == whole.legal).all()
    assert zipfile.ZipFile(path).testzip() is None


@pytest.mark.skipif(sys.platform == "win32", reason="links want a right")
def test_a_file_takes_the_place_of_an_older_one_where_a_link_leads(
    tmp_path: Path, whole: Rows
) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "old.npz").write_bytes(b"before")
    link = tmp_path / "a.npz"
    link.symlink_to(tmp_path / "store" / "old.npz")
    written(link, [whole], 40)
    assert link.is_symlink()
    assert np.load(tmp_path / "store" / "old.npz")["seed"][0] == 2**40


LIMITED = """
import os, resource, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from test_npz import PLAYER, written
path, most = Path(sys.argv[2]), int(sys.argv[3])
rows = PLAYER.play(0, 40)
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
try:
    written(path, [rows], 40)
except OSError as error:
    print(error.strerror, os.listdir(path.parent))
"""
"""Writes a file where the system grants files of so many bytes only."""


@pytest.mark.skipif(sys.platform == "win32", reason="no limits")
@pytest.mark.parametrize("most", [100, 3000], ids=["in-a-column", "at-the-end"])
def test_where_files_may_grow_no_more_nothing_is_left(most: int, tmp_path: Path) -> None:
    here = Path(__file__).parent
    arguments: list[Any] = [here, tmp_path / "a.npz", most]
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, *map(str, arguments)],
        capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(here.parent)},
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("File too large []\n", "")
