"""Keeps machine code on disk, so that each computer compiles it only once.

Commands keep checked scenarios beside it. The name of the folder contains a hash of all sources of
the code. Importing this module creates no folder.
"""

from __future__ import annotations

import atexit
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path

CHOSEN = "COMMUNIQUE_CACHE_DIR"
"""The environment variable with the folder for this process and those that it starts."""
_NAME = "kernel-"
_SOURCES = ("*.py", "run/*.py", "compiler/*.py")
_UNUSED_SECONDS = 30 * 24 * 3600
"""The seconds without use after which machine code is deleted."""
_WRITING_SECONDS = 3600
"""The age of a half-written file from which on its process must have been killed."""


@cache
def folder() -> Path:
    """Creates the folder for machine code, and returns it.

    If no private folder can be used, it is a temporary one, which this process deletes at its end.
    Processes that it starts use the same folder.
    """
    name = f"{_NAME}{_fingerprint()}"
    chosen = next((base / name for base in _bases() if _is_private(base / name)), None)
    if chosen is None:
        base = Path(tempfile.mkdtemp(prefix="communique-"))
        atexit.register(shutil.rmtree, base, ignore_errors=True)
        chosen = base / name
        chosen.mkdir()
    os.environ[CHOSEN] = str(chosen)
    return chosen


def _fingerprint() -> str:
    """A hash of the sources of the kernel and of its compiler."""
    kernel = Path(__file__).parents[1]
    fingerprint = sha256()
    for pattern in _SOURCES:
        for source in sorted(kernel.glob(pattern)):
            fingerprint.update(f"{source.name}\n".encode())
            fingerprint.update(source.read_bytes())
    return fingerprint.hexdigest()[:16]


def _bases() -> Iterator[Path]:
    """The folders that may contain ours, the best first."""
    if chosen := os.environ.get(CHOSEN):
        # A path that ends in our own name was set by the process that started this one.
        path = Path(chosen)
        yield path.parent if path.name.startswith(_NAME) else path
    caches = user_cache_path("communique", appauthor=False)
    if caches.is_absolute():  # it isn't if this user has no home folder
        yield caches
    user = os.geteuid() if sys.platform != "win32" else 0
    temporary = Path(tempfile.gettempdir(), f"communique-{user}")
    # All users may write to its parent folder, so another user may have taken the name.
    if _is_private(temporary):
        yield temporary


def _is_private(folder: Path) -> bool:
    """Whether only this user can write to a folder, which is created if need be.

    Machine code is executed, so anybody who can write there could run anything.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        status = folder.lstat()
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        return False
    return sys.platform == "win32" or (
        stat.S_ISDIR(status.st_mode)
        and status.st_uid == os.geteuid()
        and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    )


def path_of(name: str) -> Path:
    """The path of the machine code with a name."""
    return folder() / f"{name}.code"


def kept(name: str) -> bytes | None:
    """Reads what an earlier process has kept; None if there is nothing, or it is damaged."""
    try:
        content = path_of(name).read_bytes()
    except OSError:
        return None
    own, code = content[:32], content[32:]
    if own != sha256(code).digest():
        return None
    with suppress(OSError):  # marks it as used
        os.utime(path_of(name))
    return code


def keep(name: str, code: bytes) -> None:
    """Writes machine code, after its hash. Errors such as a full disk are ignored."""
    file = path_of(name)
    half_written = file.with_name(f"{file.name}.tmp.{os.getpid()}")
    with suppress(OSError):
        half_written.write_bytes(sha256(code).digest() + code)
        half_written.replace(file)
    with suppress(OSError):  # another process may delete the same files
        _delete_unused(folder())


def _delete_unused(folder: Path) -> None:
    """Deletes old half-written files, and folders beside this one that are long unused."""
    for half_written in folder.glob("*.tmp.*"):  # their process was killed
        if half_written.stat().st_mtime < time.time() - _WRITING_SECONDS:
            half_written.unlink()
    for other in folder.parent.glob(f"{_NAME}*"):
        used = max((each.stat().st_mtime for each in other.iterdir()), default=0.0)
        if used < time.time() - _UNUSED_SECONDS:
            shutil.rmtree(other, ignore_errors=True)
