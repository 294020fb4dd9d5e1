"""The kernel as machine code in this process: made quickly at first, then well.

Whoever waits for the first game gets code that is made in a second; where a process goes on to
play, better code is made meanwhile. Both play the same games. Code is kept on disk.
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
"""Decisions played after which better code is made: what some ten thousand games have."""
ROWS: Final[Mapping[str, Kind]] = {
    **{"T": "T", "C": "u64"},
    **dict.fromkeys("SMXP", "i32"),
    **dict.fromkeys("WQGKABRH", "i64"),
}
"""By row of numbers that `tasks.enter` is given, its kind."""
_CLAIM_SECONDS = 60
"""So long a process may take to make better code, until another one tries."""

_makes_do = os.environ.get("COMMUNIQUE_PLAIN_PYTHON", "0") not in ("", "0")
_loading = threading.RLock()
_played = 0
_improving = False
_given_up = False


def make_do() -> None:
    """Leaves the kernel plain Python in this process, unless it is in use already.

    One game with a few bots is played as well without, and nobody waits for a compiler.
    """
    global _makes_do  # noqa: PLW0603  (it belongs to the process)
    _makes_do = True


@cache
def in_use() -> bool:
    """Whether the kernel is compiled in this process, once and for all: rows go one way only."""
    return not _makes_do and is_there()


@cache
def is_there() -> bool:
    """Whether there is a compiler for this machine."""
    return find_spec("llvmlite") is not None


# -------------------------------------------------------------------------------- in this process


def _first(block: int) -> int:
    """Does a task, after it has got the code for it."""
    load()
    return enter(block)


enter: Callable[[int], int] = _first
"""Does a task of `tasks.enter`, given where the block of its arguments is in memory."""


def load() -> None:
    """Gets the kernel's machine code from disk, or makes it, unless that is done already."""
    global enter, _improving  # noqa: PLW0603  (they belong to the process)
    with _loading:
        if enter is not _first:
            return
        from game.kernel.compiler import build

        code = disk.kept(_name(build.BEST))
        _improving = code is not None  # nothing is left to be improved
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
    """Notes that so many more decisions have been played; after enough of them better code is made,
    in a thread of its own.

    A process that ends before waits for it, some seconds once on a machine, unless `give_up` says
    that nobody wants to wait.
    """
    global _played, _improving  # noqa: PLW0603  (they belong to the process)
    _played += decisions
    if _played >= ENOUGH and not _improving and in_use():
        _improving = True
        threading.Thread(target=_improve, name="better code").start()


def give_up() -> None:
    """Has no better code made any more, for a process that is to end at once."""
    global _given_up  # noqa: PLW0603  (it belongs to the process)
    _given_up = True


def _improve() -> None:
    """Makes better code, or takes what another process makes, and has it used from now on."""
    global enter, _improving  # noqa: PLW0603  (they belong to the process)
    from game.kernel.compiler import build

    name = _name(build.BEST)
    code = disk.kept(name)
    if code is None:
        if not _claim(name):
            _improving = False  # somebody else is making it: it is asked for again
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
    """Whether no other process is making the same code now."""
    claim = _claim_of(name)
    try:
        if claim.exists() and claim.stat().st_mtime < time.time() - _CLAIM_SECONDS:
            claim.unlink()
        claim.touch(exist_ok=False)
    except FileExistsError:
        return False
    except OSError:  # nothing can be kept, so everybody makes their own
        return True
    return True
