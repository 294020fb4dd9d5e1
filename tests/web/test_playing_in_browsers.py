"""Joining a room and playing in it with browsers, by forms alone."""

from __future__ import annotations

from pathlib import Path

import tiny
from visiting import visit

from game.model.play import STATUS


def test_two_sides_join_by_slips_select_and_confirm(tmp_path: Path) -> None:
    room = visit(tmp_path)
    ann, cho = room.sit("north", "envoy", "Ann"), room.sit("south", name="Cho")
    assert ann.do("select", action="warm").headers["location"] == "/seat?tab=decide"
    assert ann.do("confirm", what="actions").status_code == 303
    assert cho.do("confirm", what="actions").status_code == 303
    lines = [str(line.action) for line in room.room.tables[1].game.lines]
    assert lines == ["north: warm", "north: pass", "south: pass"]
    assert [each.name for each in room.room.devices.values()] == ["Ann", "Cho"]


def test_one_side_drafts_and_offers_and_the_other_accepts(tmp_path: Path) -> None:
    room = visit(tmp_path, tiny.TABLE)
    ann, cho = room.sit("north", "envoy"), room.sit("south")
    assert cho.do("draft", negotiation="pact", issue="scope", option="small").status_code == 303
    assert cho.do("confirm", what="offer").status_code == 303
    assert ann.do("confirm", what="accept").status_code == 303
    assert room.room.tables[1].game.state.tables[0].status == STATUS.index("agreed")
