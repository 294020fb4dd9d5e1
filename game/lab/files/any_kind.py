"""Reads and writes files of games, whose kind the ending of their name says."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from game.kernel.rows import Rows
from game.lab.files.about import About
from game.lab.files.columns import COLUMNS, ID_LISTS, Layout
from game.lab.files.csv import CsvFile, read_csv
from game.lab.files.games_file import GamesFile
from game.lab.files.npz import NpzFile, read_npz
from game.lab.files.parquet import ParquetFile, read_parquet
from game.model.characters import shorten

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


def read_games(
    path: Path, wanted: Collection[str] | None = None, rows: NDArray[np.bool_] | None = None
) -> KeptGames:
    """The games of a file: .npz, .parquet or .csv.

    wanted: only these columns are read, and seeds, by which the file is checked. rows: only these
    of its games are kept. Raises UnreadableFile, NoLibrary and OSError.
    """
    readers = {".npz": read_npz, ".parquet": read_parquet, ".csv": read_csv}
    reader = readers.get(path.suffix)
    if reader is None:
        raise UnreadableFile(f"files of games end in {', '.join(readers)}")
    try:
        names = None if wanted is None else {"seed", *wanted}
        columns, layout, about = reader(path, names, rows)
        _check_columns(columns, layout, about, rows)
    except FileNotFoundError as error:
        if path.exists():
            raise UnreadableFile(f"{Path(error.filename).name} beside it is missing") from None
        raise
    except KeyError as error:
        raise UnreadableFile(f"it is damaged: {shorten(str(error))}") from None
    except (ValueError, TypeError, IndexError, BadZipFile, EOFError) as error:
        raise UnreadableFile(shorten(str(error)) or "it is damaged") from None
    return KeptGames(about, layout, columns)


def _check_columns(
    columns: dict[str, NDArray[Any]],
    layout: Layout,
    about: About,
    rows: NDArray[np.bool_] | None,
) -> None:
    """Raises ValueError where columns aren't what a file says of itself."""
    if {len(each) for each in columns.values()} != {about.games if rows is None else rows.sum()}:
        raise ValueError("it has not as many games as it says")
    seeds = np.concatenate([np.arange(seed, seed + games) for seed, games in about.seeds])
    if (columns["seed"] != (seeds if rows is None else seeds[rows])).any():
        raise ValueError("its games have other seeds than it says")
    nested = {each.name for each in ID_LISTS if each.by}
    for column in COLUMNS:
        if column.codes and column.name in columns:
            ids, indices = layout.ids[column.codes], columns[column.name]
            most = np.array([len(row) for row in ids] if column.codes in nested else len(ids))
            if (indices < -1).any() or (indices >= most).any():
                raise ValueError(f"its {column.name} has numbers of ids that there aren't")


KINDS: dict[str, type[GamesFile]] = {".npz": NpzFile, ".parquet": ParquetFile, ".csv": CsvFile}
"""By the ending of a name."""


def games_file(path: Path, about: About, layout: Layout) -> GamesFile:
    """The file of the kind that a name asks for. Raises KeyError."""
    return KINDS[path.suffix](path, about, layout)


def write_games(path: Path, games: KeptGames) -> None:
    """Writes games to a file of the kind that its name asks for. Raises OSError and NoLibrary."""
    with games_file(path, games.about, games.layout) as file:
        for columns in games.parts():
            file.add(Rows(**columns, digest=0))
        file.finish_all()
