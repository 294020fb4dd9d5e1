"""The file of a report: what it is called, and how it is written."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from game.presenter.debrief import Debrief
from game.session.temporary_files import part_file


def file_name(debrief: Debrief) -> str:
    """What its file is called: like the saved game, or like the scenario."""
    path = debrief.hot_seat.saved
    return f"{path.stem if path is not None else debrief.words.scenario.id}.html"


def write_report(path: Path, text: str) -> Path:
    """Writes it whole, or not at all; where, since no file is overwritten. Raises OSError."""
    names = (path if n == 1 else path.with_name(f"{path.stem}-{n}{path.suffix}") for n in count(1))
    free = next(each for each in names if not each.exists())
    with part_file(path, text.encode()) as part:
        part.replace(free)
    return free
