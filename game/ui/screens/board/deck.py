"""The cards of a side in columns, saying as much as leaves most of them in sight."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from game.presenter.cards.decision_cards import DecisionCard
from game.ui.page.elements import Element
from game.ui.page.keys import DIGITS
from game.ui.page.page import Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect
from game.ui.screens.board.card import ActionFace, effect_runs

_NARROWEST = 380
"""How wide a card of a column is at least where there are several, in steps of text."""
_MOST_COLUMNS = 4
_LINES = (0, 5, 4, 3, 2)
"""How many lines a short card has for what it does, the most wanted first; 0: all it takes."""


def deck(
    page: Page,
    name: str,
    cards: Sequence[DecisionCard],
    unpicked: Sequence[DecisionCard],
    beneath: tuple[Element, ...],
    rect: Rect,
    *,
    short: bool,
) -> Scroll:
    """The cards in a scrolled box, with other things beneath.

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
    if short or any(page.height_of(face, width) > rect.h for face in faces):
        forms = [[evolve(face, short=True, lines=lines) for face in faces] for lines in _LINES]
        # The fullest form that leaves as many cards in sight as the shortest.
        most = scroll_of(forms[-1]).count_in_sight(page, rect)
        faces = next(form for form in forms if scroll_of(form).count_in_sight(page, rect) >= most)
    places, _ = scroll_of(faces).placed(page, rect)
    return scroll_of(
        [
            evolve(face, card=card, least=place.height)
            for face, card, place in zip(faces, cards, places, strict=False)
        ]
    )
