"""A room in a process of its own opens, says why it can't, and ends with whoever started it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import tiny
import tinyroom

from game.desk.rooms.room_process import (
    RoomPlan,
    RoomProcess,
    continue_arguments,
    read_announcement,
)
from game.model.players import ME, UNIFORM
from game.room.opening import continue_room

LONGEST = 60.0
"""The seconds after which a test gives up; the machine may be busy."""


def wait_until(happens: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST
    while not happens() and time.monotonic() < end:
        time.sleep(0.02)
    assert happens()


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "le thé.yaml"
    path.write_text(tiny.whole(tinyroom.SIDES + tinyroom.TOGETHER), encoding="utf-8")
    return path


def test_a_room_opens_in_its_process_ends_when_told_to_and_is_lost_when_killed(
    scenario: Path, tmp_path: Path
) -> None:
    folder, woken = tmp_path / "the room", []
    plan = RoomPlan(str(scenario), {"north": ME, "south": UNIFORM}, tables=2)
    words = (f"--folder={folder}", "--port=0", *plan.arguments())
    process = RoomProcess(words, lambda: woken.append(process.stage))
    wait_until(lambda: process.stage != "opening")
    room = process.room
    assert process.stage == "open"
    assert room is not None
    assert (room.folder, room.tables, room.reachable) == (folder, 2, False)
    assert [(slip.place.table, slip.place.side, slip.place.seat) for slip in room.slips] == [
        (1, "north", "envoy"), (1, "north", "elder"), (2, "north", "envoy"), (2, "north", "elder"),
    ]  # fmt: skip
    process.end()
    assert not process.running
    wait_until(lambda: process.stage == "ended")
    assert (woken, process.complaint) == (["open", "ended"], "")
    again = RoomProcess(continue_arguments(folder), lambda: None)
    wait_until(lambda: again.stage != "opening")
    assert again.room == room
    again._process.kill()
    wait_until(lambda: again.stage == "lost")
    again.close()
    kept = continue_room(folder)
    assert dict(kept.tables[2].seats) == {"north": ME, "south": UNIFORM}
    kept.close()


def test_a_room_that_cant_open_says_why_in_the_language_of_the_room(
    scenario: Path, tmp_path: Path
) -> None:
    seats = {"north": ME, "south": ME}
    gone = RoomPlan(str(scenario), seats, address="203.0.113.9")
    failed = RoomProcess((f"--folder={tmp_path / 'a'}", *gone.arguments()), lambda: None)
    wait_until(lambda: failed.stage == "failed")
    assert failed.complaint.startswith("--address 203.0.113.9: this computer has no such address")
    assert failed.room is None


def test_a_room_ends_when_the_program_that_started_it_is_killed(
    scenario: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "room"
    plan = RoomPlan(str(scenario), {"north": ME, "south": ME})
    words = (f"--folder={folder}", "--port=0", *plan.arguments())
    starts = (
        "import sys, time\n"
        "from game.desk.rooms.room_process import RoomProcess\n"
        f"RoomProcess({words!r}, lambda: print('woken', flush=True))\n"
        "time.sleep(60)\n"
    )
    starter = subprocess.Popen(
        [sys.executable, "-c", starts], stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert starter.stdout is not None
    assert starter.stdout.readline() == "woken\n"
    starter.kill()
    starter.communicate()

    def is_free() -> bool:
        try:
            continue_room(folder).close()
        except Exception:
            return False
        return True

    wait_until(is_free)


@pytest.mark.parametrize("line", ["", "no JSON", "[]", "{}", '{"slips": 1}', '{"slips": [1]}'])
def test_what_announces_no_room_is_read_as_none(line: str) -> None:
    assert read_announcement(line) is None
