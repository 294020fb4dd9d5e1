"""Lines of text with roles, which can have colours; no meaning depends on these."""

from __future__ import annotations

import re
import textwrap

from rich.text import Text

Line = str | Text
"""A line to be shown: plain, or with parts that have a role of `THEME`."""

THEME = {
    "title": "bold",
    "heading": "bold cyan",
    "key": "bold yellow",
    "name": "bold",
    "cost": "yellow",
    "better": "green",
    "worse": "magenta",
    "band": "bold",
    "bar": "cyan",
    "quiet": "dim",
    "private": "yellow",
    "draft": "bold yellow",
    "offer": "bold cyan",
    "prompt": "bold",
}
"""What each role looks like on a terminal that has colours."""


LONGEST_SAID = 60
"""The most characters of a typed text that are shown again."""
_PER_CENT = re.compile(r"(?<=\d) (?=%)")
_TWO_COLUMNS = re.compile(r"  \S+( \S+)* {2,}(?=\S)")
_BLANKS = str.maketrans("\t\n", "  ")


def style_line(*parts: str | tuple[str, str]) -> Text:
    """A line of parts, each plain or a pair of text and role."""
    return Text.assemble(*parts)


def plain_text(line: Line) -> str:
    """A line without its roles."""
    return line if isinstance(line, str) else line.plain


def unwrapped_line(text: str) -> Text:
    """A line that is never wrapped, so that a command in it can be copied whole."""
    return Text(text, no_wrap=True)


def on_one_line(text: str) -> str:
    """An author's text on one line; blanks that hold words together stay."""
    return " ".join(re.split(r"[ \t\r\n]+", text)).strip(" ")


def wrap_line(line: Line, width: int) -> Text:
    """A line broken to a width; what follows is indented as its text is.

    That is past a number or a dash, or at the second of two columns.
    """
    text = Text(line) if isinstance(line, str) else line.copy()
    if text.no_wrap:
        return text
    # Sign by sign, so that each keeps its place and its role.
    text.plain = _PER_CENT.sub("\u00a0", text.plain.translate(_BLANKS))
    indent = _hanging(text.plain)
    pieces = textwrap.wrap(
        text.plain,
        width,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    cuts, end = [], 0
    for i, piece in enumerate(pieces):
        words = piece if i == 0 else piece[indent:]
        start = text.plain.index(words, end)
        end = start + len(words)
        cuts += [start, end]
    # All at once: each cut by itself would copy the whole line.
    broken = Text()
    for i, row in enumerate(text.divide(cuts)[1::2]):
        broken.append(f"\n{' ' * indent}" if i else "").append_text(row)
    return broken


def read_number(said: str, last: int) -> int | None:
    """The number typed, if it is from 1 to the last; `1.` and `1)` are 1 too."""
    number = said.removesuffix(".").removesuffix(")")
    typed = number.isascii() and number.isdecimal() and len(number) < 10
    return int(number) if typed and 0 < int(number) <= last else None


def shorten(said: str) -> str:
    """The typed text for showing it again; of a long one only the beginning."""
    return said if len(said) <= LONGEST_SAID else f"{said[: LONGEST_SAID - 1]}…"


def _hanging(line: str) -> int:
    """How far a line's second row is indented."""
    text = line.lstrip(" ")
    indent = len(line) - len(text)
    columns = _TWO_COLUMNS.match(line)
    if columns is not None:
        return columns.end()
    first, _, rest = text.partition(" ")
    if rest and (first in ("-", "*", ">") or first.rstrip(".").isdigit()):
        indent += len(first) + len(rest) - len(rest.lstrip()) + 1
    return indent
