"""Where what was compiled is kept, and that other processes find it again."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from game.kernel.numba import jit
from game.kernel.numba.jit import FAST, cache_folder, compiled_before, use_cache

if FAST:
    from game.kernel.numba import linking

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not FAST, reason="nothing is compiled here, so nothing is kept")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="a user's own on Windows")


def kept_in(chosen: str, **variables: str) -> Path:
    """Where another process keeps what it compiles."""
    code = "from game.kernel.numba.jit import cache_folder; print(cache_folder())"
    environment = {**os.environ, "NUMBA_CACHE_DIR": chosen, "PYTHONIOENCODING": "utf-8"}
    environment |= variables
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True, capture_output=True, encoding="utf-8", env=environment,
    )  # fmt: skip
    return Path(done.stdout.strip())


def test_a_process_finds_what_the_one_that_began_it_has_compiled() -> None:
    use_cache()
    assert os.environ["NUMBA_CACHE_DIR"] == str(cache_folder())
    assert kept_in(str(cache_folder())) == cache_folder()


def test_a_folder_can_be_chosen(tmp_path: Path) -> None:
    assert kept_in(str(tmp_path)) == tmp_path / cache_folder().name


@pytest.mark.usefixtures("compiled")
def test_what_was_compiled_is_noted() -> None:
    assert compiled_before()


LOADED = """
import sys
import numba
import numpy as np
import tiny
from game.kernel.batch import Batch
from game.kernel.lowering.lower import lower

Batch(lower(tiny.rules()), {}).play(1, 2)
print("numba.np.arraymath" in sys.modules)
squares = numba.njit(lambda rows: np.dot(rows, rows).sum() + len([np.random.random()]))
print(squares(np.ones((3, 3))))
"""
"""Plays by what is kept on disk, and then compiles something of its own."""


@pytest.mark.skipif(not (FAST and linking.in_use()), reason="numba loads in its own way here")
@pytest.mark.usefixtures("compiled")
def test_what_is_kept_is_loaded_without_what_compiles_arrays_and_that_is_there_later() -> None:
    folders = os.pathsep.join(map(str, (ROOT, ROOT / "tests")))
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        check=True, capture_output=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": folders, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.stdout.split() == ["False", "28.0"]


# In a folder where everybody may write, since there is no other


def homeless(temporary: Path) -> Path:
    """Where a process keeps what it compiles whose user's folders can't be written to."""
    blocked = temporary.parent / "blocked"
    blocked.touch()
    temporary.mkdir(exist_ok=True)
    variables = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"), str(blocked))
    return kept_in("", **variables, TMPDIR=str(temporary), TEMP=str(temporary))


def named(temporary: Path) -> Path:
    """The folder there that anybody could guess."""
    return temporary / f"communique-{os.geteuid()}"


@POSIX
def test_without_a_home_a_folder_is_taken_that_only_this_user_can_write(tmp_path: Path) -> None:
    folder = homeless(tmp_path / "tmp")
    assert folder == named(tmp_path / "tmp") / cache_folder().name
    assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    assert homeless(tmp_path / "tmp") == folder


@POSIX
@pytest.mark.parametrize(
    "theirs", ["open to all", "open to a group", "a link", "a file", "another's"]
)
def test_a_folder_that_somebody_else_has_laid_there_is_never_read(
    theirs: str, tmp_path: Path
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    elsewhere = tmp_path / "elsewhere"
    taken = elsewhere if theirs == "a link" else named(temporary)
    if theirs == "a file":
        taken.touch()
    else:
        taken.mkdir(mode=0o700)
    if theirs == "a link":
        named(temporary).symlink_to(taken)
    elif theirs.startswith("open"):
        taken.chmod(0o777 if theirs == "open to all" else 0o770)
    elif theirs == "another's":
        if os.geteuid() != 0:
            pytest.skip("only root can give a folder away")
        os.chown(taken, 12345, 12345)
    folder = homeless(temporary)
    assert folder.name == cache_folder().name
    assert folder.parent.parent == temporary
    assert folder.parent != named(temporary)
    assert theirs == "a file" or list(taken.iterdir()) == []
    # It was made for one process, and goes with it.
    assert not folder.parent.exists()


@POSIX
def test_neither_is_one_in_the_home_that_others_may_write(tmp_path: Path) -> None:
    ours = tmp_path / "communique" / cache_folder().name
    ours.mkdir(parents=True)
    assert kept_in("", XDG_CACHE_HOME=str(tmp_path)) == ours
    ours.chmod(0o777)
    assert kept_in("", XDG_CACHE_HOME=str(tmp_path), TMPDIR=str(tmp_path)) != ours


def test_what_numba_was_writing_when_it_was_killed_is_thrown_away(
    tmp_path: Path,
) -> None:
    folder = tmp_path / cache_folder().name / "kernel"
    folder.mkdir(parents=True)
    for name in ("a.nbc", "a.nbc.tmp.0123", "b.nbc.tmp.4567"):
        (folder / name).touch()
    os.utime(folder / "a.nbc.tmp.0123", (0, 0))
    jit._delete_unused(tmp_path / cache_folder().name)
    assert sorted(path.name for path in folder.iterdir()) == ["a.nbc", "b.nbc.tmp.4567"]
