"""The score of a side on paper: its total against par, and the lines that make it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.model.colours import Colour, mix_colours
from game.presenter.said.score import Score, SeatScore
from game.ui.page.elements import Beside, Element, Explained, Gap, Stack, Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    LABEL,
    PANEL,
    SCORE,
    SMALL,
    SMALL_STRONG,
    STRONG,
    Style,
    line_height,
    width_of,
    wrap_text,
)
from game.ui.paint.theme import SideLook
from game.ui.widgets.buttons import side_badge


@frozen
class SideScore:
    """One side's column."""

    look: SideLook
    name: str
    score: Score
    about_par: str
    """What par is, as a sentence."""
    heading: str
    """What stands above the results of its seats."""

    def _figure(self, page: Page) -> int:
        """The width of the total with the words before it."""
        texts = self.score.par_text, self.score.margin
        width = max(width_of(text, SMALL_STRONG, page.theme) for text in texts)
        return width + page.px(14) + width_of(self.score.figure, SCORE, page.theme)

    def _beside(self, page: Page, width: int) -> bool:
        """Whether the name and the figure stand in one line."""
        return self._name_room(page, width) >= max(
            width_of(word, PANEL, page.theme) for word in self.name.split()
        )

    def _badge(self, page: Page) -> int:
        return page.theme.tall(42)

    def _name_room(self, page: Page, width: int) -> int:
        return width - self._badge(page) - page.px(14) - self._figure(page) - page.px(14)

    def _names(self, page: Page, width: int) -> tuple[Words, Words, int]:
        room = (
            self._name_room(page, width)
            if self._beside(page, width)
            else width - self._badge(page) - page.px(14)
        )
        name = Words(self.name, PANEL, page.paper.first)
        return name, Words(self.score.below, SMALL_STRONG, page.paper.worse), room

    def _head(self, page: Page, width: int) -> tuple[int, int]:
        """The height of the name with what stands below it, and of the figure where that stands
        below both."""
        name, below, room = self._names(page, width)
        height = name.height(page, room) + (below.height(page, room) if self.score.below else 0)
        figure = line_height(SCORE, page.theme)
        if self._beside(page, width):
            return max(height, figure, self._badge(page)), 0
        rows = len(self._beside_total(page, width)) * line_height(SMALL_STRONG, page.theme)
        return max(height, self._badge(page)), max(figure, rows)

    def pieces(self, page: Page) -> tuple[Element, ...]:
        """Its head, its lines, and the results of its seats, as parts that are scrolled one by
        one."""
        lines = (ScorePiece(self, place) for place in range(-1, len(self.score.lines)))
        return (*lines, *self._seats(page))

    def _seats(self, page: Page) -> Iterator[Element]:
        """What counted for each seat alone."""
        if self.score.seats:
            yield Gap(16)
            yield Explained(Words(self.heading, SMALL_STRONG, page.paper.first), "seat")
        for seat in self.score.seats:
            yield from self._seat(page, seat)

    def _seat(self, page: Page, seat: SeatScore) -> Iterator[Element]:
        yield Gap(6)
        yield _row(page, seat.name, SMALL_STRONG, seat.figure, self.look.on_paper)
        for line in seat.lines:
            figure = line.figure if len(seat.lines) > 1 else ""
            yield _row(page, line.label, SMALL, figure, page.paper.second)

    def height(self, page: Page, width: int) -> int:
        return sum(piece.height(page, width) for piece in self.pieces(page))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        for piece in self.pieces(page):
            piece.draw(page, x, y, width)
            y += piece.height(page, width)

    def top_height(self, page: Page, width: int) -> int:
        """The height of the head, the bar and the remarks."""
        return self._bar_bottom(page, width) + self._remarks(page).height(page, width) + page.px(6)

    def _bar_bottom(self, page: Page, width: int) -> int:
        return sum(self._head(page, width)) + page.px(16) + page.theme.tall(26)

    def _remarks(self, page: Page) -> Explained:
        text = " ".join(each for each in (self.about_par, self.score.remarks) if each)
        return Explained(Words(text, SMALL, page.paper.second), "verdict")

    def draw_top(self, page: Page, x: int, y: int, width: int) -> None:
        """Draws the head, the bar and the remarks."""
        height, below = self._head(page, width)
        side_badge(page, self.look, (x, y), self._badge(page))
        name, signed, room = self._names(page, width)
        left = x + self._badge(page) + page.px(14)
        name.draw(page, left, y, room)
        if self.score.below:
            signed.draw(page, left, y + name.height(page, room), room)
        self._total(page, x, y + height if below else y, width)
        y += height + below + page.px(12)
        self._bar(page, Rect(x, y, width, page.theme.tall(18)))
        self._remarks(page).draw(page, x, y + page.px(4) + page.theme.tall(26), width)

    def _beside_total(self, page: Page, width: int) -> list[tuple[str, Style, Colour, str]]:
        """The lines of text beside the total: par, and how far that is."""
        room = width - width_of(self.score.figure, SCORE, page.theme) - page.px(14)
        margin = wrap_text(self.score.margin, SMALL_STRONG, page.theme, room)
        return [
            (self.score.par_text, SMALL, page.paper.second, "par"),
            *((text, SMALL_STRONG, page.paper.first, "margin") for text in margin),
        ]

    def _total(self, page: Page, left: int, y: int, width: int) -> None:
        total, right, lines = self.score.figure, left + width, self._beside_total(page, width)
        x = right - width_of(total, SCORE, page.theme)
        page.canvas.text(total, x, y, SCORE, self.look.on_paper)
        page.explain(Rect(x, y, right - x, line_height(SCORE, page.theme)), "score")
        row = line_height(SMALL_STRONG, page.theme)
        y += max(0, (line_height(SCORE, page.theme) - len(lines) * row) // 2)
        x -= page.px(14)
        for text, style, colour, term in lines:
            left = x - width_of(text, style, page.theme)
            page.canvas.text(text, left, y, style, colour)
            page.explain(Rect(left, y, x - left, row), term)
            y += row

    def _full(self) -> int:
        """The points that a whole bar stands for."""
        gains = sum(max(0, line.points) for line in self.score.lines)
        return max(1, round(max(gains, self.score.par, self.score.total) * 1.2))

    def _tint(self, page: Page, number: int) -> Colour:
        share = 0.42 * number / max(1, len(self.score.lines) - 1)
        return mix_colours(self.look.colour, page.paper.ground, share)

    def _bar(self, page: Page, rect: Rect) -> None:
        """Draws the lines one after another, the losses hatched at their end, and par."""
        page.canvas.box(rect, page.palette.shade, 3)
        step, x = rect.w / self._full(), float(rect.x)
        for i, line in enumerate(self.score.lines):
            if line.points > 0:
                length = step * line.points
                piece = Rect(round(x), rect.y, max(1, round(length) - max(1, page.px(2))), rect.h)
                page.canvas.box(piece, self._tint(page, i), 2)
                x += length
        lost = step * -sum(min(0, line.points) for line in self.score.lines)
        if lost:
            self._lost(page, Rect(max(rect.x, round(x - lost)), rect.y, round(lost), rect.h), x)
        par_x = rect.x + round(step * self.score.par)
        thick, over = max(2, page.px(4)), page.px(6)
        tick = Rect(par_x - thick // 2, rect.y - over, thick, rect.h + 2 * over)
        page.canvas.box(tick, page.paper.first, 1)

    def _lost(self, page: Page, rect: Rect, right: float) -> None:
        rect.w = max(1, round(right) - rect.x)
        with page.canvas.clipped(rect):
            page.canvas.box(rect, page.paper.raised, 0)
            for x in range(rect.x - rect.h, rect.right, max(4, page.px(7))):
                page.canvas.line((x, rect.bottom), (x + rect.h, rect.y), self.look.colour, 2)

    def _label(self, page: Page, i: int) -> Stack:
        line = self.score.lines[i]
        parts = [Words(line.label, SMALL, page.paper.first)]
        if line.rule:
            parts.append(Words(line.rule, LABEL, page.paper.second))
        return Stack(tuple(parts))

    def _columns(self, page: Page, width: int) -> tuple[int, int]:
        """The widths of the labels and of the figures."""
        figures = [line.figure for line in self.score.lines]
        figure = max((width_of(f, STRONG, page.theme) for f in figures), default=0)
        labels = [line.label for line in self.score.lines]
        wanted = max((width_of(label, SMALL, page.theme) for label in labels), default=0)
        rules = [width_of(line.rule, LABEL, page.theme) for line in self.score.lines]
        wanted = max(wanted, *rules, 0)
        return min(wanted, width * 56 // 100), figure

    def row_height(self, page: Page, width: int, i: int) -> int:
        """The height of a line."""
        height = self._label(page, i).height(page, self._columns(page, width)[0])
        return max(height, line_height(STRONG, page.theme)) + page.px(3)

    def draw_line(self, page: Page, x: int, y: int, width: int, i: int) -> None:
        """Draws one of its lines: its label, a bar, and its points."""
        label, figure = self._columns(page, width)
        line = self.score.lines[i]
        row = line_height(STRONG, page.theme)
        down = (row - line_height(SMALL, page.theme)) // 2
        self._label(page, i).draw(page, x, y + max(0, down), label)
        text_x = x + width - width_of(line.figure, STRONG, page.theme)
        page.canvas.text(line.figure, text_x, y, STRONG, page.paper.first)
        gap, thick = page.px(16), page.theme.tall(13)
        room = width - label - figure - 2 * gap
        long = round(room * line.share)
        piece = Rect(x + label + gap, y + (row - thick) // 2, max(long, page.px(3)), thick)
        if line.points > 0:
            page.canvas.box(piece, self._tint(page, i), 3)
        elif line.points < 0:
            page.canvas.box(piece, None, 3, self.look.colour, 2)


def _row(page: Page, label: str, style: Style, figure: str, colour: Colour) -> Beside:
    """A label, and a number at the right end."""
    width = width_of(figure, style, page.theme)
    return Beside(((Words(label, style, colour), -1), (Words(figure, style, colour), width)))


@frozen
class ScorePiece:
    """A part of a side's column: its head, or one of its lines."""

    score: SideScore
    place: int
    """Of the line; −1: the head."""

    def height(self, page: Page, width: int) -> int:
        if self.place < 0:
            return self.score.top_height(page, width)
        return self.score.row_height(page, width, self.place)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        if self.place < 0:
            self.score.draw_top(page, x, y, width)
        else:
            self.score.draw_line(page, x, y, width, self.place)
