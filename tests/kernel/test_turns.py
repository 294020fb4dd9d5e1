"""Alternate phases as machine code: the same games as by the interpreter and by the reference."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny
from comparing import Table, tables
from hypothesis import HealthCheck, given, settings

from game.authoring.load import load
from game.kernel import batch as batches
from game.kernel import codes as c
from game.kernel import machine_code
from game.kernel.batch import Batch
from game.kernel.counts import CountedGames
from game.kernel.lowering.lower import lower
from game.kernel.native.using import with_machine_code
from game.lab.run.reference import play_reference
from game.model.frozen import FrozenMap
from game.rules.compile import compile_rules
from game.rules.compiled import Rules

if not machine_code.in_use():
    pytest.skip("there is no machine code without llvmlite", allow_module_level=True)

TOY = Path(__file__).parents[2] / "tools" / "toy" / "toy.yaml"
SEED, GAMES, DRAWN = 3, 61, 12
BOTH = "phases: {deeds: {kind: actions, menus: [deeds], order: alternate, picks: 2}}\n"
PURSE = "{north: {north_purse: 2}, south: {south_purse: 2}}"
PHASES = {
    "additions of different lengths": """
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, repeat: true, effects: {trust: +60}}
  cool: {side: north, menu: deeds, name: Cool, effects: [{trust: -3}, {heat: +2}, {trust: -40}]}
  wait: {side: [north, south], menu: deeds, name: Wait}
""",
    "costs, limits, rests and conditions": """
actions:
  warm: {side: north, menu: deeds, name: Warm, cost: {north_purse: 2}, effects: {trust: +3}}
  cool: {side: south, menu: deeds, name: Cool, limit: 2, effects: {trust: -3}}
  calm: {side: [north, south], menu: deeds, name: Calm, cooldown: 1, effects: {heat: +1}}
  burn: {side: south, menu: deeds, name: Burn, when: heat > 0, effects: {trust: "- heat"}}
""",
    "nobody may pass": """
phases: {deeds: {kind: actions, menus: [deeds], order: alternate, picks: 2, no_pass: true}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, limit: 1, effects: {trust: +3}}
  cool: {side: north, menu: deeds, name: Cool, effects: {trust: -3}}
""",
    "an outcome that ends the game early": """
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, repeat: true, effects: {trust: +20}}
  cool: {side: [north, south], menu: deeds, name: Cool, effects: {trust: -20}}
outcomes: {warmth: {name: Warmth, when: trust >= 90, ends: now}, calm: {name: Calm}}
""",
    "a question in the middle": """
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  poke: {side: north, menu: deeds, name: Poke, effects: [{fire: asked}]}
injects:
  asked:
    name: Asked
    text: It is asked.
    ask: south
    answers:
      yes_: {name: Yes, effects: {trust: +9}}
      no_: {name: No, effects: {trust: -9}}
""",
}


def counts(rules: Rules, seats: FrozenMap[str, str], patch: pytest.MonkeyPatch) -> CountedGames:
    """Games by machine code, which are those of the interpreter."""
    tables = lower(rules)
    counted = Batch(tables, seats).count(SEED, GAMES)
    assert with_machine_code(tables) is not tables
    with patch.context() as quick:
        quick.setattr(batches, "quickest", with_machine_code)
        batch = Batch(tables, seats)
        natively, again = batch.count(SEED, GAMES), batch.count(SEED, GAMES)
    assert counted is not None
    assert natively is not None
    assert again is not None
    for counts in (natively, again):
        assert counts.digest == counted.digest
        assert counts.decisions == counted.decisions
        assert (counts.scores == counted.scores).all()
        assert (counts.legal == counted.legal).all()
    return natively


@pytest.mark.parametrize("name", PHASES)
def test_an_alternate_phase_is_played_as_by_the_reference(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = PHASES[name]
    rules = tiny.rules(text if "phases:" in text else BOTH + text)
    seats = FrozenMap({"north": "uniform", "south": "uniform"})
    counted, rows = counts(rules, seats, monkeypatch), play_reference(rules, seats, SEED, GAMES)
    assert counted.digest == rows.digest
    assert (counted.legal == rows.legal.sum(axis=0)).all()
    tables = with_machine_code(lower(rules))
    phase = tables.numbers[tables.numbers[c.H_PHASES]]
    assert tables.functions is not None
    assert tables.functions[phase] != 0


def test_the_toy_is_played_as_by_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = compile_rules(load(TOY))
    seats = FrozenMap({"a": "uniform", "b": "uniform"})
    counted, rows = counts(rules, seats, monkeypatch), play_reference(rules, seats, SEED, 5)
    few = Batch(lower(rules), seats).count(SEED, 5)
    assert few is not None
    assert few.digest == rows.digest
    assert counted.decisions == GAMES * 48


def test_drawn_scenarios_are_played_the_same_whoever_sits_in_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @settings(
        max_examples=DRAWN,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(table=tables())
    def agree(table: Table) -> None:
        by_chance = FrozenMap(dict.fromkeys(table.rules.sides, "uniform"))
        for seats in (table.seats, by_chance):
            if Batch(lower(table.rules), seats).count(SEED, GAMES) is not None:
                counts(table.rules, seats, monkeypatch)

    agree()
