"""Converts frozen values to plain data for JSON and back, by their type annotations.

Reading creates only values of the annotated types, so a file from somebody else can't run code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from attrs import fields, has

from game.model.frozen import FrozenMap

Write = Callable[[Any], Any]
Read = Callable[[Any], Any]
_SIMPLE: dict[object, tuple[type, ...]] = {
    str: (str,), int: (int,), float: (float, int), bool: (bool,), NoneType: (NoneType,),
}  # fmt: skip


class Unreadable(ValueError):
    """Plain data doesn't fit the type that is read."""


class Plain:
    """Writes and reads values; some types have their own functions for that."""

    def __init__(self, special: Mapping[object, tuple[Write, Read]]) -> None:
        """special: by type, the functions that write and read it; reading may raise ValueError."""
        self._special = special

    def write(self, kind: Any, value: Any) -> Any:
        """Converts a value of a type to plain data."""
        if kind in self._special:
            return self._special[kind][0](value)
        if has(kind):
            hints = get_type_hints(kind)
            return [self.write(hints[e.name], getattr(value, e.name)) for e in fields(kind)]
        origin, parts = get_origin(kind), get_args(kind)
        if origin is tuple:
            return [self.write(parts[0], each) for each in value]
        if origin in (FrozenMap, Mapping):
            return {key: self.write(parts[1], each) for key, each in value.items()}
        if origin in (Union, UnionType):
            number = next(n for n, part in enumerate(parts) if _is_of(part, value))
            return [number, self.write(parts[number], value)]
        return value

    def read(self, kind: Any, plain: Any) -> Any:
        """Converts plain data to a value of a type. Raises Unreadable."""
        if kind in self._special:
            try:
                return self._special[kind][1](plain)
            except (TypeError, KeyError, ValueError) as error:
                raise Unreadable from error
        if has(kind):
            hints, names = get_type_hints(kind), [each.name for each in fields(kind)]
            parts = _sized(plain, len(names))
            return kind(*(self.read(hints[n], p) for n, p in zip(names, parts, strict=True)))
        return self._read_built_in(kind, get_origin(kind), get_args(kind), plain)

    def _read_built_in(self, kind: Any, origin: Any, parts: tuple[Any, ...], plain: Any) -> Any:
        if origin is Literal and plain in parts:
            return plain
        if origin is tuple and isinstance(plain, list):
            return tuple(self.read(parts[0], each) for each in plain)
        if origin in (FrozenMap, Mapping) and isinstance(plain, dict):
            return FrozenMap((key, self.read(parts[1], each)) for key, each in plain.items())
        if origin in (Union, UnionType):
            number, value = _sized(plain, 2)
            if type(number) is int and 0 <= number < len(parts):
                return self.read(parts[number], value)
        if type(plain) in _SIMPLE.get(kind, ()):
            return plain
        raise Unreadable


def _sized(plain: Any, size: int) -> list[Any]:
    if not isinstance(plain, list) or len(plain) != size:
        raise Unreadable
    return plain


def _is_of(kind: Any, value: object) -> bool:
    """Whether a value is of one of the types of a union."""
    return isinstance(value, get_origin(kind) or kind)
