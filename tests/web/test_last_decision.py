"""The console sees what the last decision was worth, and nobody else sees or hears of it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from ended import ENDINGS
from test_room_console import console_of
from test_wall import wall_of
from tinyroom import open_room
from twins import Twin
from visiting import visit
from wired import Reader

from game.insight.grades import Grade
from game.insight.intervals import around
from game.insight.judge import Judged, JudgeProcess, last_decision_made
from game.model.decisions import FACILITATOR, Act, Decision, Stop
from game.room.room import Room
from game.rules.compiled import Rules
from game.session.records.recorded_actions import Pause, Rewind
from game.web import judgements
from game.web.judgements import Judgements


def decide(room: Room, side: str = "north", table: int = 1) -> None:
    """Lets a side decide something."""
    key = f"{table}{side}{len(room.tables[table].game.lines)}"
    assert room.decide_for(table, side, [Act("warm")], key) is None


def judged(room: Room, table: int = 1) -> Judged:
    """A judgement of the last decision of a table."""
    made = last_decision_made(room.tables[table].game)
    assert made is not None
    gain, loss = around(-6.2, 1), around(7.1, 1)
    side, move = made.side, made.decision.move
    return Judged(made, Grade(made.line, 1, side, move, gain, loss, "costly", (), 3, 160))


async def seen(twin: Twin, reader: Reader) -> dict[str, bytes]:
    """All that a browser can see, without the keys of its requests, which differ each time."""
    pages = await twin.wired.everything(reader, "say")
    return {path: re.sub(rb'name="key" value="[^"]*"', b"", page) for path, page in pages.items()}


def test_the_last_decision_is_that_which_led_to_where_the_game_stands(tmp_path: Path) -> None:
    room = open_room(tmp_path / "room")
    game = room.tables[1].game
    assert last_decision_made(game) is None
    decide(room)
    decide(room, "south")
    assert room.order(1, [Pause()]) is None
    last = last_decision_made(game)
    assert last is not None
    assert (last.side, last.line) == ("south", 2)
    assert last.before == game.moments[1].state
    assert room.order(1, [Rewind(1)]) is None
    back = last_decision_made(game)
    assert back is not None
    assert (back.side, back.line, back.by_facilitator) == ("north", 1, True)


def test_the_console_shows_the_judgement_of_the_last_decision_of_its_table(tmp_path: Path) -> None:
    room = visit(tmp_path, ENDINGS, tables=2)
    decide(room.room)
    decide(room.room, "south", 2)
    for table in (1, 2):
        room.live.judged[table] = judged(room.room, table)
    room.live.change_console()
    assert "North, turn 1: Warm</span> <b>Costly: −7 ± 1</b>" in console_of(room)
    assert "South, turn 1: Warm" not in console_of(room)
    decide(room.room, "south")
    assert "Costly: −7" not in console_of(room)
    room.live.judged[1] = judged(room.room)
    room.live.change_console()
    assert "South, turn 1: Warm</span> <b>Costly: −7 ± 1</b>" in console_of(room)
    assert room.room.order(1, [Decision(FACILITATOR, Stop("calm"))]) is None
    assert "Costly: −7" not in console_of(room)


def test_nobody_but_the_console_hears_or_sees_anything_of_a_judgement(tmp_path: Path) -> None:
    open_room(tmp_path / "room").close()

    async def run() -> None:
        twin = Twin(tmp_path / "room")
        wired, everybody = twin.wired, [*twin.others, *twin.north]
        decide(wired.room)
        await wired.open(everybody)
        before = [await seen(twin, each) for each in everybody]
        await wired.settle()
        wired.live.judged[1] = judged(wired.room)
        wired.live.change_console()
        assert await wired.settle() == []
        assert [await seen(twin, each) for each in everybody] == before
        await wired.close()
        wired.room.close()

    asyncio.run(run())


def test_decisions_are_judged_once_the_console_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, begun = visit(tmp_path), list[JudgeProcess]()

    class Noted(JudgeProcess):
        def __init__(self, rules: Rules, wake: Callable[[], object]) -> None:
            begun.append(self)
            super().__init__(rules, wake)

    monkeypatch.setattr(judgements, "JudgeProcess", Noted)

    async def run() -> None:
        task = asyncio.create_task(Judgements(room.live, can_be_fast=True).run())
        decide(room.room)
        await asyncio.sleep(0.1)
        assert begun == []
        console_of(room)
        while 1 not in room.live.judged:
            await asyncio.sleep(0.02)
        decide(room.room, "south")
        while room.live.judged[1].made.side == "north":
            await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(run())
    (process,) = begun
    process.wait(30)
    assert process._child.process.exitcode not in (None, 0)
    assert "South, turn 1: Warm" in console_of(room)
    assert "South, turn 1: Warm" not in wall_of(room)
