"""Draw the picture of the terminal that the README shows: docs/terminal.svg.

    python3 tools/dev.py tool picture [--language fr] [--out FILE]

It plays the beginning of a game with fixed luck, and draws what is on the screen at the end of it.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from pathlib import Path

from rich.console import Console as Painter
from rich.terminal_theme import TerminalTheme
from rich.text import Text
from rich.theme import Theme

from game.authoring.load import load
from game.authoring.reading.files import Folder
from game.authoring.shipped import shipped
from game.rules.compile import compile_rules
from game.session.game import Game
from game.session.translations import Translations
from game.text.console import Console, PersonLeft
from game.text.lines import THEME, Line, style_line, wrap_line
from game.text.play import play_text
from game.words.language import language

OUT = Path(__file__).parent.parent / "docs" / "terminal.svg"
SEED = 4
TYPED = (
    *("present_data", "ask_hague", ""),
    *("voice_concern", "priority_list", ""),
    *("assure_firms", "send_team", ""),
    *("offer", "1 3", "2 3"),
)
INK = TerminalTheme(
    (13, 23, 36),
    (226, 232, 240),
    [
        (13, 23, 36), (245, 160, 140), (111, 211, 180), (221, 177, 92),
        (147, 183, 246), (219, 166, 240), (137, 196, 225), (226, 232, 240),
    ],
    [
        (49, 71, 95), (245, 160, 140), (111, 211, 180), (242, 208, 138),
        (147, 183, 246), (219, 166, 240), (160, 214, 240), (255, 255, 255),
    ],
)  # fmt: skip
"""The colours of the game's window, for a terminal."""


class Taken(Console):
    """A terminal at which all is typed already; it keeps the rows that it shows."""

    def __init__(self) -> None:
        super().__init__(io.StringIO(), io.StringIO())
        self.rows: list[Text] = []
        self._typed = list(TYPED)
        self._last = self._closed = False

    def show(self, *lines: Line) -> None:
        for line in () if self._closed else lines:
            self.rows += wrap_line(line, self.width).split("\n", allow_blank=True)

    def ask(self, prompt: str) -> str:
        typed = self._typed.pop(0) if self._typed else ""
        self.rows.append(style_line((f"{prompt} {typed}", "prompt")))
        if not self._typed and self._last:
            self._closed = True
            raise PersonLeft
        self._last = not self._typed
        return typed


def drawn(code: str) -> str:
    """The picture in a language: the last position that was shown, and the table after it."""
    folder = Folder(shipped()["kuala-lumpur"])
    scenario = load(folder)
    console = Taken()
    seats = {side: "me" if i == 0 else "uniform" for i, side in enumerate(scenario.sides)}
    game = Game(compile_rules(scenario), SEED)
    play_text(game, seats, console, None, Translations(scenario, folder), code)
    rows = [row.plain for row in console.rows]
    board = max(i for i, row in enumerate(rows) if row.startswith("[") and "█" in rows[i + 1])
    head = language(code).say("table.head", table="", rounds="").split(":")[0].rstrip()
    table = max(i for i, row in enumerate(rows) if row.startswith(head))
    painter = Painter(
        record=True, file=io.StringIO(), width=80, theme=Theme(THEME), force_terminal=True,
        color_system="truecolor", highlight=False, markup=False, emoji=False,
    )  # fmt: skip
    position = console.rows[board : rows.index("", board) + 1]
    for row in (*position, *console.rows[table:]):
        painter.print(row, soft_wrap=True)
    return _without_web_fonts(painter.export_svg(title="communique", theme=INK))


def _without_web_fonts(svg: str) -> str:
    """The picture in a font of the reader's own: nothing is fetched to look at it."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    fonts = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"
    svg = svg.replace("Fira Code, monospace", fonts)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Draws the picture of the terminal.")
    parser.add_argument("--language", default="en")
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args(argv)
    args.out.write_text(drawn(args.language), encoding="utf-8", newline="\n")
    print(f"{args.out}: {args.out.stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
