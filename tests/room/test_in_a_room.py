"""A room: places, pens, what sides prepare and confirm, and what is left of it after a crash."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny
from tinyroom import full_room, open_room, reopen, sit

from game.model.decisions import Act, Decision, Pass
from game.model.refusals import Refusal
from game.room.events import (
    LONGEST_NAME,
    Agreed,
    Drafted,
    HandRaised,
    Joined,
    Ordered,
    PenTaken,
    Reissued,
    Seated,
    Selected,
    Unseated,
    WordsDrafted,
)
from game.room.opening import continue_room
from game.room.people import Place
from game.room.room import Room
from game.room.room_refusals import RoomError, RoomRefusal
from game.session.records.record import RecordError, RecordLine
from game.session.records.recorded_actions import Pause


def select(room: Room, device: str, action: str) -> object:
    place = room.devices[device].place
    assert place is not None
    moment = room.tables[place.table].moment(place.side)
    return room.do(Selected(device, moment, action, selected=True))


def confirm(room: Room, device: str, what: str = "actions", key: str = "") -> object:
    place = room.devices[device].place
    assert place is not None
    mark = room.tables[place.table].fingerprint(place.side)
    return room.confirm(device, what, mark, key=key)


def code_of(room: Room, place: Place) -> str:
    return next(slip.code for slip in room.slips() if slip.place == place)


def test_there_is_a_slip_for_every_seat_and_for_a_side_without_seats(tmp_path: Path) -> None:
    room = open_room(tmp_path / "room")
    places = [Place(1, "north", "envoy"), Place(1, "north", "elder"), Place(1, "south")]
    assert [slip.place for slip in room.slips()] == places
    assert len({slip.code for slip in room.slips()}) == 3
    typed = code_of(room, places[0]).lower()
    assert room.place_of_code(f" {typed[:4]}-{typed[4:]} ") == places[0]
    assert room.place_of_code("22222222") is None


def test_a_slip_that_is_issued_again_ends_the_old_one_and_its_devices_wait(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room")
    place = Place(1, "north", "envoy")
    old = code_of(room, place)
    assert room.do(Reissued(1, "north", "envoy")) is None
    assert room.place_of_code(old) is None
    assert room.place_of_code(code_of(room, place)) == place
    assert room.devices["ann"].place is None
    assert room.tables[1].pens["north"] == "bob"
    assert reopen(room).place_of_code(old) is None


def test_the_first_device_of_a_side_holds_its_pen_and_any_other_can_take_it(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room")
    assert room.tables[1].pens == {"north": "ann", "south": "cho"}
    assert room.do(PenTaken("bob")) is None
    assert room.tables[1].pens["north"] == "bob"
    assert confirm(room, "ann") == RoomRefusal("no-pen")
    assert room.do(Unseated("bob")) is None
    assert room.tables[1].pens["north"] == "ann"


def test_what_one_device_selects_its_side_shares_and_the_pen_confirms(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room")
    table = room.tables[1]
    assert select(room, "bob", "warm") is None
    assert select(room, "ann", "cool") is None
    assert table.selection("north").picks == ("warm", "cool")
    assert table.selected_by["north"] == {"warm": "bob", "cool": "ann"}
    assert table.selection("south").picks == ()
    assert room.do(Selected("ann", table.moment("north"), "warm", selected=False)) is None
    assert table.selection("north").picks == ("cool",)
    assert confirm(room, "ann") is None
    assert [str(line.action) for line in table.game.lines] == ["north: cool", "north: pass"]


def test_a_page_that_shows_another_draft_confirms_nothing(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room")
    mark = room.tables[1].fingerprint("north")
    assert select(room, "bob", "warm") is None
    assert room.confirm("ann", "actions", mark) == RoomRefusal("draft-changed")
    assert not room.tables[1].game.lines


def test_the_other_sides_confirmation_makes_no_page_out_of_date(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room")
    assert select(room, "ann", "warm") is None
    mark = room.tables[1].fingerprint("north")
    assert select(room, "cho", "cool") is None
    assert confirm(room, "cho") is None
    assert room.tables[1].fingerprint("north") == mark
    assert room.tables[1].selection("north").picks == ("warm",)
    assert room.confirm("ann", "actions", mark) is None


def test_agreement_is_with_what_was_shown(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room")
    table = room.tables[1]
    assert select(room, "ann", "warm") is None
    assert room.do(Agreed("bob", table.fingerprint("north"))) is None
    assert table.agrees("bob", "north")
    assert select(room, "ann", "cool") is None
    assert not table.agrees("bob", "north")


STATEMENT = """
phases: {press: {kind: actions, menus: [deeds], order: together, picks: 1, no_pass: true}}
stages: {main: {phases: [press]}}
talk: offers
"""


def write(room: Room, device: str, words: str) -> object:
    place = room.devices[device].place
    assert place is not None
    moment = room.tables[place.table].moment(place.side)
    return room.do(WordsDrafted(device, moment, words))


def test_an_agreement_is_with_the_words_too(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room", STATEMENT)
    table = room.tables[1]
    assert select(room, "ann", "warm") is None
    mark = table.agreement("north")
    assert write(room, "ann", "We are glad.") is None
    assert room.do(Agreed("bob", mark)) == RoomRefusal("draft-changed")
    assert room.do(Agreed("bob", table.agreement("north"))) is None
    assert table.agrees("bob", "north")
    assert write(room, "ann", "We are not glad.") is None
    assert not table.agrees("bob", "north")
    # The pen confirms what its own page shows, whatever words it has shown before.
    assert room.confirm("ann", "actions", mark, "We are glad.") is None


def test_words_are_prepared_by_the_pen_for_one_decision_only(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room", STATEMENT)
    assert write(room, "bob", "We are glad.") == RoomRefusal("no-pen")
    moment = room.tables[1].moment("north")
    assert write(room, "ann", "We are glad.") is None
    assert select(room, "ann", "warm") is None
    room = reopen(room)
    table = room.tables[1]
    assert (table.words("north"), table.words("south")) == ("We are glad.", "")
    too_long = write(room, "ann", "x" * 501)
    assert isinstance(too_long, Refusal)
    assert too_long.code == "too-long"
    assert confirm(room, "ann") is None
    assert table.words("north") == ""
    assert write(room, "ann", "Late.") == RoomRefusal("nothing-to-decide")
    assert select(room, "cho", "cool") is None
    assert confirm(room, "cho") is None
    assert table.game.state.turn == 2
    assert room.do(WordsDrafted("ann", moment, "Late.")) == RoomRefusal("draft-changed")
    assert table.words("north") == ""


@pytest.mark.parametrize("text", ["talk: offers\n", STATEMENT.replace("offers", "none")])
def test_where_nothing_is_said_with_a_decision_nothing_is_prepared(
    text: str, tmp_path: Path
) -> None:
    refused = write(full_room(tmp_path / "room", text), "ann", "We are glad.")
    assert refused == RoomRefusal("nothing-to-decide")


def test_a_request_that_is_sent_twice_has_one_effect(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room")
    mark = room.tables[1].fingerprint("north")
    for _ in range(2):
        assert room.confirm("ann", "actions", mark, key="k1") is None
    again = reopen(room)
    assert again.confirm("ann", "actions", mark, key="k1") is None
    assert [str(line.action) for line in again.tables[1].game.lines] == ["north: pass"]


def test_after_a_crash_everybody_is_back_where_they_were(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room")
    select(room, "bob", "warm")
    confirm(room, "ann")
    confirm(room, "cho")
    select(room, "cho", "cool")
    room.do(HandRaised("bob", up=True))
    room.do(PenTaken("bob"))
    before = room.tables[1]
    again = reopen(room)
    table = again.tables[1]
    assert again.devices == room.devices
    assert table.game.state == before.game.state
    assert table.pens == before.pens
    assert {side: table.selection(side).picks for side in ("north", "south")} == {
        "north": (),
        "south": ("cool",),
    }
    assert table.fingerprint("south") == before.fingerprint("south")


def test_what_was_confirmed_when_the_program_died_is_finished(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room")
    for action in ("warm", "cool"):
        select(room, "ann", action)
    table = room.tables[1]
    order = Ordered("ann", 1, 1, ("north: warm", "north: cool"), "Because.", by_facilitator=False)
    room._journal.append(order, "k1")
    table.game.do(Decision("north", Act("warm")), "Because.")
    again = reopen(room)
    assert [str(line.action) for line in again.tables[1].game.lines] == list(order.actions)
    assert again.was_done("k1")
    assert [line.note for line in again.tables[1].game.lines] == ["Because.", ""]


def test_what_the_record_went_another_way_is_not_done_again(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room")
    order = Ordered("ann", 1, 1, ("north: warm", "north: cool"), "", by_facilitator=False)
    room._journal.append(order)
    room.tables[1].game.do(Decision("north", Pass()))
    again = reopen(room)
    assert [str(line.action) for line in again.tables[1].game.lines] == ["north: pass"]


def test_what_the_record_could_not_keep_is_not_done_later_and_can_be_sent_again(
    tmp_path: Path,
) -> None:
    room = full_room(tmp_path / "room")
    mark = room.tables[1].fingerprint("north")

    def full(_line: RecordLine) -> None:
        raise RecordError("unwritten", reason="disk full")

    room.tables[1].game.keep_with(full)
    with pytest.raises(RecordError, match="unwritten"):
        room.confirm("ann", "actions", mark, key="k1")
    assert not room.was_done("k1")
    again = reopen(room)
    assert not again.tables[1].game.lines
    assert not again.was_done("k1")
    assert again.confirm("ann", "actions", mark, key="k1") is None
    assert [str(line.action) for line in again.tables[1].game.lines] == ["north: pass"]


def test_a_draft_is_shared_and_survives_a_crash(tmp_path: Path) -> None:
    room = open_room(tmp_path / "room", tiny.TABLE)
    sit(room, "cho", "south")
    assert room.do(Drafted("cho", "pact", "scope", "vast")) is None
    draft = room.tables[1].draft("south")
    assert draft is not None
    assert draft.package["scope"] == "vast"
    assert isinstance(room.do(Drafted("cho", "pact", "scope", "nothing")), RoomRefusal)
    again = reopen(room).tables[1].draft("south")
    assert again is not None
    assert again.package == draft.package


TWO_TABLES = """
stages: {main: {phases: [hall, annex, deeds]}}
phases:
  hall: {kind: table, table: pact, rounds: 1}
  annex: {kind: table, table: truce, rounds: 1}
  deeds: {kind: actions, menus: [deeds], order: together}
tables:
  pact:
    between: [north, south]
    rounds: 4
    open: true
    issues:
      scope:
        options: {small: {worth: {north: 1, south: 9}}, vast: {worth: {north: 9, south: 1}}}
  truce:
    between: [south, north]
    rounds: 4
    open: true
    issues:
      length:
        options: {brief: {worth: {north: 1, south: 9}}, long: {worth: {north: 9, south: 1}}}
"""


def test_only_the_draft_for_the_table_that_is_visited_can_be_changed(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room", TWO_TABLES)
    assert room.tables[1].visited == "pact"
    assert room.do(Drafted("ann", "truce", "length", "long")) == RoomRefusal("nothing-to-decide")
    assert room.do(Drafted("ann", "pact", "scope", "vast")) is None
    for device in ("ann", "cho"):
        assert confirm(room, device, "pass") is None
    assert room.tables[1].visited == "truce"
    assert room.do(Drafted("ann", "pact", "scope", "small")) == RoomRefusal("nothing-to-decide")
    assert room.do(Drafted("cho", "truce", "length", "long")) is None
    # What was drafted for the other table doesn't stand in the way of going on.
    again = reopen(room).tables[1].draft("south")
    assert again is not None
    assert again.package == {"length": "long"}


def test_a_draft_for_a_table_that_is_not_visited_can_be_looked_at(tmp_path: Path) -> None:
    table = full_room(tmp_path / "room", TWO_TABLES).tables[1]
    draft = table.preparations.offer_draft("north", "truce")
    assert draft.package == {}
    draft.choose("length", "long")
    assert draft.package == {}


def test_the_facilitator_acts_on_a_game_and_in_a_pause_nobody_confirms(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room")
    assert room.order(1, [Pause()], key="p") is None
    assert room.tables[1].game.paused
    answer = confirm(room, "ann")
    assert isinstance(answer, Refusal)
    assert answer.code == "paused"
    assert room.order(1, [Pause()]) == Refusal("paused")
    assert room.order(2, [Pause()]) == RoomRefusal("no-such-table")


def test_nobody_sits_where_there_is_no_place_or_acts_without_one(tmp_path: Path) -> None:
    room = open_room(tmp_path / "room", seats={"south": "uniform"})
    assert room.do(Joined("ann", "A" * (LONGEST_NAME + 1), "en")) == RoomRefusal("too-long")
    assert room.do(Joined("ann", "Ann", "en")) is None
    assert room.do(PenTaken("ann")) == RoomRefusal("no-place")
    assert room.do(PenTaken("eve")) == RoomRefusal("unknown-device")
    for place in (Place(1, "south"), Place(1, "north"), Place(2, "north", "envoy")):
        seated = Seated("ann", place.table, place.side, place.seat)
        assert room.do(seated) == RoomRefusal("no-such-place")
    assert room.devices["ann"].place is None


def test_a_folder_serves_one_program_at_a_time_and_only_a_rooms_folder_is_continued(
    tmp_path: Path,
) -> None:
    room = open_room(tmp_path / "room")
    with pytest.raises(RoomError, match="in-use"):
        continue_room(tmp_path / "room")
    room.close()
    continue_room(tmp_path / "room").close()
    with pytest.raises(RoomError, match="no-room"):
        continue_room(tmp_path)
    with pytest.raises(FileExistsError):
        open_room(tmp_path / "room")


def test_only_its_owner_can_read_a_rooms_folder(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room")
    modes = {each.name: each.stat().st_mode & 0o777 for each in room.folder.path.iterdir()}
    assert modes == {"key": 0o600, "lock": 0o600, "room.journal": 0o600, "table-1.game": 0o600}
    assert room.folder.path.stat().st_mode & 0o777 == 0o700


def test_a_line_that_was_only_half_written_is_left_out_and_other_damage_is_told(
    tmp_path: Path,
) -> None:
    room = full_room(tmp_path / "room")
    journal = room.folder.journal
    room.close()
    whole = journal.read_bytes()
    journal.write_bytes(whole[:-5])
    again = continue_room(room.folder.path)
    assert "cho" in again.devices
    assert again.devices["cho"].place is None
    again.close()
    journal.write_bytes(whole.replace(b"Bob", b"Rob"))
    with pytest.raises(RoomError, match="damaged"):
        continue_room(room.folder.path)
