"""The journal of a room: a line for everything that happened in it besides the games.

A line is on disk before it counts, and ends with its checksum, as the lines of a record do. A last
line that was only half written counts as not written; any other damage is an error.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from shutil import copyfileobj
from typing import Any, BinaryIO

from game.authoring.reading.regular_files import open_regular
from game.room.events import RoomEvent, event_values, read_event
from game.room.room_refusals import RoomError
from game.session.clock import stamp
from game.session.records.file import sync_folder
from game.session.records.lines import join_values, split_values, whole_body
from game.session.records.safe_files import PRIVATE

LONGEST_LINE = 256 * 1024
"""The most bytes of a line, many times those of the longest form."""
FORMAT = 1
"""The version of the journal's format."""

Entry = tuple[RoomEvent, str]
"""An event, and the key of its request; empty if it has none."""

_CLOSED = -1
_JSON, _BLANKS = json.JSONDecoder(), " \t\r\n"
_KEY = b',"key":"'
_END = re.compile(rb',"key":"([^"\\]*)"(?:,"at":"[^"\\]*")?')
"""How a line ends after its event; a note has its time in the event."""


class Journal:
    """An open journal, to which lines are added."""

    def __init__(self, path: Path) -> None:
        """Raises OSError."""
        self.path = path
        self._file = open_regular(path, os.O_RDWR)
        self.size = os.fstat(self._file).st_size
        """The bytes of all its lines."""

    def append(self, event: RoomEvent, key: str = "") -> None:
        """Adds an event, and returns once it is on disk. Raises OSError; then nothing was added."""
        data = join_values({**event_values(event), "key": key, "at": stamp()})
        try:
            os.lseek(self._file, self.size, os.SEEK_SET)
            rest = data
            while rest:
                rest = rest[os.write(self._file, rest) :]
            os.fsync(self._file)
        except BaseException:
            self.cut(self.size)
            raise
        self.size += len(data)

    def cut(self, size: int) -> None:
        """Cuts off everything after a number of bytes. Raises OSError."""
        os.ftruncate(self._file, size)
        self.size = size

    def close(self) -> None:
        """Closes the file, whose number may be that of another one soon."""
        if self._file >= 0:
            os.close(self._file)
        self._file = _CLOSED


def begin_journal(path: Path, header: dict[str, Any]) -> Journal:
    """Begins a journal with a first line. Raises FileExistsError or another OSError."""
    data = join_values({"communique_room": FORMAT, **header})
    file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE)
    with os.fdopen(file, "wb", buffering=0) as opened:
        opened.write(data)
        os.fsync(opened.fileno())
    sync_folder(path.parent)
    return Journal(path)


class KeptJournal:
    """A journal on disk, of any length, which is read line by line."""

    def __init__(self, path: Path) -> None:
        """Raises RoomError if it is none or of a later version, or OSError."""
        self.path = path
        with self._open() as file:
            first = file.readline(LONGEST_LINE)
        header = split_values(first[:-1])
        if not header or not isinstance(header.get("communique_room"), int):
            raise RoomError("no-room", path=str(path))
        if header["communique_room"] > FORMAT:
            raise RoomError("later-room", path=str(path))
        match header:
            case {"language": str(), "tables": int(tables), "at": str()} if tables > 0 and _fits(
                header
            ):
                pass
            case _:
                raise RoomError("no-room", path=str(path))
        self.header: dict[str, Any] = header
        """The first line."""
        self.size, self.lines = len(first), 1
        """The bytes of the complete lines that have been read, and the number of lines."""

    def __iter__(self) -> Iterator[Entry]:
        """The events after those already read. Raises RoomError at a damaged line."""
        with self._open() as file:
            file.seek(self.size)
            while (line := file.readline(LONGEST_LINE))[-1:] == b"\n":
                entry = _read_entry(line)
                if entry is None:
                    raise self._damage()
                self.size, self.lines = self.size + len(line), self.lines + 1
                yield entry
            if len(line) == LONGEST_LINE:
                raise self._damage()

    def _open(self) -> BinaryIO:
        return os.fdopen(open_regular(self.path), "rb")

    def _damage(self) -> RoomError:
        folder, line = str(self.path.parent), self.lines + 1
        return RoomError("damaged", path=str(self.path), folder=folder, line=line)

    def keep_rest(self) -> Path:
        """Copies what has not been read into a new file beside the journal. Raises OSError."""
        number = 1
        while (kept := self.path.with_name(f"{self.path.name}.cut-{number}")).exists():
            number += 1
        target = os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE)
        with self._open() as file, os.fdopen(target, "wb") as copy:
            file.seek(self.size)
            copyfileobj(file, copy)
            copy.flush()
            os.fsync(copy.fileno())
        return kept


def _fits(header: dict[str, Any]) -> bool:
    """Whether a first line says well which tables there are, and what a campaign adds to it."""
    numbers, names, shown = (header.get(each) for each in ("numbers", "names", "shown"))
    issues = header.get("issues", {})
    return (
        isinstance(issues, dict)
        and all(type(n) is int for n in issues.values())
        and (
            numbers is None or (isinstance(numbers, list) and all(type(n) is int for n in numbers))
        )
        and (names is None or (isinstance(names, dict) and _are_texts(names.values())))
        and (shown is None or (isinstance(shown, list) and _are_texts(shown)))
    )


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(each, str) for each in values)


def cut_damage(path: Path) -> Path | None:
    """Cuts a journal after its last good line, and keeps what follows in a file beside it.

    Returns that file; None if nothing is damaged. Raises RoomError where nothing of it can be
    read, or OSError.
    """
    kept = KeptJournal(path)
    try:
        for _ in kept:
            pass
    except RoomError:
        rest = kept.keep_rest()
        journal = Journal(path)
        journal.cut(kept.size)
        journal.close()
        return rest
    return None


def _read_entry(line: bytes) -> Entry | None:
    """The entry of a line with its end; None if it is damaged or no event of ours."""
    body = whole_body(line[:-1])
    if body is None:
        return None
    # Repeated events have the same text, which is read only once.
    start = body.rfind(_KEY)
    end = _END.fullmatch(body, start) if start > 0 else None
    if end is not None:
        event = _event_of(body[:start])
        return None if event is None else (event, end[1].decode("ascii"))
    values = split_values(line[:-1]) or {}
    event = read_event(values)
    return None if event is None else (event, str(values.get("key", "")))


@lru_cache(256)
def _event_of(text: bytes) -> RoomEvent | None:
    """The event that begins a line."""
    try:
        written = text.decode("utf-8", "surrogatepass").lstrip(_BLANKS) + "}"
        # `json.loads` takes twice as long.
        values, end = _JSON.raw_decode(written)
    except (ValueError, RecursionError):
        return None
    return read_event(values) if isinstance(values, dict) and end == len(written) else None
