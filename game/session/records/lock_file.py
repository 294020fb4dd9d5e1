"""A lock on a folder, so that only one program uses it at a time."""

from __future__ import annotations

import os
import sys
from errno import EACCES, EAGAIN, EDEADLK, EWOULDBLOCK
from pathlib import Path
from time import monotonic, sleep

from game.session.records.temporary_files import PRIVATE

_CLOSED = -1
LOCK = "lock"
"""The file in the folder that is locked."""
_HELD = (EACCES, EAGAIN, EDEADLK, EWOULDBLOCK)
"""The error numbers that mean that another program holds the lock."""
_PATIENCE, _PAUSE = 1.0, 0.05
"""Seconds: how long one waits for a lock, and how long between two tries. Where a program is killed
as it starts another, the system ends its lock only when that one runs."""


class LockHeld(Exception):
    """Another program holds the lock of a folder."""


class FolderLock:
    """The lock of a folder. The system ends it with the program, however that ends."""

    def __init__(self, folder: Path) -> None:
        """Raises LockHeld after a second, and OSError if the file can't be made."""
        self._path = folder / LOCK
        until = monotonic() + _PATIENCE
        while True:
            try:
                self._file = self._take()
                return
            except LockHeld:
                if monotonic() > until:
                    raise
                sleep(_PAUSE)

    def _take(self) -> int:
        while True:
            file = os.open(self._path, os.O_CREAT | os.O_RDWR, PRIVATE)
            try:
                _lock(file)
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


def _lock(file: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        from fcntl import LOCK_EX, LOCK_NB, flock

        flock(file, LOCK_EX | LOCK_NB)
