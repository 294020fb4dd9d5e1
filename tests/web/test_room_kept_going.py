"""What keeps a room going: bots beside it, a wall that stays safe, trouble that is told."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest
import tinyroom
from visiting import ORIGIN, Visited, visit

from game.bots.players import BotPlayers
from game.model.decisions import Act, Move
from game.session.records.recorded_actions import HandOver, Pause
from game.web import pages
from game.web.bot_turns import RoomBots

TALKING = f"talk: open\n{tinyroom.TOGETHER}"


def with_bots(folder: Path, *sides: str) -> Visited:
    """A room in which these sides are bots."""
    seats = dict.fromkeys(sides, "uniform")
    return Visited(tinyroom.open_room(folder / "room", seats=seats))


async def until(ready: object, seconds: float = 10) -> None:
    """Waits until a function says so."""
    end = time.monotonic() + seconds
    while not ready() and time.monotonic() < end:  # type: ignore[operator]
        await asyncio.sleep(0.01)
    assert ready()  # type: ignore[operator]


def run_bots(room: Visited, scene: object) -> None:
    """Plays a scene beside the bots."""

    async def both() -> None:
        bots = asyncio.create_task(RoomBots(room.live).run())
        try:
            await scene()  # type: ignore[operator]
        finally:
            bots.cancel()

    asyncio.run(both())


def test_bots_decide_by_themselves_and_wait_for_people(tmp_path: Path) -> None:
    room = with_bots(tmp_path, "south")
    table = room.room.tables[1]

    async def scene() -> None:
        await until(lambda: table.game.state.to_move == ("north",))
        turn = table.game.state.turn
        room.room.decide_for(1, "north", list(table.game.asking("north").legal.moves[-1:]), "k")
        await until(lambda: table.game.state.turn > turn and len(table.game.state.to_move) == 1)

    run_bots(room, scene)


def test_nobody_waits_for_a_bot_that_thinks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = with_bots(tmp_path, "south")
    table = room.room.tables[1]
    thinking: list[object] = []
    done: list[bool] = []

    def think(_self: object, _game: object, request: object) -> Move:
        thinking.append(request)
        while not done:
            time.sleep(0.005)
        return Act("warm")

    monkeypatch.setattr(BotPlayers, "decide", think)

    async def scene() -> None:
        await until(lambda: thinking)
        # What it thought of counts no more: its seat is a person's now.
        assert room.room.order(1, [HandOver("south", "me")]) is None
        done.append(True)
        await asyncio.sleep(0.1)
        assert not [line for line in table.game.lines if str(line.action).startswith("south: ")]

    run_bots(room, scene)


def test_in_a_pause_bots_do_not_decide(tmp_path: Path) -> None:
    room = with_bots(tmp_path, "north", "south")
    assert room.room.order(1, [Pause()]) is None

    async def scene() -> None:
        await asyncio.sleep(0.1)
        assert len(room.room.tables[1].game.lines) == 1

    run_bots(room, scene)


def test_a_bot_that_fails_is_told_on_the_console_and_asked_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    room = with_bots(tmp_path, "south")
    asked = []

    def fail(*_arguments: object) -> Move:
        asked.append(1)
        raise RuntimeError("no idea")

    monkeypatch.setattr(BotPlayers, "decide", fail)

    async def scene() -> None:
        await until(lambda: room.live.trouble)
        await asyncio.sleep(0.05)
        assert len(asked) == 1

    run_bots(room, scene)
    assert "A bot has failed" in room.console().get("/console").text
    assert "no idea" in caplog.text


def test_what_cannot_be_kept_is_told_on_the_console_until_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = visit(tmp_path)
    ann, console = room.sit("north", "envoy"), room.console()

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(room.room._journal, "append", full)
    assert ann.do("hand", up="1").status_code == 409
    assert "can’t be saved" in console.get("/console").text
    monkeypatch.undo()
    assert ann.do("hand", up="1").status_code == 303
    assert "can’t be saved" not in console.get("/console").text


def test_after_a_mistake_the_wall_keeps_its_last_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    room = visit(tmp_path)
    good = room.browser().get("/wall", **{"x-view": "1"}).text

    def fail(*_arguments: object, **_named: object) -> object:
        raise ValueError("it can't be sure")

    monkeypatch.setattr(pages, "wall_page", fail)
    room.live.change()
    assert room.browser().get("/wall", **{"x-view": "1"}).text == good
    fresh = Visited(room.room)
    answer = fresh.browser().get("/wall")
    assert answer.status_code == 200
    assert "One moment" in answer.text
    assert ORIGIN not in answer.text
    assert "it can't be sure" in caplog.text


def test_after_a_step_back_from_the_end_a_mistake_shows_the_card_and_not_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = visit(tmp_path)
    console, wall = room.console(), room.browser()
    console.send("/console/do", do="end", table="1", key="e")
    assert "The game is over" in wall.get("/wall").text

    def fail(*_arguments: object, **_named: object) -> object:
        raise ValueError("it can't be sure")

    monkeypatch.setattr(pages, "wall_page", fail)
    room.live.change()
    assert "The game is over" in wall.get("/wall").text
    console.send("/console/do", do="step-back", table="1", line="0", key="b")
    assert "One moment" in wall.get("/wall").text


def test_a_device_sends_one_message_in_two_seconds(tmp_path: Path) -> None:
    room = visit(tmp_path, TALKING)
    ann = room.sit("north", "envoy")
    form = {"do": "say", "to": "south"}
    assert ann.send("/do", words="First", key="a", **form).status_code == 303
    assert ann.send("/do", words="First", key="a", **form).status_code == 303
    refused = ann.send("/do", words="Second", key="b", **form)
    assert refused.status_code == 409
    assert "Wait a moment" in refused.text
    room.clock.now += 2
    assert ann.send("/do", words="Second", key="c", **form).status_code == 303
    lines = room.room.tables[1].game.lines
    assert [line.note for line in lines] == ["First", "Second"]


def test_the_clock_of_a_table_begins_again_with_each_decision_and_stops_in_a_pause(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path)
    ann, cho, console = room.sit("north", "envoy"), room.sit("south"), room.console()
    console.send("/console/do", do="minutes", minutes="2", key="a")
    clock = room.live.clocks[1]
    room.clock.now += 30
    assert clock.seconds_left() == {"left": 90, "whole": 120, "runs": True}
    ann.do("confirm", what="actions")
    assert clock.seconds_left() == {"left": 90, "whole": 120, "runs": True}
    console.send("/console/do", do="pause", table="1", key="b")
    room.clock.now += 500
    assert clock.seconds_left() == {"left": 90, "whole": 120, "runs": False}
    console.send("/console/do", do="resume", table="1", key="c")
    cho.do("confirm", what="actions")
    assert clock.seconds_left() == {"left": 120, "whole": 120, "runs": True}
