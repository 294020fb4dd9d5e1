"""Processes that play or think for another one end with it, however it ends."""

from __future__ import annotations

import multiprocessing
import os
import threading


def end_with_parent() -> None:
    """Ends this process as soon as the one that began it is gone, whatever it is doing then.

    A parent that is killed tells nobody. Its workers would finish what they were given, which may
    be long, and those of a pool would wait for more for ever.
    """
    threading.Thread(target=_wait_and_end, daemon=True).start()


def _wait_and_end() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
