"""A negotiation in the report of a game: the agreement, what was possible, and all offers."""

from __future__ import annotations

from game.bargaining.payoff_space import Point, forgone_gains
from game.document.page import HtmlPage
from game.presenter.debrief.negotiations import (
    Negotiation,
    explanations_of_marks,
    offer_title,
    package_title,
    point_text,
)
from game.presenter.prose import bare
from game.presenter.report.charts import payoff_figure
from game.words.sentences import number
from game.words.wording import Wording


def add_negotiation(page: HtmlPage, words: Wording, negotiation: Negotiation) -> None:
    """Adds what was agreed at a table or offered last, what was possible, and all offers."""
    say, naming, table = words.say, words.naming, negotiation.table
    page.heading(package_title(words, negotiation))
    if not negotiation.clauses:
        page.paragraph(say("ui.over.table.offers.none"))
        return
    rows = [
        (
            naming.issue(table, clause.issue),
            naming.option(table, clause.issue, clause.option),
            *map(number, clause.worths),
        )
        for clause in negotiation.clauses
    ]
    rows.append((say("ui.over.table.sum"), "", *map(number, negotiation.totals)))
    parties = (bare(words, side) for side in negotiation.parties)
    page.table((say("ui.report.issue"), say("ui.report.option"), *parties), rows, 2, total=True)
    _add_possible(page, words, negotiation)
    page.heading(say("ui.over.table.offers"), 3)
    page.table(
        (),
        [
            (bare(words, offer.side), offer_title(words, offer), point_text(offer.point))
            for offer in negotiation.offers
        ],
        words=2,
    )


def _add_possible(page: HtmlPage, words: Wording, negotiation: Negotiation) -> None:
    """Adds what else could have been agreed at the table."""
    say, space = words.say, negotiation.plane
    points: list[tuple[str, Point | None]] = [
        (say("ui.report.reserves"), space.reserves),
        (say("ui.plane.nash"), space.nash),
        (say("ui.plane.kalai"), space.kalai),
    ]
    rows = [(name, *map(number, point)) for name, point in points if point is not None]
    if negotiation.agreed is not None:
        rows.append(
            (say("ui.over.table.left"), *map(number, forgone_gains(space, negotiation.agreed)))
        )
    page.heading(say("ui.over.table"), 3)
    if space.cloud:
        page.figure(payoff_figure(words, negotiation))
    page.table(("", *(bare(words, side) for side in space.sides)), rows)
    page.paragraph(" ".join(explanations_of_marks(words, negotiation)), "small")
