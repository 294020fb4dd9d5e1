"""As much of JSON Schema (draft 07) as our schema uses: what is wrong with a value, in words."""

import re
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

_TYPES: dict[str, tuple[type, ...]] = {
    "array": (list,),
    "null": (type(None),),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "object": (dict,),
    "string": (str,),
}
# Words that say something about a schema, or that another word looks after.
_SILENT = {"$schema", "title", "description", "default", "definitions", "then", "else"}


def errors(schema: Schema, value: Any, root: Schema, path: str = "") -> Iterator[str]:
    """What the schema has against a value, each with its path."""
    if "$ref" in schema:
        schema = root["definitions"][schema["$ref"].removeprefix("#/definitions/")]
    for word, wanted in schema.items():
        if word not in _SILENT:
            for wrong in _wrong(word, wanted, value, schema, root, path):
                yield wrong if wrong.startswith(path + "/") else f"{path}/: {wrong}"


def _wrong(
    word: str, wanted: Any, value: Any, schema: Schema, root: Schema, path: str
) -> Iterator[str]:
    match word, value:
        case "type", _ if not any(_is(value, kind) for kind in _listed(wanted)):
            yield f"{value!r} is no {wanted}"
        case (("const" | "enum"), _) if value not in _listed(wanted):
            yield f"{value!r} is not {wanted!r}"
        case "pattern", str() if not re.search(wanted, value):
            yield f"{value!r} does not match {wanted}"
        case "minimum", int() | float() if value < wanted:
            yield f"{value} is below {wanted}"
        case "maximum", int() | float() if value > wanted:
            yield f"{value} is above {wanted}"
        case ("minItems", list()) | ("minProperties", dict()) if len(value) < wanted:
            yield f"{len(value)} of at least {wanted}"
        case "maxLength", str() if len(value) > wanted:
            yield f"{value!r} is longer than {wanted}"
        case "maxItems", list() if len(value) > wanted:
            yield f"{len(value)} of at most {wanted}"
        case "required", dict():
            yield from (f"no {key}" for key in wanted if key not in value)
        case "dependencies", dict():
            for key in wanted.keys() & value.keys():
                yield from _wrong("required", wanted[key], value, schema, root, path)
        case "items", list():
            for i, item in enumerate(value):
                yield from errors(wanted, item, root, f"{path}/{i}")
        case "properties", dict():
            for key in wanted.keys() & value.keys():
                yield from errors(wanted[key], value[key], root, f"{path}/{key}")
        case "additionalProperties", dict():
            patterns = schema.get("patternProperties", {})
            for key in value.keys() - schema.get("properties", {}).keys():
                if any(re.search(pattern, key) for pattern in patterns):
                    continue
                inner = {"not": {}} if wanted is False else wanted
                yield from errors(inner, value[key], root, f"{path}/{key}")
        case "propertyNames", dict():
            for key in value:
                yield from errors(wanted, key, root, f"{path}/{key}")
        case "anyOf", _ if not any(_fits(each, value, root) for each in wanted):
            yield f"{value!r} is none of {wanted}"
        case "not", _ if _fits(wanted, value, root):
            yield f"{value!r} may not stand here"
        case "if", _:
            chosen = schema["then"] if _fits(wanted, value, root) else schema.get("else", {})
            yield from errors(chosen, value, root, path)
        case "patternProperties", dict():
            for pattern, inner in wanted.items():
                for key in value:
                    if re.search(pattern, key):
                        yield from errors(inner, value[key], root, f"{path}/{key}")
        case _:
            assert word in _KNOWN, f"{word} is not understood here"


_KNOWN = {
    "additionalProperties", "anyOf", "const", "dependencies", "enum", "if", "items", "maxItems",
    "maxLength", "maximum", "minItems", "minProperties", "minimum", "not", "pattern",
    "patternProperties", "properties",
    "propertyNames", "required", "type",
}  # fmt: skip


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, _TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _listed(wanted: Any) -> list[Any]:
    return wanted if isinstance(wanted, list) else [wanted]


def _fits(schema: Schema, value: Any, root: Schema) -> bool:
    return next(errors(schema, value, root), None) is None
