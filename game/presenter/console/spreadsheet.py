"""Rows for a spreadsheet, as the spreadsheets of a language read them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from game.words.wording import Wording

_FORMULA = re.compile(r"[\s\u200b\ufeff]*[\t\r\n=+\-@\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may take for the beginning of a formula: some leave out what can't be seen in
front of it, and some read signs of full width, as East Asian keyboards have them."""


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
    return f"'{text}" if _FORMULA.match(text) else text
