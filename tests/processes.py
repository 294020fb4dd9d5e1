"""Whether processes that a test began are still there."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def alive(process: int) -> bool:
    """Whether a process is there and hasn't ended, be it that nobody has asked about it since."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")
    return not stat.exists() or stat.read_text(encoding="utf-8").split()[2] != "Z"


def children(process: int) -> set[int]:
    """The processes that a process has begun; none where they can't be seen."""
    begun: set[int] = set()
    for listed in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that has ended
            begun |= {int(each) for each in listed.read_text(encoding="ascii").split()}
    return begun
