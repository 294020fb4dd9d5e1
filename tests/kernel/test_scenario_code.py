"""Code made for a scenario: the same games as by the kernel for all scenarios, and the reference.

With COMMUNIQUE_HYPOTHESIS=sweep and COMMUNIQUE_GAMES=50000, drawn scenarios are as many as by hand
in `test_agrees`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from array import array
from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import tiny
from comparing import Table, difference, tables
from hypothesis import HealthCheck, given, settings
from strategies.exercised import Tally
from strategies.play import Game, several_games
from strategies.scenarios import REAL

from game.authoring.family import examine_family
from game.authoring.load import load
from game.authoring.reading.files import Folder
from game.authoring.shipped import shipped
from game.kernel import batch as batches
from game.kernel import codes as c
from game.kernel import machine_code, scenario_code
from game.kernel.batch import Batch
from game.kernel.compiler import back, build, disk
from game.kernel.compiler.back import Module
from game.kernel.lowering.lower import Tables, lower
from game.kernel.rows import BY_GAME, CountedGames
from game.kernel.scenario_code import note_played, quickest, with_machine_code
from game.lab.batches.reference import play_reference
from game.lab.batches.verify import SideBySide
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.rules.compile import compile_rules

if not machine_code.in_use():
    pytest.skip("there is no compiler here", allow_module_level=True)

import numpy as np

GAMES, SEED = 60, 3
DRAWN = max(6, int(os.environ.get("COMMUNIQUE_GAMES", "0")) // 20)
BY_CHANCE = FrozenMap({"north": "uniform", "south": "uniform"})
TOY = Path(__file__).parents[2] / "tools" / "toy" / "toy.yaml"
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
drawn = settings(max_examples=DRAWN, deadline=None, suppress_health_check=list(HealthCheck))


def bots_of(scenario: Scenario) -> dict[str, list[str]]:
    """By side the bots that can sit there, but the expert."""
    return {
        side: ["uniform", *(id for id, p in scenario.personas.items() if side in (p.sides or side))]
        for side in scenario.sides
    }


def assert_same(
    tables: Tables, seats: FrozenMap[str, str], patch: pytest.MonkeyPatch, games: int = GAMES
) -> CountedGames | None:
    """Games by code for their scenario, which are those of the kernel for all scenarios."""
    known = Batch(tables, seats).keep(SEED, games)
    assert with_machine_code(tables) is not tables
    with patch.context() as quick:
        quick.setattr(batches, "quickest", with_machine_code)
        batch = Batch(tables, seats)
        kept, counted, again = (batch.keep(SEED, games), *[batch.count(SEED, games)] * 2)
    if known is None:
        assert kept is None
        assert counted is None
        return None
    assert kept is not None
    for name in BY_GAME:
        assert np.array_equal(getattr(kept[0], name), getattr(known[0], name)), name
    for each in (kept[1], counted, again):
        assert each is not None
        assert (each.digest, each.decisions) == (known[1].digest, known[1].decisions)
        assert (each.scores == known[1].scores).all()
        assert (each.legal == known[1].legal).all()
    return counted


# ---------------------------------------------------------------------------------- the same games


@pytest.mark.parametrize("path", REAL[::3], ids=lambda path: path.stem)
def test_games_of_some_scenario_are_the_same_by_code_for_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = load(path)
    tables, known = lower(compile_rules(scenario)), bots_of(scenario)
    for k in range(max(map(len, known.values()))):
        seats = FrozenMap((side, bots[k % len(bots)]) for side, bots in known.items())
        assert assert_same(tables, seats, monkeypatch) is not None


@pytest.mark.slow(reason="All bots sit opposite all others, in each variant of each scenario.")
@pytest.mark.parametrize("path", shipped().values(), ids=lambda path: path.stem)
def test_games_of_each_variant_and_seating_are_the_same_by_code_for_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in examine_family(Folder(path)):
        assert version.checked.scenario is not None
        tables = lower(compile_rules(version.checked.scenario))
        known = bots_of(version.checked.scenario)
        for bots in product(*known.values()):
            seats = FrozenMap(zip(known, bots, strict=True))
            assert assert_same(tables, seats, monkeypatch) is not None


ALTERNATE = "phases: {deeds: {kind: actions, menus: [deeds], order: alternate, picks: 2}}\n"
TEXTS = {
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
  plot: {side: south, menu: deeds, name: Plot, when: "heat * 2 < turn", cost: {south_purse: 1}}
""",
    "picks together, of which some repeat": """
phases: {deeds: {kind: actions, menus: [deeds], order: together, picks: 3}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, repeat: true, limit: 2,
         cost: {north_purse: 1}, effects: {trust: +3}}
  cool: {side: south, menu: deeds, name: Cool, cost: {south_purse: 2}, effects: {trust: -3}}
  calm: {side: south, menu: deeds, name: Calm, cooldown: 1, when: "south_purse > 2 or heat > 1"}
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
  poke: {side: north, menu: deeds, name: Poke, effects: [{fire: asked}, {heat: +1}]}
injects:
  asked:
    name: Asked
    text: It is asked.
    ask: south
    answers:
      yes_: {name: Yes, effects: {trust: +9}}
      no_: {name: No, effects: {trust: -9}}
""",
    "tables whose agreements end one another": """
turns: 6
stages: {main: {phases: [first, second, deeds]}}
phases:
  first: {kind: table, table: pact, rounds: 2}
  second: {kind: table, table: deal, rounds: 2}
  deeds: {kind: actions, menus: [deeds], order: alternate}
tables:
  pact:
    between: [north, south]
    rounds: 9
    open: true
    issues:
      scope:
        options:
          small: {worth: {north: 1, south: 1}, lapsed: [{lapse: deal}, {trust: +1}]}
          large: {worth: {north: 1, south: 1}, lapsed: [{trust: "= trust * 2"}, {lapse: deal}]}
      terms:
        options:
          loose: {worth: {north: 1, south: 1}, lapsed: {trust: -7}}
          strict: {worth: {north: 1, south: 1}, lapsed: {trust: "- heat"}}
    lapsed: [{trust: "= 100 - trust"}, {open: pact}]
  deal:
    between: [south, north]
    rounds: 9
    open: true
    issues:
      price:
        options:
          low: {worth: {north: 1, south: 1}, lapsed: {heat: +3}}
          high: {worth: {north: 1, south: 1}, lapsed: [{heat: "= 9 - heat"}, {lapse: pact}]}
      term:
        options:
          long: {worth: {north: 1, south: 1}, lapsed: {trust: +11}}
          short: {worth: {north: 1, south: 1}, lapsed: {end: storm}}
    lapsed: [{trust: "= trust // 2"}, {open: deal}]
actions:
  tear: {side: north, menu: deeds, name: Tear, effects: [{lapse: pact}, {heat: +1}]}
  burn: {side: south, menu: deeds, name: Burn, effects: [{lapse: deal}, {trust: -1}]}
outcomes: {storm: {name: Storm, when: trust == 0}, calm: {name: Calm}}
""",
}


@pytest.mark.parametrize("name", TEXTS)
def test_what_a_scenario_can_have_is_the_same_by_code_and_by_the_reference(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = TEXTS[name]
    rules = tiny.rules(text if "phases:" in text else ALTERNATE + text)
    counted = assert_same(lower(rules), BY_CHANCE, monkeypatch)
    rows = play_reference(rules, BY_CHANCE, SEED, GAMES)
    assert counted is not None
    assert counted.digest == rows.digest
    assert (counted.legal == rows.legal.sum(axis=0)).all()


def test_alternate_phases_by_chance_have_code_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = compile_rules(load(TOY))
    quick, seats = with_machine_code(lower(rules)), FrozenMap({"a": "uniform", "b": "uniform"})
    assert quick.functions is not None
    assert quick.functions[quick.numbers[quick.numbers[c.H_PHASES]]] != 0
    counted = assert_same(lower(rules), seats, monkeypatch)
    assert counted is not None
    assert counted.decisions == GAMES * 48
    few = Batch(quick, seats).count(SEED, 3)
    assert few is not None
    assert few.digest == play_reference(rules, seats, SEED, 3).digest


def test_after_every_decision_of_drawn_games_code_for_them_agrees_with_the_reference(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tally, compared = Tally(), 0

    @drawn
    @given(games=several_games(20))
    def agree(games: tuple[Game, ...]) -> None:
        nonlocal compared
        tables = lower(games[0].rules)
        quick = with_machine_code(tables)
        assert quick.functions is not None
        for game in games:
            assert difference(game, quick) is None
            compared += 1
        tally.add(games[0])  # to look at what a game exercises takes longer than to compare it
        assert_same(tables, FrozenMap(dict.fromkeys(tables.rules.sides, "uniform")), monkeypatch)

    agree()
    print("", tally.table(), sep="\n")
    assert tally.games >= DRAWN
    assert compared >= 20 * DRAWN


def test_in_drawn_scenarios_bots_of_every_temper_agree_with_the_reference_in_code_for_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @drawn
    @given(table=tables())
    def agree(table: Table) -> None:
        tables = lower(table.rules)
        assert SideBySide(with_machine_code(tables), table.seats, SEED).play() is None
        assert_same(tables, table.seats, monkeypatch)

    agree()


# --------------------------------------------------------------------------------- when it is used


def deeds(step: int = 2, limit: str = "limit: 2,") -> Tables:
    """Tables of a tiny scenario, new ones at each call."""
    text = f"""
settings: {{step: {{name: Step, value: {step}}}}}
actions:
  warm: {{side: [north, south], menu: deeds, name: Warm, effects: {{trust: "+ step"}}}}
  cool: {{side: [north, south], menu: deeds, name: Cool, {limit} effects: {{trust: -3}}}}
"""
    return lower.__wrapped__(tiny.rules(text))


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often something is translated and compiled, where nothing is kept yet."""
    counts, compile_text = Counter[str](), build.compile_text

    def module(scenario: Any) -> Module:
        counts["translated"] += 1
        return Module(scenario)

    def compiled(text: str, how: str) -> bytes | None:
        counts["compiled"] += 1
        return compile_text(text, how)

    monkeypatch.setattr(machine_code, "ENOUGH", sys.maxsize)  # nor is the kernel made again
    monkeypatch.setattr(disk, "folder", lambda: tmp_path)
    monkeypatch.setattr(scenario_code, "_engines", {})
    monkeypatch.setattr(back, "Module", module)
    monkeypatch.setattr(build, "compile_text", compiled)
    return counts


def test_code_comes_after_many_decisions_and_sooner_where_it_is_at_hand(
    made: Counter[str],
) -> None:
    tables = deeds()
    note_played(tables, scenario_code.IF_COMPILED)
    assert quickest(tables) is tables
    note_played(tables, scenario_code.AT_LEAST - scenario_code.IF_COMPILED - 1)
    assert quickest(tables) is tables
    assert not made
    note_played(tables, 1)
    assert quickest(tables).functions is not None
    assert quickest(tables) is quickest(tables)
    assert made == {"translated": 1, "compiled": 1}
    others = deeds()
    note_played(others, scenario_code.IF_COMPILED - 1)
    assert quickest(others) is others
    note_played(others, 1)
    assert quickest(others).functions is not None
    assert made == {"translated": 1, "compiled": 1}


def test_a_batch_goes_on_with_code_in_the_middle_of_its_games(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = Batch(deeds(), BY_CHANCE).play(SEED, 20)
    monkeypatch.setattr(scenario_code, "IF_COMPILED", 0)
    monkeypatch.setattr(scenario_code, "AT_LEAST", 30)
    tables = deeds()
    batch = Batch(tables, BY_CHANCE)
    parts = [batch.play(SEED + 10 * part, 10) for part in range(2)]
    assert batch._quickest is quickest(tables) is not tables
    assert whole is not None
    digests = 0
    for k, part in enumerate(parts):
        assert part is not None
        assert np.array_equal(part.tracks, whole.tracks[10 * k : 10 * k + 10])
        digests += part.digest
    assert digests % 2**64 == whole.digest


def test_without_a_compiler_tables_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = Batch(deeds(), BY_CHANCE).count(SEED, 5)
    monkeypatch.setattr(machine_code, "in_use", lambda: False)
    monkeypatch.setattr(machine_code, "enter", lambda _block: pytest.fail("it is compiled"))
    tables = deeds()
    note_played(tables, scenario_code.AT_LEAST)
    assert quickest(tables) is with_machine_code(tables) is tables
    assert isinstance(tables.numbers, list)
    counted = Batch(tables, BY_CHANCE).count(SEED, 5)
    assert counted is not None
    assert expected is not None
    assert counted.digest == expected.digest


@pytest.mark.parametrize(
    ("said", "code", "compiled"),
    [("", "", True), ("0", "", True), ("1", "", False), ("", "machine_code.make_do();", False)],
)
def test_a_process_can_make_do_with_plain_python(said: str, code: str, compiled: bool) -> None:
    code = f"from game.kernel import machine_code; {code} print(machine_code.in_use())"
    environment = {**os.environ, "COMMUNIQUE_PLAIN_PYTHON": said}
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, check=True, capture_output=True, env=environment, encoding="utf-8"
    )
    assert done.stdout.strip() == str(compiled)


def test_a_scenario_too_large_has_no_code(
    made: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = deeds()
    monkeypatch.setattr(scenario_code, "LARGEST", len(tables.numbers) - 1)
    assert with_machine_code(tables) is tables
    assert not made
    monkeypatch.setattr(scenario_code, "LARGEST", len(tables.numbers))
    assert with_machine_code(tables) is not tables


def test_a_step_that_nobody_knows_leaves_a_scenario_without_code(made: Counter[str]) -> None:
    tables = deeds()
    tables.numbers[tables.programs[-1]] = 99
    assert with_machine_code(tables) is tables
    assert made == {"translated": 1}


# ---------------------------------------------------------------------------- what is kept on disk


def in_another_process(
    monkeypatch: pytest.MonkeyPatch, step: int = 2, limit: str = "limit: 2,"
) -> Tables:
    """Tables with code as they are where nothing is in memory yet."""
    monkeypatch.setattr(scenario_code, "_engines", {})
    tables = deeds(step, limit)
    quick = with_machine_code(tables)
    assert quick is not tables
    return quick


def test_code_that_is_kept_is_neither_translated_nor_compiled_again(
    made: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        in_another_process(monkeypatch)
    assert made == {"translated": 1, "compiled": 1}


def test_scenarios_that_differ_in_amounts_alone_share_their_code(
    made: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in (2, 5, -9):
        quick = in_another_process(monkeypatch, step)
        known, counted = (Batch(one, BY_CHANCE).count(SEED, 9) for one in (deeds(step), quick))
        assert known is not None
        assert counted is not None
        assert counted.digest == known.digest
    assert made == {"translated": 1, "compiled": 1}


def test_scenarios_that_differ_in_what_code_depends_on_have_their_own(
    made: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for n, limit in enumerate(("limit: 2,", "limit: 3,", "") * 2):
        quick = in_another_process(monkeypatch, limit=limit)
        known, counted = (Batch(one, BY_CHANCE).count(SEED, 9) for one in (deeds(2, limit), quick))
        assert known is not None
        assert counted is not None
        assert counted.digest == known.digest
        assert made["compiled"] == min(n + 1, 3)


@pytest.mark.parametrize("damage", ["cut off", "empty", "another's", "other places"])
def test_an_index_that_says_nothing_true_costs_a_translation_alone(
    damage: str, made: Counter[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_another_process(monkeypatch)
    (index,) = (path for path in tmp_path.glob("*.code") if "-" not in path.stem)
    whole = index.read_bytes()
    if damage == "other places":
        disk.keep(index.stem, array("i", range(c.HEAD)).tobytes())
    else:
        damaged = {"cut off": whole[:-4], "empty": b"", "another's": b"0" * len(whole)}
        index.write_bytes(damaged[damage])
    in_another_process(monkeypatch)
    assert made == {"translated": 2, "compiled": 1}
    assert index.read_bytes() == whole


@pytest.mark.parametrize("damage", [b"", b"no code", b"0" * 4000])
def test_damaged_code_is_made_again(
    damage: bytes, made: Counter[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_another_process(monkeypatch)
    (kept,) = (path for path in tmp_path.glob("*.code") if "-" in path.stem)
    whole = kept.read_bytes()
    kept.write_bytes(damage)
    in_another_process(monkeypatch)
    assert made == {"translated": 2, "compiled": 2}
    assert kept.read_bytes() == whole


def test_where_nothing_can_be_kept_code_is_made_all_the_same(
    made: Counter[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "folder", lambda: tmp_path / "no such folder")
    for n in (1, 2):
        in_another_process(monkeypatch)
        assert made == {"translated": n, "compiled": n}
