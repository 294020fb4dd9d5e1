"""A folder is used by one program at a time, and a program that was killed holds no lock."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest

from game.session.records.safe_files import LOCK, FolderLock, LockHeld

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys, time
from pathlib import Path
from game.session.records.safe_files import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


def test_a_lock_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path)
    with pytest.raises(LockHeld):
        FolderLock(tmp_path)
    lock.close()
    assert (tmp_path / LOCK).exists()
    lock = FolderLock(tmp_path)
    lock.remove()
    assert not (tmp_path / LOCK).exists()
    FolderLock(tmp_path).remove()


def test_the_lock_of_a_killed_program_is_taken_over(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with pytest.raises(LockHeld):
            FolderLock(tmp_path)
        child.kill()
        child.wait()
        assert (tmp_path / LOCK).exists()
        FolderLock(tmp_path).remove()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no open file")
def test_a_lock_on_a_file_that_was_just_removed_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = FolderLock(tmp_path)
    opened: list[str] = []
    open_file = os.open

    def late(path: Path, *args: int) -> int:
        file = open_file(path, *args)
        if not opened:
            opened.append("once")
            first.remove()
        return file

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", late)
        second = FolderLock(tmp_path)
    with pytest.raises(LockHeld):
        FolderLock(tmp_path)
    second.remove()


def test_a_folder_that_cannot_be_written_to_is_no_held_lock(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        FolderLock(tmp_path / "nowhere")


def test_a_lock_that_ends_in_a_moment_is_waited_for(tmp_path: Path) -> None:
    """A killed program's lock ends a little later where it was just starting another."""
    held = FolderLock(tmp_path)
    ending = Timer(0.2, held.close)
    ending.start()
    FolderLock(tmp_path, patience=10).close()
    ending.join()
