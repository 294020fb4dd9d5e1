"""What the facilitator announces: a headline, words, and tracks that move with it."""

from __future__ import annotations

from pathlib import Path

import tiny
from httpx2 import Response
from visiting import Visited, visit

from game.model.decisions import FACILITATOR


def announce(room: Visited, table: str = "1", **fields: str) -> Response:
    fields = {"words": "Five minutes.", "key": f"k{len(str(fields))}{table}", **fields}
    return room.console().send("/console/do", do="announce", table=table, **fields)


def lines(room: Visited, table: int = 1) -> list[str]:
    return [str(line.action) for line in room.room.tables[table].game.lines]


def track(room: Visited, name: str, table: int = 1) -> int:
    return room.room.tables[table].game.view(FACILITATOR).tracks[name]


def test_an_announcement_has_a_headline_and_moves_tracks_through_the_record(tmp_path: Path) -> None:
    room = visit(tmp_path)
    ann = room.sit("north", "envoy", "Ann")
    before = track(room, "trust"), track(room, "heat")
    fields = {"track-1": "trust", "by-1": "-3", "track-2": "heat", "by-2": "2"}
    assert announce(room, headline="A leak", **fields).status_code == 303
    assert (track(room, "trust"), track(room, "heat")) == (before[0] - 3, before[1] + 2)
    assert lines(room) == [
        "announce",
        f"facilitator: set trust {before[0] - 3}",
        f"facilitator: set heat {before[1] + 2}",
    ]
    assert room.room.tables[1].game.lines[0].note == "A leak\nFive minutes."
    page = ann.get("/seat").text
    assert ">A leak<" in page
    assert "Five minutes." in page


def test_the_same_track_twice_moves_once_by_both(tmp_path: Path) -> None:
    room = visit(tmp_path)
    before = track(room, "trust")
    fields = {"track-1": "trust", "by-1": "-3", "track-2": "trust", "by-2": "2"}
    assert announce(room, **fields).status_code == 303
    assert track(room, "trust") == before - 1


def test_everybody_hears_it_and_tracks_move_at_every_table_that_goes_on(tmp_path: Path) -> None:
    room = visit(tmp_path, tables=2)
    end = room.console().send("/console/do", do="end", table="2", key="end")
    assert end.status_code == 303
    before = [track(room, "trust", table) for table in (1, 2)]
    assert announce(room, "0", **{"track-1": "trust", "by-1": "4"}).status_code == 303
    assert [track(room, "trust", table) for table in (1, 2)] == [before[0] + 4, before[1]]
    assert lines(room, 2)[-1] == "announce"


def test_an_announcement_that_names_no_track_of_the_scenario_is_refused_whole(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path, tiny.TABLE)
    assert announce(room, **{"track-1": "nothing", "by-1": "4"}).status_code == 409
    assert announce(room, **{"track-1": "trust", "by-1": "much"}).status_code == 400
    assert announce(room, "3").status_code == 409
    assert lines(room) == []
