"""What breaks fills the wall for a while, and the facilitator turns the wall by hand."""

from __future__ import annotations

import re
from pathlib import Path

import tinyroom
from test_wall import wall_of
from visiting import Visited, visit

from game.model.decisions import Decision, Pass
from game.room.events import (
    StoryTimeSet,
)
from game.room.opening import continue_room

INJECTS = (
    tinyroom.TOGETHER
    + """
injects:
  calm: {name: Calm, text: It is calm.}
"""
)
PRESS = """
stages: {main: {phases: [speaking, deeds]}}
phases:
  speaking: {kind: actions, menus: [press], order: together, picks: 1, no_pass: true}
  deeds: {kind: actions, menus: [deeds], order: together, picks: 2}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm}
  firm: {side: [north, south], name: Firm words, text: We stay where we are., menu: press}
  soft: {side: [north, south], name: Soft words, text: We can move., menu: press}
"""


def fills(room: Visited) -> str:
    """The headline of what fills the wall; empty where the board does."""
    news = wall_of(room).partition('<section class="news')[2]
    heading = re.search(r"<h2>(?:<svg.*?</svg>)?(?:<span>)?(.*?)<", news)
    return heading[1] if heading else ""


def order(room: Visited, do: str, **fields: str) -> None:
    """Sends a form of the console."""
    key = f"{do}{fields}{len(room.room.tables[1].game.moments)}"
    answer = room.console().send("/console/do", do=do, key=key, table="1", **fields)
    assert answer.status_code == 303, answer.text[-1500:]


def test_a_story_fills_the_wall_until_its_time_is_up_and_then_becomes_the_strip(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path, INJECTS)
    assert fills(room) == ""
    order(room, "fire", inject="calm")
    page = wall_of(room)
    assert fills(room) == room.live.words("en").naming.inject("calm")
    assert room.room.code in page
    assert 'class="clock"' in page
    room.clock.now += 29
    assert fills(room)
    room.clock.now += 1
    assert fills(room) == ""
    assert room.live.words("en").naming.inject("calm") in wall_of(room)


def test_a_decision_that_all_may_know_of_ends_a_story_before_its_time(tmp_path: Path) -> None:
    room = visit(tmp_path, INJECTS)
    wall_of(room)
    north, south = room.sit("north", "envoy"), room.sit("south")
    room.room.do(StoryTimeSet(0))
    order(room, "fire", inject="calm")
    room.clock.now += 3600
    assert fills(room)
    # What a side prepares is no decision, and nor is half of one that nobody sees.
    assert north.do("select", action="warm").status_code == 303
    assert fills(room)
    assert south.do("confirm", what="actions").status_code == 303
    assert fills(room) == ""


def test_what_the_facilitator_announces_fills_the_wall_and_a_short_one_is_its_headline(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path)
    wall_of(room)
    order(room, "announce", words="Ten minutes more.")
    assert fills(room) == "Ten minutes more."
    order(room, "announce", words="The hall\nWe meet again at three, in the large hall.")
    assert fills(room) == "The hall"
    assert "<p>We meet again at three, in the large hall.</p>" in wall_of(room)


def test_the_wall_stays_as_it_was_turned_until_something_new_breaks(tmp_path: Path) -> None:
    room = visit(tmp_path, INJECTS)
    wall_of(room)
    order(room, "fire", inject="calm")
    assert "Show the board" in room.console().get("/console").text
    order(room, "wall", shows="board", seconds="30")
    assert fills(room) == ""
    order(room, "wall", shows="story", seconds="30")
    room.clock.now += 3600
    assert fills(room)
    # It is in the journal, and so as it was in a room that is continued.
    path = room.room.folder.path
    room.room.close()
    again = Visited(continue_room(path))
    assert fills(again)
    order(again, "wall", shows="", seconds="15")
    assert '<option value="15" selected>' in again.console().get("/console").text
    order(again, "wall", shows="board", seconds="30")
    assert again.room.story_seconds == 15
    order(again, "announce", words="Go on.")
    assert fills(again) == "Go on."
    refused = again.console().send("/console/do", do="wall", shows="secrets", key="x")
    assert refused.status_code == 409
    assert fills(again) == "Go on."


def test_what_broke_before_a_room_was_continued_does_not_fill_its_wall(tmp_path: Path) -> None:
    room = visit(tmp_path, INJECTS)
    wall_of(room)
    order(room, "fire", inject="calm")
    assert fills(room)
    path = room.room.folder.path
    room.room.close()
    assert fills(Visited(continue_room(path))) == ""


def test_statements_stand_side_by_side_with_side_and_turn_once_all_are_made(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path, PRESS)
    north, south = room.sit("north", "envoy"), room.sit("south")
    wall_of(room)
    north.do("select", action="firm")
    north.do("confirm", what="actions", note="Not an inch, this week.")
    page = wall_of(room)
    assert "Firm words" not in page
    assert "Not an inch" not in page
    south.do("select", action="soft")
    south.do("confirm", what="actions")
    page = wall_of(room)
    assert 'class="news press"' in page
    for each in ("North", "South", "Turn 1", "Firm words", "Soft words", "We can move."):
        assert each in page, each
    assert "“Not an inch, this week.”" in page
    room.clock.now += 60
    strip = wall_of(room).partition('class="strip spoken"')[2]
    assert "“Not an inch, this week.”" in strip
    assert "We can move." in strip


def test_a_message_to_all_stands_beside_the_story_and_one_to_a_side_does_not(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path, INJECTS)
    north = room.sit("north", "envoy")
    north.do("say", to="south", words="Between us.")
    assert "Between us" not in wall_of(room)
    room.clock.now += 5
    north.do("say", to="all", words="For everybody.")
    assert "“For everybody.”" in wall_of(room)
    assert fills(room) == ""
    line = len(room.room.tables[1].game.moments) - 1
    order(room, "hide", line=str(line), hidden="1")
    assert "For everybody" not in wall_of(room)
    order(room, "announce", words="Not for long.")
    assert fills(room) == "Not for long."
    order(room, "hide", line=str(line + 1), hidden="1")
    assert "Not for long" not in wall_of(room)


def test_with_several_tables_only_what_was_announced_to_all_fills_the_wall(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path, INJECTS, tables=2)
    console = room.console()
    before = wall_of(room)
    console.send("/console/do", do="fire", inject="calm", table="1", key="a")
    console.send("/console/do", do="announce", words="Only you.", table="1", key="b")
    assert wall_of(room) == before
    console.send("/console/do", do="announce", words="All of you.", table="0", key="c")
    assert fills(room) == "All of you."
    page = wall_of(room)
    # Neither the turn of a table, nor that one has decided.
    assert "Turn 1 of" not in page.partition('class="news')[2]
    console.send("/console/do", do="announce", words="Only you again.", table="2", key="e")
    assert wall_of(room) == page
    # It is gone when the first table ends its turn.
    next_turn(room, 2)
    assert "All of you." not in wall_of(room)
    assert "All of you." not in wall_of(Visited(room.room))


def next_turn(room: Visited, table: int = 1) -> None:
    """Ends a turn."""
    state = room.room.tables[table].game.state
    while room.room.tables[table].game.state.turn == state.turn:
        side = room.room.tables[table].game.state.to_move[0]
        assert room.room.order(table, [Decision(side, Pass())]) is None


def test_an_announcement_ends_with_its_turn_and_the_story_before_it_is_back(tmp_path: Path) -> None:
    room = visit(tmp_path, INJECTS)
    order(room, "fire", inject="calm")
    order(room, "announce", words="Five minutes.")
    assert "Five minutes." in wall_of(room)
    next_turn(room)
    page = wall_of(room)
    assert "Five minutes." not in page
    assert room.live.words("en").naming.inject("calm") in page
