"""The payoff space holds every package that may be agreed, and its points are what they say."""

import time
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import hypot

import numpy as np
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from tiny import TABLE, Game

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.bargaining import enumeration
from game.bargaining.enumeration import thin_out
from game.bargaining.payoff_space import (
    CLOUD,
    PayoffSpace,
    Point,
    distance_to_frontier,
    forgone_gains,
    from_payoffs,
    own_payoffs,
    payoff_space,
)
from game.engine.packages import objection, on_agenda
from game.model.play import NOTHING, State
from game.model.problems import ScenarioError
from game.rules.compile import compile_rules
from game.rules.compiled import Rules
from game.rules.tables import worth

NORTH_SOUTH = ("north", "south")


def brute(rules: Rules, state: State, id: str, sides: tuple[str, str]) -> set[Point]:
    """The worths of all packages that every party may agree to, one by one."""
    table = rules.tables[rules.index.tables[id]]
    one, other = (rules.index.parties[id][side] for side in sides)
    found = set()
    for named in packages(rules, state, id):
        whole = [
            issue.otherwise if option == NOTHING else option
            for issue, option in zip(table.issues, named, strict=True)
        ]
        if not any(objection(table, state, party, named) for party in range(len(table.parties))):
            found.add((worth(table, state, one, whole), worth(table, state, other, whole)))
    return found


def packages(rules: Rules, state: State, id: str) -> Iterator[tuple[int, ...]]:
    yield from product(
        *(
            range(len(issue.options)) if on_agenda(issue, state) else (NOTHING,)
            for issue in rules.tables[rules.index.tables[id]].issues
        )
    )


def best(points: set[Point]) -> list[Point]:
    """Those that none dominates."""
    return sorted(
        p for p in points if not any(q != p and q[0] >= p[0] and q[1] >= p[1] for q in points)
    )


small = st.integers(-9, 40)


@st.composite
def tables(draw: st.DrawFn) -> Game:
    """A game at a table of a few issues whose formulas read one another."""
    names = [f"i{n}" for n in range(draw(st.integers(1, 5)))]
    sizes = {name: draw(st.integers(1, 3)) for name in names}

    def test() -> str:
        name = draw(st.sampled_from(names))
        return f"{name} {draw(st.sampled_from(['<', '>=', '!=']))} {draw(st.integers(0, 2))}"

    def amount() -> str:
        plain = str(draw(small))
        return draw(st.sampled_from([plain, plain, f"{plain} if {test()} else {draw(small)}"]))

    lines = []
    for name in names:
        off = draw(st.sampled_from(["", "", "", f"when: trust >= {draw(st.integers(49, 52))}"]))
        lines.append(f"      {name}:")
        if off:
            lines += [
                f"        {off}",
                f"        otherwise: o{draw(st.integers(0, sizes[name] - 1))}",
            ]
        lines.append("        options:")
        for n in range(sizes[name]):
            more = draw(st.sampled_from(["", "", "", f", when: {test()}"]))
            more += draw(st.sampled_from(["", "", "", f", needs: {{south: {test()}}}"]))
            worths = f"worth: {{north: {amount()}, south: {amount()}}}"
            lines.append(f"          o{n}: {{{worths}{more}}}")
    rules = draw(st.lists(st.builds(lambda: f"{test()} or {test()}"), max_size=2))
    reserve = f"{{north: {draw(small)}, south: {draw(small)}}}"
    try:
        return Game(_PACT.format(issues="\n".join(lines), rules=rules, reserve=reserve))
    except ScenarioError:
        reject()


_PACT = """
stages: {{main: {{phases: [hall]}}}}
phases: {{hall: {{kind: table, table: pact, rounds: 1}}}}
tables:
  pact:
    between: [north, south]
    rounds: 3
    open: true
    issues:
{issues}
    rules: {rules}
    reserve: {reserve}
"""


@given(tables(), st.sampled_from([10**5, 0]))
def test_a_payoff_space_holds_the_worths_of_all_packages_that_may_be_agreed(
    game: Game, most: int
) -> None:
    found = payoff_space(game.rules, game.state, "pact", most=most)
    assert found.exact
    assert found.sides == NORTH_SOUTH
    assert found.cloud == tuple(sorted(brute(game.rules, game.state, "pact", NORTH_SOUTH)))


@given(tables(), st.sampled_from([10**5, 0]))
def test_no_package_dominates_one_of_the_frontier(game: Game, most: int) -> None:
    found = payoff_space(game.rules, game.state, "pact", most=most)
    assert [*found.frontier] == best(brute(game.rules, game.state, "pact", NORTH_SOUTH))


@given(tables())
def test_the_nash_solution_has_the_greatest_product_of_gains(game: Game) -> None:
    found = payoff_space(game.rules, game.state, "pact")
    gains = {p: g for p in found.cloud if min(g := gained(found, p)) >= 0}
    assert (found.nash is None) == (not gains)
    if found.nash is not None:
        assert found.nash in found.frontier
        one, other = gains[found.nash]
        assert one * other == max(a * b for a, b in gains.values())


def gained(found: PayoffSpace, point: Point) -> Point:
    return point[0] - found.reserves[0], point[1] - found.reserves[1]


@given(tables())
def test_the_kalai_smorodinsky_solution_gives_both_the_same_share_of_their_best(
    game: Game,
) -> None:
    found = payoff_space(game.rules, game.state, "pact")
    gains = {p: g for p in found.cloud if min(g := gained(found, p)) >= 0}
    assert (found.kalai is None) == (not gains)
    if found.kalai is None:
        return
    ideal = [max(gain[i] for gain in gains.values()) for i in (0, 1)]

    def least_share(gain: Point) -> Fraction:
        return min(Fraction(g, i) if i else Fraction(1) for g, i in zip(gain, ideal, strict=True))

    assert found.kalai in found.frontier
    assert least_share(gains[found.kalai]) == max(least_share(gain) for gain in gains.values())


@given(tables())
def test_a_forgone_gain_is_what_some_package_would_have_added(game: Game) -> None:
    found = payoff_space(game.rules, game.state, "pact")
    for point in found.cloud[:40]:
        one = max(p[0] for p in found.cloud if p[1] >= point[1])
        other = max(p[1] for p in found.cloud if p[0] >= point[0])
        assert forgone_gains(found, point) == (one - point[0], other - point[1])
        assert (forgone_gains(found, point) == (0, 0)) == (point in found.frontier)


def test_the_distance_to_the_frontier_is_that_to_its_nearest_package() -> None:
    points = np.array([[0, 9], [5, 5], [9, 0], [1, 1]], np.int64)
    found = from_payoffs(NORTH_SOUTH, (0, 0), points)
    assert distance_to_frontier(found, (5, 5)) == 0
    assert distance_to_frontier(found, (2, 1)) == hypot(3, 4)


def test_without_a_package_above_both_reserves_there_is_no_solution() -> None:
    points = np.array([[0, 9], [5, 5], [9, 0]], np.int64)
    found = from_payoffs(NORTH_SOUTH, (6, 4), points)
    assert (found.nash, found.kalai, found.better) == (None, None, ())
    assert from_payoffs(NORTH_SOUTH, (0, 0), points).kalai == (5, 5)


def test_where_one_can_gain_nothing_the_other_gets_what_there_is() -> None:
    points = np.array([[3, 9], [3, 7], [2, 20]], np.int64)
    assert from_payoffs(NORTH_SOUTH, (3, 0), points).kalai == (3, 9)


def test_a_table_where_nothing_may_be_agreed_has_an_empty_payoff_space() -> None:
    game = Game(TABLE.replace("scope < wide or terms <= loose", "heat >= 1"))
    for most in (10**5, 0):
        found = payoff_space(game.rules, game.state, "pact", most=most)
        assert (found.cloud, found.frontier, found.nash) == ((), (), None)


def test_a_third_partys_needs_count_and_two_parties_may_be_chosen() -> None:
    text = _PACT.format(
        issues="""
      scope:
        options:
          small: {worth: {north: 1, south: 2, west: 3}}
          wide: {worth: {north: 5, south: 6, west: 7}, needs: {west: heat >= 1}}
        """,
        rules="[]",
        reserve="{}",
    ).replace("[north, south]", "[north, south, west]")
    three = "".join(
        f"  {id}: {{name: {id}, brief: B, score: [{{label: L, points: 0}}]}}\n"
        for id in ("north", "south", "west")
    )
    game = Game(f"sides:\n{three}{text}")
    assert payoff_space(game.rules, game.state, "pact").cloud == ((1, 2),)
    game.play("facilitator: set heat 1")
    assert payoff_space(game.rules, game.state, "pact", ("west", "north")).cloud == ((3, 1), (7, 5))


@given(tables())
def test_own_payoffs_are_the_worths_to_one_side_of_what_it_may_propose(game: Game) -> None:
    table = game.rules.tables[0]
    for party, side in enumerate(NORTH_SOUTH):
        own = set()
        for named in packages(game.rules, game.state, "pact"):
            whole = [
                issue.otherwise if option == NOTHING else option
                for issue, option in zip(table.issues, named, strict=True)
            ]
            if objection(table, game.state, party, named) is None:
                own.add(worth(table, game.state, party, whole))
        assert own_payoffs(game.rules, game.state, "pact", side).worths == tuple(sorted(own))


def test_own_payoffs_reveal_nothing_about_what_the_other_wants_or_needs() -> None:
    found = []
    for change in (("south: 20}", "south: 70}"), ("needs: {south: heat >= 3}", "allow: {}")):
        text = TABLE.replace("trust >= 60", "trust >= 40")
        games = Game(text), Game(text.replace(*change))
        assert text.replace(*change) != text
        found += [own_payoffs(game.rules, game.state, "pact", "north") for game in games]
    assert len(set(found)) == 1


def wide(rule: str) -> Game:
    """A game at a table of twelve issues of five options."""
    issues = "\n".join(
        f"      i{n}:\n        options:\n"
        + "\n".join(
            f"          o{k}: {{worth: {{north: {k * (n + 1)}, south: {k * (n - 12)}}}}}"
            for k in range(5)
        )
        for n in range(12)
    )
    return Game(_PACT.format(issues=issues, rules=rule, reserve="{north: 20, south: -400}"))


def test_many_millions_of_packages_are_enumerated_fast() -> None:
    game = wide("[i0 < 2 or i3 < 2, i3 < 2 or i7 >= 1, i7 < 4 or i11 >= 2]")
    begun = time.process_time()  # other processes may be busy
    found = payoff_space(game.rules, game.state, "pact")
    assert time.process_time() - begun < 2
    assert found.exact
    assert len(found.cloud) <= CLOUD
    assert found.frontier[0] == (0, 0)
    # Each step of any issue moves 13 points in all, n + 1 of them to north.
    assert all(one - other == 13 * ((one - other) // 13) for one, other in found.frontier)
    assert found.nash in found.frontier


def test_the_frontier_is_exact_where_the_cloud_has_too_many_worths_to_keep(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(enumeration, "MOST_SUMS", 60)
    steps = [[(k * k * (n + 3) * 7, -k * (n * n % 7 + 2) * 11) for k in range(5)] for n in range(8)]
    issues = "\n".join(
        f"      i{n}:\n        options:\n"
        + "\n".join(
            f"          o{k}: {{worth: {{north: {one}, south: {other}}}}}"
            for k, (one, other) in enumerate(options)
        )
        for n, options in enumerate(steps)
    )
    game = Game(_PACT.format(issues=issues, rules="[]", reserve="{}"))
    found = payoff_space(game.rules, game.state, "pact", most=0)
    assert found.exact
    tops = {0: 0}
    for options in steps:
        grown: dict[int, int] = {}
        for before, top in tops.items():
            for one, other in options:
                at = before + one
                grown[at] = max(grown.get(at, top + other), top + other)
        tops = grown
    expected = [p for p in tops.items() if not any(q > p[0] and tops[q] >= p[1] for q in tops)]
    assert [*found.frontier] == sorted(expected)


def test_where_a_rule_joins_too_many_issues_a_sample_stands_for_all_packages() -> None:
    game = wide(f"[{' + '.join(f'i{n}' for n in range(12))} <= 30]")
    found = payoff_space(game.rules, game.state, "pact")
    assert not found.exact
    assert len(found.cloud) > 100
    assert own_payoffs(game.rules, game.state, "pact", "north").worths


def test_a_thinned_out_cloud_is_spread_over_all_of_it() -> None:
    points = np.array([[x, y] for x in range(100) for y in range(100)], np.int64)
    found = thin_out(points, 400)
    assert 350 <= len(found) <= 400
    assert (found.min(axis=0) <= 5).all()
    assert (found.max(axis=0) >= 94).all()


def test_the_payoff_space_of_the_table_at_kuala_lumpur_takes_less_than_300_ms() -> None:
    rules = compile_rules(load(shipped()["kuala-lumpur"]))
    state = Game(rules, 3).state
    payoff_space(rules, state, "minute")
    begun = time.process_time()  # other processes may be busy
    found = payoff_space(rules, state, "minute")
    assert time.process_time() - begun < 0.3
    assert found.exact
    assert set(found.frontier) == set(best(brute(rules, state, "minute", ("eu", "china"))))
