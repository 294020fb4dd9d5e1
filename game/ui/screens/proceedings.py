"""The record of proceedings as a page of its own, where the board has no room for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from game.ui.page.commands import FilterRecord, GoBack, GoToTurn, KeyTable, shortcut
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Pop, Push
from game.ui.paint.canvas import cut_bottom, shrink_box
from game.ui.program.program import Program
from game.ui.screens.game_context import GameContext
from game.ui.screens.replaying.replay import Replay
from game.ui.widgets.buttons import GREY, Button
from game.ui.widgets.frame import ground, sheet
from game.ui.widgets.proceedings import draw_record

ProceedingsCommand = FilterRecord | GoToTurn | GoBack
KEYS: KeyTable[ProceedingsCommand] = KeyTable(
    "", (shortcut("enter", GoBack(), also=("escape", "r")),)
)


class Proceedings:
    """What happened, as far as one side may know."""

    name = "proceedings"

    def __init__(self, program: Program, side: str) -> None:
        self._program = program
        self._context = GameContext(program, side)
        self._filter = "all"

    @property
    def keys(self) -> Mapping[str, ProceedingsCommand]:
        return KEYS.commands()

    def handle(self, command: ProceedingsCommand) -> Answer:
        match command:
            case FilterRecord(kind=kind):
                self._filter = kind
                return None
            case GoToTurn(turn=turn):
                game, side = self._context.hot_seat.game, self._context.side
                return Push(Replay(self._program, game, side, turn=turn))
            case GoBack():
                return Pop()
            case _:
                assert_never(command)

    def draw(self, page: Page) -> None:
        ground(page)
        words, side = self._context.words, self._context.side
        rect = shrink_box(page.rect, page.px(48), page.px(32))
        back = Button(GoBack(), words.say("ui.back"), GREY, "back")
        body, foot = cut_bottom(rect, back.height(page, rect.w), page.px(16))
        back.draw(page, foot.x, foot.y, back.natural(page))
        width = min(body.w, page.theme.tall(1000))
        body.x, body.w = body.x + (body.w - width) // 2, width
        inner = sheet(page, body, words.say("ui.board.record"))
        draw_record(page, self._context.hot_seat, side, self._filter, inner)
