"""Statements side by side: what each side said of the same thing, at the same time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from game.presenter.statements import Statements, latest_readouts
from game.ui.page.commands import Do
from game.ui.page.elements import Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Pop
from game.ui.paint.boxes import cut_bottom, cut_top, padded
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import SHEET, SMALL, line_height, width_of
from game.ui.program.program import Program
from game.ui.screens.statements.statement import LARGE, SMALLER, StatementSheet
from game.ui.widgets.buttons import GREY, Button
from game.ui.widgets.frame import ground

STYLES = (LARGE, SMALLER)
"""The first in which all of the statements has room."""


class Readouts:
    """The latest statements beside each other, on paper."""

    name = "readouts"

    def __init__(self, program: Program, side: str) -> None:
        self._program = program
        self._side = side

    @property
    def keys(self) -> Mapping[str, Do]:
        return {"escape": Do("back"), "w": Do("back"), "enter": Do("back")}

    def handle(self, do: Do) -> Answer:
        return Pop() if do.verb == "back" else None

    def draw(self, page: Page) -> None:
        ground(page)
        words = self._program.playing.words
        found = latest_readouts(self._program.playing, self._side)
        rect = padded(page.rect, page.px(48), page.px(32))
        back = Button(Do("back"), words.say("ui.back"), GREY, "back")
        body, foot = cut_bottom(rect, back.height(page, rect.w), page.px(18))
        back.draw(page, foot.x, foot.y, back.natural(page))
        head, body = cut_top(body, self._head_high(page), page.px(18))
        page.canvas.text(words.say("ui.readouts.title"), head.x, head.y, SHEET, page.ink.first)
        if found is None:
            told = Words(words.say("ui.readouts.none"), SMALL, page.ink.second)
            told.draw(page, body.x, body.y, body.w)
            return
        self._told(page, head, found)
        for sheet, box in self._sheets(page, body, found):
            sheet.draw_in(page, box)

    def _sheets(
        self, page: Page, body: Rect, found: Statements
    ) -> Iterator[tuple[StatementSheet, Rect]]:
        """The sheets beside each other, all as high as the highest needs to be."""
        words, count, gap = self._program.playing.words, len(found.statements), page.px(32)
        wide = (body.w - gap * (count - 1)) // count
        sheets = [StatementSheet(words, each) for each in found.statements]
        for style in STYLES:
            sheets = [evolve(sheet, style=style) for sheet in sheets]
            high = max(sheet.natural(page, wide) for sheet in sheets)
            if high <= body.h:
                break
        high = min(body.h, max(high, body.h * 55 // 100))
        y = body.y + (body.h - high) // 6
        for i, sheet in enumerate(sheets):
            yield sheet, Rect(body.x + i * (wide + gap), y, wide, high)

    def _head_high(self, page: Page) -> int:
        return line_height(SHEET, page.theme) + line_height(SMALL, page.theme)

    def _told(self, page: Page, head: Rect, found: Statements) -> None:
        words = self._program.playing.words
        told = words.say("ui.readouts.turn", phase=words.naming.phase(found.phase), turn=found.turn)
        y = head.y + line_height(SHEET, page.theme)
        x = head.x + page.canvas.text(told, head.x, y, SMALL, page.ink.second) + page.px(24)
        together = words.say("ui.readouts.together")
        if x + width_of(together, SMALL, page.theme) <= head.right:
            page.canvas.text(together, x, y, SMALL, page.ink.third)
