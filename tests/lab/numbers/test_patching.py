"""Tables with other numbers are those that compiling gives, and their games the same."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from random import Random
from types import FunctionType
from typing import Any

import numpy as np
import pytest
import tiny
from attrs import evolve, fields, has
from hypothesis import HealthCheck, given, settings
from slow_tests import quick_for
from strategies.scenarios import Drawn, scenarios

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.kernel import codes as c
from game.kernel import machine_code
from game.kernel.batch import Batch
from game.kernel.compiler import back, build, disk
from game.kernel.compiler.back import KnownScenario as Known
from game.kernel.compiler.back import Module
from game.kernel.lowering.lower import Tables, lower, numbers
from game.kernel.scenario_code import with_machine_code
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.numbers import patching
from game.lab.numbers.patching import Patching, compile_with, tables_with
from game.lab.numbers.paths import (
    NumberError,
    Numbers,
    ScenarioNumber,
    find_number,
    numbers_of,
    with_numbers,
)
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.rules.index import Index

# A drawn scenario is a long text, and where one fails all of it is to be read.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

SETTINGS = "settings: {limit: {value: 3, range: [0, 9]}, push: {value: 2, range: [0, 9]}}\n"
"""`limit` stands in a formula of a package and nothing else, push in an effect."""
needs_compiler = pytest.mark.skipif(not machine_code.in_use(), reason="there is no machine code")
AT_ONCE = 40
"""How many numbers are traced together."""


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps nothing from another test."""
    monkeypatch.setattr(patching, "_patchings", [])


def compiled_tables(scenario: Scenario, point: Numbers) -> Tables:
    return lower(compile_with(scenario, (), point))


def same(*values: Any) -> bool:
    """Whether values are the same, and all that their functions hold."""
    numbers: dict[Any, int] = {}
    """Of each distinct part, by what it consists of."""
    known: dict[int, int] = {}
    """The same by the id of a part."""

    def number(value: Any) -> int:
        if id(value) not in known:
            known[id(value)] = numbers.setdefault(consists_of(value), len(numbers))
        return known[id(value)]

    def consists_of(value: Any) -> Any:
        if isinstance(value, FunctionType):
            cells = [number(cell.cell_contents) for cell in value.__closure__ or ()]
            return value.__code__, *cells, number(vars(value))
        if isinstance(value, dict | FrozenMap):
            return dict, *((key, number(each)) for key, each in value.items())
        if isinstance(value, list | tuple):
            return type(value), *map(number, value)
        if isinstance(value, Index):
            return Index, number(vars(value))
        if has(type(value)):
            parts = [number(getattr(value, field.name)) for field in fields(type(value))]
            return type(value), *parts
        return type(value), value

    return len({*map(number, values)}) == 1


def are_alike(tables: Tables, compiled: Tables) -> bool:
    """Whether tables are the same, number for number, and the rules that stand in them."""
    return same(tables.rules, compiled.rules) and are_alike_in_numbers(tables, compiled)


def are_alike_in_numbers(tables: Tables, compiled: Tables) -> bool:
    return (
        len(tables.numbers) == len(compiled.numbers)
        and (np.array(tables.numbers) == np.array(compiled.numbers)).all()
        and (np.array(tables.sites) == np.array(compiled.sites)).all()
        and (tables.personas, tables.room) == (compiled.personas, compiled.room)
        and (tables.formulas, tables.programs) == (compiled.formulas, compiled.programs)
    )


def are_alike_apart(scenario: Scenario, tables: Tables, point: Numbers) -> bool:
    """Whether tables are those that are compiled where the numbers of the point stay apart.

    Elsewhere two formulas that are nothing but the same number are kept once.
    """
    traced = Patching(scenario, ())._trace(dict(point), [name for name, _ in point])
    assert traced is not None
    return same(tables.rules, compile_with(scenario, (), point)) and (
        are_alike_in_numbers(tables, traced.tables)
    )


def traceable(scenario: Scenario, luck: Random) -> Iterator[ScenarioNumber]:
    """The numbers of a scenario that a trace can follow, in any order."""
    known = Patching(scenario, ())
    moving = [number for number in numbers_of(scenario).values() if number.low < number.high]
    for several in together(luck.sample(moving, len(moving))):
        names = [number.path for number in several]
        known._trace({name: find_number(scenario, name).value for name in names}, names)
        yield from (number for number in several if number.path not in known._fixed)


def together(numbers: Sequence[ScenarioNumber]) -> Iterator[Sequence[ScenarioNumber]]:
    """The numbers, so many at a time as are traced at once."""
    for first in range(0, len(numbers), AT_ONCE):
        yield numbers[first : first + AT_ONCE]


def near(luck: Random, number: ScenarioNumber) -> int:
    """A value with the sign that the number has."""
    value = number.value + luck.randint(-abs(number.value) // 2, abs(number.value))
    return min(max(value, number.low), number.high)


def points(scenario: Scenario, luck: Random, count: int) -> list[Numbers]:
    """So many points with drawn values of drawn settings."""
    known = list(scenario.settings.items())
    drawn = luck.sample(known, luck.randint(1, len(known)))
    return [
        tuple((id, luck.randint(*setting.bounds)) for id, setting in drawn) for _ in range(count)
    ]


@pytest.mark.parametrize("id", quick_for("countermeasures", "ukraine-pressure", among=shipped()))
def test_tables_with_settings_of_shipped_scenarios_are_those_that_are_compiled(id: str) -> None:
    scenario = load(shipped()[id])
    origins = Counter[bool]()
    for luck in map(Random, range(2)):
        for point in points(scenario, luck, 6):
            tables = tables_with(scenario, (), point)
            origins[tables.origin is not None] += 1
            assert are_alike(tables, compiled_tables(scenario, point))
    assert origins[True] > 4


@pytest.mark.slow(reason="all numbers of a scenario are traced and compiled twice")
@pytest.mark.parametrize("id", shipped())
def test_tables_with_any_number_of_shipped_scenarios_are_those_that_are_compiled(id: str) -> None:
    scenario, luck = load(shipped()[id]), Random(5)
    known = [*traceable(scenario, luck)]
    assert len(known) > 0.97 * len(numbers_of(scenario))
    moved = 0
    for several in together(known):
        traced = Patching(scenario, ())._trace(
            {number.path: number.value for number in several}, [number.path for number in several]
        )
        assert traced is not None
        values = {number.path: number.value for number in several}
        for number in several:  # each that the trace still holds with is moved, one after the other
            others = values | {number.path: near(luck, number)}
            if traced.tables_with((*others.values(),)) is not None:
                moved += others[number.path] != number.value
                values = others
        tables = traced.tables_with((*values.values(),))
        assert tables is not None
        assert are_alike_apart(scenario, tables, (*values.items(),))
    assert moved > 0.6 * len(known)


@pytest.mark.parametrize("id", quick_for("nexperia-standoff", among=shipped()))
def test_tables_with_zero_and_with_extreme_values_are_those_that_are_compiled(id: str) -> None:
    scenario, luck = load(shipped()[id]), Random(6)
    ways = Counter[str]()
    for number in islice(traceable(scenario, luck), 3):
        traced = Patching(scenario, ())._trace({number.path: number.value}, [number.path])
        assert traced is not None
        for value in {0, -number.value, number.low, number.high, number.value + 1}:
            if not number.low <= value <= number.high:
                continue
            tables = traced.tables_with([value])
            ways["not known" if tables is None else "known"] += 1
            if tables is not None:
                assert are_alike_apart(scenario, tables, ((number.path, value),))
    assert ways["known"] > 3
    assert ways["not known"] > 0


@pytest.mark.parametrize("id", quick_for("kuala-lumpur", "ukraine-pressure", among=shipped()))
@pytest.mark.usefixtures("compiled")
def test_games_with_numbers_of_shipped_scenarios_are_those_that_compiling_gives(id: str) -> None:
    scenario, luck = load(shipped()[id]), Random(7)
    personas = scenario.personas
    seats = FrozenMap(
        {
            side: next(name for name, who in personas.items() if side in (who.sides or [side]))
            for side in scenario.sides
        }
    )
    drawn = [*islice(traceable(scenario, luck), 3)]
    quick = 0
    for _ in range(10):
        point = tuple((number.path, near(luck, number)) for number in drawn)
        tables = tables_with(scenario, (), point)
        quick += tables.origin is not None
        games = Batch(tables, seats).count(1, 20)
        compiled = Batch(compiled_tables(scenario, point), seats).count(1, 20)
        assert games is not None
        assert compiled is not None
        assert games.digest == compiled.digest
    assert quick > 0


class Translated(Exception):
    """Is raised in place of a translation's compilation: its text, and the addresses it read."""


def translated(tables: Tables, monkeypatch: pytest.MonkeyPatch) -> tuple[str, set[int]]:
    """What is written for a scenario to be compiled, and the addresses on which it depends."""

    def end(text: str, _how: str) -> bytes:
        raise Translated(text)

    class Noted(Module):
        def __init__(self, scenario: Known) -> None:
            super().__init__(scenario)
            modules.append(self)

    modules: list[Module] = []
    with monkeypatch.context() as patch:
        patch.setattr(disk, "kept", lambda _name: None)
        patch.setattr(disk, "keep", lambda _name, _code: None)
        patch.setattr(build, "compile_text", end)
        patch.setattr(back, "Module", Noted)
        with pytest.raises(Translated) as ended:
            with_machine_code(evolve(tables, origin=None))
    return str(ended.value), modules[-1].read


@needs_compiler
@pytest.mark.parametrize("id", quick_for("nexperia-standoff", among=shipped()))
def test_machine_code_depends_on_no_setting_and_on_no_number_but_those_that_it_read(
    id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario, luck = load(shipped()[id]), Random(8)
    tables = compiled_tables(scenario, ())
    row = [int(tables.numbers[i]) for i in range(len(tables.numbers))]
    text, read = translated(tables, monkeypatch)
    for end in (0, 1):
        point = tuple((name, each.bounds[end]) for name, each in scenario.settings.items())
        others = compiled_tables(scenario, point).numbers
        assert len(others) == len(row)
        assert all(row[i] == others[i] for i in read)
    records = row[c.H_TABLE_RECORDS]  # what code is asked for is found there
    kept = {*read, *range(c.HEAD), *range(records, records + row[c.H_TABLES_N])}
    changed = [n if i in kept else luck.randint(-9, 9) for i, n in enumerate(row)]
    assert changed != row
    other = evolve(tables, numbers=numbers(changed, "int32"))
    assert translated(other, monkeypatch) == (text, read)


def test_tables_of_drawn_scenarios_are_those_that_are_compiled() -> None:
    ways = Counter[str]()

    @settings(max_examples=20, suppress_health_check=list(HealthCheck))
    @given(drawn=scenarios())
    def agree(drawn: Drawn) -> None:
        scenario = drawn.rules.scenario
        for point in points(scenario, Random(3), 4) if scenario.settings else ():
            tables = tables_with(scenario, (), point)
            ways["compiled" if tables.origin is None else "traced"] += 1
            assert are_alike(tables, compiled_tables(scenario, point))

    agree()
    assert ways["traced"] > 5


@pytest.mark.parametrize("path", ["turns", "phases.deeds.picks"])
def test_numbers_that_decide_how_long_something_is_are_compiled(path: str) -> None:
    scenario = talks()
    for value in (2, 3, 4, 5, 3):
        point = ((path, value), ("push", value))
        assert are_alike(tables_with(scenario, (), point), compiled_tables(scenario, point))
    assert patching._patchings[0]._fixed == {path}


def talks() -> Scenario:
    table = tiny.TABLE.replace("scope < wide or terms <= loose", "scope == small or limit > 4")
    return tiny.scenario(table.replace("agreed: {heat: +2}", "agreed: {heat: +push}") + SETTINGS)


def test_settings_whose_results_stand_in_the_tables_are_traced_through_them() -> None:
    scenario = talks()
    known = [is_traced(tables_with(scenario, (), limit(value))) for value in (7, 7, 9, 5, 4, 0, 6)]
    assert known == [False, False, True, True, False, True, True]
    for value in range(10):
        tables = tables_with(scenario, (), limit(value))
        assert are_alike(tables, compiled_tables(scenario, limit(value)))


def is_traced(tables: Tables) -> bool:
    return tables.origin is not None


def limit(value: int) -> Numbers:
    return (("limit", value),)


def test_points_that_no_trace_holds_for_are_compiled_and_no_longer_traced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scenario, tried = talks(), list[object]()
    monkeypatch.setattr(Patching, "_trace", lambda _, *point: tried.append(point))
    for value in [*range(10)] * 3:
        tables = tables_with(scenario, (), limit(value))
        assert are_alike(tables, compiled_tables(scenario, limit(value)))
    assert len(tried) == patching.KEPT - 1


def test_a_value_out_of_range_is_refused_before_and_after_others_were_traced() -> None:
    scenario = talks()
    for value in (10, 1, 2, 3, 10, -1):
        point = (("push", value),)
        if 0 <= value <= 9:
            tables_with(scenario, (), point)
        else:
            with pytest.raises(NumberError):
                tables_with(scenario, (), point)


@pytest.mark.parametrize(
    "point",
    [(("push", 9),), (("limit", 8),), (("limit", 8), ("push", 9)), (("turns", 2), ("push", 1))],
)
@pytest.mark.usefixtures("compiled")
def test_games_with_numbers_are_those_of_the_scenario_that_has_them(point: Numbers) -> None:
    scenario, seats = talks(), FrozenMap({"north": "uniform", "south": "uniform"})
    for others in (5, 6):
        tables_with(scenario, (), tuple((name, others) for name, _ in point))
    played = PlanPlayer(Plan(scenario, seats, 30, 1, (), point)).count(0, 30)
    expected = PlanPlayer(Plan(with_numbers(scenario, point), seats, 30, 1)).count(0, 30)
    assert played == expected
    assert played != PlanPlayer(Plan(scenario, seats, 30, 1)).count(0, 30)


@needs_compiler
@pytest.mark.usefixtures("compiled")
def test_traced_tables_play_by_the_machine_code_of_their_origin() -> None:
    scenario = talks()
    for value in (3, 4, 7):
        tables = tables_with(scenario, (), (("push", value),))
    assert tables.origin is not None
    quick = with_machine_code(tables)
    assert quick.functions is with_machine_code(tables.origin).functions is not None
    seats = FrozenMap({"north": "uniform", "south": "uniform"})
    by_code = Batch(quick, seats).count(1, 40)
    compiled = Batch(compiled_tables(scenario, (("push", 7),)), seats).count(1, 40)
    assert by_code is not None
    assert compiled is not None
    assert by_code.digest == compiled.digest


@needs_compiler
@pytest.mark.usefixtures("compiled")
def test_tables_whose_numbers_machine_code_depends_on_get_their_own() -> None:
    scenario = tiny.scenario(
        "actions: {wait: {side: north, menu: deeds, name: Wait, limit: 2, effects: {heat: +1}}}\n"
    )
    for value in (3, 4, 7):
        tables = tables_with(scenario, (), (("actions.wait.limit", value),))
    assert tables.origin is not None
    quick = with_machine_code(tables)
    assert quick.functions is not None
    assert quick.functions is not with_machine_code(tables.origin).functions
