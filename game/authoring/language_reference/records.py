"""The records of the language: the classes of the model whose fields are keys of a scenario."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from game.model import shapes
from game.model.flow import PHASE_KINDS


def list_records(cls: type, depth: int = 0) -> Iterator[tuple[int, type]]:
    """Yields a record and the records inside it with their depth, in the order of their keys.

    A record that is inside several others comes once, with the first of them.
    """
    listed = set[type]()
    for each, known in _walk(cls, depth):
        if known not in listed:
            listed.add(known)
            yield each, known


def _walk(cls: type, depth: int) -> Iterator[tuple[int, type]]:
    yield depth, cls
    for _, description in shapes.keys(cls).values():
        for inner in _records_in(description.shape):
            yield from _walk(inner, depth + 1)


def _records_in(shape: Any) -> tuple[type, ...]:
    """The records that a value of a shape contains."""
    match shape:
        case shapes.Record(load=load) | shapes.RecordOr(load=load):
            return (load(),)
        case shapes.Variant(load=load):
            return tuple(load().values())
        case shapes.Steps(load=load):
            return () if load is None else (load(),)
        case shapes.ById(of=of) | shapes.Many(of=of) | shapes.BySide(of=of) | shapes.ByCard(of=of):
            return _records_in(of)
        case _:
            return ()


def phase_kind(cls: type) -> str | None:
    """The `kind` of a phase's record; None for other records."""
    return next((word for word, each in PHASE_KINDS.items() if each is cls), None)
