"""Rule 10: the facilitator's decisions."""

import pytest
from tiny import TABLE, Game

TEXT = """
phases: {deeds: {kind: actions, menus: [deeds], order: together}}
actions:
  buy: {side: north, menu: deeds, name: Buy, cost: {north_purse: 4}, effects: {trust: +1}}
  wait: {side: south, menu: deeds, name: Wait}
injects: {storm: {effects: {heat: +6}}}
outcomes:
  rupture: {name: Rupture, when: heat >= 5, ends: now}
  warm: {name: Warm, when: trust >= 60}
  plain: {name: Plain}
"""


def test_10_1_set_track_is_clamped_and_told_as_a_change() -> None:
    game = Game(TEXT).play("facilitator: set trust 700")
    assert game.log("changed") == ["changed trust 650 50 100"]


def test_10_1_amid_a_together_phase_pending_picks_stay_and_are_clamped() -> None:
    game = Game(TEXT).play("north: buy", "facilitator: set north_purse 1", "south: wait")
    assert (game["north_purse"], game["trust"]) == (0, 51)


def test_10_1_set_track_and_inject_are_followed_by_outcomes_that_end_now() -> None:
    assert Game(TEXT).play("facilitator: inject storm").outcome == "rupture"
    assert Game(TEXT).play("facilitator: set heat 5").outcome == "rupture"


def test_10_1_end_without_an_outcome_tests_them_as_after_the_last_turn() -> None:
    assert Game(TEXT).play("facilitator: end").outcome == "plain"
    assert Game(TEXT).play("facilitator: set trust 60", "facilitator: end").outcome == "warm"


def test_10_1_end_with_an_outcome_does_not_ask_its_condition() -> None:
    assert Game(TEXT).play("facilitator: end warm").outcome == "warm"


def test_10_1_what_names_nothing_is_refused() -> None:
    game = Game(TEXT)
    assert game.refused("facilitator: inject calm") == "unknown-inject"
    assert game.refused("facilitator: set calm 3") == "unknown-track"
    assert game.refused("facilitator: end calm") == "unknown-outcome"
    assert game.refused("facilitator: pass") == "sides-only"


def test_10_1_interventions_are_the_facilitators_alone() -> None:
    game = Game(TEXT)
    for decision in ("inject storm", "set trust 3", "end"):
        assert game.refused(f"north: {decision}") == "facilitator-only"


def test_10_1_legal_lists_injects_ends_and_the_tracks_that_can_be_set() -> None:
    legal = Game(TEXT).legal("facilitator")
    assert [str(move) for move in legal.moves] == [
        "inject storm",
        "hold storm",
        "end",
        "end rupture",
        "end warm",
        "end plain",
    ]
    assert legal.tracks["heat"] == (0, 10)


def test_10_1_a_hand_behind_an_event_is_shown_to_the_facilitator_only() -> None:
    game = Game(TEXT)
    start = len(game.entries)
    game.play("facilitator: set trust 3")
    (change,) = game.entries[start:]
    assert change.cause is not None
    shown = change.shown_to("north")
    assert shown is not None
    assert shown.cause is None


def test_10_1_interventions_are_legal_while_a_question_waits_and_leave_it_waiting() -> None:
    text = "injects: {visit: {ask: south, answers: {well: {}}}, storm: {effects: {heat: +1}}}"
    game = Game(text).play("facilitator: inject visit")
    game.play("facilitator: inject storm", "facilitator: set trust 3")
    assert (game["heat"], game["trust"], game.to_move) == (1, 3, ("south",))
    assert game.play("south: answer well").to_move == ("north",)


def test_10_1_amid_a_visit_they_change_no_turn_to_speak() -> None:
    game = Game(TABLE).play("south: offer scope=small terms=loose", "facilitator: set trust 3")
    assert (game.to_move, game.table().proposer, game.turn) == (("north",), 0, 1)


def test_10_1_amid_an_alternate_phase_the_same_side_picks_on() -> None:
    game = Game().play("north: warm", "facilitator: set trust 3")
    assert game.to_move == ("south",)


@pytest.mark.parametrize("decision", ["set trust 3", "inject storm"])
def test_10_1_amid_a_together_phase_picks_and_who_has_finished_stay(decision: str) -> None:
    game = Game(TEXT.replace("when: heat >= 5", "when: heat >= 9")).play("north: buy")
    before = game.state
    game.play(f"facilitator: {decision}")
    assert (game.state.picks, game.state.finished) == (before.picks, before.finished)
    assert (game.to_move, game["north_purse"]) == (("south",), 5)


def test_10_1_an_end_amid_a_together_phase_leaves_picks_undone_and_unpaid() -> None:
    game = Game(TEXT).play("north: buy", "facilitator: end")
    assert (game["north_purse"], game["trust"], game.log("acted")) == (5, 50, [])


def test_10_1_a_set_that_changes_nothing_is_legal_and_makes_no_entry() -> None:
    game = Game(TEXT)
    start = len(game.entries)
    game.play("facilitator: set trust 50")
    assert game.entries[start:] == []


def test_10_1_an_inject_with_a_question_asks_it() -> None:
    text = "injects: {visit: {ask: south, answers: {well: {}}}}"
    game = Game(text).play("facilitator: inject visit")
    assert (game.to_move, game.happened()) == (("south",), ["visit"])


def test_10_1_end_without_an_outcome_tests_those_too_that_end_now() -> None:
    text = """
opening: {promise: calm}
promises: {calm: {by: north, turns: 1, kept: {heat: +5}}}
outcomes: {warm: {when: trust > 90}, hot: {when: heat >= 0, ends: now}, calm: {}}
"""
    assert Game(text.replace("ends: now", "")).play("facilitator: end").outcome == "hot"


def test_10_1_end_judges_no_promise_and_begins_no_turn() -> None:
    text = """
opening: {promise: calm}
promises: {calm: {by: north, turns: 1, kept: {heat: +5}}}
"""
    game = Game(text).play("facilitator: end")
    assert (game.turn, game["heat"], game.log("kept")) == (1, 0, [])


def test_10_1_the_facilitator_picks_no_action_and_makes_no_offer() -> None:
    game = Game(TEXT)
    for decision in ("buy", "pass", "accept", "walk", "answer well", "offer scope=small"):
        assert game.refused(f"facilitator: {decision}") == "sides-only"


def test_10_1_interventions_do_not_count_as_decisions_of_a_side() -> None:
    game = Game(TEXT)
    for _ in range(30):
        game.play("facilitator: set trust 3", "facilitator: set trust 4")
    assert (game.turn, game.to_move) == (1, ("north", "south"))
