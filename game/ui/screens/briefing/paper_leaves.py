"""What lies in a dossier beside text: cards that were dealt, lines of the score, seats."""

from __future__ import annotations

from attrs import evolve, frozen

from game.model.colours import contrast, mix_colours
from game.ui.page.elements import Gap, Line, Stack, Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    CAPITALS,
    CARD,
    LABEL,
    SCENARIO,
    SMALL,
    STRONG,
    Style,
    line_height,
    width_of,
    wrap_text,
)
from game.ui.paint.icons import icon
from game.ui.paint.theme import SideLook
from game.words.sentences import number

POINTS = Style("black", 26, 1.2)
PAR = Style("black", 46, 1.1)
_INK = (9, 15, 27)


@frozen
class DealtCard:
    """A card that was dealt: dark, in its holder's colour, on the paper."""

    deal: str
    name: str
    text: str
    look: SideLook
    style: Style = SMALL
    least: int = 0

    def at_least(self, height: int) -> DealtCard:
        """The same card with a least height."""
        return evolve(self, least=height)

    def _body(self, page: Page) -> Stack:
        pale = self.look.on_ink
        return Stack(
            (
                Words(self.deal, CAPITALS, _on_card(page, self.look)),
                Gap(8),
                Words(self.name, SCENARIO, (255, 255, 255)),
                Gap(10),
                Line(mix_colours(pale, _INK, 0.45)),
                Gap(12),
                Words(self.text, self.style, (226, 233, 242)),
            )
        )

    def height(self, page: Page, width: int) -> int:
        inner = width - 2 * page.px(30)
        return max(self.least, self._body(page).height(page, inner) + 2 * page.px(28))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        rect = Rect(x, y, width, self.height(page, width))
        top, low = _card_ground(page, self.look)
        page.canvas.shadow(rect, 16, 150)
        page.canvas.box(rect, top, 10)
        inside = rect.inflate(-2 * page.px(4), -2 * page.px(4))
        if not page.theme.high_contrast:
            page.canvas.upright(inside, top, low)
        page.canvas.box(rect, None, 10, mix_colours(top, self.look.on_ink, 0.35), 1.5)
        frame = rect.inflate(-2 * page.px(10), -2 * page.px(10))
        page.canvas.box(frame, None, 6, mix_colours(self.look.on_ink, top, 0.35), 1.2)
        inner = width - 2 * page.px(30)
        self._body(page).draw(page, x + page.px(30), y + page.px(28), inner)
        head = Rect(x + page.px(30), y + page.px(28), inner, line_height(CAPITALS, page.theme))
        page.explain(head, "deal", self.deal)


def _card_ground(page: Page, look: SideLook) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    if page.theme.high_contrast:
        return page.palette.ground, page.palette.ground
    return mix_colours(look.colour, _INK, 0.62), mix_colours(look.colour, _INK, 0.8)


def _on_card(page: Page, look: SideLook) -> tuple[int, int, int]:
    """A side's colour, as light as text of it needs to be on its card."""
    grounds, colour = _card_ground(page, look), look.on_ink
    while any(contrast(colour, ground) < 4.8 for ground in grounds):
        colour = mix_colours(colour, (255, 255, 255), 0.2)
    return colour


@frozen
class SeatCard:
    """A seat at the side's end of the table, and what only it reads."""

    name: str
    text: str
    look: SideLook
    style: Style = SMALL
    least: int = 0

    def at_least(self, height: int) -> SeatCard:
        """The same card with a least height."""
        return evolve(self, least=height)

    def _sign(self, page: Page) -> int:
        return page.theme.tall(36)

    def _names(self, page: Page, width: int) -> tuple[str, ...]:
        room = width - 2 * page.px(18) - self._sign(page) - page.px(12)
        return wrap_text(self.name, STRONG, page.theme, room)

    def _head(self, page: Page, width: int) -> int:
        names = len(self._names(page, width)) * line_height(STRONG, page.theme)
        return max(self._sign(page), names)

    def height(self, page: Page, width: int) -> int:
        words = Words(self.text, self.style, page.paper.second)
        text = words.height(page, width - 2 * page.px(18)) + page.px(10) if self.text else 0
        return max(self.least, self._head(page, width) + text + 2 * page.px(16))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        rect = Rect(x, y, width, self.height(page, width))
        page.canvas.box(rect, page.paper.raised, 6, page.paper.line, 1.5)
        left, top, size = x + page.px(18), y + page.px(16), self._sign(page)
        head = self._head(page, width)
        page.canvas.disc((left + size / 2, top + head / 2), size / 2, self.look.colour)
        person = icon("person", size * 6 // 10, (255, 255, 255))
        middle = (size - person.get_width()) // 2
        page.canvas.picture(person, (left + middle, top + (head - person.get_height()) // 2))
        names, step = self._names(page, width), line_height(STRONG, page.theme)
        page.explain(Rect(left, top, width - 2 * page.px(18), head), "seat", self.name)
        down = top + (head - len(names) * step) // 2
        for line in names:
            page.canvas.text(line, left + size + page.px(12), down, STRONG, page.paper.first)
            down += step
        if self.text:
            words = Words(self.text, self.style, page.paper.second)
            words.draw(page, left, top + head + page.px(10), width - 2 * page.px(18))


@frozen
class ScoreRow:
    """A line of the score: what counts, how much it gives as things stand, of how much."""

    label: str
    points: int | None
    """None if it is counted only after the end."""
    span: tuple[int, int] | None
    """Its range, if that is worth showing."""
    beside: str
    """The same in words."""
    beside_width: int
    """The width of the widest range in pixels, so that all figures stand in a column."""
    look: SideLook
    least: int = 0

    def at_least(self, height: int) -> ScoreRow:
        """The same line with a least height."""
        return evolve(self, least=height)

    def _figure(self, page: Page) -> int:
        return width_of("−88", POINTS, page.theme)

    def _right(self, page: Page) -> int:
        """The width of the figures."""
        return self._figure(page) + (page.px(7) + self.beside_width if self.beside_width else 0)

    def _bar(self, page: Page) -> int:
        return max(4, page.px(6))

    def _name(self, page: Page, width: int) -> Words:
        lines = wrap_text(self.label, STRONG, page.theme, width - self._right(page) - page.px(8))
        return Words("\n".join(lines), STRONG, page.paper.first)

    def height(self, page: Page, width: int) -> int:
        name = self._name(page, width).height(page, width)
        row = max(name, line_height(POINTS, page.theme))
        return max(self.least, row + self._bar(page) + page.px(8))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        low = y + self.height(page, width) - page.px(5) - self._bar(page)
        name = self._name(page, width)
        name.draw(page, x, low - page.px(2) - name.height(page, width), width)
        top = low - page.px(2) - line_height(POINTS, page.theme)
        self._figures(page, x + width - self._right(page), top)
        bar = Rect(x, low, width, self._bar(page))
        if self.points is None or self.span is None:
            rule = Rect(x, bar.centery, width, max(1, page.px(2)))
            page.canvas.box(rule, page.paper.line, 0)
        else:
            self._draw_bar(page, bar, self.points, self.span)

    def _figures(self, page: Page, left: int, y: int) -> None:
        column = left + self._figure(page)
        if self.points is None:
            size = line_height(LABEL, page.theme) * 9 // 10
            down = y + (line_height(POINTS, page.theme) - size) // 2
            page.canvas.picture(icon("clock", size, page.paper.third), (column - size, down))
            width = column - left + page.px(7) + self.beside_width
            page.explain(Rect(left, y, width, line_height(POINTS, page.theme)), "later")
        else:
            figure = number(self.points)
            x = column - width_of(figure, POINTS, page.theme)
            page.canvas.text(figure, x, y, POINTS, page.paper.first)
        down = (line_height(POINTS, page.theme) - line_height(LABEL, page.theme)) * 7 // 10
        page.canvas.text(self.beside, column + page.px(7), y + down, LABEL, page.paper.third)

    def _draw_bar(self, page: Page, rect: Rect, points: int, span: tuple[int, int]) -> None:
        """From nought towards what can be won, or lost."""
        low, height = min(0, span[0]), max(0, span[1])
        page.canvas.box(rect, page.paper.line, 3)
        ends = [rect.x + round(rect.w * (n - low) / max(1, height - low)) for n in (0, points)]
        full = Rect(min(ends), rect.y, abs(ends[1] - ends[0]), rect.h)
        colour = self.look.on_paper if points >= 0 else page.paper.worse
        page.canvas.box(full, colour, 3)
        if low < 0 < height:
            tick = Rect(ends[0] - 1, rect.y - page.px(4), 2, rect.h + page.px(6))
            page.canvas.box(tick, page.paper.first, 0)


@frozen
class ParRow:
    """What counts as a fair result."""

    label: str
    about: str
    par: int

    def _wide(self, page: Page) -> int:
        return width_of(number(self.par), PAR, page.theme)

    def _words(self, page: Page) -> Stack:
        return Stack(
            (Words(self.label, CARD, page.paper.first), Words(self.about, LABEL, page.paper.third))
        )

    def height(self, page: Page, width: int) -> int:
        room = width - self._wide(page) - page.px(24)
        return max(self._words(page).height(page, room), line_height(PAR, page.theme))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        figures_width, height, words = self._wide(page), self.height(page, width), self._words(page)
        room = width - figures_width - page.px(24)
        words.draw(page, x, y + (height - words.height(page, room)) // 2, room)
        page.explain(Rect(x, y, width, height), "par")
        down = y + (height - line_height(PAR, page.theme)) // 2
        page.canvas.text(number(self.par), x + width - figures_width, down, PAR, page.paper.first)
