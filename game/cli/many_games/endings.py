"""How commands of many games end early: Ctrl-C, or a system that asks them to end."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from sys import UnraisableHookArgs
    from types import FrameType

GOES_ON = "the same command goes on from there"
WOULD_GO_ON = "with --out FOLDER the same command would go on from there"
_AGAIN = 0.05
"""Seconds after which a signal is sent again that came at a bad moment."""


class _Asked:
    """Which signal has asked the command that runs to end."""

    signal: int = signal.SIGINT


_asked = _Asked()


class Stopped(KeyboardInterrupt):
    """An interrupt, with how much was done by then."""

    def __init__(self, done: int, total: int, what: str) -> None:
        super().__init__("interrupted")
        self.done = f"{done:,} of {total:,} {what}" if done else ""


def report_interrupt(command: str, done: str, *, kept: bool, shown: bool = False) -> int:
    """Says that a command was interrupted, what it had done, and how to go on; the exit code.

    The code is that of the signal, as shells have it: 130 after Ctrl-C, 143 after SIGTERM.
    kept: whether a run folder keeps what was done. shown: whether its figures are printed.
    """
    after = f" after {done}" if done else ""
    if not done:
        way_on = ""
    elif kept:
        way_on = f"; {GOES_ON}"
    elif shown:
        way_on = f"; {WOULD_GO_ON}"
    else:
        way_on = f", which are lost; {WOULD_GO_ON}"
    print(f"communique {command}: interrupted{after}{way_on}", file=sys.stderr)
    return exit_code(_asked.signal)


def exit_code(number: int) -> int:
    """The code with which a command exits that a signal has ended."""
    return 128 + number


@contextmanager
def exits_on_signals() -> Iterator[None]:
    """Exits with the code of the signal on SIGTERM and SIGHUP, so that `with` blocks are left."""
    with _handled(lambda number: sys.exit(exit_code(number))):
        yield


@contextmanager
def interrupted_by_signals() -> Iterator[None]:
    """Takes SIGTERM and SIGHUP for Ctrl-C, but for the exit code."""

    def interrupt(_number: int) -> None:
        raise KeyboardInterrupt

    with _handled(interrupt):
        yield


@contextmanager
def _handled(end: Callable[[int], None]) -> Iterator[None]:
    """Calls a function for signals that would end the program; Windows knows none of them."""

    def handle(number: int, _frame: FrameType | None) -> None:
        _asked.signal = number
        end(number)

    _asked.signal = signal.SIGINT
    ways = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    is_main = threading.current_thread() is threading.main_thread()
    deadly = [way for way in ways if is_main and signal.getsignal(way) is signal.SIG_DFL]
    for way in deadly:
        signal.signal(way, handle)
    try:
        with _nothing_lost():
            yield
    finally:
        for way in deadly:
            signal.signal(way, signal.SIG_DFL)


@contextmanager
def _nothing_lost() -> Iterator[None]:
    """Sends a signal again whose exception was lost, since it came where Python can raise none.

    That is so where an object is deleted, as the compiler's are, and in the callbacks of weak
    references, of which each import has one.
    """
    before = sys.unraisablehook

    def hook(lost: UnraisableHookArgs) -> None:
        if isinstance(lost.exc_value, KeyboardInterrupt | SystemExit):
            _send_again(_asked.signal)
        else:
            before(lost)

    sys.unraisablehook = hook
    try:
        yield
    finally:
        sys.unraisablehook = before


def _send_again(number: int) -> None:
    """Sends a signal to this process a little later, when it does something else."""
    if sys.platform == "win32":
        again = threading.Timer(_AGAIN, signal.raise_signal, (number,))
    else:  # the main thread may be waiting, which no signal to another would end
        main = threading.main_thread().ident
        again = threading.Timer(_AGAIN, signal.pthread_kill, (main, number))
    again.daemon = True
    again.start()
