"""What a side sees while others decide."""

from __future__ import annotations

from attrs import frozen

from game.presenter.cards.picking import chosen_sentence
from game.presenter.offers.clauses import package_clauses
from game.presenter.told_game import ToldGame
from game.session.proposal import visited
from game.words.sentences import number


@frozen
class Waiting:
    """Nothing is asked of the side now."""

    kind = "waiting"

    others: str
    """Who decides."""
    about: str
    """What one can do meanwhile."""
    chosen: str
    """What the side has confirmed already and the others don't see; may be empty."""
    offer: tuple[str, ...]
    """The side's own offer that stands at the table, issue by issue; empty where none stands."""
    worth: str
    """What that offer is worth to the side, beside its reserve; empty where that isn't known."""


def waiting_for(told_game: ToldGame, side: str) -> Waiting:
    """What a side sees while others decide."""
    words, view = told_game.words, told_game.view(side)
    table = visited(view)
    offer: tuple[str, ...] = ()
    worth = ""
    if table is not None and table.proposer == side and table.offer is not None:
        offer = package_clauses(words, table.id, table.offer)
        own, reserve = table.worths.get(side), table.reserves.get(side)
        if own is not None and reserve is not None:
            worth = words.say("seat.waiting.worth", worth=number(own), reserve=number(reserve))
    deciding = [other for other in view.to_move if other != side]
    by_people = any(other in told_game.people for other in deciding)
    about = words.say("seat.waiting.about" if by_people else "seat.waiting.bot")
    return Waiting(
        words.naming.sides(deciding), about, chosen_sentence(told_game, side), offer, worth
    )
