"""The integrative gain of a table: how much a good package beats splitting every difference.

The compromise is the mean worth of all packages made of middle options only: of each issue, the
one or two options halfway between its ends. A package's gain to a party is its worth above the
compromise, as a share of the span between the party's best and worst packages. Its integrative gain
is the smaller of the gains to the two parties.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product
from math import prod

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from game.bargaining.enumeration import all_payoffs, pareto_frontier, payoffs_at
from game.bargaining.packages import Packages, Payoffs, TooManyPackages
from game.engine.rehearsal import position
from game.model.claims import Given
from game.model.expressions import Expression, Read, children
from game.model.frozen import FrozenMap
from game.model.play import State
from game.rules.compiled import OptionRules, Rules, TableRules

MOST_MIDDLE = 20_000
"""The most packages of middle options; where there are more, as many, spread evenly, stand in."""


@frozen
class IntegrativeGain:
    """By how much the best package for two parties beats the compromise."""

    table: str
    sides: tuple[str, str]
    cards: FrozenMap[str, str]
    """By deal that matters, the card dealt."""
    compromise: tuple[Fraction, Fraction]
    """The worth of the compromise to both."""
    best: tuple[int, int]
    """The worths of the package with the greatest integrative gain."""
    gain: Fraction
    """Its integrative gain, a share of the span of the party that gains less."""


def integrative_gains(
    rules: Rules, at: Mapping[str, int | str] | None = None
) -> Iterator[IntegrativeGain]:
    """The gains of every table, pair of its parties, and combination of cards that matters to it.

    Worths are those at the start of a game. Conditions that depend on the state alone (*when* trust
    is high enough, what a party *needs* from home) are ignored, since the state may change.

    at: tracks with other values; then only packages that can be signed at these values count.
    A combination is left out where no package can be signed, or none of middle options.
    """
    for table in rules.tables:
        open_table = drop_conditions(table) if at is None else table
        for parties in combinations(range(len(table.parties)), 2):
            for cards in _combinations_of_cards(rules, open_table):
                state = position(rules, _given(rules, cards, at or {}))
                gain = _greatest_gain(rules, open_table, state, cards, parties)
                if gain is not None:
                    yield gain


def _given(rules: Rules, cards: FrozenMap[str, str], at: Mapping[str, int | str]) -> Given:
    tracks = rules.scenario.tracks
    starts = {id: track.start for id, track in tracks.items() if track.start is not None}
    return Given(tracks=FrozenMap({**starts, **at}), cards=cards)


def drop_conditions(table: TableRules) -> TableRules:
    """A table without the conditions that don't depend on the package."""

    def drop(option: OptionRules) -> OptionRules:
        reads = zip(option.needs, option.needs_read_package, strict=True)
        return evolve(
            option,
            when=option.when if option.when_reads_package else None,
            needs=tuple(needs if read else None for needs, read in reads),
        )

    issues = (
        evolve(issue, when=None, options=tuple(map(drop, issue.options))) for issue in table.issues
    )
    return evolve(table, issues=tuple(issues))


def _combinations_of_cards(rules: Rules, table: TableRules) -> Iterator[FrozenMap[str, str]]:
    """Every combination of cards of the deals that a table's formulas read."""
    trees = [formula.tree for o in _options(table) for formula in o.worth]
    trees += [test.tree for o in _options(table) for test in (o.when, *o.needs) if test is not None]
    trees += [rule.tree for rule in table.rules]
    ids = {deal for tree in trees for deal in _deals_read(tree)}
    deals = [deal for deal in rules.deals if deal.id in ids]
    for cards in product(*(deal.cards for deal in deals)):
        yield FrozenMap(zip([deal.id for deal in deals], cards, strict=True))


def _options(table: TableRules) -> Iterator[OptionRules]:
    for issue in table.issues:
        yield from issue.options


def _deals_read(tree: Expression) -> Iterator[str]:
    if isinstance(tree, Read) and tree.kind in ("dealt", "card"):
        yield tree.of[0]
    for child in children(tree):
        yield from _deals_read(child)


def _greatest_gain(
    rules: Rules,
    table: TableRules,
    state: State,
    cards: FrozenMap[str, str],
    parties: tuple[int, int],
) -> IntegrativeGain | None:
    packages = Packages(table, state, parties)
    middle = payoffs_at(packages, _middle_places(packages.sizes))
    payoffs = _payoffs(packages)
    if not len(middle) or not len(payoffs):
        return None
    one, other = (Fraction(int(middle[:, i].sum()), len(middle)) for i in (0, 1))
    spans = [max(1, int(span)) for span in payoffs.max(axis=0) - payoffs.min(axis=0)]

    def gain(point: tuple[int, int]) -> Fraction:
        return min((point[0] - one) / spans[0], (point[1] - other) / spans[1])

    frontier = [(int(a), int(b)) for a, b in pareto_frontier(payoffs)]
    best = max(frontier, key=lambda p: (gain(p), sum(p)))
    first, second = (rules.sides[table.parties[party]] for party in parties)
    return IntegrativeGain(table.id, (first, second), cards, (one, other), best, gain(best))


def _payoffs(packages: Packages) -> Payoffs:
    try:
        return all_payoffs(packages)
    except TooManyPackages:
        return packages.sample()


def _middle_places(sizes: Sequence[int]) -> list[NDArray[np.intp]]:
    """By issue, the option of each package of middle options only.

    sizes: by issue, the number of open options.
    """
    choices = [_middle_options(size) for size in sizes]
    shape = [*map(len, choices)]
    step = max(1, prod(shape) // MOST_MIDDLE) | 1
    places = np.unravel_index(np.arange(0, prod(shape), step), shape)
    return [np.array(each)[place] for each, place in zip(choices, places, strict=True)]


def _middle_options(size: int) -> list[int]:
    """The option in the middle of an issue; of an even number of options, the two."""
    last = size - 1
    return sorted({last // 2, last - last // 2})
