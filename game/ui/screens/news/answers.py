"""Answers to a question, as large cards: what each means, costs and does, or why it is closed."""

from __future__ import annotations

from attrs import evolve, frozen

from game.ui.page.commands import Do
from game.ui.page.elements import Element, Explained, Gap, Line, Rich, Run, Stack, Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    BODY,
    SMALL,
    SMALL_STRONG,
    Style,
    line_height,
    pixels,
    width_of,
    wrapped,
)
from game.ui.paint.icons import icon
from game.ui.paint.theme import mixed
from game.ui.widgets.buttons import keycap
from game.ui.widgets.marked import Marked

NAME = Style("bold", 23, 1.22)


@frozen
class Face:
    """What stands on an answer's card."""

    name: str
    text: str
    cost: str
    needs: str
    effects: tuple[Run, ...]
    keys: tuple[str, ...]
    """The keys that give this answer."""
    closed: str = ""
    """Why it can't be given; empty where it can."""


@frozen
class Signed:
    """Runs of text with a sign before the first line."""

    symbol: str
    runs: tuple[Run, ...]
    mark: tuple[int, int, int]

    def _left(self, page: Page) -> int:
        return pixels(self.runs[0][1], page.theme) + page.px(10)

    def height(self, page: Page, width: int) -> int:
        return Rich(self.runs).height(page, width - self._left(page))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        style, left = self.runs[0][1], self._left(page)
        size = pixels(style, page.theme)
        down = y + (line_height(style, page.theme) - size) // 2
        page.canvas.picture(icon(self.symbol, size, self.mark), (x, down))
        Rich(self.runs).draw(page, x + left, y, width - left)


@frozen
class AnswerCard:
    """One answer."""

    face: Face
    do: Do
    least: int = 0

    def at_least(self, high: int) -> AnswerCard:
        """The same card, so high at least."""
        return evolve(self, least=high)

    def _pad(self, page: Page) -> int:
        return page.px(22)

    def _keys_wide(self, page: Page) -> int:
        small = line_height(SMALL_STRONG, page.theme)
        caps = [
            max(width_of(key, SMALL_STRONG, page.theme) + page.px(16), small)
            for key in self.face.keys
        ]
        return sum(caps) + page.px(6) * max(0, len(caps) - 1)

    def _names(self, page: Page, inner: int) -> tuple[str, ...]:
        keys = self._keys_wide(page)
        return wrapped(
            self.face.name, NAME, page.theme, inner - (keys + page.px(14) if keys else 0)
        )

    def _body(self, page: Page) -> Stack:
        ink, face = page.ink, self.face
        parts: list[Element] = []
        if face.text:
            parts += [Gap(4), Words(face.text, BODY, ink.second if face.closed else ink.first)]
        told = self._told(page)
        if told:
            line = mixed(page.palette.brass, ink.ground, 0.55) if not face.closed else ink.line
            parts += [Gap(10), Line(line), Gap(10), Stack(tuple(told), 5)]
        return Stack(tuple(parts))

    def _told(self, page: Page) -> list[Element]:
        """What there is to know of it."""
        ink, face = page.ink, self.face
        if face.closed:
            return [Explained(Marked("lock", face.closed, SMALL_STRONG, ink.brass), "closed")]
        found: list[Element] = []
        if face.cost:
            found.append(Explained(Marked("pip", face.cost, SMALL_STRONG, ink.brass), "cost"))
        if face.needs:
            found.append(Marked("check", face.needs, SMALL, ink.second))
        if face.effects:
            found.append(Explained(Signed("bolt", face.effects, ink.second), "effects"))
        return found

    def height(self, page: Page, width: int) -> int:
        inner = width - 2 * self._pad(page)
        names = len(self._names(page, inner)) * line_height(NAME, page.theme)
        high = names + self._body(page).height(page, inner) + 2 * page.px(18)
        return max(self.least, high)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        ink, face = page.ink, self.face
        rect = Rect(x, y, width, self.height(page, width))
        self._ground(page, rect)
        left, inner = x + self._pad(page), width - 2 * self._pad(page)
        top = y + page.px(18)
        self._caps(page, left + inner, top)
        for line in self._names(page, inner):
            colour = ink.second if face.closed else page.palette.brass_light
            page.canvas.text(line, left, top, NAME, colour)
            top += line_height(NAME, page.theme)
        self._body(page).draw(page, left, top, inner)
        page.target(self.do, rect, face.name)

    def _ground(self, page: Page, rect: Rect) -> None:
        ink, palette = page.ink, page.palette
        if self.face.closed:
            page.canvas.box(rect, palette.dimmed, 8, ink.line, 1.5)
            return
        hot = page.hovered(self.do) or page.focused(self.do)
        fill = mixed(ink.ground, palette.brass, 0.16 if hot else 0.0)
        page.canvas.box(rect, fill, 8, palette.brass, 2)

    def _caps(self, page: Page, right: int, y: int) -> None:
        down = y + (line_height(NAME, page.theme) - line_height(SMALL_STRONG, page.theme)) // 2
        x = right - self._keys_wide(page)
        for key in self.face.keys:
            x += keycap(page, x, down, key) + page.px(6)
