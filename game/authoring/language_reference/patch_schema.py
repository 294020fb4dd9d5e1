"""The JSON Schema of changes to a scenario: those of a variant, or of a file with `extends`."""

from __future__ import annotations

from typing import Any

from game.authoring.language_reference.grammar import ID, LABEL
from game.authoring.language_reference.records import list_records, phase_kind
from game.model import shapes
from game.model.scenario import FILE_KEYS, Scenario

_REMOVED: dict[str, Any] = {"type": "null"}
_PATHS: dict[str, Any] = {rf"^{LABEL}(\.{LABEL})+$": {}}
"""A key that is a path, such as `tables.minute.rounds`; what stands under it is left to `check`."""
_ANY_KEYS: dict[str, Any] = {"type": "object"}


def patch_definitions(whole: dict[str, Any]) -> dict[str, Any]:
    """The schemas of changes to each record, by names such as `TrackPatch`.

    whole: the schemas of the whole records, by the names of their classes.
    """
    records = dict.fromkeys(cls for _, cls in list_records(Scenario))
    patches = {_name(cls): _record_patch(cls, whole[cls.__name__]) for cls in records}
    scenario = patches[_name(Scenario)]
    own = {key: whole["Scenario"]["properties"][key] for key in FILE_KEYS}
    extension = {**scenario, "properties": {**scenario["properties"], **own}}
    extension["required"] = ["format", "id", "extends"]
    kept = {key: each for key, each in scenario["properties"].items() if key not in FILE_KEYS}
    patches[_name(Scenario)] = {**scenario, "properties": kept}
    return {**patches, "Extension": extension}


def _name(cls: type) -> str:
    return f"{cls.__name__}Patch"


def _record_patch(cls: type, whole: dict[str, Any]) -> dict[str, Any]:
    """The schema of some keys of a record, each with another value or `null`."""
    properties: dict[str, Any] = {}
    if phase_kind(cls) is not None:
        properties["kind"] = whole["properties"]["kind"]
    for key, (_, description) in shapes.keys(cls).items():
        own = {word: each for word, each in whole["properties"][key].items() if word != "default"}
        properties[key] = {"description": description.about, **_patch(description.shape, own)}
    return {
        "type": "object",
        "properties": properties,
        "patternProperties": _PATHS,
        "additionalProperties": False,
    }


def _patch(shape: Any, whole: dict[str, Any]) -> dict[str, Any]:
    """The schema of a changed value. whole: that of a value as it stands in a scenario."""
    whole = {word: each for word, each in whole.items() if word != "description"}
    match shape:
        case shapes.Record(load=load):
            return _any_of(_reference(load()), _REMOVED)
        case shapes.RecordOr(load=load):
            return _any_of(*whole["anyOf"][:1], _reference(load()), _REMOVED)
        case shapes.Variant(load=load):
            return _any_of(*map(_reference, load().values()), _REMOVED)
        case shapes.ById(of=of, ids=ids) if ids not in ("warning", "requirement", "variant"):
            inner = _patch(of, whole["additionalProperties"])
            pattern = LABEL if ids == "label" else ID
            return _any_of(_mapping(inner, rf"^{pattern}(\.{LABEL})*$"), _REMOVED)
        case shapes.Steps() | shapes.BySide() | shapes.ByCard():
            return _any_of(whole, _ANY_KEYS, _REMOVED)
        case _:
            return _any_of(whole, _REMOVED)


def _mapping(inner: dict[str, Any], pattern: str) -> dict[str, Any]:
    return {
        "type": "object",
        "propertyNames": {"pattern": pattern},
        "patternProperties": _PATHS,
        "additionalProperties": inner,
    }


def _reference(cls: type) -> dict[str, Any]:
    return {"$ref": f"#/definitions/{_name(cls)}"}


def _any_of(*schemas: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": list(schemas)}
