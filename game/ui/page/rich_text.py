"""Paragraphs in several styles: how their lines are broken, measured and drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from game.model.colours import Colour
from game.presenter.verdicts import JudgedRun
from game.ui.page.page import Page
from game.ui.paint.fonts import (
    Run,
    Style,
    break_word,
    clean,
    length_of,
    line_height,
    width_of,
)
from game.ui.paint.picture_cache import keep_pictures
from game.ui.paint.theme import Sheet, Theme

_PIECES = re.compile(r"\n| *(?:[^ \n]|(?<=\d) (?=%))+| +")
"""Matches a word with the blanks before it, or the end of a line.

A number and its per cent sign are one word.
"""


@frozen
class Rich:
    """A paragraph in several styles; all lines have the height of the first style."""

    runs: tuple[Run, ...]
    most: int = 0
    """The most lines; 0: no limit. A text that is cut off ends in an ellipsis."""
    spare: int = 0
    """Pixels that are left free at the end of the last line."""

    def _lines(self, page: Page, width: int) -> tuple[tuple[Run, ...], ...]:
        return _fitted_lines(self, page.theme, width)

    def height(self, page: Page, width: int) -> int:
        return len(self._lines(page, width)) * line_height(self.runs[0][1], page.theme)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        step = line_height(self.runs[0][1], page.theme)
        for i, line in enumerate(self._lines(page, width)):
            left = float(x)
            for text, style, colour in line:
                page.canvas.text(text, round(left), y + i * step, style, colour)
                left += length_of(text, style, page.theme)


@keep_pictures(2048)
def _rich_lines(runs: tuple[Run, ...], theme: Theme, width: int) -> tuple[tuple[Run, ...], ...]:
    lines: list[list[Run]] = [[]]
    left = 0.0
    for word in _rich_words(runs, theme, width):
        length = sum(length_of(text.rstrip(" "), style, theme) for text, style, _ in word)
        broken = word[0][0] == "\n" or (left and left + length > width)
        if broken:
            lines.append([])
            left = 0.0
        for text, style, colour in word:
            piece = text.lstrip("\n") if left else text.lstrip("\n ") if broken else text
            if piece and not left:
                *full, piece = break_word(piece, style, theme, width)
                for part in full:
                    lines[-1].append((part, style, colour))
                    lines.append([])
            if piece:
                lines[-1].append((piece, style, colour))
                left += length_of(piece, style, theme)
    return tuple(tuple(_joined(line)) for line in lines)


def _rich_words(runs: tuple[Run, ...], theme: Theme, width: int) -> Iterator[list[Run]]:
    """The words between which a line may break, each as the pieces that its runs have of it.

    So no line ends with the opening bracket of the next run. A word that is wider than a line falls
    into its pieces.
    """
    words: list[list[Run]] = []
    for text, style, colour in runs:
        for piece in _PIECES.findall(clean(text)):
            if not words or piece[0] in " \n" or words[-1][-1][0].endswith((" ", "\n")):
                words.append([])
            words[-1].append((piece, style, colour))
    for word in words:
        if sum(length_of(text.strip(" "), style, theme) for text, style, _ in word) <= width:
            yield word
        else:
            yield from ([piece] for piece in word)


@keep_pictures(2048)
def _fitted_lines(rich: Rich, theme: Theme, width: int) -> tuple[tuple[Run, ...], ...]:
    """The lines, cut to the number that is allowed and to the room on the last one."""
    lines = _rich_lines(rich.runs, theme, width)
    room = width - rich.spare
    if rich.most and len(lines) > rich.most:
        return (*lines[: rich.most - 1], _ellipsis(lines[rich.most - 1], theme, room))
    if not lines or _line_width(lines[-1], theme) <= room:
        return lines
    if rich.most == len(lines):
        return (*lines[:-1], _ellipsis(lines[-1], theme, room))
    return (*lines, ())


def _line_width(line: Sequence[Run], theme: Theme) -> int:
    return sum(width_of(text, style, theme) for text, style, _ in line)


def _ellipsis(line: Sequence[Run], theme: Theme, width: int) -> tuple[Run, ...]:
    """As many words of a line as fit, with an ellipsis."""
    runs = list(line)
    while runs:
        text, style, colour = runs[-1]
        if text.strip():
            ended = (*runs[:-1], (f"{text.rstrip(' ,.;:')}…", style, colour))
            if _line_width(ended, theme) <= width:
                return ended
        shorter = text.rstrip().rpartition(" ")[0]
        runs = [*runs[:-1], (shorter, style, colour)] if shorter else runs[:-1]
    return ()


def _joined(line: Sequence[Run]) -> list[Run]:
    """The line with neighbouring runs of one style joined."""
    runs: list[Run] = []
    for text, style, colour in line:
        if runs and runs[-1][1:] == (style, colour):
            runs[-1] = (runs[-1][0] + text, style, colour)
        else:
            runs.append((text, style, colour))
    return runs


def coloured(
    runs: Iterable[JudgedRun], style: Style, sheet: Sheet, neutral: Colour
) -> tuple[Run, ...]:
    """Runs of one style: `trust +3` in the colour of better, `trust −3` in that of worse.

    The colour only repeats the sign, and the track itself says which way is better.
    """
    colours = {"better": sheet.better, "worse": sheet.worse, None: neutral}
    return tuple((run.text, style, colours[run.verdict]) for run in runs)
