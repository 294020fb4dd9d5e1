"""The fonts that every document brings along, so that it looks the same on every machine."""

from __future__ import annotations

import json
import unicodedata
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Literal

Face = Literal["sans", "strong", "serif"]
_FILES: dict[Face, str] = {
    "sans": "room-sans",
    "strong": "room-sans-strong",
    "serif": "room-serif",
}
_USUAL, _WIDE = 600, 1000
"""The widths of letters that the fonts lack."""
_GAME = Path(__file__).resolve().parent.parent
_HOMES = (_GAME / "_data" / "assets" / "web", _GAME.parent / "assets" / "web")
"""An installed game has them inside the package, a checkout beside it."""
_FACES = (
    ("Room Sans", 400, "room-sans.woff2"),
    ("Room Sans", 600, "room-sans-strong.woff2"),
    ("Room Serif", 600, "room-serif.woff2"),
)
_LICENCE = """
/* Room Sans and Room Serif are subsets of Source Sans Pro and Source Serif Pro,
   copyright 2010-2018 Adobe Systems Incorporated, with Reserved Font Name 'Source'.
   They are under the SIL Open Font License, Version 1.1: openfontlicense.org */
"""
_NAMES = """:root { --sans: "Room Sans", sans-serif; --serif: "Room Serif", serif;
  text-rendering: geometricPrecision; }
"""
"""Letters are as wide as the fonts say, whatever hinting the machine is set to."""


@cache
def font_rules() -> str:
    """The rules of a style sheet that contain the fonts, and name them `--sans` and `--serif`.

    They are about 60 kB. Characters that the fonts lack are shown in fonts of the machine.
    """
    return "".join((_LICENCE, *(_face(_home(), *face) for face in _FACES), _NAMES))


def letter_width(text: str, face: Face) -> float:
    """The width of a text in one of these fonts, as a share of its size."""
    widths = _widths()[_FILES[face]]
    return sum(widths.get(letter) or _other_width(letter) for letter in text) / 1000


@cache
def _widths() -> dict[str, dict[str, int]]:
    """By font and letter, its width in thousandths of its size; see tools/make_web_fonts.py."""
    kept = json.loads((_home() / "widths.json").read_text(encoding="utf-8"))
    return {
        font: {letter: int(width) for width, letters in widths.items() for letter in letters}
        for font, widths in kept.items()
    }


@cache
def _other_width(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _USUAL


def _home() -> Path:
    return next((each for each in _HOMES if each.is_dir()), _HOMES[0])


def _face(home: Path, name: str, weight: int, file: str) -> str:
    data = b64encode((home / file).read_bytes()).decode("ascii")
    return (
        f'@font-face {{ font-family: "{name}"; font-weight: {weight}; '
        f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}\n'
    )
