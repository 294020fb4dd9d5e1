"""The kernel's functions are compiled by numba if it is installed, and plain Python otherwise.

Compiled code is kept on disk, so that a machine compiles once. Its folder is named by a hash of all
sources: numba itself doesn't notice that a function called from another file has changed. Importing
this module creates no folder; `use_cache` does.

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
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from platformdirs import user_cache_path

from game.kernel.numba import mode

Code = TypeVar("Code", bound=Callable[..., Any])

MASK = 2**64 - 1
FAST = (
    mode.compiled
    and find_spec("numba") is not None
    and os.environ.get("NUMBA_DISABLE_JIT", "0") in ("", "0")
)
"""Whether the kernel is compiled in this process."""

_NAME = "kernel-"
_UNUSED_SECONDS = 30 * 24 * 3600
"""Compiled code that hasn't been used for so long is deleted."""
_WRITING_SECONDS = 3600
"""A half-written file of the cache that is older than this belongs to a process that was killed."""


class Numbers(Protocol):
    """A row of whole numbers: an array where the kernel is compiled, a list where it isn't."""

    def __len__(self) -> int: ...
    def __getitem__(self, place: int, /) -> int: ...
    def __setitem__(self, place: int, number: int, /) -> None: ...


def _plain(x: int) -> int:
    return x & MASK


def _fingerprint() -> str:
    """A hash of all sources of the kernel and of what compiles them.

    It includes the sources' times, since numba compiles a file again when its time changes.
    """
    from importlib.metadata import version

    fingerprint = sha256(f"{version('numba')} {platform.python_version()}".encode())
    kernel = Path(__file__).parents[1]
    for source in sorted(kernel.rglob("*.py")):
        if source.parent == kernel / "native":
            continue  # numba compiles none of it
        fingerprint.update(source.read_bytes())
        fingerprint.update(str(source.stat().st_mtime_ns).encode())
    return fingerprint.hexdigest()[:16]


def _folders() -> Iterator[Path]:
    """The folders in which compiled code may be kept, the best first."""
    chosen = os.environ.get("NUMBA_CACHE_DIR")
    if chosen:
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

    Compiled code is executed when it is loaded: whoever can write there can run anything.
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


@cache
def cache_folder() -> Path:
    """Creates the folder for compiled code, and returns it.

    If there is no private one, it is a temporary one that this process deletes at its end.
    """
    name = f"{_NAME}{_fingerprint()}"
    for base in _folders():
        if _is_private(base / name):
            return base / name
    base = Path(tempfile.mkdtemp(prefix="communique-"))
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    (base / name).mkdir()
    return base / name


if FAST:
    import numba
    import numpy as np

    u64: Callable[[int], int] = cast(Any, np.uint64)
    i64: Callable[[int], int] = cast(Any, np.int64)

    from game.kernel.numba import linking, places

    at: Callable[[Numbers], Numbers] = places.at
    """Where the numbers of an array stand."""
    fixed_at: Callable[[Numbers], Numbers] = places.fixed_at
    """Where the numbers of an array stand that nothing in the kernel writes to."""

    from game.kernel.numba import calls

    call_reader: Callable[..., int] = calls.call_reader
    call_actor: Callable[..., int] = calls.call_actor
    call_lister: Callable[..., int] = calls.call_lister
    call_player: Callable[..., int] = calls.call_player
else:
    u64 = _plain
    i64 = int

    def at(row: Numbers, /) -> Numbers:
        """The row itself."""
        return row

    fixed_at = at

    def _call_nothing(_address: int, *_rows: object) -> int:
        raise RuntimeError("plain Python has no machine code to call")

    call_reader = call_actor = call_lister = call_player = _call_nothing


_entry_points: list[Any] = []
"""The compiled functions that are kept on disk once `use_cache` has been called."""
_cache_in_use = False
_noted = False


def use_cache() -> None:
    """Keeps compiled code on disk from now on, in this process and in those it starts.

    It must be called before the kernel's functions are; `lower` does it.
    """
    global _cache_in_use  # noqa: PLW0603  (numba's settings belong to the process)
    if not FAST or _cache_in_use:
        return
    _cache_in_use = True
    folder = str(cache_folder())
    # numba reads these variables again whenever it compiles, and processes started here do too.
    os.environ["NUMBA_CACHE_DIR"] = folder
    # Level 2 makes this code as fast as level 3, and compiles it in a tenth less time.
    os.environ.setdefault("NUMBA_OPT", "2")
    cast(Any, numba.config).reload_config()
    for entry_point in _entry_points:
        _keep(entry_point)


def entry_point(function: Code) -> Code:
    """Marks an entry point, called from outside: compiled at its first call and kept on disk."""
    compiled = _compiled(function, inside=False)
    if FAST:
        _entry_points.append(compiled)
        if _cache_in_use:
            _keep(compiled)
    return compiled


def _keep(compiled: Any) -> None:
    """Keeps what is compiled of an entry point on disk, and loads it from there."""
    compiled.enable_caching()
    linking.load_at_once(compiled)


def jit(function: Code) -> Code:
    """Marks a function that only the kernel calls: compiled with its callers."""
    return _compiled(function)


def hot(function: Code) -> Code:
    """Marks a small, often called function: its code is inlined into every caller."""
    return _compiled(function, forceinline=True)


def inlined(function: Code) -> Code:
    """Marks a large function with one caller, of which it becomes a part.

    Otherwise numba's own way would compile it twice.
    """
    if FAST and linking.in_use():
        return _compiled(function)
    return _compiled(function, inline="always")


def _compiled(function: Code, *, inside: bool = True, **options: Any) -> Code:
    """Compiles a function at its first call; one inside the kernel is never called from outside."""
    if not FAST:
        return function
    if inside:
        options |= {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
        # Otherwise numba would inline whatever it first meets in a function that is inlined.
        options.setdefault("forceinline", False)
    options |= linking.options(inside)
    compiled: Code = cast(Any, numba).njit(
        nogil=True, error_model="numpy", no_rewrites=True, **options
    )(function)
    return compiled


_COMPILED = "compiled"
"""The file that notes it."""


def compiled_before() -> bool:
    """Whether this machine needn't compile the kernel any more."""
    return not FAST or (cache_folder() / _COMPILED).exists()


def note_compiled() -> None:
    """Notes that the kernel is compiled and in use, and deletes compiled code long unused."""
    global _noted  # noqa: PLW0603  (once for each process)
    if not FAST or _noted:
        return
    _noted = True
    (cache_folder() / _COMPILED).touch()
    with suppress(OSError):  # another process may be deleting the same
        _delete_unused(cache_folder())


def _delete_unused(folder: Path) -> None:
    """Deletes half-written files, and the folders beside this one that are long unused."""
    for half_written in folder.rglob("*.tmp.*"):  # numba was killed while writing it
        if half_written.stat().st_mtime < time.time() - _WRITING_SECONDS:
            half_written.unlink()
    for other in folder.parent.glob(f"{_NAME}*"):
        used = max((each.stat().st_mtime for each in other.iterdir()), default=0.0)
        if used < time.time() - _UNUSED_SECONDS:
            shutil.rmtree(other, ignore_errors=True)
