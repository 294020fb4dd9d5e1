"""Every scenario of the project is read whole and checks clean, warnings included."""

from __future__ import annotations

import importlib.util
import pickle
from pathlib import Path
from types import ModuleType

import attrs
import pytest

from game.authoring.load import inspect, load
from game.authoring.shipped import shipped
from game.model import shapes
from game.model.effects import STEP_WORDS, Changes, Effects, Say, Step, nested_effects
from game.model.expressions import (
    FUNCTIONS,
    PREDICATES,
    Expression,
    Negative,
    Number,
    children,
)
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.rules.expressions import parse, unparse

ROOT = Path(__file__).resolve().parents[2]
BARE = sorted((ROOT / "tests" / "scenarios").glob("*.yaml"))
DESIGNED = [ROOT / "tests" / "designed" / "the-ayle.yaml"]
"""Written from the docs alone, to see what stops a designer."""
FILES = [*shipped().values(), *BARE, *DESIGNED]


def test_there_are_scenarios_to_look_at() -> None:
    assert "kuala-lumpur" in shipped()
    assert len(BARE) >= 5


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_scenario_of_the_project_has_no_problems(path: Path) -> None:
    scenario, problems = inspect(path)
    assert problems == ()
    assert scenario is not None
    assert scenario.id == path.stem


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_scenario_is_a_value_that_pickles_and_hashes(path: Path) -> None:
    scenario = load(path)
    copy = pickle.loads(pickle.dumps(scenario))
    assert copy == scenario
    assert hash(copy) == hash(scenario)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_expression_of_a_scenario_reads_the_same_from_its_own_text(path: Path) -> None:
    found = [value for value in values(load(path)) if isinstance(value, Expression)]
    assert found
    for expression in found:
        expected = expression
        if isinstance(expression, Number) and expression.value < 0:
            # YAML reads -8 as a number, a formula reads it as what is taken from 0.
            expected = Negative(Number(-expression.value))
        assert parse(unparse(expression)) == expected


def test_the_scenarios_use_every_mechanical_key_of_the_language() -> None:
    """What no scenario needs would not have to be in the language."""
    used: dict[type, set[str]] = {}
    for path in FILES:
        for value in values(load(path)):
            if attrs.has(type(value)):
                for name, (attribute, _) in shapes.keys(type(value)).items():
                    if getattr(value, attribute.name) != attribute.default:
                        used.setdefault(type(value), set()).add(name)
    unused = {
        f"{cls.__name__}.{name}"
        for cls in used
        for name, (_, described) in shapes.keys(cls).items()
        if name not in used[cls] and mechanical(name, described.shape)
    }
    assert unused == set()


def mechanical(name: str, shape: object) -> bool:
    """Whether a key can change how a game goes: texts, sources and reasons can't."""
    return not isinstance(shape, shapes.Text | shapes.Pattern) and name not in ("allow", "source")


def test_the_scenarios_use_every_step_word_and_every_function() -> None:
    steps = {word_of(s) for path in FILES for s in values(load(path)) if isinstance(s, Step)}
    functions = {
        getattr(node, "function", "")
        for path in FILES
        for value in values(load(path))
        if isinstance(value, Expression)
        for node in tree(value)
    }
    assert steps >= {*STEP_WORDS}
    assert functions >= {*FUNCTIONS, *PREDICATES}


def values(value: object) -> list[object]:
    """A value of the model and everything in it."""
    found = [value]
    if attrs.has(type(value)):
        if not isinstance(value, Expression):
            for attribute in fields(type(value)):
                found += values(getattr(value, attribute.name))
    elif isinstance(value, FrozenMap):
        for inner in value.values():
            found += values(inner)
    elif isinstance(value, tuple):
        for inner in value:
            found += values(inner)
    return found


def fields(cls: type) -> tuple[attrs.Attribute[object], ...]:
    return tuple(attrs.fields(cls))


def tree(node: Expression) -> list[Expression]:
    return [node, *(inner for child in children(node) for inner in tree(child))]


def word_of(step: Step) -> str:
    if isinstance(step, Changes):
        return "say" if isinstance(step.say, Say) else "change"
    words = {"Give": "promise", "Speak": "say", "OneOf": "one_of"}
    return words.get(type(step).__name__, type(step).__name__.lower())


def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench", ROOT / "tools" / "bench.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_scenario_generated_for_benchmarks_is_long_and_has_no_problems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    path = tmp_path / "long.yaml"
    path.write_text(bench().long_scenario(5000), encoding="utf-8")
    assert 4900 <= len(path.read_text(encoding="utf-8").splitlines()) <= 5100
    scenario, problems = inspect(path)
    assert problems == ()
    assert scenario is not None
    assert len(scenario.actions) > 100


def test_steps_inside_steps_are_found_with_their_paths() -> None:
    deep = [effects for path in FILES for effects in all_effects(load(path))]
    assert any(nested_effects(step) for effects in deep for step in effects)


def all_effects(scenario: Scenario) -> list[Effects]:
    return [
        value
        for value in values(scenario)
        if isinstance(value, tuple) and value and all(isinstance(item, Step) for item in value)
    ]
