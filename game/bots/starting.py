"""Starts other processes whole: who ends this one meanwhile waits until they have begun."""

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
    """Hides Ctrl-C from processes that are started here; this process gets it afterwards.

    It gets other signals afterwards, too, with which it would end and leave a process half started.
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
