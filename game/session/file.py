"""A record on disk: every line is there before the game goes on (rule 9.2)."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from game.authoring.reading.regular_files import open_regular, read_regular
from game.session.lines import header_line, line_bytes, read_record
from game.session.record import GameRecord, Header, RecordError, RecordLine
from game.session.temporary_files import PRIVATE, part_file

LARGEST = 64 * 1024 * 1024
"""Bytes that a record may have: far more than any game comes to."""
_CLOSED = -1


class RecordFile:
    """An open record to which lines are added. Nobody else may write to its file meanwhile."""

    def __init__(self, path: Path, whole: int, lines: int = 0, torn: int = 0) -> None:
        """whole, lines: the bytes of its whole lines, and how many follow the header.

        torn: the bytes after them, which are cut off when a line is added.
        Raises RecordError where the file is longer or shorter, else OSError.
        """
        self.path = path
        self._lines = lines
        """How many there were when it was opened."""
        self._ends = [whole]
        """Where its whole lines end: those there were, and each that was added."""
        self._most = whole + torn
        """Up to where the file may hold what we wrote, or shall cut off."""
        self._file = open_regular(path, os.O_RDWR)
        if os.fstat(self._file).st_size != self._most:
            os.close(self._file)
            raise RecordError("changed")

    @classmethod
    def create(cls, path: Path, header: Header) -> RecordFile:
        """A new record; its file appears with its header whole, or not at all.

        Only its user may read it: it holds what the sides keep from each other.

        Raises FileExistsError where there is one already, else OSError.
        """
        data = header_line(header)
        with part_file(path, data, PRIVATE) as part:
            _appear(part, path)
        try:
            _keep_folder(path.parent)
            return cls(path, len(data))
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def append(self, line: RecordLine) -> None:
        """Adds a line and comes back when it is on disk.

        Where that is interrupted, the same line can be added again, or another in its place.
        Raises RecordError where it can't be written, and leaves the record whole up to the line
        before, or where somebody else has changed the file.
        """
        try:
            self._make_room(line.number)
            self._put(line_bytes(line))
        except OSError as error:
            raise RecordError("unwritten", reason=error.strerror or str(error)) from error

    def _make_room(self, number: int) -> None:
        """Leaves nothing in the file after the line before this one."""
        found = os.fstat(self._file)
        if not found.st_nlink:
            raise RecordError("removed")
        if not self._ends[-1] <= found.st_size <= self._most:
            raise RecordError("changed")
        place = number - self._lines
        if not max(1, len(self._ends) - 1) <= place <= len(self._ends):
            raise ValueError(f"line {number} after {self._lines + len(self._ends) - 1} lines")
        # An interrupt may have come when a line was on disk and before the game had counted it.
        del self._ends[place:]
        self._cut()

    def _put(self, data: bytes) -> None:
        """Writes a line at the end, or nothing."""
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
        """Cuts off what follows the whole lines."""
        os.ftruncate(self._file, self._ends[-1])
        self._most = self._ends[-1]

    def close(self) -> None:
        """Closes the file; what was added is on disk already, and nothing can be added.

        Nothing more happens where it is closed already.
        """
        file, self._file = self._file, _CLOSED
        if file != _CLOSED:
            os.close(file)

    def remove_empty(self) -> None:
        """Closes the file, and removes it unless it has lines, be they of another program.

        Raises OSError where it can't be removed.
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
    """The record of a file. Raises RecordError, or OSError."""
    return read_record(read_regular(path, LARGEST))


def _write(file: int, data: bytes) -> None:
    """Writes all of it; the system may take a part at a time."""
    while data:
        data = data[os.write(file, data) :]


def _appear(part: Path, path: Path) -> None:
    """Gives a whole file its name, unless another has it."""
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


def _keep_folder(folder: Path) -> None:
    """Has the folder remember its new file, where the system lets one ask for that."""
    if sys.platform == "win32":
        return
    try:
        opened = os.open(folder, os.O_RDONLY)
    except PermissionError:  # a folder in which one may write and not look
        return
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(opened)
