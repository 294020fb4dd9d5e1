"""Reads, writes and merges files of games, whose kind the ending of their name says."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from game.kernel.rows import Rows
from game.lab.batches.plan import Plan
from game.lab.files.about import About, about_plan, differences
from game.lab.files.columns import COLUMNS, ID_LISTS, Layout, layout_of
from game.lab.files.csv import CsvFile, read_csv
from game.lab.files.games_file import GamesFile
from game.lab.files.npz import NpzFile, read_npz
from game.lab.files.parquet import ParquetFile, read_parquet
from game.model.characters import shorten
from game.rules.compiled import Rules

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


class NotTogether(Exception):
    """Files that don't belong together; why, in one sentence."""


@frozen
class _Run:
    """Games of neighbouring seeds in a file."""

    first: int
    games: int
    file: str
    at: int
    """Its first row."""


def merge(files: Mapping[str, KeptGames]) -> KeptGames:
    """The games of some files in the order of their seeds, whatever the order of the files.

    files: by name. Ranges of seeds that follow one another become one.
    Raises NotTogether.
    """
    (name, first), *others = files.items()
    for other, games in others:
        differing = differences(first.about, games.about)
        if differing:
            raise NotTogether(f"{name} and {other} differ: {'; '.join(differing)}")
    runs = sorted(_runs(files), key=lambda run: run.first)
    for one, two in pairwise(runs):
        if one.first + one.games > two.first:
            raise NotTogether(f"{one.file} and {two.file} both have the game of seed {two.first}")
    columns = {
        column: np.concatenate(
            [files[run.file].columns[column][run.at : run.at + run.games] for run in runs]
        )
        for column in first.columns
    }
    digest = sum(int(games.about.digest, 16) for games in files.values()) % 2**64
    about = evolve(first.about, seeds=_joined(runs), digest=f"{digest:016x}")
    return KeptGames(about, first.layout, columns)


def _runs(files: Mapping[str, KeptGames]) -> list[_Run]:
    runs = []
    for name, games in files.items():
        at = 0
        for first, count in games.about.seeds:
            runs.append(_Run(first, count, name, at))
            at += count
    return runs


def _joined(runs: list[_Run]) -> list[list[int]]:
    """Runs as pairs of seed and number, with neighbours joined."""
    seeds: list[list[int]] = []
    for run in runs:
        if seeds and sum(seeds[-1]) == run.first:
            seeds[-1][1] += run.games
        else:
            seeds.append([run.first, run.games])
    return seeds


def pairing_file(number: int) -> str:
    """The name of the file of a pairing; numbers count from 0, and names from 1."""
    return f"pairing-{number + 1}.npz"


class PairingFiles:
    """Writes the files of pairings while these are played, one after the other."""

    def __init__(self, folder: Path, plans: Sequence[Plan], rules: Rules) -> None:
        """plans: the games of each pairing. rules: those by which all of them are played."""
        self._folder, self._plans, self._rules = folder, plans, rules
        self._file: NpzFile | None = None
        self._number, self._games, self._digest = -1, 0, 0

    def add(self, number: int, rows: Rows) -> None:
        """Adds games of a pairing, in the order of pairings and seeds. Raises OSError."""
        if number != self._number:
            self._begin(number)
        assert self._file is not None
        self._file.add(rows)
        self._games += len(rows)
        self._digest = (self._digest + rows.digest) % 2**64
        if self._games == self._plans[number].games:
            self._file.finish(self._games, self._digest)
            self.close()

    def _begin(self, number: int) -> None:
        self.close()
        self._number, self._games, self._digest = number, 0, 0
        about = about_plan(self._plans[number], self._rules)
        path = self._folder / pairing_file(number)
        self._file = NpzFile(path, about, layout_of(self._rules)).__enter__()

    def close(self) -> None:
        """Removes what is half written."""
        if self._file is not None:
            self._file.__exit__()
            self._file = None
