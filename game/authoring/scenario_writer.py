"""Writes a scenario as nodes, from which `scenario_reader.py` reads the same scenario.

So a scenario that was loaded, and perhaps changed since, can be checked without its files. The
nodes of numbers and formulas have a value but no text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, assert_never

import attrs

from game.authoring.reading.nodes import Mapping as Keys
from game.authoring.reading.nodes import Mark, Node, Scalar, Sequence
from game.model import shapes
from game.model.effects import (
    STEP_WORDS,
    After,
    Begin,
    Chance,
    Change,
    Changes,
    End,
    Fire,
    Give,
    Hasten,
    Lapse,
    OneOf,
    Open,
    Propose,
    Reveal,
    RevealBallots,
    Say,
    Speak,
    Step,
    Stop,
    Upkeep,
    When,
)
from game.model.expressions import Expression
from game.model.injects import OF_BALLOTS, Inject
from game.model.scenario import Scenario
from game.model.tracks import ALL

_MARK = Mark("scenario.yaml", 1, 1)
_STEPS = shapes.Steps()
_WORDS = {known.make: word for word, known in STEP_WORDS.items() if known.make is not None}


def write_scenario(scenario: Scenario, without: Iterable[str] = ()) -> Keys:
    """The keys of a scenario, except some at the top. Its variants aren't written."""
    root = _record(scenario)
    for key in ("variants", *without):
        root.entries.pop(key, None)
    return root


def _write(shape: Any, value: Any) -> Node:
    """A value of a shape as a node."""
    match shape:
        case shapes.Record():
            return _record(value)
        case shapes.RecordOr(key=key):
            record = _record(value)
            return record.entries[key][1] if [*record.entries] == [key] else record
        case shapes.Variant(key=key, load=load):
            word = next(word for word, cls in load().items() if type(value) is cls)
            return _keys({key: _scalar(word)} | _parts(value))
        case shapes.BySide(of=of) if [*value] == [ALL]:
            return _write(of, value[ALL])
        case shapes.ById(of=of) | shapes.BySide(of=of):
            return _keys({key: _write(of, each) for key, each in value.items()})
        case shapes.ByCard(of=of):
            by_card = isinstance(value, Mapping)
            return _write(shapes.ById(of) if by_card else of, value)
        case shapes.Many(of=of, or_one=or_one):
            return _list([_write(of, each) for each in value], or_one=or_one)
        case shapes.Steps():
            return _list([_step(step) for step in value], or_one=True)
        case shapes.Points():
            return _list([_list([_scalar(x) for x in point]) for point in value])
        case shapes.Formula():
            return _formula(value)
        case _:
            return _scalar(value)


def _record(value: Any) -> Keys:
    return _keys(_parts(value))


def _parts(value: Any) -> dict[str, Node]:
    """The keys of an object of the model that differ from their defaults."""
    parts = {
        key: (described.shape, getattr(value, attribute.name), attribute.default)
        for key, (attribute, described) in shapes.keys(type(value)).items()
    }
    if isinstance(value, Inject) and value.vote is not None:
        parts = {key: part for key, part in parts.items() if key not in OF_BALLOTS}
    return {
        key: _write(shape, part)
        for key, (shape, part, default) in parts.items()
        if part is not None and part != default
    }


def _step(step: Step) -> Node:
    match step:
        case Upkeep():
            return _record(step)
        case Changes(changes=changes, say=say):
            return _keys({each.track: _change(each) for each in changes} | _said(say))
        case Speak(say=say):
            return _keys(_said(say))
        case When(test=test, then=then, otherwise=otherwise):
            return _branching("when", _formula(test), then, otherwise)
        case Chance(percent=percent, then=then, otherwise=otherwise):
            return _branching("chance", _formula(percent), then, otherwise)
        case After(turns=turns, then=then):
            node = _scalar(turns) if isinstance(turns, int) else _formula(turns)
            return _branching("after", node, then)
        case OneOf(branches=branches):
            listed: list[Node] = [
                _branching("weight", _formula(b.weight), b.then) for b in branches
            ]
            return _keys({"one_of": _list(listed)})
        case Reveal(track=shown, to=to) | RevealBallots(inject=shown, to=to):
            return _keys({"reveal": _scalar(shown)} | _to(to))
        case Propose(table=table, package=package):
            options = _keys({issue: _scalar(option) for issue, option in package.items()})
            return _keys({"propose": _keys({"table": _scalar(table), "package": options})})
        case Hasten(projects=projects):
            return _keys({"hasten": _keys({id: _formula(by) for id, by in projects})})
        case Open() | Lapse() | Fire() | Give() | Begin() | Stop() | End():
            (id,) = attrs.astuple(step)
            return _keys({_WORDS[type(step)]: _scalar(id)})
        case _:
            assert_never(step)


def _branching(word: str, node: Node, then: Any, otherwise: Any = ()) -> Keys:
    other = {"else": _write(_STEPS, otherwise)} if otherwise else {}
    return _keys({word: node, "then": _write(_STEPS, then)} | other)


def _change(change: Change) -> Node:
    # After a minus, a sum without brackets is taken for a mistake.
    return Scalar(change.operator, f"{change.operator}()", "", _MARK, parsed=change.amount)


def _said(say: Say | None) -> dict[str, Node]:
    return {} if say is None else {"say": _scalar(say.text)} | _to(say.to)


def _to(sides: tuple[str, ...] | None) -> dict[str, Node]:
    return {} if sides is None else {"to": _list([_scalar(side) for side in sides])}


def _formula(expression: Expression) -> Node:
    return Scalar("", "", '"', _MARK, parsed=expression)


def _scalar(value: Any) -> Scalar:
    return Scalar(value, value if isinstance(value, str) else "", "", _MARK)


def _keys(entries: Mapping[str, Node]) -> Keys:
    return Keys(_MARK, {key: (_scalar(key), node) for key, node in entries.items()})


def _list(items: list[Node], *, or_one: bool = False) -> Node:
    return items[0] if or_one and len(items) == 1 else Sequence(_MARK, items)
