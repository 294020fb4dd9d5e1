"""What a side writes with its offer or statement at a shared screen, and who reads it then."""

from __future__ import annotations

import pytest
from begun import begun
from debriefed import STORY, finish, offer

from game.model.decisions import PUBLIC, Accept, Act, Pass
from game.model.refusals import refusal
from game.presenter.debrief.debrief import Debrief
from game.presenter.hot_seat import HotSeat
from game.presenter.own_words import argument_of_standing_offer, new_words_of_others, own_words

WHY = "Half is enough for both of us."


def at_deeds() -> HotSeat:
    hot_seat = begun(STORY)
    hot_seat.submit("north", (offer("all"),))
    hot_seat.submit("south", (Accept(),))
    return hot_seat


def at_statements() -> HotSeat:
    hot_seat = at_deeds()
    hot_seat.submit("north", (Pass(),))
    hot_seat.submit("south", (Pass(),))
    return hot_seat


def test_what_can_be_written_is_said_with_who_reads_it() -> None:
    hot_seat = begun(STORY)
    asked = own_words(hot_seat, "north")
    assert asked is not None
    assert (asked.kind, asked.longest) == ("argument", 140)
    assert "South" in asked.label
    assert own_words(hot_seat, "south") is None
    assert own_words(at_deeds(), "north") is None
    asked = own_words(at_statements(), "south")
    assert asked is not None
    assert (asked.kind, asked.longest) == ("statement", 500)


@pytest.mark.parametrize(("talk", "may"), [("none", False), ("offers", True), ("open", True)])
def test_where_a_scenario_switches_words_off_nothing_can_be_written(talk: str, may: bool) -> None:
    hot_seat = begun(f"{STORY}\ntalk: {talk}\n")
    assert (own_words(hot_seat, "north") is not None) == may
    assert (hot_seat.write("north", WHY) is None) == may


def test_an_argument_goes_with_the_offer_and_only_its_parties_read_it() -> None:
    hot_seat = begun(STORY)
    assert hot_seat.write("north", f"  {WHY} ") is None
    assert argument_of_standing_offer(hot_seat, "south", "pact") == ""
    assert hot_seat.submit("north", (offer("some"),)) is None
    assert hot_seat.game.lines[-1].note == WHY
    assert argument_of_standing_offer(hot_seat, "south", "pact") == WHY
    assert list(new_words_of_others(hot_seat, "north", hot_seat.game.latest)) == []
    assert WHY in " ".join(new_words_of_others(hot_seat, "south", hot_seat.game.latest))
    assert hot_seat.written("north") == ""
    hot_seat.submit("south", (offer("none"),))
    assert argument_of_standing_offer(hot_seat, "north", "pact") == ""


def test_at_a_table_that_isnt_open_others_read_no_argument() -> None:
    closed = STORY.replace("    open: true\n", "")
    assert closed != STORY
    for text, read in ((STORY, WHY), (closed, "")):
        hot_seat = begun(text)
        hot_seat.write("north", WHY)
        hot_seat.submit("north", (offer("some"),))
        assert argument_of_standing_offer(hot_seat, PUBLIC, "pact") == read


def test_what_was_written_is_dropped_when_the_side_decides_something_else() -> None:
    hot_seat = begun(STORY)
    hot_seat.write("north", WHY)
    hot_seat.submit("north", (Pass(),))
    assert hot_seat.game.lines[-1].note == ""
    assert hot_seat.written("north") == ""


def test_what_was_written_is_dropped_when_the_facilitator_decides_or_steps_back() -> None:
    hot_seat = begun(STORY)
    hot_seat.mark_all_read()
    hot_seat.write("north", WHY)
    hot_seat.decide_for("north")
    hot_seat.write("north", WHY)
    hot_seat.submit("north", (offer("some"),))
    assert hot_seat.game.lines[-1].note == ""
    hot_seat = begun(STORY)
    hot_seat.submit("north", (offer("some"),))
    hot_seat.write("south", WHY)
    hot_seat.step_back()
    assert hot_seat.written("south") == ""


def test_too_long_an_argument_is_refused_and_what_was_written_before_stays() -> None:
    hot_seat = begun(STORY)
    hot_seat.write("north", WHY)
    assert hot_seat.write("north", "x" * 141) == refusal("too-long", most=140)
    assert hot_seat.written("north") == WHY
    assert hot_seat.write("north", " ") is None
    assert hot_seat.written("north") == ""


def test_statements_are_read_once_both_have_made_theirs() -> None:
    hot_seat = at_statements()
    hot_seat.write("north", "We met, and it was warm.")
    hot_seat.submit("north", (Act("praise"),))
    new = [entry for moment in hot_seat.game.moments for entry in moment.entries]

    def heard(reader: str) -> list[str]:
        shown = [each for entry in new if (each := entry.shown_to(reader)) is not None]
        return list(new_words_of_others(hot_seat, reader, shown))

    assert heard("south") == []
    hot_seat.submit("south", (Act("scold"),))
    new = list(hot_seat.game.latest)
    assert heard("south") == ["The North to everybody: We met, and it was warm."]
    assert heard("north") == []
    assert heard(PUBLIC) == heard("south")


def test_the_debrief_tells_what_was_written_with_a_decision() -> None:
    hot_seat = begun(STORY)
    hot_seat.write("north", WHY)
    hot_seat.submit("north", (offer("some"),))
    finish(hot_seat.game)
    decisions = Debrief(hot_seat.game, hot_seat.words, hot_seat.seats).decisions
    assert [each.note for each in decisions if each.note] == [WHY]
