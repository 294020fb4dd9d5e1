"""A text file with one line for each game; a JSON file beside it holds its description."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from itertools import islice
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from game.kernel.rows import Rows
from game.lab.files.about import LONGEST, About, read_said, said_text
from game.lab.files.columns import AT_ONCE, Layout
from game.lab.files.flat import FlatColumn, chosen_flats, flat_columns, whole_columns
from game.lab.files.games_file import GamesFile


class CsvFile(GamesFile):
    """Numbers and ids; cells about an agreement are empty where nothing was signed."""

    def _begin(self) -> None:
        self._columns = flat_columns(self._layout.ids)
        self._file: IO[str] = (self._folder / "whole").open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\n")
        self._writer.writerow([column.name for column in self._columns])

    def _write(self, rows: Rows) -> None:
        columns = {name: getattr(rows, name) for name in self._layout.types}
        self._writer.writerows(zip(*(_cells(each, columns) for each in self._columns), strict=True))
        self._file.flush()

    def _complete(self, about: About) -> None:
        self._file.close()
        beside = self._folder / "beside"
        beside.write_text(said_text(about, self._layout) + "\n", encoding="utf-8")
        beside.replace(json_beside(self._path))
        (self._folder / "whole").replace(self._path)

    def _end(self) -> None:
        if hasattr(self, "_file"):
            self._file.close()


def json_beside(path: Path) -> Path:
    """The JSON file with the description of a text file of games."""
    return path.with_name(f"{path.name}.json")


def _cells(flat: FlatColumn, columns: Mapping[str, Any]) -> list[Any]:
    cells: list[Any] = flat.of(columns).tolist()
    if flat.texts:
        cells = [flat.texts[n] if n >= 0 else "" for n in cells]
    unsaid = flat.unsaid(columns)
    if unsaid is not None:
        cells = ["" if nothing else cell for cell, nothing in zip(cells, unsaid, strict=True)]
    return cells


def read_csv(
    path: Path, wanted: Collection[str] | None = None, rows: NDArray[np.bool_] | None = None
) -> tuple[dict[str, NDArray[Any]], Layout, About]:
    """Reads the columns of a text file and its description.

    wanted: only these columns; rows: only these games, of each part when it has been read.
    Raises ValueError and OSError.
    """
    beside = json_beside(path)
    if beside.stat().st_size > LONGEST:
        raise ValueError(f"{beside.name} beside it is too long")
    about, layout = read_said(beside.read_text(encoding="utf-8"))
    flats, games = flat_columns(layout.ids), 0
    chosen = chosen_flats(flats, wanted)
    parts: list[list[NDArray[Any]]] = [
        [flat.narrowed(_numbers(flat, ()), layout)] for _, flat in chosen
    ]
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        try:
            if next(lines, None) != [flat.name for flat in flats]:
                raise ValueError(f"its columns are not those that {beside.name} tells of")
            while chunk := [*islice(lines, AT_ONCE)]:
                kept = chunk
                if rows is not None:
                    places = np.flatnonzero(rows[games : games + len(chunk)])
                    kept = [chunk[place] for place in places]
                games += len(chunk)
                cells = [*zip(*kept, strict=True)]
                if kept and len(cells) != len(flats):
                    raise ValueError(f"line {lines.line_num}: it has not as many cells as columns")
                for (place, flat), own in zip(chosen, parts, strict=True):
                    own.append(flat.narrowed(_numbers(flat, cells[place] if kept else ()), layout))
        except csv.Error as error:
            raise ValueError(f"line {lines.line_num}: {error}") from None
    numbers = [np.concatenate(own) for own in parts]
    games = games if rows is None else int(rows.sum())
    return (
        whole_columns([flat for _, flat in chosen], numbers, layout, games, wanted),
        layout,
        about,
    )


def _numbers(flat: FlatColumn, cells: tuple[str, ...]) -> NDArray[np.int64]:
    places = {text: place for place, text in enumerate(flat.texts)}
    read = places.__getitem__ if flat.texts else int
    try:
        return np.array([read(cell) if cell else flat.nothing for cell in cells], np.int64)
    except (KeyError, ValueError, OverflowError):
        what = "word that is none of its ids" if flat.texts else "cell that is no whole number"
        raise ValueError(f"its {flat.name} has a {what}") from None
