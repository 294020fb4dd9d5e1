"""Lets nothing end this process while it starts others, which would be left half started."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from threading import current_thread, main_thread

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
"""The signals that end a program, as far as a system has them."""


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
