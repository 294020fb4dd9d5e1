"""Opens files from unknown sources: only ordinary files, up to a largest size.

Pipes and devices are never opened, because reading them may never end.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Literal

UnfitCode = Literal["file-irregular", "file-large", "file-outside"]

_REASONS: dict[UnfitCode, str] = {
    "file-irregular": "not an ordinary file but a pipe, a device or something similar",
    "file-large": "the file is too large",
    "file-outside": "a link that points outside its folder",
}
# If the file has become a pipe since it was checked, opening it doesn't wait; if it has become a
# terminal, it doesn't become that of this process. Systems without these flags don't need them.
_SAFE_FLAGS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class Unfit(OSError):
    """Raised for a file that exists but is refused: irregular, too large, or outside the folder."""

    def __init__(self, code: UnfitCode, size: int = 0) -> None:
        super().__init__(errno.EINVAL, _REASONS[code])
        self.code: UnfitCode = code
        self.size = size
        """In bytes, where it is too large."""


def open_regular(path: Path, flags: int = os.O_RDONLY) -> int:
    """Opens an ordinary file with flags of `os.open` and returns its descriptor.

    Raises IsADirectoryError, Unfit, another OSError, or ValueError for an impossible name.
    """
    _must_be_regular(path.stat())
    descriptor = os.open(path, flags | _SAFE_FLAGS)
    try:
        _must_be_regular(os.fstat(descriptor))
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def read_regular(path: Path, largest: int, flags: int = 0) -> bytes:
    """Reads an ordinary file of at most `largest` bytes.

    Raises like `open_regular`, and Unfit for a larger file, which is not read.
    """
    with open(open_regular(path, os.O_RDONLY | flags), "rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size <= largest:
            # It may have grown since, or not report its size.
            content = file.read(largest + 1) or b""
            size = len(content)
        if size > largest:
            raise Unfit("file-large", size)
    return content


def read_inside(folder: Path, path: Path, largest: int) -> bytes:
    """Reads an ordinary file in or below a folder; links are followed only inside the folder.

    Raises like `read_regular`, and Unfit for a file outside.
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
