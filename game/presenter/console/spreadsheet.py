"""Rows for a spreadsheet, as the spreadsheets of a language read them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from game.words.wording import Wording

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def write_rows(words: Wording, rows: Iterable[Sequence[str | int]]) -> str:
    """Rows as CSV. Where decimals have a comma, a semicolon stands between two cells."""
    written = io.StringIO()
    separator = words.say("console.file.separator")
    writer = csv.writer(written, delimiter=separator, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_as_text(cell) if isinstance(cell, str) else cell for cell in row])
    return written.getvalue()


def _as_text(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
