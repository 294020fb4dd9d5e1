"""Reads nodes into the model: each key by its shape.

References and expressions are only noted, because checking them needs the whole scenario. A value
that can't be read is reported and replaced by a harmless one, so that the rest is still checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import attrs
from attrs import evolve

from game.authoring.draft import MOST_PROBLEMS, UNREADABLE, Draft, IdReference, kind_of
from game.authoring.nearest import find_similar
from game.authoring.points import read_points
from game.authoring.reading.nodes import Broken, Mapping, Node, Path, Scalar, Sequence
from game.authoring.spacing import find_missing_space
from game.authoring.steps import EFFECTS, read_steps
from game.authoring.values import ID, READERS, read_word
from game.model import shapes
from game.model.bodies import BALLOTS
from game.model.campaign import Campaign
from game.model.expressions import CHAPTER_PREDICATES, ZERO
from game.model.frozen import FrozenMap
from game.model.injects import AnswerOption
from game.model.scenario import Scenario
from game.model.tracks import ALL

_BALLOTS = FrozenMap((ballot, AnswerOption()) for ballot in BALLOTS)
LABEL = re.compile("[A-Za-z][A-Za-z0-9_-]*")


def read_scenario(root: Mapping) -> Draft:
    """Reads a scenario into a draft; `draft.scenario` is complete even if keys are missing."""
    draft = Draft(root)
    draft.scenario = _record(draft, shapes.Record(lambda: Scenario), root, ())
    _ask_for_ballots(draft)
    return draft


def read_campaign(root: Mapping) -> Draft:
    """Reads a campaign into a draft, without the scenarios of its chapters."""
    draft = Draft(root, functions=CHAPTER_PREDICATES)
    draft.campaign = _record(draft, shapes.Record(lambda: Campaign), root, ())
    return draft


def _ask_for_ballots(draft: Draft) -> None:
    """Makes each vote a question to the sides that vote, who answer together (rule 13.2)."""
    scenario = draft.scenario
    votes = {
        id: evolve(inject, ask=sides, answers=_BALLOTS, reveal="together")
        for id, inject in scenario.injects.items()
        if (sides := scenario.sides_that_vote(id)) and not (inject.ask or inject.answers)
    }
    if votes:
        draft.scenario = evolve(scenario, injects=FrozenMap({**scenario.injects, **votes}))


def _read(draft: Draft, shape: Any, node: Node, path: Path) -> Any:
    """Reads a value by its shape; returns UNREADABLE if it was reported."""
    if isinstance(node, Broken):
        draft.unreadable.add(path)
        return UNREADABLE
    value = _READERS[type(shape)](draft, shape, node, path)
    if value is UNREADABLE:
        draft.unreadable.add(path)
    return value


def _record(draft: Draft, shape: shapes.Record, node: Node, path: Path) -> Any:
    cls = shape.load()
    if not isinstance(node, Mapping):
        return _refuse_record(draft, node, path, _known_keys(cls))
    return _fill(draft, cls, node, path, ())


def _record_or(draft: Draft, shape: shapes.RecordOr, node: Node, path: Path) -> Any:
    cls = shape.load()
    if isinstance(node, Mapping):
        return _fill(draft, cls, node, path, ())
    attribute, description = shapes.keys(cls)[shape.key]
    value = _read(draft, description.shape, node, path)
    return UNREADABLE if value is UNREADABLE else cls(**{attribute.name: value})


def _refuse_record(draft: Draft, node: Node, path: Path, keys: tuple[str, ...]) -> Any:
    mistake = find_missing_space(node, keys)
    if mistake is not None:
        draft.report(mistake[0], path, **mistake[1])
    else:
        draft.report("want-record", path, found=kind_of(node), keys=keys)
    return UNREADABLE


def _variant(draft: Draft, shape: shapes.Variant, node: Node, path: Path) -> Any:
    kinds = shape.load()
    if not isinstance(node, Mapping):
        return _refuse_record(draft, node, path, (shape.key,))
    if shape.key not in node.entries:
        draft.report_key("missing-key", path, key=shape.key, known=tuple(kinds))
        return UNREADABLE
    word = node.entries[shape.key][1]
    where = (*path, shape.key)
    chosen = read_word(draft, shapes.OneWord(tuple(kinds)), word, where)
    if chosen is UNREADABLE:
        return UNREADABLE
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
    """Creates an object of the model from a mapping, reading each key by its shape."""
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
        if read is not UNREADABLE:
            values[described[0].name] = read
    for key, (attribute, description) in known.items():
        if description.required and attribute.name not in values:
            values[attribute.name] = attribute.metadata["empty"]
            if key not in node.entries and (*path, key) not in draft.unreadable:
                shape = description.shape
                words = shape.words if isinstance(shape, shapes.OneWord) else ()
                draft.report_key("missing-key", path, key=key, known=words)
            draft.unreadable.add((*path, key))
    return cls(**values)


def _unknown_key(
    draft: Draft, cls: type, node: Mapping, path: Path, kinds: dict[str, type], chosen: str
) -> None:
    """Reports an unknown key; the keys it may stand for then count as unreadable, not missing."""
    key = str(path[-1])
    if isinstance(node.entries[key][1], Broken):
        return
    other = [kind for kind, each in kinds.items() if key in shapes.keys(each)]
    if other:
        draft.report_key("key-of-other-kind", path, key=key, kind=chosen, other=other[0])
        return
    draft.report_key("unknown-key", path, key=key, known=_known_keys(cls))
    for meant in (
        find_similar(key, _known_keys(cls)) if len(draft.findings) <= MOST_PROBLEMS else ()
    ):
        draft.unreadable.add((*path[:-1], meant))


def _known_keys(cls: type) -> tuple[str, ...]:
    return tuple(shapes.keys(cls))


def _by_id(draft: Draft, shape: shapes.ById, node: Node, path: Path) -> Any:
    if not isinstance(node, Mapping):
        mistake = find_missing_space(node) or (
            "want-mapping",
            {"found": kind_of(node), "ids": shape.ids},
        )
        draft.report(mistake[0], path, **mistake[1])
        return UNREADABLE
    values: dict[str, Any] = {}
    for key, (_, value) in node.entries.items():
        where = (*path, key)
        _id(draft, shape.ids, key, where)
        read = _read(draft, shape.of, value, where)
        if read is UNREADABLE:
            read = empty_value(shape.of)
        if read is not UNREADABLE:
            values[key] = read
    if len(node.entries) < shape.at_least:
        draft.report_key("too-few", path, at_least=shape.at_least, got=len(node.entries))
        draft.unreadable.add(path)
    return FrozenMap(values)


def _id(draft: Draft, ids: str, key: str, path: Path) -> None:
    """Checks a key that defines an id, or notes one that refers to something."""
    if ids in ("id", "answer", "persona"):
        if not ID.fullmatch(key):
            draft.report_key("bad-id", path, found=key)
        else:
            draft.new_ids.append((ids, key, path))
    elif ids == "label":
        if not LABEL.fullmatch(key):
            draft.report_key("bad-label", path, key=key)
    elif ids == "variant":
        if not ID.fullmatch(key):
            draft.report_key("bad-id", path, found=key)
    elif ids in ("issue", "member", "count"):
        return  # a part of this table or body; checked with what it belongs to
    else:
        draft.references.append(IdReference(ids, key, path, on_key=True))


def _many(draft: Draft, shape: shapes.Many, node: Node, path: Path) -> Any:
    mistake = find_missing_space(node)
    if mistake is not None and mistake[0] == "trap-dash-space":
        draft.report(mistake[0], path, **mistake[1])
        return UNREADABLE
    if isinstance(node, Sequence):
        items = node.items
    elif shape.or_one and not (isinstance(node, Scalar) and node.value is None):
        items = [node]
    else:
        draft.report("want-list", path, found=kind_of(node), exactly=shape.exactly, key=path[-1])
        return UNREADABLE
    if shape.exactly is not None and len(items) != shape.exactly:
        draft.report("want-exactly", path, exactly=shape.exactly, got=len(items))
        return UNREADABLE
    if len(items) < shape.at_least:
        draft.report("too-few", path, at_least=shape.at_least, got=len(items))
        return UNREADABLE
    values = [_read(draft, shape.of, item, (*path, i)) for i, item in enumerate(items)]
    if shape.exactly is not None and any(value is UNREADABLE for value in values):
        return UNREADABLE
    _check_duplicates(draft, shape, values, path)
    if isinstance(shape.of, shapes.Record):  # so that the others keep their indices
        values = [empty_value(shape.of) if value is UNREADABLE else value for value in values]
    return tuple(value for value in values if value is not UNREADABLE)


def _check_duplicates(draft: Draft, shape: shapes.Many, values: list[Any], path: Path) -> None:
    """Reports an id that is in a list twice."""
    if isinstance(shape.of, shapes.Ref):
        for i, value in enumerate(values):
            if value is not UNREADABLE and value in values[:i]:
                draft.report("twice-in-list", (*path, i), found=value)


def _by_side(draft: Draft, shape: shapes.BySide, node: Node, path: Path) -> Any:
    if not isinstance(node, Mapping):
        if not shape.or_all:
            draft.report("want-by-side", path, found=kind_of(node), sides=_sides(draft))
            return UNREADABLE
        value = _read(draft, shape.of, node, path)
        return UNREADABLE if value is UNREADABLE else FrozenMap({ALL: value})
    values = {}
    for key, (_, value) in node.entries.items():
        draft.references.append(IdReference("side", key, (*path, key), on_key=True))
        read = _read(draft, shape.of, value, (*path, key))
        if read is not UNREADABLE:
            values[key] = read
    return FrozenMap(values)


def _sides(draft: Draft) -> tuple[str, ...]:
    """The ids of the sides, as far as they are known while the scenario is being read."""
    sides = draft.find_node(("sides",))
    return tuple(sides.entries) if isinstance(sides, Mapping) else ()


def _by_card(draft: Draft, shape: shapes.ByCard, node: Node, path: Path) -> Any:
    if not isinstance(node, Mapping):
        return _read(draft, shape.of, node, path)
    cards = {key: _read(draft, shape.of, v, (*path, key)) for key, (_, v) in node.entries.items()}
    return FrozenMap({card: value for card, value in cards.items() if value is not UNREADABLE})


def _steps(draft: Draft, shape: shapes.Steps, node: Node, path: Path) -> Any:
    if shape.load is None:
        return read_steps(draft, node, path)
    cls = shape.load()

    def read_part(part: Mapping, where: Path) -> Any:
        known = _known_keys(cls)
        _, tracks = draft.root.entries.get("tracks", (None, None))
        words = ("then", "else", *(tracks.entries if isinstance(tracks, Mapping) else ()))
        loose = [
            key
            for key in part.entries
            if key not in known and (key in words or not find_similar(key, known))
        ]
        if EFFECTS not in part.entries and loose:
            draft.report_key("effects-apart", (*where, loose[0]), found=loose[0])
            return None
        return _fill(draft, cls, part, where, ())

    return read_steps(draft, node, path, read_part)


def _patch(draft: Draft, shape: shapes.Patch, node: Node, path: Path) -> Any:
    """The title of a variant; the rest is read when it has been laid over the scenario."""
    title = node.entries.get("title", (None, None))[1] if isinstance(node, Mapping) else None
    return title.text if isinstance(title, Scalar) else ""


def empty_value(shape: Any) -> Any:
    """Returns a harmless value for an unreadable entry, so that its id is still known."""
    match shape:
        case shapes.Record(load=load) | shapes.RecordOr(load=load):
            return empty_record(load())
        case shapes.Variant(load=load):
            return empty_record(next(iter(load().values())))
        case shapes.Text() | shapes.Pattern():
            return ""
        case shapes.Whole():
            return 0
        case shapes.Formula():
            return ZERO
        case _:
            return UNREADABLE


def empty_record(cls: type) -> Any:
    """Returns an object of the model with only empty values."""
    missing = {
        attribute.name: attribute.metadata["empty"]
        for attribute in attrs.fields(cls)
        if attribute.default is attrs.NOTHING
    }
    return cls(**missing)


_READERS: dict[type, Callable[[Draft, Any, Node, Path], Any]] = {
    **READERS,
    shapes.Points: read_points,
    shapes.Record: _record,
    shapes.RecordOr: _record_or,
    shapes.Variant: _variant,
    shapes.ById: _by_id,
    shapes.Many: _many,
    shapes.BySide: _by_side,
    shapes.ByCard: _by_card,
    shapes.Steps: _steps,
    shapes.Patch: _patch,
}
