"""The panel of a question: to whom it is put, and the answers that can be given."""

from __future__ import annotations

from attrs import frozen

from game.ui.page.elements import Element, Explained, Gap, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import BODY, CAPITALS, SCENARIO, SMALL
from game.ui.paint.theme import SideLook
from game.ui.screens.news.answers import AnswerFace
from game.ui.widgets.row import EvenRow, lowest_rows
from game.ui.widgets.timeface import TimeFace

_GAP = 14
_RING = 9
"""Room for the focus ring around cards, in steps of the design."""


@frozen
class QuestionPanel:
    """The panel for one side."""

    above: str
    title: str
    about: tuple[str, ...]
    """What is known of others that are asked the same."""
    foot: str
    cards: tuple[AnswerFace, ...]
    look: SideLook
    time: TimeFace | None = None
    """What is left to answer."""

    def natural(self, page: Page, width: int) -> int:
        """How high it is where all of it has room."""
        inner, pad = self._inner(page, width)
        head, foot = self._head(page), self._foot(page)
        ends = self._head_height(page, head, inner) + foot.height(page, inner)
        return ends + self._cards_height(page, inner) + 2 * pad + 2 * page.px(16)

    def squeezed(self, page: Page, width: int) -> int:
        """How high it is with nothing but its title and the answers."""
        inner, pad = self._inner(page, width)
        head = self._head_height(page, self._title(page), inner)
        return head + self._cards_height(page, inner) + 2 * pad + page.px(16)

    def _cards_height(self, page: Page, inner: int) -> int:
        """How high all answers are, as they are drawn, to the pixel."""
        ring = page.px(_RING)
        rows = Stack(tuple(_Ringed(row) for row in self._rows(page, inner)), _GAP - 2 * _RING)
        return rows.height(page, inner + 2 * ring) - 2 * ring

    def draw_in(self, page: Page, rect: Rect, name: str = "answers") -> None:
        """Draws it in a box; answers that have no room are scrolled."""
        self._ground(page, rect)
        inner, pad = self._inner(page, rect.w)
        x, y, low = rect.x + (rect.w - inner) // 2, rect.y + pad, rect.bottom - pad
        head: Element = self._title(page)
        if self.natural(page, rect.w) <= rect.h:
            head, foot = self._head(page), self._foot(page)
            low -= foot.height(page, inner)
            foot.draw(page, x, low, inner)
            low -= page.px(16)
        height, width = self._head_height(page, head, inner), self._time_width(page)
        head.draw(page, x, y, inner - width)
        if self.time is not None:
            face = Rect(x + inner - self.time.width(page), y, self.time.width(page), height)
            self.time.draw_in(page, face, page.ink.ground)
        y += height + page.px(16)
        ring = page.px(_RING)
        place = Rect(x - ring, y - ring, inner + 2 * ring, low - y + 2 * ring)
        room = place.h - 2 * ring
        rows = tuple(_Ringed(row) for row in self._rows(page, inner, room))
        Scroll(name, rows, _GAP - 2 * _RING, self.look.on_ink).draw_in(page, place)

    def _time_width(self, page: Page) -> int:
        return self.time.width(page) + page.px(24) if self.time is not None else 0

    def _head_height(self, page: Page, head: Element, inner: int) -> int:
        """How high a head is beside the time that is left."""
        height = head.height(page, inner - self._time_width(page))
        return max(height, self.time.height(page)) if self.time is not None else height

    def _inner(self, page: Page, width: int) -> tuple[int, int]:
        return width - 2 * page.px(46), page.px(26)

    def _ground(self, page: Page, rect: Rect) -> None:
        page.canvas.shadow(rect, 30, 130)
        page.canvas.box(rect, page.ink.ground, 10, self.look.on_ink, 2)
        strip = Rect(rect.x, rect.y + page.px(22), page.px(8), rect.h - 2 * page.px(22))
        page.canvas.box(strip, self.look.on_ink, 3)

    def _title(self, page: Page) -> Element:
        title = Words(self.title, SCENARIO, page.ink.first)
        return Stack((title, *(Words(each, BODY, page.ink.second) for each in self.about)), 4)

    def _head(self, page: Page) -> Element:
        above = Explained(Words(self.above, CAPITALS, self.look.on_ink), "question")
        return Stack((above, Gap(4), self._title(page)))

    def _foot(self, page: Page) -> Marked:
        return Marked("eye", self.foot, SMALL, page.ink.third)

    def _rows(self, page: Page, inner: int, room: int | None = None) -> list[EvenRow]:
        return lowest_rows(page, self.cards, inner, 262, room=room)


@frozen
class _Ringed:
    """A row of cards with room around for the focus ring."""

    row: EvenRow

    def height(self, page: Page, width: int) -> int:
        ring = page.px(_RING)
        return self.row.height(page, width - 2 * ring) + 2 * ring

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        ring = page.px(_RING)
        self.row.draw(page, x + ring, y + ring, width - 2 * ring)
