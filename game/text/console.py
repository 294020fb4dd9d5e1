"""The terminal: lines out, lines in, and a screen that can be cleared."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from typing import TextIO

from game.words.sentences import say

WIDEST = 80
NARROWEST = 40


class Left(Exception):
    """The person has left: `quit`, or the end of the input."""


class Console:
    """Where a person reads and writes, line by line."""

    def __init__(self, source: TextIO, out: TextIO) -> None:
        self._source = source
        self._out = out
        self._live = out.isatty() and source.isatty()
        columns = shutil.get_terminal_size((WIDEST, 24)).columns if out.isatty() else WIDEST
        self.width = max(NARROWEST, min(WIDEST, columns))

    def show(self, *lines: str) -> None:
        """Prints lines, each wrapped below its own indentation."""
        for line in lines:
            print(wrapped(line, self.width), file=self._out)

    def heading(self, text: str, mark: str = "-") -> None:
        """Prints a heading with a line below it."""
        self.show("", text, mark * min(len(text), self.width))

    def ask(self, prompt: str) -> str:
        """Asks for a line. Raises Left where there is none to come."""
        print(f"{prompt} ", end="", file=self._out, flush=True)
        line = self._source.readline()
        if not self._live:
            # What was typed isn't echoed: keep the transcript readable.
            print(line.strip(), file=self._out)
        elif not line:
            print(file=self._out)
        if not line:
            raise Left
        return line.strip()

    def clear(self) -> None:
        """Leaves nothing to be read on the screen; a transcript gets a line across."""
        if not self._live:
            self.show("", say("curtain.line"), "")
        elif sys.platform == "win32":
            os.system("cls")
        elif os.environ.get("TERM", "dumb") == "dumb":
            print("\n" * 100, file=self._out)
        else:
            # The screen, what was scrolled off it, and the cursor to its place.
            print("\x1b[2J\x1b[3J\x1b[H", end="", file=self._out, flush=True)


def wrapped(line: str, width: int = WIDEST) -> str:
    """A line broken to a width; what follows is indented as its text is, past a number or dash."""
    text = line.lstrip(" ")
    indent = len(line) - len(text)
    first, _, rest = text.partition(" ")
    if rest and (first in ("-", "*") or first.rstrip(".").isdigit()):
        indent += len(first) + len(rest) - len(rest.lstrip()) + 1
    return textwrap.fill(
        line,
        width,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
        replace_whitespace=True,
    )
