"""What each command prints with `--json`, and the JSON Schemas that say so.

A TypedDict stands beside the function that makes the value, which mypy compares with it; of a class
of attrs those fields are keys that `lab/batches/json_keys.py` declares.
"""

from __future__ import annotations

from inspect import cleandoc
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    TypedDict,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from attrs import has

from game.cli.hosting.announcement import OpenRoomJson
from game.cli.hosting.check import ListeningJson, NoNetworkJson, ReachedJson, SocketJson
from game.cli.reading_time import ReadingJson
from game.cli.replay import DifferentJson, ReplayedJson
from game.lab.batches.json_keys import json_types
from game.lab.standard.as_json import BalanceJson
from game.lab.studies.compare import ComparisonJson
from game.lab.studies.pairings import AllPairingsJson
from game.lab.studies.sensitivity import SensitivityJson
from game.lab.studies.sweep import SweepJson
from game.lab.studies.tournament import TournamentJson
from game.lab.studies.tune import TuningJson
from game.lab.summary.as_json import SummaryJson
from game.lab.summary.campaign_summary import CampaignJson
from game.model.frozen import FrozenMap
from game.model.problems import ProblemJson
from game.presenter.hindsight.as_json import AnalysisJson

Schema = dict[str, Any]
_PUBLISHED = {"SobolIndex": "Index"}
"""By class its name in a schema, where that is another."""
_SIMPLE = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}


class CheckJson(TypedDict):
    """What `communique check` finds."""

    problems: Annotated[list[ProblemJson], "All mistakes and warnings; empty if there are none."]
    words: NotRequired[
        Annotated[list[ReadingJson], "With --words, one for each scenario without a mistake."]
    ]


OUTPUTS: dict[str, Any] = {
    "simulate": SummaryJson | AllPairingsJson | CampaignJson,
    "balance": BalanceJson,
    "sweep": SweepJson,
    "sensitivity": SensitivityJson,
    "tune": TuningJson,
    "compare": ComparisonJson,
    "tournament": TournamentJson,
    "check": CheckJson,
    "replay": ReplayedJson | DifferentJson,
    "debrief": AnalysisJson,
    "host": OpenRoomJson | ListeningJson | NoNetworkJson | ReachedJson | SocketJson,
}
"""By command, the type of its document; `host` prints several, each on a line."""


def output_schema(command: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what a command prints with `--json`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:communique:output:{command}",
        "title": f"What communique {command} prints with --json",
        **schema_of(OUTPUTS[command]),
    }


def schema_of(type_: Any) -> Schema:
    """The schema of a type, with the classes in it as definitions.

    A definition has the name of its class without Json. Raises TypeError for a type that JSON
    doesn't have.
    """
    definitions: dict[str, tuple[type, Schema]] = {}
    schema = _schema(type_, definitions)
    named = {name: schema for name, (_, schema) in sorted(definitions.items())}
    return {**schema, "$defs": named}


def _schema(type_: Any, definitions: dict[str, tuple[type, Schema]]) -> Schema:
    origin, inner = get_origin(type_), get_args(type_)
    if origin is Annotated:
        schema = _schema(inner[0], definitions)
        for note in inner[1:]:
            schema = {**schema, **({"description": note} if isinstance(note, str) else note)}
        return schema
    if origin is NotRequired:
        return _schema(inner[0], definitions)
    if origin is Literal:
        return {"const": inner[0]} if len(inner) == 1 else {"enum": [*inner]}
    if origin in (Union, UnionType):
        return _any_of([_schema(each, definitions) for each in inner])
    if origin is list or (origin is tuple and inner[1:] == (...,)):
        return {"type": "array", "items": _schema(inner[0], definitions)}
    if origin in (dict, FrozenMap) and inner[0] is str:
        return {"type": "object", "additionalProperties": _schema(inner[1], definitions)}
    if is_typeddict(type_) or (isinstance(type_, type) and has(type_)):
        return _reference(type_, definitions)
    if type_ in _SIMPLE:
        return {"type": _SIMPLE[type_]}
    raise TypeError(f"JSON has no {type_}")


def _any_of(schemas: list[Schema]) -> Schema:
    if all(each.keys() == {"type"} for each in schemas):
        return {"type": [each["type"] for each in schemas]}
    return {"anyOf": schemas}


def _reference(cls: type, definitions: dict[str, tuple[type, Schema]]) -> Schema:
    """A reference to the definition of a class, which is made where it is missing."""
    name = _PUBLISHED.get(cls.__name__, cls.__name__.removesuffix("Json"))
    if name not in definitions:
        definitions[name] = cls, {}
        hints = json_types(cls) if has(cls) else get_type_hints(cls, include_extras=True)
        properties = {key: _schema(each, definitions) for key, each in hints.items()}
        schema = {
            "description": cleandoc(cls.__doc__ or ""),
            "type": "object",
            "properties": properties,
            "required": [key for key, each in hints.items() if get_origin(each) is not NotRequired],
            "additionalProperties": False,
        }
        definitions[name] = cls, schema
    if definitions[name][0] is not cls:
        raise TypeError(f"two types are named {name}")
    return {"$ref": f"#/$defs/{name}"}
