"""From a decision of a finished game people play on in a room of its own."""

from __future__ import annotations

import html
import re
from pathlib import Path

from ended import ended, own_lines
from test_room_console import console_of, forms_of
from tinyroom import reopen
from visiting import Visited, visit

from game.room.events import PlayedOn
from game.room.opening import continue_room
from game.room.room_refusals import RoomRefusal


def ask_for(room: Visited, line: int, key: str = "on", table: int = 1) -> int:
    """Asks on the console to play on from before a line; the status of the answer."""
    form = {"do": "play-on", "table": str(table), "line": str(line), "key": key}
    return room.console().send("/console/do", **form).status_code


def test_the_console_makes_a_room_that_stands_before_the_decision(tmp_path: Path) -> None:
    room = ended(tmp_path)
    first, second = own_lines(room, "north")
    record = room.room.folder.record(1).read_bytes()
    form = next(each for each in forms_of(console_of(room)) if each.get("do") == "play-on")
    assert form["line"] == str(first)
    assert ask_for(room, second) == 303
    commands = re.findall(r"<code>communique host --continue (.*?)</code>", console_of(room))
    folder = Path(html.unescape(commands[0]).strip("'"))
    assert folder.parent == room.room.folder.path
    other = continue_room(folder)
    game = other.tables[1].game
    assert game.state == room.room.tables[1].game.moments[second - 1].state
    assert other.key != room.room.key
    assert other.setup.tables == (1,)
    played = Visited(other)
    assert "Warm" in played.sit("north", "envoy").get("/seat").text
    other.close()
    assert room.room.folder.record(1).read_bytes() == record


def test_the_same_request_makes_one_room_and_another_another(tmp_path: Path) -> None:
    room = ended(tmp_path)
    line = own_lines(room, "north")[0]
    for key in ("a", "a", "b"):
        assert ask_for(room, line, key) == 303
    again = Visited(reopen(room.room))
    assert console_of(again).count("<code>communique host --continue") == 2


def test_as_long_as_a_game_goes_on_it_is_not_played_on_elsewhere(tmp_path: Path) -> None:
    room = visit(tmp_path)
    assert "play-on" not in console_of(room)
    assert ask_for(room, 1) == 409
    assert ask_for(room, 1, table=9) == 409
    assert room.room.do(PlayedOn(1, 1, "x")) == RoomRefusal("not-over")
    assert not list(room.room.folder.path.glob("table-1-from-*"))


def test_before_which_line_is_one_of_the_record(tmp_path: Path) -> None:
    room = ended(tmp_path)
    for line in (0, 99):
        assert ask_for(room, line, f"{line}") == 409
