"""Finds the place in a file where a character of a text is written, perhaps as `\\e`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_ESCAPE = re.compile(
    r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))|.", re.DOTALL
)
_SHORT = {
    "0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
"""The one-letter escapes for characters that texts can't contain."""


def locate(
    lines: Sequence[str], column: int, text: str, index: int, escaped: bool
) -> tuple[int, int, str] | None:
    """Finds where a text's character is written: line, column, and the characters used for it.

    lines: the lines that contain the text; it begins on the first of them, at the column.
    index: which character of the text. escaped: whether backslashes begin an escape.
    """
    character = text[index]
    before = text[:index].count(character)
    for i, line in enumerate(lines):
        for place, written, stands_for in _characters(line, 0 if i else column, escaped):
            if stands_for == character:
                if not before:
                    return i, place, written
                before -= 1
    return None


def _characters(line: str, start: int, escaped: bool) -> Iterator[tuple[int, str, str]]:
    """Yields each character of a line: its column, how it is written, and what that means."""
    if not escaped:
        yield from ((i, line[i], line[i]) for i in range(start, len(line)))
        return
    for match in _ESCAPE.finditer(line, start):
        code = match[1] or match[2] or match[3]
        letter = match[4]
        stands_for = chr(int(code, 16)) if code else _SHORT.get(letter or "", letter or match[0])
        yield match.start(), match[0], stands_for
