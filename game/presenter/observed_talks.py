"""Offers and drafts as an observer may see them."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.presenter.badges import SideBadge, badge_of
from game.presenter.offers.clauses import package_clauses
from game.presenter.own_words import argument_of_standing_offer
from game.presenter.worded_game import WordedGame
from game.session.offer_draft import visited


@frozen
class ObservedOffer:
    """An offer that stands, or one that a side prepares."""

    badge: SideBadge
    head: str
    clauses: tuple[str, ...]
    """Issue by issue."""
    argument: str
    """What was written with it; may be empty."""


def standing_offers(worded: WordedGame, reader: str) -> Iterator[ObservedOffer]:
    """The offers that stand, as far as a reader may know."""
    words = worded.words
    for table in worded.view(reader).tables.values():
        if table.status != "open" or table.offer is None:
            continue
        head = words.say("console.offer.outside")
        if table.proposer is not None:
            head = words.say("console.offer", side=words.naming.side_inside(table.proposer))
        argument = argument_of_standing_offer(worded, reader, table.id)
        yield ObservedOffer(
            badge_of(words.scenario, table.proposer or ""),
            head,
            package_clauses(words, table.id, table.offer),
            words.say("quoted", text=argument) if argument else "",
        )


def what_is_prepared(
    worded: WordedGame, side: str, written: str
) -> tuple[str, ObservedOffer | None]:
    """What people of a side have selected, as a sentence, and the offer that they prepare.

    written: what is to be said with it; may be empty.
    """
    words, kind = worded.words, worded.decision_kind()
    if side not in worded.state.to_move or side not in worded.people:
        return "", None
    quoted = words.say("quoted", text=written.strip()) if written.strip() else ""
    if kind == "actions":
        names = [words.naming.action(action) for action in worded.selection(side).picks]
        said = words.say("console.side.prepared", actions=", ".join(names)) if names else ""
        return " · ".join(each for each in (said, quoted) if each), None
    table = visited(worded.view(side))
    if kind != "table" or table is None or not worded.asking(side).legal.offer:
        return "", None
    package = worded.offer_draft(side, table.id).package
    if not package:
        return "", None
    head = words.say("observe.draft", side=words.naming.side_inside(side))
    clauses = package_clauses(words, table.id, package)
    return "", ObservedOffer(badge_of(words.scenario, side), head, clauses, quoted)
