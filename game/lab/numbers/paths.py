"""The numbers of a scenario that can be varied, and scenarios with other numbers.

A number is named by the path that `check` prints, `tables.minute.rounds`, and a setting by its id
alone. Numbers inside a longer expression have no path of their own: make a setting of them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from game.authoring.reading.nodes import Path, show_path
from game.model import shapes
from game.model.effects import (
    After,
    Branch,
    Chance,
    Change,
    Changes,
    Hasten,
    OneOf,
    Upkeep,
    When,
)
from game.model.expressions import LARGEST, Negative, Number
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.model.tracks import Track

Numbers = tuple[tuple[str, int], ...]
"""Paths of numbers, each with the value it is to have."""
_LEFT_OUT = ("format", "minutes", "settings", "map", "expect", "tests", "variants", "allow")
"""Keys of a scenario, and one of everything, under which no number is that of a game."""
_SETTING = re.compile(r"^settings\.([^.]+?)(\.value)?$")
_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\d+)\]")
_ALIKE = 0.6
"""How similar a name is to a mistyped one, from 0 to 1, where it is suggested."""


class NumberError(ValueError):
    """A number that a scenario doesn't have, or a value that it can't have; one sentence."""


@frozen
class ScenarioNumber:
    """A number of a scenario that can have other values."""

    path: str
    """Its path, or the id of a setting."""
    value: int
    low: int
    high: int
    """The lowest and highest value that it can be given."""
    name: str = ""
    """What it does, in words, where the author says so."""
    is_setting: bool = False


def numbers_of(scenario: Scenario) -> dict[str, ScenarioNumber]:
    """All numbers that can be varied, by path: settings first, then in the order of the keys."""
    settings = {id: _setting(scenario, id) for id in scenario.settings}
    others = {number.path: number for number in _leaves((_whole(scenario),))}
    return settings | {path: number for path, number in others.items() if path not in settings}


def find_number(scenario: Scenario, name: str) -> ScenarioNumber:
    """The number with a path, or the setting with an id; without the index of a list of one.

    Raises NumberError, which names the nearest path.
    """
    number = _find(scenario, name)
    if number is None:
        raise NumberError(f'there is no number "{name}"{_nearest(scenario, name)}')
    return number


def check_value(number: ScenarioNumber, value: int) -> None:
    """Raises NumberError if a number can't have a value."""
    if number.low <= value <= number.high:
        return
    if number.is_setting and number.low == number.high:
        raise NumberError(
            f"{number.path} can only be {number.value}: give the setting a range in the scenario"
        )
    raise NumberError(f"{number.path} can be {number.low} to {number.high}, not {value}")


def with_numbers(scenario: Scenario, numbers: Iterable[tuple[str, int]]) -> Scenario:
    """The scenario with other values of some of its numbers.

    Settings may have any value in the range that `check` has tried; whether a scenario is still
    without mistakes when other numbers change is another question.
    Raises NumberError for an unknown path, and for a value outside the number's range.
    """
    for name, value in numbers:
        number = find_number(scenario, name)
        check_value(number, value)
        if number.is_setting:
            setting = evolve(scenario.settings[number.path], value=value)
            settings = FrozenMap({**scenario.settings, number.path: setting})
            scenario = evolve(scenario, settings=settings)
        else:
            way = _follow(scenario, read_path(name)) or ()
            part = _with_leaf(way[-1].shape, way[-1].value, value)
            for child in reversed(way):
                part = child.replace(part)
            scenario = part
    return scenario


def written(
    scenario: Scenario, name: str, value: int
) -> tuple[tuple[tuple[str | int, bool], ...], str]:
    """How an author writes another value of a number: where, and the text.

    The steps of the whole path come each with whether it may be left out. Raises NumberError.
    """
    number = find_number(scenario, name)
    if number.is_setting:
        return (("settings", False), (number.path, False), ("value", False)), str(value)
    way = _follow(scenario, read_path(name)) or ()
    text = str(value)
    if isinstance(way[-1].shape, _Change):
        text = f"= {value}" if way[-1].value.operator == "=" else f"{value:+d}"
    return tuple((child.step, child.optional) for child in way[1:]), text


def read_path(path: str) -> Path:
    """The steps of a path as it is shown; () for a text that is no path."""
    steps: list[str | int] = []
    end = 0
    for match in _STEP.finditer(path):
        if match.start() != end:
            return ()
        steps.append(match[1] if match[1] is not None else int(match[2]))
        end = match.end()
    return tuple(steps) if end == len(path) else ()


def _find(scenario: Scenario, name: str) -> ScenarioNumber | None:
    id = _SETTING.sub(r"\1", name)
    if id in scenario.settings:
        return _setting(scenario, id)
    way = _follow(scenario, read_path(name))
    return _leaf(way) if way else None


def _setting(scenario: Scenario, id: str) -> ScenarioNumber:
    setting = scenario.settings[id]
    return ScenarioNumber(id, setting.value, *setting.bounds, setting.name, is_setting=True)


def _nearest(scenario: Scenario, name: str) -> str:
    """The end of a sentence that names the nearest path, or says what there is."""
    known = numbers_of(scenario)
    near = difflib.get_close_matches(name, known, n=1, cutoff=_ALIKE)
    if not near:  # perhaps these are the last words of a path
        near = [path for path in known if path.endswith(f".{name}")][:1]
    if near:
        return f'; did you mean "{near[0]}"?'
    settings = ", ".join(scenario.settings)
    return f"; settings are {settings}" if settings else "; write a path as check prints it"


# ------------------------------------------------------------------ the tree of a scenario's keys


@frozen
class _Child:
    """A part of a value: the step of a path that leads to it, its shape, and how it is replaced."""

    step: str | int
    shape: Any
    value: Any
    replace: Callable[[Any], Any]
    """From another value of the part to the whole that it is part of."""
    optional: bool = False
    """Whether a path may leave the step out, as authors write it without."""


@frozen
class _Start:
    """The shape of a track's start: a number within its range."""

    low: int
    high: int


@frozen
class _Step:
    """The shape of one step of effects."""


@frozen
class _Branches:
    """The shape of the branches of a `one_of`."""


@frozen
class _Change:
    """The shape of a change of a track: a signed number."""


def _follow(scenario: Scenario, path: Path) -> tuple[_Child, ...] | None:
    """The parts that a path leads through, one in the other; None where it leads nowhere."""
    way, left = [_whole(scenario)], list(path)
    while True:
        children = list(_children(way[-1].shape, way[-1].value))
        named = [child for child in children if left and child.step == left[0]]
        following = named or [child for child in children if child.optional]
        if not following:
            return tuple(way) if not left else None
        left = left[1:] if named else left
        way.append(following[0])


def _whole(scenario: Scenario) -> _Child:
    return _Child("", shapes.Record(lambda: Scenario), scenario, lambda scenario: scenario, True)


def _leaves(way: tuple[_Child, ...]) -> Iterator[ScenarioNumber]:
    """All numbers below the last of some parts."""
    leaf = _leaf(way)
    if leaf is not None:
        yield leaf
    for child in _children(way[-1].shape, way[-1].value):
        yield from _leaves((*way, child))


def _leaf(way: tuple[_Child, ...]) -> ScenarioNumber | None:
    """The number that the last of some parts is; None where it isn't one."""
    shape, value = way[-1].shape, way[-1].value
    low, high = -LARGEST, LARGEST
    match shape, value:
        case (shapes.Whole(at_least=low, at_most=high) | _Start(low=low, high=high), int()):
            number: int | None = value
        case (shapes.Formula() | shapes.ByCard(), _):
            number = _number(value)
        case (_Change(), Change(operator=operator, amount=amount)):
            number = _number(amount)
            number = -number if number is not None and operator == "-" else number
        case _:
            return None
    path = show_path(tuple(child.step for child in way if not child.optional))
    return None if number is None else ScenarioNumber(path, number, low, high)


def _number(expression: Any) -> int | None:
    """The number that an expression is; None where it is more than that."""
    match expression:
        case Number(value=value):
            return value
        case Negative(operand=Number(value=value)):
            return -value
        case _:
            return None


def _with_leaf(shape: Any, value: Any, number: int) -> Any:
    """A number of a shape with another value, as an author would have written it."""
    match shape:
        case shapes.Formula() | shapes.ByCard():
            return Number(number)
        case _Change():
            if value.operator == "=":
                amount = Negative(Number(-number)) if number < 0 else Number(number)
                return evolve(value, amount=amount)
            sign = "-" if number < 0 else "+"
            return evolve(value, operator=sign, amount=Number(abs(number)))
        case _:
            return number


def _children(shape: Any, value: Any) -> Iterator[_Child]:
    """The parts of a value in which there may be numbers."""
    match shape:
        case shapes.Record() | shapes.Variant():
            yield from _keys(value)
        case shapes.RecordOr(key=key):
            attribute = shapes.keys(type(value))[key][0].name
            bare = value == type(value)(**{attribute: getattr(value, attribute)})
            for child in _keys(value):
                yield evolve(child, optional=bare and child.step == key)
        case shapes.ById(of=of) | shapes.BySide(of=of):
            yield from _entries(of, value)
        case shapes.ByCard() if isinstance(value, Mapping):
            yield from _entries(shapes.Formula(), value)
        case shapes.Many(of=shapes.Record() | shapes.Formula() as of, or_one=or_one):
            yield from _items(of, value, or_one=or_one)
        case shapes.Steps():
            yield from _items(_Step(), value, or_one=True)
        case _Step() if isinstance(value, Changes):
            for i, change in enumerate(value.changes):
                yield _Child(change.track, _Change(), change, _change_replacing(value, i))
        case _Branches():
            yield from _items(_Step(), value, or_one=False)
        case _Step():
            yield from _parts_of_step(value)


def _keys(value: Any) -> Iterator[_Child]:
    """The keys of an object of the model."""
    left_out = _LEFT_OUT if isinstance(value, Scenario) else ()
    for key, (attribute, described) in shapes.keys(type(value)).items():
        part, shape = getattr(value, attribute.name), described.shape
        if key in left_out or part is None:
            continue
        if isinstance(value, Track) and isinstance(shape, shapes.Start):
            shape = _Start(*value.bounds)
        yield _field(value, attribute.name, key, shape)


def _field(value: Any, name: str, step: str, shape: Any) -> _Child:
    return _Child(step, shape, getattr(value, name), lambda part: evolve(value, **{name: part}))


def _entries(of: Any, value: Mapping[str, Any]) -> Iterator[_Child]:
    def replacing(key: str) -> Callable[[Any], Any]:
        return lambda part: FrozenMap({**value, key: part})

    for key, part in value.items():
        yield _Child(key, of, part, replacing(key))


def _items(of: Any, value: tuple[Any, ...], *, or_one: bool) -> Iterator[_Child]:
    def replacing(i: int) -> Callable[[Any], Any]:
        return lambda part: (*value[:i], part, *value[i + 1 :])

    for i, part in enumerate(value):
        yield _Child(i, of, part, replacing(i), or_one and len(value) == 1)


def _parts_of_step(step: Any) -> Iterator[_Child]:
    """The parts of a step of effects, or of a branch, by the words that an author writes."""
    formula, steps = shapes.Formula(), shapes.Steps()
    match step:
        case When():
            yield _field(step, "test", "when", formula)
        case Chance():
            yield _field(step, "percent", "chance", formula)
        case After():
            whole = isinstance(step.turns, int)
            yield _field(step, "turns", "after", shapes.Whole(1, 9999) if whole else formula)
        case Hasten(projects=projects):
            yield _Child("hasten", shapes.ById(formula), FrozenMap(projects), _hasten)
        case Branch():
            yield _field(step, "weight", "weight", formula)
        case OneOf():
            yield _field(step, "branches", "one_of", _Branches())
        case Upkeep():
            yield from _keys(step)
    if isinstance(step, When | Chance | After | Branch):
        yield _field(step, "then", "then", steps)
    if isinstance(step, When | Chance):
        yield _field(step, "otherwise", "else", steps)


def _hasten(projects: Mapping[str, Any]) -> Hasten:
    return Hasten(tuple(projects.items()))


def _change_replacing(step: Changes, i: int) -> Callable[[Any], Any]:
    return lambda change: evolve(step, changes=(*step.changes[:i], change, *step.changes[i + 1 :]))
