"""One game at one screen: what comes next, and who has read what."""

from __future__ import annotations

import pytest
from begun import INJECTS, act, begun, finish

from game.model.decisions import PUBLIC, Accept, Answer, Move, Pass
from game.model.players import UNIFORM
from game.presenter.hot_seat import HotSeat
from game.presenter.negotiator import Negotiator
from game.presenter.proceedings import happenings
from game.presenter.steps import Step
from game.presenter.stories.stories import consequences, pact_of
from game.presenter.track_readings import track_readings
from game.session.game import DecisionRequest


def test_two_teams_read_the_situation_and_then_each_its_papers_before_anybody_decides() -> None:
    game = begun()
    hot_seat = HotSeat(game.game, game.seats)
    assert hot_seat.next_step() == Step("situation", PUBLIC)
    hot_seat.mark_papers_read(PUBLIC)
    for side in ("south", "north"):  # who decides first reads last, and stays
        assert hot_seat.next_step() == Step("curtain", side)
        hot_seat.seat(side)
        assert hot_seat.next_step() == Step("briefing", side)
        hot_seat.mark_papers_read(side)
    assert hot_seat.next_step() == Step("actions", "north")
    act(hot_seat, "north warm")
    assert hot_seat.next_step() == Step("curtain", "south")
    hot_seat.seat("south")
    assert hot_seat.next_step() == Step("actions", "south")
    act(hot_seat, "south warm")
    hot_seat.seat("north")
    assert hot_seat.next_step().kind == "actions"


def test_one_team_has_no_curtain_and_waits_for_its_bot() -> None:
    hot_seat = begun(seats={"south": UNIFORM})
    assert hot_seat.next_step().kind == "briefing"
    hot_seat.mark_papers_read("north")
    act(hot_seat, "north warm")
    assert hot_seat.next_step() == Step("waiting", "south")
    before = hot_seat.state
    hot_seat.think(hot_seat.asking("south"))
    assert hot_seat.state is before, "thinking changes nothing"


def test_a_bot_that_would_be_refused_learns_why_and_is_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hot_seat = begun(seats={"south": UNIFORM})
    act(hot_seat, "north warm")
    codes: list[str] = []

    def stubborn(request: DecisionRequest) -> Move:
        codes[:] = [refusal.code for refusal in request.refused]
        return Pass() if len(codes) == 3 else Accept()

    monkeypatch.setattr(hot_seat.bots, "_decide_once", stubborn)
    assert hot_seat.think(hot_seat.asking("south")) == Pass()
    assert codes == ["wrong-kind"] * 3


def test_news_are_read_once_by_each() -> None:
    hot_seat = begun()
    for side in ("north", "south"):
        hot_seat.mark_papers_read(side)
    hot_seat.fire("storm")
    for side in ("north", "south"):
        assert hot_seat.next_story(side) == Step("news", side, "storm")
        assert [entry.code for entry in consequences(hot_seat, side, "storm")] == ["changed"]
    hot_seat.seat("north")
    assert hot_seat.next_step() == Step("news", "north", "storm")
    hot_seat.mark_story_read("north")
    assert hot_seat.next_step().kind == "actions"
    assert hot_seat.next_story("south") == Step("news", "south", "storm")


def test_who_has_answered_a_question_is_not_told_its_story_again() -> None:
    hot_seat = begun(LETTER)
    for side in ("north", "south"):
        hot_seat.mark_papers_read(side)
    hot_seat.fire("letter")
    hot_seat.seat("north")
    assert hot_seat.next_step() == Step("question", "north", "letter")
    assert hot_seat.submit("north", [Answer("burn")]) is None
    assert hot_seat.next_step().kind == "actions"
    assert hot_seat.next_story("south") == Step("news", "south", "letter")


def test_when_all_is_over_everybody_is_told_what_not_all_have_read() -> None:
    hot_seat = begun()
    hot_seat.fire("storm")
    hot_seat.mark_story_read("north")
    hot_seat.mark_story_read("south")
    hot_seat.fire("thaw")
    hot_seat.mark_story_read("south")
    finish(hot_seat)
    assert hot_seat.next_step() == Step("news", PUBLIC, "thaw")
    hot_seat.mark_story_read(PUBLIC)
    assert hot_seat.next_step().kind == "over"


def test_who_goes_on_with_a_game_has_read_what_came_before() -> None:
    hot_seat = begun()
    hot_seat.fire("storm")
    act(hot_seat, "north warm", "south cool")
    again = HotSeat(hot_seat.game, hot_seat.seats)
    assert again.next_story("north") is None
    assert again.next_step().kind == "curtain", "nobody reads the situation or the papers again"


def test_entries_are_unread_until_they_are_marked_and_what_all_have_read_is_not_new() -> None:
    hot_seat = begun()
    marks = hot_seat.read_marks

    def unread(reader: str) -> list[str]:
        return [entry.code for batch in marks.unread_entries(reader) for entry in batch]

    for reader in ("north", "south"):
        marks.mark_entries_read(reader)
    act(hot_seat, "north warm")
    assert unread("north")[0] == unread("south")[0] == unread(PUBLIC)[0] == "acted"
    marks.mark_entries_read("north")
    assert unread("north") == []
    assert unread(PUBLIC) == unread("south")
    marks.mark_entries_read("south")
    assert unread(PUBLIC) == []


def test_tracks_are_compared_with_their_values_as_turns_began() -> None:
    hot_seat = begun()

    def trust() -> tuple[int, tuple[int, ...]]:
        readings = track_readings(hot_seat.words, hot_seat.turn_views("north"), "north")
        reading = next(reading for reading in readings if reading.id == "trust")
        return reading.change, reading.curve

    assert trust() == (0, (50,))
    act(hot_seat, "north warm")
    assert trust() == (0, (50, 53))
    act(hot_seat, "south warm")
    assert trust() == (6, (50, 56))
    act(hot_seat, "north cool")
    assert trust() == (3, (50, 56, 53))


LETTER = INJECTS.replace(
    "  thaw:",
    "  letter: {name: A letter, text: Sealed., ask: north, answers: {burn: {name: Burn it}}}\n"
    "  thaw:",
)

TABLE = """
phases: {hall: {kind: table, table: pact, rounds: 2}}
stages: {main: {phases: [hall]}}
tables:
  pact:
    between: [north, south]
    rounds: 6
    open: true
    draft: best
    reserve: {north: 20, south: 20}
    issues:
      tax:
        weight: {north: 60, south: 40}
        options:
          low: {value: {north: 100, south: 0}}
          high: {value: {north: 0, south: 100}}
      toll:
        weight: {north: 40, south: 60}
        options:
          none: {value: {north: 100, south: 50}}
          full: {value: {north: 50, south: 100}}
"""


def test_what_becomes_of_a_table_is_a_story() -> None:
    hot_seat = begun(TABLE)
    for side in ("north", "south"):
        hot_seat.mark_papers_read(side)
    hot_seat.submit("north", (Negotiator(hot_seat, "north").offer(),))
    hot_seat.seat("south")
    assert hot_seat.next_step().kind == "table"
    hot_seat.submit("south", (Accept(),))
    assert (hot_seat.next_step().kind, hot_seat.next_step().table) == ("pact", "pact")
    pact, _ = pact_of(hot_seat, "south", "pact")
    assert (pact.code, dict(pact.package)) == ("agreed", {"tax": "low", "toll": "none"})
    hot_seat.mark_story_read("south")
    hot_seat.seat("north")
    assert hot_seat.next_step().kind == "pact"
    hot_seat.mark_story_read("north")
    assert hot_seat.next_step().kind != "pact"


def test_a_draft_begins_with_what_suits_one_best_and_is_kept() -> None:
    hot_seat = begun(TABLE, {"south": UNIFORM})
    negotiator = Negotiator(hot_seat, "north")
    assert negotiator.draft.package == {"tax": "low", "toll": "none"}
    assert negotiator.worth(negotiator.draft.package) == 100
    shares = [negotiator.share_of_option("tax", "high"), negotiator.share_of_option("toll", "full")]
    assert shares == [0, 20]
    negotiator.draft.choose("tax", "high")
    assert Negotiator(hot_seat, "north").draft.package == {"tax": "high", "toll": "none"}
    assert negotiator.worth(negotiator.draft.package) == 40
    assert negotiator.no_offer() == ""
    offer = negotiator.offer()
    hot_seat.submit("north", (offer,))
    theirs = Negotiator(hot_seat, "south")
    assert theirs.draft.package == {"tax": "high", "toll": "none"}, "as in the other's offer"
    assert theirs.last_offer(own=False) == offer.package
    assert theirs.worth(theirs.draft.package) == 70


def test_a_draft_begins_with_the_best_that_the_rules_allow() -> None:
    text = f"{TABLE}    rules: [tax > low or toll > none]\n"
    negotiator = Negotiator(begun(text, {"south": UNIFORM}), "north")
    assert negotiator.no_offer() == ""
    assert negotiator.draft.package == {"tax": "low", "toll": "full"}
    negotiator.draft.choose("toll", "none")
    assert negotiator.draft.package == {"tax": "low", "toll": "none"}, "what is chosen stays"


def test_a_draft_begins_empty_unless_the_table_says_otherwise() -> None:
    hot_seat = begun(TABLE.replace("    draft: best\n", ""), {"south": UNIFORM})
    negotiator = Negotiator(hot_seat, "north")
    draft = negotiator.draft
    assert (draft.package, negotiator.draft_worth, negotiator.worth_so_far) == ({}, None, None)
    assert negotiator.no_offer() == "Your draft is empty: choose an option for each point."
    assert negotiator.share_of_option("tax", "low") == 60, "what an option is worth is told anyway"
    draft.choose("toll", "full")
    assert (draft.package, negotiator.worth_so_far) == ({"toll": "full"}, 20)
    assert negotiator.no_offer() == "Still open in your draft: Tax."
    assert draft.undo()
    assert (draft.package, negotiator.worth_so_far) == ({}, None)
    draft.choose("toll", "full")
    draft.choose("tax", "low")
    assert (list(draft.package), negotiator.no_offer()) == (["tax", "toll"], "")
    hot_seat.submit("north", (negotiator.offer(),))
    theirs = Negotiator(hot_seat, "south")
    assert (theirs.draft.package, theirs.is_to_accept) == ({}, False)
    theirs.draft.replace(negotiator.draft.package or dict(theirs.table.offer or {}))
    assert theirs.is_to_accept, "the draft is what stands"


def test_changes_of_a_draft_are_undone_one_by_one_until_an_offer_is_made() -> None:
    hot_seat = begun(TABLE, {"south": UNIFORM})
    draft = Negotiator(hot_seat, "north").draft
    assert not draft.undo()
    draft.choose("tax", "low")
    assert not draft.can_undo, "nothing has changed"
    draft.choose("tax", "high")
    draft.choose("toll", "full")
    assert draft.undo()
    assert draft.package == {"tax": "high", "toll": "none"}
    assert draft.undo()
    assert draft.package == {"tax": "low", "toll": "none"}
    assert not draft.changed
    draft.choose("tax", "high")
    hot_seat.submit("north", (Negotiator(hot_seat, "north").offer(),))
    assert not draft.can_undo
    assert draft.changed


def test_a_draft_that_is_held_stays_as_it_is_whatever_the_other_side_offers() -> None:
    hot_seat = begun(TABLE)
    draft = Negotiator(hot_seat, "south").draft
    offer = Negotiator(hot_seat, "north").offer()
    hot_seat.submit("north", (offer,))
    assert draft.package == dict(offer.package)
    draft.hold()
    assert draft.changed
    assert not draft.can_undo
    hot_seat.submit("south", (Negotiator(hot_seat, "south").offer(),))
    Negotiator(hot_seat, "north").draft.choose("toll", "full")
    hot_seat.submit("north", (Negotiator(hot_seat, "north").offer(),))
    assert draft.package == dict(offer.package)


def test_what_is_new_in_the_record_came_since_one_last_decided() -> None:
    hot_seat = begun()

    def new(side: str) -> list[str]:
        record = happenings(hot_seat.record(side), hot_seat.new_entries(side))
        return [each.side for each in record if each.new and each.head.code == "acted"]

    assert hot_seat.new_entries("north") == 0
    act(hot_seat, "north warm")
    assert (new("north"), new("south")) == (["north"], [])
    act(hot_seat, "south warm")
    assert (new("north"), new("south")) == (["north", "south"], ["south"])
    act(hot_seat, "north warm")
    assert (new("north"), new("south")) == (["north"], ["south", "north"])
