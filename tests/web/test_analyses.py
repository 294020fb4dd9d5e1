"""The games of a room are analysed in the background once they have ended, and only once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from ended import QUICK, ended, play_to_the_end
from tinyroom import reopen
from visiting import Visited, visit

from game.insight.kept import kept_path
from game.web import analysis_turns
from game.web.analysis_turns import AnalysisTurns


async def run(room: Visited, until: Callable[[], bool]) -> None:
    """Lets a room analyse its games until something is so."""
    task = asyncio.create_task(AnalysisTurns(room.live, QUICK).run())
    try:
        for _ in range(6000):
            if until():
                return
            await asyncio.sleep(0.02)
        raise AssertionError("it never came")
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def is_known(room: Visited, *tables: int) -> Callable[[], bool]:
    return lambda: all(room.live.analyses.of(each).analysis is not None for each in tables)


def test_each_table_that_has_ended_is_analysed_and_kept_beside_its_record(tmp_path: Path) -> None:
    room = visit(tmp_path, tables=3)
    for table in (1, 3):
        play_to_the_end(room, table)
    asyncio.run(run(room, is_known(room, 1, 3)))
    assert room.live.analyses.next_table() == 0
    assert room.live.analyses.of(2).analysis is None
    folder = room.room.folder
    kept = {
        kept_path(folder.record(n), room.room.tables[n].game, room.room.files, QUICK)
        for n in (1, 3)
    }
    assert set(folder.path.glob("*.analysis")) == kept


def test_a_room_that_is_continued_computes_nothing_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = ended(tmp_path, analysed=False)
    asyncio.run(run(room, is_known(room, 1)))
    known = room.live.analyses.of(1).analysis
    again = Visited(reopen(room.room))
    monkeypatch.setattr(analysis_turns, "AnalysisProcess", None)
    asyncio.run(run(again, is_known(again, 1)))
    assert again.live.analyses.of(1).analysis == known


def test_a_broken_file_is_worked_out_anew(tmp_path: Path) -> None:
    room = ended(tmp_path, analysed=False)
    asyncio.run(run(room, is_known(room, 1)))
    (path,) = room.room.folder.path.glob("*.analysis")
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    again = Visited(reopen(room.room))
    asyncio.run(run(again, is_known(again, 1)))
    assert path.read_bytes() == whole


def test_one_that_fails_is_said_and_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = ended(tmp_path, analysed=False)
    tries = []

    def fail(*_: object) -> None:
        tries.append(1)
        raise OSError

    monkeypatch.setattr(analysis_turns, "AnalysisProcess", fail)
    asyncio.run(run(room, lambda: room.live.analyses.of(1).failed))
    assert tries == [1]
    assert room.live.analyses.next_table() == 0
