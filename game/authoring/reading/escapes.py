"""Where in a file a character of a text is written, which may be as an escape such as `\\e`."""

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
"""The escapes of one letter that can stand for a character which no text may hold."""


def locate(
    lines: Sequence[str], column: int, text: str, index: int, escaped: bool
) -> tuple[int, int, str] | None:
    """Where a text's character at an index is written: line, column, and how it is written.

    lines: those on which the text stands; it begins in the first of them, at a column.
    escaped: whether backslashes have a meaning, as inside double quotes.
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
    """The characters of a line: where each stands, how it is written, and what that stands for."""
    if not escaped:
        yield from ((i, line[i], line[i]) for i in range(start, len(line)))
        return
    for found in _ESCAPE.finditer(line, start):
        code = found[1] or found[2] or found[3]
        letter = found[4]
        stands_for = chr(int(code, 16)) if code else _SHORT.get(letter or "", letter or found[0])
        yield found.start(), found[0], stands_for
