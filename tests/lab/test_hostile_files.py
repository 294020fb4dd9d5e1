"""A stranger's files of games: torn, huge, of other types; each is refused in words."""

from __future__ import annotations

import io
import json
import os
import tracemalloc
import zipfile
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from test_game_files import written

from game.lab.files import parquet as parquet_files
from game.lab.files.about import LONGEST
from game.lab.files.any_kind import UnreadableFile, read_games, write_games
from game.lab.files.csv import json_beside

GAMES = 60
ROOM = 12_000_000
"""More bytes than a small file needs at any time while it is read; bombs below ask for more."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    for kind in ("npz", "parquet", "csv"):
        written(folder / f"a.{kind}")
    return folder


def refusal(path: Path) -> str:
    """Why a file is refused; it takes little memory, and the sentence is short."""
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableFile) as caught:
            read_games(path)
        assert tracemalloc.get_traced_memory()[1] < ROOM
    finally:
        tracemalloc.stop()
    said = str(caught.value)
    assert 0 < len(said) < 400
    return said


# -------------------------------------------------------------------------------------------- .npz


def saved(array: Any) -> bytes:
    file = io.BytesIO()
    np.save(file, np.asarray(array), allow_pickle=True)
    return file.getvalue()


def header(descr: str, *shape: int) -> bytes:
    file = io.BytesIO()
    described = {"descr": descr, "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(file, described)
    return file.getvalue()


def changed_npz(
    folder: Path, path: Path, members: Mapping[str, bytes], kind: int = zipfile.ZIP_STORED
) -> Path:
    """The file of games with other members."""
    with zipfile.ZipFile(folder / "a.npz") as archive:
        whole = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", kind) as archive:
        for name, data in {
            **whole,
            **{f"{name}.npy": each for name, each in members.items()},
        }.items():
            archive.writestr(name, data)
    return path


def about_npz(folder: Path, **values: Any) -> dict[str, bytes]:
    with np.load(folder / "a.npz") as archive:
        about = json.loads(str(archive["about"]))
    return {"about": saved(json.dumps({**about, **values}))}


BOMB = 20_000_000
"""Bytes that compressed take a thousandth."""
COLUMNS: dict[str, tuple[str, bytes]] = {
    "a header of far more games than there are": ("seed", header("<i8", 10**15)),
    "a negative number of games": ("seed", header("<i8", -GAMES) + bytes(8 * GAMES)),
    "games whose bytes are missing": ("seed", header("<i8", GAMES) + bytes(8)),
    "objects that would have to be unpickled": ("seed", saved(np.array([os.system] * 60, object))),
    "numbers with decimals": ("scores", saved(np.full((GAMES, 2), np.nan))),
    "records": ("turns", saved(np.zeros(GAMES, [("a", "i8"), ("b", "i8")]))),
    "yes and no": ("turns", saved(np.zeros(GAMES, bool))),
    "arrays of arrays": ("turns", header("(9,9)i8", GAMES)),
    "numbers from the other end": ("turns", saved(np.zeros(GAMES, ">i4"))),
    "the columns of sides that there aren't": ("scores", saved(np.zeros((GAMES, 5000), np.int8))),
    "outcomes that there aren't": ("outcome", saved(np.full(GAMES, 100, np.int8))),
    "outcomes below none": ("outcome", saved(np.full(GAMES, -100, np.int8))),
    "other seeds than it says": ("seed", saved(np.arange(GAMES))),
    "ids that take no room": ("side_ids", header("<U0", 10**9)),
    "ids whose letters are missing": ("side_ids", header("<U9", 10**8)),
    "ids that are numbers": ("side_ids", saved(np.arange(2))),
    "ids that are objects": ("side_ids", saved(np.array([{}, {}], object))),
    "ids that are code points of nothing": ("side_ids", header("<U1", 2) + b"\xff" * 8),
    "the same id twice": ("side_ids", saved(["north", "north"])),
    "parties of a table that there isn't": ("party_ids", saved(["pact.south", "other.north"])),
    "a description that is a number": ("about", saved(3)),
    "a description that is nested": ("about", saved("[" * 100_000)),
    "a description of another kind": ("about", saved("[]")),
}


@pytest.mark.parametrize("what", COLUMNS)
def test_an_npz_is_compared_with_what_it_says_of_itself(
    what: str, folder: Path, tmp_path: Path
) -> None:
    name, data = COLUMNS[what]
    refusal(changed_npz(folder, tmp_path / "b.npz", {name: data}))


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t", "\r", "\n", " ", "'", '"', "\uff1d", "\x1b[2J"]
)
@pytest.mark.parametrize("name", ["outcome_ids", "side_ids", "slot_ids"])
def test_an_id_that_would_act_on_a_spreadsheet_or_a_terminal_is_refused(
    name: str, sign: str, folder: Path, tmp_path: Path
) -> None:
    with np.load(folder / "a.npz") as archive:
        ids = archive[name].tolist()
    wrong = changed_npz(folder, tmp_path / "b.npz", {name: saved([f"{sign}1+1", *ids[1:]])})
    assert refusal(wrong) == f"its {name} are damaged"


def test_a_small_npz_that_would_unpack_to_a_large_one_is_not_unpacked(
    folder: Path, tmp_path: Path
) -> None:
    games = BOMB // 8
    seeds = header("<i8", games) + bytes(BOMB)
    for members in ({"seed": seeds}, {"seed": seeds, **about_npz(folder, seeds=[[0, games]])}):
        path = changed_npz(folder, tmp_path / "b.npz", members, zipfile.ZIP_DEFLATED)
        assert path.stat().st_size < BOMB // 100
        assert "compressed" in refusal(path)


def test_an_npz_in_which_members_share_their_bytes_is_refused(folder: Path, tmp_path: Path) -> None:
    path = changed_npz(folder, tmp_path / "b.npz", {})
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("seed.npy", saved(np.arange(5)))
    assert "twice" in refusal(path)


def test_a_list_of_ids_of_many_megabytes_is_not_read(folder: Path, tmp_path: Path) -> None:
    data = header("<U1", LONGEST) + bytes(4 * LONGEST)
    path = changed_npz(folder, tmp_path / "b.npz", {"side_ids": data})
    assert refusal(path) == "its side_ids is too long"


@pytest.mark.parametrize("offset", [8, 10])
def test_an_encrypted_npz_and_one_packed_in_an_unknown_way_are_refused(
    offset: int, folder: Path, tmp_path: Path
) -> None:
    data = bytearray((folder / "a.npz").read_bytes())
    data[data.rfind(b"PK\x01\x02") + offset] |= 1
    (tmp_path / "b.npz").write_bytes(data)
    assert "compressed or encrypted" in refusal(tmp_path / "b.npz")


ABOUTS: dict[str, Any] = {
    "seeds": [
        [[2**40, 80], [2**40 + 80, -20]],
        [[2**40, 60.0]],
        [[2**40]],
        [[2**63, 60]],
        [[True, 60]],
        "60",
    ],
    "digest": ["zz", "f" * 100_000, 7],
    "title": [7, "a\x1b]0;b\x07", "a\ud800"],
    "seats": [[], {"north": 3}, {"a\nb\x1b": "uniform"}],
    "numbers": [{"warmth": "7"}],
    "levels": [{"trust": "low"}],
    "rules": ["1"],
}


@pytest.mark.parametrize(
    ("name", "wrong"), [(name, wrong) for name, wrongs in ABOUTS.items() for wrong in wrongs]
)
def test_a_description_with_a_value_of_another_kind_is_refused(
    name: str, wrong: Any, folder: Path, tmp_path: Path
) -> None:
    path = changed_npz(folder, tmp_path / "b.npz", about_npz(folder, **{name: wrong}))
    assert refusal(path) == f"what the file says of itself is damaged: {name}"


# ---------------------------------------------------------------------------------------- .parquet


def changed_parquet(
    folder: Path,
    path: Path,
    columns: Mapping[str, Any] = {},
    compression: str = "snappy",
    **said: Any,
) -> Path:
    """The file of games with other columns, and another description."""
    pyarrow, parquet = parquet_files._pyarrow()
    table = parquet.read_table(folder / "a.parquet")
    key = parquet_files.SAID
    about = json.loads(parquet.read_metadata(folder / "a.parquet").metadata[key]) | said
    for name, values in columns.items():
        array = pyarrow.array(values) if isinstance(values, list) else values
        place = table.schema.get_field_index(name)
        table = table.set_column(place, pyarrow.field(name, array.type), array)
    table = table.replace_schema_metadata({key: json.dumps(about).encode()})
    parquet.write_table(table, path, compression=compression)
    return path


def test_a_parquet_file_is_compared_with_what_it_says_of_itself(
    folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "b.parquet"
    others = "its columns are not those that it tells of"
    assert refusal(changed_parquet(folder, path, {"turns": [1.5] * GAMES})) == others
    assert refusal(changed_parquet(folder, path, {"turns": [[1, 2]] * GAMES})) == others
    # A text of 100 kB stands in the file once, and would be unpacked for every game.
    assert refusal(changed_parquet(folder, path, {"outcome": ["x" * 100_000] * GAMES})) == others
    assert refusal(changed_parquet(folder, path, seeds=[[2**40, 61]])) == (
        "it has not as many games as it says"
    )
    for compression in ("gzip", "zstd"):
        assert "compressed in another way" in refusal(
            changed_parquet(folder, path, compression=compression)
        )
    types = json.loads(json_beside(folder / "a.csv").read_text(encoding="utf-8"))["types"]
    for wrong in ("(10000,10000)i8", "object", "float64"):
        assert "damaged" in refusal(changed_parquet(folder, path, types=types | {"turns": wrong}))


def test_a_parquet_file_that_unpacks_to_far_more_than_it_has_is_not_unpacked(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Runs of the same number take next to nothing, and the file says itself how many there are."""
    pyarrow, _ = parquet_files._pyarrow()
    monkeypatch.setattr(parquet_files, "_FEW", 1 << 20)
    games = 100_000
    taken = np.zeros(games, np.int64)
    table = pyarrow.parquet.read_table(folder / "a.parquet")
    metadata = pyarrow.parquet.read_metadata(folder / "a.parquet").metadata
    said = json.loads(metadata[parquet_files.SAID]) | {"seeds": [[0, games]]}
    many = table.slice(0, 1).take(pyarrow.array(taken)).combine_chunks()
    many = many.replace_schema_metadata({parquet_files.SAID: json.dumps(said).encode()})
    pyarrow.parquet.write_table(many, tmp_path / "b.parquet", compression="snappy")
    assert (tmp_path / "b.parquet").stat().st_size < 100_000
    assert refusal(tmp_path / "b.parquet").startswith("it says it has 100,000 games, more than fit")


# -------------------------------------------------------------------------------------------- .csv


@pytest.mark.parametrize(
    ("place", "cell", "why"),
    [
        (0, "9" * 200_000, "field larger than field limit"),
        (0, str(2**70), "its seed has a cell that is no whole number"),
        (0, "9" * 5000, "its seed has a cell that is no whole number"),
        (2, "3.5", "its turns has a cell that is no whole number"),
        (1, "=cmd()", "its outcome has a word that is none of its ids"),
        (1, "a\x00b", "its outcome has a word that is none of its ids"),
        (1, "calm,calm", ""),
        (1, '"calm', ""),
    ],
)
def test_a_text_file_with_something_else_in_a_cell_is_refused(
    place: int, cell: str, why: str, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "b.csv"
    head, first, *rest = (folder / "a.csv").read_text(encoding="utf-8").split("\n")
    cells = first.split(",")
    cells[place] = cell
    path.write_text("\n".join([head, ",".join(cells), *rest]), encoding="utf-8")
    json_beside(path).write_bytes(json_beside(folder / "a.csv").read_bytes())
    assert why in refusal(path)


def test_a_text_file_of_many_games_is_read_some_at_a_time(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from game.lab.files import csv as csv_files

    monkeypatch.setattr(csv_files, "AT_ONCE", 7)
    write_games(tmp_path / "b.csv", read_games(folder / "a.csv"))
    assert (tmp_path / "b.csv").read_bytes() == (folder / "a.csv").read_bytes()


# ------------------------------------------------------------------------------------ flipped bytes


@pytest.mark.parametrize("kind", ["npz", "parquet"])
def test_files_with_flipped_bytes_are_read_or_refused_and_nothing_else(
    kind: str, folder: Path, tmp_path: Path
) -> None:
    luck, whole = Random(kind), (folder / f"a.{kind}").read_bytes()
    path, refused = tmp_path / f"b.{kind}", 0
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(luck.choice([1, 1, 3, 20])):
            data[luck.randrange(len(data))] = luck.randrange(256)
        path.write_bytes(data[: luck.choice([len(data), luck.randrange(len(data))])])
        try:
            read_games(path)
        except UnreadableFile:
            refused += 1
    assert refused > 20
