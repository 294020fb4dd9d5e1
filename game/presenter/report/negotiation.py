"""A negotiation in the report of a game: the agreement, what was possible, and all offers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from attrs import evolve, frozen

from game.bargaining.payoff_space import forgone_gains
from game.document.figures import ChartFigure
from game.document.page import HtmlPage
from game.presenter.debrief.debrief import Debrief
from game.presenter.debrief.negotiations import (
    Became,
    Negotiation,
    barred_sentence,
    became_text,
    bridge_sentence,
    explanations_of_marks,
    joint_sum_sentence,
    named_points,
    package_title,
)
from game.presenter.debrief.talks_course import asked_sentence, course_sentences, sentences_of_pairs
from game.presenter.offers.clauses import package_lines
from game.presenter.prose import proposer_name, short_name
from game.presenter.report.charts import course_figure, payoff_figure
from game.words.sentences import number
from game.words.wording import Wording


def add_negotiation(page: HtmlPage, debrief: Debrief, table: str) -> None:
    """Adds what was agreed at a table or offered last, what was possible, and all offers."""
    words, negotiation = debrief.words, debrief.negotiation_at(table)
    say = words.say
    page.heading(package_title(words, negotiation))
    if not negotiation.clauses:
        page.paragraph(say("ui.over.table.offers.none"))
        return
    lines = package_lines(words, table, negotiation.clauses)
    rows = [(line.issue, line.option, *line.worths) for line in lines]
    rows.append((say("ui.over.table.sum"), "", *map(number, negotiation.totals)))
    parties = (short_name(words, side) for side in negotiation.parties)
    with page.group("compact"):
        page.table((say("ui.report.issue"), say("ui.report.option"), *parties), rows, 2, total=True)
    _add_possible(page, debrief, table)
    _add_course(page, debrief, table)
    page.heading(say("ui.over.table.offers"), 3)
    sides = words.language.listed(short_name(words, side) for side in negotiation.parties)
    with page.group("compact"):
        page.paragraph(say("ui.report.offer.order", sides=sides), "small")
        offers, reserves = _told_offers(debrief, table)
        for side in dict.fromkeys(offer.side for offer in offers):
            own = [offer for offer in offers if offer.side == side]
            page.paragraph(
                words.say("semicolon").join(_offers_by_turn(words, reserves, own)),
                strong=words.say(
                    "ui.report.line", name=proposer_name(words, side), what=""
                ).strip(),
            )


@frozen
class _ToldOffer:
    """An offer with its worths to all parties of its table, and what no agreement was worth."""

    turn: int
    side: str
    worths: tuple[int, ...]
    """At the end of the talks."""
    then: tuple[int, ...]
    """When it was made; so are the reserves."""
    reserves: tuple[int, ...]
    became: Became | None
    """What became of it if it was signed."""


def _told_offers(debrief: Debrief, table: str) -> tuple[list[_ToldOffer], tuple[int, ...]]:
    """The offers at a table, and the reserves of all parties at the end of the talks."""
    pairs = debrief.pairs_at(table)
    talks = [(pair, debrief.negotiation_at(table, name)) for name, pair in pairs.items()]
    first = talks[0][1]
    # Each party is one of the two that some payoff space compares.
    places = [
        next((each, pair.index(party)) for pair, each in talks if party in pair)
        for party in first.parties
    ]
    offers = [
        _ToldOffer(
            offer.turn,
            offer.side,
            tuple(each.offers[number].point[place] for each, place in places),
            tuple(each.offers[number].then[place] for each, place in places),
            tuple(each.offers[number].reserves[place] for each, place in places),
            offer.became,
        )
        for number, offer in enumerate(first.offers)
    ]
    return offers, tuple(each.space.reserves[place] for each, place in places)


def _worths_text(worths: Sequence[int]) -> str:
    """Worths beside each other: `12 / 2 / 30`."""
    return " / ".join(map(number, worths))


def _offers_by_turn(
    words: Wording, last: tuple[int, ...], offers: Sequence[_ToldOffer]
) -> Iterator[str]:
    """The worths of the offers of a side, turn by turn; that of the agreed one is marked.

    last: the reserves at the end; others are told.
    """
    for turn, reserves in dict.fromkeys((offer.turn, offer.reserves) for offer in offers):
        made = [each for each in offers if (each.turn, each.reserves) == (turn, reserves)]
        what = words.language.listed(_worths_of(words, each) for each in made)
        if reserves != last:
            key, then = "ui.over.table.then.reserves", _worths_text(reserves)
            what = words.say(key, what=what, reserves=then)
        yield words.say("ui.report.line", name=words.say("ui.record.turn", turn=turn), what=what)


def _worths_of(words: Wording, offer: _ToldOffer) -> str:
    """The worths of an offer, also those when it was made where they were others."""
    text = _worths_text(offer.worths)
    if offer.became is not None:
        what = became_text(words, offer.became)
        text = words.say("ui.report.offer.agreed", worths=text, what=what)
    if offer.then == offer.worths:
        return text
    return words.say("ui.over.table.then", what=text, worths=_worths_text(offer.then))


def _add_possible(page: HtmlPage, debrief: Debrief, table: str) -> None:
    """Adds what else could have been agreed at a table, for every two of its parties."""
    words = debrief.words
    negotiations = [debrief.negotiation_at(table, pair) for pair in debrief.pairs_at(table)]
    page.heading(words.say("ui.over.table"), 3)
    sentences = [explanations_of_marks(words, negotiation) for negotiation in negotiations]
    about = " ".join(dict.fromkeys(chain(*sentences)))
    if len(negotiations) == 1:
        (negotiation,) = negotiations
        with page.group("beside", "compact"):
            if negotiation.space.cloud:
                with page.group():
                    page.figure(payoff_figure(words, negotiation))
            with page.group():
                _add_points(page, words, negotiation)
                if negotiation.bridge is not None:
                    page.paragraph(bridge_sentence(words, negotiation))
                if negotiation.barred is not None:
                    page.paragraph(barred_sentence(words, negotiation))
                page.paragraph(about, "small")
        return
    with page.group("thirds", "compact"):
        figures = _with_one_legend(
            [payoff_figure(words, each) for each in negotiations if each.space.cloud]
        )
        for negotiation in negotiations:
            with page.group():
                if negotiation.space.cloud:
                    page.figure(next(figures))
                _add_points(page, words, negotiation)
    if negotiations[0].bridge is not None:
        page.paragraph(bridge_sentence(words, negotiations[0]))
    if negotiations[0].barred is not None:
        page.paragraph(barred_sentence(words, negotiations[0]))
    page.paragraph(about, "small")


def _add_course(page: HtmlPage, debrief: Debrief, table: str) -> None:
    """Adds who conceded what to whom, and the reserves over time, for every two parties."""
    words = debrief.words
    every = (debrief.course_at(table, pair) for pair in debrief.pairs_at(table))
    courses = [course for course in every if course is not None]
    page.heading(words.say("ui.given"), 3)
    if len(courses) == 1:
        page.paragraph(asked_sentence(words, courses[0]))
        page.figure(course_figure(words, courses[0]))
        sentences = course_sentences(words, courses[0])
    else:
        with page.group("thirds", "compact"):
            for figure in _with_one_legend([course_figure(words, each) for each in courses]):
                with page.group():
                    page.figure(figure)
        sentences = sentences_of_pairs(words, courses)
    with page.group("compact", "columns"):
        page.items(sentences)
    page.paragraph(words.say("ui.given.about"), "small")


def _with_one_legend(figures: Sequence[ChartFigure]) -> Iterator[ChartFigure]:
    """The same pictures; the first has the legend of all, without the worths, which stand below."""
    entries = {
        (entry.text.partition(" (")[0], entry.kind): entry
        for figure in figures
        for entry in figure.legend
    }
    legend = tuple(evolve(entry, text=text) for (text, _), entry in entries.items())
    for place, figure in enumerate(figures):
        yield evolve(figure, legend=() if place else legend)


def _add_points(page: HtmlPage, words: Wording, negotiation: Negotiation) -> None:
    parties = (short_name(words, side) for side in negotiation.space.sides)
    page.table(("", *parties), _points(words, negotiation))
    joint = joint_sum_sentence(words, negotiation)
    if joint:
        page.paragraph(joint)


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
