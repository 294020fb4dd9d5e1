"""Rule 3: turns, stages, and how a game ends."""

import pytest
from tiny import Game, rules

from game.engine.rehearsal import rehearse
from game.model.claims import Given
from game.model.decisions import Decision, read_decision
from game.model.frozen import FrozenMap
from game.model.play import OPENING


def pass_turn(game: Game) -> Game:
    return game.play("north: pass", "south: pass")


def test_3_1_the_opening_happens_once_before_turn_1_and_upkeep_from_turn_2() -> None:
    game = Game("opening: {heat: +2}\neach_turn: {trust: -5}")
    assert (game.turn, game["heat"], game["trust"]) == (1, 2, 50)
    pass_turn(game)
    assert (game.turn, game["heat"], game["trust"]) == (2, 2, 45)


def test_3_1_a_game_may_end_before_anyone_is_asked() -> None:
    game = Game("opening: {end: calm}")
    assert game.outcome == "calm"
    assert game.to_move == ()


def test_3_1_a_question_of_the_opening_is_put_on_turn_nought() -> None:
    game = Game(
        """
opening: {fire: visit}
injects: {visit: {ask: south, answers: {accept: {effects: {trust: +1}}}}}
"""
    )
    assert (game.turn, game.state.phase, game.to_move) == (0, OPENING, ("south",))
    assert game.play("south: answer accept").turn == 1


SKIPPING = """
stages: {main: {phases: [one, two, hall, three]}}
tables:
  pact:
    between: [north, south]
    rounds: 2
    issues: {scope: {options: {small: {worth: {north: 1, south: 1}}}}}
phases:
  one: {kind: actions, menus: [deeds], order: alternate, when: trust >= 60}
  two: {kind: actions, menus: [deeds], order: alternate, sides: [south]}
  hall: {kind: table, table: pact}
  three: {kind: actions, menus: [deeds], order: alternate, when: trust < 50}
"""


def test_3_2_a_phases_when_is_asked_when_it_would_begin() -> None:
    game = Game(SKIPPING)
    assert game.phase == "two"
    assert game.play("south: cool").phase == "three"


def test_3_2_a_table_phase_is_skipped_while_its_table_is_not_open() -> None:
    assert Game(SKIPPING).play("south: warm").log("phase") == ["phase two", "phase two"]


def test_3_2_a_side_without_an_action_in_the_menus_takes_no_part() -> None:
    game = Game("actions: {wait: {side: south, menu: deeds, name: Wait}}")
    assert game.to_move == ("south",)


STAGES = """
turns: 3
stages:
  calm: {phases: [deeds], each_turn: {trust: +1},
         next: [{when: heat >= 5, to: storm}, {when: turn >= 1, to: drift}]}
  storm: {phases: [deeds], each_turn: {trust: -10}}
  drift: {phases: [deeds], each_turn: {secret: "= turn"}}
"""


def test_3_3_the_first_next_that_holds_changes_the_stage_and_then_its_upkeep_follows() -> None:
    game = pass_turn(Game(STAGES).play("facilitator: set heat 5"))
    assert (game.stage, game["trust"]) == ("storm", 40)
    assert game.log("stage", "turn") == ["stage calm", "turn 1", "stage storm", "turn 2"]


def test_3_3_next_is_tested_on_the_turn_that_ends() -> None:
    game = pass_turn(Game(STAGES))
    assert (game.stage, game["secret"]) == ("drift", 2)


def test_3_3_after_the_last_turn_neither_turn_nor_stage_changes() -> None:
    game = Game("turns: 1\n" + STAGES.replace("turns: 3\n", ""))
    pass_turn(game)
    assert (game.turn, game.stage, game.outcome) == (1, "calm", "calm")


DELAYS = """
turns: 4
actions:
  sow:
    side: north
    menu: deeds
    name: Sow
    repeat: true
    effects:
      - {after: 1, then: [{say: One}, {after: 2, then: {heat: +1}}]}
      - {after: 2, then: {say: Two}}
      - {after: 4, then: {say: Never}}
  wait: {side: south, menu: deeds, name: Wait}
phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: alternate, sides: [north]}}
each_turn: {say: Upkeep}
"""


def said(game: Game) -> list[str]:
    return [str(entry.values["text"]) for entry in game.entries if entry.code == "said"]


def test_3_4_what_is_due_happens_before_upkeep_as_often_as_it_was_scheduled() -> None:
    game = Game(DELAYS).play("north: sow", "north: sow")
    assert said(game) == ["One", "One", "Upkeep"]
    game.play("north: pass")
    assert said(game)[3:] == ["Two", "Two", "Upkeep"]


def test_3_4_an_effect_delayed_by_a_delayed_effect_waits_in_full() -> None:
    game = Game(DELAYS).play("north: sow", "north: pass", "north: pass")
    assert (game.turn, game["heat"]) == (3, 0)
    assert game.play("north: pass")["heat"] == 1


def test_3_4_what_would_fall_after_the_last_turn_is_dropped() -> None:
    game = Game(DELAYS).play("north: pass", "north: pass", "north: pass")
    assert game.turn == 4
    game.play("north: sow")
    assert set(game.state.delays) == {0}


def test_3_4_what_the_opening_delays_by_a_turn_happens_on_turn_1() -> None:
    assert Game("opening: {after: 1, then: {heat: +1}}")["heat"] == 1


ENDS = """
outcomes:
  rupture: {name: Rupture, when: heat >= 5, ends: now}
  warm: {name: Warm, when: trust >= 55}
  plain: {name: Plain}
"""


def test_3_5_an_outcome_that_ends_now_is_tested_after_each_decision() -> None:
    burn = "{side: [north, south], menu: deeds, name: Burn, effects: {heat: +5}}"
    game = Game(f"{ENDS}actions: {{burn: {burn}}}").play("north: burn")
    assert game.outcome == "rupture"
    assert game.log("ended") == ["ended rupture"]


def test_3_5_never_in_the_middle_of_a_list_of_effects() -> None:
    text = (
        ENDS + "actions: {burn: {side: [north, south], menu: deeds, name: Burn,"
        " effects: [{heat: +5}, {heat: -5}]}}"
    )
    assert Game(text).play("north: burn").outcome is None


def test_3_5_in_together_once_after_all_picks() -> None:
    text = ENDS + (
        "phases: {deeds: {kind: actions, menus: [deeds], order: together}}\n"
        "actions: {burn: {side: north, menu: deeds, name: Burn, effects: {heat: +5}},"
        " quench: {side: south, menu: deeds, name: Quench, effects: {heat: -5}}}"
    )
    assert Game(text).play("north: burn", "south: quench").outcome is None


def test_3_5_once_after_a_whole_turns_start() -> None:
    text = ENDS + "each_turn: [{heat: +5}, {when: turn == 2, then: {heat: -5}}]\nturns: 4"
    game = pass_turn(Game(text))
    assert (game.turn, game.outcome) == (2, None)
    assert pass_turn(game).outcome == "rupture"


def test_3_6_after_the_last_turn_outcomes_are_tested_in_order_and_the_last_always_holds() -> None:
    plain = pass_turn(Game(ENDS + "turns: 1"))
    warm = Game(ENDS + "turns: 1").play("north: warm", "south: warm")
    assert (plain.outcome, warm.outcome) == ("plain", "warm")


def test_3_7_nothing_is_legal_after_the_end() -> None:
    game = pass_turn(Game("turns: 1"))
    assert game.to_move == ()
    assert game.moves("north") == game.moves("facilitator") == []
    assert game.refused("north: pass") == game.refused("facilitator: end") == "over"


def test_3_8_end_stops_at_once_and_costs_paid_stay_paid() -> None:
    game = Game(
        """
phases: {deeds: {kind: actions, menus: [deeds], order: together}}
actions:
  flee: {side: north, menu: deeds, name: Flee, cost: {north_purse: 2},
         effects: [{end: rupture}, {trust: -50}]}
  warm: {side: south, menu: deeds, name: Warm, cost: {south_purse: 1}, effects: {trust: +3}}
outcomes:
  rupture: {name: Rupture, when: trust < 0}
  plain: {name: Plain}
"""
    ).play("north: flee", "south: warm")
    assert (game.outcome, game["trust"]) == ("rupture", 50)
    assert (game["north_purse"], game["south_purse"]) == (3, 4)


def test_3_9_rules_bound_the_number_of_decisions() -> None:
    bound = rules(
        """
turns: 5
stages: {main: {phases: [deeds, hall]}, other: {phases: [deeds]}}
phases:
  deeds: {kind: actions, menus: [deeds], picks: 2}
  hall: {kind: table, table: pact, rounds: 3}
tables:
  pact:
    between: [north, south]
    rounds: 8
    open: true
    issues: {scope: {options: {small: {worth: {north: 1, south: 1}}}}}
"""
    ).most_decisions
    assert bound == 5 * (2 * 2 + 2 * 3)


def test_3_10_a_phase_may_be_called_close() -> None:
    text = "stages: {main: {phases: [close]}}\nphases: {close: {kind: actions, menus: [deeds]}}"
    game = Game(text).play("north: pass", "south: pass")
    assert (game.turn, game.phase) == (2, "close")


def test_3_2_an_injects_phase_whose_when_does_not_hold_is_skipped() -> None:
    game = Game(
        """
stages: {main: {phases: [news, deeds]}}
phases:
  news: {kind: injects, when: turn >= 2, draw: 1}
  deeds: {kind: actions, menus: [deeds], order: alternate}
injects:
  storm: {at: 1, effects: {heat: +1}}
  wind: {when: turn >= 1, effects: {heat: +2}}
  rain: {weight: 1, effects: {heat: +4}}
"""
    )
    assert game["heat"] == 0
    assert pass_turn(game)["heat"] == 6


def test_3_4_a_question_of_the_upkeep_does_not_repeat_it() -> None:
    game = Game(
        """
each_turn: [{fire: visit}, {heat: +1}]
injects: {visit: {ask: south, once: false, answers: {accept: {effects: {trust: +1}}}}}
"""
    )
    pass_turn(game)
    assert (game.turn, game.to_move, game["heat"]) == (2, ("south",), 1)
    game.play("south: answer accept")
    assert (game.turn, game["heat"], game.phase) == (2, 1, "deeds")


def test_3_3_a_question_of_a_broken_promise_comes_before_next_is_tested() -> None:
    game = Game(
        """
opening: {promise: calm}
promises: {calm: {by: north, turns: 2, broken: trust >= 0, breach: {fire: visit}}}
injects: {visit: {ask: south, answers: {accept: {effects: {trust: +9}}}}}
stages: {main: {phases: [deeds], next: [{when: trust >= 59, to: other}]}, other: {phases: [deeds]}}
"""
    )
    pass_turn(game)
    assert (game.turn, game.to_move) == (1, ("south",))
    game.play("south: answer accept")
    assert (game.turn, game.stage) == (2, "other")


HOT = """
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
  both: {kind: actions, menus: [deeds], order: together}
  hall: {kind: table, table: pact}
stages: {main: {phases: [deeds, both, hall]}}
tables:
  pact:
    between: [north, south]
    rounds: 2
    open: true
    issues: {scope: {options: {small: {worth: {north: 1, south: 1}}}}}
outcomes:
  rupture: {name: Rupture, when: heat >= 5, ends: now}
  plain: {name: Plain}
"""


@pytest.mark.parametrize(
    ("phase", "decisions"),
    [
        ("deeds", ["north: warm"]),
        ("deeds", ["north: pass"]),
        ("both", ["north: warm", "south: warm"]),
        ("both", ["north: pass", "south: pass"]),
        ("hall", ["north: pass"]),
        ("hall", ["north: offer scope=small"]),
        ("hall", ["north: walk"]),
    ],
)
def test_3_5_it_is_tested_after_every_decisions_resolution(
    phase: str, decisions: list[str]
) -> None:
    found = rules(HOT)
    given = Given(phase=phase, tracks=FrozenMap[str, int | str]({"heat": 5}))
    came = rehearse(found, given, [read(text) for text in decisions])
    assert (came.refused, came.state.outcome) == (None, 0)


def read(text: str) -> Decision:
    decision = read_decision(text)
    assert decision is not None
    return decision


def test_3_5_it_is_tested_after_a_tables_closing_effects() -> None:
    text = HOT.replace("open: true", "open: true\n    agreed: {heat: +5}")
    text = text.replace("phases: [deeds, both, hall]", "phases: [hall, deeds, both]")
    game = Game(text).play("north: offer scope=small", "south: accept")
    assert game.outcome == "rupture"
    expiring = text.replace("agreed: {heat: +5}", "expired: {heat: +5}")
    expiring = expiring.replace("rounds: 2", "rounds: 1")
    assert Game(expiring).play("north: pass", "south: pass").outcome == "rupture"


def test_3_5_it_is_tested_after_each_inject_and_each_answer() -> None:
    text = """
stages: {main: {phases: [news, deeds]}}
phases:
  news: {kind: injects}
  deeds: {kind: actions, menus: [deeds], order: alternate}
injects:
  storm:
    at: 1
    ask: north
    effects: {heat: "+ 5 * (trust < 50)"}
    answers: {fan: {effects: {heat: +5}}}
  calm_down: {at: 1, effects: {heat: -5}}
outcomes:
  rupture: {name: Rupture, when: heat >= 5, ends: now}
  plain: {name: Plain}
"""
    assert Game(text).play("north: answer fan").outcome == "rupture"
    game = Game(text.replace("trust < 50", "trust >= 50"))
    assert (game.outcome, game.to_move) == ("rupture", ())
