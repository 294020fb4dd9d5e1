"""From nodes to the model: each key read by its shape, references and expressions noted on the way.

Shape first, references second: nothing here needs the rest of the scenario. What can't be read is
reported and replaced by a harmless value, so that everything else is still looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import attrs

from game.authoring.draft import BAD, MOST_TOLD, Draft, Reference, kind_of
from game.authoring.nearest import alike
from game.authoring.reading.nodes import Broken, Mapping, Node, Path, Scalar, Sequence
from game.authoring.slips import swallowed
from game.authoring.steps import read_steps
from game.authoring.values import ID, READERS, one_word
from game.model import shapes
from game.model.expressions import ZERO
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.model.tracks import ALL

LABEL = re.compile("[A-Za-z][A-Za-z0-9_-]*")


def read_scenario(root: Mapping) -> Draft:
    """The draft of a whole scenario; it always has a scenario, however much is missing."""
    draft = Draft(root)
    draft.scenario = _record(draft, shapes.Record(lambda: Scenario), root, ())
    return draft


def _read(draft: Draft, shape: Any, node: Node, path: Path) -> Any:
    """The value of a node by its shape, or BAD where it was reported."""
    if isinstance(node, Broken):
        draft.bad.add(path)
        return BAD
    value = _READERS[type(shape)](draft, shape, node, path)
    if value is BAD:
        draft.bad.add(path)
    return value


def _record(draft: Draft, shape: shapes.Record, node: Node, path: Path) -> Any:
    cls = shape.load()
    if not isinstance(node, Mapping):
        return _no_record(draft, node, path, _known_keys(cls))
    return _fill(draft, cls, node, path, ())


def _no_record(draft: Draft, node: Node, path: Path, keys: tuple[str, ...]) -> Any:
    slip = swallowed(node, keys)
    if slip is not None:
        draft.report(slip[0], path, **slip[1])
    else:
        draft.report("want-record", path, found=kind_of(node), keys=keys)
    return BAD


def _variant(draft: Draft, shape: shapes.Variant, node: Node, path: Path) -> Any:
    kinds = shape.load()
    if not isinstance(node, Mapping):
        return _no_record(draft, node, path, (shape.key,))
    if shape.key not in node.entries:
        draft.report_key("missing-key", path, key=shape.key, known=tuple(kinds))
        return BAD
    word = node.entries[shape.key][1]
    where = (*path, shape.key)
    chosen = one_word(draft, shapes.OneWord(tuple(kinds)), word, where)
    if chosen is BAD:
        return BAD
    return _fill(draft, kinds[chosen], node, path, (shape.key,), kinds, chosen)


def _fill(
    draft: Draft,
    cls: type,
    node: Mapping,
    path: Path,
    taken: tuple[str, ...],
    kinds: dict[str, type] | None = None,
    chosen: str = "",
) -> Any:
    """One object of the model from a mapping, each key by its own shape."""
    known = shapes.keys(cls)
    values: dict[str, Any] = {}
    for key, (_, value) in node.entries.items():
        if key in taken:
            continue
        described = known.get(key)
        if described is None:
            _unknown_key(draft, cls, node, (*path, key), kinds or {}, chosen)
            continue
        read = _read(draft, described[1].shape, value, (*path, key))
        if read is not BAD:
            values[described[0].name] = read
    for key, (attribute, description) in known.items():
        if description.required and attribute.name not in values:
            values[attribute.name] = attribute.metadata["empty"]
            if key not in node.entries and (*path, key) not in draft.bad:
                draft.report_key("missing-key", path, key=key, known=())
            draft.bad.add((*path, key))
    return cls(**values)


def _unknown_key(
    draft: Draft, cls: type, node: Mapping, path: Path, kinds: dict[str, type], chosen: str
) -> None:
    """Reports a key; the one that was most likely meant then counts as unreadable, not missing."""
    key = str(path[-1])
    if isinstance(node.entries[key][1], Broken):
        return
    other = [kind for kind, each in kinds.items() if key in shapes.keys(each)]
    if other:
        draft.report_key("key-of-other-kind", path, key=key, kind=chosen, other=other[0])
        return
    draft.report_key("unknown-key", path, key=key, known=_known_keys(cls))
    for meant in alike(key, _known_keys(cls)) if len(draft.findings) <= MOST_TOLD else ():
        draft.bad.add((*path[:-1], meant))


def _known_keys(cls: type) -> tuple[str, ...]:
    return tuple(shapes.keys(cls))


def _by_id(draft: Draft, shape: shapes.ById, node: Node, path: Path) -> Any:
    if not isinstance(node, Mapping):
        slip = swallowed(node) or ("want-mapping", {"found": kind_of(node), "ids": shape.ids})
        draft.report(slip[0], path, **slip[1])
        return BAD
    values: dict[str, Any] = {}
    for key, (_, value) in node.entries.items():
        where = (*path, key)
        _id(draft, shape.ids, key, where)
        read = _read(draft, shape.of, value, where)
        if read is BAD:
            read = empty(shape.of)
        if read is not BAD:
            values[key] = read
    if len(node.entries) < shape.at_least:
        draft.report_key("too-few", path, at_least=shape.at_least, got=len(node.entries))
        draft.bad.add(path)
    return FrozenMap(values)


def _id(draft: Draft, ids: str, key: str, path: Path) -> None:
    """Checks a key that is an id of its own, or notes it where it refers to something."""
    if ids in ("id", "answer", "persona"):
        if not ID.fullmatch(key):
            draft.report_key("bad-id", path, found=key)
        else:
            draft.new_ids.append((ids, key, path))
    elif ids == "label":
        if not LABEL.fullmatch(key):
            draft.report_key("bad-label", path, key=key)
    elif ids == "issue":
        return  # of the table above; looked up with its options
    else:
        draft.references.append(Reference(ids, key, path, on_key=True))


def _many(draft: Draft, shape: shapes.Many, node: Node, path: Path) -> Any:
    slip = swallowed(node)
    if slip is not None and slip[0] == "trap-dash-space":
        draft.report(slip[0], path, **slip[1])
        return BAD
    if isinstance(node, Sequence):
        items = node.items
    elif shape.or_one and not (isinstance(node, Scalar) and node.value is None):
        items = [node]
    else:
        draft.report("want-list", path, found=kind_of(node), exactly=shape.exactly, key=path[-1])
        return BAD
    if shape.exactly is not None and len(items) != shape.exactly:
        draft.report("want-exactly", path, exactly=shape.exactly, got=len(items))
        return BAD
    if len(items) < shape.at_least:
        draft.report("too-few", path, at_least=shape.at_least, got=len(items))
        return BAD
    values = [_read(draft, shape.of, item, (*path, i)) for i, item in enumerate(items)]
    if shape.exactly is not None and any(value is BAD for value in values):
        return BAD
    _no_twins(draft, shape, values, path)
    if isinstance(shape.of, shapes.Record):  # so that the others keep their places
        values = [empty(shape.of) if value is BAD else value for value in values]
    return tuple(value for value in values if value is not BAD)


def _no_twins(draft: Draft, shape: shapes.Many, values: list[Any], path: Path) -> None:
    """In a list of ids none may stand twice."""
    if isinstance(shape.of, shapes.Ref):
        for i, value in enumerate(values):
            if value is not BAD and value in values[:i]:
                draft.report("twice-in-list", (*path, i), found=value)


def _by_side(draft: Draft, shape: shapes.BySide, node: Node, path: Path) -> Any:
    if not isinstance(node, Mapping):
        if not shape.or_all:
            draft.report("want-by-side", path, found=kind_of(node), sides=_sides(draft))
            return BAD
        value = _read(draft, shape.of, node, path)
        return BAD if value is BAD else FrozenMap({ALL: value})
    values = {}
    for key, (_, value) in node.entries.items():
        draft.references.append(Reference("side", key, (*path, key), on_key=True))
        read = _read(draft, shape.of, value, (*path, key))
        if read is not BAD:
            values[key] = read
    return FrozenMap(values)


def _sides(draft: Draft) -> tuple[str, ...]:
    """The ids of the sides, as far as they can be told before everything is read."""
    sides = draft.node(("sides",))
    return tuple(sides.entries) if isinstance(sides, Mapping) else ()


def _by_card(draft: Draft, shape: shapes.ByCard, node: Node, path: Path) -> Any:
    if not isinstance(node, Mapping):
        return _read(draft, shape.of, node, path)
    found = {key: _read(draft, shape.of, v, (*path, key)) for key, (_, v) in node.entries.items()}
    return FrozenMap({key: value for key, value in found.items() if value is not BAD})


def _steps(draft: Draft, shape: shapes.Steps, node: Node, path: Path) -> Any:
    return read_steps(draft, node, path)


def empty(shape: Any) -> Any:
    """A value that stands in for an unreadable entry, so that its id is still known."""
    match shape:
        case shapes.Record(load=load):
            return blank(load())
        case shapes.Variant(load=load):
            return blank(next(iter(load().values())))
        case shapes.Text() | shapes.Pattern():
            return ""
        case shapes.Whole():
            return 0
        case shapes.Formula():
            return ZERO
        case _:
            return BAD


def blank(cls: type) -> Any:
    """An object of the model with nothing in it."""
    missing = {
        attribute.name: attribute.metadata["empty"]
        for attribute in attrs.fields(cls)
        if attribute.default is attrs.NOTHING
    }
    return cls(**missing)


_READERS: dict[type, Callable[[Draft, Any, Node, Path], Any]] = {
    **READERS,
    shapes.Record: _record,
    shapes.Variant: _variant,
    shapes.ById: _by_id,
    shapes.Many: _many,
    shapes.BySide: _by_side,
    shapes.ByCard: _by_card,
    shapes.Steps: _steps,
}
