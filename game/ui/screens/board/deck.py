"""The cards of a side in columns, saying as much as leaves most of them in sight."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from game.ui.page.commands import Do
from game.ui.page.elements import Element
from game.ui.page.page import Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect
from game.ui.screens.board.card import Card, Face

_NARROWEST = 380
"""How wide a card of a column is at least where there are several, in steps of text."""
_MOST_COLUMNS = 4
_LINES = (0, 5, 4, 3, 2)
"""How many lines a short card has for what it does, the most wanted first; 0: all it takes."""


def deck(
    page: Page,
    name: str,
    faces: Sequence[tuple[str, Face]],
    unpicked: Sequence[tuple[str, Face]],
    beneath: tuple[Element, ...],
    rect: Rect,
    *,
    short: bool,
) -> Scroll:
    """The cards in a scrolled box, with other things beneath.

    unpicked: the faces before anything is picked. Cards are as high as they were then, so that
    none moves while one picks.
    """
    columns = max(1, min(_MOST_COLUMNS, int(rect.w / page.theme.letter / _NARROWEST)))

    def laid(cards: Sequence[Card]) -> Scroll:
        return Scroll(name, (*cards, *beneath), 10, columns=columns, spanning=len(beneath))

    cards = [Card(face, Do("act", id)) for id, face in unpicked]
    width = (rect.w - page.px(40)) // columns
    if short or any(page.high(card, width) > rect.h for card in cards):
        forms = [[evolve(card, short=True, lines=lines) for card in cards] for lines in _LINES]
        # The fullest form in which as many are seen as in the shortest.
        most = _in_sight(page, laid(forms[-1]), rect)
        cards = next(form for form in forms if _in_sight(page, laid(form), rect) >= most)
    places, _ = laid(cards).placed(page, rect)
    return laid(
        [
            evolve(card, face=face, least=place.height)
            for card, (_, face), place in zip(cards, faces, places, strict=False)
        ]
    )


def _in_sight(page: Page, scroll: Scroll, rect: Rect) -> int:
    """How many parts are seen whole before anything is scrolled."""
    places, _ = scroll.placed(page, rect)
    return sum(place.bottom <= rect.h for place in places)
