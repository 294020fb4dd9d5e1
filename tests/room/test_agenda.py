"""The agenda of a session is planned by the scenario, and by the facilitator when it goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny
from tinyroom import open_room, reopen

from game.presenter.console.agenda import agenda
from game.room.agenda import planned_minutes, session_parts
from game.room.events import AgendaSet, SessionBegan, TimeAdded, TimeSet
from game.room.room_refusals import RoomRefusal
from game.words.wording import Wording

HOUR = tiny.TABLE.replace("turns: 4", "turns: 5\nminutes: [45, 60]")


def words(text: str = HOUR) -> Wording:
    return Wording(tiny.rules(text).scenario)


def test_a_scenario_gives_every_part_of_a_session_its_minutes() -> None:
    scenario = words().scenario
    assert [(part.first, part.last) for part in session_parts(scenario)] == [
        (0, 0),
        (1, 3),
        (4, 5),
        (0, 0),
    ]
    assert planned_minutes(scenario) == (10, 15, 20, 15)
    assert planned_minutes(words(tiny.TABLE).scenario) == ()


def test_a_turn_is_to_begin_and_to_end_within_its_part() -> None:
    second = agenda(words(), (), 2, begun=True, over=False)
    assert second.step == "Turn 2"
    assert (second.begins, second.ends) == (60 * 15, 60 * 20)
    assert [part.state for part in second.parts] == ["done", "now", "next", "next"]
    changed = agenda(words(), (0, 30, 20, 5), 4, begun=True, over=False)
    assert (changed.begins, changed.ends) == (60 * 30, 60 * 40)
    assert changed.minutes == 55
    assert [part.time for part in changed.parts] == ["", "until 30:00", "until 50:00", "5 min"]


def test_briefing_and_debrief_last_as_long_as_their_part() -> None:
    before = agenda(words(), (), 1, begun=False, over=False)
    assert (before.step, before.begins, before.ends) == ("Briefing", 0, 600)
    after = agenda(words(), (), 5, begun=True, over=True)
    assert (after.step, after.begins, after.ends) == ("Debrief", 60 * 45, 60 * 60)


def test_without_minutes_nobody_is_late() -> None:
    plan = agenda(words(tiny.TABLE), (), 1, begun=True, over=False)
    assert (plan.begins, plan.ends, plan.minutes) == (0, 0, 0)
    assert all(part.time == "" for part in plan.parts)


def test_the_facilitators_agenda_and_the_beginning_are_kept(tmp_path: Path) -> None:
    room = open_room(tmp_path / "room")
    count = len(session_parts(room.tables[1].game.rules.scenario))
    plan = tuple(range(5, 5 + count))
    assert room.do(AgendaSet(plan), "a") is None
    assert room.do(SessionBegan("2026-11-28T09:00:00Z"), "b") is None
    again = reopen(room)
    assert again.agenda == plan
    assert again.session_began
    again.close()


@pytest.mark.parametrize("plan", [(), (5,), (5, 5, 5, 5, 5), (-1, 5, 5, 5), (5, 5, 5, 1441)])
def test_an_agenda_of_other_parts_is_refused(tmp_path: Path, plan: tuple[int, ...]) -> None:
    room = open_room(tmp_path / "room", HOUR)
    assert room.do(AgendaSet(plan)) == RoomRefusal("no-agenda")
    room.close()


def test_more_time_needs_a_limit_and_a_table(tmp_path: Path) -> None:
    room = open_room(tmp_path / "room")
    assert room.do(TimeAdded(1, 1)) == RoomRefusal("no-limit")
    assert room.do(TimeAdded(2, 1)) == RoomRefusal("no-such-table")
    assert room.do(TimeSet(3)) is None
    assert room.do(TimeAdded(1, 1)) is None
    room.close()
