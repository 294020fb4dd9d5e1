"""Rule 10: the facilitator's decisions."""

from tiny import Game

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
