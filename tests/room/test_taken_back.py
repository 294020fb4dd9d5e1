"""What a step back, a new place or another player takes with it, and who may do what until when."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny
from tinyroom import TOGETHER, full_room, open_room, reopen

from game.model.decisions import FACILITATOR, Act, Decision, Move, Pass, SetTrack, Stop
from game.room.events import (
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_RULE,
    Agreed,
    HandRaised,
    Joined,
    NoteTaken,
    PenTaken,
    Revealed,
    RoomEvent,
    RuleWritten,
    Seated,
    Selected,
    TalksReopened,
    TurningPointsMarked,
    Unseated,
    WordsDrafted,
)
from game.room.room import Room
from game.room.room_refusals import RoomRefusal
from game.session.records.record import RecordError, RecordLine
from game.session.records.recorded_actions import Announce, HandOver, Pause, Rewind

STATEMENT = """
phases: {press: {kind: actions, menus: [deeds], order: together, picks: 1, no_pass: true}}
stages: {main: {phases: [press]}}
talk: offers
"""
SHOWN = RoomRefusal("shown")
UNREADABLE = RoomRefusal("unreadable")


def ended(folder: Path) -> Room:
    """A room whose game was ended after north had warmed in line 1 and south passed in line 3."""
    room = full_room(folder, TOGETHER)
    moves: list[tuple[str, Move]] = [
        ("north", Act("warm")), ("north", Pass()), ("south", Pass()),
    ]  # fmt: skip
    for number, (side, move) in enumerate(moves):
        assert room.decide_for(1, side, [move], str(number)) is None
    assert room.order(1, [Decision(FACILITATOR, Stop("calm"))]) is None
    return room


def test_a_page_from_before_a_step_back_selects_and_says_nothing(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room", STATEMENT)
    table = room.tables[1]
    moment = table.moment("north")
    assert room.do(WordsDrafted("ann", moment, "We are glad.")) is None
    assert table.words("north") == "We are glad."
    assert room.order(1, [Decision(FACILITATOR, SetTrack("trust", 7))]) is None
    assert table.moment("north") == moment, "nobody decided anything"
    # The game is where it was when the page was shown, but not by way of it.
    assert room.order(1, [Rewind(0)]) is None
    assert table.words("north") == ""
    late = room.do(Selected("ann", moment, "warm", selected=True))
    assert late == RoomRefusal("draft-changed")
    assert room.do(WordsDrafted("ann", moment, "Late.")) == RoomRefusal("draft-changed")
    again = reopen(room).tables[1]
    assert (again.words("north"), again.rewinds) == ("", 1)
    assert again.moment("north") == table.moment("north")


def test_a_step_back_begins_the_debrief_anew(tmp_path: Path) -> None:
    room = ended(tmp_path / "room")
    assert room.do(RuleWritten("ann", "Ask first.")) is None
    assert room.do(TurningPointsMarked("ann", (1,), "50")) is None
    assert room.do(Revealed("scores", 5)) is None
    assert room.do(TurningPointsMarked("bob", (), "")) == SHOWN
    assert room.order(1, [Rewind(3)]) is None
    for each in (room, reopen(room)):
        table = each.tables[1]
        assert (each.revealed, each.was_revealed) == ("", set())
        assert (table.looking_back.marked, table.looking_back.rules) == ({}, {})
        room = each
    assert room.order(1, [Decision(FACILITATOR, Stop("calm"))]) is None
    for device in ("ann", "bob"):
        assert room.do(TurningPointsMarked(device, (1,), "")) is None


def test_what_a_person_marks_are_up_to_three_decisions_of_the_own_side_once(
    tmp_path: Path,
) -> None:
    room = ended(tmp_path / "room")
    assert room.do(TurningPointsMarked("ann", (1, 3), "")) == UNREADABLE
    assert room.do(TurningPointsMarked("ann", (1, 1, 1, 1), "")) == UNREADABLE
    assert room.do(TurningPointsMarked("ann", (1, 2, 2), "7")) is None
    assert room.do(TurningPointsMarked("ann", (), "")) == SHOWN
    marked = room.tables[1].looking_back.marks_of("north")
    assert [(each.lines, each.guess) for each in marked] == [((1, 2, 2), 7)]


def test_who_leaves_a_seat_leaves_nothing_there(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room")
    table = room.tables[1]
    assert room.do(HandRaised("bob", up=True)) is None
    assert room.do(PenTaken("bob")) is None
    assert table.pens_lost == {"north": "ann"}
    assert room.do(Agreed("bob", table.agreement("north"))) is None
    assert room.do(Unseated("bob")) is None
    for each in (room, reopen(room)):
        table = each.tables[1]
        assert not each.devices["bob"].hand
        assert table.agreements == {}
        assert table.pens == {"north": "ann", "south": "cho"}
        assert table.pens_lost == {}, "nobody took the pen from ann"
        room = each
    assert room.do(Seated("bob", 1, "north", "elder")) is None
    assert not room.tables[1].agrees("bob", "north")


@pytest.mark.parametrize(
    ("longest", "event"),
    [
        (LONGEST_NAME, lambda text: Joined("dan", text, "en")),
        (LONGEST_NOTE, lambda text: NoteTaken(1, 1, 0, text)),
        (LONGEST_RULE, lambda text: RuleWritten("ann", text)),
    ],
)
def test_a_text_may_be_as_long_as_is_said_and_no_longer(
    longest: int, event: object, tmp_path: Path
) -> None:
    room = ended(tmp_path / "room")
    assert callable(event)
    written: list[RoomEvent] = [event("x" * length) for length in (longest + 1, longest)]
    assert [room.do(each) for each in written] == [RoomRefusal("too-long"), None]


def test_an_announcement_may_be_as_long_as_is_said_and_no_longer(tmp_path: Path) -> None:
    room = open_room(tmp_path / "room")
    assert room.order(1, [Announce()], "x" * (LONGEST_NOTE + 1)) == RoomRefusal("too-long")
    assert room.order(1, [Announce()], "x" * LONGEST_NOTE) is None


def test_the_note_of_an_order_belongs_to_the_first_of_its_actions(tmp_path: Path) -> None:
    room = open_room(tmp_path / "room")
    assert room.order(1, [Announce(), Decision(FACILITATOR, SetTrack("trust", 7))], "Leak!") is None
    assert [line.note for line in room.tables[1].game.lines] == ["Leak!", ""]


def test_whoever_follows_the_room_hears_of_an_order_that_could_not_be_kept(tmp_path: Path) -> None:
    room = open_room(tmp_path / "room")
    heard: list[str] = []
    room.changed = lambda event: heard.append(type(event).__name__)

    def full(_line: RecordLine) -> None:
        raise RecordError("unwritten", reason="disk full")

    room.tables[1].game.keep_with(full)
    with pytest.raises(RecordError):
        room.order(1, [Pause()])
    assert heard == ["Withdrawn"]


def test_after_a_hand_over_the_bots_are_those_that_have_the_seats_now(tmp_path: Path) -> None:
    room = open_room(tmp_path / "room", seats={"south": "uniform"})
    table = room.tables[1]
    former = table.bots
    assert table.bots is former
    assert room.order(1, [HandOver("north", "uniform")]) is None
    request = table.game.asking("north")
    assert table.bots is not former
    assert table.bots.decide(table.game, request) in request.legal.moves
    # A step back changes nobody's seat (rule 9.7).
    assert room.order(1, [Rewind(0)]) is None
    assert table.seats["north"] == "uniform"
    assert reopen(room).tables[1].seats["north"] == "uniform"


def test_only_the_parties_of_a_table_talk_again_there(tmp_path: Path) -> None:
    room = full_room(tmp_path / "room", tiny.TABLE)
    assert room.order(1, [Decision(FACILITATOR, Stop("calm"))]) is None
    for parties in (("north",), ("north", "moon"), ()):
        assert room.do(TalksReopened(1, "pact", parties, 5, "2026-03-01T10:00:00Z")) == UNREADABLE
    assert room.do(TalksReopened(9, "pact", ("north", "south"), 5, "")) == RoomRefusal(
        "no-such-table"
    )
    assert room.do(TalksReopened(1, "pact", ("north", "south"), 5, "2026-03-01T10:00:00Z")) is None
