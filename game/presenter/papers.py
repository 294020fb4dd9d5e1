"""What a side brings into the game besides its brief: the cards it was dealt, and its seats."""

from __future__ import annotations

from attrs import frozen

from game.model.play import View
from game.model.scenario import titled
from game.words.wording import Wording


@frozen
class HeldCard:
    """A card that was dealt to a side."""

    deal: str
    """The name of the deal."""
    name: str
    brief: str
    """The author's text, as it is written."""


@frozen
class BriefedSeat:
    """A seat of a side, with the text that only it reads."""

    name: str
    brief: str
    """The author's text, as it is written; may be empty."""


def held_cards(words: Wording, view: View) -> tuple[HeldCard, ...]:
    """The cards that the reader holds or has seen."""
    deals = words.scenario.deals
    return tuple(
        HeldCard(words.naming.deal(deal), words.naming.card(deal, id), deals[deal].cards[id].brief)
        for deal, id in view.cards.items()
    )


def side_seats(words: Wording, side: str) -> tuple[BriefedSeat, ...]:
    """The seats of a side; one without a name is called by its id."""
    return tuple(
        BriefedSeat(titled(seat.name, id), seat.brief)
        for id, seat in words.scenario.sides[side].seats.items()
    )
