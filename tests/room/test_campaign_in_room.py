"""A campaign in a room: people, slips and what tables have come to go from chapter to chapter."""

from __future__ import annotations

from pathlib import Path

import pytest
import talkroom

from game.model.decisions import FACILITATOR, Decision, SetTrack, Stop
from game.room.chapters import begin_next, go_back, latest_room, open_again
from game.room.events import (
    Joined,
    ObserverAdmitted,
    PenTaken,
    Reissued,
    Seated,
    TimeSet,
    Unseated,
)
from game.room.kept_room import read_slips
from game.room.opening import branch_room
from game.room.people import Place, Watch
from game.room.room import Room
from game.session.campaign_save import CampaignError
from game.session.records.file import read_file
from game.session.records.recorded_actions import HandOver, RecordedAction


def do(room: Room, table: int, *actions: RecordedAction) -> None:
    assert room.order(table, actions) is None


def end(room: Room, outcome: str = "unsettled", table: int = 1, trust: int = 50) -> None:
    """Ends the game of a table with a value of trust."""
    if room.tables[table].game.view(FACILITATOR).tracks["trust"] != trust:
        do(room, table, Decision(FACILITATOR, SetTrack("trust", trust)))
    if room.tables[table].game.state.to_move:
        do(room, table, Decision(FACILITATOR, Stop(outcome)))


def sit(room: Room, device: str, table: int, side: str) -> None:
    assert room.do(Joined(device, device.title(), "en")) is None
    assert room.do(Seated(device, table, side, "")) is None


def places(room: Room) -> dict[str, Place | None]:
    return {device.id: device.place for device in room.devices.values()}


def go_on(room: Room) -> Room:
    """The room of the next chapter; that of this one is closed, as the server does it."""
    following = begin_next(room, ())
    room.close()
    return following


def test_people_keep_their_seats_where_their_side_is_another_one(tmp_path: Path) -> None:
    room = talkroom.open_campaign(tmp_path / "room")
    assert room.do(TimeSet(4)) is None
    for device, side in (("ann", "north"), ("bob", "north"), ("cho", "south")):
        sit(room, device, 1, side)
    assert room.do(PenTaken("bob")) is None
    codes = {slip.place.side: slip.code for slip in room.slips()}
    end(room)
    second = go_on(room)
    assert (second.code, second.minutes) == (room.code, 4)
    assert {id: place and place.side for id, place in places(second).items()} == {
        "ann": "north", "bob": "north", "cho": "south",
    }  # fmt: skip
    assert second.tables[1].pens == {"north": "bob", "south": "cho"}
    assert second.tables[1].pens_lost == {}
    end(second)
    third = go_on(second)  # plays: {north: south, south: north}
    assert {id: place and place.side for id, place in places(third).items()} == {
        "ann": "south", "bob": "south", "cho": "north",
    }  # fmt: skip
    # A slip admits its person in every chapter: that of north is one of south now.
    assert {slip.place.side: slip.code for slip in third.slips()} == {
        "south": codes["north"], "north": codes["south"],
    }  # fmt: skip
    assert read_slips(latest_room(tmp_path / "room")).slips == third.slips()
    talkroom.close(third)


def test_each_table_brings_along_its_own_past(tmp_path: Path) -> None:
    room = talkroom.open_campaign(tmp_path / "room", 2)
    end(room, table=1, trust=70)
    end(room, table=2, trust=30)
    room = go_on(room)
    assert [table.game.rules.starts["trust"] for table in room.tables.values()] == [55, 35]
    assert len({table.game.moments[0].state.seed for table in room.tables.values()}) == 1
    assert read_file(room.folder.record(2)).header.starts["trust"] == 35
    talkroom.close(room)


def test_a_table_that_skips_a_chapter_waits_and_has_its_seats_in_the_next(tmp_path: Path) -> None:
    room = talkroom.open_campaign(tmp_path / "room", 2)
    for device, table, side in (("ann", 1, "north"), ("bob", 1, "south"), ("cho", 2, "north")):
        sit(room, device, table, side)
    end(room, "rupture", table=1)
    end(room, table=2)
    second = go_on(room)
    assert list(second.tables) == [2]
    assert places(second) == {"ann": None, "bob": None, "cho": Place(2, "north")}
    assert second.kept["ann"].name == "north"
    second = talkroom.reopen(second)  # on another day
    assert (list(second.tables), second.kept["bob"].name) == ([2], "south")
    end(second, table=2)
    third = go_on(second)
    assert list(third.tables) == [1, 2]
    assert places(third) == {
        "ann": Place(1, "south"), "bob": Place(1, "north"), "cho": Place(2, "south"),
    }  # fmt: skip
    for table in (1, 2):
        end(third, table=table)
    assert third.campaign is not None
    assert third.campaign.next_number(third) == 0
    results = [third.campaign.of_table(third, n).results for n in (1, 2)]
    assert results == [(-8, -9, 28), (-16, -9, 44)]
    talkroom.close(third)


def test_who_gets_another_seat_meanwhile_has_that_one(tmp_path: Path) -> None:
    room = talkroom.open_campaign(tmp_path / "room", 2)
    sit(room, "ann", 1, "north")
    sit(room, "bob", 1, "south")
    end(room, "rupture", table=1)
    end(room, table=2)
    room = go_on(room)
    assert room.do(Seated("ann", 2, "south", "")) is None
    assert room.do(Unseated("bob")) is None
    end(room, table=2)
    room = go_on(room)
    assert places(room) == {"ann": Place(2, "north"), "bob": None}
    talkroom.close(room)


def test_a_slip_that_was_issued_again_stays_the_only_one(tmp_path: Path) -> None:
    room = talkroom.open_campaign(tmp_path / "room", 2)
    old = next(slip.code for slip in room.slips() if slip.place == Place(1, "north"))
    assert room.do(Reissued(1, "north", "")) is None
    new = next(slip.code for slip in room.slips() if slip.place == Place(1, "north"))
    sit(room, "ann", 1, "north")
    end(room, "rupture", table=1)
    end(room, table=2)
    room = go_on(room)  # table 1 doesn't play this chapter
    end(room, table=2)
    room = go_on(room)
    assert room.place_of_code(old) is None
    assert room.place_of_code(new) == Place(1, "south")
    assert places(room) == {"ann": Place(1, "south")}
    talkroom.close(room)


def test_observers_go_along_with_what_they_see(tmp_path: Path) -> None:
    room = talkroom.open_campaign(tmp_path / "room")
    for device, side in (("ann", ""), ("bob", "north")):
        assert room.do(Joined(device, device.title(), "en")) is None
        assert room.do(ObserverAdmitted(device, 1, side)) is None
    for _ in range(2):
        end(room)
        room = go_on(room)
    assert room.devices["ann"].watch == Watch(1, "")
    assert room.devices["bob"].watch == Watch(1, "south")
    talkroom.close(room)


def test_observers_of_a_table_that_waits_see_it_again(tmp_path: Path) -> None:
    room = talkroom.open_campaign(tmp_path / "room", 2)
    assert room.do(Joined("ann", "Ann", "en")) is None
    assert room.do(ObserverAdmitted("ann", 1, "north")) is None
    end(room, "rupture", table=1)
    end(room, table=2)
    room = go_on(room)
    assert room.devices["ann"].watch is None
    end(room, table=2)
    room = go_on(room)
    assert room.devices["ann"].watch == Watch(1, "south")
    talkroom.close(room)


def test_a_bot_that_stands_in_stands_in_further_and_leaves_the_chairs(tmp_path: Path) -> None:
    room = talkroom.open_campaign(tmp_path / "room")
    sit(room, "cho", 1, "south")
    do(room, 1, HandOver("south", "s_hard"))
    end(room)
    room = go_on(room)
    table = room.tables[1]
    assert (table.first_seats["south"], table.seats["south"]) == ("me", "s_hard")
    assert places(room) == {"cho": Place(1, "south")}
    room = talkroom.reopen(room)
    end(room)
    room = go_on(room)
    # A persona that isn't made for a side there gives way to the first one that is.
    assert room.tables[1].seats["north"] == "n_soft"
    assert places(room) == {"cho": Place(1, "north")}
    talkroom.close(room)


def test_going_back_puts_the_chapter_aside_with_its_people_known(tmp_path: Path) -> None:
    room = talkroom.open_campaign(tmp_path / "room")
    sit(room, "ann", 1, "north")
    end(room, trust=70)
    room = go_on(room)
    sit(room, "bob", 1, "south")
    assert room.do(Reissued(1, "north", "")) is None
    end(room)
    lines = len(room.tables[1].game.lines)
    room = go_back(room)
    aside = tmp_path / "room" / "aside" / "1" / "2-second"
    assert len(read_file(aside / "table-1.game").lines) == lines
    assert room.folder.path.name == "1-first"
    assert places(room) == {"ann": None, "bob": Place(1, "south")}, "her slip was issued again"
    room = talkroom.reopen(room)
    assert room.folder.path.name == "1-first"
    room = go_on(room)
    assert not room.tables[1].game.lines
    assert room.tables[1].game.rules.starts["trust"] == 55
    talkroom.close(room)


def test_a_chapter_is_played_on_from_with_what_it_brought_along(tmp_path: Path) -> None:
    room = talkroom.open_campaign(tmp_path / "room")
    end(room, trust=70)
    room = go_on(room)
    end(room)
    branch_room(tmp_path / "branch", room.folder.record(1), 1, "en")
    other = open_again(tmp_path / "branch")
    assert other.campaign is None
    assert other.tables[1].game.rules.starts["trust"] == 55
    assert other.tables[1].game.state.to_move
    other.close()
    talkroom.close(room)


def test_folders_say_what_opens_them(tmp_path: Path) -> None:
    room = talkroom.open_campaign(tmp_path / "room")
    chapter = room.folder.path
    talkroom.close(room)
    with pytest.raises(CampaignError) as caught:
        open_again(chapter)
    assert (caught.value.code, caught.value.values) == (
        "of-chapter", {"folder": str(tmp_path / "room")},
    )  # fmt: skip


def test_a_room_that_was_half_made_is_made_anew(tmp_path: Path) -> None:
    room = talkroom.open_campaign(tmp_path / "room")
    sit(room, "ann", 1, "north")
    end(room)
    half = tmp_path / "room" / "next"
    half.mkdir()
    (half / "key").write_text("half", encoding="utf-8")
    room = talkroom.reopen(room)
    assert room.folder.path.name == "1-first"
    room = go_on(room)
    assert places(room) == {"ann": Place(1, "north")}
    assert not half.exists()
    talkroom.close(room)
