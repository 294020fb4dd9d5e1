"""A story as a page of the wire: its headline, its text, and what it changed."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from game.presenter.stories.story_pages import ChangeLine, Consequence, ConsequenceKind, StoryPage
from game.ui.page.elements import Beside, Element, Explained, Gap, Line, Stack, Words
from game.ui.page.page import Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import BODY, CAPITALS, LABEL, OUTCOME, SHEET, SMALL, Style, wrap_text
from game.ui.screens.news.changes import ChangeRow, changes_inset
from game.ui.screens.news.wire import WireHead, margins, story_paper
from game.ui.widgets.marked import Marked

TEXT = Style("sans", 23, 1.36)
_ICONS: Mapping[ConsequenceKind, str] = {
    "revealed": "eye",
    "promised": "seal",
    "opened": "table",
    "lapsed": "table",
    "other": "info",
    "steps": "next",
    "cards": "document",
    "table": "table",
    "upkeep": "diamond",
    "end": "door",
}
_OF_STAGES: tuple[ConsequenceKind, ...] = ("steps", "cards", "table", "upkeep", "end")


@frozen
class StorySheet:
    """A story on paper."""

    story: StoryPage

    def natural(self, page: Page, width: int) -> int:
        """Its height in pixels where all of it has room."""
        inner, pad = self._inner(page, width)
        height = sum(part.height(page, inner) for part in self._whole(page, inner))
        return height + 2 * pad + margins(page)[1]

    def squeezed(self, page: Page, width: int) -> int:
        """Its height in pixels with little room between the lines."""
        inner, pad = self._inner(page, width)
        height = sum(part.height(page, inner) for part in self._lines(page, inner))
        return height + pad + max(pad // 2, page.px(10)) + margins(page)[1]

    def draw_in(self, page: Page, rect: Rect, name: str = "story") -> None:
        """Draws it in a box and scrolls what has no room.

        name: that of the scrolled part.
        """
        story_paper(page, rect)
        inner, pad = self._inner(page, rect.w)
        height = rect.h - pad - max(pad // 2, page.px(10)) - margins(page)[1]
        place = Rect(rect.x + (rect.w - inner) // 2, rect.y + pad, inner, height)
        if self.natural(page, rect.w) <= rect.h:
            Stack(tuple(self._whole(page, inner))).draw(page, place.x, place.y, inner)
            return
        lines = self._lines(page, inner)
        if self.squeezed(page, rect.w) > rect.h:
            lines = self._lines(page, inner - max(6, page.px(10)) - page.px(6))
        Scroll(name, tuple(lines), 0, page.paper.line).draw_in(page, place)

    def _inner(self, page: Page, width: int) -> tuple[int, int]:
        """The width of the text, and the room above it."""
        return width - 2 * margins(page)[0] - 2 * page.px(38), page.px(28)

    # Its parts

    def _whole(self, page: Page, inner: int) -> list[Element]:
        """All of it, with the changes beside the text where the page is wide enough."""
        text, changes = self._text(page), self._changes(page)
        parts: list[Element] = [self._head(), Gap(14)]
        parts += [*self._headline(page, inner), Gap(14)]
        parts += [Line(page.paper.line), Gap(18)]
        if not changes:
            parts.append(Stack(tuple(text), 12))
        elif inner >= page.theme.tall(880):
            inset = changes_inset(page, self.story.changes_head, changes)
            parts.append(Beside(((Stack(tuple(text), 12), -0.92), (inset, -1)), 44))
        else:
            parts += [Stack(tuple(text), 12), Gap(16)]
            parts.append(changes_inset(page, self.story.changes_head, changes))
        if self.story.source:
            parts += [Gap(16), Words(self.story.source, LABEL, page.paper.third)]
        return parts

    def _lines(self, page: Page, inner: int) -> list[Element]:
        """All of it in parts that are small enough to be scrolled one by one."""
        parts: list[Element] = [self._head(), Gap(10)]
        parts += self._headline(page, inner, squeezed=True)
        for text in self._text(page):
            parts.append(Gap(8))
            parts += [Words(line, text.style, text.colour) for line in text.lines(page, inner)]
        changes = self._changes(page)
        if changes:
            head = Words(self.story.changes_head, CAPITALS, page.paper.first)
            parts += [Gap(12), head, *changes]
        if self.story.source:
            lines = wrap_text(self.story.source, LABEL, page.theme, inner)
            parts += [Gap(10), *(Words(line, LABEL, page.paper.third) for line in lines)]
        return parts

    def _head(self) -> WireHead:
        return WireHead(self.story.head, self.story.date, self.story.label)

    def _headline(self, page: Page, inner: int, squeezed: bool = False) -> list[Element]:
        """The headline, large where it then fits on one line."""
        headline, colour = self.story.headline, page.paper.first
        if not squeezed and len(wrap_text(headline, OUTCOME, page.theme, inner)) == 1:
            return [Words(headline, OUTCOME, colour)]
        return [
            Words(line, SHEET, colour) for line in wrap_text(headline, SHEET, page.theme, inner)
        ]

    def _text(self, page: Page) -> list[Words]:
        story, paper = self.story, page.paper
        told = (story.lead, *story.paragraphs) if story.lead else story.paragraphs
        texts = [Words(text, TEXT, paper.first) for text in told]
        texts += [Words(clause, BODY, paper.first) for clause in story.clauses]
        if story.cause:
            texts.append(Words(story.cause, SMALL, paper.second))
        return texts

    def _changes(self, page: Page) -> tuple[Element, ...]:
        rows: list[Element] = []
        for number, change in enumerate(self.story.changes, 1):
            last = number == len(self.story.changes) and not self.story.consequences
            rows.append(_change_row(change, last))
        for consequence in self.story.consequences:
            rows += [Gap(8), _consequence_row(page, consequence)]
        return tuple(rows)


def _change_row(change: ChangeLine, last: bool) -> Element:
    return Explained(ChangeRow(change, last), "track", change.name, change.about)


def _consequence_row(page: Page, consequence: Consequence) -> Element:
    paper, kind = page.paper, consequence.kind
    mark = paper.brass if kind in _OF_STAGES else None
    return Marked(_ICONS[kind], consequence.sentence, SMALL, paper.first, mark)
