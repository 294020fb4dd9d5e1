"""The facilitator hides what somebody wrote, and locks the room."""

from __future__ import annotations

from pathlib import Path

import tiny
from httpx2 import Response
from test_room_console import console_of
from tinyroom import reopen
from visiting import Browser, Visited, visit

from game.presenter.debriefing.debriefed_table import EndedTables
from game.room.events import Joined, RoomLocked, WordsHidden
from game.room.room_refusals import RoomRefusal

TALK = "talk: open\n"


def at_console(room: Visited, **fields: str) -> Response:
    return room.console().send("/console/do", **{"key": f"k{len(str(fields))}", **fields})


def texts(browser: Browser) -> str:
    return "".join(browser.get(f"/seat?tab={tab}").text for tab in ("decide", "state", "messages"))


def test_a_hidden_message_is_shown_to_no_side_and_can_be_shown_again(tmp_path: Path) -> None:
    room = visit(tmp_path, tiny.TABLE + TALK)
    ann, cho = room.sit("north", "envoy", "Ann"), room.sit("south", name="Cho")
    said = ann.send("/do", do="say", to="south", words="You are a fool.", key="say", tab="messages")
    assert said.status_code == 303
    assert "You are a fool." in texts(cho)
    line = str(len(room.room.tables[1].game.lines))
    hide = {"do": "hide", "table": "1", "line": line}
    assert at_console(room, hidden="1", **hide).status_code == 303
    for browser in (ann, cho):
        assert "fool" not in texts(browser)
        assert "The facilitator has hidden these words." in texts(browser)
    assert "You are a fool." in console_of(room)
    assert "hidden from the sides" in console_of(room)
    assert room.room.tables[1].game.lines[-1].note == "You are a fool."
    assert at_console(room, hidden="0", key="again", **hide).status_code == 303
    assert "You are a fool." in texts(cho)


def test_a_hidden_announcement_and_a_hidden_argument_are_gone_too(tmp_path: Path) -> None:
    room = visit(tmp_path, tiny.TABLE + TALK)
    ann, cho = room.sit("north", "envoy", "Ann"), room.sit("south", name="Cho")
    assert at_console(room, do="announce", table="0", words="Wrong room!").status_code == 303
    assert "Wrong room!" in texts(ann)
    for issue, option in (("scope", "small"), ("terms", "loose")):
        cho.do("draft", negotiation="pact", issue=issue, option=option)
    assert cho.do("confirm", what="offer", note="Or else.").status_code == 303
    assert "Or else." in texts(ann)
    tables = EndedTables(room.room, room.live.game_in)
    assert tables.table(1, "en").debrief.written_with({2}) == ("South said why: “Or else.”",)
    for line in (1, 2):
        assert room.room.do(WordsHidden(1, line, hidden=True)) is None
    assert "Wrong room!" not in texts(ann)
    assert "Or else." not in texts(ann)
    assert "South, with an offer" in console_of(room)
    [debriefed] = tables.table(1, "en").debrief.written_with({2})
    assert "Or else." not in debriefed


def test_what_is_hidden_stays_hidden_when_the_room_is_continued(tmp_path: Path) -> None:
    room = visit(tmp_path, TALK)
    assert at_console(room, do="announce", table="1", words="Wrong.").status_code == 303
    assert room.room.do(WordsHidden(1, 1, hidden=True)) is None
    assert room.room.do(RoomLocked(locked=True)) is None
    again = reopen(room.room)
    assert again.tables[1].hidden_words == {1}
    assert again.locked
    again.close()


def test_only_words_of_the_record_can_be_hidden(tmp_path: Path) -> None:
    room = visit(tmp_path).room
    assert room.do(WordsHidden(2, 1, hidden=True)) == RoomRefusal("no-such-table")
    for line in (-1, 0, 1, 7):
        assert room.do(WordsHidden(1, line, hidden=True)) == RoomRefusal("unreadable")


def test_into_a_locked_room_nobody_new_comes_and_who_is_in_stays_in(tmp_path: Path) -> None:
    room = visit(tmp_path)
    ann = room.sit("north", "envoy", "Ann")
    assert at_console(room, do="lock", locked="1").status_code == 303
    assert "Locked" in console_of(room)
    late = room.browser()
    for path, fields in (
        ("/join", {"code": room.room.code}),
        (f"/slip/{room.slip('south')}", {}),
    ):
        answer = late.send(path, name="Late", key=late.key("/"), **fields)
        assert answer.status_code == 403
        assert "The room is locked" in answer.text
        assert "set-cookie" not in answer.headers
    assert len(room.room.devices) == 1
    assert room.room.do(Joined("late", "Late", "en")) == RoomRefusal("locked")
    assert ann.do("hand", up="1").status_code == 303
    # A person who is in may still move with a slip.
    slip = f"/slip/{room.slip('north', 'elder')}"
    assert ann.send(slip, key=ann.key(slip)).headers["location"] == "/seat"
    assert at_console(room, do="lock", locked="0").status_code == 303
    late.send("/join", code=room.room.code, name="Late", key=late.key("/"))
    assert len(room.room.devices) == 2
