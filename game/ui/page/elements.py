"""Elements of a page, whose height follows from their width, and ways to arrange them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from attrs import frozen

from game.ui.page.commands import Command
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    Style,
    break_word,
    clean,
    length_of,
    line_height,
    shorten_text,
    width_of,
    wrap_text,
)
from game.ui.paint.picture_cache import keep_pictures
from game.ui.paint.theme import Colour, Theme


class Element(Protocol):
    """A part of a page that can be laid out and drawn."""

    def height(self, page: Page, width: int) -> int:
        """Its height in pixels, where it has this width."""

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        """Draws it with this left top corner."""


@frozen
class Words:
    """A text in one style, in as many lines as it needs."""

    text: str
    style: Style
    colour: Colour
    align: str = "left"
    most: int = 0
    """The most lines; 0: no limit. A text that is cut off ends in an ellipsis."""

    def lines(self, page: Page, width: int) -> tuple[str, ...]:
        """The lines."""
        lines = wrap_text(self.text, self.style, page.theme, width)
        if self.most and len(lines) > self.most:
            last = shorten_text(lines[self.most - 1], self.style, page.theme, width, cut=True)
            lines = (*lines[: self.most - 1], last)
        return lines

    def height(self, page: Page, width: int) -> int:
        return len(self.lines(page, width)) * line_height(self.style, page.theme)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        step = line_height(self.style, page.theme)
        for i, line in enumerate(self.lines(page, width)):
            left = x
            if self.align != "left":
                free = width - width_of(line, self.style, page.theme)
                left += free if self.align == "right" else free // 2
            page.canvas.text(line, left, y + i * step, self.style, self.colour)


Run = tuple[str, Style, Colour]
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


@frozen
class Gap:
    """Empty space; its height in steps of the design."""

    steps: float

    def height(self, page: Page, width: int) -> int:  # noqa: ARG002
        return page.px(self.steps)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        """Nothing is drawn."""


@frozen
class Line:
    """A horizontal line over the whole width."""

    colour: Colour
    thick: float = 1

    def height(self, page: Page, width: int) -> int:  # noqa: ARG002
        return max(1, round(self.thick * page.theme.unit))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        page.canvas.box(Rect(x, y, width, self.height(page, width)), self.colour, 0)


@frozen
class Drawn:
    """An element of fixed height, drawn by a function."""

    high: int
    """In pixels."""
    paint: Callable[[Page, Rect], None]

    def height(self, page: Page, width: int) -> int:  # noqa: ARG002
        return self.high

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        self.paint(page, Rect(x, y, width, self.high))


@frozen
class Stack:
    """Elements one below another."""

    parts: tuple[Element, ...]
    gap: float = 0
    """The space between two, in steps of the design."""

    def height(self, page: Page, width: int) -> int:
        gaps = page.px(self.gap) * max(0, len(self.parts) - 1)
        return sum(page.height_of(part, width) for part in self.parts) + gaps

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        for part in self.parts:
            part.draw(page, x, y, width)
            y += page.height_of(part, width) + page.px(self.gap)


@frozen
class Beside:
    """Elements side by side; a width is in pixels, or, negative, a share of what is left."""

    parts: tuple[tuple[Element, float], ...]
    gap: float = 16
    centred: bool = False
    """Whether lower elements are centred vertically."""

    def _widths(self, page: Page, width: int) -> list[int]:
        gaps = page.px(self.gap) * (len(self.parts) - 1)
        free = width - gaps - sum(w for _, w in self.parts if w > 0)
        shares = sum(-w for _, w in self.parts if w <= 0) or 1
        return [max(1, int(w if w > 0 else free * -w / shares)) for _, w in self.parts]

    def height(self, page: Page, width: int) -> int:
        widths = self._widths(page, width)
        pairs = zip(self.parts, widths, strict=True)
        return max((page.height_of(part, w) for (part, _), w in pairs), default=0)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        height = page.height_of(self, width)
        for (part, _), w in zip(self.parts, self._widths(page, width), strict=True):
            down = (height - page.height_of(part, w)) // 2 if self.centred else 0
            part.draw(page, x, y + down, w)
            x += w + page.px(self.gap)


@frozen
class Flow:
    """Small elements in lines, as many to a line as fit."""

    parts: tuple[Fixed, ...]
    gap: float = 12
    between: float = 8

    def _places(self, page: Page, width: int) -> tuple[list[tuple[int, int]], int]:
        places: list[tuple[int, int]] = []
        x = y = row = 0
        for part in self.parts:
            part_width, height = part.size(page)
            if x and x + part_width > width:
                x, y, row = 0, y + row + page.px(self.between), 0
            places.append((x, y))
            x += part_width + page.px(self.gap)
            row = max(row, height)
        return places, y + row

    def height(self, page: Page, width: int) -> int:
        return self._places(page, width)[1]

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        for part, (left, top) in zip(self.parts, self._places(page, width)[0], strict=True):
            part.paint(page, x + left, y + top, width)


@frozen
class Fixed:
    """A small element that has a size of its own."""

    size: Callable[[Page], tuple[int, int]]
    paint: Callable[[Page, int, int, int], None]
    """Draws it on a page; the numbers are its left, its top, and the width of its line."""


@frozen
class Inset:
    """An element with a margin, on a background of its own."""

    part: Element
    pad: float = 24
    fill: Colour | None = None
    border: Colour | None = None
    radius: float = 10
    thick: float = 1
    across: float | None = None
    """The margin at the sides, where it differs from the one above and below."""
    command: Command | None = None
    label: str = ""
    least: int = 0
    """The least height in pixels."""

    def _sides(self, page: Page) -> int:
        return page.px(self.pad if self.across is None else self.across)

    def height(self, page: Page, width: int) -> int:
        inner = width - 2 * self._sides(page)
        return max(self.least, page.height_of(self.part, inner) + 2 * page.px(self.pad))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        rect = Rect(x, y, width, page.height_of(self, width))
        if self.fill is not None or self.border is not None:
            page.canvas.box(rect, self.fill, self.radius, self.border, self.thick)
        if self.command is not None:
            page.target(self.command, rect, self.label, radius=self.radius)
        side = self._sides(page)
        self.part.draw(page, x + side, y + page.px(self.pad), width - 2 * side)


@frozen
class Explained:
    """An element that has an explanation."""

    part: Element
    key: str
    name: str = ""
    text: str = ""

    def height(self, page: Page, width: int) -> int:
        return page.height_of(self.part, width)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        wide, height = width, page.height_of(self.part, width)
        if isinstance(self.part, Words) and self.part.align == "left":
            style = self.part.style
            wide = max(width_of(w, style, page.theme) for w in self.part.lines(page, width))
        page.explain(Rect(x, y, wide, height), self.key, self.name, self.text)
        self.part.draw(page, x, y, width)
