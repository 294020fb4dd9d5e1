"""A table in the report of a game: what was signed there, what was possible, who offered what."""

from __future__ import annotations

from game.bargaining.payoff_space import Point, left
from game.document.html import Document
from game.presenter.negotiations import Tabled
from game.presenter.prose import bare
from game.ui.screens.debrief.offers import pair
from game.words.sentences import number
from game.words.wording import Wording


def table_told(page: Document, words: Wording, found: Tabled) -> None:
    """What was agreed there or offered last, what was possible, and all offers."""
    say, naming, sides = words.say, words.naming, found.parties
    key = "signed" if found.agreed is not None else "last"
    page.heading(say(f"ui.over.table.{key}", table=naming.table(found.table)))
    if not found.clauses:
        page.paragraph(say("ui.over.table.offers.none"))
        return
    rows = [
        (
            naming.issue(found.table, clause.issue),
            naming.option(found.table, clause.issue, clause.option),
            *map(number, clause.worths),
        )
        for clause in found.clauses
    ]
    total = [sum(each) for each in zip(*(c.worths for c in found.clauses), strict=True)]
    rows.append((say("ui.over.table.sum"), "", *map(number, total)))
    head = (say("ui.report.issue"), say("ui.report.option"), *(bare(words, s) for s in sides))
    page.table(head, rows, words=2, total=True)
    _possible(page, words, found)
    offers = [
        (
            bare(words, offer.side),
            say(
                "ui.over.table.offer.agreed" if offer.agreed else "ui.over.table.offer",
                count=1 + sum(o.side == offer.side for o in found.offers[: offer.number - 1]),
                turn=offer.turn,
            ),
            pair(offer.point),
        )
        for offer in found.offers
    ]
    page.heading(say("ui.over.table.offers"), 3)
    page.table((), offers, words=2)


def _possible(page: Document, words: Wording, found: Tabled) -> None:
    """What else could have been agreed there."""
    say, plane = words.say, found.plane
    points: list[tuple[str, Point | None]] = [
        (say("ui.report.reserves"), plane.reserves),
        (say("ui.plane.nash"), plane.nash),
        (say("ui.plane.kalai"), plane.kalai),
    ]
    rows = [(name, *map(number, point)) for name, point in points if point is not None]
    if found.agreed is not None:
        rows.append((say("ui.over.table.left"), *map(number, left(plane, found.agreed))))
    page.heading(say("ui.over.table"), 3)
    page.table(("", *(bare(words, side) for side in plane.sides)), rows)
