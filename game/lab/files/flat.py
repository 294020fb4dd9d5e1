"""Columns of one number for each game, for file types without nested columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from game.lab.files.columns import COLUMNS, ID_LISTS, Column, Ids, Layout, narrowed

_AXES = {column.name: column.axis for column in COLUMNS}
_NESTED = {each.name for each in ID_LISTS if each.by}
"""The lists of lists."""


@frozen
class FlatColumn:
    """One number of every game."""

    name: str
    """`scores.eu`, `outcome`."""
    column: Column
    place: int
    """Its place on the axis; 0 without one."""
    texts: tuple[str, ...]
    """What its numbers stand for; empty where they are numbers."""
    table: int
    """The table of which it tells what was signed there, if anything was; otherwise -1."""

    def of(self, columns: Mapping[str, Any]) -> Any:
        """Its numbers."""
        whole = columns[self.column.name]
        return whole[:, self.place] if self.column.axis else whole

    def unsaid(self, columns: Mapping[str, Any]) -> Any:
        """For each game, whether there is no value since nothing was signed; None: never."""
        return None if self.table < 0 else columns["signed_turn"][:, self.table] < 0

    def narrowed(self, numbers: NDArray[np.int64], layout: Layout) -> NDArray[Any]:
        """Numbers of it in the type of its column. Raises ValueError where one doesn't fit."""
        return np.asarray(narrowed(numbers, layout.types[self.column.name], self.name))

    @property
    def nothing(self) -> int:
        """The number that stands for a missing value."""
        return -1 if self.column.name in ("signed_turn", "options", "unused_gains") else 0


def chosen_flats(
    flats: Sequence[FlatColumn], wanted: Collection[str] | None
) -> list[tuple[int, FlatColumn]]:
    """Those of some columns (None: of all), each with its place among all."""
    return [
        (place, flat)
        for place, flat in enumerate(flats)
        if wanted is None or flat.column.name in wanted
    ]


def flat_columns(ids: Ids) -> list[FlatColumn]:
    """All flat columns of games with these ids, in their order."""
    tables = {id: place for place, id in enumerate(ids["table_ids"])}
    return [flat for column in COLUMNS for flat in _flattened(ids, tables, column)]


def _flattened(ids: Ids, tables: Mapping[str, int], column: Column) -> Iterator[FlatColumn]:
    texts = ids[column.codes] if column.codes else ()
    if not column.axis:
        yield FlatColumn(column.name, column, 0, texts, -1)
        return
    for place, id in enumerate(ids[f"{column.axis}_ids"]):
        own = texts[place] if column.codes in _NESTED else texts
        table = tables[id.partition(".")[0]] if column.signing else -1
        yield FlatColumn(f"{column.name}.{id}", column, place, own, table)


def whole_columns(
    flats: Sequence[FlatColumn],
    numbers: Sequence[NDArray[Any]],
    layout: Layout,
    games: int,
    wanted: Collection[str] | None = None,
) -> dict[str, NDArray[Any]]:
    """Joins flat columns to the columns of a layout. numbers: in its types.

    wanted: the columns to which they belong; None: all.
    """
    found: dict[str, list[NDArray[Any]]] = {
        column.name: [] for column in COLUMNS if wanted is None or column.name in wanted
    }
    for flat, each in zip(flats, numbers, strict=True):
        found[flat.column.name].append(each)
    return {name: _whole(own, layout, name, games) for name, own in found.items()}


def _whole(own: list[NDArray[Any]], layout: Layout, name: str, games: int) -> NDArray[Any]:
    if not _AXES[name]:
        return own[0]
    return np.stack(own, axis=1) if own else np.zeros((games, 0), layout.types[name])
