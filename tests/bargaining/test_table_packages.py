"""The packages of a table one by one; frontier and solutions against brute force."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import TABLE, Game

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.bargaining import enumeration, table_packages
from game.bargaining.package_search import PackageSearch
from game.bargaining.packages import Packages
from game.bargaining.payoff_space import payoff_space
from game.bargaining.table_packages import TablePackage, TablePackages
from game.engine.core import start
from game.engine.refusals import refuse
from game.model.decisions import Decision, Offer
from game.rules.compile import compile_rules

NORTH_SOUTH = ("north", "south")


def brute_frontier(packages: TablePackages) -> list[TablePackage]:
    """The packages to which no other that can be signed is at least as good for all."""
    signable = [package for package in packages if package.signable]

    return [a for a in signable if not any(is_better(b, a) for b in signable)]


def check_solutions(packages: TablePackages) -> None:
    """Compares the best packages with those found by brute force."""
    frontier = brute_frontier(packages)
    payoffs = [tuple(package.worths.values()) for package in packages.frontier]
    assert payoffs == sorted({tuple(package.worths.values()) for package in frontier})
    assert all(package in frontier for package in packages.frontier)
    rational = [p for p in frontier if all(gain >= 0 for gain in p.gains.values())]
    if not rational:
        assert packages.nash is packages.kalai_smorodinsky is None
        return
    assert packages.nash is not None
    assert packages.kalai_smorodinsky is not None
    product_of_gains = max(prod(package.gains.values()) for package in rational)
    assert prod(packages.nash.gains.values()) == product_of_gains
    most = [max(column) for column in zip(*(p.gains.values() for p in rational), strict=True)]

    def smallest_share(package: TablePackage) -> Fraction:
        shares = zip(package.gains.values(), most, strict=True)
        return min((Fraction(gain, top) if top else Fraction(1)) for gain, top in shares)

    assert smallest_share(packages.kalai_smorodinsky) == max(map(smallest_share, rational))


def scenario(sides: tuple[str, ...], issues: list[list[list[int]]], reserves: list[int]) -> str:
    """A table between some sides; issues: by issue and option the worths."""
    lines = ["tables:"]
    lines += ["  pact:", f"    between: [{', '.join(sides)}]", "    rounds: 4", "    open: true"]
    pairs = ", ".join(f"{side}: {reserve}" for side, reserve in zip(sides, reserves, strict=False))
    lines += [f"    reserve: {{{pairs}}}", "    issues:"]
    for i, options in enumerate(issues):
        lines += [f"      i{i}:", "        options:"]
        for k, worths in enumerate(options):
            shown = ", ".join(f"{s}: {w}" for s, w in zip(sides, worths, strict=False))
            lines.append(f"          o{k}: {{worth: {{{shown}}}}}")
    return "\n".join(lines) + "\n"


worths = st.lists(st.integers(0, 9), min_size=3, max_size=3)
tables = st.lists(st.lists(worths, min_size=1, max_size=4), min_size=1, max_size=4)


@given(issues=tables, reserves=st.lists(st.integers(0, 20), min_size=3, max_size=3))
def test_frontier_nash_and_kalai_smorodinsky_are_those_of_brute_force(
    issues: list[list[list[int]]], reserves: list[int]
) -> None:
    text = scenario(NORTH_SOUTH, issues, reserves)
    game = Game(text)
    packages = TablePackages(game.rules, game.state, "pact", NORTH_SOUTH)
    assert len(packages) == prod(map(len, issues)) == len(list(packages))
    check_solutions(packages)
    space = payoff_space(game.rules, game.state, "pact")
    assert space.frontier == tuple(tuple(p.worths.values()) for p in packages.frontier)
    for point, package in ((space.nash, packages.nash), (space.kalai, packages.kalai_smorodinsky)):
        assert point == (tuple(package.worths.values()) if package is not None else None)


def test_for_three_parties_all_of_them_count() -> None:
    rules = compile_rules(load(shipped()["nexperia-standoff"]))
    sides = rules.scenario.tables["settlement"].between
    packages = TablePackages(rules, start(rules, 1), "settlement", sides)
    payoffs = {tuple(p.worths.values()) for p in packages if p.signable}
    frontier = {tuple(p.worths.values()) for p in packages.frontier}
    assert len(frontier) > 20
    for payoff in payoffs:
        beaten = any(o != payoff and all(x >= y for x, y in zip(o, payoff, strict=True))
                     for o in frontier)  # fmt: skip
        assert beaten != (payoff in frontier)
    gains = [
        [p.worths[side] - packages.reserves[side] for side in sides] for p in packages.frontier
    ]
    best = max(prod(each) for each in gains if min(each) >= 0)
    assert packages.nash is not None
    nash = [packages.nash.worths[side] - packages.reserves[side] for side in sides]
    assert min(nash) >= 0
    assert prod(nash) == best > 0


def test_what_can_be_signed_is_what_can_be_offered_and_accepted() -> None:
    game = Game(TABLE)
    packages = TablePackages(game.rules, game.state, "pact", NORTH_SOUTH)
    mover = game.to_move[0]
    for package in packages:
        refused = refuse(game.rules, game.state, Decision(mover, Offer(package.options)))
        assert package.signable <= (refused is None)
        assert packages.of(package.options) == package
        for side in NORTH_SOUTH:
            gain = package.worths[side] - packages.reserves[side]
            assert package.gains[side] == gain
    assert 0 < sum(package.signable for package in packages) < len(packages)


def test_packages_are_numbered_as_they_are_listed() -> None:
    packages = TablePackages(Game(TABLE).rules, Game(TABLE).state, "pact", NORTH_SOUTH)
    assert [packages[i] for i in range(len(packages))] == [*packages]
    assert packages[-1] == [*packages][-1]
    with pytest.raises(IndexError):
        packages[len(packages)]
    with pytest.raises(KeyError, match="gold"):
        packages.of({"gold": "much"})


def test_millions_of_packages_have_the_same_frontier(monkeypatch: pytest.MonkeyPatch) -> None:
    """Worked out by adding up, which is compared with a list where one is possible."""
    for id, path in shipped().items():
        rules = compile_rules(load(path))
        for table in rules.tables:
            sides = rules.scenario.tables[table.id].between
            if prod(len(i.options) for i in table.issues) <= 20_000:
                state = start(rules, 1)
                listed = TablePackages(rules, state, table.id, sides).frontier
                with monkeypatch.context() as patch:
                    patch.setattr(table_packages, "MOST_PACKAGES", 10)
                    patch.setattr(enumeration, "MOST_AXES", 1)
                    added = TablePackages(rules, state, table.id, sides).frontier
                assert added == listed, id


THREE_SIDES = ("north", "south", "east")
SIDES = """
sides:
  north: {name: North, brief: B, score: [{label: L, points: trust}]}
  south: {name: South, brief: B, score: [{label: L, points: trust}]}
  east: {name: East, brief: B, score: [{label: L, points: trust}]}
"""


def test_millions_of_packages_of_three_parties_have_a_frontier(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    luck = Random(4)
    issues = [[[luck.randint(0, 9) for _ in range(3)] for _ in range(4)] for _ in range(11)]
    game = Game(SIDES + scenario(THREE_SIDES, issues, [0, 0, 0]))
    packages = TablePackages(game.rules, game.state, "pact", THREE_SIDES)
    assert len(packages) > 4_000_000
    best = {tuple(package.worths.values()) for package in packages.frontier}
    assert len(best) > 50
    # No package within one option of these is better, and none of many others.
    for package in packages.frontier[::10]:
        for number in range(11):
            for option in range(4):
                near = packages.of({**package.options, f"i{number}": f"o{option}"})
                assert not is_better(near, package)
    for number in range(0, len(packages), 40_009):
        worths = packages[number].worths.values()
        assert any(all(x >= y for x, y in zip(each, worths, strict=True)) for each in best)
    monkeypatch.setattr(enumeration, "MOST_UNDOMINATED", 20)
    with pytest.raises(ValueError, match="pact has 4,194,304 packages, too many to compare"):
        _ = TablePackages(game.rules, game.state, "pact", THREE_SIDES).frontier


def is_better(one: TablePackage, other: TablePackage) -> bool:
    """Whether a package is better for one party and as good for the others."""
    pairs = [*zip(one.worths.values(), other.worths.values(), strict=True)]
    return all(x >= y for x, y in pairs) and any(x > y for x, y in pairs)


def test_a_table_with_millions_of_packages_has_its_solutions() -> None:
    rules = compile_rules(load(shipped()["export-control-dialogue"]))
    packages = TablePackages(rules, start(rules, 1), "minute", ("eu", "china"))
    assert len(packages) > 10_000_000
    space = payoff_space(rules, start(rules, 1), "minute")
    assert tuple(tuple(p.worths.values()) for p in packages.frontier) == space.frontier
    assert packages.nash is not None
    assert tuple(packages.nash.worths.values()) == space.nash


def test_a_search_finds_the_first_package_of_a_payoff_and_none_where_there_is_none() -> None:
    game = Game(scenario(NORTH_SOUTH, [[[0, 3], [1, 2], [3, 0]]] * 3, [0, 0]))
    pair = Packages(game.rules.tables[0], game.state, (0, 1))
    search = PackageSearch(pair)
    for payoff in product(range(11), range(11)):
        having = [
            places
            for places in product(range(3), repeat=3)
            if payoff == (sum((0, 1, 3)[p] for p in places), sum((3, 2, 0)[p] for p in places))
        ]
        assert search.find(payoff) == next(iter(having), None)
