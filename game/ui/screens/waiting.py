"""While a bot thinks: the board of whoever sits at the screen, who looks on."""

from __future__ import annotations

from collections.abc import Mapping

from game.model.decisions import PUBLIC
from game.ui.desk import Desk
from game.ui.intents import Do
from game.ui.page import Page
from game.ui.screen import Answer
from game.ui.screens.board import Board


class Waiting:
    """The board without anything to pick."""

    name = "waiting"

    def __init__(self, desk: Desk, side: str) -> None:
        """side: whose bot thinks."""
        self._desk = desk
        self.thinks = side
        sitting = desk.sitting
        at = sitting.at if sitting is not None and sitting.at else PUBLIC
        self._board = Board(desk, at, deciding=False)

    @property
    def keys(self) -> Mapping[str, Do]:
        return {"escape": Do("menu")}

    def handle(self, do: Do) -> Answer:
        return self._board.handle(do)

    def draw(self, page: Page) -> None:
        self._board.draw(page)
