"""The terminal: lines out, lines in, and a screen that can be cleared."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from typing import TextIO

from rich.console import Console as Painter
from rich.text import Text
from rich.theme import Theme

from game.model.characters import neutralise
from game.text.lines import THEME, Line, style_line, wrap_line
from game.text.streams import unchecked_stream

WIDEST = 80
NARROWEST = 40
LOWEST = 10


class PersonLeft(Exception):
    """The person has left: `quit`, or the end of the input."""


class Console:
    """Where a person reads and writes, line by line."""

    def __init__(self, source: TextIO, out: TextIO, painter: Painter | None = None) -> None:
        """painter: colours the lines; left out: colours if `out` is a terminal that shows
        them."""
        self._source = source
        self._out = unchecked_stream(out)
        self.live = out.isatty() and source.isatty()
        """Whether a person sits here, so that no transcript is needed."""
        self.more: Callable[[], None] | None = None
        """Waits until a screenful has been read; None: lines scroll without stopping."""
        self._rows = 0
        self._painter = painter or _painter(out)
        self._edited = self.live and source is sys.stdin and _line_editing()

    @property
    def width(self) -> int:
        """The width of lines in columns: that of the terminal now, within bounds."""
        columns = WIDEST
        if self._out.isatty():
            columns = shutil.get_terminal_size((WIDEST, 24)).columns
        return max(NARROWEST, min(WIDEST, columns))

    def show(self, *lines: Line) -> None:
        """Prints lines, each wrapped below its own indentation, a screenful at a time."""
        for line in lines:
            for row in wrap_line(line, self.width).split("\n", allow_blank=True):
                self._turn_page()
                self._print(row)

    def _print(self, row: Text) -> None:
        self._rows += 1
        row.plain = neutralise(row.plain)
        if self._painter is None:
            print(row.plain, file=self._out)
        else:
            self._painter.print(row, soft_wrap=True)

    def _turn_page(self) -> None:
        """Waits if the next row would scroll unread ones off the screen."""
        height = shutil.get_terminal_size((WIDEST, 24)).lines
        if self.live and self.more is not None and self._rows >= max(height, LOWEST) - 2:
            self._rows = 0
            self.more()

    def heading(self, text: str, mark: str = "-") -> None:
        """Prints a heading with a line below it."""
        self.show("", style_line((text, "title")), mark * min(len(text), self.width))

    def ask(self, prompt: str) -> str:
        """Asks for a line. Raises PersonLeft at the end of the input."""
        if self.live:
            # A narrow window gets the prompt in lines, with room to type behind the last.
            *above, prompt = wrap_line(prompt, self.width - 1).plain.split("\n")
            self.show(*above)
        line = self._read(f"{prompt} ")
        self._rows = 0
        if not self.live:
            # What was typed isn't echoed: keep the transcript readable.
            print(neutralise(line.strip()), file=self._out)
        elif not line:
            print(file=self._out)
        if not line:
            raise PersonLeft
        return line.strip()

    def _read(self, prompt: str) -> str:
        """A line with its end; empty at the end of the input."""
        prompt = neutralise(prompt)
        if self._edited:
            try:
                return f"{input(prompt)}\n"
            except EOFError:
                return ""
        print(prompt, end="", file=self._out, flush=True)
        return self._source.readline()

    def clear(self, line: str) -> None:
        """Clears the screen; a transcript gets a line across instead."""
        self._rows = 0
        if not self.live:
            self.show("", line, "")
        else:
            clear_terminal(self._out)


def clear_terminal(out: TextIO) -> None:
    """Empties a terminal, so that nothing can be read on it or scrolled back to."""
    if sys.platform == "win32":
        os.system("cls")
    elif os.environ.get("TERM", "dumb") == "dumb":
        print("\n" * 100, file=out)
    else:
        # The screen, what was scrolled off it, and the cursor to its place.
        print("\x1b[2J\x1b[3J\x1b[H", end="", file=out, flush=True)


def _painter(out: TextIO) -> Painter | None:
    """A painter for a terminal; None without a terminal, or if no colours are wanted."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    if plain or not out.isatty():
        return None
    return Painter(
        file=unchecked_stream(out), theme=Theme(THEME), highlight=False, markup=False, emoji=False
    )


def _line_editing() -> bool:
    """Switches on line editing with arrow keys, if the system has it; returns whether it did.

    It keeps no history: the next person must not see what another has typed or deleted.
    """
    try:
        import readline
    except ImportError:
        return False
    readline.set_auto_history(False)
    for yank in (r'"\C-y": ""', r'"\e\C-y": ""', r'"\ey": ""'):
        readline.parse_and_bind(yank)
    return True
