"""What the draft and the last offers are worth to a side, on one bar beside its reserve."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.presenter.badges import SideBadge, badge_of
from game.presenter.negotiator import Negotiator
from game.presenter.offers.worths import largest_worth, margin_text, reserve_label
from game.presenter.prose import short_name
from game.presenter.verdicts import Verdict
from game.words.sentences import number, signed
from game.words.wording import Wording


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
    """What the draft and the last offers are worth to the side, beside its reserve."""

    draft: WorthMark | None
    offer: WorthMark | None
    """The standing offer of another; None where none stands."""
    last: tuple[WorthMark, ...]
    """The last offer of another, and the side's own last one."""
    reserve: WorthMark | None
    margin: str
    """How far the draft lies above or below the reserve, or what one that isn't whole is worth so
    far, in words; empty where unknown."""
    verdict: Verdict | None
    """Whether the draft is better or worse than no agreement; None where it is worth the same."""
    besides: str
    """What the issues that are off the agenda add to each package; empty where it is nothing."""


def worth_bar(negotiator: Negotiator) -> WorthBar:
    """The bar of the table that is visited."""
    words, table, reserve = negotiator.words, negotiator.table, negotiator.reserve
    draft = negotiator.draft_worth
    offer = table.worths.get(negotiator.side) if table.has_offer_to(negotiator.side) else None
    last = [each for own in (False, True) for each in _last_offer(negotiator, own=own)]
    worths = [each for each in (draft, offer, reserve) if each is not None]
    worths += [worth for _, worth in last]
    low, high = min([0, *worths]), max([largest_worth(negotiator), *worths])

    def mark(label: str, worth: int, badge: SideBadge | None = None) -> WorthMark:
        return WorthMark(label, round((worth - low) / max(1, high - low), 4), badge)

    def offer_mark(proposer: str, worth: int) -> WorthMark:
        badge = badge_of(words.scenario, proposer)
        return mark(_offer_label(words, proposer, worth), worth, badge)

    margin, verdict = "", None
    so_far = negotiator.worth_so_far if negotiator.open_issues else None
    if so_far is not None:
        margin = words.say("seat.worth.so-far", n=number(so_far))
    if draft is not None and reserve is not None:
        margin = words.say("seat.worth.draft", margin=margin_text(words, draft, reserve))
        verdict = _verdict(draft - reserve)
    return WorthBar(
        mark(words.say("seat.worth.mark.draft", n=number(draft)), draft)
        if draft is not None
        else None,
        offer_mark(table.proposer or "", offer) if offer is not None else None,
        tuple(offer_mark(proposer, worth) for proposer, worth in last),
        mark(reserve_label(words, reserve), reserve) if reserve is not None else None,
        margin,
        verdict,
        _besides(negotiator),
    )


def _last_offer(negotiator: Negotiator, *, own: bool) -> Iterator[tuple[str, int]]:
    """Who made the last offer of others, or of the side, since the table was opened, and its worth
    to the side."""
    made = negotiator.offers(since_opened=True)
    offers = [each for each in made if (each.side == negotiator.side) == own]
    worth = negotiator.worth(offers[-1].package) if offers else None
    if worth is not None:
        yield offers[-1].side, worth


def _offer_label(words: Wording, proposer: str, worth: int) -> str:
    if not proposer:
        return words.say("seat.worth.mark.offer.outside", n=number(worth))
    return words.say("seat.worth.mark.offer", side=short_name(words, proposer), n=number(worth))


def _besides(negotiator: Negotiator) -> str:
    shares = negotiator.shares(negotiator.draft.completed)
    besides = sum(shares[issue] for issue in shares if issue not in negotiator.agenda)
    return negotiator.words.say("seat.worth.besides", n=signed(besides)) if besides else ""


def _verdict(margin: int) -> Verdict | None:
    if not margin:
        return None
    return "better" if margin > 0 else "worse"
