"""Machine code on disk, so that a machine makes it once.

Its folder is named by a hash of all sources that it is made from. Importing this module creates no
folder.
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
"""The variable of the environment that chooses the folder for this process and those it starts."""
_NAME = "kernel-"
_SOURCES = ("*.py", "run/*.py", "compiler/*.py")
_UNUSED_SECONDS = 30 * 24 * 3600
"""Machine code that hasn't been used for so long is deleted."""
_WRITING_SECONDS = 3600
"""A half-written file that is older than this belongs to a process that was killed."""


@cache
def folder() -> Path:
    """Creates the folder for machine code, and returns it.

    If there is no private one, it is a temporary one that this process deletes at its end. The
    processes that it starts have the same.
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
    """A hash of the kernel's sources and of what compiles them."""
    kernel = Path(__file__).parents[1]
    fingerprint = sha256()
    for pattern in _SOURCES:
        for source in sorted(kernel.glob(pattern)):
            fingerprint.update(f"{source.name}\n".encode())
            fingerprint.update(source.read_bytes())
    return fingerprint.hexdigest()[:16]


def _bases() -> Iterator[Path]:
    """The folders in which ours may be, the best first."""
    if chosen := os.environ.get(CHOSEN):
        # A path that ends in our own name comes from the process that started this one.
        path = Path(chosen)
        yield path.parent if path.name.startswith(_NAME) else path
    caches = user_cache_path("communique", appauthor=False)
    if caches.is_absolute():  # it isn't where this user has no home
        yield caches
    user = os.geteuid() if sys.platform != "win32" else 0
    temporary = Path(tempfile.gettempdir(), f"communique-{user}")
    # Everybody may write to the folder above, so somebody else may have taken the name.
    if _is_private(temporary):
        yield temporary


def _is_private(folder: Path) -> bool:
    """Whether only this user can write to a folder, which is created if need be.

    Machine code is executed when it is loaded: whoever can write there can run anything.
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
    """Where machine code of some name is kept."""
    return folder() / f"{name}.code"


def kept(name: str) -> bytes | None:
    """What an earlier process has kept; None where there is nothing, or something damaged."""
    try:
        content = path_of(name).read_bytes()
    except OSError:
        return None
    own, code = content[:32], content[32:]
    if own != sha256(code).digest():
        return None
    with suppress(OSError):  # it is in use
        os.utime(path_of(name))
    return code


def keep(name: str, code: bytes) -> None:
    """Writes machine code, behind its hash. A full disk is no reason to stop."""
    file = path_of(name)
    half_written = file.with_name(f"{file.name}.tmp.{os.getpid()}")
    with suppress(OSError):
        half_written.write_bytes(sha256(code).digest() + code)
        half_written.replace(file)
    with suppress(OSError):  # another process may be deleting the same
        _delete_unused(folder())


def _delete_unused(folder: Path) -> None:
    """Deletes half-written files, and the folders beside this one that are long unused."""
    for half_written in folder.glob("*.tmp.*"):  # who wrote it was killed
        if half_written.stat().st_mtime < time.time() - _WRITING_SECONDS:
            half_written.unlink()
    for other in folder.parent.glob(f"{_NAME}*"):
        used = max((each.stat().st_mtime for each in other.iterdir()), default=0.0)
        if used < time.time() - _UNUSED_SECONDS:
            shutil.rmtree(other, ignore_errors=True)
