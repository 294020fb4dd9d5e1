"""A file of all games that numpy loads, one row a game, written while the games are played."""

from __future__ import annotations

import math
import re
import sys
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from game.kernel.rows import Rows
from game.lab.files.about import LONGEST, About, check_ids, read_about
from game.lab.files.columns import COLUMNS, ID_LISTS, TYPES, Ids, Layout, narrow_columns
from game.lab.files.games_file import GamesFile

TEXT = "<U"
MOST = 1 << 16
"""Games that are read at a time."""
CHUNK = 1 << 20
"""Bytes that are copied at a time."""
UNIX = 3
"""The system named in the archive, the same everywhere so that the bytes are the same."""


class NpzFile(GamesFile):
    """The file as numpy writes it. Where each column stands is known before games are played."""

    def _begin(self) -> None:
        self._file = (self._folder / "whole").open("w+b")
        self._columns: list[_PlacedColumn] = []
        place = 0
        for name, shape in _shapes(self._layout.ids).items():
            kind = self._layout.types[name]
            column = _PlacedColumn(name, kind, (self._about.games, *shape), place)
            self._columns.append(column)
            place = column.end

    def _write(self, rows: Rows) -> None:
        numbers = narrow_columns(rows, self._layout.types)
        for column in self._columns:
            column.add(self._file, numbers[column.name].data)
        # A full disk should be noticed soon.
        self._file.flush()

    def _complete(self, about: About) -> None:
        path = self._folder / "whole"
        if about.games < self._about.games:
            path = self._folder / "fewer"
            self._copy(path, about)
        else:
            for column in self._columns:
                column.write_header(self._file)
            # The archive goes on behind what stands in the file.
            with zipfile.ZipFile(self._file, "w") as archive:
                archive.filelist += [column.entry for column in self._columns]
                _put_said(archive, self._layout.ids, about)
        self._file.close()
        path.replace(self._path)

    def _copy(self, path: Path, about: About) -> None:
        """Writes a file of the first games, fewer than had been expected."""
        with zipfile.ZipFile(path, "w") as archive:
            for column in self._columns:
                shape = (about.games, *column.shape[1:])
                data = column.parts(self._file, column.kind.itemsize * math.prod(shape))
                _put(archive, column.name, column.kind, shape, data)
            _put_said(archive, self._layout.ids, about)

    def _end(self) -> None:
        if hasattr(self, "_file"):
            # After an error nobody needs the last bytes.
            with suppress(OSError):
                self._file.close()


class _PlacedColumn:
    """A column with its place in an archive, to which numbers are added."""

    def __init__(self, name: str, kind: np.dtype[Any], shape: tuple[int, ...], place: int) -> None:
        """place: where its header begins."""
        self.name, self.kind, self.shape = name, kind, shape
        header = _array_header(kind, shape)
        self.entry = _entry(name, len(header) + kind.itemsize * math.prod(shape))
        self.entry.external_attr = 0o600 << 16
        self.entry.compress_size = self.entry.file_size
        self.entry.header_offset = place
        self.entry.CRC = zlib.crc32(header)
        self._zip64 = self.entry.file_size * 1.05 > zipfile.ZIP64_LIMIT
        self._header = header
        self._first = place + len(self.entry.FileHeader(self._zip64)) + len(header)
        self._next = self._first
        self.end = self._first - len(header) + self.entry.file_size

    def add(self, file: IO[bytes], numbers: memoryview) -> None:
        """Writes numbers behind those that there are. Raises ValueError for too many."""
        if self._next + numbers.nbytes > self.end:
            raise ValueError(f"{self.name} has more games than were expected")
        file.seek(self._next)
        file.write(numbers)
        self.entry.CRC = zlib.crc32(numbers, self.entry.CRC)
        self._next += numbers.nbytes

    def write_header(self, file: IO[bytes]) -> None:
        """Writes what stands before the numbers, when all of them have been added."""
        file.seek(self.entry.header_offset)
        file.write(self.entry.FileHeader(self._zip64) + self._header)
        file.seek(self.end)

    def parts(self, file: IO[bytes], size: int) -> Iterator[bytes]:
        """The first bytes of its numbers, some at a time."""
        for begin in range(0, size, CHUNK):
            file.seek(self._first + begin)
            yield file.read(min(CHUNK, size - begin))


class ColumnFiles:
    """A file for each column, to which games are added; packed together they are an .npz."""

    def __init__(self, folder: Path, layout: Layout, games: int = 0) -> None:
        """games: how many there are already, after which whatever follows is cut off.

        Raises FileNotFoundError and ValueError where there are fewer.
        """
        self._folder = folder
        self._types, self._ids = layout.types, layout.ids
        self._shapes = _shapes(layout.ids)
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
        columns = narrow_columns(rows, self._types)
        for name, file in self._files.items():
            file.write(columns[name].data)
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
                    data = iter(partial(column.read, CHUNK), b"")
                    _put(archive, name, self._types[name], (about.games, *shape), data)
            _put_said(archive, self._ids, about)

    def close(self) -> None:
        """Closes the columns; they stay."""
        for file in self._files.values():
            # After an error nobody needs the last bytes.
            with suppress(OSError):
                file.close()

    def _size(self, name: str, games: int) -> int:
        return self._types[name].itemsize * math.prod((games, *self._shapes[name]))


def read_npz(
    path: Path, wanted: Collection[str] | None = None, rows: NDArray[np.bool_] | None = None
) -> tuple[dict[str, NDArray[Any]], Layout, About]:
    """Reads the columns of an .npz and its description.

    wanted: only these columns; rows: only these games, of each column when it has been read.

    Each array is compared with what the file says of itself before it is read: nothing is
    unpacked or unpickled, and no more bytes are read than there are. Raises ValueError,
    BadZipFile and OSError.
    """
    with path.open("rb") as file:
        if not zipfile.is_zipfile(file):
            raise ValueError("it isn't a file of games, or it is damaged")
        with zipfile.ZipFile(file) as archive:
            arrays = _Arrays(archive, path.stat().st_size)
            about = read_about(str(arrays.texts("about")))
            ids = {each.name: _unpadded(arrays.texts(each.name)) for each in ID_LISTS}
            check_ids(ids)
            columns, types = {}, {}
            for name, shape in _shapes(ids).items():
                is_wanted = wanted is None or name in wanted
                types[name], numbers = arrays.numbers(name, (about.games, *shape), is_wanted)
                if is_wanted:
                    columns[name] = numbers.copy() if rows is None else numbers[rows]
    return columns, Layout(types, ids), about


class _Arrays:
    """The arrays of an archive, read as they were written: whole and uncompressed."""

    def __init__(self, archive: zipfile.ZipFile, size: int) -> None:
        """size: of the file, in bytes."""
        self._archive = archive
        self._entries = {entry.filename: entry for entry in archive.infolist()}
        listed = archive.infolist()
        if len(self._entries) < len(listed) or sum(entry.compress_size for entry in listed) > size:
            raise ValueError("it is damaged: parts of it stand in it twice")

    def numbers(
        self, name: str, shape: tuple[int, ...], is_wanted: bool
    ) -> tuple[np.dtype[Any], NDArray[Any]]:
        """The type of a column of whole numbers, and if they are wanted the numbers.

        Raises ValueError for another shape or type.
        """
        kinds = {_array_header(kind, shape): kind for kind in TYPES}
        entry = self._entry(name)
        with self._archive.open(entry) as source:
            header = source.read(len(next(iter(kinds))))
            kind = kinds.get(header)
            if kind is None or entry.file_size != len(header) + kind.itemsize * math.prod(shape):
                raise ValueError(f"its {name} is not what the file says of itself")
            if not is_wanted:
                return kind, np.zeros(0, kind)
            return kind, np.frombuffer(source.read(), kind).reshape(shape)

    def texts(self, name: str) -> NDArray[np.str_]:
        """A list of texts, or one of lists. Raises ValueError for anything else."""
        entry = self._entry(name)
        if entry.file_size > LONGEST:
            raise ValueError(f"its {name} is too long")
        data = self._archive.read(entry)
        match = _TEXTS.match(data)
        if match is None:
            raise ValueError(f"its {name} is no list of texts")
        kind = np.dtype(f"{TEXT}{int(match[1])}")
        shape = tuple(map(int, match[2].replace(b",", b" ").split()))
        if len(data) != match.end() + kind.itemsize * math.prod(shape):
            raise ValueError(f"its {name} is not as long as it says")
        letters = np.frombuffer(data, "<u4", offset=match.end())
        if letters.max(initial=0) > sys.maxunicode:
            raise ValueError(f"its {name} has characters that there aren't")
        return letters.view(kind).reshape(shape)

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = self._entries.get(f"{name}.npy")
        if entry is None:
            raise ValueError(f"it isn't a file of games, or one of an older version: no {name}")
        if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1:
            raise ValueError(
                f"its {name} is compressed or encrypted; numpy.savez writes arrays as they are"
            )
        if entry.compress_size != entry.file_size:
            raise ValueError(f"its {name} is not as long as it says")
        return entry


_TEXTS = re.compile(
    rb"\x93NUMPY\x01\x00..\{'descr': '<U([1-9]\d{0,8})', 'fortran_order': False, "
    rb"'shape': \(((?:\d{1,9},(?: \d{1,9})?)?)\), \} *\n",
    re.DOTALL,
)
"""The header of an array of texts."""


def _unpadded(array: NDArray[np.str_]) -> tuple[Any, ...]:
    if array.ndim == 1:
        return tuple(array.tolist())
    return tuple(tuple(text for text in row if text) for row in array.tolist())


def id_arrays(ids: Ids) -> Iterator[tuple[str, NDArray[np.str_]]]:
    """The lists of ids as arrays; lists of lists padded with empty texts."""
    for name, listed in ids.items():
        rows = [each for each in listed if isinstance(each, tuple)]
        if not rows:
            yield name, np.array(listed, TEXT)
            continue
        most = max(map(len, rows))
        yield name, np.array([[*row, *[""] * (most - len(row))] for row in rows], TEXT)


def _shapes(ids: Ids) -> dict[str, tuple[int, ...]]:
    """By column, how many numbers it has a game, where it can have several."""
    return {c.name: (len(ids[f"{c.axis}_ids"]),) if c.axis else () for c in COLUMNS}


def _put_said(archive: zipfile.ZipFile, ids: Ids, about: About) -> None:
    """Writes the ids, and what the file says of itself, behind the columns."""
    texts = [*id_arrays(ids), ("about", np.array(about.as_json(), TEXT))]
    for name, array in texts:
        _put(archive, name, array.dtype, array.shape, [array.tobytes()])


def _put(
    archive: zipfile.ZipFile,
    name: str,
    kind: np.dtype[Any],
    shape: tuple[int, ...],
    data: Iterable[bytes],
) -> None:
    """Writes an array to the archive as numpy does."""
    header = _array_header(kind, shape)
    entry = _entry(name, len(header) + kind.itemsize * math.prod(shape))
    with archive.open(entry, "w") as target:
        target.write(header)
        for part in data:
            target.write(part)


def _array_header(kind: np.dtype[Any], shape: tuple[int, ...]) -> bytes:
    header = BytesIO()
    described = {"descr": kind.str, "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(header, described)
    return header.getvalue()


def _entry(name: str, size: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(f"{name}.npy")
    entry.file_size = size
    entry.create_system = UNIX
    return entry
