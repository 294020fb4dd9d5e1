"""The language as JSON Schemas, with which editors complete and check keys."""

from __future__ import annotations

from typing import Any

from game.authoring.language_reference.grammar import ID, LABEL
from game.authoring.language_reference.patch_schema import patch_definitions
from game.authoring.language_reference.records import list_records, phase_kind
from game.authoring.merge import SECTIONS
from game.authoring.wording import WARNINGS
from game.model import shapes
from game.model.balance import REQUIREMENTS
from game.model.campaign import Campaign
from game.model.effects import NOT_RESERVED, STEP_WORDS
from game.model.expressions import Number
from game.model.scenario import Scenario

DRAFT = "http://json-schema.org/draft-07/schema#"


def json_schema() -> dict[str, Any]:
    """A JSON Schema (draft 07, which YAML editors know best) of scenarios and their fragments.

    It describes the shape of each key, not what ids refer to, which `check` examines.
    """
    definitions = _definitions()
    scenario = definitions["Scenario"]
    required = scenario.pop("required")
    # A file that has anything beyond the sections of a fragment is a whole scenario.
    own = [key for key in scenario["properties"] if key not in SECTIONS]
    scenario["if"] = {"anyOf": [{"required": [key]} for key in own]}
    scenario["then"] = {"required": required}
    patches = patch_definitions(definitions)
    return {
        "$schema": DRAFT,
        "title": "A scenario of Communiqué",
        "type": "object",
        "if": {"required": ["extends"]},
        "then": {"$ref": "#/definitions/Extension"},
        "else": {"$ref": "#/definitions/Scenario"},
        "definitions": {**definitions, **patches},
    }


def fragment_schema() -> dict[str, Any]:
    """A JSON Schema of the files under `include`, which have some of a scenario's sections."""
    definitions = _definitions()
    sections = definitions.pop("Scenario")["properties"]
    return {
        "$schema": DRAFT,
        "title": "A fragment of a Communiqué scenario",
        "type": "object",
        "properties": {key: sections[key] for key in sections if key in SECTIONS},
        "additionalProperties": False,
        "definitions": definitions,
    }


def campaign_schema() -> dict[str, Any]:
    """A JSON Schema of campaigns."""
    definitions = {cls.__name__: _record_schema(cls) for _, cls in list_records(Campaign)}
    return {
        "$schema": DRAFT,
        "title": "A campaign of Communiqué",
        **definitions.pop("Campaign"),
        "definitions": {**definitions, "Expression": _EXPRESSION},
    }


def _definitions() -> dict[str, Any]:
    """The schemas of all records by the names of their classes, and of effects and expressions."""
    definitions = {cls.__name__: _record_schema(cls) for _, cls in list_records(Scenario)}
    definitions |= {"Expression": _EXPRESSION, "Effects": _EFFECTS, "Step": _step_schema()}
    allow = _schema(shapes.keys(Scenario)["allow"][1].shape)
    return definitions | {"Change": _A_CHANGE, "Allow": allow}


_EXPRESSION = {"type": ["integer", "string"], "pattern": r"\S"}
_A_CHANGE = {"type": ["integer", "string"], "pattern": r"^\s*[-+=−]"}
_EFFECTS = {
    "anyOf": [
        {"$ref": "#/definitions/Step"},
        {"type": "array", "items": {"$ref": "#/definitions/Step"}},
    ]
}


def steps_or_parts(part: str) -> dict[str, Any]:
    """The schema of effects among which can be parts with effects of their own."""
    one = [{"$ref": "#/definitions/Step"}, {"$ref": f"#/definitions/{part}"}]
    return {"anyOf": [*one, {"type": "array", "items": {"anyOf": one}}]}


def _record_schema(cls: type) -> dict[str, Any]:
    """The schema of a mapping with a record's keys."""
    known = shapes.keys(cls)
    kind = phase_kind(cls)
    properties: dict[str, Any] = {}
    if kind is not None:
        properties["kind"] = {"description": "The kind of phase.", "const": kind}
    for name, (attribute, description) in known.items():
        properties[name] = {"description": description.about, **_schema(description.shape)}
        if name == "allow":
            properties[name] = {"description": description.about, "$ref": "#/definitions/Allow"}
        default = _plain_default(attribute.default)
        if default is not None:
            properties[name]["default"] = default
    required = [name for name, (_, description) in known.items() if description.required]
    schema = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "required": [*(["kind"] if kind is not None else []), *required],
    }
    return {key: value for key, value in schema.items() if value != []}


def _plain_default(default: Any) -> Any:
    match default:
        case Number(value=value):
            return value
        case bool() | int():
            return default
        case str(word) if word:
            return word
        case (int(low), int(high)):
            return [low, high]
        case _:
            return None


def _schema(shape: Any) -> dict[str, Any]:
    """The JSON Schema of one shape. A text may look like a number: YAML reads 2024 as one."""
    match shape:
        case shapes.Text(at_most=most):
            text = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
            return {**text, "maxLength": most} if most else text
        case shapes.Emblem(signs=signs, at_most=most):
            letters = {"type": ["string", "number"], "pattern": f"^[^\\W_]{{1,{most}}}$"}
            return {"anyOf": [{"enum": list(signs)}, letters]}
        case shapes.Pattern(pattern=pattern):
            return {"type": ["string", "number"], "pattern": f"^(?:{pattern})$"}
        case shapes.Whole(at_least=low, at_most=high):
            return {"type": "integer", "minimum": low, "maximum": high}
        case shapes.Decimal(at_least=low, at_most=high):
            return {"type": "number", "minimum": low, "maximum": high}
        case shapes.Points(at_least=least, at_most=most):
            point = _schema(shapes.Many(shapes.Decimal(-180, 180), exactly=2))
            return {"type": "array", "items": point, "minItems": least, "maxItems": most}
        case shapes.Flag():
            return {"type": "boolean"}
        case shapes.OneWord(words=words):
            return {"enum": list(words)}
        case shapes.Ref() | shapes.LocalRef() | shapes.NewId():
            return {"type": "string", "pattern": f"^{LABEL}$"}
        case shapes.Formula():
            return {"$ref": "#/definitions/Expression"}
        case shapes.Patch():
            return {"$ref": "#/definitions/ScenarioPatch"}
        case shapes.Steps(load=load):
            if load is None:
                return {"$ref": "#/definitions/Effects"}
            return steps_or_parts(load().__name__)
        case shapes.Start():
            return {"type": ["integer", "string"], "pattern": f"^{ID}$"}
        case shapes.Play():
            return {"type": "string", "pattern": f"^\\s*{ID}\\s*:"}
        case shapes.Record(load=load):
            return {"$ref": f"#/definitions/{load().__name__}"}
        case shapes.RecordOr(load=load, key=key):
            alone = _schema(shapes.keys(load())[key][1].shape)
            return {"anyOf": [alone, {"$ref": f"#/definitions/{load().__name__}"}]}
        case shapes.Variant(load=load):
            kinds = load().values()
            return {"anyOf": [{"$ref": f"#/definitions/{cls.__name__}"} for cls in kinds]}
        case _:
            return _schema_of_several(shape)


def _schema_of_several(shape: Any) -> dict[str, Any]:
    match shape:
        case shapes.Many(of=of, or_one=or_one, at_least=least, exactly=exactly):
            inner = _schema(of)
            least, most = (least, None) if exactly is None else (exactly, exactly)
            array = {"type": "array", "items": inner, "minItems": least, "maxItems": most}
            several = {key: value for key, value in array.items() if value}
            return {"anyOf": [inner, several]} if or_one else several
        case shapes.BySide(of=of, or_all=or_all):
            by_side = _mapping_schema(_schema(of), ID, 0)
            return {"anyOf": [_schema(of), by_side]} if or_all else by_side
        case shapes.ByCard(of=of):
            return {"anyOf": [_schema(of), _mapping_schema(_schema(of), ID, 0)]}
        case shapes.ById(of=of, ids="warning"):
            return {
                **_mapping_schema(_schema(of), ID, 0),
                "propertyNames": {"enum": list(WARNINGS)},
            }
        case shapes.ById(of=of, ids="requirement"):
            return {
                **_mapping_schema(_schema(of), ID, 0),
                "propertyNames": {"enum": list(REQUIREMENTS)},
            }
        case shapes.ById(of=of, ids=ids, at_least=least):
            return _mapping_schema(_schema(of), LABEL if ids == "label" else ID, least)
    raise TypeError(f"no schema for {shape!r}")


def _mapping_schema(of: dict[str, Any], pattern: str, least: int) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "type": "object",
        "propertyNames": {"pattern": f"^{pattern}$"},
        "additionalProperties": of,
    }
    return {**schema, "minProperties": least} if least else schema


def _step_schema() -> dict[str, Any]:
    """A step: changes of tracks, or one of the words with what belongs to it."""
    id: dict[str, Any] = {"type": "string", "pattern": f"^{ID}$"}
    effects: dict[str, Any] = {"$ref": "#/definitions/Effects"}
    expression: dict[str, Any] = {"$ref": "#/definitions/Expression"}
    to: dict[str, Any] = _schema(shapes.Many(shapes.Ref("side"), or_one=True))
    text = _schema(shapes.Text())
    branch = _form_schema({"weight": expression, "then": effects}, "then")
    package = {"type": "object", "additionalProperties": id, "minProperties": 1}
    proposal = _form_schema({"table": id, "package": package}, "table", "package")
    forks = {"then": effects, "else": effects}
    forms = {
        "when": _form_schema({"when": expression, **forks}, "when", "then"),
        "chance": _form_schema({"chance": expression, **forks}, "chance", "then"),
        "one_of": _form_schema(
            {"one_of": {"type": "array", "items": branch, "minItems": 1}}, "one_of"
        ),
        "after": _form_schema({"after": expression, "then": effects}, "after", "then"),
        "reveal": _form_schema({"reveal": id, "to": to}, "reveal"),
        "say": _form_schema({"say": text, "to": to}, "say"),
        "propose": _form_schema({"propose": proposal}, "propose"),
        "hasten": _form_schema({"hasten": _mapping_schema(expression, ID, 1)}, "hasten"),
    }
    for word, known in STEP_WORDS.items():
        assert (word in forms) is (known.make is None), f"{word} is more than an id"
        form = forms.setdefault(word, _form_schema({word: id}, word))
        form["properties"][word] = {"description": known.about, **form["properties"][word]}
    other = [word for word in (*STEP_WORDS, "then", "else") if word not in ("say", *NOT_RESERVED)]
    changes = {
        "type": "object",
        "properties": {"say": text, "to": to},
        "dependencies": {"to": ["say"]},
        "propertyNames": {"pattern": f"^{ID}$", "not": {"enum": other}},
        "additionalProperties": {"$ref": "#/definitions/Change"},
        "minProperties": 1,
    }
    return {"anyOf": [changes, *forms.values()]}


def _form_schema(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }
