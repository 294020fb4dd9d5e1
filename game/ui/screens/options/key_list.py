"""The list of all keys and what they do, in as many columns as have room."""

from __future__ import annotations

from itertools import groupby

from attrs import frozen

from game.ui.page.commands import EVERYWHERE, Command, KeyTable, Say
from game.ui.page.elements import Beside, Element, Gap, Line, Words
from game.ui.page.page import Page
from game.ui.paint.fonts import CARD, SMALL, SMALL_STRONG, line_height, width_of
from game.ui.screens import game_context
from game.ui.screens.board import board_commands as board
from game.ui.screens.briefing import briefing_commands as briefing
from game.ui.screens.campaign import campaign_commands as campaign
from game.ui.screens.host import host_commands as host
from game.ui.screens.looking_back import debrief_commands as over
from game.ui.screens.menu import menu_commands as menu
from game.ui.screens.options import options_commands as options
from game.ui.screens.replaying import timeline as replay
from game.ui.screens.setup import setup_commands as setup
from game.ui.screens.table import table_commands as table
from game.ui.screens.title import title_commands as title
from game.ui.widgets.buttons import keycap

TABLES: tuple[KeyTable[Command], ...] = (
    EVERYWHERE,
    title.KEYS,
    game_context.KEYS,
    briefing.KEYS,
    board.KEYS,
    table.KEYS,
    menu.KEYS,
    menu.INJECTS_KEYS,
    setup.KEYS,
    host.SETUP_KEYS,
    host.OPEN_KEYS,
    options.KEYS,
    over.KEYS,
    replay.KEYS,
    campaign.KEYS,
)
"""The keys on the list, in its order; those of one place stand one after the other."""


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
        keycap(page, x + self.room - _key_width(page, self.key), y, self.key)
        left = self.room + page.px(14)
        self._words(page).draw(page, x + left, y, width - left)


def _key_width(page: Page, key: str) -> int:
    width = width_of(key, SMALL_STRONG, page.theme) + page.px(16)
    return max(width, line_height(SMALL_STRONG, page.theme))


def listed_keys(say: Say) -> list[tuple[str, list[tuple[str, str]]]]:
    """For each place its name, and what its keys are called with the sentence about each."""
    return [
        (say(f"ui.keys.{place}"), [line for table in tables for line in table.lines(say)])
        for place, tables in groupby(TABLES, key=lambda each: each.place)
    ]


def key_list(page: Page, say: Say, width: int) -> tuple[Element, ...]:
    """The list of keys as parts of a scrolled box of this width."""
    across = max(1, min(3, width // page.theme.tall(400)))
    places = listed_keys(say)
    room = max(_key_width(page, key) for _, lines in places for key, _ in lines)
    parts: list[Element] = []
    for place, lines in places:
        if parts:
            parts.append(Gap(14))
        parts += [Words(place, CARD, page.ink.first), Gap(6)]
        parts += [Line(page.ink.line), Gap(12)]
        rows = [lines[i : i + across] for i in range(0, len(lines), across)]
        for row in rows:
            cells: list[Element] = [KeyLine(key, text, room) for key, text in row]
            cells += [Gap(0)] * (across - len(cells))
            parts.append(Beside(tuple((each, -1) for each in cells), 28))
    return tuple(parts)
