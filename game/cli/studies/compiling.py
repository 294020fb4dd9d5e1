"""Compiles the kernel before a command plays many games, in a process of its own.

Nothing can interrupt the compiler inside its process: so it is another one, which is killed when
this one is interrupted. What it has compiled is kept on disk, where this one finds it.
"""

from __future__ import annotations

import signal
import sys
from contextlib import suppress


def compile_kernel(command: str) -> None:
    """Compiles the kernel, and says so, unless this machine has compiled it before."""
    from game.kernel.numba.jit import compiled_before

    if compiled_before():
        return
    print(
        f"communique {command}: compiling the rules for this machine, once; about 15 seconds",
        file=sys.stderr,
    )
    with suppress(OSError):  # where no process can be started, this one compiles when it plays
        _compile_in_another_process()


def _compile_in_another_process() -> None:
    from game.bots.starting import defer_interrupts
    from game.kernel.numba.jit import use_cache
    from game.lab.run.workers import SPAWN

    use_cache()  # the other process takes over the folder
    process = SPAWN.Process(target=_compile, daemon=True)
    with defer_interrupts():
        process.start()
    try:
        process.join()
    finally:
        process.kill()
        process.join()


def _compile() -> None:
    """Compiles the kernel in the other process, which ends with the first one."""
    from game.bots.orphans import end_with_parent
    from game.kernel.entries import compile_all

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    compile_all()
