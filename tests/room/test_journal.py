"""The journal of a room: a line is on disk before it counts, and is read however many follow."""

from __future__ import annotations

import json
import os
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pytest
import tiny
from hypothesis import given, settings
from hypothesis import strategies as st
from tinyroom import full_room, open_room, reopen, sit
from watched_files import Watched

from game.model.frozen import FrozenMap
from game.room import journal as journal_module
from game.room import opening
from game.room import state as state_module
from game.room.events import (
    Agreed,
    Drafted,
    DraftReplaced,
    HandRaised,
    LanguageChosen,
    NoteTaken,
    ObserverAdmitted,
    Ordered,
    PenTaken,
    RoomEvent,
    Seated,
    Selected,
    Unseated,
    WordsDrafted,
    event_values,
    read_event,
)
from game.room.journal import LONGEST_LINE, KeptJournal
from game.room.kept_room import read_kept_words
from game.room.opening import continue_room, cut_journal
from game.room.room import Room
from game.room.room_refusals import RoomError
from game.session import offer_draft, selection
from game.session.offer_draft import proposal
from game.session.records.lines import join_values
from game.session.records.recorded_actions import Message

TALK = """
phases: {deeds: {kind: actions, menus: [deeds], order: together, picks: 2}}
talk: open
"""
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="no folder can be synced")


# On disk before it counts


def test_a_line_is_written_and_synced_before_it_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = full_room(tmp_path / "room")
    watched, kept = Watched(room.folder.path, monkeypatch), room.apply

    def apply(event: RoomEvent, key: str) -> None:
        watched.events.append("counts")
        kept(event, key)

    monkeypatch.setattr(room, "apply", apply)
    room.changed = lambda _event: watched.events.append("shown")
    assert room.do(HandRaised("ann", up=True)) is None
    assert watched.events == ["write .journal", "fsync .journal", "counts", "shown"]


def test_an_order_is_in_the_journal_before_it_is_in_the_record_and_in_both_before_it_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = full_room(tmp_path / "room")
    watched = Watched(room.folder.path, monkeypatch)
    room.changed = lambda _event: watched.events.append("shown")
    mark = room.tables[1].fingerprint("north")
    assert room.confirm("ann", "actions", mark) is None
    on_disk = ["write .journal", "fsync .journal", "write .game", "fsync .game"]
    assert watched.events == [*on_disk, "shown"]


def test_the_words_of_a_message_are_on_disk_before_the_line_that_refers_to_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = full_room(tmp_path / "room", TALK)
    watched = Watched(room.folder.path, monkeypatch)
    room.changed = lambda _event: watched.events.append("shown")
    for words in ("Hello.", "Are you there?"):
        assert room.order(1, [Message("north", "south")], words, device="ann") is None
    order = ["write .journal", "fsync .journal", "fsync .words", "write .game", "fsync .game"]
    new_file = ["fsync folder"] if sys.platform != "win32" else []
    assert watched.events == [*order[:3], *new_file, *order[3:], "shown", *order, "shown"]


@POSIX
def test_a_new_journal_is_on_disk_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "room"
    folder.mkdir()
    watched = Watched(folder, monkeypatch)
    open_room(folder)
    assert watched.events[-2:] == ["fsync .journal", "fsync folder"]


# However long


def lengthen(room: Room, events: list[RoomEvent], count: int) -> None:
    """Closes a room, and adds so many lines to its journal, each with a key of its own."""
    room.close()
    with room.folder.journal.open("ab") as file:
        for number in range(count):
            values = event_values(events[number % len(events)])
            file.write(join_values({**values, "key": f"k{number}", "at": "2025-10-27T09:30:00Z"}))


def test_a_long_journal_is_read_in_little_memory(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room")
    lengthen(room, [HandRaised("ann", up=True), HandRaised("ann", up=False)], 5_000)
    size, lines = room.folder.journal.stat().st_size, 0
    tracemalloc.start()
    for _ in KeptJournal(room.folder.journal):
        lines += 1
    read_kept_words(room.folder.record(1))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert lines > 5_000
    assert peak < size / 4


@pytest.mark.slow(reason="It writes and reads a journal larger than any could be before.")
def test_a_journal_of_300_mebibytes_is_opened(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room")
    hands: list[RoomEvent] = [HandRaised("ann", up=True), HandRaised("ann", up=False)]
    lengthen(room, hands, 1000)
    journal = room.folder.journal
    block = b"".join(journal.read_bytes().splitlines(keepends=True)[-1000:])
    with journal.open("ab") as file:
        while file.tell() < 300 * 2**20:
            file.write(block)
    again = continue_room(tmp_path / "room")
    assert not again.devices["ann"].hand
    assert again.do(HandRaised("ann", up=True)) is None


def test_what_is_done_in_the_same_way_again_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, read = full_room(tmp_path / "room"), list[object]()
    before = len(list(KeptJournal(room.folder.journal)))
    lengthen(room, [HandRaised("ann", up=True), HandRaised("ann", up=False)], 500)

    def counted(values: dict[str, object]) -> RoomEvent | None:
        read.append(values)
        return read_event(values)

    journal_module._event_of.cache_clear()
    monkeypatch.setattr(journal_module, "read_event", counted)
    entries = list(KeptJournal(room.folder.journal))
    assert len(entries) == before + 500
    assert entries[-1] == (HandRaised("ann", up=False), "k499")
    assert len(read) == before + 2


def test_a_draft_that_is_changed_again_and_again_is_worked_out_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = open_room(tmp_path / "room", tiny.TABLE)
    sit(room, "cho", "south")
    drafts: list[RoomEvent] = [Drafted("cho", "pact", "scope", id) for id in ("small", "vast")]
    lengthen(room, drafts, 2 * offer_draft.MOST_UNDONE + 10)
    proposals = list[object]()

    def counted(*asked: object) -> dict[str, str]:
        proposals.append(asked)
        return proposal(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(offer_draft, "proposal", counted)
    draft = continue_room(tmp_path / "room").tables[1].draft("south")
    assert draft is not None
    assert draft.package["scope"] == "vast"
    assert len(proposals) == 2, "once as it begins, once so that it can be offered"
    assert len(draft._earlier) == offer_draft.MOST_UNDONE


def test_an_agreement_is_kept_and_counts_if_the_side_prepares_the_same_again(
    tmp_path: Path,
) -> None:
    room = full_room(tmp_path / "room")
    table = room.tables[1]
    moment = table.moment("north")
    assert room.do(Selected("ann", moment, "warm", selected=True)) is None
    assert room.do(Agreed("bob", table.agreement("north"))) is None
    assert room.do(Selected("ann", moment, "warm", selected=False)) is None
    room = reopen(room)
    assert not room.tables[1].agrees("bob", "north")
    assert room.do(Selected("ann", moment, "warm", selected=True)) is None
    assert room.tables[1].agrees("bob", "north")


def test_the_last_requests_are_known_again_and_old_ones_are_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state_module, "KNOWN_REQUESTS", 10)
    room = full_room(tmp_path / "room")
    for number in range(45):
        assert room.do(HandRaised("ann", up=bool(number % 2)), f"k{number}") is None
    for each in (room, reopen(room)):
        assert all(each.was_done(f"k{number}") for number in range(35, 45))
        assert not each.was_done("k20")
        assert len(each._done | each._done_before) <= 20


# The same, however quickly


def events_at(room: Room) -> list[RoomEvent]:
    """What devices may do at their places, or try to; some change the places."""
    table, devices = room.tables[1], ("ann", "cho")
    moments = ("", *{table.moment(side) for side in ("north", "south")})
    events: list[RoomEvent] = []
    for device in devices:
        events += [PenTaken(device), Unseated(device), LanguageChosen(device, "fr")]
        events += [HandRaised(device, up) for up in (True, False)]
        events += [Drafted(device, "pact", "scope", id) for id in ("vast", "small", "none")]
        events += [DraftReplaced(device, "pact", FrozenMap({"scope": "wide"}))]
        events += [Seated(device, 1, "north", "envoy"), Seated(device, 1, "south", "")]
        events += [NoteTaken(1, 1, 0, text, "now", device, 0) for text in ("\x07", " ", "so")]
        events += [Agreed(device, table.agreement("north")), ObserverAdmitted(device, 1, "")]
        for moment in moments:
            events += [WordsDrafted(device, moment, text) for text in ("We agree.", "No.")]
            events += [
                Selected(device, moment, action, selected)
                for action in ("warm", "cool", "none")
                for selected in (True, False)
            ]
    return events


def contents(room: Room) -> list[object]:
    """What people of a room have prepared, and all else that its journal tells."""
    table = room.tables[1]
    drafts = table.preparations.offer_drafts
    return [
        *(room.devices, room.notes, room._done, room._issues, table.pens, table.pens_lost),
        *(table.selected_by, table._words, table.agreements),
        {side: table.selection(side).picks for side in ("north", "south")},
        {place: (draft._chosen, draft._earlier) for place, draft in drafts.items()},
    ]


@pytest.mark.parametrize(
    "text", ["", TALK, tiny.TABLE + "talk: open\n"], ids=["actions", "words", "a table"]
)
def test_what_is_asked_once_is_answered_as_if_it_were_asked_for_each_line(
    text: str, tmp_path: Path
) -> None:
    room = full_room(tmp_path / "room", text)
    events = events_at(room)
    room.close()
    journal, before = room.folder.journal, room.folder.journal.read_bytes()
    kinds: dict[tuple[str, str], list[RoomEvent]] = {}
    for event in events:
        values = event_values(event)
        kinds.setdefault((values["device"], values["event"]), []).append(event)
    of_a_kind = st.sampled_from([*kinds.values()]).flatmap(st.sampled_from)
    few = st.lists(of_a_kind, min_size=2, max_size=4)
    again = few.flatmap(lambda some: st.lists(st.sampled_from(some), min_size=4, max_size=8))

    @settings(max_examples=30)
    @given(st.lists(again, max_size=8), st.booleans())
    def compare(parts: list[list[RoomEvent]], keys: bool) -> None:
        lines = [event_values(event) for part in parts for event in part]
        journal.write_bytes(before)
        with journal.open("ab") as file:
            for number, values in enumerate(lines):
                key = f"k{number}" if keys else ""
                file.write(join_values({**values, "key": key, "at": "now"}))
        found = []
        for remember in (True, False):
            with pytest.MonkeyPatch.context() as patch:
                if not remember:
                    patch.setattr(opening, "lru_cache", lambda _size: forgetting)
                    patch.setattr(selection, "lru_cache", lambda _size: forgetting)
                opened = continue_room(room.folder.path)
            found.append(contents(opened))
            opened.close()
        assert found[0] == found[1]

    compare()


def forgetting(asked: Callable[..., object]) -> Callable[..., object]:
    """A function that asks again each time."""

    def ask(*values: object) -> object:
        return asked(*values)

    ask.cache_clear = lambda: None  # type: ignore[attr-defined]
    return ask


# Damage


def damaged_room(folder: Path, at: int) -> tuple[Room, bytes]:
    """A room that was closed, and its journal, in which a line, counted from 1, is damaged."""
    room = full_room(folder)
    assert room.do(HandRaised("ann", up=True)) is None
    assert room.do(HandRaised("bob", up=True)) is None
    room.close()
    lines = room.folder.journal.read_bytes().splitlines(keepends=True)
    lines[at - 1] = lines[at - 1].replace(b"up", b"UP").replace(b"cho", b"CHO")
    room.folder.journal.write_bytes(b"".join(lines))
    return room, b"".join(lines)


def test_a_damaged_journal_is_cut_at_its_last_good_line_and_the_rest_is_kept_beside_it(
    tmp_path: Path,
) -> None:
    room, damaged = damaged_room(tmp_path / "room", at=9)
    with pytest.raises(RoomError, match="damaged") as caught:
        continue_room(room.folder.path)
    assert caught.value.values["line"] == 9
    assert room.folder.journal.read_bytes() == damaged  # nobody has asked to cut it
    rest = cut_journal(room.folder.path)
    assert rest == tmp_path / "room" / "room.journal.cut-1"
    assert room.folder.journal.read_bytes() + rest.read_bytes() == damaged
    assert rest.read_bytes().count(b"\n") == 1
    again = continue_room(room.folder.path)
    assert again.devices["ann"].hand
    assert not again.devices["bob"].hand
    again.close()
    assert cut_journal(room.folder.path) is None  # nothing is damaged any more


def test_what_was_cut_before_stays_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    room, _ = damaged_room(tmp_path / "room", at=9)
    first = cut_journal(room.folder.path)
    room.folder.journal.write_bytes(room.folder.journal.read_bytes() + b"not a line\n")
    second = cut_journal(room.folder.path)
    assert first is not None
    assert second is not None
    assert (first.name, second.name) == ("room.journal.cut-1", "room.journal.cut-2")
    assert second.read_bytes() == b"not a line\n"
    if sys.platform != "win32":
        assert {each.stat().st_mode & 0o777 for each in (first, second)} == {0o600}


def test_what_is_cut_is_on_disk_before_the_journal_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, _ = damaged_room(tmp_path / "room", at=9)
    watched, real = Watched(room.folder.path, monkeypatch), os.ftruncate

    def cut(file: int, size: int) -> None:
        watched.events.append("cut")
        real(file, size)

    monkeypatch.setattr(os, "ftruncate", cut)
    assert cut_journal(room.folder.path) is not None
    assert watched.events[:2] == ["fsync .cut-1", "cut"]


def test_a_journal_whose_first_line_is_damaged_is_none(tmp_path: Path) -> None:
    room, damaged = damaged_room(tmp_path / "room", at=9)
    room.folder.journal.write_bytes(damaged.replace(b"communique_room", b"communique_r00m", 1))
    with pytest.raises(RoomError, match="no-room"):
        cut_journal(room.folder.path)
    assert not list(room.folder.path.glob("*.cut-*"))


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_a_line_without_an_end_is_damage_and_never_read_whole(end: bytes, tmp_path: Path) -> None:
    room, _ = damaged_room(tmp_path / "room", at=9)
    assert cut_journal(room.folder.path) is not None
    with room.folder.journal.open("ab") as file:
        file.write(b"x" * (3 * LONGEST_LINE) + end)
    with pytest.raises(RoomError, match="damaged"):
        continue_room(room.folder.path)


def test_a_room_that_can_not_be_opened_leaves_nothing_open(tmp_path: Path) -> None:
    room, _ = damaged_room(tmp_path / "room", at=9)
    for _ in range(2):
        with pytest.raises(RoomError, match="damaged"):  # and not: in use
            continue_room(room.folder.path)


def test_a_line_that_was_not_written_by_us_is_read_by_its_values(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room")
    room.close()
    events: list[RoomEvent] = [HandRaised("ann", up=True), Seated("bob", 1, "north", "envoy")]
    order = Ordered("ann", 1, 99, ("north: pass",), 'a "key", : \\', by_facilitator=False)
    odd = [{"key": 'with "quotes"', **event_values(events[0])}, event_values(events[1])]
    ours = {**event_values(order), "key": "k\\", "at": "now"}
    note = NoteTaken(1, 1, 0, "Écrit : ça", "now", "", 0)
    as_it_is = json.dumps({**event_values(note), "key": "n"}, ensure_ascii=False)[:-1]
    plain = json.dumps({**event_values(note), "key": "n"}, separators=(",", ":"))[:-1]
    before = len(list(KeptJournal(room.folder.journal)))
    with room.folder.journal.open("ab") as file:
        for values in (*odd, ours):
            file.write(join_values(values))
        for body in (as_it_is, as_it_is.replace(', "key": ', ',"key":'), f" \t{plain}"):
            line = body.encode()
            file.write(line + b',"sum":"%08x"}\n' % crc32(line))
    entries = list(KeptJournal(room.folder.journal))[before:]
    assert entries[:3] == [(events[0], 'with "quotes"'), (events[1], ""), (order, "k\\")]
    assert entries[3:] == [(note, "n")] * 3
