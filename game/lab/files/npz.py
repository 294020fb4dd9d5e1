"""A file of all games that numpy loads, one row a game, written while the games are played."""

from __future__ import annotations

import math
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from game.kernel.rows import Rows
from game.lab.files.about import About
from game.lab.files.columns import COLUMNS, Ids, Layout, narrowed
from game.lab.files.games_file import GamesFile

TEXT = "<U"
MOST = 1 << 16
"""Games that are read at a time."""
UNIX = 3
"""The system named in the archive, the same everywhere so that the bytes are the same."""


class NpzFile(GamesFile):
    """The file as numpy writes it."""

    def _begin(self) -> None:
        self._columns = ColumnFiles(self._folder, self._layout)

    def _write(self, rows: Rows) -> None:
        self._columns.add(rows)

    def _complete(self, about: About) -> None:
        whole = self._folder / "whole"
        self._columns.pack(whole, about)
        whole.replace(self._path)

    def _end(self) -> None:
        if hasattr(self, "_columns"):
            self._columns.close()


class ColumnFiles:
    """A file for each column, to which games are added; packed together they are an .npz."""

    def __init__(self, folder: Path, layout: Layout, games: int = 0) -> None:
        """games: how many there are already, after which whatever follows is cut off.

        Raises FileNotFoundError and ValueError where there are fewer.
        """
        self._folder = folder
        self._types, self._ids = layout.types, layout.ids
        self._shapes = {
            c.name: (len(layout.ids[f"{c.axis}_ids"]),) if c.axis else () for c in COLUMNS
        }
        self._files: dict[str, IO[bytes]] = {}
        try:
            for name in self._shapes:
                file = (folder / name).open("r+b" if games else "wb")
                self._files[name] = file
                if file.seek(0, 2) < self._size(name, games):
                    raise ValueError(f"{name} has fewer than {games} games")
                file.seek(file.truncate(self._size(name, games)))
        except BaseException:
            self.close()
            raise

    def add(self, rows: Rows) -> None:
        """Adds games."""
        for name, file in self._files.items():
            file.write(narrowed(getattr(rows, name), self._types[name], name).tobytes())
            # A full disk should be noticed soon.
            file.flush()

    def parts(self, games: int) -> Iterator[dict[str, NDArray[np.int64]]]:
        """The columns of the first games, some of them at a time, as numbers of 64 bits."""
        for first in range(0, games, MOST):
            count = min(MOST, games - first)
            yield {name: self._read(name, first, count) for name in self._shapes}

    def _read(self, name: str, first: int, games: int) -> NDArray[np.int64]:
        with (self._folder / name).open("rb") as file:
            file.seek(self._size(name, first))
            data = file.read(self._size(name, games))
        numbers = np.frombuffer(data, self._types[name]).reshape(games, *self._shapes[name])
        return numbers.astype(np.int64)

    def pack(self, path: Path, about: About) -> None:
        """Writes an .npz of the games, and closes the columns."""
        self.close()
        with zipfile.ZipFile(path, "w") as archive:
            for name, shape in self._shapes.items():
                with (self._folder / name).open("rb") as column:
                    _put(archive, name, self._types[name], (about.games, *shape), column)
            for name, array in id_arrays(self._ids):
                _put_whole(archive, name, array)
            _put_whole(archive, "about", np.array(about.as_json(), TEXT))

    def close(self) -> None:
        """Closes the columns; they stay."""
        for file in self._files.values():
            # After an error nobody needs the last bytes.
            with suppress(OSError):
                file.close()

    def _size(self, name: str, games: int) -> int:
        return self._types[name].itemsize * math.prod((games, *self._shapes[name]))


def id_arrays(ids: Ids) -> Iterator[tuple[str, NDArray[np.str_]]]:
    """The lists of ids as arrays; lists of lists padded with empty texts."""
    for name, listed in ids.items():
        rows = [each for each in listed if isinstance(each, tuple)]
        if not rows:
            yield name, np.array(listed, TEXT)
            continue
        most = max(map(len, rows))
        yield name, np.array([[*row, *[""] * (most - len(row))] for row in rows], TEXT)


def _put_whole(archive: zipfile.ZipFile, name: str, array: NDArray[Any]) -> None:
    _put(archive, name, array.dtype, array.shape, BytesIO(array.tobytes()))


def _put(
    archive: zipfile.ZipFile,
    name: str,
    kind: np.dtype[Any],
    shape: tuple[int, ...],
    numbers: IO[bytes],
) -> None:
    """Writes an array to the archive as numpy does."""
    header = BytesIO()
    described = {"descr": kind.str, "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(header, described)
    entry = zipfile.ZipInfo(f"{name}.npy")
    entry.file_size = header.tell() + kind.itemsize * math.prod(shape)
    entry.create_system = UNIX
    with archive.open(entry, "w") as target:
        target.write(header.getbuffer())
        shutil.copyfileobj(numbers, target)
