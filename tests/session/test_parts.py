"""What is half-written when a process is killed is cleared away; what somebody writes is not."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from recorded import ENVIRONMENT, ROOT, header_of, new_game

from game.lab.batches.plan import Plan
from game.lab.files.about import about_plan
from game.lab.files.columns import layout_of
from game.lab.files.npz import NpzFile
from game.model.frozen import FrozenMap
from game.presenter.report.file import write_report
from game.session.game import Game
from game.session.records.file import RecordFile
from game.session.records.games import saved_games
from game.session.records.safe_files import GRACE, clear_parts, part_file, part_folder
from game.ui.program.settings import Settings, keep_settings

RULES = new_game().rules
HEADER = header_of(Game(RULES, 1))
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
NAME = ".communique-0123456789abcdef.part"


def write_record(path: Path) -> None:
    RecordFile.create(path, HEADER).close()


def write_settings(path: Path) -> None:
    assert keep_settings(Settings(), path) is None


def write_a_report(path: Path) -> None:
    write_report(path, "<p>")


def write_rows(path: Path) -> None:
    plan = Plan(RULES.scenario, FrozenMap(dict.fromkeys(RULES.sides, "uniform")), 0)
    with NpzFile(path, about_plan(plan, RULES), layout_of(RULES)) as file:
        file.finish_all()


WRITERS: dict[str, Callable[[Path], None]] = {
    "record": write_record,
    "settings": write_settings,
    "report": write_a_report,
    "rows": write_rows,
}

HANGING = """
import os, pathlib, sys, time
sys.path[:0] = sys.argv[2:]
from test_parts import WRITERS

def hang(*_args, **_named):
    time.sleep(600)

os.link = pathlib.Path.replace = pathlib.Path.rename = hang
name = sys.argv[1]
WRITERS[name](pathlib.Path("mine", name))
"""
"""Writes a file, and never gives it its name."""


@contextmanager
def hanging(name: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that has written everything and never ends, and is killed at the end."""
    here = Path(__file__).parent
    paths = (str(here), str(here.parent))
    with subprocess.Popen(
        [sys.executable, "-c", HANGING, name, *paths],
        cwd=folder, env={**ENVIRONMENT, "PYTHONPATH": str(ROOT)},
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


def inside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def grow_old(folder: Path) -> None:
    """Makes everything in a folder older than what is just being begun."""
    for path in folder.iterdir():
        os.utime(path, (time.time() - 2 * GRACE,) * 2)


@pytest.mark.parametrize("name", WRITERS)
def test_what_a_killed_process_left_goes_with_the_next_file_and_not_while_it_lives(
    name: str, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    with hanging(name, tmp_path) as process:
        # Its part is of full size before it hangs: a moment later it would be in its place.
        until = time.monotonic() + 60
        while not any(inside(folder)):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)
        time.sleep(0.5)
        (part,) = inside(folder)
        grow_old(folder)
        WRITERS[name](folder / "first")
        assert inside(folder) == sorted([part, "first"])
        assert process.poll() is None
    grow_old(folder)
    WRITERS[name](folder / "second")
    assert inside(folder) == ["first", "second"]


def test_opening_the_folder_of_games_clears_it(tmp_path: Path) -> None:
    write_record(tmp_path / "a.game")
    (tmp_path / NAME).write_bytes(b"half")
    grow_old(tmp_path)
    assert [game.path.name for game in saved_games(tmp_path)] == ["a.game"]
    assert inside(tmp_path) == ["a.game"]


@pytest.mark.parametrize(
    "name",
    ["a.part", ".0123456789abcdef.part", ".communique-0123.part", f"{NAME}.txt", "communique.part"],
)
def test_what_is_not_named_as_ours_is_left_alone(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"dear to somebody")
    grow_old(tmp_path)
    clear_parts(tmp_path)
    assert (tmp_path / name).read_bytes() == b"dear to somebody"


def test_what_has_just_been_begun_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"half")
    clear_parts(tmp_path)
    assert inside(tmp_path) == [NAME]


@POSIX
def test_a_link_with_such_a_name_leads_to_nothing_that_is_cleared(tmp_path: Path) -> None:
    folder, other = tmp_path / "mine", tmp_path / "other"
    for each in (folder, other):
        each.mkdir()
    (other / "file").write_bytes(b"dear to somebody")
    (folder / NAME).symlink_to(other)
    os.utime(folder / NAME, (0, 0), follow_symlinks=False)
    clear_parts(folder)
    assert inside(other) == ["file"]


@POSIX
def test_a_pipe_with_such_a_name_holds_nobody_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)
    grow_old(tmp_path)
    write_settings(tmp_path / "settings.json")
    assert inside(tmp_path) == ["settings.json"]


@pytest.mark.parametrize("folder", ["nowhere", "a file"])
def test_a_folder_that_cannot_be_looked_at_holds_nothing_to_be_cleared(
    folder: str, tmp_path: Path
) -> None:
    (tmp_path / "a file").touch()
    clear_parts(tmp_path / folder)


def test_whatever_becomes_of_it_nothing_is_left_of_a_part(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), part_file(tmp_path / "a", b"whole") as part:  # noqa: PT012
        assert part.read_bytes() == b"whole"
        raise RuntimeError
    with pytest.raises(RuntimeError), part_folder(tmp_path / "a") as part:  # noqa: PT012
        (part / "b").write_bytes(b"half")
        raise RuntimeError
    assert inside(tmp_path) == []


# Who may read it


@pytest.fixture
def open_to_all() -> Iterator[None]:
    """Whatever is made without a word about rights may be read and written by everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@POSIX
@pytest.mark.usefixtures("open_to_all")
def test_a_saved_game_can_be_read_by_nobody_else_and_a_report_as_other_files(
    tmp_path: Path,
) -> None:
    for name, write in WRITERS.items():
        write(tmp_path / name)
    assert {name: mode(tmp_path / name) for name in WRITERS} == {
        "record": 0o600,
        "settings": 0o666,
        "report": 0o666,
        "rows": 0o666,
    }


@POSIX
@pytest.mark.usefixtures("open_to_all")
def test_the_part_of_a_saved_game_can_be_read_by_nobody_else_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    real = os.fsync

    def fsync(file: int) -> None:
        seen.append(stat.S_IMODE(os.fstat(file).st_mode))
        real(file)

    monkeypatch.setattr(os, "fsync", fsync)
    RecordFile.create(tmp_path / "a.game", HEADER).close()
    assert seen[0] == 0o600
