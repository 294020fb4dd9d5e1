"""What a good package gains for both over splitting every difference.

The middle is the average worth of all packages made of inner options alone: of each issue the one
or two that stand halfway between its ends. A package's gain is the smaller of what it is worth to
the two parties more than that, each as a share of the span between the best and the worst package
for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, product
from math import prod

import numpy as np
from attrs import evolve, frozen

from game.bargaining.enumeration import all_payoffs, pareto_frontier
from game.bargaining.packages import Packages, Payoffs, TooManyPackages
from game.engine.packages import objection, on_agenda
from game.engine.rehearsal import position
from game.model.claims import Given
from game.model.expressions import Expression, Read, children
from game.model.frozen import FrozenMap
from game.model.play import NOTHING, State
from game.rules.compiled import IssueRules, OptionRules, Rules, TableRules
from game.rules.tables import worth

MOST_INNER = 20_000
"""Beyond, so many packages of inner options, spread evenly, stand for all."""


@frozen
class IntegrativeGain:
    """By how much the best package for two parties beats the middle."""

    table: str
    sides: tuple[str, str]
    cards: FrozenMap[str, str]
    """What was dealt: by deal, its card."""
    middle: tuple[Fraction, Fraction]
    best: tuple[int, int]
    """The worths of the package of the greatest gain."""
    gain: Fraction
    """As a share of the span of the one who gains less."""


def integrative_gains(
    rules: Rules, at: Mapping[str, int | str] | None = None
) -> Iterator[IntegrativeGain]:
    """For every table, each two of its parties, and whatever may be dealt that weighs in it.

    Worths are those at the start of a game; what a state alone says of an issue or an option
    (*when* trust is high enough, who *needs* a word from home) is set aside, since it may change.
    at: tracks that stand elsewhere; then what can't be signed in that state doesn't count. Where
    no package at all can be signed, or no inner one, nothing is said.
    """
    for table in rules.tables:
        counted = drop_conditions(table) if at is None else table
        for parties in combinations(range(len(table.parties)), 2):
            for cards in _dealt(rules, counted):
                state = position(rules, _given(rules, cards, at or {}))
                found = _gain(rules, counted, state, cards, parties)
                if found is not None:
                    yield found


def _given(rules: Rules, cards: FrozenMap[str, str], at: Mapping[str, int | str]) -> Given:
    tracks = rules.scenario.tracks
    starts = {id: track.start for id, track in tracks.items() if track.start is not None}
    return Given(tracks=FrozenMap({**starts, **at}), cards=cards)


def drop_conditions(table: TableRules) -> TableRules:
    """A table without the conditions that read no package."""

    def freed(option: OptionRules) -> OptionRules:
        reads = zip(option.needs, option.needs_read_package, strict=True)
        return evolve(
            option,
            when=option.when if option.when_reads_package else None,
            needs=tuple(needs if read else None for needs, read in reads),
        )

    issues = (
        evolve(issue, when=None, options=tuple(map(freed, issue.options))) for issue in table.issues
    )
    return evolve(table, issues=tuple(issues))


def _dealt(rules: Rules, table: TableRules) -> Iterator[FrozenMap[str, str]]:
    """Whatever may be dealt of the deals that a table's formulas read."""
    trees = [formula.tree for o in _options(table) for formula in o.worth]
    trees += [test.tree for o in _options(table) for test in (o.when, *o.needs) if test is not None]
    trees += [rule.tree for rule in table.rules]
    read = {deal for tree in trees for deal in _deals(tree)}
    deals = [deal for deal in rules.deals if deal.id in read]
    for cards in product(*(deal.cards for deal in deals)):
        yield FrozenMap(zip([deal.id for deal in deals], cards, strict=True))


def _options(table: TableRules) -> Iterator[OptionRules]:
    for issue in table.issues:
        yield from issue.options


def _deals(tree: Expression) -> Iterator[str]:
    if isinstance(tree, Read) and tree.kind in ("dealt", "card"):
        yield tree.of[0]
    for child in children(tree):
        yield from _deals(child)


def _gain(
    rules: Rules,
    table: TableRules,
    state: State,
    cards: FrozenMap[str, str],
    parties: tuple[int, int],
) -> IntegrativeGain | None:
    inner = [
        [worth(table, state, party, package) for party in parties]
        for package in _inner(table, state)
    ]
    points = _points(Packages(table, state, parties))
    if not inner or not len(points):
        return None
    one, other = (Fraction(sum(w[i] for w in inner), len(inner)) for i in (0, 1))
    spans = [max(1, int(span)) for span in points.max(axis=0) - points.min(axis=0)]

    def gain(point: tuple[int, int]) -> Fraction:
        return min((point[0] - one) / spans[0], (point[1] - other) / spans[1])

    frontier = [(int(a), int(b)) for a, b in pareto_frontier(points)]
    best = max(frontier, key=lambda p: (gain(p), sum(p)))
    first, second = (rules.sides[table.parties[party]] for party in parties)
    return IntegrativeGain(table.id, (first, second), cards, (one, other), best, gain(best))


def _points(packages: Packages) -> Payoffs:
    try:
        return all_payoffs(packages)
    except TooManyPackages:
        return packages.sampled()


def _inner(table: TableRules, state: State) -> Iterator[tuple[int, ...]]:
    """The packages of inner options that all parties may agree to, as whole packages."""
    agenda = [on_agenda(issue, state) for issue in table.issues]
    choices = [
        _halfway(issue) if on else (issue.otherwise,)
        for issue, on in zip(table.issues, agenda, strict=True)
    ]
    step = max(1, prod(map(len, choices)) // MOST_INNER) | 1
    for number in range(0, prod(map(len, choices)), step):
        package = tuple(int(i) for i in np.unravel_index(number, [*map(len, choices)]))
        whole = tuple(options[at] for options, at in zip(choices, package, strict=True))
        named = [o if on else NOTHING for o, on in zip(whole, agenda, strict=True)]
        bound = range(len(table.parties))
        if not any(objection(table, state, party, named) for party in bound):
            yield whole


def _halfway(issue: IssueRules) -> tuple[int, ...]:
    """The option in the middle of an issue; of an even number the two."""
    last = len(issue.options) - 1
    return tuple(sorted({last // 2, last - last // 2}))
