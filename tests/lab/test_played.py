"""What is kept of an unfinished study is what was played, and nothing half written."""

from __future__ import annotations

import json
import tracemalloc
import zlib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny
from attrs import evolve

from game.kernel.rows import BY_GAME, joined
from game.lab.batches.jobs import HERE, play_plans, play_ranges
from game.lab.batches.place import Kept
from game.lab.batches.plan import Plan
from game.lab.batches.ranges import PlayedRange
from game.lab.batches.tally import Tally
from game.lab.files.any_kind import UnreadableFile
from game.lab.files.played import PlayedFile
from game.model.frozen import FrozenMap

SEATS = FrozenMap({"north": "uniform", "south": "uniform"})
PLAN = Plan(tiny.scenario(tiny.TABLE), SEATS, 30, 7)
OTHER = evolve(PLAN, games=12, seed=0, seeds=(5, 6, 90, 3, 4, 1, 2, 8, 9, 10, 40, 12))
PLANS = [OTHER, PLAN, evolve(PLAN, forbidden=(("north", "tear"),))]


def check_same(one: Sequence[PlayedRange], other: Sequence[PlayedRange]) -> None:
    """Whether the games are the same, in whatever ranges."""
    assert sum(part.range.games for part in one) == sum(part.range.games for part in other)
    for plan in range(len(PLANS)):
        found: list[tuple[Tally, object]] = []
        for parts in (one, other):
            own = [part for part in parts if part.range.plan == plan]
            firsts = [part.range.first for part in own]
            sizes = [part.range.games for part in own]
            assert firsts == [sum(sizes[:i]) for i in range(len(sizes))]
            first, *rest = (part.tally for part in own)
            rows = [part.rows for part in own if part.rows is not None]
            found.append((sum(rest, first), joined(rows) if rows else None))
        (tally, kept), (expected, played) = found
        assert tally == expected
        for name in (*BY_GAME, "digest") if played is not None else ():
            assert np.array_equal(getattr(kept, name), getattr(played, name)), name


@pytest.mark.parametrize("rows", [True, False])
@pytest.mark.parametrize("stop", [0, 1, 3, 5, 100])
def test_games_that_are_kept_are_those_that_were_played(
    rows: bool, stop: int, tmp_path: Path
) -> None:
    expected = list(play_ranges(PLANS, HERE, rows=rows))
    with closing(PlayedFile(tmp_path / "run" / "played")) as file:
        played = play_ranges(PLANS, Kept(HERE, file), rows=rows)
        for _ in range(stop):
            next(played, None)
        played.close()
        total = file.total
    with closing(PlayedFile(tmp_path / "run" / "played")) as file:
        assert file.total == total
        check_same(list(play_ranges(PLANS, Kept(HERE, file), rows=rows)), expected)
        assert file.total == 72
    size = (tmp_path / "run" / "played").stat().st_size
    with closing(PlayedFile(tmp_path / "run" / "played")) as file:
        check_same(list(play_ranges(PLANS, Kept(HERE, file), rows=rows)), expected)
    assert (tmp_path / "run" / "played").stat().st_size == size


def test_counts_are_no_rows_and_another_plan_has_other_games(tmp_path: Path) -> None:
    with closing(PlayedFile(tmp_path / "played")) as file:
        list(play_plans([PLAN], Kept(HERE, file)))
        assert file.games(PLAN, rows=False) == 30
        assert file.games(PLAN, rows=True) == 0
        changed = (
            evolve(PLAN, seed=8),
            evolve(PLAN, games=31),
            evolve(PLAN, seats=FrozenMap({**SEATS, "north": "warmer"})),
            evolve(PLAN, forbidden=(("south", "tear"),)),
            evolve(PLAN, numbers=(("turns", 2),)),
            evolve(PLAN, seeds=(*range(7, 36), 40)),
            evolve(PLAN, scenario=evolve(PLAN.scenario, title="Another")),
        )
        assert [file.games(plan, rows=False) for plan in changed] == [0] * len(changed)
        assert file.games(evolve(PLAN), rows=False) == 30


def test_the_same_plan_twice_is_kept_once(tmp_path: Path) -> None:
    twice = [PLAN, PLAN]
    expected = list(play_plans(twice, HERE))
    with closing(PlayedFile(tmp_path / "played")) as file:
        begun = play_ranges(twice, Kept(HERE, file), rows=False)
        next(begun)
        begun.close()
        assert list(play_plans(twice, Kept(HERE, file))) == expected
        assert list(play_plans(twice, Kept(HERE, file))) == expected
        assert file.total == 30


def test_what_is_half_written_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "played"
    with closing(PlayedFile(path)) as file:
        list(play_plans([PLAN], Kept(HERE, file), keep=lambda _number, _rows: None))
        file.add_note("list of north", ["a", 1.5])
    whole = path.read_bytes()
    ends = [0]
    with closing(PlayedFile(path)) as file:
        ends += [entry.start for entry in next(iter(file._entries.values()))[1:]]
    for size in [*range(0, len(whole), 97), *ends, len(whole) - 1]:
        path.write_bytes(whole[:size])
        with closing(PlayedFile(path)) as file:
            assert file.note("list of north") is None
            kept = file.games(PLAN, rows=True)
        assert path.stat().st_size == max(end for end in ends if end <= size) or kept == 30
    path.write_bytes(whole + b"\0" * 40)
    with closing(PlayedFile(path)) as file:
        assert file.note("list of north") == ["a", 1.5]
    assert path.read_bytes() == whole


def test_a_range_whose_numbers_are_damaged_ends_what_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "played"
    with closing(PlayedFile(path)) as file:
        list(play_plans([PLAN], Kept(HERE, file), keep=lambda _number, _rows: None))
        first, second, *_ = next(iter(file._entries.values()))
    damaged = bytearray(path.read_bytes())
    damaged[second.start - 1] ^= 1
    path.write_bytes(damaged)
    with closing(PlayedFile(path)) as file:
        assert file.total == 0
    assert first.games == 1


def kept_and_changed(path: Path, **changes: object) -> PlayedFile:
    """A file whose first range says something else of itself, or has other numbers."""
    path.unlink(missing_ok=True)
    with closing(PlayedFile(path)) as file:
        list(play_plans([PLAN], Kept(HERE, file), keep=lambda _number, _rows: None))
    line, _, rest = path.read_bytes().partition(b"\n")
    head = json.loads(line)
    numbers = changes.pop("numbers", rest[: head["bytes"]])
    assert isinstance(numbers, bytes)
    head |= {"bytes": len(numbers), "check": zlib.crc32(numbers), **changes}
    path.write_bytes(json.dumps(head).encode() + b"\n" + numbers)
    return PlayedFile(path)


def first_columns(path: Path) -> list[list[Any]]:
    """What the first range of such a file says of its columns."""
    with closing(kept_and_changed(path)):
        columns: list[list[Any]] = json.loads(path.read_bytes().partition(b"\n")[0])["columns"]
    return columns


BOMB = zlib.compress(bytes(1 << 26))
"""64 MiB as 64 KiB."""


def check_refused(file: PlayedFile, reason: str) -> None:
    """Whether the first range is refused, in little memory."""
    tracemalloc.start()
    try:
        with closing(file), pytest.raises(UnreadableFile, match=reason):
            next(file.parts(PLAN, rows=True))
        assert tracemalloc.get_traced_memory()[1] < 1 << 23
    finally:
        tracemalloc.stop()


def test_no_more_is_unpacked_than_a_range_says_of_itself(tmp_path: Path) -> None:

    file = kept_and_changed(tmp_path / "played", numbers=BOMB)
    check_refused(file, "not as many as it says")
    file = kept_and_changed(tmp_path / "played", numbers=zlib.compress(b""))
    check_refused(file, "not as many as it says")
    for said in ({"numbers": b"no numbers"}, {"columns": None}, {"tally": {"game": 1}}):
        check_refused(kept_and_changed(tmp_path / "played", **said), "can't be read")


def test_a_range_that_says_to_be_larger_than_its_plan_is_not_unpacked(tmp_path: Path) -> None:
    columns = first_columns(tmp_path / "played")
    wide = [[name, kind, [*shape[:-1], 1 << 40]] for name, kind, shape in columns]
    long = [[name, kind, [1 << 23, *shape[1:]]] for name, kind, shape in columns]
    odd = [[name, "<c16", shape] for name, _, shape in columns]
    others: list[dict[str, object]] = [
        {"columns": wide}, {"columns": long, "games": 1 << 23}, {"columns": odd},
        {"columns": columns[1:]},
    ]  # fmt: skip
    for said in others:
        file = kept_and_changed(tmp_path / "played", numbers=BOMB, **said)
        check_refused(file, "none of this study")


@pytest.mark.parametrize("size", [1 << 50, 1 << 100])
def test_a_range_of_more_bytes_than_there_are_is_half_written(size: int, tmp_path: Path) -> None:
    with closing(kept_and_changed(tmp_path / "played", bytes=size)) as file:
        assert file.total == 0
