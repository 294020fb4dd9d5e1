"""Numbers as great as `check` lets them be: both engines still count the same (rule 1.3).

The kernel keeps states and tables in 32 bits and works in 64. `MOST` and `LEAST` are the ends of
the first; everything below that adds up is written to reach them.
"""

from __future__ import annotations

import pytest
import tiny

from game.kernel.batch import Batch
from game.kernel.lowering.lower import lower
from game.lab.batches.verify import SideBySide, row_difference
from game.model.expressions import LARGEST
from game.model.frozen import FrozenMap
from game.rules.compile import compile_rules

MOST, LEAST = LARGEST, -LARGEST
GAMES = 12

BARGAIN = f"""
turns: 3
stages: {{main: {{phases: [hall, deeds]}}}}
phases:
  hall: {{kind: table, table: pact, rounds: 3}}
  deeds: {{kind: actions, menus: [deeds], order: together, picks: 3}}
tables:
  pact:
    between: [north, south]
    rounds: 9
    open: true
    reserve: {{north: {LEAST}, south: 2000000000 - trust}}
    issues:
      scope:
        weight: {{north: 147483647, south: 1000000000}}
        options:
          none: {{value: {{north: 0, south: -100}}}}
          all: {{value: {{north: 100, south: 100}}}}
      term:
        options:
          short: {{worth: {{north: 0, south: -1000000000}}}}
          long: {{worth: {{north: 2000000000, south: 1000000000}}}}
personas:
  eager: {{name: Eager, heat: 1000000, tracks: {{trust: 1000000000}}, tags: {{loud: 1000000000}},
           bargaining: {{opening: 100, floor: 0, style: boulware, firmness: 8}}}}
tags: {{loud: {{}}}}
actions:
  warm: {{side: [north, south], menu: deeds, name: Warm, tags: [loud], repeat: true,
          cost: {{gold: 1000000000}}, effects: {{trust: +3}}}}
  sow: {{side: [north, south], menu: deeds, name: Sow, cooldown: 9999, limit: 9999,
         effects: {{gold: "+ {MOST}"}}}}
  reap: {{side: [north, south], menu: deeds, name: Reap, repeat: true,
          effects: {{gold: "- {MOST}", debt: "= {MOST} if trust > 50 else {LEAST}"}}}}
  dare: {{side: [north, south], menu: deeds, name: Dare, repeat: true, effects: {{one_of: [
          {{weight: {MOST}, then: {{trust: +1}}}}, {{weight: {MOST}, then: {{trust: -1}}}},
          {{weight: {MOST}, then: {{gold: "+ {MOST}"}}}}, {{weight: trust - 60, then: []}}]}}}}
tracks:
  trust: {{start: 50, range: [0, 100]}}
  gold: {{start: 1000000000, range: [-1000000000, 1000000000]}}
  debt: {{start: -1000000000, range: [-1000000000, 1000000000]}}
allow: {{shared-cost: a test}}
sides:
  north: {{name: North, brief: B., par: 1000000000, score: [
           {{label: Gold, points: gold}}, {{label: Debt, points: debt}}]}}
  south: {{name: South, brief: B., par: -1000000000, score: [
           {{label: Pact, points: "worth(pact) if reserve(pact) > 0 else 0"}}]}}
outcomes:
  rich: {{name: Rich, when: score(north) + 1 > 1999999999}}
  calm: {{name: Calm}}
"""
# Added up in another order, the terms that name the package leave 32 bits.
REORDERED = f"""
turns: 2
stages: {{main: {{phases: [hall]}}}}
phases: {{hall: {{kind: table, table: pact, rounds: 4}}}}
actions: {{warm: {{side: north, menu: deeds, name: Warm}}}}
allow: {{unused-phase: a test, never-offered: a test}}
tables:
  pact:
    between: [north, south]
    rounds: 8
    open: true
    issues:
      scope:
        options:
          small: {{worth: {{north: "({LEAST} + 1) + {MOST} * (term >= short)", south: 1}}}}
          vast: {{worth: {{north: "{LEAST} + {MOST} * (term <= long)", south: 0}}}}
      term:
        options:
          short: {{worth: {{north: "-2000000000 + 2000000000 * (rest >= some) + 5", south: 0}}}}
          long: {{worth: {{north: "{LEAST} + {MOST} * (scope <= vast) + 7", south: 2}}}}
      rest:
        options:
          some: {{worth: {{north: "-2000000000 + (scope >= small) * 2000000000 + 2", south: 2}}}}
          none: {{worth: {{north: "-2000000000 + 2000000000 * (term <= long) + trust", south: 3}}}}
personas: {{eager: {{name: Eager, heat: 3}}}}
"""


@pytest.mark.parametrize("text", [BARGAIN, REORDERED], ids=["bargain", "reordered"])
@pytest.mark.parametrize("seats", [("uniform", "eager"), ("eager", "uniform"), ("eager", "eager")])
def test_both_engines_count_the_greatest_numbers_alike(text: str, seats: tuple[str, str]) -> None:
    rules = compile_rules(tiny.scenario(text))
    by_side = FrozenMap({"north": seats[0], "south": seats[1]})
    for seed in range(1, 1 + GAMES):
        assert SideBySide(lower(rules), by_side, seed).play() is None
    rows = Batch(lower(rules), by_side).play(1, GAMES)
    assert row_difference(rules, by_side, rows) is None
    assert rows is not None
    assert (rows.options >= 0).any()


def test_a_worth_at_either_end_of_what_is_counted_is_signed_as_it_is() -> None:
    """North's best package is worth 2147483647, and it is what both engines write down."""
    game = tiny.Game(BARGAIN).play("north: offer scope=all term=long", "south: accept")
    assert game.state.tables[0].worths == (MOST, 2_000_000_000)


def test_a_score_of_a_thousand_lines_and_an_action_of_a_thousand_steps_are_lowered() -> None:
    """Their sums are as flat as can be, so that nothing here goes a thousand calls deep."""
    lines = ", ".join("{label: L, points: trust}" for _ in range(1000))
    steps = ", ".join(
        "{when: trust > 5, then: {trust: +1}, else: {trust: -1}}" for _ in range(1000)
    )
    rules = tiny.rules(f"""
sides:
  north: {{name: N, brief: B, score: [{lines}]}}
  south: {{name: S, brief: B, score: [{{label: L, points: trust}}]}}
actions: {{warm: {{side: [north, south], menu: deeds, name: Warm, effects: [{steps}]}}}}
outcomes: {{rich: {{name: Rich, when: score(north) > 90000}}, calm: {{name: Calm}}}}
""")
    seats = FrozenMap({"north": "uniform", "south": "uniform"})
    rows = Batch(lower(rules), seats).play(1, 4)
    assert row_difference(rules, seats, rows) is None
