"""Tables with other settings are those that compiling gives, and their games the same."""

from collections import Counter
from random import Random

import numpy as np
import pytest
import tiny
from hypothesis import HealthCheck, given, settings
from strategies.scenarios import Drawn, scenarios

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.kernel.batch import Batch
from game.kernel.lowering.lower import Tables, lower
from game.kernel.native.module import write_module
from game.kernel.native.using import with_machine_code
from game.kernel.numba.jit import FAST
from game.lab.numbers import patching
from game.lab.numbers.patching import compile_with, folded_settings, tables_with
from game.lab.numbers.paths import Numbers, with_numbers
from game.lab.run.plan import Plan, PlanPlayer
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario

# A drawn scenario is a long text, and where one fails all of it is to be read.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

SETTINGS = "settings: {limit: {value: 3, range: [0, 9]}, push: {value: 2, range: [0, 9]}}\n"
"""`limit` stands in a formula of a package and nothing else, push in an effect."""


@pytest.fixture(autouse=True)
def _unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Patches nothing that was compared before, and keeps none from another test."""
    monkeypatch.setattr(patching, "CHECKED", 0)
    monkeypatch.setattr(patching, "_patchings", [])


def difference(tables: Tables, compiled: Tables) -> list[int]:
    """Addresses at which tables differ from compiled ones."""
    assert len(tables.numbers) == len(compiled.numbers)
    assert (np.array(tables.sites) == np.array(compiled.sites)).all()
    assert (tables.personas, tables.room) == (compiled.personas, compiled.room)
    return list(np.flatnonzero(np.array(tables.numbers) != np.array(compiled.numbers)))


def points(scenario: Scenario, luck: Random, count: int) -> list[Numbers]:
    """So many points with drawn values of drawn settings."""
    known = list(scenario.settings.items())
    return [
        tuple(
            (id, luck.randint(*setting.bounds))
            for id, setting in luck.sample(known, luck.randint(1, len(known)))
        )
        for _ in range(count)
    ]


@pytest.mark.parametrize("id", shipped())
def test_patched_tables_of_shipped_scenarios_are_those_that_are_compiled(id: str) -> None:
    scenario = load(shipped()[id])
    for point in points(scenario, Random(1), 12):
        tables = tables_with(scenario, (), point)
        assert tables.origin is not None, "it is compiled, not patched"
        assert difference(tables, lower(compile_with(scenario, (), point))) == []


@pytest.mark.parametrize("id", shipped())
def test_machine_code_is_the_same_for_all_settings(id: str) -> None:
    scenario = load(shipped()[id])
    text = write_module(lower(compile_with(scenario, (), ()))).text
    (point,) = points(scenario, Random(2), 1)
    assert write_module(tables_with(scenario, (), point)).text == text


def test_patched_tables_of_drawn_scenarios_are_those_that_are_compiled() -> None:
    ways = Counter[str]()

    @settings(max_examples=40, suppress_health_check=list(HealthCheck))
    @given(drawn=scenarios())
    def agree(drawn: Drawn) -> None:
        scenario = drawn.rules.scenario
        for point in points(scenario, Random(3), 3) if scenario.settings else ():
            tables = tables_with(scenario, (), point)
            ways["compiled" if tables.origin is None else "patched"] += 1
            assert difference(tables, lower(compile_with(scenario, (), point))) == []

    agree()
    assert ways["patched"] > 20


def talks() -> Scenario:
    table = tiny.TABLE.replace("scope < wide or terms <= loose", "scope == small or limit > 4")
    return tiny.scenario(table.replace("agreed: {heat: +2}", "agreed: {heat: +push}") + SETTINGS)


def test_settings_whose_results_stand_in_the_tables_are_compiled() -> None:
    scenario = talks()
    assert folded_settings(compile_with(scenario, (), ())) == {"limit"}
    assert tables_with(scenario, (), (("limit", 7),)).origin is None
    point = (("limit", 7), ("push", 5))
    tables = tables_with(scenario, (), point)
    assert tables.origin is not None
    assert difference(tables, lower(compile_with(scenario, (), point))) == []


@pytest.mark.parametrize(
    "point",
    [(("push", 9),), (("limit", 8),), (("limit", 8), ("push", 9)), (("turns", 2), ("push", 1))],
)
@pytest.mark.usefixtures("compiled")
def test_games_with_numbers_are_those_of_the_scenario_that_has_them(point: Numbers) -> None:
    scenario, seats = talks(), FrozenMap({"north": "uniform", "south": "uniform"})
    played = PlanPlayer(Plan(scenario, seats, 30, 1, (), point)).count(0, 30)
    expected = PlanPlayer(Plan(with_numbers(scenario, point), seats, 30, 1)).count(0, 30)
    assert played == expected
    assert played != PlanPlayer(Plan(scenario, seats, 30, 1)).count(0, 30)


def test_a_joint_point_that_differs_has_all_points_compiled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patching, "CHECKED", 1)
    monkeypatch.setattr(patching, "folded_settings", lambda _: frozenset[str]())
    scenario = talks()
    for value in (0, 9, 5):
        point = (("limit", value), ("push", value))
        compiled = lower(compile_with(scenario, (), point))
        assert difference(tables_with(scenario, (), point), compiled) == []


@pytest.mark.skipif(not FAST, reason="there is no machine code without numba")
@pytest.mark.usefixtures("compiled")
def test_patched_tables_play_by_the_machine_code_of_their_origin() -> None:
    scenario = talks()
    point = (("push", 7),)
    quick = with_machine_code(tables_with(scenario, (), point))
    assert quick.functions is not None
    seats = FrozenMap({"north": "uniform", "south": "uniform"})
    by_code = Batch(quick, seats).count(1, 40)
    compiled = Batch(lower(compile_with(scenario, (), point)), seats).count(1, 40)
    assert by_code is not None
    assert compiled is not None
    assert by_code.digest == compiled.digest
