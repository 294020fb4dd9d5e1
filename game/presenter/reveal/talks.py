"""The talks at a negotiating table, looked back on: the package, and what was possible."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from game.bargaining.payoff_space import Point, forgone_gains
from game.presenter.debrief.debrief import Debrief
from game.presenter.debrief.negotiations import (
    Negotiation,
    PointKind,
    bridge_sentence,
    named_points,
    package_title,
    point_text,
)
from game.presenter.offers.clauses import PackageLine, package_lines
from game.presenter.payoff_plane import Plane, draw_plane
from game.presenter.prose import short_name
from game.presenter.sides.badges import SideBadge, badge_of
from game.words.sentences import number
from game.words.wording import Wording


@frozen
class PointLine:
    """A point of the plane, in a legend."""

    kind: PointKind | Literal["table"]
    name: str
    text: str


@frozen
class TalksShown:
    """The talks at a negotiating table, at one table of the room or at several."""

    kind = "talks"

    title: str
    """What the package is: what was agreed, or the last offer; empty with several tables."""
    parties: tuple[SideBadge, ...]
    names: tuple[str, ...]
    lines: tuple[PackageLine, ...]
    totals: tuple[str, ...]
    none: str
    """What there is to say where nothing was offered; else empty."""
    left: tuple[tuple[SideBadge, str], ...]
    """What was left on the table, for whom; empty where nothing was agreed."""
    bridge: str
    """The bridge from the package, as a sentence; empty where there is none, or with several
    tables."""
    third: str
    """Who else has to sign, as a sentence; empty where the table has only these two parties."""
    plane: Plane | None
    legend: tuple[PointLine, ...]


def talks_shown(
    debriefs: Mapping[str, Debrief], table: str, pair: tuple[str, str] | None
) -> TalksShown:
    """The talks at a negotiating table, at all tables of the room, by their names."""
    first = next(iter(debriefs.values()))
    name = " ".join(pair) if pair is not None else ""
    reviews = {key: each.negotiation_at(table, name) for key, each in debriefs.items()}
    words = first.words
    if len(debriefs) == 1:
        return _one_table(words, reviews[next(iter(reviews))])
    return _several_tables(words, reviews)


def _one_table(words: Wording, review: Negotiation) -> TalksShown:
    naming, table = words.naming, review.table
    plane = draw_plane(words, review.space, review.agreed, None, "", others=_solutions(review))
    points = named_points(words, review)
    left: tuple[tuple[SideBadge, str], ...] = ()
    if review.agreed is not None:
        gains = forgone_gains(review.space, review.agreed)
        left = tuple(
            (badge_of(words.scenario, side), number(gain))
            for side, gain in zip(review.space.sides, gains, strict=True)
        )
    return TalksShown(
        title=package_title(words, review) if review.clauses else naming.table(table),
        parties=tuple(badge_of(words.scenario, side) for side in review.parties),
        names=tuple(short_name(words, side) for side in review.parties),
        lines=package_lines(words, table, review.clauses),
        totals=tuple(map(number, review.totals)) if review.clauses else (),
        none="" if review.clauses else words.say("ui.over.table.offers.none"),
        left=left,
        bridge=bridge_sentence(words, review),
        third=_third(words, review),
        plane=plane,
        legend=tuple(PointLine(each.kind, each.name, point_text(each.point)) for each in points),
    )


def _third(words: Wording, review: Negotiation) -> str:
    others = [side for side in review.parties if side not in review.space.sides]
    return words.say("reveal.talks.third", sides=words.naming.sides(others)) if others else ""


def _solutions(review: Negotiation) -> dict[str, Point]:
    """The solution points, by their kinds."""
    points = {"nash": review.space.nash, "kalai": review.space.kalai}
    return {kind: point for kind, point in points.items() if point is not None}


def _several_tables(words: Wording, reviews: Mapping[str, Negotiation]) -> TalksShown:
    """What each table agreed, as points on one plane; each has a frontier of its own."""
    first, *others = reviews.values()
    numbers: dict[Point, list[str]] = {}
    for index, review in enumerate(reviews.values(), 1):
        if review.agreed is not None:
            numbers.setdefault(review.agreed, []).append(str(index))
    points = {" ".join(tables): point for point, tables in numbers.items()}
    frontiers = [each.space for each in others]
    plane = draw_plane(words, first.space, None, None, "", others=points, spaces=frontiers)
    none = words.say("reveal.talks.none")
    legend = tuple(
        PointLine("table", name, none if each.agreed is None else point_text(each.agreed))
        for name, each in reviews.items()
    )
    return TalksShown(
        title="",
        parties=tuple(badge_of(words.scenario, side) for side in first.space.sides),
        names=tuple(short_name(words, side) for side in first.space.sides),
        lines=(),
        totals=(),
        none="",
        left=(),
        bridge="",
        third=_third(words, first),
        plane=plane,
        legend=legend,
    )
