"""How often a side's own best package could be signed at the first visit of a table."""

from __future__ import annotations

import tiny

from game.lab.standard.measurement import pairings
from game.lab.standard.own_best import first_visits, is_own_best_signable

TABLE = """
stages: {main: {phases: [deeds, hall]}}
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
  hall: {kind: table, table: pact, rounds: 2}
tables:
  pact:
    between: [north, south]
    rounds: 4
    open: true
    reserve: {north: 5, south: 4}
    issues:
      wood:
        options:
          none: {worth: {north: 0, south: 9}, needs: {south: trust >= 90}}
          some: {worth: {north: 5, south: 6}}
          all: {worth: {north: 9, south: 4}}
"""


def test_what_is_best_for_one_is_signable_where_the_others_keep_their_reserve() -> None:
    rules = tiny.rules(TABLE)
    visits = list(first_visits(rules, pairings(rules.scenario), range(1, 4)))
    assert [(table, state.turn) for table, state in visits] == [("pact", 1)] * 3
    state = visits[0][1]
    assert is_own_best_signable(rules, state, "pact", "north")
    # South may not propose `none`, and `some` is what North's reserve allows.
    assert is_own_best_signable(rules, state, "pact", "south")
    poorer = tiny.rules(TABLE.replace("south: 4}\n    issues", "south: 5}\n    issues"))
    assert not is_own_best_signable(poorer, state, "pact", "north")
    free = tiny.rules(TABLE.replace("trust >= 90", "trust >= 0"))
    assert not is_own_best_signable(free, state, "pact", "south")
