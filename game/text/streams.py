"""Makes output safe: no control characters, and ASCII for what a console can't show."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

from game.model.characters import neutralise

ASCII_FOR = {
    "→": "->", "←": "<-", "↔": "<->", "−": "-", "–": "-", "—": "-", "…": "...", "✓": "x",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'",
    "×": "x", "÷": "/", "±": "+/-", "·": "-", "•": "*", "≥": ">=", "≤": "<=", "≠": "!=",
    "█": "#", "░": ".", "\u00a0": " ", "\u202f": " ", "\u2011": "-",
}  # fmt: skip
"""ASCII replacements of characters that an encoding may lack."""


def _in_ascii(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(ASCII_FOR.get(sign, "?") for sign in lost), error.end


def make_tolerant(stream: TextIO) -> None:
    """Makes a text stream replace the characters that its encoding lacks.

    A stream that isn't a real one (a test's) is left as it is.
    """
    codecs.register_error("communique", _in_ascii)
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    # A Windows console that was set to its old code page still reads UTF-8.
    if sys.platform == "win32" and stream.isatty():
        reconfigure(encoding="utf-8", errors="communique")
    else:
        reconfigure(errors="communique")


class _Checked:
    """A text stream that replaces control characters, so that no text can act on a terminal.

    It does so for text from files, from names on disk and from the command line.
    """

    def __init__(self, stream: TextIO) -> None:
        self.unchecked = stream

    def write(self, text: str) -> int:
        self.unchecked.write(neutralise(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.unchecked, name)


def unchecked_stream(stream: TextIO) -> TextIO:
    """The stream below a checked one, for commands to the terminal such as clearing it."""
    return stream.unchecked if isinstance(stream, _Checked) else stream


@contextmanager
def check_output() -> Iterator[None]:
    """Replaces control characters in all output and error output while the block runs."""
    before = sys.stdout, sys.stderr
    # There may be none, as in a program of Windows without a console.
    sys.stdout, sys.stderr = (
        stream if stream is None else cast(TextIO, _Checked(stream)) for stream in before
    )
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
