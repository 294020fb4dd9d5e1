"""The record of proceedings as a page of its own, where the board has no room for it."""

from __future__ import annotations

from collections.abc import Mapping

from game.ui.desk import Desk
from game.ui.elements import Flow, Scroll, Words, cut_bottom, cut_top, padded
from game.ui.intents import Do
from game.ui.page import Page
from game.ui.screen import Answer, Pop
from game.ui.screens.common import Common
from game.ui.type import SMALL
from game.ui.widgets.buttons import GREY, Button, toggle
from game.ui.widgets.frame import ground, sheet
from game.ui.widgets.proceedings import ALL, NEWS, OURS, THEIRS, chosen, deeds, rows


class Proceedings:
    """What happened, as far as one side may know."""

    name = "proceedings"

    def __init__(self, desk: Desk, side: str) -> None:
        self._common = Common(desk, side)
        self._filter = ALL

    @property
    def keys(self) -> Mapping[str, Do]:
        return {"escape": Do("back"), "r": Do("back"), "enter": Do("back")}

    def handle(self, do: Do) -> Answer:
        if do.verb == "filter":
            self._filter = do.what
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
        pills = Flow(
            tuple(
                toggle(
                    Do("filter", kind),
                    words.say(f"ui.record.{kind}"),
                    self._filter == kind,
                    on_paper=True,
                )
                for kind in (ALL, OURS, THEIRS, NEWS)
            ),
            8,
            8,
        )
        head, rest = cut_top(inner, pills.height(page, inner.w), page.px(14))
        pills.draw(page, head.x, head.y, head.w)
        found = chosen(deeds(self._common.sitting.record(side)), side, self._filter)
        parts = (
            rows(page, words, found, rest.w)
            if found
            else (Words(words.say("record.nothing"), SMALL, page.paper.second),)
        )
        Scroll(f"record:{self._filter}", parts, 12, page.paper.line).draw_in(page, rest)
