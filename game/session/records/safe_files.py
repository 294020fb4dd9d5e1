"""Temporary files and folders, each beside its target, under a name that only we use.

A process that is killed leaves its temporary file, its part, behind. It is removed when the next
part is written in the same folder, or when the saved games of the folder are listed. The part of a
living process is never touched: on Linux and macOS its writer holds a lock, which the system
releases when the process ends, and Windows refuses to rename an open file.

A folder is locked in the same way, so that only one program uses it at a time.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EACCES, EAGAIN, EDEADLK, EWOULDBLOCK
from functools import partial
from pathlib import Path
from secrets import token_hex

_NAME = re.compile(r"\.communique-[0-9a-f]{16}\.part")
ANYBODY = 0o666
"""The mode of a file that others may read where this user's files are read by others."""
PRIVATE = 0o600
GRACE = 10.0
"""Seconds: a part younger than this is never cleared, for its writer may be about to lock it."""


@contextmanager
def part_file(target: Path, data: bytes, mode: int = ANYBODY) -> Iterator[Path]:
    """A file beside a target with these bytes, on disk, to be given the target's name.

    What is left of it at the end is removed. Raises OSError if it can't be written.
    """
    part = _begin(target)
    try:
        with open(part, "xb", opener=partial(os.open, mode=mode)) as file, _held(part):
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            file.close()  # Windows renames only what is closed
            yield part
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def part_folder(target: Path) -> Iterator[Path]:
    """A new folder beside a target, for a large file in the making; it is removed at the end.

    Raises OSError if it can't be made.
    """
    part = _begin(target)
    try:
        part.mkdir()
        with _held(part):
            yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def clear_parts(folder: Path) -> None:
    """Removes the half-written files of ended processes in a folder, if possible."""
    with suppress(OSError):
        for part in [each for each in folder.iterdir() if _NAME.fullmatch(each.name)]:
            with suppress(OSError):
                # One of the future was written before the clock was set back.
                if abs(time.time() - part.lstat().st_mtime) > GRACE:
                    _clear(part)


def _begin(target: Path) -> Path:
    """A name for a part that no other has, in a folder cleared of old ones."""
    clear_parts(target.parent)
    return _fresh(target)


def _fresh(target: Path) -> Path:
    return target.with_name(f".communique-{token_hex(8)}.part")


def _clear(part: Path) -> None:
    """Removes a part unless a living process holds it."""
    if sys.platform == "win32":
        _remove(part.rename(_fresh(part)))
        return
    lock = _lock(part)
    if lock is not None:
        try:
            _remove(part)
        finally:
            os.close(lock)


def _remove(part: Path) -> None:
    if part.is_dir():
        shutil.rmtree(part)
    else:
        part.unlink()


@contextmanager
def _held(part: Path) -> Iterator[None]:
    """Holds the lock of a part while the block runs, where the system has such locks."""
    lock = _lock(part)
    try:
        yield
    finally:
        if lock is not None:
            os.close(lock)


def _lock(part: Path) -> int | None:
    """A lock on a file or folder until it is closed; None if there can't be one."""
    if sys.platform == "win32":
        return None
    from fcntl import LOCK_EX, LOCK_NB, flock

    try:
        file = os.open(part, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        flock(file, LOCK_EX | LOCK_NB)
    except OSError:
        os.close(file)
        return None
    return file


_CLOSED = -1
LOCK = "lock"
"""The file in the folder that is locked."""
_HELD = (EACCES, EAGAIN, EDEADLK, EWOULDBLOCK)
"""The error numbers that mean that another program holds the lock."""
_PAUSE = 0.05
"""Seconds between two tries to take a lock."""


class LockHeld(Exception):
    """Another program holds the lock of a folder."""


class FolderLock:
    """The lock of a folder. The system ends it with the program, however that ends."""

    def __init__(self, folder: Path, patience: float = 0.0) -> None:
        """Raises LockHeld, and OSError if the file can't be made.

        patience: for so many seconds a lock that is held is tried again. Where a program is killed
        as it starts another, the system ends its lock only when that one runs.
        """
        self._path = folder / LOCK
        until = time.monotonic() + patience
        while True:
            try:
                self._file = self._take()
                return
            except LockHeld:
                if time.monotonic() > until:
                    raise
                time.sleep(_PAUSE)

    def _take(self) -> int:
        while True:
            file = os.open(self._path, os.O_CREAT | os.O_RDWR, PRIVATE)
            try:
                _lock_opened(file)
                if self._is_still_there(file):
                    return file
            except OSError as error:
                os.close(file)
                if error.errno in _HELD:
                    raise LockHeld from None
                raise
            os.close(file)

    def _is_still_there(self, file: int) -> bool:
        """Whether nobody has removed the file between its opening and its locking."""
        try:
            return os.path.samestat(os.fstat(file), self._path.stat())
        except FileNotFoundError:
            return False

    def close(self) -> None:
        """Lets another program use the folder; the file stays."""
        if self._file >= 0:
            os.close(self._file)
        self._file = _CLOSED

    def remove(self) -> None:
        """Does the same, and removes the file if nobody else has it open."""
        if sys.platform != "win32":
            self._path.unlink(missing_ok=True)
        self.close()
        if sys.platform == "win32":
            try:
                self._path.unlink()
            except OSError:
                # Another program has opened it, which Windows doesn't let us remove.
                return


def _lock_opened(file: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        from fcntl import LOCK_EX, LOCK_NB, flock

        flock(file, LOCK_EX | LOCK_NB)
