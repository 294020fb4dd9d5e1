"""Compiled by numba where it is there, plain Python where it isn't: the same functions.

What is compiled is kept on disk, in a folder named by all that it was made of, so that a machine
compiles once. numba itself wouldn't see that a function called in another file has changed.

Whole numbers are 64 bits wide. Where signed and unsigned ones meet they are cast (`u64`, `i64`):
numba would make decimals of them. In plain Python they are Python's own, masked where they must be.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
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


def _folders() -> list[Path]:
    """Where to keep what was compiled, the best first; the last can always be written to."""
    home = {
        "win32": os.environ.get("LOCALAPPDATA", ""),
        "darwin": str(Path("~/Library/Caches").expanduser()),
    }.get(sys.platform, os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser()))
    chosen = os.environ.get("NUMBA_CACHE_DIR")
    if chosen and Path(chosen).name.startswith(_NAME):
        # Not chosen by anybody: it is ours, from the process that began this one.
        chosen = str(Path(chosen).parent)
    user = getattr(os, "getuid", lambda: 0)()
    temporary = Path(tempfile.gettempdir()) / f"communique-{user}"
    return [Path(each) for each in (chosen, home and f"{home}/communique", temporary) if each]


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


if FAST:
    CACHE = next(
        (path for base in _folders() if _writable(path := base / f"{_NAME}{_fingerprint()}")),
        Path(tempfile.gettempdir()),
    )
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
    for other in CACHE.parent.glob(f"{_NAME}*"):
        used = max((each.stat().st_mtime for each in other.iterdir()), default=0.0)
        if used < time.time() - _KEPT:
            shutil.rmtree(other, ignore_errors=True)


_noted: set[str] = set()
