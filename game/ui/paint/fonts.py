"""Text: fonts from their packages, styles by role, and lines that fit a width."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import accumulate, pairwise
from math import ceil
from pathlib import Path
from typing import Any

import pygame
import pygame.freetype
from attrs import frozen

from game.model.colours import Colour
from game.ui.paint.picture_cache import keep_pictures
from game.ui.paint.theme import Theme

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
"""Control characters and Unicode's ignorable characters, which have no width in a font."""
_BLANK = re.compile("[\t\x0b\x0c\r\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a surrogate pair, as in file names that are not UTF-8. pygame's fonts can't draw it."""
_WIDER = frozenset('"%`“”…½¼¾«»')
"""Signs that are wider than Source Serif's metrics say. The width of their ink is used instead."""
_EM = 1000
"""Widths are measured once, in thousandths of the font size, and scaled to each size."""
_WORDS = re.compile(r"(?:[^ ]|(?<=\d) (?=%))+")
"""Matches a word; a number and its per cent sign are one."""
_FINE = 4
"""Letters are placed at quarters of a pixel; at whole pixels they would run together."""
_PAIRS = 20_000
"""The most pairs of letters whose widths are cached for each face."""
_LEAST = 12
"""The smallest size of letters in pixels, at a text scale of 1."""


class MissingFont(Exception):
    """The package of a font isn't installed; its name is the first argument."""


@frozen(eq=False)
class Style:
    """A text style. Styles are compared by identity, since they are often keys of caches."""

    face: str
    size: float
    """In steps of the design."""
    leading: float = 1.3
    spacing: float = 0.0
    """The extra space between letters, as a share of the size; with it, text is set in capitals."""


Run = tuple[str, Style, Colour]
"""A text with its style and colour."""


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


@keep_pictures(128)
def _font(face: str, size: int) -> pygame.font.Font:
    return pygame.font.Font(path_of(face), size)


@keep_pictures(16)
def _shapes(face: str) -> pygame.freetype.Font:
    """A font that can stretch letters in width, which `pygame.font` can't; it has no kerning."""
    pygame.freetype.init()
    return pygame.freetype.Font(str(path_of(face)))


class _Steps(dict[tuple[str, str], int]):
    """By pair of letters, the advance from the first to the second in thousandths of the size.

    It includes kerning. The second letter is empty at the end of a line.
    """

    def __init__(self, face: str) -> None:
        super().__init__()
        self._font = _font(face, _EM)
        self._signs = _WIDER if FACES[face][0] == _SERIF else frozenset()

    def __missing__(self, pair: tuple[str, str]) -> int:
        if len(self) >= _PAIRS:
            self.clear()
        first, second = pair
        step, left, right = self._sizes(first)
        if first in self._signs:
            step = left + right
        elif second and second not in self._signs:
            after, _, ink = self._sizes(second)
            step = self._font.size(first + second)[0] - max(after, ink) + min(0, left)
        self[pair] = step
        return step

    def _sizes(self, letter: str) -> tuple[int, int, int]:
        """The advance of a letter, and the left and right end of its ink."""
        sizes = self._font.metrics(letter)[0]
        if sizes is None:  # the font lacks it
            return self._font.size(letter)[0], 0, 0
        left, right, _, _, step = sizes
        return step, left, right


@keep_pictures(16)
def _steps(face: str) -> _Steps:
    return _Steps(face)


@keep_pictures(512)
def pixel_size(style: Style, theme: Theme) -> int:
    """The size of a style's letters in pixels. In a small window, small text shrinks less."""
    return max(round(style.size * theme.letter), round(_LEAST * theme.text))


@lru_cache(maxsize=16384)
def clean(text: str) -> str:
    """Makes any text drawable: replaces signs without a glyph, removes invisible characters."""
    for sign, instead in _WITHOUT_GLYPH.items():
        text = text.replace(sign, instead)
    if text.isascii() and text.isprintable():
        return text
    text = _SURROGATE.sub("\ufffd", _BLANK.sub(" ", _UNSEEN.sub("", text)))
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=16384)
def clean_line(text: str) -> str:
    """Makes any text drawable in one line."""
    return clean(text).replace("\n", " ")


@keep_pictures(512)
def line_height(style: Style, theme: Theme) -> int:
    """The height of a line in a style, in pixels."""
    return round(pixel_size(style, theme) * style.leading)


@keep_pictures(16384)
def width_of(text: str, style: Style, theme: Theme) -> int:
    """The width of a text in one line, in whole pixels."""
    return ceil(length_of(text, style, theme))


@keep_pictures(16384)
def length_of(text: str, style: Style, theme: Theme) -> float:
    """The width of a text in one line, in pixels, unrounded."""
    text = clean_line(text)
    return _set(text, style).length(0, len(text)) * pixel_size(style, theme) / _EM


@frozen
class _Line:
    """A line of letters; starts: where each letter begins, in thousandths of the size."""

    letters: str
    starts: Sequence[int]
    steps: _Steps

    def length(self, first: int, last: int) -> int:
        """The width of the letters from index `first` to before index `last`."""
        if first == last:
            return 0
        end = self.starts[last - 1] + self.steps[self.letters[last - 1], ""]
        return end - self.starts[first]

    def fitting(self, first: int, room: float) -> int:
        """How many letters from index `first` on fit in a width."""
        last = bisect_right(self.starts, self.starts[first] + room, first)
        while last > first and self.length(first, last) > room:
            last -= 1
        return last - first


@keep_pictures(4096)
def _set(text: str, style: Style) -> _Line:
    steps = _steps(style.face)
    if not style.spacing:
        starts = accumulate(map(steps.__getitem__, pairwise(text)), initial=0)
        return _Line(text, tuple(starts), steps)
    # A letter whose capital form has two letters, as ß has, stays as it is.
    letters = "".join(large if len(large := each.upper()) == 1 else each for each in text)
    extra = round(style.spacing * _EM)
    starts = accumulate((steps[pair] + extra for pair in pairwise(letters)), initial=0)
    return _Line(letters, tuple(starts), steps)


def count_fitting(text: str, style: Style, theme: Theme, width: int) -> int:
    """How many letters from the beginning of a text fit in a width."""
    text = clean_line(text)
    return _set(text, style).fitting(0, _room(width, pixel_size(style, theme))) if text else 0


def _room(width: int, size: int) -> float:
    """Converts a width in pixels to thousandths of a letter size in pixels."""
    return width * _EM / size


def shorten_text(text: str, style: Style, theme: Theme, width: int, *, cut: bool = False) -> str:
    """Shortens a text to one line that fits a width; where it is cut, it ends in an ellipsis.

    cut: add the ellipsis in any case, because more text follows.
    """
    text = clean_line(text)
    if not cut and width_of(text, style, theme) <= width:
        return text
    room = width - width_of("…", style, theme)
    return f"{text[: count_fitting(text, style, theme, room)].rstrip()}…"


@keep_pictures(2048)
def render_text(text: str, style: Style, size: int, colour: Colour) -> pygame.Surface:
    """Draws a line of text as a picture."""
    text = clean_line(text)
    font, line = _font(style.face, size), _set(text, style)
    width = ceil(line.length(0, len(text)) * size / _EM)
    fine = pygame.Surface((max(1, width) * _FINE, font.get_height()), pygame.SRCALPHA)
    fine.fill((255, 255, 255, 0))
    for letter, start in zip(line.letters, line.starts, strict=False):
        if letter != " ":
            image, left, top = _letter(letter, style.face, size)
            place = round(start * size * _FINE / _EM) + left, font.get_ascent() - top
            fine.blit(image, place, special_flags=pygame.BLEND_RGBA_MAX)
    picture = pygame.transform.smoothscale(fine, (max(1, width), fine.get_height()))
    picture.fill((*colour, 255), special_flags=pygame.BLEND_RGBA_MULT)
    return picture


@keep_pictures(4096)
def _letter(letter: str, face: str, size: int) -> tuple[pygame.Surface, int, int]:
    """A letter in white, stretched in width by _FINE; and the left and top of its ink."""
    # pygame's documentation allows a width and a height; its type annotations don't.
    width: Any = (size * _FINE, size)
    image, box = _shapes(face).render(letter, fgcolor=(255, 255, 255), size=width)
    return image, box.x, box.y


@keep_pictures(8192)
def wrap_text(text: str, style: Style, theme: Theme, width: int) -> tuple[str, ...]:
    """Wraps a text into lines that fit a width; a word that is too wide is broken."""
    lines: list[str] = []
    room = _room(max(width, 8), pixel_size(style, theme))
    for paragraph in clean(text).split("\n"):
        line, begin, end = _set(paragraph, style), 0, 0
        for word in _WORDS.finditer(paragraph):
            if end and line.length(begin, word.end()) > room:
                lines.append(paragraph[begin:end])
                end = 0
            if not end:
                starts = _broken(line, paragraph, word.start(), word.end(), room)
                lines += [paragraph[a:b] for a, b in pairwise(starts)]
                begin = starts[-1]
            end = word.end()
        lines.append(paragraph[begin:end])
    return tuple(lines)


def break_word(word: str, style: Style, theme: Theme, width: int) -> list[str]:
    """Breaks a word into pieces that fit a width; each has at least one letter."""
    room = _room(width, pixel_size(style, theme))
    starts = _broken(_set(word, style), word, 0, len(word), room)
    return [word[a:b] for a, b in pairwise([*starts, len(word)])]


def _broken(line: _Line, text: str, first: int, last: int, room: float) -> list[int]:
    """The index at which each piece of a word begins, when no piece is wider than `room`.

    A piece that contains a hyphen ends after it.
    """
    starts = [first]
    while (count := max(1, line.fitting(starts[-1], room))) < last - starts[-1]:
        end = starts[-1] + count
        starts.append(text.rfind("-", starts[-1] + 1, end) + 1 or end)
    return starts
