"""The unused gain of what was signed is that of all packages, one by one, at that moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
import tiny
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.bargaining.enumeration import all_payoffs, payoffs_of
from game.bargaining.packages import Factor, Packages, Payoffs
from game.bargaining.unused_gain import UNKNOWN, unused_gains
from game.bots.seats import make_bots
from game.engine.packages import objection, on_agenda
from game.lab.batches import frontiers
from game.lab.batches.frontiers import Frontiers
from game.lab.batches.plan import Plan, PlanPlayer, compile_plan
from game.lab.studies.breakdown import BreakdownCounter
from game.model.decisions import FACILITATOR
from game.model.entries import Entry
from game.model.frozen import FrozenMap
from game.model.log_events import AgreementSigned
from game.model.play import NOTHING, State
from game.model.scenario import Scenario
from game.rules.compiled import Rules
from game.rules.tables import worth
from game.session.driver import play
from game.session.game import Game


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps nothing from another test."""
    monkeypatch.setattr(frontiers, "_kept", {})


Worths = tuple[int, ...]
Signable = Callable[[Rules, State, int], list[Worths]]


def brute(rules: Rules, state: State, number: int) -> list[Worths]:
    """The worths of all packages of a table that everybody can sign."""
    return list(_brute(rules, state, number))


def _brute(rules: Rules, state: State, number: int) -> Iterator[Worths]:
    table = rules.tables[number]
    parties = range(len(table.parties))
    agenda = [on_agenda(issue, state) for issue in table.issues]
    options = [
        range(len(issue.options)) if on else (NOTHING,)
        for issue, on in zip(table.issues, agenda, strict=True)
    ]
    for named in product(*options):
        if not any(objection(table, state, party, named) for party in parties):
            whole = [
                issue.otherwise if option == NOTHING else option
                for issue, option in zip(table.issues, named, strict=True)
            ]
            yield tuple(worth(table, state, party, whole) for party in parties)


def by_hand(signable: list[Worths], signed: Worths) -> int:
    """The unused gain in thousandths, by its definition."""
    parties = range(len(signed))
    spans = [max(w[i] for w in signable) - min(w[i] for w in signable) for i in parties]
    better = [w for w in signable if all(w[i] >= signed[i] for i in parties)]
    gains = [
        sum(Fraction(w[i] - signed[i], spans[i]) for i in parties if spans[i]) / len(signed)
        for w in better
    ]
    # Not every party may still be able to sign what it accepted before.
    return int(max(gains, default=0) * 1000 + Fraction(1, 2))


def signings(
    rules: Rules, seats: FrozenMap[str, str], seed: int, signable: Signable
) -> dict[int, int]:
    """By table, the unused gain of what was last signed in a game of the reference."""
    game = Game(rules, seed)
    found: dict[int, int] = {}

    def listen(entries: tuple[Entry, ...]) -> None:
        before = game.moments[-2].state if len(game.moments) > 1 else game.state
        for entry in entries:
            if isinstance(entry.event, AgreementSigned):
                number = rules.index.tables[entry.event.table]
                table, package = rules.tables[number], entry.event.package
                options = [issue.numbers[package[issue.id]] for issue in table.issues]
                parties = range(len(table.parties))
                worths = tuple(worth(table, before, party, options) for party in parties)
                found[number] = by_hand(signable(rules, before, number), worths)

    play(game, make_bots(rules, seats, seed), {FACILITATOR: listen})
    return found


def enumerated(rules: Rules, state: State, number: int) -> list[Worths]:
    """The same of a table with very many packages, which other tests compare with `brute`."""
    table = rules.tables[number]
    found = all_payoffs(Packages(table, state, range(len(table.parties))))
    return [tuple(row) for row in found.tolist()]


def compare(
    scenario: Scenario, seats: FrozenMap[str, str], games: int, signable: Signable = brute
) -> list[int]:
    """Compares some games with those of the reference; their unused gains."""
    player = PlanPlayer(Plan(scenario, seats, games, 1))
    rows, _ = player.keep(0, games)
    found: list[int] = []
    for g in range(games):
        expected = signings(player.rules, seats, 1 + g, signable)
        for number in range(len(player.rules.tables)):
            assert rows.unused_gains[g, number] == expected.get(number, UNKNOWN), (g, number)
        found += expected.values()
    return found


def test_it_is_that_of_all_packages_in_the_state_in_which_was_signed() -> None:
    seats = FrozenMap({"north": "uniform", "south": "uniform"})
    found = compare(tiny.scenario(tiny.TABLE), seats, 150)
    assert 0 in found
    assert len(set(found)) > 5


THREE = """
sides:
  north: {name: North, brief: B, score: [{label: L, points: trust}]}
  south: {name: South, brief: B, score: [{label: L, points: trust}]}
  east: {name: East, brief: B, score: [{label: L, points: trust}]}
stages: {main: {phases: [hall, deeds]}}
phases:
  hall: {kind: table, table: pact, rounds: 2}
  deeds: {kind: actions, menus: [deeds], order: alternate}
tables:
  pact:
    between: [north, south, east]
    rounds: 6
    open: true
    issues:
      grain:
        options:
          little: {worth: {north: 0, south: 7, east: 1}}
          some: {worth: {north: 3, south: 3, east: 3 if trust >= 53 else 0}}
          much: {worth: {north: 9, south: 0, east: 2}, needs: {south: trust >= 50}}
      fish:
        when: trust >= 47
        otherwise: few
        options:
          few: {worth: {north: 0, south: 5, east: 0}}
          many: {worth: {north: 4, south: 4, east: 2}}
          all: {worth: {north: 5, south: 0, east: 9}}
    rules: [grain < much or fish < all or trust < 53]
    agreed: {open: pact}
"""


def test_with_three_parties_too() -> None:
    seats = FrozenMap(dict.fromkeys(("north", "south", "east"), "uniform"))
    found = compare(tiny.scenario(THREE), seats, 200)
    assert len(set(found)) > 3


def test_at_kuala_lumpur_as_well() -> None:
    seats = FrozenMap({"eu": "eu_bridge", "china": "cn_bridge"})
    found = compare(load(shipped()["kuala-lumpur"]), seats, 3, enumerated)
    assert found


def test_what_has_been_worked_out_is_the_same_again(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = Plan(
        tiny.scenario(THREE), FrozenMap(dict.fromkeys(("north", "south", "east"), "uniform")), 90, 5
    )
    player = PlanPlayer(plan)
    rows = player.play(0, 90)
    measured = Frontiers(player.rules)
    once = measured.measured(rows).unused_gains
    assert np.array_equal(measured.measured(rows).unused_gains, once)
    monkeypatch.setattr(frontiers, "_REMEMBERED", 3)
    monkeypatch.setattr(frontiers, "_LARGEST", 2)
    assert np.array_equal(Frontiers(player.rules).measured(rows).unused_gains, once)


MOVED = """
settings: {push: {value: 2, range: [0, 9]}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +push}}
  cool: {side: [north, south], menu: deeds, name: Cool, effects: {trust: -3}}
"""


@pytest.mark.parametrize(
    ("path", "spared"),
    [
        ("push", {"grain", "fish", "packages"}),
        ("tables.pact.issues.fish.options.all.worth.east", {"grain"}),
    ],
)
def test_what_has_been_worked_out_serves_other_numbers_where_they_leave_it_alone(
    path: str, spared: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario, asked = tiny.scenario(THREE + MOVED), Counter[str]()
    seats = FrozenMap(dict.fromkeys(("north", "south", "east"), "uniform"))
    plans = [Plan(scenario, seats, 60, 5, numbers=((path, value),)) for value in (3, 4, 5, 6, 7)]
    of_issue = Packages.factors_of_issue

    def counted(packages: Packages, number: int) -> list[Factor]:
        asked[["grain", "fish"][number]] += 1
        return of_issue(packages, number)

    def counted_payoffs(sizes: list[int], factors: list[Factor]) -> Payoffs:
        asked["packages"] += 1
        return payoffs_of(sizes, factors)

    def unused_gains(plan: Plan) -> list[Any]:
        return PlanPlayer(plan).keep(0, 60)[0].unused_gains.tolist()  # type: ignore[no-any-return]

    monkeypatch.setattr(Packages, "factors_of_issue", counted)
    monkeypatch.setattr(frontiers, "payoffs_of", counted_payoffs)
    found, shared = [unused_gains(plan) for plan in plans], Counter(asked)
    asked.clear()
    for plan, gains in zip(plans, found, strict=True):
        frontiers._kept.clear()
        assert unused_gains(plan) == gains
    assert {part for part in asked if shared[part] < asked[part]} == spared
    assert len({str(gains) for gains in found}) > 1


def test_where_packages_cannot_be_computed_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.bargaining.enumeration.MOST_AXES", 1)
    monkeypatch.setattr("game.bargaining.enumeration.MOST_UNDOMINATED", 0)
    plan = Plan(
        tiny.scenario(THREE), FrozenMap(dict.fromkeys(("north", "south", "east"), "uniform")), 30, 5
    )
    rows, _ = PlanPlayer(plan).keep(0, 30)
    assert (rows.signed_turn >= 0).any()
    assert (rows.unused_gains == UNKNOWN).all()
    counter = BreakdownCounter(compile_plan(plan))
    counter.add(rows)
    (signed,) = counter.result().signings
    assert (signed.unused.games, signed.unmeasured) == (0, (rows.signed_turn >= 0).sum())


def test_what_is_added_up_issue_by_issue_is_that_of_all_packages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seats = FrozenMap(dict.fromkeys(("north", "south", "east"), "uniform"))
    plan = Plan(tiny.scenario(THREE), seats, 200, 5)
    listed, _ = PlanPlayer(plan).keep(0, 200)
    monkeypatch.setattr("game.bargaining.enumeration.MOST_AXES", 1)
    added, _ = PlanPlayer(plan).keep(0, 200)
    assert len(set(listed.unused_gains[:, 0].tolist())) > 3
    assert np.array_equal(added.unused_gains, listed.unused_gains)


payoffs = st.integers(1, 3).flatmap(
    lambda parties: arrays.arrays(
        np.int64, st.tuples(st.integers(1, 12), st.just(parties)), elements=st.integers(-30, 90)
    )
)


@given(payoffs, st.sampled_from([1, 10**15]))
def test_of_any_packages_it_is_what_its_definition_says(
    drawn: np.ndarray[tuple[int, int], np.dtype[np.int64]], scale: int
) -> None:
    worths = drawn * scale
    rows = [tuple(row) for row in worths.tolist()]
    assert unused_gains(worths, worths).tolist() == [by_hand(rows, row) for row in rows]


def test_of_no_packages_nothing_is_known() -> None:
    none = np.zeros((0, 2), np.int64)
    assert unused_gains(none, np.array([[1, 2]])).tolist() == [UNKNOWN]
    assert unused_gains(np.array([[1, 2]]), none).tolist() == []
