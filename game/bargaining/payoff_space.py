"""The plane of worths: what every package of a table is worth to two of its parties.

The frontier holds the packages than which none is better for one and no worse for the other. Nash's
point (Econometrica 18, 1950) has the greatest product of gains over the reserves; that of Kalai and
Smorodinsky (Econometrica 43, 1975) gives both as large a share as can be of the most that each
could gain while the other keeps its reserve. Both are looked for among packages, without lotteries.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import hypot

import numpy as np
from attrs import evolve, frozen

from game.bargaining.enumeration import all_payoffs, pareto_frontier, thin_out
from game.bargaining.packages import MOST_PACKAGES, Packages, Payoffs, TooManyPackages
from game.model.play import State
from game.rules.compiled import Rules, TableRules
from game.rules.evaluate import NO_PACKAGE

Point = tuple[int, int]
"""The worth to the one, and to the other."""

CLOUD = 4_000
"""At most so many points stand for all packages."""


@frozen
class PayoffSpace:
    """What can be agreed at a table in one state, as worths to two parties."""

    sides: tuple[str, str]
    reserves: Point
    """What no agreement is worth to them."""
    cloud: tuple[Point, ...] = ()
    """The different worths of packages, thinned evenly where there are many."""
    frontier: tuple[Point, ...] = ()
    """Ascending in the first worth, and so descending in the second."""
    nash: Point | None = None
    """None where no package gives both their reserves."""
    kalai: Point | None = None
    exact: bool = True
    """Whether no package is better than the frontier; otherwise not all could be looked at."""

    @property
    def better(self) -> tuple[Point, ...]:
        """The part of the frontier that gives both their reserves."""
        return _better(self.frontier, self.reserves)


@frozen
class OwnPayoffs:
    """What one side knows of a table: the worth of packages to itself alone (rule 5.6)."""

    side: str
    reserve: int
    worths: tuple[int, ...] = ()
    """The different worths to it of packages that it may propose, ascending."""


def payoff_space(
    rules: Rules,
    state: State,
    table: str,
    sides: tuple[str, str] | None = None,
    most: int = MOST_PACKAGES,
) -> PayoffSpace:
    """The plane of two of a table's parties, left out: the first two in the file.

    Only packages that every party may propose or accept count. Up to `most` packages are looked at
    one by one; more are folded. Raises KeyError for a table or a side that isn't there.
    """
    found = rules.tables[rules.index.tables[table]]
    sides = sides or first_two_parties(rules, table)
    numbers = rules.index.parties[table]
    parties = numbers[sides[0]], numbers[sides[1]]
    packages = Packages(found, state, parties)
    try:
        points, exact = all_payoffs(packages, most), True
    except TooManyPackages:
        points, exact = packages.sampled(), False
    one, other = (found.reserves[party](state, NO_PACKAGE) for party in parties)
    return from_payoffs(sides, (one, other), points, exact)


def first_two_parties(rules: Rules, table: str) -> tuple[str, str]:
    """The first two parties of a table, in the order of the file."""
    one, other, *_ = rules.scenario.tables[table].between
    return one, other


def from_payoffs(
    sides: tuple[str, str], reserves: Point, points: Payoffs, exact: bool = True
) -> PayoffSpace:
    """The plane of some packages' worths."""
    if not len(points):
        return PayoffSpace(sides, reserves, exact=exact)
    best = pareto_frontier(points)
    cloud = points if len(points) <= CLOUD else thin_out(points, CLOUD)
    frontier = _pairs(best)
    good = _better(frontier, reserves)
    return PayoffSpace(
        sides,
        reserves,
        _pairs(cloud),
        frontier,
        _nash(good, reserves),
        _kalai(good, reserves),
        exact,
    )


def _pairs(points: Payoffs) -> tuple[Point, ...]:
    return tuple((int(one), int(other)) for one, other in points)


def _better(frontier: Sequence[Point], reserves: Point) -> tuple[Point, ...]:
    return tuple(p for p in frontier if p[0] >= reserves[0] and p[1] >= reserves[1])


def _nash(good: Sequence[Point], reserves: Point) -> Point | None:
    """Among equal products the one whose smaller gain is greater."""
    return max(good, key=lambda p: (_product(p, reserves), _least(p, reserves)), default=None)


def _product(point: Point, reserves: Point) -> int:
    return (point[0] - reserves[0]) * (point[1] - reserves[1])


def _least(point: Point, reserves: Point) -> int:
    return min(point[0] - reserves[0], point[1] - reserves[1])


def _kalai(good: Sequence[Point], reserves: Point) -> Point | None:
    """The greatest of the smaller shares; among equals the greatest of the larger."""
    if not good:
        return None
    most = max(p[0] for p in good) - reserves[0], max(p[1] for p in good) - reserves[1]

    def shares(point: Point) -> list[Fraction]:
        gains = point[0] - reserves[0], point[1] - reserves[1]
        # One who can gain nothing has all that it can get.
        return sorted(
            Fraction(gain, top) if top else Fraction(1)
            for gain, top in zip(gains, most, strict=True)
        )

    return max(good, key=shares)


def forgone_gains(found: PayoffSpace, point: Point) -> Point:
    """How much more each could have had while the other lost nothing."""
    one = max((p[0] for p in found.frontier if p[1] >= point[1]), default=point[0])
    other = max((p[1] for p in found.frontier if p[0] >= point[0]), default=point[1])
    return max(0, one - point[0]), max(0, other - point[1])


def distance_to_frontier(found: PayoffSpace, point: Point) -> float:
    """How far a package lies from the nearest of the frontier, in points of worth."""
    return min((hypot(p[0] - point[0], p[1] - point[1]) for p in found.frontier), default=0.0)


def own_payoffs(rules: Rules, state: State, table: str, side: str) -> OwnPayoffs:
    """What a side may know of a table before the end.

    Nothing that weighs for the others is read, nor what binds them: what their own formulas say of
    them is theirs (rules 5.3 and 5.6). Its own count in full, whatever they disclose (rule 7.4).
    """
    found = rules.tables[rules.index.tables[table]]
    party = rules.index.parties[table][side]
    own = _binding(found, party)
    try:
        points = all_payoffs(Packages(own, state, (party, party)))
    except TooManyPackages:
        points = Packages(own, state, (party, party)).sampled()
    worths = tuple(int(worth) for worth in np.unique(points[:, 0]))
    return OwnPayoffs(side, found.reserves[party](state, NO_PACKAGE), worths)


def _binding(table: TableRules, party: int) -> TableRules:
    """A table without what binds the other parties alone."""
    issues = (
        evolve(issue, options=tuple(evolve(o, needs=(o.needs[party],)) for o in issue.options))
        for issue in table.issues
    )
    return evolve(table, issues=tuple(issues))
