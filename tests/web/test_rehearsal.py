"""A rehearsal: bots play every seat as fast as people read, jump to any turn, and leave nothing."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import tiny
import tinyroom
from shipped_rooms import open_in_play
from test_host_command import first_line, hosted
from test_room_console import forms_of
from visiting import Visited, visit

from game.cli import main
from game.model.players import UNIFORM
from game.presenter.reading_time import LONGEST, SHORTEST, seconds_to_read
from game.room.room_refusals import RoomRefusal
from game.session.records.recorded_actions import HandOver, Pause
from game.web.bot_turns import RoomBots
from game.web.posts.console_posts import do_at_console
from game.web.posts.forms import BadForm, Form
from game.web.rehearsal import SPEEDS, RehearsalPace
from game.web.rehearsal import first_line as first_line_of_turn

PATIENCE = 20.0
"""The seconds after which something that should happen has failed."""


def rehearse(folder: Path, tables: int = 1) -> Visited:
    """A tiny room that is rehearsed."""
    room = visit(folder, tables=tables)
    for number in room.room.tables:
        for side in ("north", "south"):
            assert room.room.order(number, [HandOver(side, UNIFORM)]) is None
    room.live.rehearsal = RehearsalPace(room.room)
    return room


def played(room: Visited, then: Callable[[RehearsalPace], Awaitable[None]]) -> None:
    """Lets the bots play while something is done."""

    async def play() -> None:
        rehearsal = room.live.rehearsal
        assert rehearsal is not None
        bots = asyncio.create_task(RoomBots(room.live).run())
        try:
            await then(rehearsal)
        finally:
            bots.cancel()

    asyncio.run(play())


async def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it never happened"
        await asyncio.sleep(0.01)


def turn_of(room: Visited, table: int = 1) -> int:
    return room.room.tables[table].game.state.turn


def test_bots_take_the_time_that_people_need_to_read(tmp_path: Path) -> None:
    room = rehearse(tmp_path)

    async def look(_rehearsal: RehearsalPace) -> None:
        before = len(room.room.tables[1].game.lines)
        await asyncio.sleep(0.3)
        assert len(room.room.tables[1].game.lines) == before

    played(room, look)
    told = open_in_play("kuala-lumpur", tmp_path / "long", 14).live.game_in(1, "en")
    assert SHORTEST < seconds_to_read(told) <= LONGEST


def test_the_wait_ends_sooner_when_the_rehearsal_goes_faster_and_at_once_when_it_jumps(
    tmp_path: Path,
) -> None:
    room = rehearse(tmp_path)
    rehearsal = room.live.rehearsal
    assert rehearsal is not None

    async def wait(seconds: float, change: Callable[[], object]) -> None:
        waiting = asyncio.create_task(rehearsal.wait(1, seconds))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        change()
        await asyncio.wait_for(waiting, PATIENCE)

    async def wait_twice() -> None:
        await wait(0.2, lambda: rehearsal.change_speed(faster=True))
        await wait(3600, lambda: rehearsal.jump(1, 2, "j"))

    asyncio.run(wait_twice())
    for faster, speed in ((True, SPEEDS[-1]), (False, SPEEDS[0])):
        for _ in SPEEDS:
            rehearsal.change_speed(faster=faster)
        assert rehearsal.speed == speed


def test_a_jump_forwards_lets_bots_play_on_at_once_and_one_backwards_steps_back(
    tmp_path: Path,
) -> None:
    room = rehearse(tmp_path)
    turns = room.room.tables[1].game.rules.scenario.turns
    assert turns >= 3

    async def jump(rehearsal: RehearsalPace) -> None:
        assert rehearsal.jump(1, 3, "a") is None
        await until(lambda: turn_of(room) == 3 and not rehearsal.goal(1))
        assert rehearsal.jump(1, 2, "b") is None
        assert turn_of(room) == 2
        game = room.room.tables[1].game
        assert game.moments[-1].before == first_line_of_turn(game, 2)
        # Whoever steps back to the first turn has every bot still in its seat.
        assert rehearsal.jump(1, 1, "c") is None
        assert turn_of(room) <= 1
        assert set(room.room.tables[1].seats.values()) == {UNIFORM}
        assert rehearsal.jump(1, turns + 1, "d") is None
        await until(lambda: not game.state.to_move)
        await until(lambda: not rehearsal.goal(1))
        assert rehearsal.jump(1, turns + 1, "e") == RoomRefusal("nothing-to-decide")
        assert rehearsal.jump(1, 2, "f") is None
        assert game.state.to_move

    played(room, jump)


def test_a_table_that_was_paused_is_paused_again_when_it_arrives(tmp_path: Path) -> None:
    room = rehearse(tmp_path, tables=2)
    assert room.room.order(1, [Pause()]) is None

    async def jump(rehearsal: RehearsalPace) -> None:
        assert rehearsal.jump(1, 2, "a") is None
        game = room.room.tables[1].game
        await until(lambda: turn_of(room) == 2 and game.paused)
        assert turn_of(room, 2) <= 1
        assert not room.room.tables[2].game.paused

    played(room, jump)


def test_every_page_says_that_it_is_a_rehearsal_and_others_do_not(tmp_path: Path) -> None:
    for room, says in ((rehearse(tmp_path), True), (visit(tmp_path / "real"), False)):
        seat, console = room.sit("south"), room.console()
        looks = [(seat, "/seat"), (console, "/console"), (seat, "/wall"), (room.browser(), "/")]
        for browser, path in looks:
            page = browser.get(path).text
            assert ("Rehearsal: bots play every seat" in page) == says, path
            assert ("is-rehearsal" in page) == says


def test_the_console_changes_the_speed_and_jumps_only_in_a_rehearsal(tmp_path: Path) -> None:
    room = rehearse(tmp_path)
    console = room.console()
    page = console.get("/console").text
    assert "Speed 100%" in page
    assert {"speed", "jump"} <= {form["do"] for form in forms_of(page)}
    faster = {"do": "speed", "to": "faster", "key": "f"}
    for _ in range(2):  # the same form sent again does nothing
        assert console.send("/console/do", **faster).status_code == 303
        assert "Speed 200%" in console.get("/console").text
    jump = {"do": "jump", "table": "1", "turn": "3", "key": "j"}
    assert console.send("/console/do", **jump).status_code == 303
    assert "On the way: Turn 3" in console.get("/console").text
    real = visit(tmp_path / "real")
    assert "rehears" not in real.console().get("/console").text
    for fields in (faster, jump):
        with pytest.raises(BadForm):
            do_at_console(real.live, Form(fields))


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.yaml"
    path.write_text(tiny.whole(tinyroom.SIDES + tinyroom.TOGETHER), encoding="utf-8")
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_rehearsal_leaves_nothing_behind_when_it_is_ended_with_ctrl_c(scenario: Path) -> None:
    with hosted(str(scenario), "--rehearse", "--tables", "2", "--port", "0", "--json") as process:
        room = first_line(process)
        folder = Path(room["folder"])
        assert folder.is_dir()
        # Any seat can be looked at.
        assert len(room["slips"]) == 6
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors
    assert "nothing was kept" in errors
    assert not folder.parent.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--continue", "monday"), "leave out --continue"),
        (("--check",), "leave out --check"),
        (("--folder", "monday"), "leave out --folder"),
        (("--seat", "north=me"), "hand it over to a team on the console"),
        (("--seat", "west=uniform"), "west"),
    ],
)
def test_what_does_not_go_together_with_a_rehearsal_is_said(
    words: tuple[str, ...], said: str, scenario: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["host", str(scenario), "--rehearse", *words]) == 2
    assert said in capsys.readouterr().err
