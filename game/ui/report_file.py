"""The file of a report: what it is called, and how it is written."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from pathlib import Path
from secrets import token_hex

from game.ui.hindsight import Hindsight


def file_name(hindsight: Hindsight) -> str:
    """What its file is called: like the saved game, or like the scenario."""
    saving = hindsight.sitting.saving
    path = saving.path if saving is not None else None
    return f"{path.stem if path is not None else hindsight.words.scenario.id}.html"


def write_report(path: Path, text: str) -> Path:
    """Writes it whole, or not at all; where, since no file is overwritten. Raises OSError."""
    part = path.with_name(f".{token_hex(8)}.part")
    names = (path if n == 1 else path.with_name(f"{path.stem}-{n}{path.suffix}") for n in count(1))
    free = next(each for each in names if not each.exists())
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(free)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return free
