"""The offers at a table by what they are worth to one side: a bar, and a strip round by round.

What they are worth to the others is theirs (rule 5.6), and isn't shown before the end.
"""

from __future__ import annotations

from game.presenter.negotiator import Negotiator
from game.presenter.offers.worths import (
    draft_label,
    largest_worth,
    offer_label,
    reserve_label,
)
from game.ui.page.page import Page
from game.ui.screens.table.worth_bar import Sign, WorthBar, draft_sign
from game.ui.widgets.plane.picture import Axis, OfferTrail, Picture
from game.ui.widgets.side_looks import looks, proposer_look


def worth_bar(page: Page, negotiator: Negotiator) -> WorthBar:
    """The draft beside the reserve, the standing offer and one's own last one."""
    words = negotiator.words
    signs = []
    for own in (False, True):
        offers = [each for each in negotiator.offers() if (each.side == negotiator.side) == own]
        worth = negotiator.worth(offers[-1].package) if offers else None
        if worth is not None:
            look = proposer_look(words.scenario, page.palette, offers[-1].side)
            label = offer_label(words, offers[-1].side, worth)
            signs.append(Sign(worth, label, look.shape, look.colour, look.on_ink))
    worth, reserve = negotiator.worth(negotiator.draft.package), negotiator.reserve or 0
    return WorthBar(
        largest_worth(negotiator),
        draft_sign(page, worth, draft_label(words, worth)) if worth is not None else None,
        tuple(signs),
        reserve,
        reserve_label(words, reserve),
    )


def strip(page: Page, negotiator: Negotiator) -> Picture:
    """All offers, the newest below, and the draft below them."""
    words, seen = (
        negotiator.words,
        looks(negotiator.words.scenario, page.palette),
    )
    offers = [(offer.side, negotiator.worth(offer.package)) for offer in negotiator.offers()]
    rows = [(side, worth, row) for row, (side, worth) in enumerate(offers, 1) if worth is not None]
    trails = tuple(
        OfferTrail(
            proposer_look(words.scenario, page.palette, side),
            tuple((worth, row) for who, worth, row in rows if who == side),
            tuple(row for who, _, row in rows if who == side),
        )
        for side in (*seen, "")
        if any(who == side for who, _, _ in rows)
    )
    draft, reserve = negotiator.worth(negotiator.draft.package), negotiator.reserve
    known = reserve_label(words, reserve) if reserve is not None else ""
    return Picture(
        Axis(
            words.say("ui.plane.worth.you"),
            seen[negotiator.side].on_ink,
            largest_worth(negotiator),
            reserve=reserve,
            reserve_label=known,
        ),
        trails=trails,
        draft=(draft, len(offers) + 1) if draft is not None else None,
        draft_label=words.say("ui.plane.draft"),
        worse=words.say("ui.plane.worse"),
        rug=negotiator.guess().worths,
    )
