"""An action as a card: what it costs and does, whether it is picked, or why it can't be."""

from __future__ import annotations

from attrs import frozen

from game.ui.canvas import Rect
from game.ui.elements import Element, Rich, Run, Words
from game.ui.icons import icon
from game.ui.intents import Do
from game.ui.page import Page
from game.ui.theme import mixed
from game.ui.type import CARD, SMALL, SMALL_STRONG, line_height, pixels, width_of, wrapped
from game.ui.widgets.buttons import keycap
from game.ui.widgets.marked import Marked


@frozen
class Face:
    """What stands on a card."""

    title: str
    text: str
    effects: tuple[Run, ...]
    cost: int
    """How much of what pips show it costs."""
    price: str
    """The cost in words."""
    key: str = ""
    closed: str = ""
    """Why it can't be picked; empty where it can."""
    resting: bool = False
    """Whether it can be picked again later."""
    picked: int = 0
    """As which pick it is thought of; 0: it isn't."""
    pick_label: str = ""


@frozen
class Card:
    """One action."""

    face: Face
    do: Do
    least: int = 0
    """The least height in pixels, so that a row is even."""

    def height(self, page: Page, width: int) -> int:
        parts = self._parts(page)
        body = sum(part.height(page, self._inner(page, width)) for part in parts)
        head = self._head(page, width)
        foot = self._pill_high(page) if self.face.picked else 0
        return max(self.least, head + body + foot + page.px(14) * 2 + page.px(6) * len(parts))

    def _inner(self, page: Page, width: int) -> int:
        return width - 2 * page.px(16)

    def _titles(self, page: Page, width: int) -> tuple[str, ...]:
        return wrapped(self.face.title, CARD, page.theme, self._title_room(page, width))

    def _title_room(self, page: Page, width: int) -> int:
        left = self._key_wide(page) + page.px(12) if self.face.key else 0
        return self._inner(page, width) - left - self._pips_wide(page) - page.px(10)

    def _key_wide(self, page: Page) -> int:
        return max(
            width_of(self.face.key, SMALL_STRONG, page.theme) + page.px(16),
            line_height(SMALL_STRONG, page.theme),
        )

    def _pip(self, page: Page) -> int:
        return page.theme.tall(15)

    def _pips_wide(self, page: Page) -> int:
        return self.face.cost * (self._pip(page) + page.px(6))

    def _head(self, page: Page, width: int) -> int:
        return len(self._titles(page, width)) * line_height(CARD, page.theme)

    def _parts(self, page: Page) -> list[Element]:
        ink, face = page.ink, self.face
        closed = bool(face.closed)
        parts: list[Element] = []
        if face.text:
            parts.append(Words(face.text, SMALL, ink.third if closed else ink.second))
        if closed:
            sign = "clock" if face.resting else "lock"
            parts.append(Marked(sign, face.closed, SMALL_STRONG, ink.brass))
        elif face.effects:
            parts.append(Rich(face.effects))
        if face.price and not closed and face.cost == 0:
            parts.append(Words(face.price, SMALL, ink.brass))
        return parts

    def _pill_high(self, page: Page) -> int:
        return line_height(SMALL_STRONG, page.theme) + page.px(8)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        ink, face = page.ink, self.face
        rect = Rect(x, y, width, self.height(page, width))
        closed = bool(face.closed)
        hot = page.hovered(self.do) and not closed
        fill = page.palette.dimmed if closed else ink.raised
        if face.picked:
            fill = mixed(ink.raised, page.palette.brass, 0.12)
        elif hot:
            fill = mixed(ink.raised, ink.line, 0.45)
        edge = page.palette.brass if face.picked else mixed(ink.line, fill, 0.2)
        page.canvas.box(rect, fill, 8, edge, 3 if face.picked else 1)
        left, top = x + page.px(16), y + page.px(14)
        if face.key:
            high = line_height(CARD, page.theme) - line_height(SMALL_STRONG, page.theme)
            left += keycap(page, left, top + high // 2, face.key) + page.px(12)
        colour = ink.second if closed else ink.first
        for line in self._titles(page, width):
            page.canvas.text(line, left, top, CARD, colour)
            top += line_height(CARD, page.theme)
        self._pips(page, x + width - page.px(16), y + page.px(14))
        left, inner = x + page.px(16), self._inner(page, width)
        for part in self._parts(page):
            top += page.px(6)
            self._explained(page, part, Rect(left, top, inner, part.height(page, inner)))
            part.draw(page, left, top, inner)
            top += part.height(page, inner)
        if face.picked:
            self._pill(page, rect)
        page.target(self.do, rect, face.title)

    def _explained(self, page: Page, part: Element, rect: Rect) -> None:
        """Of what stands on it: why it is closed, and what it does."""
        face = self.face
        if isinstance(part, Marked):
            page.explain(rect, "resting" if face.resting else "closed")
        elif isinstance(part, Rich):
            page.explain(rect, "effects")

    def _pips(self, page: Page, right: int, y: int) -> None:
        size = self._pip(page)
        down = y + (line_height(CARD, page.theme) - size) // 2
        name = "pip-hollow" if self.face.closed else "pip"
        for i in range(self.face.cost):
            place = (right - (i + 1) * size - i * page.px(6), down)
            page.canvas.picture(icon(name, size, page.palette.brass), place)
        if self.face.cost:
            wide = self._pips_wide(page)
            page.explain(Rect(right - wide, down, wide, size), "cost")

    def _pill(self, page: Page, rect: Rect) -> None:
        label, high = self.face.pick_label, self._pill_high(page)
        size = pixels(SMALL_STRONG, page.theme)
        wide = width_of(label, SMALL_STRONG, page.theme) + size + page.px(36)
        pill = Rect(rect.right - wide - page.px(12), rect.bottom - high - page.px(12), wide, high)
        page.canvas.box(pill, page.palette.brass, 99)
        page.explain(pill, "picked")
        mark = (pill.x + page.px(12), pill.y + (high - size) // 2)
        page.canvas.picture(icon("check", size, page.palette.on_brass), mark)
        left = pill.x + page.px(20) + size
        page.canvas.text(label, left, pill.y + page.px(4), SMALL_STRONG, page.palette.on_brass)
