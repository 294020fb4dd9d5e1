"""The kernel as machine code in this process: compiled quickly at first, and better later.

For the first game, code is compiled in about a second. If a process plays many games, better code
is compiled meanwhile. Both play the same games. Code is kept on disk.
"""

from __future__ import annotations

import inspect
import os
import threading
import time
from collections.abc import Callable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from game.kernel import tasks
from game.kernel.compiler import Kind, disk

ENOUGH = 2_000_000
"""The decisions after which better code is compiled, about as many as in ten thousand games."""
ROWS: Final[Mapping[str, Kind]] = {
    **{"T": "T", "C": "u64"},
    **dict.fromkeys("SMXP", "i32"),
    **dict.fromkeys("WQGKABRH", "i64"),
}
"""By name of a row that `tasks.enter` takes, its kind."""
_CLAIM_SECONDS = 60
"""The seconds that a process may take to compile better code before another one tries."""

_makes_do = os.environ.get("COMMUNIQUE_PLAIN_PYTHON", "0") not in ("", "0")
_loading = threading.RLock()
_played = 0
_improving = False
_given_up = False


def make_do() -> None:
    """Leaves the kernel in plain Python in this process, unless it is in use already.

    That is fast enough for one game with a few bots, and nobody waits for a compiler.
    """
    global _makes_do  # noqa: PLW0603  (it belongs to the process)
    _makes_do = True


@cache
def in_use() -> bool:
    """Whether the kernel is compiled in this process. It never changes, since rows depend on it."""
    return not _makes_do and is_there()


@cache
def is_there() -> bool:
    """Whether the compiler is installed on this computer."""
    return find_spec("llvmlite") is not None


# -------------------------------------------------------------------------------- in this process


def _first(block: int) -> int:
    """Loads the code, and runs a task."""
    load()
    return enter(block)


enter: Callable[[int], int] = _first
"""Runs a task of `tasks.enter`, given the address of the block with its arguments."""


def load() -> None:
    """Loads the kernel's machine code from disk, or compiles it, unless that was done before."""
    global enter, _improving  # noqa: PLW0603  (they belong to the process)
    with _loading:
        if enter is not _first:
            return
        from game.kernel.compiler import build

        code = disk.kept(_name(build.BEST))
        _improving = code is not None  # nothing can be improved any more
        code = code or disk.kept(_name(build.QUICK))
        if code is None:
            code = build.compile_text(_text(), build.QUICK)
            assert code is not None
            disk.keep(_name(build.QUICK), code)
        enter = build.entry(build.load(code))


def _text() -> str:
    """The kernel in LLVM's language."""
    from game.kernel.compiler.back import block_text

    names = inspect.signature(tasks.enter).parameters
    kinds: list[Kind] = [ROWS.get(name, "u" if name == "seed" else "i") for name in names]
    return block_text(tasks.enter, kinds)


@cache
def _name(how: str) -> str:
    from game.kernel.compiler import build

    return f"{how}-{build.digest('')}"


# ------------------------------------------------------------------------------------ better code


def note_played(decisions: int) -> None:
    """Counts played decisions; after ENOUGH of them, better code is compiled in a new thread.

    A process that ends earlier waits for that thread, some seconds once on each computer, unless
    `give_up` was called.
    """
    global _played, _improving  # noqa: PLW0603  (they belong to the process)
    _played += decisions
    if _played >= ENOUGH and not _improving and in_use():
        _improving = True
        threading.Thread(target=_improve, name="better code").start()


def give_up() -> None:
    """Stops compiling better code, for a process that must end at once."""
    global _given_up  # noqa: PLW0603  (it belongs to the process)
    _given_up = True


def _improve() -> None:
    """Compiles better code, unless it is on disk, and uses it from now on."""
    global enter, _improving  # noqa: PLW0603  (they belong to the process)
    from game.kernel.compiler import build

    name = _name(build.BEST)
    code = disk.kept(name)
    if code is None:
        if not _claim(name):
            _improving = False  # another process is compiling it: tries again later
            return
        code = build.compile_text(_text(), build.BEST, go_on=lambda: not _given_up)
        if code is None:
            _claim_of(name).unlink(missing_ok=True)
            return
        disk.keep(name, code)
    enter = build.entry(build.load(code))


def _claim_of(name: str) -> Path:
    return disk.path_of(name).with_suffix(".claim")


def _claim(name: str) -> bool:
    """Claims the compilation of some code; False if another process is compiling it."""
    claim = _claim_of(name)
    try:
        if claim.exists() and claim.stat().st_mtime < time.time() - _CLAIM_SECONDS:
            claim.unlink()
        claim.touch(exist_ok=False)
    except FileExistsError:
        return False
    except OSError:  # nothing can be written, so each process compiles for itself
        return True
    return True
