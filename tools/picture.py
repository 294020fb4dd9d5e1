"""Draw the picture of the terminal that the README shows: docs/terminal.svg.

    python tools/picture.py [--language fr] [--out FILE]

It plays the beginning of a game with fixed luck, and draws what is on the screen at the end of it.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console as Painter
from rich.terminal_theme import TerminalTheme
from rich.theme import Theme

from game.authoring.files import Folder
from game.authoring.load import load
from game.authoring.shipped import shipped
from game.rules.compile import compile_rules
from game.session.game import Game
from game.session.translations import Translations
from game.text.console import Console
from game.text.lines import THEME
from game.text.play import play_text

OUT = Path(__file__).parent.parent / "docs" / "terminal.svg"
SEED = 3
TYPED = ("1", "2", "", "offer", "offer", "yes", "tracks", "menu")
SHOWN = 2
"""How many of the last prompts are in the picture."""

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


class Typist(io.StringIO):
    """Types lines; forgets what the painter drew before the last few prompts."""

    def __init__(self, typed: Sequence[str], painter: Painter) -> None:
        super().__init__()
        self._typed = list(typed)
        self._painter = painter
        self.svg = ""

    def readline(self, _size: int | None = -1) -> str:  # type: ignore[override]
        if len(self._typed) == SHOWN:
            self._painter.export_text(clear=True)
        if not self._typed:
            self.svg = self._painter.export_svg(title="communique", theme=INK, clear=True)
            return ""
        return f"{self._typed.pop(0)}\n"


class Screen(io.StringIO):
    """What is printed beside the painter: prompts, and what is typed after them."""

    def __init__(self, painter: Painter) -> None:
        super().__init__()
        self._painter = painter

    def write(self, text: str) -> int:
        self._painter.print(text, end="", style="prompt", soft_wrap=True)
        return len(text)


def drawn(language: str) -> str:
    """The picture."""
    painter = Painter(
        record=True, file=io.StringIO(), width=80, theme=Theme(THEME), force_terminal=True,
        color_system="truecolor", highlight=False, markup=False, emoji=False,
    )  # fmt: skip
    folder = Folder(shipped()["kuala-lumpur"])
    scenario = load(folder)
    typist = Typist(TYPED, painter)
    console = Console(typist, Screen(painter), painter)
    seats = {side: "me" if i == 0 else "uniform" for i, side in enumerate(scenario.sides)}
    game = Game(compile_rules(scenario), SEED)
    play_text(game, seats, console, None, Translations(scenario, folder), language)
    return _without_web_fonts(typist.svg)


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
