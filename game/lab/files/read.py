"""Reads files of games of any type, and their descriptions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, is_zipfile

import numpy as np
from attrs import frozen
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

from game.lab.files.about import About, read_about
from game.lab.files.columns import COLUMNS, ID_LISTS, Layout
from game.lab.files.csv import read_csv
from game.lab.files.parquet import read_parquet

MOST = 1 << 16
"""Games that are at hand as large numbers at a time."""


@frozen(eq=False)
class KeptGames:
    """The games of a file."""

    about: About
    layout: Layout
    columns: dict[str, NDArray[Any]]
    """By name, in the order of the file."""

    def parts(self, most: int = MOST) -> Iterator[dict[str, NDArray[Any]]]:
        """The columns of so many games at a time, as numbers of 64 bits, with which to reckon."""
        for first in range(0, self.about.games, most):
            yield {
                name: column[first : first + most].astype(np.int64)
                for name, column in self.columns.items()
            }


class UnreadableFile(Exception):
    """A file that isn't one of games, or is damaged; why, in words."""


def read_games(path: Path) -> KeptGames:
    """The games of a file: .npz, .parquet or .csv. Raises UnreadableFile, NoLibrary and OSError."""
    readers = {".npz": _read_npz, ".parquet": read_parquet, ".csv": read_csv}
    reader = readers.get(path.suffix)
    if reader is None:
        raise UnreadableFile(f"files of games end in {', '.join(readers)}")
    try:
        columns, layout, about = reader(path)
    except FileNotFoundError as error:
        if path.exists():
            raise UnreadableFile(f"{Path(error.filename).name} beside it is missing") from None
        raise
    except (ValueError, KeyError, TypeError, BadZipFile, EOFError) as error:
        raise UnreadableFile(str(error) or "it is damaged") from None
    if {len(column) for column in columns.values()} != {about.games}:
        raise UnreadableFile("it has not as many games as it says")
    return KeptGames(about, layout, columns)


def _read_npz(path: Path) -> tuple[dict[str, NDArray[Any]], Layout, About]:
    with path.open("rb") as file:
        if not is_zipfile(file):
            raise ValueError("it isn't a file of games, or it is damaged")
        file.seek(0)
        return _read_archive(np.load(file, allow_pickle=False))


def _read_archive(archive: NpzFile) -> tuple[dict[str, NDArray[Any]], Layout, About]:
    with archive:
        if "about" not in archive.files:
            raise ValueError("it isn't a file of games, or one of an older version")
        about = read_about(str(archive["about"]))
        ids = {each.name: _unpadded(archive[each.name]) for each in ID_LISTS}
        columns = {column.name: archive[column.name] for column in COLUMNS}
    return columns, Layout({name: c.dtype for name, c in columns.items()}, ids), about


def _unpadded(array: NDArray[np.str_]) -> tuple[Any, ...]:
    if array.ndim == 1:
        return tuple(array.tolist())
    return tuple(tuple(text for text in row if text) for row in array.tolist())
