"""Looking ahead by code for a scenario: the same rollouts, lists and experts as without."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import tiny
from strategies.scenarios import REAL

from game.authoring.family import examine_family
from game.authoring.load import load
from game.authoring.reading.files import Folder
from game.authoring.shipped import shipped
from game.bots import expert
from game.bots.expert import ExpertBot
from game.bots.list_player import ListPlayer, mix_opponents
from game.bots.seats import make_bots
from game.engine.digest import digest
from game.kernel import machine_code, rollouts, scenario_code
from game.kernel.lowering.lower import Tables, lower
from game.kernel.rollouts import Repeat, Rollouts, roll_out
from game.kernel.scenario_code import quickest, with_machine_code
from game.lab.numbers.patching import tables_with
from game.model.players import EXPERT
from game.rules.compile import compile_rules
from game.session.driver import play
from game.session.game import Game

if not machine_code.in_use():
    pytest.skip("there is no compiler here", allow_module_level=True)

import numpy as np

BUDGET, SEED = 600, 3
PUSH = """
settings: {push: {name: Push, value: 2, range: [0, 9]}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: "+ push"}}
"""
each_scenario = pytest.mark.parametrize("path", REAL[::3], ids=lambda path: path.stem)
"""Some: the slow test has all that are shipped, in each of their variants."""


def without_code(tables: Tables) -> Tables:
    """The tables as they are."""
    return tables


@each_scenario
def test_rollouts_are_the_same_by_code_for_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = load(path)
    tables = lower(compile_rules(scenario))
    seats = {side: {"uniform": 1} for side in scenario.sides}
    for side, persona in tables.personas:
        seats[side][persona] = 1

    def played() -> Rollouts:
        return roll_out(tables, None, seats, 60, SEED, repeat=Repeat(SEED + 1, draws=45))

    monkeypatch.setattr(rollouts, "quickest", without_code)
    one = played()
    monkeypatch.setattr(rollouts, "quickest", with_machine_code)
    other = played()
    assert with_machine_code(tables) is not tables
    for name in ("scores", "outcomes", "turns", "decisions", "tracks"):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name


def assert_same_course(
    tables: Tables, seats: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A game with experts is the same by code for its scenario."""
    rules, ends = tables.rules, []
    for way in (without_code, with_machine_code):
        quick: list[Tables] = []

        def seek(tables: Tables, way: Any = way, quick: list[Tables] = quick) -> Tables:
            quick.append(way(tables))
            return quick[-1]

        monkeypatch.setattr(expert, "quickest", seek)
        game, bots = Game(rules, SEED), make_bots(rules, seats, SEED)
        experts = {side: ExpertBot(tables, side, SEED, BUDGET) for side in rules.sides}
        deciders = {side: experts[side] if seats[side] == EXPERT else bots[side] for side in seats}
        state = play(game, deciders, {})
        assert all((each.functions is None) == (way is without_code) for each in quick)
        assert quick
        ends.append((digest(rules, state), len(game.moments)))
    assert ends[0] == ends[1]


@each_scenario
def test_experts_decide_the_same_by_code_for_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = lower(compile_rules(load(path)))
    assert_same_course(tables, dict.fromkeys(tables.rules.sides, EXPERT), monkeypatch)


@pytest.mark.slow(reason="Experts look ahead opposite all bots, in each variant of each scenario.")
@pytest.mark.parametrize("path", shipped().values(), ids=lambda path: path.stem)
def test_experts_decide_the_same_by_code_for_it_whoever_sits_opposite(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in examine_family(Folder(path)):
        assert version.checked.scenario is not None
        tables = lower(compile_rules(version.checked.scenario))
        for side in tables.rules.sides:
            for opponents in mix_opponents(tables.rules, side):
                assert_same_course(tables, {**dict(opponents), side: EXPERT}, monkeypatch)


def test_lists_of_all_sides_share_the_code_of_their_scenario(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tables = lower(compile_rules(load(REAL[0])))
    code = with_machine_code(tables)
    monkeypatch.setattr(scenario_code, "_seek", lambda *_, **__: pytest.fail("it is made again"))
    for side in tables.rules.sides:
        player = ListPlayer(tables, side, machine_code=True)
        found, known = player.tables.functions, code.functions
        assert found is not None
        assert known is not None
        assert all(found[i] == known[i] for i in range(len(known)))
        # The clock of the list is code of its own.
        assert any(found[i] for i in range(len(known), len(found)))


def test_lists_behind_other_amounts_play_the_same_by_code_for_it() -> None:
    scenario = tiny.scenario(PUSH)
    scores = []
    for way in (False, True):
        for push in (2, 5, 8, 1):
            tables = tables_with(scenario, (), (("push", push),))
            player = ListPlayer(tables, "north", machine_code=way)
            assert (player.tables.functions is not None) == way
            blind = tuple(options[0] for options in player.shape.options)
            scores.append(player.score(blind, 0, SEED, 30).tolist())
    assert scores[:4] == scores[4:]
    assert len({*map(str, scores)}) == 4


def test_rollouts_count_as_games_played(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenario_code, "IF_COMPILED", 100)
    monkeypatch.setattr(scenario_code, "AT_LEAST", 100)
    tables = lower.__wrapped__(tiny.rules())
    assert quickest(tables) is tables
    roll_out(tables, None, {}, 100, SEED)
    assert quickest(tables) is not tables
