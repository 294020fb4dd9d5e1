"""Games of the shipped scenarios and of those of the tests, verified as `--verify` does.

Of each scenario 20 games, in the slow run 1,000, are played decision by decision by both engines,
and the kernel's batch of the same games ends in the same states. Rows are held against the
reference's own for a tenth of them: to make those it plays the games once more.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tiny
from attrs import evolve
from strategies.scenarios import REAL

from game.authoring.load import load
from game.cli import main
from game.engine.digest import digest
from game.kernel.batch import Batch
from game.kernel.lowering.lower import lower
from game.kernel.machine import Machine
from game.kernel.rows import Rows
from game.lab.batches import verify as verifying
from game.lab.batches.plan import Plan, compile_plan
from game.lab.batches.verify import SideBySide, row_difference, verify
from game.model.decisions import Act, Decision, Move, Pass
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.rules.compile import compile_rules

FEW, MANY = 20, 1000
SEED = 1
HAWK = """
tags: {hard: {name: Hard}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  cool: {side: [north, south], menu: deeds, name: Cool, tags: [hard], effects: {trust: -3}}
personas: {hawk: {name: Hawk, tags: {hard: 1}, heat: 40}}
"""
SEATS = FrozenMap({"north": "uniform", "south": "hawk"})


def parties(scenario: Scenario) -> list[FrozenMap[str, str]]:
    """Bots by side: all by chance; then each side has each of its bots once, beside others'."""
    known = {
        side: ["uniform", *(id for id, p in scenario.personas.items() if side in (p.sides or side))]
        for side in scenario.sides
    }
    turned = [
        FrozenMap((side, own[(i + k) % len(own)]) for i, (side, own) in enumerate(known.items()))
        for k in range(max(map(len, known.values())))
    ]
    return [FrozenMap((side, "uniform") for side in known), *turned]


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    "many",
    [
        FEW,
        pytest.param(
            MANY,
            marks=pytest.mark.slow(reason="It plays 1,000 games of each scenario in both engines."),
        ),
    ],
)
def test_games_of_each_scenario_are_the_same_in_the_kernel(path: Path, many: int) -> None:
    scenario = load(path)
    assert scenario.personas
    tables = lower(compile_rules(scenario))
    plans = parties(scenario)
    games, rows = -(-many // len(plans)), -(-many // 10 // len(plans))
    for seats in plans:
        digests = 0
        for seed in range(SEED, SEED + games):
            twin = SideBySide(tables, seats, seed)
            assert twin.play() is None
            digests += int(digest(tables.rules, twin.state), 16)
        batch = Batch(tables, seats)
        whole = batch.play(SEED, games)
        assert whole is not None
        assert whole.digest == digests % 2**64
        assert row_difference(tables.rules, seats, batch.play(SEED, rows)) is None


# A difference is named: of a kernel that is made to err


@pytest.fixture(scope="module")
def plan() -> Plan:
    return Plan(tiny.scenario(HAWK), SEATS, games=100, seed=40)


def test_games_that_are_the_same_are_verified_without_a_word(plan: Plan) -> None:
    assert verify(plan, 100) is None
    forbidding = evolve(plan, forbidden=(("north", "cool"),))
    assert verify(forbidding, 10) is None
    assert verify(evolve(plan, seats=FrozenMap({**SEATS, "north": "expert"})), 1) is None


def test_games_are_spread_evenly_over_the_plan_the_first_among_them(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = []
    play = Batch.play

    def heard(batch: Batch, seed: int, games: int) -> Rows | None:
        seeds.append((seed, games))
        return play(batch, seed, games)

    monkeypatch.setattr(Batch, "play", heard)
    assert verify(plan, 5) is None
    assert seeds == [(40, 1), (60, 1), (80, 1), (100, 1), (120, 1)]


def test_a_number_of_the_state_that_differs_is_named(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    do, heat = Machine.do, lower(compile_plan(plan)).places.tracks + 1
    done: list[Decision] = []

    def wrong(machine: Machine, decision: Decision) -> None:
        do(machine, decision)
        done.append(decision)
        if len(done) == 8:  # of the second game: six decisions are the first
            machine.state[heat] += 2

    monkeypatch.setattr(Machine, "do", wrong)
    assert verify(plan, 5) == (
        f"Tiny: seed 60, decision 2 ({done[-1]}): track heat: 0 in the reference, 2 in the kernel"
    )


def test_another_choice_of_a_bot_is_named(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    choice = Machine.choice

    def wrong(machine: Machine, side: str, who: str, taken: int) -> Move:
        found = choice(machine, side, who, taken)
        return found if who == "uniform" or taken == 0 else Act("nothing")

    monkeypatch.setattr(Machine, "choice", wrong)
    found = verify(plan, 1)
    assert found is not None
    assert re.fullmatch(
        r"Tiny: seed 40, decision 4 \(south: (\w+)\): "
        r"as hawk the reference chooses \1, the kernel nothing",
        found,
    )


def test_another_legal_decision_is_named(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    moves = Machine.moves

    def wrong(machine: Machine, side: str) -> tuple[Move, ...]:
        return tuple(move for move in moves(machine, side) if side == "north" or move != Pass())

    monkeypatch.setattr(Machine, "moves", wrong)
    found = verify(plan, 1)
    assert found is not None
    assert found.startswith("Tiny: seed 40, decision 1 (north: ")
    assert found.endswith(
        "): legal for south beside the rest: pass in the reference, nothing in the kernel"
    )


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("scores", "north's score: 50 in the reference, 1 in the kernel"),
        ("to_move", "to move: north in the reference, 1, 2 in the kernel"),
    ],
)
def test_another_score_or_another_turn_is_named(
    plan: Plan, monkeypatch: pytest.MonkeyPatch, what: str, told: str
) -> None:
    monkeypatch.setattr(Machine, what, (1, 2))
    assert verify(plan, 1) == f"Tiny: seed 40, before the first decision: {told}"


def test_a_refusal_of_one_of_them_is_named(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Machine, "may", lambda _machine, _decision: False)
    found = verify(plan, 1)
    assert found is not None
    assert found.startswith("Tiny: seed 40, decision 1 (north: ")
    assert found.endswith("): the kernel refuses it, the reference doesn't")


def test_another_row_of_a_batch_is_named(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    play = Batch.play

    def wrong(batch: Batch, seed: int, games: int) -> Rows | None:
        rows = play(batch, seed, games)
        assert rows is not None
        if seed == 80:
            rows.scores[0, 1] = -5
        return rows

    monkeypatch.setattr(Batch, "play", wrong)
    found = verify(plan, 5)
    assert found is not None
    assert found.startswith("Tiny: seed 80, what is kept of the game: `scores` number 2: ")
    assert found.endswith(" in the reference, -5 in the kernel")


# The command


def test_simulate_verifies_and_says_nothing_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert simulate(tmp_path) == 0
    out, errors = capsys.readouterr()
    assert out.startswith("20 games of Tiny")
    assert errors == ""


def test_simulate_fails_in_one_line_at_the_first_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "digest", lambda _rules, _state: "0" * 16)
    assert simulate(tmp_path) == 1
    out, errors = capsys.readouterr()
    assert out == ""
    assert errors.startswith(
        "communique simulate: --verify 3: Tiny: seed 7, before the first decision: "
        "digests differ: 0000"
    )
    assert errors.count("\n") == 1


def simulate(folder: Path) -> int:
    path = folder / "tiny.yaml"
    sections = {**tiny.SECTIONS, "actions": HAWK}
    path.write_text("\n".join(sections.values()), encoding="utf-8")
    games = ["-n", "20", "--seed", "7", "--seat", "south=hawk", "--verify", "3"]
    return main(["simulate", str(path), *games, "--jobs", "1"])
