"""The cards of a side in columns, and each card."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from game.model.colours import mix_colours
from game.presenter.cards.decision_cards import DecisionCard
from game.ui.page.commands import DIGITS
from game.ui.page.elements import Element, Marked, Words
from game.ui.page.page import Page
from game.ui.page.rich_text import Rich, coloured
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    CARD,
    SMALL,
    SMALL_STRONG,
    Run,
    line_height,
    pixel_size,
    width_of,
    wrap_text,
)
from game.ui.paint.icons import icon
from game.ui.paint.theme import Sheet
from game.ui.screens.board.board_commands import PickAction
from game.ui.widgets.buttons import keycap

_NARROWEST = 380
"""How wide a card of a column is at least where there are several, in steps of text."""
_MOST_COLUMNS = 4


def effect_runs(card: DecisionCard, ink: Sheet, *, short: bool = False) -> tuple[Run, ...]:
    """What an action does, then its terms, then the costs that pips don't show.

    short: without the terms, unless it has nothing else to say.
    """
    runs = coloured(card.does, SMALL_STRONG, ink, ink.first)
    if card.terms and not (short and (runs or card.other_costs)):
        space = " " if runs else ""
        runs = (*runs, (f"{space}{card.terms}", SMALL_STRONG, ink.first))
    if card.other_costs:
        line_end = "\n" if runs else ""
        runs = (*runs, (f"{line_end}{card.other_costs}", SMALL, ink.brass))
    return runs


@frozen
class ActionFace:
    """An action's card as it is drawn."""

    card: DecisionCard
    runs: tuple[Run, ...]
    """What `effect_runs` makes of the card."""
    key: str = ""
    """The key that picks it; empty where it has none."""
    least: int = 0
    """The least height in pixels, so that all cards of a row are equally high."""
    short: bool = False
    """Whether the author's description and its terms are left out; a hint beside it has them."""

    @property
    def command(self) -> PickAction:
        """What a click on it asks for."""
        return PickAction(self.card.id)

    def _whole(self, sheet: Sheet) -> tuple[Run, ...]:
        """What it does, set as on the card, for a hint beside a short one."""
        runs = effect_runs(self.card, sheet)
        below: list[Run] = [(each, SMALL, sheet.second) for each in self.card.meanings]
        if self.card.closed:
            below.insert(0, (self.card.closed, SMALL_STRONG, sheet.brass))
        for text, style, colour in below:
            runs = (*runs, (f"\n{text}" if runs else text, style, colour))
        return runs

    def height(self, page: Page, width: int) -> int:
        parts, inner = self._parts(page), self._inner(page, width)
        body = sum(part.height(page, inner) + self._gap(page) for part in parts)
        if not self._ends_with_room(parts):
            body += self._pill_height(page)
        return max(self.least, self._head(page, width) + body + 2 * self._edge(page))

    def _edge(self, page: Page) -> int:
        """The room above and below."""
        return page.px(10 if self.short else 14)

    def _gap(self, page: Page) -> int:
        return page.px(3 if self.short else 6)

    def _ends_with_room(self, parts: Sequence[Element]) -> bool:
        """Whether the badge of a pick has its place at the end of the last line, or needs none."""
        return bool(parts) and (bool(self.card.closed) or isinstance(parts[-1], Rich))

    def _inner(self, page: Page, width: int) -> int:
        return width - 2 * page.px(16)

    def _titles(self, page: Page, width: int) -> tuple[str, ...]:
        return wrap_text(self.card.name, CARD, page.theme, self._title_room(page, width))

    def _title_room(self, page: Page, width: int) -> int:
        left = self._key_width(page) + page.px(12) if self.key else 0
        return self._inner(page, width) - left - self._pips_width(page) - page.px(10)

    def _key_width(self, page: Page) -> int:
        return max(
            width_of(self.key, SMALL_STRONG, page.theme) + page.px(16),
            line_height(SMALL_STRONG, page.theme),
        )

    def _pip(self, page: Page) -> int:
        return page.theme.tall(15)

    def _pips_width(self, page: Page) -> int:
        return self.card.pips * (self._pip(page) + page.px(6))

    def _head(self, page: Page, width: int) -> int:
        return len(self._titles(page, width)) * line_height(CARD, page.theme)

    def _parts(self, page: Page) -> list[Element]:
        ink, card = page.ink, self.card
        closed = bool(card.closed)
        parts: list[Element] = []
        if card.text and not self.short:
            parts.append(Words(card.description, SMALL, ink.third if closed else ink.second))
        if closed:
            sign = "clock" if card.resting else "lock"
            parts.append(Marked(sign, card.closed, SMALL_STRONG, ink.brass))
            return parts
        if self.runs:
            # Every card keeps room for the badge, so that nothing moves when one is picked.
            spare = self._pill_width(page) + page.px(8)
            parts.append(Rich(self.runs, spare=spare))
        return parts

    def _pill_height(self, page: Page) -> int:
        return line_height(SMALL_STRONG, page.theme)

    def _pill_width(self, page: Page) -> int:
        digits = width_of(str(max(self.card.picked, 1)), SMALL_STRONG, page.theme)
        return digits + pixel_size(SMALL_STRONG, page.theme) + page.px(26)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        ink, card = page.ink, self.card
        rect = Rect(x, y, width, self.height(page, width))
        closed = bool(card.closed)
        hot = page.hovered(self.command) and not closed
        fill = page.palette.dimmed if closed else ink.raised
        if card.picked:
            fill = mix_colours(ink.raised, page.palette.brass, 0.12)
        elif hot:
            fill = mix_colours(ink.raised, ink.line, 0.45)
        edge = page.palette.brass if card.picked else mix_colours(ink.line, fill, 0.2)
        page.canvas.box(rect, fill, 8, edge, 3 if card.picked else 1)
        left, top = x + page.px(16), y + self._edge(page)
        if self.key:
            high = line_height(CARD, page.theme) - line_height(SMALL_STRONG, page.theme)
            left += keycap(page, left, top + high // 2, self.key) + page.px(12)
        colour = ink.second if closed else ink.first
        for line in self._titles(page, width):
            page.canvas.text(line, left, top, CARD, colour)
            top += line_height(CARD, page.theme)
        self._pips(page, x + width - page.px(16), y + self._edge(page))
        left, inner = x + page.px(16), self._inner(page, width)
        for part in self._parts(page):
            top += self._gap(page)
            if not self.short:
                self._explained(page, part, Rect(left, top, inner, part.height(page, inner)))
            part.draw(page, left, top, inner)
            top += part.height(page, inner)
        if card.picked:
            self._pill(page, rect)
        page.target(self.command, rect, card.name)
        if self.short:
            page.explain(rect, "card", card.name, card.description, self._whole(page.paper))

    def _explained(self, page: Page, part: Element, rect: Rect) -> None:
        """Offers a hint on why it is closed or on its effects, with what the words there mean."""
        meanings = "\n".join(self.card.meanings)
        if isinstance(part, Marked):
            page.explain(rect, "resting" if self.card.resting else "closed", text=meanings)
        elif isinstance(part, Rich):
            page.explain(rect, "effects", text=meanings)

    def _pips(self, page: Page, right: int, y: int) -> None:
        size = self._pip(page)
        down = y + (line_height(CARD, page.theme) - size) // 2
        name = "pip-hollow" if self.card.closed else "pip"
        for i in range(self.card.pips):
            place = (right - (i + 1) * size - i * page.px(6), down)
            page.canvas.picture(icon(name, size, page.palette.brass), place)
        if self.card.pips:
            wide = self._pips_width(page)
            page.explain(Rect(right - wide, down, wide, size), "cost")

    def _pill(self, page: Page, rect: Rect) -> None:
        """The badge of a pick: a tick and its number, at the end of the last line."""
        wide, high = self._pill_width(page), self._pill_height(page)
        size = pixel_size(SMALL_STRONG, page.theme)
        pill = Rect(rect.right - wide - page.px(14), 0, wide, high)
        pill.bottom = rect.bottom - self._edge(page)
        page.canvas.box(pill, page.palette.brass, 99)
        page.explain(pill, "picked")
        mark = (pill.x + page.px(9), pill.y + (high - size) // 2)
        page.canvas.picture(icon("check", size, page.palette.on_brass), mark)
        left, label = pill.x + page.px(14) + size, str(self.card.picked)
        page.canvas.text(label, left, pill.y, SMALL_STRONG, page.palette.on_brass)


def deck(
    page: Page,
    name: str,
    cards: Sequence[DecisionCard],
    unpicked: Sequence[DecisionCard],
    beneath: tuple[Element, ...],
    rect: Rect,
    *,
    short: bool | None,
) -> Scroll:
    """The cards in a scrolled box, with other things beneath.

    short: None: where a card leaves no room for a second one, which then has.
    unpicked: the same cards before anything is picked. Each keeps the height that it had then, so
    that none moves while a player picks.
    """
    columns = max(1, min(_MOST_COLUMNS, int(rect.w / page.theme.letter / _NARROWEST)))

    def scroll_of(faces: Sequence[ActionFace]) -> Scroll:
        return Scroll(name, (*faces, *beneath), 10, columns=columns, spanning=len(beneath))

    keys = [*DIGITS, *[""] * len(unpicked)]
    faces = [
        ActionFace(card, effect_runs(card, page.ink), key)
        for card, key in zip(unpicked, keys, strict=False)
    ]
    width = (rect.w - page.px(40)) // columns
    # Nothing of what an action does or costs is cut off: a hint has its terms.
    brief = [
        evolve(face, short=True, runs=effect_runs(face.card, page.ink, short=True))
        for face in faces
    ]
    if short is None and scroll_of(faces).count_in_sight(page, rect) < 2 <= len(faces):
        short = scroll_of(brief).count_in_sight(page, rect) > 1
    if short or any(page.height_of(face, width) > rect.h for face in faces):
        faces = brief
    places, _ = scroll_of(faces).placed(page, rect)
    return scroll_of(
        [
            evolve(face, card=card, least=place.height)
            for face, card, place in zip(faces, cards, places, strict=False)
        ]
    )
