"""What was signed at a re-opened table, beside what was signed in the game."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from game.bargaining.payoff_space import Point
from game.presenter.badges import badge_of
from game.presenter.debrief.negotiations import (
    agreed_text,
    clauses_of,
    named_points,
    point_text,
)
from game.presenter.debriefing.again import point_of
from game.presenter.debriefing.debriefed_table import EndedTable
from game.presenter.offers.clauses import package_lines
from game.presenter.payoff_plane import MarkedPackage, payoff_plane, solutions
from game.presenter.prose import short_name
from game.presenter.reveal.talks import PointLine, TalksShown, talks_shown
from game.session.agreements import end_of_talks
from game.words.sentences import number

AGAIN = "2"
"""How the new package is marked on the plane of one table."""


def again_shown(tables: Mapping[str, EndedTable], table: str) -> TalksShown:
    """What the tables of the room signed when a negotiating table was re-opened, by their names."""
    if len(tables) > 1:
        return _several_tables(tables, table)
    (ended,) = tables.values()
    debrief, again = ended.debrief, ended.looking_back.again
    words, review = debrief.words, debrief.negotiation_at(table)
    naming, package = words.naming, again.package if again is not None else None
    if again is None or again.negotiation != table or package is None:
        shown = talks_shown({"": debrief}, table, None)
        none = words.say("console.again.none")
        return evolve(shown, title=naming.table(table), lines=(), totals=(), none=none, left=())
    point = point_of(ended, review, package)
    clauses = clauses_of(debrief.game.rules, end_of_talks(debrief.game, table), table, package)
    title = words.say("reveal.again.signed" if again.is_signed else "reveal.again.lies")
    assert point is not None, "there is a package"
    return TalksShown(
        title=title,
        parties=tuple(badge_of(words.scenario, side) for side in review.parties),
        names=tuple(short_name(words, side) for side in review.parties),
        lines=package_lines(words, table, clauses),
        totals=tuple(
            number(sum(each)) for each in zip(*(clause.worths for clause in clauses), strict=True)
        ),
        none="",
        left=(),
        bridge="",
        third="",
        plane=payoff_plane(
            words,
            review.space,
            [*solutions(words, review), MarkedPackage("signed", point, title, AGAIN)],
        ),
        legend=(
            PointLine("table", words.say("reveal.again.mark", mark=AGAIN), point_text(point)),
            *(PointLine(e.kind, e.name, point_text(e.point)) for e in named_points(words, review)),
        ),
    )


def _several_tables(tables: Mapping[str, EndedTable], table: str) -> TalksShown:
    """What each table signed in the game and after it, on one plane."""
    first = next(iter(tables.values()))
    words = first.debrief.words
    points: dict[Point, list[str]] = {}
    legend = []
    for index, (name, each) in enumerate(tables.items(), 1):
        review, again = each.debrief.negotiation_at(table), each.looking_back.again
        is_here = again is not None and again.negotiation == table and again.is_signed
        point = point_of(each, review, again.package if again is not None and is_here else None)
        before = agreed_text(words, review) or words.say("reveal.talks.none")
        after = point_text(point) if point is not None else words.say("reveal.talks.none")
        legend.append(PointLine("table", name, f"{before} → {after}"))
        if point is not None:
            points.setdefault(point, []).append(str(index))
    packages = [
        MarkedPackage("signed", point, text=", ".join(numbers)) for point, numbers in points.items()
    ]
    space = first.debrief.negotiation_at(table).space
    return TalksShown(
        title="",
        parties=tuple(badge_of(words.scenario, side) for side in space.sides),
        names=tuple(short_name(words, side) for side in space.sides),
        lines=(),
        totals=(),
        none="",
        left=(),
        bridge="",
        third="",
        plane=payoff_plane(words, space, packages) if space.cloud else None,
        legend=tuple(legend),
    )
