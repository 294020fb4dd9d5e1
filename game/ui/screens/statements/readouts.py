"""Statements side by side: what each side said of the same thing, at the same time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from game.presenter.own_words import words_of_statement
from game.presenter.statements import StatementRound, latest_statements
from game.ui.page.commands import GoBack
from game.ui.page.elements import Words
from game.ui.page.keys import KeyTable, shortcut
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Pop
from game.ui.paint.boxes import cut_bottom, cut_top, shrink_box
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import SHEET, SMALL, line_height, width_of
from game.ui.program.program import Program
from game.ui.screens.statements.statement import LARGE, SMALLER, StatementSheet
from game.ui.widgets.buttons import GREY, Button
from game.ui.widgets.frame import ground

STYLES = (LARGE, SMALLER)
"""The first in which all of the statements has room."""


KEYS = KeyTable("", (shortcut("enter", GoBack(), also=("escape", "w")),))


class Readouts:
    """The latest statements beside each other, on paper."""

    name = "readouts"

    def __init__(self, program: Program, side: str) -> None:
        self._program = program
        self._side = side

    @property
    def keys(self) -> Mapping[str, GoBack]:
        return KEYS.commands()

    def handle(self, command: GoBack) -> Answer:  # noqa: ARG002
        return Pop()

    def draw(self, page: Page) -> None:
        ground(page)
        words = self._program.playing.words
        statements = latest_statements(self._program.playing, self._side)
        rect = shrink_box(page.rect, page.px(48), page.px(32))
        back = Button(GoBack(), words.say("ui.back"), GREY, "back")
        body, foot = cut_bottom(rect, back.height(page, rect.w), page.px(18))
        back.draw(page, foot.x, foot.y, back.natural(page))
        head, body = cut_top(body, self._head_height(page), page.px(18))
        page.canvas.text(words.say("ui.readouts.title"), head.x, head.y, SHEET, page.ink.first)
        if statements is None:
            nothing = Words(words.say("ui.readouts.none"), SMALL, page.ink.second)
            nothing.draw(page, body.x, body.y, body.w)
            return
        self._told(page, head, statements)
        for sheet, box in self._sheets(page, body, statements):
            sheet.draw_in(page, box)

    def _sheets(
        self, page: Page, body: Rect, statements: StatementRound
    ) -> Iterator[tuple[StatementSheet, Rect]]:
        """The sheets beside each other, all as high as the highest needs to be."""
        hot_seat = self._program.playing
        words, count, gap = hot_seat.words, len(statements.statements), page.px(32)
        width = (body.w - gap * (count - 1)) // count
        sheets = [
            StatementSheet(
                words,
                each,
                written=words_of_statement(hot_seat, statements.turn, each.side, each.action),
            )
            for each in statements.statements
        ]
        for style in STYLES:
            sheets = [evolve(sheet, style=style) for sheet in sheets]
            height = max(sheet.natural(page, width) for sheet in sheets)
            if height <= body.h:
                break
        height = min(body.h, max(height, body.h * 55 // 100))
        y = body.y + (body.h - height) // 6
        for i, sheet in enumerate(sheets):
            yield sheet, Rect(body.x + i * (width + gap), y, width, height)

    def _head_height(self, page: Page) -> int:
        return line_height(SHEET, page.theme) + line_height(SMALL, page.theme)

    def _told(self, page: Page, head: Rect, statements: StatementRound) -> None:
        words = self._program.playing.words
        sentence = words.say(
            "ui.readouts.turn", phase=words.naming.phase(statements.phase), turn=statements.turn
        )
        y = head.y + line_height(SHEET, page.theme)
        x = head.x + page.canvas.text(sentence, head.x, y, SMALL, page.ink.second) + page.px(24)
        together = words.say("ui.readouts.together")
        if x + width_of(together, SMALL, page.theme) <= head.right:
            page.canvas.text(together, x, y, SMALL, page.ink.third)
