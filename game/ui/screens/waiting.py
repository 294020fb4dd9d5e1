"""While a bot thinks: the board of whoever sits at the screen, or no board where nobody does."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from game.presenter.prose import name_without_article
from game.ui.page.commands import Command, KeyTable, OpenMenu, shortcut
from game.ui.page.elements import Element, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Push
from game.ui.paint.fonts import BODY, SHEET
from game.ui.program.program import Program
from game.ui.screens.board.board import Board
from game.ui.screens.board.board_commands import BoardCommand
from game.ui.screens.game_context import GameContext
from game.ui.screens.menu.menu import Menu
from game.ui.widgets.buttons import GREY, Button
from game.ui.widgets.dialog import dialog
from game.ui.widgets.frame import ground


@frozen
class KeepWaiting(Command):
    """Does nothing: Enter presses something here only once the focus is visible."""


WaitingCommand = KeepWaiting | BoardCommand
KEYS: KeyTable[WaitingCommand] = KeyTable(
    "", (shortcut("enter", KeepWaiting(), also=("space",)), shortcut("escape", OpenMenu()))
)


class WaitingScreen:
    """The board without anything to pick; between two teams nothing of either is shown."""

    name = "waiting"

    def __init__(self, program: Program, side: str) -> None:
        """side: whose bot thinks."""
        self._program = program
        self.thinks = side
        self._context = GameContext(program, side)
        seated = self._context.hot_seat.seated
        self._board = Board(program, seated, deciding=False) if seated else None

    @property
    def keys(self) -> Mapping[str, WaitingCommand]:
        if self._board is None:
            return KEYS.commands()
        return {**self._board.keys, **KEYS.commands(without={OpenMenu()})}

    def handle(self, command: WaitingCommand) -> Answer:
        match command:
            case KeepWaiting():
                return None
            case _ if self._board is not None:
                return self._board.handle(command)
            case OpenMenu():
                return Push(Menu(self._program, self))
            case _:
                return None  # there is no board on which it could be done

    def draw(self, page: Page) -> None:
        if self._board is not None:
            self._board.draw(page)
            return
        ground(page)
        words = self._context.words
        head = Words(
            words.say("ui.board.waiting", sides=name_without_article(words, self.thinks)),
            SHEET,
            page.ink.first,
        )
        parts: list[Element] = [
            Words(words.say("ui.board.waiting.about"), BODY, page.ink.second),
        ]
        menu = Button(OpenMenu(), words.say("ui.tool.menu"), GREY, "gear")
        dialog(page, head, parts, menu)
