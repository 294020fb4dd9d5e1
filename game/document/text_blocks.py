"""Texts wrapped to a width, as blocks that know their place; for pictures of much text.

Not every program that shows a picture uses the fonts in it, so widths are those of a wide font:
what is laid out here has room in every usual one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from attrs import frozen

from game.document.html import Markup, element

_WIDTHS = {
    0.3: "'IJijlÌÍÎÏìíîï|",
    0.36: " ,./:;\\·’!()[]ft\u00a0\u202f",
    0.5: '"*_`-r–°',
    0.56: "?cszç“”Fkvxyýÿ",
    0.71: "ABCKRVXZÀÁÂÃÄÅÇ",
    0.8: "&DGHOQNUÐÑÒÓÔÕÖÙÚÛÜ",
    0.88: "#+<=>^w~±×÷−→M",
    1.0: "@Wm%½¼¾æÆ—…",
    1.1: "œŒ",
}
_WIDTH_BY_CHARACTER = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_USUAL, _IDEOGRAPH, _BOLD = 0.66, 1.1, 1.13
_BLANKS = re.compile(r"[ \t\n]+")  # not the blanks that forbid a new line


@frozen
class TextStyle:
    """How a text looks and how much room it takes."""

    size: float
    kind: str
    """Its class in the style sheet."""
    bold: bool = False

    @property
    def line_height(self) -> float:
        """The distance between two lines."""
        return round(self.size * 1.34, 1)


@frozen
class TextBlock:
    """Lines of text at a place, with the room that they take."""

    lines: tuple[str, ...]
    style: TextStyle
    x: float
    """The left edge of the room, its middle or its right edge, as the anchor says."""
    top: float
    anchor: str = "start"
    """`start`, `middle` or `end`."""

    @property
    def width(self) -> float:
        """The width of its longest line."""
        return max((estimated_width(line, self.style) for line in self.lines), default=0)

    @property
    def height(self) -> float:
        """The height of all its lines."""
        return len(self.lines) * self.style.line_height

    @property
    def left(self) -> float:
        """The left edge of its room."""
        return self.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self.width

    def markup(self) -> Markup:
        """The text as SVG."""
        first = self.top + self.style.size * 1.02
        rows = [
            element("tspan", line, x=self.x, y=round(first + i * self.style.line_height, 1))
            for i, line in enumerate(self.lines)
        ]
        anchor = "" if self.anchor == "start" else self.anchor
        return element("text", rows, class_=self.style.kind, text_anchor=anchor)


def estimated_width(text: str, style: TextStyle) -> float:
    """About the greatest width that a text has in any usual font."""
    return sum(map(_width, text)) * style.size * (_BOLD if style.bold else 1)


def wrap_text(text: str, width: float, style: TextStyle) -> tuple[str, ...]:
    """The lines of a text that fit into a width; a word that is too long is broken."""
    lines: list[str] = []
    line = ""
    for word in filter(None, _BLANKS.split(text)):
        longer = f"{line} {word}" if line else word
        if estimated_width(longer, style) <= width:
            line = longer
            continue
        lines += [line] if line else []
        *broken, line = _pieces(word, width, style)
        lines += broken
    return (*lines, line) if line else tuple(lines)


def _pieces(word: str, width: float, style: TextStyle) -> list[str]:
    """A word in pieces that fit into a width, each at least one character long."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and estimated_width(pieces[-1] + letter, style) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@cache
def _width(letter: str) -> float:
    """The width of a character, as a share of its size."""
    if letter in _WIDTH_BY_CHARACTER:
        return _WIDTH_BY_CHARACTER[letter]
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    return _IDEOGRAPH if unicodedata.east_asian_width(letter) in "WF" else _USUAL
