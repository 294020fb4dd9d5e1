"""The payoff plane of two parties, or what offers are worth to one: what its chart shows.

Nobody's worths get onto a page whose reader may not see them: what isn't in here isn't drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from attrs import evolve, frozen

from game.bargaining.payoff_space import PayoffSpace, Point, common_frontier
from game.presenter.badges import SideBadge, badge_of
from game.presenter.debrief.negotiations import Negotiation, named_points, point_text
from game.presenter.negotiator import Negotiator
from game.presenter.offers.worths import largest_worth, reserve_label
from game.presenter.prose import short_name
from game.words.sentences import number
from game.words.wording import Wording

PackageKind = Literal["agreed", "nash", "kalai", "offer", "bridge", "draft", "signed", "proposed"]
"""What a marked package is; signed, proposed: what tables of a room came to."""


@frozen
class PlaneAxis:
    """The worths to a side: their ends, and its reserve."""

    name: str
    badge: SideBadge
    least: int
    most: int
    reserve: int | None = None
    reserve_label: str = ""


@frozen
class OfferTrail:
    """One side's offers in their order, each with its number."""

    name: str
    badge: SideBadge
    points: tuple[Point, ...]
    """The worth to the one and to the other; in a strip the second is its row, from 1."""
    numbers: tuple[int, ...]


@frozen
class MarkedPackage:
    """A package with a mark of its own."""

    kind: PackageKind
    point: Point
    name: str = ""
    """What it is, for a legend."""
    text: str = ""
    """What stands beside its mark, or in it: the numbers of tables."""
    badge: SideBadge | None = None
    """Whose offer it is."""

    @property
    def title(self) -> str:
        """What it is, and what it is worth to both."""
        worths = point_text(self.point)
        return f"{self.name} ({worths})" if self.name else worths


@frozen
class PayoffPlane:
    """What packages are worth to two parties; or a strip of what offers are worth to one."""

    across: PlaneAxis
    up: PlaneAxis | None = None
    """None: nobody here may know it, and a strip is drawn, with offers from top to bottom."""
    spoken: str = ""
    """What it shows, for those who can't see it."""
    cloud: tuple[Point, ...] = ()
    """All packages."""
    frontiers: tuple[tuple[Point, ...], ...] = ()
    """The corners of Pareto frontiers as lines; the first is that of the cloud."""
    best: tuple[Point, ...] = ()
    """The packages of the first frontier."""
    zone: tuple[Point, ...] = ()
    """The corners of the area that is better for both than no agreement; may be empty."""
    rug: tuple[int, ...] = ()
    """In a strip, the worths that packages can have."""
    trails: tuple[OfferTrail, ...] = ()
    packages: tuple[MarkedPackage, ...] = ()
    frontier_label: str = ""
    worse: str = ""
    """What stands where no agreement would be better."""


@frozen
class PairLink:
    """Two parties whose plane can be shown."""

    id: str
    name: str
    is_shown: bool


def pair_id(pair: tuple[str, str]) -> str:
    """Two parties as an address names them."""
    return "-".join(pair)


def pair_links(
    words: Wording, pairs: Sequence[tuple[str, str]], shown: tuple[str, str]
) -> tuple[PairLink, ...]:
    """The pairs to choose from; none where there is only one."""
    if len(pairs) < 2:
        return ()
    return tuple(
        PairLink(
            pair_id(pair),
            " / ".join(words.naming.side_in_table(side) for side in pair),
            pair == shown,
        )
        for pair in pairs
    )


def choose_pair(pairs: Sequence[tuple[str, str]], id: str) -> tuple[str, str]:
    """The pair that an address names, or the first."""
    return next((pair for pair in pairs if pair_id(pair) == id), pairs[0])


def payoff_plane(
    words: Wording,
    space: PayoffSpace,
    packages: Sequence[MarkedPackage] = (),
    trails: Sequence[OfferTrail] = (),
    others: Sequence[PayoffSpace] = (),
) -> PayoffPlane:
    """The plane of a payoff space of which nothing is hidden.

    others: the spaces of other tables of a room, of which the frontiers are drawn. Lines are then
    those of the greatest reserves, and the zone is better than no agreement at each table.
    """
    say, names = words.say, [words.naming.side_inside(side) for side in space.sides]
    points = [*space.cloud, *space.frontier, *(package.point for package in packages)]
    points += [point for trail in trails for point in trail.points]
    points += [point for other in others for point in other.frontier]
    every = [each.reserves for each in (space, *others)]
    points += every
    common = evolve(
        space,
        reserves=(max(one for one, _ in every), max(up for _, up in every)),
        frontier=common_frontier(each.frontier for each in (space, *others)),
    )

    def axis(i: int, key: str) -> PlaneAxis:
        worths = [point[i] for point in points]
        least, reserve = min(each[i] for each in every), common.reserves[i]
        figures = number(reserve) if least == reserve else f"{number(least)}–{number(reserve)}"
        return PlaneAxis(
            say(key, side=names[i]),
            badge_of(words.scenario, space.sides[i]),
            min(0, *worths),
            max(worths),
            reserve,
            say("ui.plane.reserve", n=figures),
        )

    across, up = axis(0, "ui.plane.across"), axis(1, "ui.plane.upwards")
    parts = [say("ui.plane", one=names[0], other=names[1])]
    parts += [
        f"{name}: {each.reserve_label}"
        for name, each in zip(names, (across, up), strict=True)
        if each.reserve_label
    ]
    parts += [each.title for each in packages]
    parts += [
        f"{trail.name} {n} ({point_text(point)})"
        for trail in trails
        for n, point in zip(trail.numbers, trail.points, strict=True)
    ]
    return PayoffPlane(
        across,
        up,
        "; ".join(parts),
        () if others else space.cloud,
        tuple(each.frontier_line for each in (space, *others)),
        space.frontier,
        common.better_zone,
        trails=tuple(trails),
        packages=tuple(packages),
        frontier_label=say("ui.plane.frontier") if space.frontier else "",
        worse=say("ui.plane.worse"),
    )


def solutions(words: Wording, negotiation: Negotiation) -> list[MarkedPackage]:
    """What was agreed and the solution points, as far as there are any."""
    return [
        MarkedPackage(each.kind, each.point, each.name)
        for each in named_points(words, negotiation)
        if each.kind != "reserves"
    ]


def negotiation_plane(words: Wording, negotiation: Negotiation) -> PayoffPlane:
    """The plane of talks looked back on: all offers, what was agreed, and the solution points.

    Its marks and lines stand in a legend.
    """
    trails = []
    for side in dict.fromkeys(offer.side for offer in negotiation.offers):
        offers = [offer for offer in negotiation.offers if offer.side == side]
        name = offers_name(words, side)
        points = tuple(offer.point for offer in offers)
        numbers = tuple(offer.own_number for offer in offers)
        trails.append(OfferTrail(name, badge_of(words.scenario, side), points, numbers))
    plane = payoff_plane(words, negotiation.space, solutions(words, negotiation), trails)
    return evolve(plane, frontier_label="")


def offers_name(words: Wording, side: str) -> str:
    """What the offers of a side are called in a legend, or those from outside (no side)."""
    if not side:
        return words.say("ui.report.proposals")
    return words.say("ui.report.offers", side=short_name(words, side))


def offer_strip(negotiator: Negotiator) -> PayoffPlane:
    """What all offers at a table are worth to a side, the newest below, then its draft."""
    words, reserve = negotiator.words, negotiator.reserve
    offers = [(offer.side, negotiator.worth(offer.package)) for offer in negotiator.offers()]
    rows = [(side, worth, row) for row, (side, worth) in enumerate(offers, 1) if worth is not None]
    trails = [
        OfferTrail(
            short_name(words, side) if side else "",
            badge_of(words.scenario, side),
            tuple((worth, row) for who, worth, row in rows if who == side),
            tuple(row for who, _, row in rows if who == side),
        )
        for side in (*words.scenario.sides, "")
        if any(who == side for who, _, _ in rows)
    ]
    draft, name = negotiator.draft_worth, words.say("ui.plane.draft")
    return PayoffPlane(
        PlaneAxis(
            words.say("ui.plane.worth.you"),
            badge_of(words.scenario, negotiator.side),
            min([0, *(worth for _, worth, _ in rows), *([] if draft is None else [draft])]),
            largest_worth(negotiator),
            reserve,
            reserve_label(words, reserve) if reserve is not None else "",
        ),
        rug=negotiator.guess().worths,
        trails=tuple(trails),
        packages=()
        if draft is None
        else (MarkedPackage("draft", (draft, len(offers) + 1), name, name),),
        worse=words.say("ui.plane.worse"),
    )
