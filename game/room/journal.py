"""The journal of a room: a line for everything that happened in it besides the games.

A line is on disk before it counts, and ends with its checksum, as the lines of a record do. A last
line that was only half written counts as not written; any other damage is an error.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from game.authoring.reading.regular_files import open_regular, read_regular
from game.room.errors import RoomError
from game.room.events import RoomEvent, event_values, read_event
from game.session.clock import stamp
from game.session.records.lines import join_values, split_values
from game.session.records.temporary_files import PRIVATE

LARGEST = 256 * 1024 * 1024
"""The largest size of a journal in bytes, far more than a day in a room needs."""
FORMAT = 1
"""The version of the journal's format."""

Entry = tuple[RoomEvent, str]
"""An event, and the key of the request that brought it about; empty where none has one."""


class Journal:
    """An open journal, to which lines are added."""

    def __init__(self, path: Path, size: int) -> None:
        """size: the bytes of all whole lines; what follows them is cut off. Raises OSError."""
        self.path = path
        self._file = open_regular(path, os.O_RDWR)
        self._end = size
        os.ftruncate(self._file, size)

    def append(self, event: RoomEvent, key: str = "") -> None:
        """Adds an event, and returns once it is on disk. Raises OSError; then nothing was added."""
        data = join_values({**event_values(event), "key": key, "at": stamp()})
        try:
            os.lseek(self._file, self._end, os.SEEK_SET)
            rest = data
            while rest:
                rest = rest[os.write(self._file, rest) :]
            os.fsync(self._file)
        except BaseException:
            os.ftruncate(self._file, self._end)
            raise
        self._end += len(data)

    def close(self) -> None:
        """Closes the file."""
        os.close(self._file)


def begin_journal(path: Path, header: dict[str, Any]) -> Journal:
    """Begins a journal with a first line. Raises FileExistsError or another OSError."""
    data = join_values({"communique_room": FORMAT, **header})
    file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE)
    with os.fdopen(file, "wb", buffering=0) as opened:
        opened.write(data)
        os.fsync(opened.fileno())
    return Journal(path, len(data))


def read_journal(path: Path) -> tuple[dict[str, Any], list[Entry], int]:
    """The first line of a journal, its events, and the bytes of its whole lines.

    Raises RoomError where it is damaged or of a later version, or OSError.
    """
    data = read_regular(path, LARGEST)
    *whole, torn = data.split(b"\n")
    header = split_values(whole[0]) if whole else None
    if not header or not isinstance(header.get("communique_room"), int):
        raise RoomError("no-room", path=str(path))
    if header["communique_room"] > FORMAT:
        raise RoomError("later-room", path=str(path))
    match header:
        case {"language": str(), "tables": int(tables), "at": str()} if tables > 0:
            pass
        case _:
            raise RoomError("damaged", path=str(path), line=1)
    entries = []
    for number, line in enumerate(whole[1:], 2):
        values = split_values(line)
        event = read_event(values) if values is not None else None
        if values is None or event is None:
            raise RoomError("damaged", path=str(path), line=number)
        entries.append((event, str(values.get("key", ""))))
    return header, entries, len(data) - len(torn)
