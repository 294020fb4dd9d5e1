"""Starts processes safely: none is left half started or runs files of the current folder."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from threading import Lock, current_thread, main_thread

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
"""The signals that end a program, as far as a system has them."""
_environment = Lock()


@contextmanager
def safe_path() -> Iterator[None]:
    """Has Python processes that are started here look for modules only where this one does.

    Python would let each look in the current folder first, which may hold anybody's files. Commands
    see to that for all that they start; this is for programs that use the game as a library.
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
    """Has Ctrl-C and other requests to end wait while processes are started.

    This process gets them when the processes have begun; they themselves don't get the Ctrl-C.
    """
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is not None:
        # If the tracker began below, it would let Ctrl-C through again.
        resource_tracker.ensure_running()
    came: list[int] = []
    # The mask, which a new process takes over, is that of this thread. If another thread gets the
    # signal, Python still raises it in the main one, where it would leave a process half started.
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
