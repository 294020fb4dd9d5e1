"""What the draft and the standing offer are worth to a side, on one bar beside its reserve."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from attrs import frozen

from game.presenter.negotiator import Negotiator
from game.presenter.offers.worths import (
    draft_label,
    largest_worth,
    margin_text,
    offer_label,
    reserve_label,
)
from game.presenter.sides.badges import SideBadge, badge_of
from game.presenter.verdicts import Verdict
from game.words.sentences import signed


@frozen
class WorthMark:
    """An offer or the reserve on the bar of worths."""

    label: str
    share: float
    """Where it stands on the bar, from 0 to 1."""
    badge: SideBadge | None = None
    """The badge of whoever offered it; None for the side's own draft and its reserve."""


@frozen
class WorthBar:
    """What the draft and the standing offer are worth to the side, beside its reserve."""

    draft: WorthMark | None
    offer: WorthMark | None
    """The standing offer of another; None where none stands."""
    reserve: WorthMark | None
    margin: str
    """How far the draft lies above or below the reserve, in words; empty where unknown."""
    verdict: Verdict | None
    """Whether the draft is better or worse than no agreement; None where it is worth the same."""
    besides: str
    """What the issues that are off the agenda add to each package; empty where it is nothing."""


def worth_bar(negotiator: Negotiator) -> WorthBar:
    """The bar of the table that is visited."""
    words, table, reserve = negotiator.words, negotiator.table, negotiator.reserve
    draft = negotiator.worth(negotiator.draft.package)
    offer = table.worths.get(negotiator.side) if table.has_offer_to(negotiator.side) else None
    worths = [each for each in (draft, offer, reserve) if each is not None]
    low, high = min([0, *worths]), max([largest_worth(negotiator), *worths])

    def mark(
        label: Callable[[int], str], worth: int | None, badge: SideBadge | None = None
    ) -> WorthMark | None:
        if worth is None:
            return None
        return WorthMark(label(worth), round((worth - low) / max(1, high - low), 4), badge)

    margin, verdict = "", None
    if draft is not None and reserve is not None:
        margin = words.say("seat.worth.draft", margin=margin_text(words, draft, reserve))
        verdict = _verdict(draft - reserve)
    proposer = table.proposer or ""
    return WorthBar(
        mark(partial(draft_label, words), draft),
        mark(partial(offer_label, words, proposer), offer, badge_of(words.scenario, proposer)),
        mark(partial(reserve_label, words), reserve),
        margin,
        verdict,
        _besides(negotiator),
    )


def _besides(negotiator: Negotiator) -> str:
    shares = negotiator.shares(negotiator.draft.package)
    besides = sum(shares[issue] for issue in shares if issue not in negotiator.agenda)
    return negotiator.words.say("seat.worth.besides", n=signed(besides)) if besides else ""


def _verdict(margin: int) -> Verdict | None:
    if not margin:
        return None
    return "better" if margin > 0 else "worse"
