"""Starts child processes, all by the same rules, and threads for which nobody waits.

A child is a new Python (`spawn`, the only way on every system), which imports nothing from the
current folder. Ctrl-C is for its parent alone. It ends with its parent, even if that is killed. An
error ends it, too, and its parent finds the connection closed.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from threading import Lock, Thread, current_thread, main_thread
from typing import TypeVar

_SPAWN = multiprocessing.get_context("spawn")
_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
"""The signals that end a program; some systems lack some of them."""
_environment = Lock()
Result = TypeVar("Result")


class ChildProcess:
    """A process that works for this one, and talks with it over a connection."""

    def __init__(self, work: Callable[..., object], *arguments: object) -> None:
        """work: called in the child with its end of the connection and the arguments."""
        self.connection, self._other_end = _SPAWN.Pipe()
        """Raises EOFError or OSError once the child has ended."""
        self.process = _SPAWN.Process(
            target=_begin, args=(work, self._other_end, *arguments), daemon=True
        )
        self._is_killed = False

    def start(self) -> None:
        """Starts it, which takes a moment. Raises OSError."""
        try:
            with safe_path(), defer_interrupts():
                self.process.start()
        finally:
            # Without this, the connection wouldn't end with the child.
            self._other_end.close()
        if self._is_killed:
            self.process.kill()

    def kill(self) -> None:
        """Ends it at once; if another thread is still to start it, as soon as it has started."""
        self._is_killed = True
        if self.process.pid is not None:
            self.process.kill()

    def wait_for_end(self) -> None:
        """Closes the connection, and waits for the end of the child if it has started."""
        self.connection.close()
        if self.process.pid is not None:
            self.process.join()


def _begin(work: Callable[..., object], connection: Connection, *arguments: object) -> None:
    """Works in the child until the parent closes the connection."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    with suppress(EOFError, ConnectionError):
        work(connection, *arguments)


def end_with_parent() -> None:
    """Ends this process as soon as its parent is gone, whatever it is doing.

    A parent that is killed can't stop its workers. They would finish their work, which may take
    long, and the workers of a pool would then wait for more forever.
    """
    Thread(target=_wait_and_end, daemon=True).start()


def _wait_and_end() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


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


def in_thread(work: Callable[[], Result]) -> Future[Result]:
    """Does some work in a thread of its own, which the program doesn't wait for when it ends."""
    future = Future[Result]()
    future.set_running_or_notify_cancel()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            # It is raised where the result is asked for.
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future
