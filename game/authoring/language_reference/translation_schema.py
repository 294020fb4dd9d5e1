"""The JSON Schema of translations: the same ids and lists as in a scenario, and only its texts."""

from __future__ import annotations

from typing import Any

from game.authoring.language_reference.grammar import ID, LABEL
from game.authoring.language_reference.json_schema import DRAFT, steps_or_parts
from game.authoring.language_reference.records import list_records
from game.model import shapes
from game.model.campaign import Campaign
from game.model.effects import STEP_WORDS
from game.model.scenario import FILE_KEYS, Scenario

_TEXT = {"type": ["string", "number", "boolean"], "pattern": r"^$|\S"}
"""A text; one that is empty isn't translated yet."""
_UNTRANSLATED = {"type": "object", "additionalProperties": False}
"""`{}`, which keeps the place of an element of a list without texts."""
_EFFECTS = {
    "anyOf": [
        {"$ref": "#/definitions/Step"},
        {"type": "array", "items": {"$ref": "#/definitions/Step"}},
    ]
}


def translation_schema() -> dict[str, Any]:
    """A JSON Schema of the files beside a scenario, or a campaign, that have its texts in another
    language.

    It describes where texts can stand, not which the scenario has, which `check` examines.
    """
    definitions = {
        cls.__name__: _object_schema(_text_keys(cls))
        for _, cls in (*list_records(Scenario), *list_records(Campaign))
        if _text_keys(cls)
    }
    definitions |= {"Effects": _EFFECTS, "Step": _step_schema()}
    scenario, campaign = definitions.pop("Scenario"), definitions.pop("Campaign")
    definitions["VariantTexts"] = _object_schema(_text_keys(Scenario, FILE_KEYS))
    language = shapes.keys(Scenario)["language"][1]
    pattern = f"^(?:{language.shape.pattern})$"
    return {
        "$schema": DRAFT,
        "title": "A translation of a Communiqué scenario",
        **scenario,
        "properties": {
            "language": {"description": language.about, "type": "string", "pattern": pattern},
            **campaign["properties"],
            **scenario["properties"],
        },
        "definitions": definitions,
    }


def _text_keys(cls: type, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """The schemas of the keys of a record that are texts, or have texts in them."""
    properties = {}
    for name, (_, description) in shapes.keys(cls).items():
        schema = _schema(description.shape) if name not in without else None
        if schema is not None:
            properties[name] = {"description": description.about, **schema}
    return properties


def _schema(shape: Any) -> dict[str, Any] | None:
    """The schema of the translation of one shape; None if there are no texts in it."""
    match shape:
        case shapes.Text():
            return _TEXT
        case shapes.Steps(load=load):
            if load is None:
                return {"$ref": "#/definitions/Effects"}
            return steps_or_parts(load().__name__)
        case shapes.Patch():
            return {"$ref": "#/definitions/VariantTexts"}
        case shapes.Record(load=load) | shapes.RecordOr(load=load):
            name = load().__name__
            return {"$ref": f"#/definitions/{name}"} if _text_keys(load()) else None
        case shapes.Variant(load=load):
            # A translation doesn't say which of the variants a record is.
            keys = [_text_keys(cls) for cls in load().values()]
            merged = {name: schema for each in keys for name, schema in each.items()}
            return _object_schema(merged) if merged else None
        case shapes.Many(of=of, or_one=or_one):
            return _list_schema(_schema(of), or_one=or_one)
        case shapes.ById(of=of, ids=ids):
            return _mapping_schema(_schema(of), LABEL if ids == "label" else ID)
        case shapes.BySide(of=of) | shapes.ByCard(of=of):
            return _mapping_schema(_schema(of), ID)
        case _:
            return None


def _list_schema(of: dict[str, Any] | None, *, or_one: bool) -> dict[str, Any] | None:
    if of is None:
        return None
    items = {"anyOf": [of, _UNTRANSLATED]} if of is _TEXT else of
    several = {"type": "array", "items": items}
    return {"anyOf": [of, several]} if or_one else several


def _mapping_schema(of: dict[str, Any] | None, pattern: str) -> dict[str, Any] | None:
    if of is None:
        return None
    return {
        "type": "object",
        "propertyNames": {"pattern": f"^{pattern}$"},
        "additionalProperties": of,
    }


def _object_schema(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _step_schema() -> dict[str, Any]:
    """What is translated of a step: what it says, and the steps inside it."""
    effects: dict[str, Any] = {"$ref": "#/definitions/Effects"}
    return _object_schema(
        {
            "say": {"description": STEP_WORDS["say"].about, **_TEXT},
            "one_of": {"description": STEP_WORDS["one_of"].about, **effects},
            "then": effects,
            "else": effects,
        }
    )
