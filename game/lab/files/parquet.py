"""A parquet file of all games, for pandas, polars, DuckDB and R (extra `lab`: pyarrow).

Rows are written in groups of the same size while games are played, so that memory stays flat and
the same games make the same bytes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.kernel.rows import Rows
from game.lab.batches.extras import install_command
from game.lab.files.about import About, read_said, said_text
from game.lab.files.columns import Layout, narrow_columns
from game.lab.files.flat import FlatColumn, chosen_flats, flat_columns, whole_columns
from game.lab.files.games_file import GamesFile, NoLibrary

GROUP = 1 << 16
"""Games of a row group."""
COMPRESSION = "SNAPPY"
_DENSEST = 100
"""So many times the size of a file its games can take at most in memory, if they are many."""
_FEW = 1 << 26
"""Bytes that games may take in memory whatever the size of their file."""
SAID = b"communique"
"""The key under which the file says what it is."""


class ParquetFile(GamesFile):
    """Numbers and ids; values about an agreement are null where nothing was signed."""

    def _begin(self) -> None:
        pyarrow, parquet = _pyarrow()
        self._arrow, self._columns = pyarrow, flat_columns(self._layout.ids)
        self._parts: list[dict[str, NDArray[Any]]] = []
        self._games = 0
        self._schema = _schema(pyarrow, self._columns, self._layout)
        numbers = [column.name for column in self._columns if not column.texts]
        # To write dictionaries of numbers, and statistics of each, would take twice as long.
        self._writer = parquet.ParquetWriter(
            str(self._folder / "whole"),
            self._schema,
            compression=COMPRESSION,
            use_dictionary=[column.name for column in self._columns if column.texts],
            column_encoding=dict.fromkeys(numbers, "DELTA_BINARY_PACKED"),
            write_statistics=["seed"],
        )

    def _write(self, rows: Rows) -> None:
        self._parts.append(narrow_columns(rows, self._layout.types))
        self._games += len(rows)
        if self._games >= GROUP:
            whole, begin = self._joined(), 0
            while self._games - begin >= GROUP:
                self._write_group({n: column[begin : begin + GROUP] for n, column in whole.items()})
                begin += GROUP
            self._parts = [{name: column[begin:] for name, column in whole.items()}]
            self._games -= begin

    def _joined(self) -> dict[str, NDArray[Any]]:
        return {n: np.concatenate([part[n] for part in self._parts]) for n in self._layout.types}

    def _write_group(self, columns: Mapping[str, NDArray[Any]]) -> None:
        arrays = [self._array(flat, columns) for flat in self._columns]
        table = self._arrow.Table.from_arrays(arrays, schema=self._schema)
        self._writer.write_table(table, row_group_size=GROUP)

    def _array(self, flat: FlatColumn, columns: Mapping[str, NDArray[Any]]) -> Any:
        numbers = np.ascontiguousarray(flat.of(columns))
        array = self._arrow.array(numbers, mask=flat.unsaid(columns))
        if not flat.texts:
            return array
        return self._arrow.DictionaryArray.from_arrays(array, list(flat.texts))

    def _complete(self, about: About) -> None:
        if self._games:
            self._write_group(self._joined())
        self._writer.add_key_value_metadata({SAID: said_text(about, self._layout).encode()})
        self._writer.close()
        (self._folder / "whole").replace(self._path)

    def _end(self) -> None:
        if hasattr(self, "_writer"):
            self._writer.close()


def read_parquet(
    path: Path, wanted: Collection[str] | None = None, rows: NDArray[np.bool_] | None = None
) -> tuple[dict[str, NDArray[Any]], Layout, About]:
    """Reads the columns of a parquet file and its description.

    wanted: only these columns; rows: only these games, of each group when it has been read.
    Raises ValueError and OSError.
    """
    pyarrow, parquet = _pyarrow()
    size = path.stat().st_size
    try:
        with parquet.ParquetFile(str(path)) as file:
            said = (file.metadata.metadata or {}).get(SAID)
            if said is None:
                raise ValueError("it isn't a file of games")
            about, layout = read_said(said.decode())
            flats = flat_columns(layout.ids)
            if not file.schema_arrow.equals(_schema(pyarrow, flats, layout)):
                raise ValueError("its columns are not those that it tells of")
            _check_size(file.metadata, about, flats, layout, size)
            flats = [flat for _, flat in chosen_flats(flats, wanted)]
            names, first = [flat.name for flat in flats], 0
            parts: list[list[NDArray[Any]]] = [
                [np.zeros(0, layout.types[flat.column.name])] for flat in flats
            ]
            for number in range(file.metadata.num_row_groups):
                group = file.read_row_group(number, columns=names)
                last = first + file.metadata.row_group(number).num_rows
                for flat, own in zip(flats, parts, strict=True):
                    numbers = flat.narrowed(_numbers(flat, group), layout)
                    own.append(numbers if rows is None else numbers[rows[first:last]])
                first = last
    except (pyarrow.ArrowException, OSError) as error:
        raise ValueError(str(error).partition("\n")[0]) from None
    joined = [np.concatenate(own) for own in parts]
    games = about.games if rows is None else int(rows.sum())
    return whole_columns(flats, joined, layout, games, wanted), layout, about


def _schema(pyarrow: Any, flats: Sequence[FlatColumn], layout: Layout) -> Any:
    """The columns of a file: ids are words from a dictionary, everything else is a number."""
    kinds = [pyarrow.from_numpy_dtype(layout.types[flat.column.name]) for flat in flats]
    return pyarrow.schema(
        (flat.name, pyarrow.dictionary(kind, pyarrow.string()) if flat.texts else kind)
        for flat, kind in zip(flats, kinds, strict=True)
    )


def _check_size(
    metadata: Any, about: About, flats: Sequence[FlatColumn], layout: Layout, size: int
) -> None:
    """Raises ValueError where a file would unpack to more than it says, or than fits into it."""
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    if not about.games == metadata.num_rows == sum(group.num_rows for group in groups):
        raise ValueError("it has not as many games as it says")
    if about.games * sum(layout.types[f.column.name].itemsize for f in flats) > max(
        _FEW, _DENSEST * size
    ):
        raise ValueError(f"it says it has {about.games:,} games, more than fit into {size:,} bytes")
    chunks = (group.column(number) for group in groups for number in range(group.num_columns))
    if any(chunk.compression not in (COMPRESSION, "UNCOMPRESSED") for chunk in chunks):
        raise ValueError(f"it is compressed in another way than by {COMPRESSION}")


def _numbers(flat: FlatColumn, group: Any) -> NDArray[np.int64]:
    column = group.column(flat.name)
    if flat.texts:
        column = column.unify_dictionaries().combine_chunks()
        places = {text: place for place, text in enumerate(flat.texts)}
        known = np.array([places[text] for text in column.dictionary.to_pylist()] + [flat.nothing])
        return np.asarray(known[column.indices.fill_null(len(known) - 1).to_numpy()], np.int64)
    return np.asarray(column.fill_null(flat.nothing).to_numpy(), np.int64)


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise NoLibrary(
            f"parquet files need pyarrow; install it with: {install_command('lab')}"
        ) from None
    return pyarrow, parquet
