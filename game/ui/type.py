"""Letters: fonts from their packages, styles by role, and lines of text that fit a width."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import pygame
from attrs import frozen

from game.ui.kept import kept
from game.ui.theme import Colour, Theme

_SANS, _SERIF = "font_source_sans_pro", "font_source_serif_pro"
FACES = {
    "sans": (_SANS, "SourceSansPro-Regular.ttf"),
    "semibold": (_SANS, "SourceSansPro-Semibold.ttf"),
    "bold": (_SANS, "SourceSansPro-Bold.ttf"),
    "italic": (_SANS, "SourceSansPro-It.ttf"),
    "serif": (_SERIF, "SourceSerifPro-Regular.ttf"),
    "title": (_SERIF, "SourceSerifPro-Semibold.ttf"),
    "black": (_SERIF, "SourceSerifPro-Bold.ttf"),
}
_WITHOUT_GLYPH = {"\u202f": "\u00a0", "\u2011": "-"}
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff]"
)
"""Control characters, and those that Unicode calls ignorable: in a font they have no width."""
_BLANK = re.compile("[\t\x0b\x0c\r\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, as in file names that are not UTF-8; a font can't be asked for it."""
_WIDER = re.compile('(["%`“”…½¼¾«»])')
"""Signs wider than Source Serif's files say: each is set by itself, as wide as it is."""
_LONG = 256
"""Letters that are measured at once even where fewer may fit."""
_LEAST = 12
"""Pixels below which no letters are drawn at a text scale of 1."""


class MissingFont(Exception):
    """A font's package isn't there; its name is the first argument."""


@frozen(cache_hash=True)
class Style:
    """A way of setting text."""

    face: str
    size: float
    """In steps of the design."""
    leading: float = 1.3
    spacing: float = 0.0
    """Extra room between letters, as a share of the size; text so spaced is in capitals."""


WORDMARK = Style("title", 118, 1.05)
OUTCOME = Style("black", 76, 1.08)
SHEET = Style("title", 38, 1.15)
SCENARIO = Style("title", 32, 1.15)
PANEL = Style("title", 27, 1.2)
CARD = Style("title", 24, 1.2)
WORTH = Style("black", 62, 1.05)
SCORE = Style("black", 54, 1.05)
LEDE = Style("serif", 26, 1.3)
FIGURE = Style("bold", 24, 1.2)
BODY = Style("sans", 20, 1.34)
STRONG = Style("semibold", 20, 1.34)
SMALL = Style("sans", 18, 1.3)
SMALL_STRONG = Style("semibold", 18, 1.3)
LABEL = Style("sans", 16.5, 1.3)
CAPITALS = Style("semibold", 15, 1.3, 0.09)
BUTTON = Style("semibold", 21, 1.25)
BUTTON_LARGE = Style("bold", 26, 1.2)


@cache
def path_of(face: str) -> Path:
    """The file of a face. Raises MissingFont."""
    package, file = FACES[face]
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise MissingFont(package.replace("_", "-"))
    path = Path(spec.submodule_search_locations[0]) / "files" / file
    if not path.exists():
        raise MissingFont(package.replace("_", "-"))
    return path


@kept(128)
def _font(face: str, pixels: int) -> pygame.font.Font:
    return pygame.font.Font(path_of(face), pixels)


@kept(512)
def pixels(style: Style, theme: Theme) -> int:
    """How large a style's letters are; the smallest shrink least."""
    return max(round(style.size * theme.letter), round(_LEAST * theme.text))


@lru_cache(maxsize=16384)
def clean(text: str) -> str:
    """A text that can be drawn, whatever it was: characters nobody sees are left out of it."""
    for sign, instead in _WITHOUT_GLYPH.items():
        text = text.replace(sign, instead)
    if text.isascii() and text.isprintable():
        return text
    text = _SURROGATE.sub("\ufffd", _BLANK.sub(" ", _UNSEEN.sub("", text)))
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """A text that can be drawn in one line."""
    return clean(text).replace("\n", " ")


@kept(512)
def line_height(style: Style, theme: Theme) -> int:
    """How high a line of a style is."""
    return round(pixels(style, theme) * style.leading)


def width_of(text: str, style: Style, theme: Theme) -> int:
    """How wide a text is in one line."""
    return _width(clean_line(text), style, pixels(style, theme))


@kept(16384)
def _width(text: str, style: Style, size: int) -> int:
    return _measured(text, style, size)


def _measured(text: str, style: Style, size: int) -> int:
    font = _font(style.face, size)
    if not style.spacing:
        return sum(font.size(piece)[0] for piece in _pieces(text, style.face))
    extra = style.spacing * size
    return round(sum(font.size(each)[0] + extra for each in text.upper()))


def fitting(text: str, style: Style, theme: Theme, width: int) -> int:
    """How many letters of a text fit in a width, counted from its beginning."""
    return _fitting(clean_line(text), style, pixels(style, theme), width)


def _fitting(text: str, style: Style, size: int, width: int, start: int = 0) -> int:
    """How many letters fit from a place on; only about as many are measured."""
    least, most = 0, 16
    while start + most < len(text) and _reach(text, style, size, start, most) <= width:
        least, most = most, 2 * most
    counts = range(least, min(most, len(text) - start) + 1)
    after = bisect_right(counts, width, key=lambda n: _reach(text, style, size, start, n))
    return least + max(0, after - 1)


def _reach(text: str, style: Style, size: int, start: int, count: int) -> int:
    return _measured(text[start : start + count], style, size)


def shortened(text: str, style: Style, theme: Theme, width: int, *, cut: bool = False) -> str:
    """A text in one line no wider than a width; one that is cut off ends in an ellipsis.

    cut: whether it is cut off in any case, as more follows it.
    """
    text = clean_line(text)
    if not cut and width_of(text, style, theme) <= width:
        return text
    room = width - width_of("…", style, theme)
    return f"{text[: fitting(text, style, theme, room)].rstrip()}…"


@kept(2048)
def rendered(text: str, style: Style, size: int, colour: Colour) -> pygame.Surface:
    """A line of text as a picture."""
    text = clean_line(text)
    if not _width(text, style, size):
        return pygame.Surface((1, 1), pygame.SRCALPHA)
    font = _font(style.face, size)
    letters: Sequence[str] = text.upper() if style.spacing else _pieces(text, style.face)
    if len(letters) == 1 and not style.spacing:
        return font.render(text, True, colour)
    extra = style.spacing * size
    wide = max(1, _width(text, style, size))
    surface = pygame.Surface((wide, font.get_height()), pygame.SRCALPHA)
    x = 0.0
    for letter in letters:
        image = font.render(letter, True, colour)
        surface.blit(image, (round(x), 0))
        x += image.get_width() + extra
    return surface


def _pieces(text: str, face: str) -> tuple[str, ...]:
    """What of a text is set by itself."""
    if FACES[face][0] != _SERIF:
        return (text,)
    return tuple(piece for piece in _WIDER.split(text) if piece) or ("",)


def wrapped(text: str, style: Style, theme: Theme, width: int) -> tuple[str, ...]:
    """A text in lines no wider than a width; a word that is wider is broken."""
    return _wrapped(clean(text), style, pixels(style, theme), max(width, 8))


@kept(8192)
def _wrapped(text: str, style: Style, size: int, width: int) -> tuple[str, ...]:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if _fits(longer, style, size, width):
                line = longer
                continue
            if line:
                lines.append(line)
            *pieces, line = _broken(word, style, size, width)
            lines += pieces
        lines.append(line)
    return tuple(lines)


def broken(word: str, style: Style, theme: Theme, width: int) -> list[str]:
    """A word in pieces no wider than a width, of one letter at least; the last may be empty."""
    return _broken(word, style, pixels(style, theme), width)


def _broken(word: str, style: Style, size: int, width: int) -> list[str]:
    pieces, start = [], 0
    while (count := max(1, _fitting(word, style, size, width, start))) < len(word) - start:
        pieces.append(word[start : start + count])
        start += count
    return [*pieces, word[start:]]


def fits(text: str, style: Style, theme: Theme, width: int) -> bool:
    """Whether a text fits in one line of a width."""
    return _fits(clean_line(text), style, pixels(style, theme), width)


def _fits(text: str, style: Style, size: int, width: int) -> bool:
    # Of a long text only the beginning is measured.
    if len(text) <= _LONG:
        return _width(text, style, size) <= width
    return _fitting(text, style, size, width) == len(text)
