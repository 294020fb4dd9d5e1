"""A record on disk, in which every line is safe before the game goes on (rule 9.2).

The words of messages stand in a file beside it, which refers to its lines by number (rule 9.7). The
record says who wrote to whom and when; what was written can be deleted without a change to it. Each
line of that file has the number of its line in the record, the checksum of the record's first line,
and its own checksum. What can't be read is left out, and opening the record reports it.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from attrs import evolve

from game.authoring.reading.regular_files import open_regular, read_regular
from game.model.characters import find_forbidden
from game.session.records.lines import (
    checksum_of,
    header_line,
    join_values,
    line_bytes,
    read_record,
    split_values,
)
from game.session.records.record import GameRecord, Header, RecordError, RecordLine
from game.session.records.recorded_actions import Message
from game.session.records.safe_files import PRIVATE, part_file

LONGEST_LINE = 64 * 1024
"""The most bytes of a line, many times those of the longest message."""


def words_path(record: Path) -> Path:
    """The file beside a record that holds the words of its messages."""
    return record.with_name(f"{record.name}.words")


def append_words(record: Path, header_sum: str, number: int, words: str) -> None:
    """Adds the words of a line, and returns once they are on disk.

    header_sum: the checksum of the record's first line. Raises OSError.
    """
    path = words_path(record)
    line = join_values({"n": number, "of": header_sum, "words": words})
    with suppress(FileExistsError):
        # Only its owner may read what people wrote to each other.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
    opened = open_regular(path, os.O_RDWR | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(opened, "rb+", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        if size:
            file.seek(size - 1)
            if file.read(1) != b"\n":
                line = b"\n" + line  # the line before was cut off while it was written
        file.write(line)
        os.fsync(file.fileno())


def copy_words(lines: Iterable[RecordLine], record: Path, header_sum: str) -> None:
    """Adds the words of all messages among some lines. Raises OSError."""
    for line in lines:
        if isinstance(line.action, Message) and line.note:
            append_words(record, header_sum, line.number, line.note)


def read_words(record: Path, header_sum: str) -> tuple[dict[int, str], bool]:
    """The words of messages by the number of their line; of several for one line the last.

    The second value is whether the file has something that can't be read.
    """
    words_by_line: dict[int, str] = {}
    is_damaged = False
    try:
        with os.fdopen(open_regular(words_path(record)), "rb") as file:
            while line := file.readline(LONGEST_LINE):
                match split_values(line.removesuffix(b"\n")):
                    case {"n": int(number), "of": str(of), "words": str(words)} if (
                        find_forbidden(words) is None
                    ):
                        if of == header_sum:
                            words_by_line[number] = words
                    case _:
                        is_damaged = True
    except FileNotFoundError:
        return {}, False
    except (OSError, ValueError):
        return {}, True
    return words_by_line, is_damaged


def delete_words(record: Path) -> bool:
    """Deletes what people wrote to each other; returns whether there was such a file.

    Raises OSError if it can't be deleted.
    """
    path = words_path(record)
    there = path.exists()
    path.unlink(missing_ok=True)
    return there


LARGEST = 64 * 1024 * 1024
"""The largest size of a record in bytes, far more than any game needs."""
_CLOSED = -1


class RecordFile:
    """An open record to which lines are added. No other program may write to its file meanwhile."""

    def __init__(self, path: Path, whole: int, lines: int = 0, torn: int = 0) -> None:
        """whole: the number of bytes of all complete lines. lines: how many follow the header.

        torn: the number of bytes after them, which are cut off when a line is added.
        Raises RecordError if the file is longer or shorter than that, or OSError.
        """
        self.path = path
        self._lines = lines
        """The number of lines after the header when the file was opened."""
        self._ends = [whole]
        """The offsets at which lines end: the last one there was, and each that was added."""
        self._most = whole + torn
        """The largest size that the file can have unless another program has changed it."""
        self._file = open_regular(path, os.O_RDWR)
        if os.fstat(self._file).st_size != self._most:
            os.close(self._file)
            raise RecordError("changed")

    @classmethod
    def create(cls, path: Path, header: Header) -> RecordFile:
        """Creates a record; its file appears with a complete header, or not at all.

        Only its owner may read the file, since it contains what the sides keep from each other.

        Raises FileExistsError if there is such a file already, or OSError.
        """
        first_line = header_line(header)
        with part_file(path, first_line, PRIVATE) as part:
            _give_name(part, path)
        try:
            sync_folder(path.parent)
            return cls(path, len(first_line))
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def append(self, line: RecordLine) -> None:
        """Adds a line, and returns once it is on disk.

        If that is interrupted, the same line can be added again, or another one in its place.
        Raises RecordError if the line can't be written, in which case the record stays complete up
        to the line before, or if another program has changed the file.
        """
        try:
            self._make_room(line.number)
            if isinstance(line.action, Message) and line.note:
                # First: a line of the record never stands for words that were not kept.
                is_first = not words_path(self.path).exists()
                append_words(self.path, self._header_sum(), line.number, line.note)
                if is_first:
                    sync_folder(self.path.parent)
            self._put(line_bytes(line))
        except OSError as error:
            raise RecordError("unwritten", reason=error.strerror or str(error)) from error

    def _make_room(self, number: int) -> None:
        """Cuts off whatever the file contains after the line before this one."""
        status = os.fstat(self._file)
        if not status.st_nlink:
            raise RecordError("removed")
        if not self._ends[-1] <= status.st_size <= self._most:
            raise RecordError("changed")
        place = number - self._lines
        if not max(1, len(self._ends) - 1) <= place <= len(self._ends):
            raise ValueError(f"line {number} after {self._lines + len(self._ends) - 1} lines")
        # An interrupt may have come when a line was on disk and before the game had counted it.
        del self._ends[place:]
        self._cut()

    def _header_sum(self) -> str:
        """The checksum of the first line, by which the words of its messages are known."""
        with self.path.open("rb") as file:
            return checksum_of(file.readline())

    def _put(self, data: bytes) -> None:
        """Writes a line at the end of the file, or nothing at all."""
        try:
            self._most = self._ends[-1] + len(data)
            os.lseek(self._file, self._ends[-1], os.SEEK_SET)
            _write(self._file, data)
            os.fsync(self._file)
            self._ends.append(self._most)
        except BaseException:
            with suppress(OSError):
                self._cut()
            raise

    def _cut(self) -> None:
        """Cuts off what follows the last complete line."""
        os.ftruncate(self._file, self._ends[-1])
        self._most = self._ends[-1]

    def close(self) -> None:
        """Closes the file, whose lines are on disk already; after that none can be added.

        Closing it again does nothing.
        """
        file, self._file = self._file, _CLOSED
        if file != _CLOSED:
            os.close(file)

    def remove_empty(self) -> None:
        """Closes the file, and removes it if it has no lines, not even from another program.

        Raises OSError if it can't be removed.
        """
        if self._file == _CLOSED:
            return
        size = os.fstat(self._file).st_size
        self.close()
        if not self._lines and size == self._ends[0]:
            self.path.unlink(missing_ok=True)

    def __enter__(self) -> RecordFile:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.close()


def read_file(path: Path) -> GameRecord:
    """Reads the record in a file, with the words of its messages. Raises RecordError or OSError."""
    data = read_regular(path, LARGEST)
    record = read_record(data)
    if not any(isinstance(line.action, Message) for line in record.lines):
        return record
    words, is_damaged = read_words(path, checksum_of(data))
    lines = tuple(
        evolve(line, note=words.get(line.number, "")) if isinstance(line.action, Message) else line
        for line in record.lines
    )
    missing = sum(isinstance(line.action, Message) and not line.note for line in lines)
    return evolve(record, lines=lines, unread_words=missing if is_damaged else 0)


def _write(file: int, data: bytes) -> None:
    """Writes all the bytes, although the system may take only some at a time."""
    while data:
        data = data[os.write(file, data) :]


def _give_name(part: Path, path: Path) -> None:
    """Gives a finished temporary file its final name, unless a file with that name exists."""
    if sys.platform != "win32":
        try:
            os.link(part, path)
        except FileExistsError:
            raise
        except OSError:
            pass  # a file system without links
        else:
            return
    if path.exists():
        raise FileExistsError(path)
    part.rename(path)


def sync_folder(folder: Path) -> None:
    """Makes sure that the folder's entry for its new file is on disk, if the system offers that."""
    if sys.platform == "win32":
        return
    try:
        opened = os.open(folder, os.O_RDONLY)
    except PermissionError:  # a folder that may be written to but not read
        return
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(opened)
