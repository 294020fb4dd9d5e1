"""The kernel proposes packages and runs the parts of `each_turn` as the reference does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import tiny
from envoys import OF_THREE, TWO

from game.kernel.lowering.lower import Tables, lower
from game.kernel.machine import Machine
from game.kernel.scenario_code import with_machine_code
from game.lab.batches.verify import find_difference
from game.model.decisions import read_decision

CALLED = """
each_turn:
  - from: 1
    effects: {propose: {table: pact, package: {scope: small, terms: strict, extra: none}}}
  - {heat: +1}
  - from: 3
    when: heat >= 2
    effects: [{trust: "+ heat"}, {open: pact}, {chance: 50, then: {heat: +1}}]
stages:
  main:
    phases: [hall, deeds]
    each_turn: [{from: 1, effects: {secret: +1}}, {from: 2, when: turn == 2, effects: {secret: +2}}]
"""
STAGES = "stages: {main: {phases: [hall, deeds]}}\n"
PROPOSED, REFUSED = "facilitator: inject envoy", "facilitator: inject herald"
SMALL = "offer scope=small terms=loose"
GAMES = {
    "agreed by both": (TWO, [PROPOSED, "south: accept", "north: accept", "north: tear"]),
    "not allowed": (TWO, [f"south: {SMALL}", REFUSED, "north: accept"]),
    "allowed later": (
        TWO,
        [REFUSED, "facilitator: set trust 60", REFUSED, "south: pass", "north: accept"],
    ),
    "against needs": (
        TWO,
        ["facilitator: set trust 60", REFUSED, "south: pass", "facilitator: set heat 3"],
    ),
    "on the agenda": (TWO, ["facilitator: set secret 10", PROPOSED, "south: accept"]),
    "replaced": (TWO, [PROPOSED, "south: accept", f"north: {SMALL}", "south: accept"]),
    "replacing": (TWO, [f"south: {SMALL}", PROPOSED, "north: accept", "south: accept"]),
    "walked": (TWO, [PROPOSED, "south: accept", "north: walk", PROPOSED]),
    "expired": (TWO.replace("rounds: 4", "rounds: 1"), [PROPOSED, "south: pass", "north: accept"]),
    "three clear": (OF_THREE, [f"south: {SMALL}", "west: accept", PROPOSED, "north: pass"]),
    "three agree": (OF_THREE, [PROPOSED, "south: accept", "west: accept", "north: accept"]),
    "each turn": (TWO.replace(STAGES, CALLED), []),
    "each turn of three": (OF_THREE.replace(STAGES, CALLED), []),
}


def as_they_are(tables: Tables) -> Tables:
    """Tables without code of their own."""
    return tables


@pytest.mark.parametrize("way", [as_they_are, with_machine_code])
@pytest.mark.parametrize("name", GAMES)
def test_both_engines_come_to_the_same_after_every_decision(
    name: str, way: Callable[[Tables], Tables]
) -> None:
    text, decisions = GAMES[name]
    game = tiny.Game(text)
    tables = way(lower(game.rules))
    machine = Machine(tables, 1)
    assert find_difference(tables, machine, game.state) is None
    for written in decisions:
        decision = read_decision(written)
        assert decision is not None
        assert machine.may(decision)
        game.play(written)
        machine.do(decision)
        assert find_difference(tables, machine, game.state) is None, written
    while game.to_move:
        decision = read_decision(f"{game.to_move[0]}: pass")
        assert decision is not None
        game.play(str(decision))
        machine.do(decision)
        assert find_difference(tables, machine, game.state) is None, game.turn
    assert game.turn == game.rules.turns
