"""Answers to a question, as large cards: what each means, costs and does, or why it is closed."""

from __future__ import annotations

from attrs import evolve, frozen

from game.model.colours import Colour, mix_colours
from game.presenter.cards.decision_cards import DecisionCard
from game.ui.page.elements import Element, Explained, Gap, Line, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.rich_text import Rich, coloured
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    BODY,
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
from game.ui.screens.news.news_commands import GiveAnswer
from game.ui.widgets.buttons import keycap

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
