"""Answers to a question, as large cards: what each means, costs and does, or why it is closed."""

from __future__ import annotations

from attrs import evolve, frozen

from game.model.colours import Colour, mix_colours
from game.presenter.cards.decision_cards import DecisionCard
from game.ui.page.commands import (
    Command,
    GameCommand,
    KeyTable,
    PickListed,
    ReadOn,
    numbered,
    shortcut,
)
from game.ui.page.elements import Element, Explained, Gap, Line, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.rich_text import Rich, coloured
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    BODY,
    CAPITALS,
    SCENARIO,
    SMALL,
    SMALL_STRONG,
    Run,
    Style,
    line_height,
    pixel_size,
    width_of,
    wrap_text,
)
from game.ui.paint.icons import icon
from game.ui.paint.theme import SideLook
from game.ui.screens.briefing.briefing_commands import READ_ON
from game.ui.widgets.buttons import keycap
from game.ui.widgets.row import EvenRow, lowest_rows
from game.ui.widgets.timeface import TimeFace


@frozen
class GiveAnswer(Command):
    """Gives an answer to the question."""

    answer: str


@frozen
class LookAtAnswers(Command):
    """Does nothing: Enter answers only once the focus is visible on an answer.

    This way, an Enter meant for the screen before never answers the question by accident.
    """


NewsCommand = ReadOn | GameCommand
QuestionCommand = GiveAnswer | LookAtAnswers | PickListed | GameCommand

NEWS_KEYS: KeyTable[NewsCommand] = KeyTable("papers", (READ_ON, shortcut("space", ReadOn())))
QUESTION_KEYS: KeyTable[QuestionCommand] = KeyTable(
    "", (numbered(), shortcut("enter", LookAtAnswers(), also=("space",)))
)


NAME = Style("bold", 23, 1.22)


@frozen
class WithIcon:
    """Runs of text with an icon before the first line."""

    name: str
    """The icon's name."""
    runs: tuple[Run, ...]
    colour: Colour
    """The icon's colour."""

    def _left(self, page: Page) -> int:
        return pixel_size(self.runs[0][1], page.theme) + page.px(10)

    def height(self, page: Page, width: int) -> int:
        return Rich(self.runs).height(page, width - self._left(page))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        style, left = self.runs[0][1], self._left(page)
        size = pixel_size(style, page.theme)
        down = y + (line_height(style, page.theme) - size) // 2
        page.canvas.picture(icon(self.name, size, self.colour), (x, down))
        Rich(self.runs).draw(page, x + left, y, width - left)


@frozen
class AnswerFace:
    """An answer's card as it is drawn."""

    card: DecisionCard
    keys: tuple[str, ...]
    """The keys that give this answer, as they are printed on keyboards."""
    least: int = 0
    """The least height in pixels, so that all cards of a row are equally high."""

    @property
    def command(self) -> GiveAnswer:
        """What a click on it asks for."""
        return GiveAnswer(self.card.id)

    def at_least(self, high: int) -> AnswerFace:
        """The same card with another least height."""
        return evolve(self, least=high)

    def _pad(self, page: Page) -> int:
        return page.px(22)

    def _keys_width(self, page: Page) -> int:
        small = line_height(SMALL_STRONG, page.theme)
        caps = [
            max(width_of(key, SMALL_STRONG, page.theme) + page.px(16), small) for key in self.keys
        ]
        return sum(caps) + page.px(6) * max(0, len(caps) - 1)

    def _names(self, page: Page, inner: int) -> tuple[str, ...]:
        keys = self._keys_width(page)
        return wrap_text(
            self.card.name, NAME, page.theme, inner - (keys + page.px(14) if keys else 0)
        )

    def _body(self, page: Page) -> Stack:
        ink, card = page.ink, self.card
        parts: list[Element] = []
        if card.text:
            colour = ink.second if card.closed else ink.first
            parts += [Gap(4), Words(card.description, BODY, colour)]
        terms = self._terms(page)
        if terms:
            line = (
                mix_colours(page.palette.brass, ink.ground, 0.55) if not card.closed else ink.line
            )
            parts += [Gap(10), Line(line), Gap(10), Stack(tuple(terms), 5)]
        return Stack(tuple(parts))

    def _terms(self, page: Page) -> list[Element]:
        """Its cost, what it needs and its effects, or why it is closed."""
        ink, card = page.ink, self.card
        if card.closed:
            return [Explained(Marked("lock", card.closed, SMALL_STRONG, ink.brass), "closed")]
        meanings = "\n".join(card.meanings)
        terms: list[Element] = []
        if card.cost:
            terms.append(Explained(Marked("pip", card.cost, SMALL_STRONG, ink.brass), "cost"))
        if card.needs:
            terms.append(Marked("check", card.needs, SMALL, ink.second))
        if card.does:
            runs = coloured(card.does, SMALL_STRONG, ink, ink.first)
            terms.append(Explained(WithIcon("bolt", runs, ink.second), "effects", "", meanings))
        return terms

    def height(self, page: Page, width: int) -> int:
        inner = width - 2 * self._pad(page)
        names = len(self._names(page, inner)) * line_height(NAME, page.theme)
        body = self._body(page).height(page, inner)
        return max(self.least, names + body + 2 * page.px(18))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        ink, card = page.ink, self.card
        rect = Rect(x, y, width, self.height(page, width))
        self._ground(page, rect)
        left, inner = x + self._pad(page), width - 2 * self._pad(page)
        top = y + page.px(18)
        self._caps(page, left + inner, top)
        for line in self._names(page, inner):
            colour = ink.second if card.closed else page.palette.brass_light
            page.canvas.text(line, left, top, NAME, colour)
            top += line_height(NAME, page.theme)
        self._body(page).draw(page, left, top, inner)
        page.target(self.command, rect, card.name)

    def _ground(self, page: Page, rect: Rect) -> None:
        ink, palette = page.ink, page.palette
        if self.card.closed:
            page.canvas.box(rect, palette.dimmed, 8, ink.line, 1.5)
            return
        hot = page.hovered(self.command) or page.focused(self.command)
        fill = mix_colours(ink.ground, palette.brass, 0.16 if hot else 0.0)
        page.canvas.box(rect, fill, 8, palette.brass, 2)

    def _caps(self, page: Page, right: int, y: int) -> None:
        down = y + (line_height(NAME, page.theme) - line_height(SMALL_STRONG, page.theme)) // 2
        x = right - self._keys_width(page)
        for key in self.keys:
            x += keycap(page, x, down, key) + page.px(6)


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
