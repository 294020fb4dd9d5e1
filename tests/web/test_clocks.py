"""The clock of a table tells since when it waits for those that are to decide now."""

from __future__ import annotations

from pathlib import Path

import pytest
from visiting import Visited, visit

from game.session.clock import TimeOfDay
from game.web import live_room


class Day(TimeOfDay):
    """The time of day, which a test sets."""

    at = 1_000_000.0

    def now(self) -> float:
        return self.at


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> Day:
    day = Day()
    monkeypatch.setattr(live_room, "TimeOfDay", lambda: day)
    return day


def do(room: Visited, what: str, **fields: str) -> None:
    answer = room.console().send(
        "/console/do", do=what, table="1", key=what + str(fields), **fields
    )
    assert answer.status_code == 303


def waited(room: Visited, day: Day) -> float:
    """How many seconds the table has waited by now."""
    return day.now() - room.live.clocks[1].since


def test_a_table_waits_anew_when_one_side_has_decided(tmp_path: Path, day: Day) -> None:
    room = visit(tmp_path)
    day.at += 100
    assert waited(room, day) == 100
    do(room, "decide-for", side="north", move="pass")
    assert waited(room, day) == 0
    day.at += 40
    # What is said, or noted, is no decision.
    do(room, "announce", words="Two minutes.")
    assert waited(room, day) == 40


def test_the_time_of_a_pause_is_not_counted(tmp_path: Path, day: Day) -> None:
    room = visit(tmp_path)
    day.at += 60
    do(room, "pause")
    day.at += 600
    do(room, "resume")
    day.at += 5
    assert waited(room, day) == 65


def test_more_time_is_for_this_decision_only(tmp_path: Path) -> None:
    room = visit(tmp_path)
    do(room, "minutes", minutes="2")
    clock = room.live.clocks[1]
    room.clock.now += 30
    do(room, "more-time")
    assert clock.seconds_left() == {"left": 150, "whole": 180, "runs": True}
    # Where the time is up, it begins again.
    room.clock.now += 1000
    do(room, "more-time", again="1")
    assert clock.seconds_left() == {"left": 60, "whole": 240, "runs": True}
    do(room, "decide-for", side="north", move="pass")
    do(room, "decide-for", side="south", move="pass")
    assert clock.seconds_left() == {"left": 120, "whole": 120, "runs": True}


def test_after_a_step_back_a_table_waits_anew(tmp_path: Path, day: Day) -> None:
    room = visit(tmp_path)
    do(room, "track", track="trust", to="3")
    day.at += 30
    do(room, "step-back", line="0")
    assert waited(room, day) == 0


def test_a_game_that_is_over_has_no_clock(tmp_path: Path) -> None:
    room = visit(tmp_path)
    do(room, "minutes", minutes="2")
    clock = room.live.clocks[1]
    assert clock.seconds_left() is not None
    do(room, "pause")
    assert clock.seconds_left() is not None
    do(room, "end", outcome="")
    assert clock.seconds_left() is None
