"""Worker processes that end when their parent process ends, even when it is killed."""

from __future__ import annotations

import multiprocessing
import os
import threading


def end_with_parent() -> None:
    """Ends this process as soon as its parent is gone, whatever it is doing.

    A parent that is killed can't tell its workers. They would finish their work, which may take
    long, and those of a pool would then wait for more without end.
    """
    threading.Thread(target=_wait_and_end, daemon=True).start()


def _wait_and_end() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
