"""A negotiation in the report of a game: the agreement, what was possible, and all offers."""

from __future__ import annotations

from itertools import chain

from game.bargaining.payoff_space import forgone_gains
from game.document.page import HtmlPage
from game.presenter.debrief.debrief import Debrief
from game.presenter.debrief.negotiations import (
    Negotiation,
    explanations_of_marks,
    named_points,
    offer_title,
    package_title,
    point_text,
)
from game.presenter.prose import proposer_name, short_name
from game.presenter.report.charts import payoff_figure
from game.words.sentences import number
from game.words.wording import Wording


def add_negotiation(page: HtmlPage, debrief: Debrief, table: str) -> None:
    """Adds what was agreed at a table or offered last, what was possible, and all offers."""
    words, negotiation = debrief.words, debrief.negotiation_at(table)
    say, naming = words.say, words.naming
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
    parties = (short_name(words, side) for side in negotiation.parties)
    page.table((say("ui.report.issue"), say("ui.report.option"), *parties), rows, 2, total=True)
    _add_possible(page, debrief, table)
    page.heading(say("ui.over.table.offers"), 3)
    page.table(
        (),
        [
            (
                proposer_name(words, offer.side),
                offer_title(words, offer),
                point_text(offer.point),
            )
            for offer in negotiation.offers
        ],
        words=2,
    )


def _add_possible(page: HtmlPage, debrief: Debrief, table: str) -> None:
    """Adds what else could have been agreed at a table, for every two of its parties."""
    words = debrief.words
    pairs = debrief.pairs_at(table)
    negotiations = [debrief.negotiation_at(table, pair) for pair in pairs]
    page.heading(words.say("ui.over.table"), 3)
    for negotiation in negotiations:
        if negotiation.space.cloud:
            page.figure(payoff_figure(words, negotiation))
        parties = (short_name(words, side) for side in negotiation.space.sides)
        page.table(("", *parties), _points(words, negotiation))
    sentences = [explanations_of_marks(words, negotiation) for negotiation in negotiations]
    page.paragraph(" ".join(dict.fromkeys(chain(*sentences))), "small")


def _points(words: Wording, negotiation: Negotiation) -> list[tuple[str, ...]]:
    """The points of a payoff space, each with its worths to the two parties."""
    rows = [
        (each.name, *map(number, each.point))
        for each in named_points(words, negotiation)
        if each.kind != "agreed"  # which stands above, issue by issue
    ]
    if negotiation.agreed is not None:
        gains = forgone_gains(negotiation.space, negotiation.agreed)
        rows.append((words.say("ui.over.table.left"), *map(number, gains)))
    return rows
