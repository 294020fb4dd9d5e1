"""A story as a page of the wire: its headline, its text, and what it changed."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from attrs import evolve, frozen

from game.model.colours import Colour, mix_colours
from game.presenter.charts.talks_layout import vote_scene
from game.presenter.said.tally import Tally
from game.presenter.stories.story_pages import ChangeLine, Consequence, ConsequenceKind, StoryPage
from game.ui.page.elements import Beside, Element, Explained, Gap, Inset, Line, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    BODY,
    CAPITALS,
    FIGURE,
    LABEL,
    OUTCOME,
    SHEET,
    SMALL,
    STRONG,
    Style,
    line_height,
    pixel_size,
    width_of,
    wrap_text,
)
from game.ui.paint.icons import icon
from game.ui.screens.news.wire import WireHead, margins, story_paper
from game.ui.widgets.scene import WindowPen, draw_scene

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
        changes = self._changes(page)
        text = Stack((*self._text(page), *self._bars()), 12)
        parts: list[Element] = [self._head(), Gap(14)]
        parts += [*self._headline(page, inner), Gap(14)]
        parts += [Line(page.paper.line), Gap(18)]
        if not changes:
            parts.append(text)
        elif inner >= page.theme.tall(880):
            inset = _changes_inset(page, self.story.changes_head, changes)
            parts.append(Beside(((text, -0.92), (inset, -1)), 44))
        else:
            parts += [text, Gap(16)]
            parts.append(_changes_inset(page, self.story.changes_head, changes))
        if self.story.source:
            parts += [Gap(16), Words(self.story.source, LABEL, page.paper.third)]
        if self.story.briefs:
            parts += [Gap(20), Line(page.paper.line), Gap(12)]
            parts.append(Stack(tuple(self._briefs(page)), 4))
        return parts

    def _lines(self, page: Page, inner: int) -> list[Element]:
        """All of it in parts that are small enough to be scrolled one by one."""
        parts: list[Element] = [self._head(), Gap(10)]
        parts += self._headline(page, inner, squeezed=True)
        for text in self._text(page):
            parts.append(Gap(8))
            parts += [Words(line, text.style, text.colour) for line in text.lines(page, inner)]
        parts += [part for bars in self._bars() for part in (Gap(10), bars)]
        changes = self._changes(page)
        if changes:
            head = Words(self.story.changes_head, CAPITALS, page.paper.first)
            parts += [Gap(12), head, *changes]
        if self.story.source:
            lines = wrap_text(self.story.source, LABEL, page.theme, inner)
            parts += [Gap(10), *(Words(line, LABEL, page.paper.third) for line in lines)]
        if self.story.briefs:
            parts += [Gap(12), Line(page.paper.line)]
            for text in self._briefs(page):
                parts += [Gap(4), *(evolve(text, text=line) for line in text.lines(page, inner))]
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

    def _bars(self) -> tuple[Element, ...]:
        tally = self.story.tally
        return (_VoteBars(tally),) if tally is not None and tally.counts else ()

    def _briefs(self, page: Page) -> list[Words]:
        """Other stories in brief, below a heading."""
        texts = [Words(self.story.briefs_head, CAPITALS, page.paper.first)]
        for brief in self.story.briefs:
            texts.append(Words(brief.headline, STRONG, page.paper.first))
            texts += [Words(brief.text, SMALL, page.paper.second)] if brief.text else []
        return texts

    def _changes(self, page: Page) -> tuple[Element, ...]:
        rows: list[Element] = []
        for number, change in enumerate(self.story.changes, 1):
            last = number == len(self.story.changes) and not self.story.consequences
            rows.append(_change_row(change, last))
        for consequence in self.story.consequences:
            rows += [Gap(8), _consequence_row(page, consequence)]
        return tuple(rows)


@frozen
class _VoteBars:
    """What was for a proposal and against it, by count, and what decides."""

    tally: Tally

    def height(self, page: Page, width: int) -> int:
        return ceil(vote_scene(self.tally, WindowPen(page.theme), width).height)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        scene = vote_scene(self.tally, WindowPen(page.theme), width)
        with page.on_paper():
            draw_scene(page, Rect(x, y, width, ceil(scene.height)), scene.shapes, {})


def _change_row(change: ChangeLine, last: bool) -> Element:
    return Explained(_ChangeRow(change, last), "track", change.name, change.about)


def _consequence_row(page: Page, consequence: Consequence) -> Element:
    paper, kind = page.paper, consequence.kind
    mark = paper.brass if kind in _OF_STAGES else None
    return Marked(_ICONS[kind], consequence.sentence, SMALL, paper.first, mark)


@frozen
class _ChangeRow:
    """The change of one track."""

    line: ChangeLine
    last: bool = False
    """Whether it is the last row, which has no rule below it."""

    def _arrow_size(self, page: Page) -> int:
        return page.theme.tall(26)

    def _figures_width(self, page: Page) -> int:
        if self.line.figures is None:
            return 0
        before, after = (width_of(figure, FIGURE, page.theme) for figure in self.line.figures)
        if self.line.figures[0] == self.line.figures[1]:
            return after
        return before + page.px(10) + pixel_size(FIGURE, page.theme) * 7 // 10 + page.px(10) + after

    def _text_width(self, page: Page, width: int) -> int:
        figures = self._figures_width(page)
        gap = page.px(20) if figures else 0
        return width - self._arrow_size(page) - page.px(14) - figures - gap

    def _is_beside(self, page: Page, width: int) -> bool:
        """Whether the change has room on the line of the name."""
        texts = (self.line.name, self.line.change)
        needed = sum(width_of(text, STRONG, page.theme) for text in texts) + page.px(20)
        return needed <= self._text_width(page, width)

    def _colour(self, page: Page) -> Colour:
        paper = page.paper
        colours = {"better": paper.better, "worse": paper.worse, None: paper.second}
        return colours[self.line.verdict]

    def _texts(self, page: Page) -> tuple[Words, Words]:
        name = Words(self.line.name, STRONG, page.paper.first)
        return name, Words(self.line.change, STRONG, self._colour(page))

    def height(self, page: Page, width: int) -> int:
        room, (name, change) = self._text_width(page, width), self._texts(page)
        height = name.height(page, room)
        if not self._is_beside(page, width):
            height += change.height(page, room)
        return max(height, self._arrow_size(page)) + page.px(18)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        height, size = self.height(page, width), self._arrow_size(page)
        self._draw_arrow(page, x, y + (height - size) // 2, size)
        room, (name, change) = self._text_width(page, width), self._texts(page)
        left = x + size + page.px(14)
        if self._is_beside(page, width):
            top = y + (height - name.height(page, room)) // 2
            name.draw(page, left, top, room)
            evolve(change, align="right").draw(page, left, top, room)
        else:
            both = name.height(page, room) + change.height(page, room)
            top = y + (height - both) // 2
            name.draw(page, left, top, room)
            change.draw(page, left, top + name.height(page, room), room)
        self._draw_figures(page, x + width, y + (height - line_height(FIGURE, page.theme)) // 2)
        if not self.last:
            page.canvas.box(Rect(x, y + height - 1, width, 1), page.paper.line, 0)

    def _draw_arrow(self, page: Page, x: int, y: int, size: int) -> None:
        middle = (x + size / 2, y + size / 2)
        page.canvas.disc(middle, size / 2, self._colour(page))
        name = {1: "arrow-up", -1: "arrow-down"}.get(self.line.direction, "minus")
        small = size * 6 // 10
        arrow = icon(name, small, page.paper.raised)
        page.canvas.picture(arrow, (x + (size - small) // 2, y + (size - small) // 2))

    def _draw_figures(self, page: Page, right: int, y: int) -> None:
        if self.line.figures is None:
            return
        before, after = self.line.figures
        x = right - self._figures_width(page)
        if before != after:
            x += page.canvas.text(before, x, y, FIGURE, page.paper.first) + page.px(10)
            size = pixel_size(FIGURE, page.theme) * 7 // 10
            arrow = icon("arrow-right", size, page.paper.second)
            page.canvas.picture(arrow, (x, y + (line_height(FIGURE, page.theme) - size) // 2))
            x += size + page.px(10)
        page.canvas.text(after, x, y, FIGURE, page.paper.first)


def _changes_inset(page: Page, title: str, rows: tuple[Element, ...]) -> Element:
    """What changed, on a lighter ground."""
    head = Words(title, CAPITALS, page.paper.first)
    edge = mix_colours(page.paper.line, page.paper.raised, 0.2)
    return Inset(Stack((head, Gap(6), *rows)), 18, page.paper.raised, edge, 6, 1.5, across=26)
