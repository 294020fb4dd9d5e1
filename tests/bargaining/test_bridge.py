"""The bridge is the best package near to the standing offer, in the kernel as in the reference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product

import tiny
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies.play import Game, games
from strategies.scenarios import real, scenarios

from game.bargaining.bridge import Bridge, find_bridge
from game.engine.packages import complete_package, objection, package_from_ids, package_to_ids
from game.kernel import codes as c
from game.kernel import entries
from game.kernel.lowering.lower import lower
from game.kernel.moves import write_state
from game.lab.batches.verify import has_room
from game.model.frozen import FrozenMap
from game.model.play import NOBODY, NOTHING, OPEN, State
from game.model.refusals import Refusal
from game.rules.compiled import Rules
from game.rules.evaluate import NO_PACKAGE
from game.rules.tables import worth

GAMES = max(24, settings().max_examples)
STATES, MOST = 6, 300
"""Of each game the most states, and of a state the most packages, that are compared."""

TEXT = """
turns: 4
stages: {main: {phases: [hall]}}
phases: {hall: {kind: table, table: pact, rounds: 4}}
tables:
  pact:
    between: [north, south]
    rounds: 4
    open: true
    reserve: {north: 10, south: 20}
    issues:
      grain:
        options:
          none_: {worth: {north: 20, south: 20}}
          some: {worth: {north: 25, south: 30}}
          much: {worth: {north: 40, south: 10}}
      fish:
        options:
          few: {worth: {north: 0, south: 10}}
          many: {worth: {north: 5, south: 10}}
          all: {worth: {north: 0, south: 16}}
      wood:
        options:
          low: {worth: {north: 0, south: 0}}
          high: {worth: {north: 9, south: 9}, needs: {south: heat >= 1}}
      salt:
        when: heat >= 2
        otherwise: fine
        options:
          fine: {worth: {north: 0, south: 0}}
          rough: {worth: {north: 50, south: 50}}
    rules: [grain != some or fish != all]
"""


def played(*lines: str) -> tuple[Rules, State]:
    game = tiny.Game(tiny.rules(TEXT), 1)
    for line in lines:
        game.play(line)
    return game.rules, game.state


def bridge(*lines: str) -> Bridge | None:
    return find_bridge(*played(*lines), "pact")


def test_a_bridge_changes_at_most_two_issues_and_is_worse_for_nobody() -> None:
    found = bridge("north: offer grain=none_ fish=few wood=low")
    assert found is not None
    assert found.package == {"grain": "some", "fish": "many", "wood": "low"}
    assert found.changes == ("grain", "fish")
    assert found.worths == {"north": 30, "south": 40}
    assert found.gains == {"north": 10, "south": 10}


def test_a_bridge_is_a_package_to_which_every_party_may_agree() -> None:
    met = bridge("facilitator: set heat 1", "north: offer grain=none_ fish=few wood=low")
    assert met is not None
    assert met.package == {"grain": "some", "fish": "few", "wood": "high"}
    # Of two with the same least surplus it is the one that is worth more in all.
    assert met.worths == {"north": 34, "south": 49}


def test_an_issue_that_has_left_the_agenda_counts_as_a_change() -> None:
    found = bridge(
        "facilitator: set heat 2",
        "north: offer grain=none_ fish=few wood=low salt=rough",
        "facilitator: set heat 0",
    )
    assert found is None  # without salt everybody loses
    found = bridge("north: offer grain=none_ fish=few wood=low", "facilitator: set heat 2")
    assert found is not None
    assert found.changes == ("wood", "salt")


def test_there_is_no_bridge_without_an_offer_or_from_the_best() -> None:
    assert bridge() is None
    assert bridge("north: offer grain=some fish=many wood=low") is None
    assert bridge("north: offer grain=none_ fish=few wood=low", "south: accept") is None


# ------------------------------------------------------------------------------------ drawn tables


def from_the_kernel(rules: Rules, state: State, number: int) -> FrozenMap[str, str] | None:
    tables = lower(rules)
    row, work = tables.numbers, tables.work()
    record = row[row[c.H_TABLE_RECORDS] + number]
    board = entries.Board(row, S=write_state(tables, state), W=work)
    if not board.name_bridge(record):
        return None
    table = rules.tables[number]
    named = tuple(int(work[row[c.W_NAMED] + i]) for i in range(len(table.issues)))
    return package_to_ids(table, named)


def test_the_kernel_and_the_reference_find_the_same_bridges_at_drawn_tables() -> None:
    seen = Counter[str]()

    @settings(max_examples=GAMES, suppress_health_check=list(HealthCheck))
    @given(game=st.one_of(games(scenarios()), games(real())))
    def agree(game: Game) -> None:
        rules, asked = game.rules, 0
        for state in game.states:
            for number, at in enumerate(state.tables):
                open_offer = at.status == OPEN and at.proposer != NOBODY
                if not open_offer or not has_room(lower(rules), state) or asked >= STATES:
                    continue
                asked += 1
                found = find_bridge(rules, state, rules.tables[number].id)
                package = None if found is None else found.package
                assert from_the_kernel(rules, state, number) == package
                seen["bridge" if found else "none"] += 1
                seen["two"] += found is not None and len(found.changes) == 2
                seen["compared"] += compared(rules, state, number, found)

    agree()
    print("", dict(seen), sep="\n")
    assert min(seen["bridge"], seen["none"], seen["two"]) >= 3
    assert seen["compared"] >= 5


def compared(rules: Rules, state: State, number: int, found: Bridge | None) -> bool:
    """Compares a bridge with every package of its table, where they aren't many."""
    table, at = rules.tables[number], state.tables[number]
    choices = [(NOTHING, *range(len(issue.options))) for issue in table.issues]
    packages = list(product(*choices)) if len(choices) < 6 else []
    if not 0 < len(packages) <= MOST:
        return False
    parties = range(len(table.parties))
    offer = complete_package(table, at.options)
    offered = [worth(table, state, party, offer) for party in parties]
    reserves = [table.reserves[party](state, NO_PACKAGE) for party in parties]

    def value(package: Sequence[int]) -> tuple[int, int] | None:
        whole = complete_package(table, package)
        worths = [worth(table, state, party, whole) for party in parties]
        if sum(a != b for a, b in zip(whole, offer, strict=True)) > 2:
            return None
        if any(a < b for a, b in zip(worths, offered, strict=True)) or worths == offered:
            return None
        if any(objection(table, state, party, package) for party in parties):
            return None
        return min(a - b for a, b in zip(worths, reserves, strict=True)), sum(worths)

    best = max((each for each in map(value, packages) if each is not None), default=None)
    if found is None:
        assert best is None
        return True
    package = package_from_ids(table, found.package)
    assert not isinstance(package, Refusal)
    assert value(package) == best
    return True
