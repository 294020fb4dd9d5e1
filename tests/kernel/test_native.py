"""Machine code made for a scenario: the same games as by the interpreter and by the reference."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import tiny
from comparing import difference
from hypothesis import HealthCheck, given, settings
from strategies.play import Game, several_games
from strategies.scenarios import REAL

from game.authoring.load import load
from game.kernel import batch as batches
from game.kernel import codes as c
from game.kernel import machine_code
from game.kernel.batch import Batch
from game.kernel.lowering.lower import Tables, lower
from game.kernel.native import using
from game.kernel.native.using import note_played, quickest, with_machine_code
from game.kernel.rows import BY_GAME, Rows
from game.model.frozen import FrozenMap
from game.rules.compile import compile_rules

if not machine_code.in_use():
    pytest.skip("there is no machine code without llvmlite", allow_module_level=True)

import numpy as np

from game.kernel.compiler import build, disk
from game.kernel.native import compiling
from game.kernel.native.compiling import compile_module, is_compiled
from game.kernel.native.module import Module, write_module

GAMES, SCENARIOS, SEED = 80, 6, 1
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


def deeds(step: int = 2, limit: str = "limit: 2,") -> Tables:
    """Tables of a tiny scenario, new ones at each call."""
    text = f"""
settings: {{step: {{name: Step, value: {step}}}}}
actions:
  warm: {{side: [north, south], menu: deeds, name: Warm, effects: {{trust: "+ step"}}}}
  cool: {{side: [north, south], menu: deeds, name: Cool, {limit} effects: {{trust: -3}}}}
"""
    return lower.__wrapped__(tiny.rules(text))


def assert_same(rows: Rows | None, others: Rows | None) -> None:
    """Every column of two sets of games is the same."""
    assert rows is not None
    assert others is not None
    for name in BY_GAME:
        assert np.array_equal(getattr(rows, name), getattr(others, name)), name
    assert rows.digest == others.digest


def natively(tables: Tables, seats: FrozenMap[str, str], monkeypatch: pytest.MonkeyPatch) -> Batch:
    """A batch that plays by machine code from its first game on."""
    assert with_machine_code(tables) is not tables
    monkeypatch.setattr(batches, "quickest", with_machine_code)
    return Batch(tables, seats)


# ---------------------------------------------------------------------------------- the same games


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_games_of_each_scenario_are_the_same_by_machine_code(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = load(path)
    tables = lower(compile_rules(scenario))
    known = {
        side: ["uniform", *(id for id, p in scenario.personas.items() if side in (p.sides or side))]
        for side in scenario.sides
    }
    for k in range(max(map(len, known.values()))):
        seats = FrozenMap((side, bots[k % len(bots)]) for side, bots in known.items())
        rows = Batch(tables, seats).play(SEED, GAMES)
        with monkeypatch.context() as patch:
            assert_same(natively(tables, seats, patch).play(SEED, GAMES), rows)


def test_after_every_decision_of_drawn_games_machine_code_agrees_with_the_reference() -> None:
    kinds = Counter[str]()

    @settings(
        max_examples=SCENARIOS,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(games=several_games(3))
    def agree(games: tuple[Game, ...]) -> None:
        tables = with_machine_code(lower(games[0].rules))
        assert tables.functions is not None
        kinds["advance"] += bool(tables.functions[tables.numbers[c.H_PHASES]])
        kinds["scenarios"] += 1
        for game in games:
            assert difference(game, tables) is None

    agree()
    print("", dict(kinds), sep="\n")
    assert kinds["advance"] > kinds["scenarios"] // 3


# --------------------------------------------------------------------------------- when it is used


def test_machine_code_comes_after_many_decisions_and_sooner_where_it_is_at_hand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compiled = set[str]()
    monkeypatch.setattr(compiling, "is_compiled", lambda module: module.text in compiled)
    tables = deeds()
    note_played(tables, using.AT_LEAST - 1)
    assert quickest(tables) is tables
    note_played(tables, 1)
    assert quickest(tables).functions is not None
    assert quickest(tables) is quickest(tables)
    others = deeds()
    compiled.add(write_module(tables).text)
    note_played(others, using.IF_COMPILED - 1)
    assert quickest(others) is others
    note_played(others, 1)
    assert quickest(others).functions is not None


def test_a_batch_goes_on_with_machine_code_in_the_middle_of_its_games(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seats = FrozenMap({"north": "uniform", "south": "uniform"})
    whole = Batch(deeds(), seats).play(SEED, 20)
    monkeypatch.setattr(using, "IF_COMPILED", 0)
    monkeypatch.setattr(using, "AT_LEAST", 30)
    batch = Batch(deeds(), seats)
    parts = [batch.play(SEED + 10 * part, 10) for part in range(2)]
    assert whole is not None
    digests = 0
    for k, part in enumerate(parts):
        assert part is not None
        assert np.array_equal(part.tracks, whole.tracks[10 * k : 10 * k + 10])
        digests += part.digest
    assert digests % 2**64 == whole.digest


def test_scenarios_that_differ_in_amounts_alone_share_their_machine_code() -> None:
    module = write_module(deeds(step=2, limit="limit: 2,"))
    assert write_module(deeds(step=5, limit="limit: 3,")) == module
    assert write_module(deeds(step=5, limit="")) != module


def test_shared_code_reads_the_amounts_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    seats = FrozenMap({"north": "uniform", "south": "uniform"})
    for step in (2, 5):
        tables = deeds(step)
        rows = Batch(tables, seats).play(SEED, 10)
        with monkeypatch.context() as patch:
            assert_same(natively(tables, seats, patch).play(SEED, 10), rows)


# ---------------------------------------------------------------------------- what is kept on disk


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> Module:
    """A module that this process doesn't remember."""
    monkeypatch.setattr(compiling, "_engines", {})
    return write_module(deeds())


def test_machine_code_is_kept_on_disk_and_not_made_again(
    module: Module, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_module(module)
    compiling._engines.clear()
    assert is_compiled(module)
    monkeypatch.setattr(build, "compile_text", lambda *_: pytest.fail("it is made again"))
    assert len(compile_module(module)) == len(module.addresses)


@pytest.mark.parametrize("damage", [b"", b"no code", b"0" * 4000])
def test_damaged_machine_code_is_made_again(damage: bytes, module: Module) -> None:
    compile_module(module)
    kept = disk.path_of(build.digest(module.text))
    whole = kept.read_bytes()
    kept.write_bytes(damage)
    compiling._engines.clear()
    assert len(compile_module(module)) == len(module.addresses)
    assert kept.read_bytes() == whole


# ------------------------------------------------------------------------------ and where it isn't


def test_without_a_compiler_tables_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine_code, "in_use", lambda: False)
    tables = deeds()
    note_played(tables, using.AT_LEAST)
    assert quickest(tables) is tables


def test_what_llvm_cannot_compile_is_left_to_the_interpreter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(using, "write_module", lambda _tables: Module("no language of LLVM's", ()))
    tables = deeds()
    assert with_machine_code(tables) is tables


def test_a_step_that_nobody_knows_leaves_a_scenario_to_the_interpreter() -> None:
    tables = deeds()
    tables.numbers[tables.formulas[-1]] = 99
    assert with_machine_code(tables) is tables


def test_a_scenario_too_large_is_left_to_the_interpreter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(using, "LONGEST", 1000)
    tables = deeds()
    assert with_machine_code(tables) is tables
