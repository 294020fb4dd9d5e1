"""Ends the program when whoever started it closes its input, or is gone."""

from __future__ import annotations

import _thread
import os
import sys
import threading

_PIECE = 4096


def end_with_input() -> None:
    """Interrupts the program, as Ctrl-C does, once its standard input is closed.

    Programs that start a room can end it so on every system, and none outlives them.
    """
    threading.Thread(target=_wait_for_end, daemon=True).start()


def _wait_for_end() -> None:
    """Reads past Python's own reader, which a thread would hold when the program ends."""
    try:
        while os.read(sys.stdin.fileno(), _PIECE):
            pass
    except (OSError, ValueError, AttributeError):
        pass  # there is no input, and so nobody holds it
    _thread.interrupt_main()
