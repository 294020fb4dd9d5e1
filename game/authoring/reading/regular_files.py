"""Opening files that anybody may have put there: ordinary files only, and none that is too large.

A pipe would be waited for without end, and a device read without end: neither is ever opened.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Literal

UnfitCode = Literal["file-irregular", "file-large", "file-outside"]

_REASONS: dict[UnfitCode, str] = {
    "file-irregular": "not an ordinary file but a pipe, a device or something like it",
    "file-large": "the file is too large",
    "file-outside": "a link that leads out of its folder",
}
# A file that has become a pipe since it was looked at is not waited for; nor does it become the
# terminal of this process. Where a system lacks one of these, there is no need for it.
_CAREFULLY = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class Unfit(OSError):
    """A file that there is and that is not read."""

    def __init__(self, code: UnfitCode, size: int = 0) -> None:
        super().__init__(errno.EINVAL, _REASONS[code])
        self.code: UnfitCode = code
        self.size = size
        """In bytes, where it is too large."""


def open_regular(path: Path, flags: int = os.O_RDONLY) -> int:
    """The descriptor of an ordinary file, opened with flags of `os.open`.

    Raises IsADirectoryError, Unfit, another OSError, or ValueError for an impossible name.
    """
    _must_be_regular(path.stat())
    descriptor = os.open(path, flags | _CAREFULLY)
    try:
        _must_be_regular(os.fstat(descriptor))
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def read_regular(path: Path, largest: int, flags: int = 0) -> bytes:
    """The bytes of an ordinary file of at most so many.

    Raises like `open_regular`, and Unfit for a larger file, which is not read.
    """
    with open(open_regular(path, os.O_RDONLY | flags), "rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size <= largest:
            # It may have grown since, or not say its size.
            data = file.read(largest + 1) or b""
            size = len(data)
        if size > largest:
            raise Unfit("file-large", size)
    return data


def read_inside(folder: Path, path: Path, largest: int) -> bytes:
    """The bytes of an ordinary file in a folder or below; links are followed as far as they stay.

    Raises like `read_regular`, and Unfit for what lies outside.
    """
    return read_regular(place_inside(folder, path), largest, _NO_LINK)


def place_inside(folder: Path, path: Path) -> Path:
    """Where a file lies when all links are followed. Raises OSError, Unfit if that is outside."""
    try:
        place = path.resolve(strict=True)
    except RuntimeError as error:  # a link to itself
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from error
    if not place.is_relative_to(folder.resolve()):
        raise Unfit("file-outside")
    return place


def _must_be_regular(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        raise Unfit("file-irregular")
