"""A record on disk: every line is there before the game goes on (rule 9.2)."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from game.session.lines import header_line, line_bytes, read_record
from game.session.record import Header, Line, Record, RecordError


class RecordFile:
    """An open record to which lines are added. Nobody else may write to its file meanwhile."""

    def __init__(self, path: Path, whole: int) -> None:
        """whole: how many bytes its whole lines take; what follows them is cut off."""
        self.path = path
        self._whole = whole
        self._file = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        if os.fstat(self._file).st_size > whole:
            os.ftruncate(self._file, whole)

    @classmethod
    def create(cls, path: Path, header: Header) -> RecordFile:
        """A new record; its file appears with its header whole, or not at all.

        Raises FileExistsError where there is one already, else OSError.
        """
        data = header_line(header)
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            _appear(part, path)
        finally:
            part.unlink(missing_ok=True)
        _keep_folder(path.parent)
        return cls(path, len(data))

    def append(self, line: Line) -> None:
        """Adds a line and comes back when it is on disk.

        Raises RecordError where it can't be written, and leaves the record whole up to the line
        before, or where somebody else has changed the file.
        """
        if os.fstat(self._file).st_size != self._whole:
            raise RecordError("changed")
        data = line_bytes(line)
        try:
            os.lseek(self._file, self._whole, os.SEEK_SET)
            _write(self._file, data)
            os.fsync(self._file)
        except BaseException as error:
            os.ftruncate(self._file, self._whole)
            if isinstance(error, OSError):
                raise RecordError("unwritten", reason=error.strerror or str(error)) from error
            raise
        self._whole += len(data)

    def close(self) -> None:
        """Closes the file; what was added is on disk already."""
        os.close(self._file)

    def __enter__(self) -> RecordFile:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.close()


def read_file(path: Path) -> Record:
    """The record of a file. Raises RecordError, or OSError."""
    return read_record(path.read_bytes())


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
    if sys.platform != "win32":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
