"""Somebody sets the laptop's clock, or it is put right by the network, while a room is open."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import tinyroom
from ended import page_of
from test_reopened import both, ended, open_again
from test_room_console import console_of
from visiting import Visited, visit

from game.session.clock import TimeOfDay, stamp
from game.session.records.file import read_file
from game.session.records.games import fresh_path
from game.session.records.replay import replay
from game.session.records.safe_files import clear_parts
from game.web.limits import MOST_WRONG_CODES_OF_ADDRESS

HOUR, DAY, YEAR = 3600.0, 86_400.0, 365 * 86_400.0
JUMPS = (HOUR, -HOUR, 3 * DAY, -40 * YEAR)
A_MOMENT = 60.0
"""No test takes so long."""

Jump = Callable[[float], None]


@pytest.fixture
def jump(monkeypatch: pytest.MonkeyPatch) -> Jump:
    """Sets the system's clock so many seconds forwards."""
    real = time.time

    def set_clock(seconds: float) -> None:
        monkeypatch.setattr(time, "time", lambda: real() + seconds)

    return set_clock


def waits(room: Visited) -> list[float]:
    """How long everything on the console has lasted that tells since when it lasts."""
    page = console_of(room)
    since = [float(each) for each in re.findall(r'data-since="(\d+)"', page)]
    assert len(since) >= 4, "the session, the table, the side, a hand, somebody who is away"
    return [room.live.day.now() - each for each in since]


@pytest.mark.parametrize("seconds", JUMPS)
def test_what_has_lasted_for_a_moment_still_has(seconds: float, tmp_path: Path, jump: Jump) -> None:
    room = visit(tmp_path, begun=False)
    room.sit("north", "envoy").do("hand", up="1")
    jump(seconds)
    room.sit("south").do("hand", up="1")
    room.console().send(
        "/console/do", do="decide-for", table="1", side="north", move="pass", key="k"
    )
    assert all(-1 <= each < A_MOMENT for each in waits(room))
    room.console().send("/console/do", do="session", key="s")
    assert all(-1 <= each < A_MOMENT for each in waits(room))


@pytest.mark.parametrize("seconds", JUMPS)
def test_a_table_that_was_reopened_is_open_for_its_minutes(
    seconds: float, tmp_path: Path, jump: Jump
) -> None:
    room = ended(tmp_path)
    north, south = both(room)
    open_again(room)
    jump(seconds)
    offer = {"issue-scope": "medium", "issue-terms": "loose"}
    assert north.do("offer-again", **offer).status_code == 303
    assert south.do("accept-again", number="1").status_code == 303
    open_again(room, key="anew")
    (ends,) = set(re.findall(r'data-since="(\d+)"', page_of(north)))
    assert 0 < float(ends) - room.live.day.now() <= 300


@pytest.mark.parametrize("seconds", JUMPS)
def test_the_time_for_a_decision_and_for_wrong_codes_takes_no_notice(
    seconds: float, tmp_path: Path, jump: Jump
) -> None:
    room = visit(tmp_path)
    room.console().send("/console/do", do="minutes", minutes="2", key="m")
    stranger = room.browser("192.0.2.7")
    for _ in range(MOST_WRONG_CODES_OF_ADDRESS):
        stranger.send("/console/key", console_key="AAAA-AAAA-AAAA")
    jump(seconds)
    assert not room.live.wrong_codes.may_try("console", "192.0.2.7")
    room.clock.now += 30
    assert room.live.clocks[1].seconds_left() == {"left": 90, "whole": 120, "runs": True}
    assert room.live.wrong_codes.may_try("console", "192.0.2.7")


def test_a_room_is_continued_after_the_clock_went_back_or_far_forwards(
    tmp_path: Path, jump: Jump
) -> None:
    room = tinyroom.full_room(tmp_path / "room")
    for number, seconds in enumerate((3 * YEAR, -40 * YEAR, 0), 1):
        jump(seconds)
        side = room.tables[1].game.state.to_move[0]
        device = room.tables[1].pens[side]
        mark = room.tables[1].fingerprint(side)
        assert room.confirm(device, "actions", mark, key=str(number)) is None
        room = tinyroom.reopen(room)
        assert len(room.tables[1].game.lines) == number
        assert Visited(room).console().get("/console").status_code == 200
    room.close()
    record = read_file(tmp_path / "room" / "table-1.game")
    assert [line.at[:4] for line in record.lines] != sorted(line.at[:4] for line in record.lines)
    assert replay(record).lines == list(record.lines)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has no time zone of a process")
def test_a_game_in_the_hour_that_comes_twice_gets_a_name_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    try:
        names = []
        for at in ("2025-10-26T00:30:00Z", "2025-10-26T01:30:00Z"):  # both are 02:30 in Paris
            path = fresh_path(tmp_path, "tiny", at)
            path.touch()
            names.append(path.name)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert names == ["tiny-2025-10-26-0230.game", "tiny-2025-10-26-0230-2.game"]


def test_what_was_half_written_before_the_clock_went_back_is_cleared(tmp_path: Path) -> None:
    part = tmp_path / ".communique-0123456789abcdef.part"
    part.touch()
    os.utime(part, (time.time() + YEAR, time.time() + YEAR))
    clear_parts(tmp_path)
    assert not part.exists()


def test_a_cookie_lasts_from_when_the_phone_gets_it_whatever_the_laptops_clock_says(
    tmp_path: Path, jump: Jump
) -> None:
    jump(-40 * YEAR)
    room = visit(tmp_path)
    browser = room.browser()
    path = f"/slip/{room.slip('south')}"
    cookie = browser.send(path, name="", key=browser.key(path)).headers["set-cookie"]
    assert "Max-Age=604800" in cookie
    assert "expires" not in cookie.lower()


def test_the_time_of_day_runs_on_evenly_and_is_told_as_a_stamp(jump: Jump) -> None:
    seconds = [100.0]
    jump(0)
    day = TimeOfDay(lambda: seconds[0])
    began = day.now()
    assert day.stamp() == stamp(began)
    jump(-YEAR)
    seconds[0] += 90
    assert day.now() == pytest.approx(began + 90)
