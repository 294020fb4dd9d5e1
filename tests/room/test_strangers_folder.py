"""The folder of a room that somebody else has made is opened, or what is wrong with it is told.

Its lines have the right checksums, so that only their values can tell.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tinyroom import full_room

from game.model.decisions import FACILITATOR, Decision, Stop
from game.room.opening import continue_room
from game.room.room import Room
from game.room.room_refusals import RoomError
from game.session.records.lines import join_values, split_values
from game.web.network.doors import DoorPlan, read_plan, write_plan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    room = full_room(tmp_path / "room")
    room.close()
    return room.folder.path


def add(folder: Path, /, **event: Any) -> Room:
    """The room in a folder to whose journal something was added."""
    with (folder / "room.journal").open("ab") as file:
        file.write(join_values({**event, "key": "", "at": ""}))
    return continue_room(folder)


@pytest.mark.parametrize(
    "values",
    [{"tables": each} for each in (0, -1, "1", None)]
    + [{"language": 7}, {"language": None}, {"at": 5}, {"at": None}],
    ids=str,
)
def test_a_first_line_that_tells_no_room_begins_none(values: dict[str, Any], folder: Path) -> None:
    journal = folder / "room.journal"
    first, _, rest = journal.read_bytes().partition(b"\n")
    header = {**(split_values(first) or {}), **values}
    kept = {name: value for name, value in header.items() if value is not None}
    journal.write_bytes(join_values(kept) + rest)
    with pytest.raises(RoomError, match="no-room") as caught:
        continue_room(folder)
    assert dict(caught.value.values) == {"path": str(journal)}


@pytest.mark.parametrize("key", [b"", b"00", b"zz" * 32, b"\xff", b"0" * 62, b"0" * 66])
def test_no_room_opens_with_a_key_that_could_be_guessed(key: bytes, folder: Path) -> None:
    (folder / "key").write_bytes(key)
    with pytest.raises(RoomError, match="damaged") as caught:
        continue_room(folder)
    assert caught.value.values["path"] == str(folder / "key")


@pytest.mark.parametrize(
    "order",
    [
        {"table": 9},
        {"table": 0},
        {"actions": []},
        {"actions": ["gibberish"]},
        {"actions": ["pause", "gibberish"]},
        {"actions": ["pause"], "by_facilitator": True},
        {"actions": ["seat south mine.py:bot@0123456789abcdef"]},
        {"actions": ["south: warm"], "line": 7, "by_facilitator": True, "device": "ann"},
    ],
    ids=str,
)
def test_an_order_that_makes_no_sense_is_not_carried_out(
    order: dict[str, Any], folder: Path
) -> None:
    usual = {"device": "", "table": 1, "line": 1, "actions": ["pause"], "note": ""}
    room = add(folder, **{"event": "Ordered", **usual, "by_facilitator": False, **order})
    lines = [str(line.action) for line in room.tables[1].game.lines]
    assert lines == (["south: warm"] if order.get("line") else [])
    assert room.tables[1].people == ("north", "south")
    room.close()


def test_a_note_or_a_room_to_play_on_that_is_nowhere_does_not_count(folder: Path) -> None:
    note = {"event": "NoteTaken", "turn": 1, "text": "x"}
    add(folder, **note, table=9, objective=0).close()
    add(folder, **note, table=1, objective=-7).close()
    room = add(folder, event="Ordered", device="", table=1, line=1, note="", by_facilitator=False,
               actions=[str(Decision(FACILITATOR, Stop("calm")))])  # fmt: skip
    assert room.is_over
    room.close()
    for name in ("../../elsewhere", "a b", "", "x; y"):
        add(folder, event="PlayedOn", table=1, line=1, folder=name).close()
    room = add(folder, event="PlayedOn", table=1, line=1, folder="table-1-from-1-1")
    assert room.notes == []
    assert [each.folder for each in room.tables[1].looking_back.played_on] == ["table-1-from-1-1"]
    room.close()


@pytest.mark.parametrize(
    "plan",
    [{"port": 99999}, {"port": -1}, {"port": 10**30}, {"port": float("inf")}, {"address": "\0"},
     {"address": "é.."}, {"address": "evil.example"}, {"port": "x"}, {"name": None, "port": None}],
    ids=repr,
)  # fmt: skip
def test_an_address_that_there_cannot_be_is_chosen_anew(
    plan: dict[str, Any], tmp_path: Path
) -> None:
    text = json.dumps({"port": 80, "address": "", "name": "", **plan})
    (tmp_path / "door.json").write_text(text, encoding="utf-8")
    assert read_plan(tmp_path) is None
    (tmp_path / "door.json").write_text("[" * 2000, encoding="utf-8")
    assert read_plan(tmp_path) is None
    kept = DoorPlan(80, "192.0.2.7", "room.local")
    write_plan(tmp_path, kept)
    assert read_plan(tmp_path) == kept
