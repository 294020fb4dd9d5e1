"""The record of proceedings: what happened, newest turn first, each with the sign of who did it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from attrs import frozen

from game.presenter.hot_seat import HotSeat
from game.presenter.proceedings import (
    Happening,
    filter_by_key,
    happening_text,
    happenings,
    record_filters,
)
from game.presenter.prose import name_without_article
from game.ui.page.commands import FilterRecord
from game.ui.page.elements import Element, Flow, Gap, Labelled, Line, Stack, Words
from game.ui.page.page import Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, cut_top
from game.ui.paint.fonts import SMALL, SMALL_STRONG, STRONG, line_height
from game.ui.paint.icons import icon
from game.ui.paint.theme import looks
from game.ui.widgets.buttons import side_badge, toggle
from game.ui.widgets.jump import Jump
from game.words.wording import Wording


def draw_record(page: Page, hot_seat: HotSeat, side: str, key: str, rect: Rect) -> None:
    """Draws the record of one side on a sheet of paper, below the buttons of its filters.

    key: that of the filter which is on.
    """
    words = hot_seat.words
    record = list(happenings(hot_seat.record(side), hot_seat.new_entries(side)))
    filters = record_filters(words, record, side)
    chosen = filter_by_key(filters, key)
    pills = Flow(
        tuple(
            toggle(FilterRecord(each.key), each.name, each == chosen, on_paper=True)
            for each in filters
        ),
        8,
        8,
    )
    head, rest = cut_top(rect, pills.height(page, rect.w), page.px(14))
    pills.draw(page, head.x, head.y, head.w)
    page.explain(head, "record")
    shown = [happening for happening in record if chosen.matches(happening)]
    parts: tuple[Element, ...] = rows(page, words, shown, jumps=True)
    if not parts:
        parts = (Words(words.say("record.nothing"), SMALL, page.paper.second),)
    ring = page.px(8)
    Scroll(f"record:{chosen.key}", parts, 12, page.paper.line).draw_in(page, rest.inflate(0, ring))


def rows(
    page: Page, words: Wording, shown: Sequence[Happening], *, jumps: bool = False
) -> tuple[Element, ...]:
    """Happenings as lines on paper, the newest first.

    jumps: whether the heading of a turn opens the game as it stood then.
    """
    parts: list[Element] = []
    turn: int | None = None
    for happening in reversed(shown):
        if happening.turn != turn:
            turn = happening.turn
            heading = _turn_heading(page, words, turn, jumps)
            parts += [heading] if not parts else [Gap(6), heading]
        text = happening_text(words, happening)
        sentence = Words(text.sentence, SMALL, page.paper.first)
        words_of_bot = [Words(each, SMALL, page.paper.second) for each in text.quotations]
        followed = []
        if text.followed:
            followed.append(Words(text.followed, SMALL_STRONG, page.paper.second))
        parts.append(_Row(words, happening, (sentence, *words_of_bot, *followed)))
    return tuple(parts)


def _turn_heading(page: Page, words: Wording, turn: int, jumps: bool) -> Element:
    paper = page.paper
    day = words.day(turn) if turn else ""
    name = words.say("ui.record.turn", turn=turn) if turn else words.say("ui.record.before")
    heading: Element = Words(day or name, STRONG, paper.first)
    if day:
        heading = Labelled(Words(day, STRONG, paper.first), Words(name, SMALL, paper.third))
    if jumps:
        return Jump(heading, turn, name, words.say("ui.record.then"), on_paper=True)
    return Stack((heading, Gap(4), Line(paper.line)))


@frozen
class _Row:
    """A sign and a sentence, and below it in small letters what followed."""

    words: Wording
    happening: Happening
    parts: tuple[Words, ...]

    def _size(self, page: Page) -> int:
        return page.theme.tall(26)

    def height(self, page: Page, width: int) -> int:
        inner = width - self._size(page) - page.px(14)
        return max(self._size(page), sum(page.height_of(part, inner) for part in self.parts))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        if page.canvas.ghost:
            return  # nothing in it can be pressed
        size = self._size(page)
        if self.happening.new:
            bar = Rect(x - page.px(9), y, max(2, page.px(4)), self.height(page, width))
            page.canvas.box(bar, page.paper.brass, 1)
            page.explain(bar.inflate(page.px(6), 0), "fresh")
        self._sign(page, x, y + max(0, (line_height(SMALL, page.theme) - size) // 2), size)
        left, inner = x + size + page.px(14), width - size - page.px(14)
        for part in self.parts:
            part.draw(page, left, y, inner)
            y += page.height_of(part, inner)

    def _sign(self, page: Page, x: int, y: int, size: int) -> None:
        match self.happening.kind:
            case "promise":
                page.canvas.picture(icon("seal", size, page.paper.brass, page.paper.ground), (x, y))
                page.explain(Rect(x, y, size, size), "promise")
            case "action":
                side = self.happening.side
                look = looks(self.words.scenario, page.palette)[side]
                side_badge(page, look, (x, y), size)
                page.explain(Rect(x, y, size, size), "side", name_without_article(self.words, side))
            case "change":
                page.canvas.picture(icon("motion", size, page.paper.third), (x, y))
                page.explain(Rect(x, y, size, size), "changes")
            case "news":
                news = icon("diamond", size, page.palette.news, page.paper.ground)
                page.canvas.picture(news, (x, y))
                page.explain(Rect(x, y, size, size), "news")
            case kind:
                assert_never(kind)
