"""The payoff space of a table: what every package is worth to two of its parties.

The Pareto frontier holds the packages to which no other is better for one party and as good for
the other. The Nash bargaining solution (Econometrica 18, 1950) maximises the product of the gains
over the reservation values. The Kalai–Smorodinsky solution (Econometrica 43, 1975) gives both
parties the largest equal share of the most that each could gain while the other keeps its
reservation value. Both are looked for among packages, without lotteries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import chain, pairwise
from math import hypot

import numpy as np
from attrs import frozen

from game.bargaining.enumeration import all_payoffs, pareto_frontier, thin_out
from game.bargaining.packages import (
    MOST_PACKAGES,
    Packages,
    Payoffs,
    TooManyPackages,
    with_conditions_of,
)
from game.model.play import State
from game.rules.compiled import Rules
from game.rules.evaluate import NO_PACKAGE

Point = tuple[int, int]
"""The worth to one party, and to the other."""

CLOUD = 4_000
"""The most points that stand for all packages."""


@frozen
class PayoffSpace:
    """What can be agreed at a table in one state, as worths to two parties."""

    sides: tuple[str, str]
    reserves: Point
    """Their reservation values: the worth of no agreement."""
    cloud: tuple[Point, ...] = ()
    """The distinct payoffs of packages, thinned out evenly where there are many."""
    frontier: tuple[Point, ...] = ()
    """The Pareto frontier, ascending in the first worth, and so descending in the second."""
    nash: Point | None = None
    """The Nash bargaining solution; None where no package gives both their reservation values."""
    kalai: Point | None = None
    """The Kalai–Smorodinsky solution; None likewise."""
    exact: bool = True
    """Whether all packages were computed; otherwise the frontier is that of a sample."""

    @property
    def better(self) -> tuple[Point, ...]:
        """The part of the frontier that gives both parties at least their reservation values."""
        return _individually_rational(self.frontier, self.reserves)

    @property
    def frontier_line(self) -> tuple[Point, ...]:
        """The corners of the Pareto frontier as a line: between two packages lies none."""
        return _in_steps(self.frontier)

    @property
    def better_zone(self) -> tuple[Point, ...]:
        """The corners of the area that is better for both than no agreement; may be empty."""
        if not self.better:
            return ()
        one, other = self.reserves
        steps = _in_steps(self.better)
        return (one, other), (one, steps[0][1]), *steps, (steps[-1][0], other)


@frozen
class OwnPayoffs:
    """What one side knows of a table: the worth of packages to itself alone (rule 5.6)."""

    side: str
    reserve: int
    """Its reservation value."""
    worths: tuple[int, ...] = ()
    """The distinct worths of packages that it may propose, ascending."""


def payoff_space(
    rules: Rules,
    state: State,
    table: str,
    sides: tuple[str, str] | None = None,
    most: int = MOST_PACKAGES,
) -> PayoffSpace:
    """The payoff space of two parties of a table; without `sides`, of the first two in the file.

    Only packages that every party may propose or accept count. Up to `most` packages are computed
    one by one. Raises KeyError for an unknown table or side.
    """
    table_rules = rules.tables[rules.index.tables[table]]
    sides = sides or first_two_parties(rules, table)
    numbers = rules.index.parties[table]
    parties = numbers[sides[0]], numbers[sides[1]]
    packages = Packages(table_rules, state, parties)
    try:
        payoffs, exact = all_payoffs(packages, most), True
    except TooManyPackages:
        payoffs, exact = packages.sample(), False
    one, other = (table_rules.reserves[party](state, NO_PACKAGE) for party in parties)
    return from_payoffs(sides, (one, other), payoffs, exact)


def first_two_parties(rules: Rules, table: str) -> tuple[str, str]:
    """The first two parties of a table, in the order of the file."""
    one, other, *_ = rules.scenario.tables[table].between
    return one, other


def from_payoffs(
    sides: tuple[str, str], reserves: Point, payoffs: Payoffs, exact: bool = True
) -> PayoffSpace:
    """The payoff space of packages whose payoffs are known."""
    if not len(payoffs):
        return PayoffSpace(sides, reserves, exact=exact)
    cloud = payoffs if len(payoffs) <= CLOUD else thin_out(payoffs, CLOUD)
    frontier = _points(pareto_frontier(payoffs))
    rational = _individually_rational(frontier, reserves)
    return PayoffSpace(
        sides,
        reserves,
        _points(cloud),
        frontier,
        _nash(rational, reserves),
        _kalai_smorodinsky(rational, reserves),
        exact,
    )


def common_frontier(frontiers: Iterable[Sequence[Point]]) -> tuple[Point, ...]:
    """The frontier of what is as bad for both as some point of each of several frontiers."""
    first, *others = frontiers
    common = tuple(first)
    for frontier in others:
        worse = [(min(a, c), min(b, d)) for a, b in common for c, d in frontier]
        common = _points(pareto_frontier(np.array(worse, np.int64).reshape(-1, 2)))
    return common


def _points(payoffs: Payoffs) -> tuple[Point, ...]:
    return tuple((int(one), int(other)) for one, other in payoffs)


def _in_steps(frontier: Sequence[Point]) -> tuple[Point, ...]:
    """The edge of what a frontier's points, or points that are worse for both, can reach."""
    corners = [((left, low), (right, low)) for (left, _), (right, low) in pairwise(frontier)]
    return *frontier[:1], *chain.from_iterable(corners)


def _individually_rational(frontier: Sequence[Point], reserves: Point) -> tuple[Point, ...]:
    return tuple(p for p in frontier if p[0] >= reserves[0] and p[1] >= reserves[1])


def _nash(rational: Sequence[Point], reserves: Point) -> Point | None:
    """The point with the greatest product of gains; of equal ones, with the greater least gain."""

    def key(point: Point) -> tuple[int, int]:
        one, other = _surplus(point, reserves)
        return one * other, min(one, other)

    return max(rational, key=key, default=None)


def _kalai_smorodinsky(rational: Sequence[Point], reserves: Point) -> Point | None:
    """The point whose smaller share is greatest; of equal ones, the one whose larger share is."""
    if not rational:
        return None
    most = max(p[0] for p in rational) - reserves[0], max(p[1] for p in rational) - reserves[1]

    def shares(point: Point) -> list[Fraction]:
        # A party that can gain nothing has all that it can get.
        return sorted(
            Fraction(gain, top) if top else Fraction(1)
            for gain, top in zip(_surplus(point, reserves), most, strict=True)
        )

    return max(rational, key=shares)


def _surplus(point: Point, reserves: Point) -> Point:
    """The gains over the reservation values."""
    return point[0] - reserves[0], point[1] - reserves[1]


def forgone_gains(space: PayoffSpace, point: Point) -> Point:
    """How much more each party could have had at no loss to the other."""
    one = max((p[0] for p in space.frontier if p[1] >= point[1]), default=point[0])
    other = max((p[1] for p in space.frontier if p[0] >= point[0]), default=point[1])
    return max(0, one - point[0]), max(0, other - point[1])


def distance_to_frontier(space: PayoffSpace, point: Point) -> float:
    """The distance of a point from the nearest one of the Pareto frontier, in points of worth."""
    return min((hypot(p[0] - point[0], p[1] - point[1]) for p in space.frontier), default=0.0)


def own_payoffs(rules: Rules, state: State, table: str, side: str) -> OwnPayoffs:
    """What a side may know of a table's payoffs before the end of the game.

    The other parties' formulas and conditions are private to them and aren't read (rules 5.3 and
    5.6). The side's own count in full, whatever the others disclose (rule 7.4).
    """
    table_rules = rules.tables[rules.index.tables[table]]
    party = rules.index.parties[table][side]
    packages = Packages(with_conditions_of(table_rules, party), state, (party, party))
    try:
        payoffs = all_payoffs(packages)
    except TooManyPackages:
        payoffs = packages.sample()
    worths = tuple(int(worth) for worth in np.unique(payoffs[:, 0]))
    return OwnPayoffs(side, table_rules.reserves[party](state, NO_PACKAGE), worths)
