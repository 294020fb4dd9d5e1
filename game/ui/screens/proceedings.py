"""The record of proceedings as a page of its own, where the board has no room for it."""

from __future__ import annotations

from collections.abc import Mapping

from game.ui.boxes import cut_bottom, padded
from game.ui.desk import Desk
from game.ui.intents import Do
from game.ui.page import Page
from game.ui.screen import Answer, Pop, Push
from game.ui.screens.common import Common
from game.ui.screens.replay import Replay
from game.ui.widgets.buttons import GREY, Button
from game.ui.widgets.frame import ground, sheet
from game.ui.widgets.proceedings import ALL, draw_record


class Proceedings:
    """What happened, as far as one side may know."""

    name = "proceedings"

    def __init__(self, desk: Desk, side: str) -> None:
        self._desk = desk
        self._common = Common(desk, side)
        self._filter = ALL

    @property
    def keys(self) -> Mapping[str, Do]:
        return {"escape": Do("back"), "r": Do("back"), "enter": Do("back")}

    def handle(self, do: Do) -> Answer:
        if do.verb == "filter":
            self._filter = do.what
        if do.verb == "turn":
            game, side = self._common.sitting.game, self._common.side
            return Push(Replay(self._desk, game, side, turn=int(do.what)))
        return Pop() if do.verb == "back" else None

    def draw(self, page: Page) -> None:
        ground(page)
        words, side = self._common.words, self._common.side
        rect = padded(page.rect, page.px(48), page.px(32))
        back = Button(Do("back"), words.say("ui.back"), GREY, "back")
        body, foot = cut_bottom(rect, back.height(page, rect.w), page.px(16))
        back.draw(page, foot.x, foot.y, back.natural(page))
        wide = min(body.w, page.theme.tall(1000))
        body.x, body.w = body.x + (body.w - wide) // 2, wide
        inner = sheet(page, body, words.say("ui.board.record"))
        draw_record(page, self._common.sitting, side, self._filter, inner)
