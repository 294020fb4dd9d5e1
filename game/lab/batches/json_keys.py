"""JSON from attrs classes: a field is declared with what its key means, as the schema says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from math import isfinite
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin, get_type_hints

import numpy as np
from attrs import NOTHING, field, fields, has

T = TypeVar("T")
_ABOUT, _TYPE = "json_about", "json_type"


def json_key(about: str, type_: Any = None, default: Any = NOTHING) -> Any:
    """A field that is a key of the document.

    about: what the key means. type_: what the document has, where that isn't the field's own type.
    """
    return field(default=default, metadata={_ABOUT: about, _TYPE: type_})


def no_key() -> Any:
    """A field among keys that isn't in the document."""
    return field()


class JsonProperty(property):
    """A property that is a key of the document, too, behind the fields of its class."""

    about = ""


def json_property(about: str) -> Callable[[Callable[[Any], T]], T]:
    """Makes a property that is a key of the document, too. about: what the key means."""

    def make(get: Callable[[Any], T]) -> T:
        made = JsonProperty(get)
        made.about = about
        return cast(T, made)

    return make


@cache
def json_types(cls: type) -> dict[str, Any]:
    """By key of a class, its type with its description; those of its bases come first."""
    hints, types = get_type_hints(cls), {}
    for base in reversed(cls.__mro__):
        own = fields(base) if has(base) else ()
        for each in own:
            if _ABOUT in each.metadata and each.name not in types:
                type_ = each.metadata[_TYPE] or hints[each.name]
                types[each.name] = Annotated[type_, each.metadata[_ABOUT]]
        for name, value in vars(base).items():
            if isinstance(value, JsonProperty) and value.fget is not None:
                returned = get_type_hints(value.fget)["return"]
                types[name] = Annotated[returned, value.about]
    return types


def to_json(value: Any) -> Any:
    """A value as JSON; numbers that aren't known, or aren't bounded, are null."""
    cls: Any = type(value)
    if has(cls):
        document = {}
        for name, type_ in json_types(cls).items():
            part = getattr(value, name)
            is_map = get_origin(get_args(type_)[0]) is dict
            document[name] = to_json(dict(part) if is_map else part)
        return document
    if isinstance(value, Mapping):
        return {key: to_json(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [to_json(each) for each in value]
    if isinstance(value, float | np.floating):
        return float(value) if isfinite(value) else None
    return value
