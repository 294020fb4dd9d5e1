"""Letters: fonts from their packages, styles by role, and lines of text that fit a width."""

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

from game.presenter.sides.colours import Colour
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
"""Control characters, and those that Unicode calls ignorable: in a font they have no width."""
_BLANK = re.compile("[\t\x0b\x0c\r\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, as in file names that are not UTF-8; a font can't be asked for it."""
_WIDER = frozenset('"%`“”…½¼¾«»')
"""Signs wider than Source Serif's files say: each is as wide as what is seen of it."""
_EM = 1000
"""Widths are measured in thousandths of the size, and so are those of any size."""
_WORDS = re.compile(r"(?:[^ ]|(?<=\d) (?=%))+")
"""Matches a word; a number and its per cent sign are one."""
_FINE = 4
"""Letters stand at quarters of a pixel, since at whole ones they run together."""
_PAIRS = 20_000
"""So many pairs of letters are known by their widths in each face at most."""
_LEAST = 12
"""Pixels below which no letters are drawn at a text scale of 1."""


class MissingFont(Exception):
    """A font's package isn't there; its name is the first argument."""


@frozen(eq=False)
class Style:
    """A way of setting text; told apart by identity, since much is kept for each."""

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


@keep_pictures(128)
def _font(face: str, size: int) -> pygame.font.Font:
    return pygame.font.Font(path_of(face), size)


@keep_pictures(16)
def _shapes(face: str) -> pygame.freetype.Font:
    """A face whose letters can be drawn wider than they are high; it knows no kerning."""
    pygame.freetype.init()
    return pygame.freetype.Font(str(path_of(face)))


class _Steps(dict[tuple[str, str], int]):
    """How far a letter moves the one after it on, in thousandths of the size, kerning included."""

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
        """How far it moves the next one on, and where what is seen of it begins and ends."""
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
    """How large a style's letters are; the smallest shrink least."""
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
    """How high a line of a style is."""
    return round(pixel_size(style, theme) * style.leading)


@keep_pictures(16384)
def width_of(text: str, style: Style, theme: Theme) -> int:
    """How wide a text is in one line."""
    return ceil(length_of(text, style, theme))


@keep_pictures(16384)
def length_of(text: str, style: Style, theme: Theme) -> float:
    """How wide a text is in one line, in pixels, unrounded."""
    text = clean_line(text)
    return _set(text, style).length(0, len(text)) * pixel_size(style, theme) / _EM


@frozen
class _Line:
    """Letters in a line: where each of them begins, in thousandths of the size."""

    letters: str
    starts: Sequence[int]
    steps: _Steps

    def length(self, first: int, last: int) -> int:
        """The width from the start of one letter to the end of the letter before another."""
        if first == last:
            return 0
        end = self.starts[last - 1] + self.steps[self.letters[last - 1], ""]
        return end - self.starts[first]

    def fitting(self, first: int, room: float) -> int:
        """How many letters fit in a width, counted from one of them."""
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
    # One letter stays one letter, as ß does.
    letters = "".join(large if len(large := each.upper()) == 1 else each for each in text)
    extra = round(style.spacing * _EM)
    starts = accumulate((steps[pair] + extra for pair in pairwise(letters)), initial=0)
    return _Line(letters, tuple(starts), steps)


def count_fitting(text: str, style: Style, theme: Theme, width: int) -> int:
    """How many letters of a text fit in a width, counted from its beginning."""
    text = clean_line(text)
    return _set(text, style).fitting(0, _room(width, pixel_size(style, theme))) if text else 0


def _room(width: int, size: int) -> float:
    """Converts a width in pixels to thousandths of a letter size in pixels."""
    return width * _EM / size


def shorten_text(text: str, style: Style, theme: Theme, width: int, *, cut: bool = False) -> str:
    """A text in one line no wider than a width; one that is cut off ends in an ellipsis.

    cut: whether it is cut off in any case, as more follows it.
    """
    text = clean_line(text)
    if not cut and width_of(text, style, theme) <= width:
        return text
    room = width - width_of("…", style, theme)
    return f"{text[: count_fitting(text, style, theme, room)].rstrip()}…"


@keep_pictures(2048)
def render_text(text: str, style: Style, size: int, colour: Colour) -> pygame.Surface:
    """A line of text as a picture."""
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
    """A letter in white, some times wider than it is; its left and top from where it stands."""
    # A width and a height may be given, says pygame's documentation; its types don't know that.
    width: Any = (size * _FINE, size)
    image, box = _shapes(face).render(letter, fgcolor=(255, 255, 255), size=width)
    return image, box.x, box.y


@keep_pictures(8192)
def wrap_text(text: str, style: Style, theme: Theme, width: int) -> tuple[str, ...]:
    """A text in lines no wider than a width; a word that is wider is broken."""
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
    """A word in pieces no wider than a width, of one letter at least."""
    room = _room(width, pixel_size(style, theme))
    starts = _broken(_set(word, style), word, 0, len(word), room)
    return [word[a:b] for a, b in pairwise([*starts, len(word)])]


def _broken(line: _Line, text: str, first: int, last: int, room: float) -> list[int]:
    """Where each piece of a word begins, so that none is wider than there is room.

    A piece ends behind a hyphen if it has one.
    """
    starts = [first]
    while (count := max(1, line.fitting(starts[-1], room))) < last - starts[-1]:
        end = starts[-1] + count
        starts.append(text.rfind("-", starts[-1] + 1, end) + 1 or end)
    return starts
