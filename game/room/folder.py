"""The folder of a room: its key, its journal, and the records of its games.

Only its owner may read it, and only one program may use it at a time.
"""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_bytes

from game.authoring.reading.regular_files import read_regular
from game.room.room_refusals import RoomError
from game.session.records.safe_files import PRIVATE, FolderLock, LockHeld

_KEY, _JOURNAL = "key", "room.journal"
_KEY_LENGTH = 32


class RoomFolder:
    """The folder of an open room; it is locked until it is closed."""

    def __init__(self, path: Path, key: bytes, lock: FolderLock) -> None:
        self.path = path
        self.key = key
        """The key from which all codes of the room follow."""
        self._lock = lock

    @property
    def journal(self) -> Path:
        """The file of the journal."""
        return journal_path(self.path)

    def record(self, table: int) -> Path:
        """The file of a table's record."""
        return record_path(self.path, table)

    def close(self) -> None:
        """Lets another program use the folder."""
        self._lock.close()


def journal_path(folder: Path) -> Path:
    """The file of a room's journal."""
    return folder / _JOURNAL


def record_path(folder: Path, table: int) -> Path:
    """The file of a table's record."""
    return folder / f"table-{table}.game"


def read_key(folder: Path) -> bytes:
    """The key of the room in a folder, which another program may use. Raises RoomError.

    A shorter key, such as an empty file, would let anybody work out the codes.
    """
    path = folder / _KEY
    if not (journal_path(folder).is_file() and path.exists()):
        raise RoomError("no-room", path=str(folder))
    try:
        key = bytes.fromhex(read_regular(path, 2 * _KEY_LENGTH).decode("ascii"))
    except (OSError, ValueError):
        key = b""
    if len(key) != _KEY_LENGTH:
        raise RoomError("damaged", path=str(path), line=1)
    return key


def make_folder(path: Path, key: bytes | None = None) -> RoomFolder:
    """Makes the folder of a new room, which may exist already but must be empty.

    key: that of its codes; left out, a new one.

    Raises FileExistsError, RoomError if it is in use, or OSError.
    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(path.iterdir()):
        raise FileExistsError(path)
    lock = take_lock(path)
    key = key or token_bytes(_KEY_LENGTH)
    file = os.open(path / _KEY, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE)
    with os.fdopen(file, "wb", buffering=0) as opened:
        opened.write(key.hex().encode("ascii"))
        os.fsync(opened.fileno())
    return RoomFolder(path, key, lock)


def open_folder(path: Path) -> RoomFolder:
    """Opens the folder of a room there is. Raises RoomError or OSError."""
    key = read_key(path)
    return RoomFolder(path, key, take_lock(path))


def take_lock(path: Path) -> FolderLock:
    """A lock on a folder, which ends with the program that holds it. Raises RoomError."""
    try:
        return FolderLock(path, patience=1.0)
    except LockHeld:
        raise RoomError("in-use", path=str(path)) from None
