"""A statement to the press, on paper: whose it is, its words in large letters, what followed."""

from __future__ import annotations

from attrs import evolve, frozen

from game.presenter.prose import without_sources
from game.presenter.sides.colours import mix_colours
from game.presenter.statements import Statement
from game.ui.page.elements import Element, Gap, Line, Words
from game.ui.page.page import Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.boxes import shrink_box
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import CAPITALS, SHEET, SMALL, SMALL_STRONG, Style
from game.ui.paint.icons import icon
from game.ui.paint.theme import SideLook
from game.ui.widgets.buttons import side_badge
from game.ui.widgets.marked import Marked
from game.ui.widgets.side_looks import looks
from game.words.wording import Wording

LARGE = Style("serif", 40, 1.34)
SMALLER = Style("serif", 29, 1.34)


@frozen
class StatementSheet:
    """One side's statement."""

    words: Wording
    statement: Statement
    style: Style = LARGE
    written: str = ""
    """What the side wrote with it; may be empty."""

    def _look(self, page: Page) -> SideLook:
        return looks(self.words.scenario, page.palette)[self.statement.side]

    def _inner(self, page: Page, rect: Rect) -> Rect:
        return shrink_box(rect, page.px(40), page.px(34))

    def _head(self, page: Page, width: int) -> tuple[Words, Words, int, int]:
        """The two lines of the letterhead, how wide they are, and how high all of it is."""
        side = self.words.naming.side_inside(self.statement.side)
        upper = self.words.say("ui.readouts.statement", side=side)
        first = Words(upper, SMALL_STRONG, self._look(page).on_paper)
        second = Words(self.words.naming.action(self.statement.action), SHEET, page.paper.first)
        room = width - self._badge(page) - page.px(16)
        height = first.height(page, room) + second.height(page, room)
        return first, second, room, max(height, self._badge(page)) + page.px(20)

    def _badge(self, page: Page) -> int:
        return page.theme.tall(56)

    def natural(self, page: Page, width: int) -> int:
        """How high it is where all of it has room."""
        inner = self._inner(page, Rect(0, 0, width, 0)).w
        height = sum(part.height(page, inner) + page.px(8) for part in self._parts(page))
        return self._head(page, inner)[3] + height + 2 * page.px(34)

    def draw_in(self, page: Page, rect: Rect) -> None:
        """Draws it in a box; what has no room is scrolled."""
        look, inner = self._look(page), self._inner(page, rect)
        page.canvas.paper(rect, aged=True)
        with page.canvas.clipped(Rect(rect.x, rect.y, rect.w, page.px(10))):
            page.canvas.box(Rect(rect.x, rect.y, rect.w, page.px(40)), look.colour, 8)
        self._quote(page, inner)
        side_badge(page, look, inner.topleft, self._badge(page))
        first, second, room, height = self._head(page, inner.w)
        left = inner.right - room
        page.explain(Rect(left, inner.y, room, first.height(page, room)), "statement")
        first.draw(page, left, inner.y, room)
        second.draw(page, left, inner.y + first.height(page, room), room)
        body = Rect(inner.x, inner.y + height, inner.w, max(1, inner.h - height))
        name = f"statement-{self.statement.side}"
        Scroll(name, tuple(self._parts(page)), 8, page.paper.line).draw_in(page, body)

    def _quote(self, page: Page, inner: Rect) -> None:
        """A large pale quotation mark in the corner."""
        size = page.theme.tall(150)
        pale = mix_colours(page.paper.ground, self._look(page).colour, 0.07)
        page.canvas.picture(icon("quote", size, pale), (inner.right - size, inner.bottom - size))

    def _parts(self, page: Page) -> list[Element]:
        words, paper = self.words, page.paper
        text = without_sources(words.scenario.actions[self.statement.action].text)
        first, *followed = self.statement.entries
        sentences = words.entries([evolve(first, quotation=None), *followed])[1:]
        said = first.quotation
        own_words = said.text if said is not None else self.written
        quoted = words.say("quoted", text=own_words) if own_words else ""
        none = [Words(words.say("ui.readouts.nothing"), SMALL, paper.second)]
        return [
            *([Words(text, self.style, paper.first)] if text else []),
            *([Marked("quote", quoted, SMALL, paper.first, paper.third)] if quoted else []),
            Gap(12),
            Line(paper.line),
            Gap(6),
            Words(words.say("ui.readouts.follows"), CAPITALS, paper.third),
            *([] if sentences else none),
            *(Marked("arrow-right", s, SMALL, paper.first, paper.third) for s in sentences),
        ]
