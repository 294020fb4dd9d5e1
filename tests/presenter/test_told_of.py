"""What timelines, debriefs and reports tell of positions, words, seats and marks."""

from __future__ import annotations

import tiny
from begun import act, begun, finish
from three_sides import three

from game.model.decisions import FACILITATOR, PUBLIC, Act, HoldInject, Pass
from game.model.play import Accepted
from game.model.players import ME
from game.model.refusals import Refusal
from game.presenter.debrief.debrief import Debrief, debrief_of, saying_sentences
from game.presenter.hot_seat import HotSeat
from game.presenter.report.report import report
from game.presenter.stories.story_pages import words_page
from game.presenter.timeline.timeline import Timeline
from game.session.game import Game
from game.session.positions import find_position
from game.session.records.recorded_actions import Message, Rewind

TESTS = """
turns: 4
injects: {storm: {name: The storm, effects: {trust: -9}}}
personas: {dove: {name: Dove, sides: [south]}}
sides:
  north:
    name: North
    brief: B
    score: [{label: S, points: trust}]
    seats: {envoy: {name: Envoy}}
  south: {name: South, brief: B, score: [{label: S, points: trust}]}
tests:
  - name: A late crisis
    given: {turn: 3, tracks: {trust: 12}}
    play: "north: warm"
    then: trust == 15
"""


def late() -> HotSeat:
    """A game that began in a position."""
    rules = tiny.rules(TESTS)
    game = Game(rules, 1, position=find_position(rules.scenario, "A late crisis"))
    return HotSeat(game, {"north": ME, "south": ME})


def tell(hot_seat: HotSeat, sender: str, to: str, words: str) -> None:
    assert isinstance(hot_seat.game.do(Message(sender, to), words), Accepted)


def timeline(hot_seat: HotSeat, reader: str) -> Timeline:
    return Timeline(hot_seat.words, hot_seat.game, reader)


def lines(hot_seat: HotSeat, reader: str) -> list[tuple[str, str]]:
    """What a reader's timeline says from line 1 on: each sentence with its note."""
    told = timeline(hot_seat, reader)
    return [(told.line(n).sentence, told.line(n).note) for n in range(1, told.last + 1)]


# Positions


def test_the_timeline_begins_with_the_position_on_its_turn() -> None:
    hot_seat = late()
    act(hot_seat, "north warm")
    first = timeline(hot_seat, "south").line(0)
    assert first.sentence == "The game began in the position “A late crisis”."
    assert timeline(hot_seat, "south").turn(0) == 3
    assert timeline(begun(), PUBLIC).line(0).sentence == "The game begins."


def test_what_is_decided_in_a_position_is_recorded_on_its_turn() -> None:
    hot_seat = late()
    act(hot_seat, "north warm")
    turns = {turn for turn, _ in hot_seat.record("north")}
    assert turns == {3}
    finish(hot_seat)
    assert [decision.turn for decision in debrief_of(hot_seat).decisions] == [3, 3, 4, 4]


def test_the_curves_of_a_position_stand_under_their_turns() -> None:
    hot_seat = late()
    act(hot_seat, "north warm", "south pass")
    finish(hot_seat)
    curve = next(each for each in debrief_of(hot_seat).curves if each.track == "trust")
    assert curve.values == (12, 12, 12, 15, 15)  # the start, then turns 1 to 4


def test_the_report_says_in_which_position_the_game_began() -> None:
    hot_seat = late()
    finish(hot_seat)
    assert debrief_of(hot_seat).position == "A late crisis"
    page = report(debrief_of(hot_seat))
    assert "Began in the position" in page
    assert "A late crisis" in page
    other = begun()
    finish(other)
    assert "Began in the position" not in report(debrief_of(other))


# Words


def test_words_stand_in_the_timelines_of_their_readers_and_in_no_other() -> None:
    hot_seat = three()
    tell(hot_seat, "north", "east", "Between us")
    tell(hot_seat, "east", "all", "Good morning")
    assert lines(hot_seat, "north") == lines(hot_seat, "east") == lines(hot_seat, FACILITATOR) == [
        ("The North writes to East.", "Between us"),
        ("East writes to everybody.", "Good morning"),
    ]  # fmt: skip
    assert lines(hot_seat, "south") == [("East writes to everybody.", "Good morning")]
    assert lines(hot_seat, PUBLIC) == lines(hot_seat, "south")


def test_words_to_one_seat_are_read_by_the_facilitator_and_that_seat() -> None:
    hot_seat = late()
    tell(hot_seat, "south", "north.envoy", "Come over")
    sentence = ("South writes to Envoy, North.", "Come over")
    for reader in ("south", "north.envoy", FACILITATOR):
        assert lines(hot_seat, reader) == [sentence], reader
    assert lines(hot_seat, "north") == lines(hot_seat, PUBLIC) == []


def test_after_the_end_the_views_of_sides_still_lack_what_was_not_for_them() -> None:
    hot_seat = late()
    tell(hot_seat, "south", "north.envoy", "Come over")
    finish(hot_seat)
    assert ("South writes to Envoy, North.", "Come over") not in lines(hot_seat, "north")
    assert ("South writes to Envoy, North.", "Come over") in lines(hot_seat, FACILITATOR)


def test_words_between_two_unseen_picks_tell_a_third_side_nothing_of_these() -> None:
    hot_seat = three("north warm")
    before = timeline(hot_seat, "south").last
    tell(hot_seat, "north", "south", "I am done")
    hot_seat.announce("A break")
    hot_seat.hand_over("east", "uniform")
    assert timeline(hot_seat, "south").last == before == 0


def test_announcements_and_seats_are_told_to_everybody() -> None:
    hot_seat = begun()
    hot_seat.announce("The wire is down\nUntil noon")
    hot_seat.hand_over("south", "uniform")
    for reader in ("north", "south", PUBLIC, FACILITATOR):
        told = lines(hot_seat, reader)
        assert told[0] == ("The facilitator makes an announcement.", "The wire is down\nUntil noon")
        assert told[1][0].startswith("South is played by ")


def test_what_was_said_before_a_step_back_stays_and_says_so() -> None:
    hot_seat = begun()
    tell(hot_seat, "north", "south", "Now you")
    hot_seat.game.do(Rewind(0))
    tell(hot_seat, "north", "south", "Once more")
    finish(hot_seat)
    assert saying_sentences(debrief_of(hot_seat)) == [
        "Turn 1: North to South: Now you (The game was stepped back later.)",
        "Turn 1: North to South: Once more",
    ]
    line = timeline(hot_seat, FACILITATOR).line(1)
    assert (line.kind, line.undone) == ("message", True)


def test_the_report_has_all_that_was_said_and_who_played_when() -> None:
    hot_seat = late()
    tell(hot_seat, "south", "north.envoy", "Come <b>over</b>")
    hot_seat.announce("A break")
    hot_seat.hand_over("south", "dove")
    hot_seat.hand_over("south", ME)
    finish(hot_seat)
    page = report(debrief_of(hot_seat))
    for text in (
        "What was said", "South to Envoy, North: Come &lt;b&gt;over&lt;/b&gt;",
        "The facilitator announces: A break", "A team; from turn 3 Dove (bot); from turn 3 A team",
    ):  # fmt: skip
        assert text in page, text


def test_words_that_were_deleted_are_told_as_deleted() -> None:
    hot_seat = begun()
    hot_seat.game.do(Message("north", "south"), recorded=True)
    finish(hot_seat)
    assert saying_sentences(debrief_of(hot_seat)) == [
        "Turn 1: North to South: (the words are no longer there)"
    ]


# Marks


def test_a_decision_for_a_side_is_marked_for_the_side_and_after_the_end_for_all() -> None:
    hot_seat = begun()
    hot_seat.game.decide("north", Act("warm"), by_facilitator=True)
    marks = {r: timeline(hot_seat, r).line(1).by_facilitator for r in ("north", "south", PUBLIC)}
    assert marks == {"north": True, "south": False, PUBLIC: False}
    assert timeline(hot_seat, FACILITATOR).line(1).by_facilitator
    finish(hot_seat)
    assert timeline(hot_seat, "south").line(1).by_facilitator
    debrief = debrief_of(hot_seat)
    assert [decision.by_facilitator for decision in debrief.decisions][:2] == [True, False]
    assert report(debrief).count("Decided by the facilitator for the side.") == 1


# At the hot seat


def test_each_side_reads_what_was_said_to_it_once_before_it_decides() -> None:
    hot_seat = begun()
    hot_seat.mark_all_read()
    hot_seat.announce("A break")
    tell(hot_seat, "north", "south", "Hurry")
    hot_seat.seat("north")
    assert hot_seat.next_step().kind == "words"
    hot_seat.read_marks.mark_sayings_read("north")
    assert hot_seat.next_step().kind == "actions"
    act(hot_seat, "north pass")
    hot_seat.seat("south")
    step = hot_seat.next_step()
    assert (step.kind, step.side) == ("words", "south")
    page = words_page(hot_seat, "south")
    assert page.paragraphs == ("The facilitator announces: A break", "North to South: Hurry")


def test_a_single_announcement_has_its_first_line_as_headline() -> None:
    hot_seat = begun()
    hot_seat.announce("The wire is down\n\nUntil noon\nat least")
    page = words_page(hot_seat, "north")
    assert (page.head, page.headline) == ("The facilitator", "The wire is down")
    assert page.paragraphs == ("Until noon", "at least")
    hot_seat.read_marks.mark_sayings_read("north")
    hot_seat.announce("Ten minutes")
    page = words_page(hot_seat, "north")
    assert (page.headline, page.paragraphs) == ("An announcement", ("Ten minutes",))


def test_after_the_end_what_nobody_has_read_is_read_together() -> None:
    hot_seat = begun()
    finish(hot_seat)
    hot_seat.mark_all_read()
    hot_seat.announce("Well played")
    step = hot_seat.next_step()
    assert (step.kind, step.side) == ("words", PUBLIC)
    hot_seat.read_marks.mark_sayings_read(PUBLIC)
    assert hot_seat.next_step().kind == "over"


def test_a_seat_that_is_handed_over_is_played_by_others_from_then_on() -> None:
    hot_seat = begun(TESTS)
    hot_seat.mark_all_read()
    bots = hot_seat.bots
    assert isinstance(hot_seat.hand_over("north", "uniform"), Accepted)
    assert hot_seat.bots is not bots
    assert (hot_seat.people, hot_seat.seated) == (("south",), "south")
    assert hot_seat.next_step().kind == "waiting"
    assert hot_seat.think(hot_seat.asking("north")) in hot_seat.asking("north").legal.moves
    hot_seat.hand_over("north", ME)
    assert hot_seat.people == ("north", "south")
    assert isinstance(hot_seat.hand_over("north", "dove"), Refusal)
    assert hot_seat.first_seats == {"north": ME, "south": ME}


def test_people_who_come_in_for_a_bot_read_their_papers_and_no_old_news() -> None:
    hot_seat = begun(seats={"south": "uniform"})
    hot_seat.mark_all_read()
    act(hot_seat, "north warm")
    hot_seat.game.decide(FACILITATOR, HoldInject("storm"))
    hot_seat.announce("Somebody new comes in")
    hot_seat.hand_over("south", ME)
    assert hot_seat.sides_to_brief() == ["south"]
    assert hot_seat.read_marks.unread_entries("south") == []
    assert hot_seat.read_marks.unread_sayings("south") == []


def test_the_facilitator_decides_for_a_side_once_and_its_people_come_back() -> None:
    hot_seat = begun()
    hot_seat.mark_all_read()
    assert hot_seat.may_decide_for == "north"
    hot_seat.seat("")
    hot_seat.decide_for("north")
    assert hot_seat.may_decide_for == ""
    step = hot_seat.next_step()
    assert (step.kind, step.side, hot_seat.seated) == ("actions", "north", "north")
    assert hot_seat.submit("north", (Act("warm"),)) is None
    assert [line.by_facilitator for line in hot_seat.game.lines] == [True]
    assert (hot_seat.deputy, hot_seat.seated) == ("", "")
    assert hot_seat.submit("south", (Pass(),)) is None
    assert [line.by_facilitator for line in hot_seat.game.lines] == [True, False]


def test_nobody_decides_for_a_bot_or_after_the_end() -> None:
    hot_seat = begun(seats={"north": "uniform"})
    assert hot_seat.may_decide_for == ""
    finish(hot_seat)
    assert hot_seat.may_decide_for == ""


def test_a_debrief_keeps_who_played_at_first() -> None:
    hot_seat = begun()
    hot_seat.hand_over("south", "uniform")
    debrief = debrief_of(hot_seat)
    assert debrief.seats == {"north": ME, "south": ME}
    assert debrief.seat_changes == [(1, "south", "uniform")]
    assert isinstance(debrief, Debrief)


def test_a_voice_is_heard_only_while_its_persona_plays() -> None:
    text = TESTS.replace(
        "dove: {name: Dove, sides: [south]}",
        'dove: {name: Dove, sides: [south], voice: {pass: ["Coo."]}}',
    )
    hot_seat = begun(text)
    act(hot_seat, "north pass", "south pass")
    hot_seat.hand_over("south", "dove")
    act(hot_seat, "north pass", "south pass")
    said = [
        entry.quotation.text
        for moment in hot_seat.game.moments
        for entry in moment.entries
        if entry.quotation is not None
    ]
    assert said == ["Coo."]
