"""Ends worker processes when their parent process ends, even if it is killed."""

from __future__ import annotations

import multiprocessing
import os
import threading


def end_with_parent() -> None:
    """Ends this process as soon as its parent is gone, whatever it is doing.

    A parent that is killed can't stop its workers. They would finish their work, which may take
    long, and the workers of a pool would then wait for more forever.
    """
    threading.Thread(target=_wait_and_end, daemon=True).start()


def _wait_and_end() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
