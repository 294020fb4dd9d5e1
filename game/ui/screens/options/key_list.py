"""All keys and what they do, place by place, in as many columns as have room."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from game.ui.page.elements import Beside, Element, Gap, Line, Words
from game.ui.page.page import Page
from game.ui.paint.fonts import CARD, SMALL, SMALL_STRONG, line_height, width_of
from game.ui.widgets.buttons import keycap

KEYS: dict[str, tuple[tuple[str, str], ...]] = {
    "everywhere": (
        ("tab", "next"),
        ("arrows", "move"),
        ("enter", "press"),
        ("escape", "escape"),
        ("page", "scroll"),
        ("F1", "explain"),
        ("F11", "full"),
        ("Ctrl-Q", "close"),
    ),
    "title": (
        ("sideways", "choose"),
        ("enter", "play"),
        ("C", "continue"),
        ("O", "open"),
        ("S", "settings"),
        ("Q", "quit"),
    ),
    "game": (
        ("B", "brief"),
        ("M", "map"),
        ("R", "record"),
        ("W", "readouts"),
    ),
    "papers": (
        ("enter", "on"),
        ("sideways", "leaf"),
    ),
    "board": (
        ("1 … 0", "pick"),
        ("enter", "confirm"),
        ("N", "nothing"),
        ("backspace", "undo"),
        ("V", "short"),
    ),
    "table": (
        ("O", "offer"),
        ("A", "accept"),
        ("P", "pass"),
        ("X", "walk"),
        ("T", "take-over"),
        ("backspace", "undo"),
    ),
    "menu": (
        ("escape", "on"),
        ("W", "save"),
        ("P", "pause"),
        ("N", "note"),
        ("B", "step-back"),
        ("I", "inject"),
        ("F", "fire"),
        ("T", "course"),
        ("S", "settings"),
        ("K", "keys"),
        ("L", "leave"),
        ("Q", "quit"),
    ),
    "setup": (
        ("enter", "begin"),
        ("T", "timer"),
        ("D", "seed"),
        ("0 … 9", "typed"),
    ),
    "settings": (
        ("+ −", "text"),
        ("K", "keys"),
    ),
    "over": (
        ("A", "again"),
        ("R", "report"),
        ("S", "replay"),
        ("H", "home"),
        ("escape", "menu"),
    ),
    "replay": (
        ("sideways", "step"),
        ("home-end", "ends"),
    ),
}
"""By place, its keys (a letter, or what names one in words) and what each does there."""


@frozen
class KeyLine:
    """A key, and what it does."""

    key: str
    text: str
    room: int
    """For the key, in pixels."""

    def _words(self, page: Page) -> Words:
        return Words(self.text, SMALL, page.ink.second)

    def height(self, page: Page, width: int) -> int:
        words = self._words(page).height(page, width - self.room - page.px(14))
        return max(words, line_height(SMALL_STRONG, page.theme)) + page.px(10)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        keycap(page, x + self.room - _wide(page, self.key), y, self.key)
        left = self.room + page.px(14)
        self._words(page).draw(page, x + left, y, width - left)


def _wide(page: Page, key: str) -> int:
    wide = width_of(key, SMALL_STRONG, page.theme) + page.px(16)
    return max(wide, line_height(SMALL_STRONG, page.theme))


def key_list(page: Page, say: Callable[..., str], width: int) -> tuple[Element, ...]:
    """The keys as parts of a scrolled box so wide: place by place, row by row."""
    across = max(1, min(3, width // page.theme.tall(400)))
    room = max(_wide(page, _named(say, key)) for keys in KEYS.values() for key, _ in keys)
    parts: list[Element] = []
    for place, keys in KEYS.items():
        if parts:
            parts.append(Gap(14))
        parts += [Words(say(f"ui.keys.{place}"), CARD, page.ink.first), Gap(6)]
        parts += [Line(page.ink.line), Gap(12)]
        lines = [(_named(say, key), say(f"ui.keys.{place}.{what}")) for key, what in keys]
        rows = [lines[i : i + across] for i in range(0, len(lines), across)]
        for row in rows:
            found: list[Element] = [KeyLine(key, text, room) for key, text in row]
            found += [Gap(0)] * (across - len(found))
            parts.append(Beside(tuple((each, -1) for each in found), 28))
    return tuple(parts)


def _named(say: Callable[..., str], key: str) -> str:
    """A key's name: a sign as it is, others in words."""
    return say(f"ui.key.{key}") if key[:1].islower() else key
