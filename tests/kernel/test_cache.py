"""Where what was compiled is kept, and that other processes find it again."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from game.kernel import machine_code
from game.kernel.compiler import disk

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(
    not machine_code.in_use(), reason="nothing is compiled here, so nothing is kept"
)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="a user's own on Windows")


def kept_in(chosen: str, **variables: str) -> Path:
    """Where another process keeps what it compiles."""
    code = "from game.kernel.compiler import disk; print(disk.folder())"
    environment = {**os.environ, "COMMUNIQUE_CACHE_DIR": chosen, "PYTHONIOENCODING": "utf-8"}
    environment |= variables
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True, capture_output=True, encoding="utf-8", env=environment,
    )  # fmt: skip
    return Path(done.stdout.strip())


def test_a_process_finds_what_the_one_that_began_it_has_compiled() -> None:
    assert str(disk.folder()) == os.environ["COMMUNIQUE_CACHE_DIR"]
    assert kept_in(str(disk.folder())) == disk.folder()


def test_a_folder_can_be_chosen(tmp_path: Path) -> None:
    assert kept_in(str(tmp_path)) == tmp_path / disk.folder().name


PLAYS = """
import sys
import tiny
from game.kernel import machine_code
from game.kernel.batch import Batch
from game.kernel.lowering.lower import lower

Batch(lower(tiny.rules()), {}).play(1, 2)
print(machine_code._improving, "game.kernel.compiler.back" in sys.modules)
"""
"""Tells whether the code that was loaded can't be improved, and whether a compiler was needed."""


def played_with(cache: Path) -> str:
    """What another process tells of the code that it plays by, given a folder for code."""
    folders = os.pathsep.join(map(str, (ROOT, ROOT / "tests")))
    done = subprocess.run(
        [sys.executable, "-c", PLAYS],
        check=True, capture_output=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": folders, disk.CHOSEN: str(cache)},
    )  # fmt: skip
    return done.stdout.strip()


def code_in(cache: Path) -> list[str]:
    """How the code was made that is kept in a folder."""
    return sorted(path.name.partition("-")[0] for path in cache.rglob("*.code"))


def test_code_is_made_once_again_where_it_is_damaged_and_better_code_is_preferred(
    tmp_path: Path,
) -> None:
    assert played_with(tmp_path) == "False True"
    assert code_in(tmp_path) == ["quick"]
    assert played_with(tmp_path) == "False False"
    [kept] = tmp_path.rglob("*.code")
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-1])
    assert played_with(tmp_path) == "False True"
    assert kept.read_bytes() == whole
    kept.rename(kept.with_name(kept.name.replace("quick", "best")))
    assert played_with(tmp_path) == "True False"
    assert code_in(tmp_path) == ["best"]


def test_whatever_the_damage_nothing_is_loaded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(disk, "folder", lambda: tmp_path)
    disk.keep("a", b"code")
    whole = disk.path_of("a").read_bytes()
    assert disk.kept("a") == b"code"
    for damaged in (b"", b"no code", whole[:-1], whole + b".", bytes(len(whole))):
        disk.path_of("a").write_bytes(damaged)
        assert disk.kept("a") is None


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
    assert folder == named(tmp_path / "tmp") / disk.folder().name
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
    assert folder.name == disk.folder().name
    assert folder.parent.parent == temporary
    assert folder.parent != named(temporary)
    assert theirs == "a file" or list(taken.iterdir()) == []
    # It was made for one process, and goes with it.
    assert not folder.parent.exists()


@POSIX
def test_neither_is_one_in_the_home_that_others_may_write(tmp_path: Path) -> None:
    ours = tmp_path / "communique" / disk.folder().name
    ours.mkdir(parents=True)
    assert kept_in("", XDG_CACHE_HOME=str(tmp_path)) == ours
    ours.chmod(0o777)
    assert kept_in("", XDG_CACHE_HOME=str(tmp_path), TMPDIR=str(tmp_path)) != ours


def test_what_a_process_was_writing_when_it_was_killed_is_thrown_away(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(disk, "folder", lambda: tmp_path)
    for name in ("a.code", "a.code.tmp.123", "b.code.tmp.456"):
        (tmp_path / name).touch()
    os.utime(tmp_path / "a.code.tmp.123", (0, 0))
    disk.keep("c", b"code")
    kept = ["a.code", "b.code.tmp.456", "c.code"]
    assert sorted(path.name for path in tmp_path.iterdir()) == kept
