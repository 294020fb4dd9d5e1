"""While a bot thinks: the board of whoever sits at the screen, or no board where nobody does."""

from __future__ import annotations

from collections.abc import Mapping

from game.ui.desk import Desk
from game.ui.elements import Element, Words
from game.ui.intents import Do
from game.ui.page import Page
from game.ui.prose import bare
from game.ui.screen import Answer, Push
from game.ui.screens.board import Board
from game.ui.screens.common import Common
from game.ui.screens.menu import Menu
from game.ui.type import BODY, SHEET
from game.ui.widgets.buttons import GREY, Button
from game.ui.widgets.dialog import dialog
from game.ui.widgets.frame import ground


class Waiting:
    """The board without anything to pick; between two teams nothing of either is shown."""

    name = "waiting"

    def __init__(self, desk: Desk, side: str) -> None:
        """side: whose bot thinks."""
        self._desk = desk
        self.thinks = side
        self._common = Common(desk, side)
        at = self._common.sitting.at
        self._board = Board(desk, at, deciding=False) if at else None

    @property
    def keys(self) -> Mapping[str, Do]:
        keys = self._board.keys if self._board is not None else {"escape": Do("menu")}
        # Whoever reads on with Enter opens nothing by it: it counts once the focus is shown.
        return {**keys, "enter": Do("wait"), "space": Do("wait")}

    def handle(self, do: Do) -> Answer:
        if do.verb == "wait":
            return None
        if self._board is not None:
            return self._board.handle(do)
        return Push(Menu(self._desk, self)) if do.verb == "menu" else None

    def draw(self, page: Page) -> None:
        if self._board is not None:
            self._board.draw(page)
            return
        ground(page)
        words = self._common.words
        head = Words(
            words.say("ui.board.waiting", sides=bare(words, self.thinks)), SHEET, page.ink.first
        )
        parts: list[Element] = [
            Words(words.say("ui.board.waiting.about"), BODY, page.ink.second),
        ]
        menu = Button(Do("menu"), words.say("ui.tool.menu"), GREY, "gear")
        dialog(page, head, parts, menu)
