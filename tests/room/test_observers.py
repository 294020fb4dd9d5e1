"""Observers of a room: who admits them, what they may do, and what is left after a crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from tinyroom import full_room, open_room, reopen, sit

from game.room.events import (
    Joined,
    NoteTaken,
    ObserverAdmitted,
    ObserverSlipReissued,
    ObservingAsked,
    PenTaken,
    RoomEvent,
    Seated,
    Unseated,
    event_values,
    read_event,
)
from game.room.people import Place, Watch
from game.room.room import Room
from game.room.room_refusals import RoomRefusal


def observer(room: Room, table: int = 1, side: str = "") -> str:
    """A new device that observes."""
    assert room.do(Joined("eve", "Eve", "en")) is None
    assert room.do(ObservingAsked("eve", asks=True)) is None
    assert room.do(ObserverAdmitted("eve", table, side)) is None
    return "eve"


def code_of(room: Room, watch: Watch) -> str:
    return next(slip.code for slip in room.observer_slips() if slip.watch == watch)


def test_who_asks_to_observe_waits_until_the_facilitator_says_what_they_see(tmp_path: Path) -> None:
    room = open_room(tmp_path / "room")
    assert room.do(Joined("eve", "Eve", "en")) is None
    assert room.do(ObservingAsked("eve", asks=True)) is None
    assert room.devices["eve"].waits
    assert room.devices["eve"].asks_to_observe
    assert room.do(ObserverAdmitted("eve", 1, "south")) is None
    assert not room.devices["eve"].waits
    assert room.devices["eve"].watch == Watch(1, "south")


def test_each_view_of_each_table_has_a_slip_of_its_own(tmp_path: Path) -> None:
    room = open_room(tmp_path / "room", tables=2)
    watches = [Watch(table, side) for table in (1, 2) for side in ("", "north", "south")]
    assert [slip.watch for slip in room.observer_slips()] == watches
    codes = {slip.code for slip in room.slips()} | {slip.code for slip in room.observer_slips()}
    assert len(codes) == len(watches) + 6
    assert room.watch_of_code(code_of(room, watches[4]).lower()) == watches[4]
    assert room.place_of_code(code_of(room, watches[4])) is None
    assert room.watch_of_code(room.slips()[0].code) is None


def test_a_new_slip_for_observers_ends_the_old_one(tmp_path: Path) -> None:
    room = open_room(tmp_path / "room")
    observer(room, side="north")
    old = code_of(room, Watch(1, "north"))
    public = code_of(room, Watch(1))
    assert room.do(ObserverSlipReissued(1, "north")) is None
    assert room.watch_of_code(old) is None
    assert room.devices["eve"].waits
    assert code_of(room, Watch(1)) == public
    assert room.do(ObserverSlipReissued(1, "nobody")) == RoomRefusal("no-such-place")


@pytest.mark.parametrize("watch", [(2, ""), (1, "nobody")])
def test_nobody_observes_what_there_is_not(tmp_path: Path, watch: tuple[int, str]) -> None:
    room = open_room(tmp_path / "room")
    assert room.do(Joined("eve", "Eve", "en")) is None
    assert room.do(ObserverAdmitted("eve", *watch)) == RoomRefusal("no-such-place")
    assert room.do(ObserverAdmitted("zoe", 1, "")) == RoomRefusal("unknown-device")


def test_an_observer_decides_nothing(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room")
    eve = observer(room, side="south")
    mark = room.tables[1].fingerprint("south")
    assert room.do(PenTaken(eve)) == RoomRefusal("no-place")
    assert room.confirm(eve, "actions", mark) == RoomRefusal("no-place")
    assert room.say(eve, "all", "Hello.") == RoomRefusal("no-place")
    assert room.devices_of(1, "south") == (room.devices["cho"],)


def test_who_sits_down_observes_no_longer_and_who_observes_hands_on_the_pen(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room")
    assert room.tables[1].pens["north"] == "ann"
    assert room.do(ObserverAdmitted("ann", 1, "")) is None
    assert room.tables[1].pens["north"] == "bob"
    assert room.devices["ann"].place is None
    assert room.do(Seated("ann", 1, "south", "")) is None
    assert room.devices["ann"].watch is None
    assert room.devices["ann"].place == Place(1, "south")
    eve = observer(room)
    assert room.do(Unseated(eve)) is None
    assert room.devices[eve].waits


def test_only_observers_write_notes_besides_the_facilitator_and_of_their_own_table(
    tmp_path: Path,
) -> None:
    room = open_room(tmp_path / "room", tables=2)
    sit(room, "ann", "north", "envoy")
    eve = observer(room)

    def note(device: str, table: int = 1, text: str = "They wait.") -> object:
        return room.do(NoteTaken(table, 1, 0, text, "", device, 0))

    assert note("ann") == RoomRefusal("not-observing")
    assert note("zoe") == RoomRefusal("unknown-device")
    assert note(eve, table=2) == RoomRefusal("no-such-table")
    assert note(eve, text=" ") == RoomRefusal("no-words")
    assert note("") is None
    assert note(eve) is None
    assert [each.device for each in room.notes] == ["", eve]


def test_observers_and_their_notes_are_there_again_after_a_crash(tmp_path: Path) -> None:
    room = open_room(tmp_path / "room", tables=2)
    eve = observer(room, 2, "north")
    assert room.do(NoteTaken(2, 1, 3, "They wait.", device=eve, line=4)) is None
    assert room.do(ObserverSlipReissued(1, "south")) is None
    codes = [slip.code for slip in room.observer_slips()]
    again = reopen(room)
    assert again.devices == room.devices
    (note,) = again.notes
    assert evolve(note, at="") == room.notes[0]
    assert [slip.code for slip in again.observer_slips()] == codes


def test_a_note_that_an_earlier_version_wrote_is_read() -> None:
    event: RoomEvent = NoteTaken(1, 2, 0, "They wait.", "2026-11-28T08:01:00Z")
    values = event_values(event)
    del values["device"], values["line"]
    assert read_event(values) == event
    del values["text"]
    assert read_event(values) is None
