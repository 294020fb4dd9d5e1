"""A text field: what has been typed, where the caret is, and how they are drawn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import Literal, assert_never

import pygame
from attrs import frozen

from game.ui.page.commands import LETTERS, Command, KeyTable, shortcut
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import BODY, clean, count_fitting, line_height, pixel_size, width_of
from game.ui.paint.icons import icon


@frozen
class TypeText(Command):
    """Inserts typed letters at the caret."""

    text: str


@frozen
class PasteText(Command):
    """Inserts the clipboard's text at the caret."""


@frozen
class DeleteBefore(Command):
    """Deletes the letter to the left of the caret."""


@frozen
class DeleteAfter(Command):
    """Deletes the letter to the right of the caret."""


@frozen
class MoveCaret(Command):
    """Moves the caret by one letter, or to the start or end of the text."""

    to: Literal["left", "right", "home", "end"]


@frozen
class FocusEntry(Command):
    """Presses the entry, which changes nothing, because typed text goes there anyway."""


TypingCommand = TypeText | PasteText | DeleteBefore | DeleteAfter | MoveCaret | FocusEntry

_ASIDE = MoveCaret("left"), MoveCaret("right")
KEYS: KeyTable[TypingCommand] = KeyTable(
    "",
    (
        shortcut(LETTERS, TypeText("")),
        shortcut("backspace", DeleteBefore()),
        shortcut("delete", DeleteAfter()),
        shortcut("home", MoveCaret("home")),
        shortcut("end", MoveCaret("end")),
        shortcut("left", _ASIDE[0]),
        shortcut("right", _ASIDE[1]),
        shortcut("ctrl-v", PasteText()),
    ),
)


class Typing:
    """A text being typed, in one paragraph."""

    def __init__(self, text: str = "", most: int = 2000) -> None:
        self.text = text
        self.caret = len(text)
        self._most = most

    @property
    def keys(self) -> Mapping[str, TypingCommand]:
        """The keys with which it is edited; while it is empty, arrows move the focus instead."""
        return KEYS.commands(without=() if self.text else _ASIDE)

    def take(self, command: TypingCommand) -> None:
        """Edits the text."""
        match command:
            case TypeText(text=text):
                self._insert(text)
            case PasteText():
                self._insert(clipboard())
            case DeleteBefore():
                self._cut(self.caret - 1)
            case DeleteAfter():
                self._cut(self.caret)
            case MoveCaret(to=to):
                self._move(to)
            case FocusEntry():
                pass
            case _:
                assert_never(command)

    def clear(self, text: str = "") -> None:
        """Replaces the text."""
        self.text, self.caret = text, len(text)

    def _insert(self, letters: str) -> None:
        one_line = " ".join(letters.split("\n")) if "\n" in letters.strip() else letters
        typed = "".join(each for each in one_line if each.isprintable())
        typed = typed[: max(0, self._most - len(self.text))]
        self.text = self.text[: self.caret] + typed + self.text[self.caret :]
        self.caret += len(typed)

    def _cut(self, index: int) -> None:
        if 0 <= index < len(self.text):
            self.text = self.text[:index] + self.text[index + 1 :]
            self.caret = index

    def _move(self, way: str) -> None:
        ends = {"left": self.caret - 1, "right": self.caret + 1, "home": 0, "end": len(self.text)}
        self.caret = min(max(0, ends[way]), len(self.text))


def clipboard() -> str:
    """The text on the clipboard; empty where it can't be read."""
    try:
        return pygame.scrap.get_text()
    except pygame.error:
        return ""


@frozen
class TextField:
    """The box of a text field; one row shows the part around the caret, more rows wrap the text."""

    typing: Typing
    label: str
    empty: str = ""
    """A hint that is shown while nothing has been typed."""
    symbol: str = ""
    rows: int = 1

    def _pad(self, page: Page) -> tuple[int, int]:
        return page.px(16), max(page.px(11), (page.theme.tall(48) - self._step(page)) // 2)

    def _step(self, page: Page) -> int:
        return line_height(BODY, page.theme)

    def _sign(self, page: Page) -> int:
        return pixel_size(BODY, page.theme) + page.px(12) if self.symbol else 0

    def height(self, page: Page, width: int) -> int:  # noqa: ARG002
        return max(32, self.rows * self._step(page) + 2 * self._pad(page)[1])

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        across, down = self._pad(page)
        rect = Rect(x, y, width, self.height(page, width))
        page.canvas.box(rect, page.palette.well, 8, page.palette.brass, 2)
        if self.symbol:
            size = pixel_size(BODY, page.theme)
            place = (x + across, y + down + (self._step(page) - size) // 2)
            page.canvas.picture(icon(self.symbol, size, page.ink.brass), place)
        left = x + across + self._sign(page)
        self._text(page, Rect(left, y + down, rect.right - across - left, rect.h - 2 * down))
        page.target(FocusEntry(), rect, self.label)

    def _text(self, page: Page, room: Rect) -> None:
        before = clean(self.typing.text[: self.typing.caret])
        text, caret = before + clean(self.typing.text[self.typing.caret :]), len(before)
        if not text and self.empty:
            hint = self.empty[: count_fitting(self.empty, BODY, page.theme, room.w)]
            page.canvas.text(hint.rstrip(), room.x, room.y, BODY, page.ink.third)
        spans = self._spans(page, text, caret, room.w)
        caret_row = max(i for i, (start, _) in enumerate(spans) if start <= caret)
        first = max(0, caret_row - self.rows + 1)
        y = room.y
        for i, (start, end) in enumerate(spans[first : first + self.rows]):
            shown = text[start:end].rstrip(" ")
            page.canvas.text(shown, room.x, y, BODY, page.ink.first)
            if i + first == caret_row:
                self._caret(page, room, y, text[start:caret])
            y += self._step(page)

    def _caret(self, page: Page, room: Rect, y: int, before: str) -> None:
        left = min(room.x + width_of(before, BODY, page.theme), room.right)
        height = self._step(page)
        bar = Rect(left, y + height // 8, max(2, page.px(2)), height - height // 4)
        page.canvas.box(bar, page.palette.brass_light, 0)

    def _spans(self, page: Page, text: str, caret: int, room: int) -> list[tuple[int, int]]:
        """The start and end index of each row in the text; one row follows the caret."""
        if self.rows > 1:
            return _rows(page, text, room)

        def seen_from(start: int) -> bool:
            return width_of(text[start:caret], BODY, page.theme) <= room

        start = bisect_left(range(caret), True, key=seen_from)
        return [
            (start, start + max(caret - start, count_fitting(text[start:], BODY, page.theme, room)))
        ]


def _rows(page: Page, text: str, room: int) -> list[tuple[int, int]]:
    """Wraps a text after blanks, or inside a word that is too wide, without losing a letter."""
    rows, start, blank = [], 0, 0
    for i, letter in enumerate(text):
        if letter == " ":
            blank = i + 1
        elif width_of(text[start : i + 1], BODY, page.theme) > room and i > start:
            end = blank if blank > start else i
            rows.append((start, end))
            start = end
    return [*rows, (start, len(text))]
