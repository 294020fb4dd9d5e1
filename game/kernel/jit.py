"""Compiled by numba where it is there, plain Python where it isn't: the same functions.

What is compiled is kept on disk, in a folder named by all that it was made of, so that a machine
compiles once. numba itself wouldn't see that a function called in another file has changed.

Whole numbers are 64 bits wide. Where signed and unsigned ones meet they are cast (`u64`, `i64`):
numba would make decimals of them. In plain Python they are Python's own, masked where they must be.
"""

from __future__ import annotations

import atexit
import os
import platform
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from game.kernel import mode

Code = TypeVar("Code", bound=Callable[..., Any])

MASK = 2**64 - 1
FAST = (
    mode.compiled
    and find_spec("numba") is not None
    and os.environ.get("NUMBA_DISABLE_JIT", "0") in ("", "0")
)
"""Whether the kernel is compiled in this process."""

_NAME = "kernel-"
_KEPT = 30 * 24 * 3600
"""Seconds for which what was compiled is kept, unless it is used."""
_WRITING = 3600
"""Seconds after which nobody is still writing a file of the cache."""


class Numbers(Protocol):
    """A row of whole numbers: an array where the kernel is compiled, a list where it isn't."""

    def __len__(self) -> int: ...
    def __getitem__(self, place: int, /) -> int: ...
    def __setitem__(self, place: int, number: int, /) -> None: ...


def _plain(x: int) -> int:
    return x & MASK


def _fingerprint() -> str:
    """A name for what is compiled: by all sources of the kernel, and what compiles them.

    By their times too, for numba compiles again what has been written again.
    """
    from importlib.metadata import version

    found = sha256(f"{version('numba')} {platform.python_version()}".encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        found.update(source.read_bytes())
        found.update(str(source.stat().st_mtime_ns).encode())
    return found.hexdigest()[:16]


def _folders() -> Iterator[Path]:
    """Where to keep what was compiled, the best first."""
    chosen = os.environ.get("NUMBA_CACHE_DIR")
    if chosen:
        # One that ends in our own name was chosen by nobody: it comes from the process that
        # began this one.
        path = Path(chosen)
        yield path.parent if path.name.startswith(_NAME) else path
    with suppress(RuntimeError):  # a computer where this user has no home
        yield _user_caches() / "communique"
    user = os.geteuid() if sys.platform != "win32" else 0
    temporary = Path(tempfile.gettempdir(), f"communique-{user}")
    # In a folder where everybody may write, somebody else may have taken the name.
    if _own(temporary):
        yield temporary


def _user_caches() -> Path:
    """Where this system keeps what a user's programs can make again."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or "~/AppData/Local").expanduser()
    if sys.platform == "darwin":
        return Path("~/Library/Caches").expanduser()
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()


def _own(folder: Path) -> bool:
    """Whether this is a folder, made now if need be, in which nobody but this user can write.

    What was compiled is run when it is read: whoever can write there can have anything run.
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


def _cache() -> Path:
    """The folder for what is compiled here; where there is no other, a new one until the end."""
    name = f"{_NAME}{_fingerprint()}"
    for base in _folders():
        if _own(base / name):
            return base / name
    base = Path(tempfile.mkdtemp(prefix="communique-"))
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    (base / name).mkdir()
    return base / name


if FAST:
    CACHE = _cache()
    os.environ["NUMBA_CACHE_DIR"] = str(CACHE)
    # Makes code as fast as level 3 does here, in a tenth less time.
    os.environ.setdefault("NUMBA_OPT", "2")

    import numba
    import numpy as np

    setattr(numba.config, "CACHE_DIR", str(CACHE))  # noqa: B010  (its settings have no types)
    u64: Callable[[int], int] = cast(Any, np.uint64)
    i64: Callable[[int], int] = cast(Any, np.int64)

    from game.kernel import places

    at: Callable[[Numbers], Numbers] = places.at
    """Where the numbers of an array stand."""
    fixed_at: Callable[[Numbers], Numbers] = places.fixed_at
    """Where the numbers of an array stand that nothing in the kernel writes to."""
else:
    CACHE = Path()
    u64 = _plain
    i64 = int

    def at(row: Numbers, /) -> Numbers:
        """The row itself."""
        return row

    fixed_at = at


_INSIDE = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""For what only the kernel calls."""


def door(function: Code) -> Code:
    """A function called from outside: compiled when it is first called, and kept on disk."""
    return _compiled(function, cache=True)


def jit(function: Code) -> Code:
    """A function that others of the kernel call: compiled with them, and not kept by itself."""
    return _compiled(function, **_INSIDE)


def hot(function: Code) -> Code:
    """The function, compiled into each place that calls it: for what is small and called always."""
    return _compiled(function, forceinline=True, **_INSIDE)


def inlined(function: Code) -> Code:
    """The function as a part of the one that calls it: for what is large and called at one place.

    By itself it would be compiled twice.
    """
    return _compiled(function, inline="always", **_INSIDE)


def _compiled(function: Code, **options: Any) -> Code:
    if not FAST:
        return function
    made: Code = cast(Any, numba).njit(
        nogil=True, error_model="numpy", no_rewrites=True, **options
    )(function)
    return made


GAMES, SEARCH = "games", "search"
"""What is compiled when it is first needed: what plays many games, and what looks ahead."""


def compiled_before(what: str) -> bool:
    """Whether this machine has compiled something already; so it is where nothing is compiled."""
    return not FAST or (CACHE / what).exists()


def note_compiled(what: str) -> None:
    """Notes that something has been compiled, and is in use; throws away what has long not been."""
    if not FAST or what in _noted:
        return
    _noted.add(what)
    (CACHE / what).touch()
    with suppress(OSError):  # another process may be throwing the same away
        _throw_away()


def _throw_away() -> None:
    """Throws away what was compiled and long not used, and what was half written."""
    for part in CACHE.rglob("*.tmp.*"):  # numba was writing it when it was killed
        if part.stat().st_mtime < time.time() - _WRITING:
            part.unlink()
    for other in CACHE.parent.glob(f"{_NAME}*"):
        used = max((each.stat().st_mtime for each in other.iterdir()), default=0.0)
        if used < time.time() - _KEPT:
            shutil.rmtree(other, ignore_errors=True)


_noted: set[str] = set()
