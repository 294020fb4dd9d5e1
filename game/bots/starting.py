"""Starts processes safely: an interrupt leaves none half started, and none runs stray files."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from threading import Lock, current_thread, main_thread

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
"""The signals that end a program; some systems lack some of them."""
_environment = Lock()


@contextmanager
def safe_path() -> Iterator[None]:
    """Within a `with` block, new Python processes don't import modules from the current folder.

    Python would let them look there first, and the folder may contain anybody's files. Our commands
    already prevent that for all their processes; this is for programs that use the game as a
    library.
    """
    with _environment:
        before = os.environ.get("PYTHONSAFEPATH")
        os.environ["PYTHONSAFEPATH"] = "1"
        try:
            yield
        finally:
            if before is None:
                del os.environ["PYTHONSAFEPATH"]
            else:
                os.environ["PYTHONSAFEPATH"] = before


@contextmanager
def defer_interrupts() -> Iterator[None]:
    """Within a `with` block that starts processes, defers Ctrl-C and other requests to end.

    This process gets them at the end of the block. The new processes never get the Ctrl-C.
    """
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is not None:
        # If the tracker started later, it would unblock Ctrl-C again.
        resource_tracker.ensure_running()
    came: list[int] = []
    # The mask, which new processes inherit, is that of this thread. If another thread gets the
    # signal, Python still handles it in the main thread, which could leave a process half started.
    is_main = current_thread() is main_thread()
    ways = [getattr(signal, name) for name in _ENDING if is_main and hasattr(signal, name)]
    handlers = {way: handler for way in ways if callable(handler := signal.getsignal(way))}
    for way in handlers:
        signal.signal(way, lambda number, _frame: came.append(number))
    before = mask(signal.SIG_BLOCK, {signal.SIGINT}) if mask is not None else ()
    try:
        yield
    finally:
        if mask is not None:
            mask(signal.SIG_SETMASK, before)
        for way, handler in handlers.items():
            signal.signal(way, handler)
        if came:
            signal.raise_signal(came[0])
