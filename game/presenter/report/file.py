"""The file of a report: its usual name, and how it is written."""

from __future__ import annotations

from errno import ENOENT
from itertools import count
from os import strerror
from pathlib import Path

from game.model.scenario import file_stem
from game.presenter.debrief.debrief import Debrief
from game.session.records.safe_files import part_file


def file_name(debrief: Debrief, side: str = "") -> str:
    """The usual name of a report: that of the saved game, or else of the scenario.

    side: the only side whose page it has; it stands behind the name.
    """
    saved = debrief.saved
    stem = saved.stem if saved is not None else file_stem(debrief.words.scenario.id)
    return f"{stem}-{file_stem(side)}.html" if side else f"{stem}.html"


def report_path(written: str, debrief: Debrief) -> Path:
    """The file that somebody means by a path: in a folder it has its usual name, and a name without
    an ending gets that of a web page.

    Raises ValueError for what can't be a path, OSError where it can't be looked up, and
    FileNotFoundError where its folder doesn't exist.
    """
    try:
        path = Path(written).expanduser()
    except RuntimeError as error:  # nobody of that name has a home here
        raise ValueError(str(error)) from error
    if path.is_dir():
        path /= file_name(debrief)
    path = path if path.suffix else path.with_name(f"{path.name}.html")
    if not path.parent.is_dir():
        raise FileNotFoundError(ENOENT, strerror(ENOENT), str(path.parent))
    return path


def write_report(path: Path, text: str) -> Path:
    """Writes a report whole, or not at all, and returns its path. Raises OSError.

    No file is overwritten: where the name is taken, a number is added to it.
    """
    names = (path if n == 1 else path.with_name(f"{path.stem}-{n}{path.suffix}") for n in count(1))
    free = next(each for each in names if not each.exists())
    with part_file(path, text.encode()) as part:
        part.replace(free)
    return free
