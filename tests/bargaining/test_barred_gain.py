"""What parties' needs barred: by hand, and against all packages one by one in drawn games."""

from __future__ import annotations

from itertools import product
from math import prod

import tiny
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies.play import Game, games
from strategies.scenarios import scenarios

from game.bargaining.barred_gain import BarredGain, Unmet, find_barred_gain
from game.engine.packages import complete_package, general_objection, objection, package_to_ids
from game.model.frozen import FrozenMap
from game.model.play import State
from game.rules.compiled import Rules
from game.rules.evaluate import NO_PACKAGE
from game.rules.tables import worth

MOST = 300
"""The most packages that are compared one by one."""

TEXT = """
turns: 4
stages: {main: {phases: [hall]}}
phases: {hall: {kind: table, table: pact, rounds: 4}}
tables:
  pact:
    between: [north, south]
    rounds: 4
    open: true
    reserve: {north: 10, south: 10}
    issues:
      grain:
        options:
          little: {worth: {north: 12, south: 4}}
          some: {worth: {north: 12, south: 14}, needs: {north: heat >= 1}}
          much: {worth: {north: 20, south: 20}, needs: {north: heat >= 2, south: heat >= 3}}
      fish:
        options:
          few: {worth: {north: 0, south: 0}}
          many: {worth: {north: -1, south: 7}}
"""


def of(heat: int, offer: dict[str, str], *, signed: bool) -> BarredGain | None:
    game = tiny.Game(TEXT.replace("turns: 4", f"turns: 4\nopening: {{heat: +{heat}}}"))
    return find_barred_gain(game.rules, game.state, "pact", FrozenMap(offer), signed)


def test_the_best_that_some_party_could_not_sign_is_found() -> None:
    found = of(0, {"grain": "little", "fish": "few"}, signed=True)
    assert found is not None
    assert found.bridge.package == {"grain": "much", "fish": "few"}
    assert found.bridge.changes == ("grain",)
    assert found.bridge.gains == {"north": 8, "south": 16}
    assert found.unmet == (Unmet("north", "grain", "much"), Unmet("south", "grain", "much"))


def test_without_a_signature_the_reserves_are_what_it_is_better_than() -> None:
    found = of(2, {"grain": "some", "fish": "few"}, signed=False)
    assert found is not None
    assert found.bridge.gains == {"north": 10, "south": 10}
    assert found.unmet == (Unmet("south", "grain", "much"),)


def test_nothing_is_barred_where_all_can_sign_the_best() -> None:
    assert of(3, {"grain": "little", "fish": "few"}, signed=True) is None


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    max_examples=max(60, settings().max_examples),
)
@given(game=games(scenarios()), data=st.data())
def test_it_is_the_best_of_all_packages_one_by_one(game: Game, data: st.DataObject) -> None:
    state = data.draw(st.sampled_from(game.states))
    for table in game.rules.tables:
        sizes = [len(issue.options) + 1 for issue in table.issues]
        if prod(sizes) > MOST or table.majority is not None:
            continue
        every = list(product(*(range(-1, size - 1) for size in sizes)))
        last = data.draw(st.sampled_from(every))
        signed = data.draw(st.booleans())
        offer = package_to_ids(table, last)
        found = find_barred_gain(game.rules, state, table.id, offer, signed)
        expected = one_by_one(game.rules, state, table.id, last, every, signed=signed)
        gains = None if found is None else tuple(found.bridge.gains.values())
        assert (gains is None) == (expected is None), (gains, expected)
        if found is not None and gains is not None and expected is not None:
            assert (min(gains), sum(gains)) == expected
            assert found.unmet


def one_by_one(
    rules: Rules,
    state: State,
    id: str,
    last: tuple[int, ...],
    every: list[tuple[int, ...]],
    *,
    signed: bool,
) -> tuple[int, int] | None:
    """The least gain and the sum of gains of what was barred."""
    table = rules.tables[rules.index.tables[id]]
    parties = range(len(table.parties))

    def worths(package: tuple[int, ...]) -> list[int]:
        whole = complete_package(table, package)
        return [worth(table, state, party, whole) for party in parties]

    base = worths(last) if signed else [table.reserves[p](state, NO_PACKAGE) for p in parties]
    can, cannot = list[list[int]](), list[list[int]]()
    for package in every:
        refusals = [objection(table, state, party, package) for party in parties]
        if not any(refusals):
            can.append(worths(package))
        elif all(no is None or no.code == "needs" for no in refusals):
            assert general_objection(table, state, package) is None
            cannot.append(worths(package))
    best: tuple[int, int] | None = None
    for each in cannot:
        gains = [new - old for new, old in zip(each, base, strict=True)]
        matched = any(all(a >= b for a, b in zip(other, each, strict=True)) for other in can)
        if min(gains) >= 0 and max(gains) > 0 and not matched:
            best = max(best or (-1, -1), (min(gains), sum(gains)))
    return best
