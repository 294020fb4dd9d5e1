"""Rules 3.1 to 3.3: turns, phases, stages."""

import pytest
from tiny import Game, sides, told

from game.model.play import OPENING


def test_3_1_the_opening_happens_once_before_turn_1_and_upkeep_from_turn_2() -> None:
    game = Game("opening: {heat: +2}\neach_turn: {trust: -5}")
    assert (game.turn, game["heat"], game["trust"]) == (1, 2, 50)
    game.rest()
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
    game = Game(STAGES).play("facilitator: set heat 5").rest()
    assert (game.stage, game["trust"]) == ("storm", 40)
    assert game.log("stage", "turn") == ["stage calm", "turn 1", "stage storm", "turn 2"]


def test_3_3_next_is_tested_on_the_turn_that_ends() -> None:
    game = Game(STAGES).rest()
    assert (game.stage, game["secret"]) == ("drift", 2)


def test_3_3_after_the_last_turn_neither_turn_nor_stage_changes() -> None:
    game = Game("turns: 1\n" + STAGES.replace("turns: 3\n", ""))
    game.rest()
    assert (game.turn, game.stage, game.outcome) == (1, "calm", "calm")


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
    assert game.rest()["heat"] == 6


@pytest.mark.parametrize(("timed", "others", "draw"), [(1, 1, 0), (2, 2, 0), (1, 2, 1), (3, 1, 2)])
def test_3_2_of_an_injects_phase_that_is_skipped_nothing_happens(
    timed: int, others: int, draw: int
) -> None:
    injects = [f"  a{i}: {{at: 1, effects: {{heat: +1}}}}" for i in range(timed)]
    injects += [f"  b{i}: {{when: trust > 0, effects: {{heat: +1}}}}" for i in range(others)]
    injects += [f"  c{i}: {{weight: 1, effects: {{heat: +1}}}}" for i in range(draw)]
    news = f"news: {{kind: injects, when: trust > 90{f', draw: {draw}' if draw else ''}}}"
    deeds = "deeds: {kind: actions, menus: [deeds], order: alternate}"
    text = f"stages: {{main: {{phases: [news, deeds]}}}}\nphases: {{{news}, {deeds}}}\ninjects:\n"
    assert Game(text + "\n".join(injects))["heat"] == 0


def test_3_3_a_question_of_a_broken_promise_comes_before_next_is_tested() -> None:
    game = Game(
        """
opening: {promise: calm}
promises: {calm: {by: north, turns: 2, broken: trust >= 0, breach: {fire: visit}}}
injects: {visit: {ask: south, answers: {accept: {effects: {trust: +9}}}}}
stages: {main: {phases: [deeds], next: [{when: trust >= 59, to: other}]}, other: {phases: [deeds]}}
"""
    )
    game.rest()
    assert (game.turn, game.to_move) == (1, ("south",))
    game.play("south: answer accept")
    assert (game.turn, game.stage) == (2, "other")


def test_3_1_deals_are_dealt_before_the_opening_and_in_file_order() -> None:
    text = """
deals: {aim: {to: north, cards: {one: {}}}, fate: {to: [], cards: {sun: {}}}}
opening: {heat: "+ 3 * dealt(aim.one) + dealt(fate.sun)"}
"""
    game = Game(text)
    assert game["heat"] == 4
    assert game.log("dealt", "changed", "turn") == [
        *["dealt aim one", "dealt fate sun"],
        *["changed heat 4 4 4", "turn 1"],
    ]


def test_3_1_the_game_begins_in_the_first_stage_and_its_first_phase() -> None:
    text = """
stages: {second: {phases: [b, a]}, first: {phases: [a], next: {when: turn > 0, to: second}}}
phases: {a: {kind: actions, menus: [deeds]}, b: {kind: actions, menus: [deeds]}}
opening: {trust: "+ 5 * stage(second)"}
"""
    game = Game(text)
    assert (game.stage, game.phase, game.turn, game["trust"]) == ("second", "b", 1, 55)


def test_3_1_outcomes_that_end_now_are_not_tested_amid_the_opening() -> None:
    text = """
opening: [{heat: +5}, {heat: -5}]
outcomes: {hot: {when: heat >= 5, ends: now}, calm: {}}
"""
    assert Game(text).outcome is None


def test_3_1_a_game_whose_opening_meets_an_outcome_ends_before_anyone_is_asked() -> None:
    text = "opening: {heat: +5}\noutcomes: {hot: {when: heat >= 5, ends: now}, calm: {}}"
    game = Game(text)
    assert (game.outcome, game.to_move, game.log("phase")) == ("hot", (), [])


def test_3_2_phases_run_in_the_stages_order_and_not_in_that_of_the_file() -> None:
    text = """
stages: {main: {phases: [b, a]}}
phases: {a: {kind: actions, menus: [deeds]}, b: {kind: actions, menus: [deeds]}}
"""
    game = Game(text)
    assert game.rest().log("phase")[:2] == ["phase b", "phase a"]


def test_3_2_a_phase_occurs_once_in_a_stage() -> None:
    assert told("stages: {main: {phases: [deeds, deeds]}}") == [
        "error twice-in-list stages.main.phases[1]"
    ]


def test_3_2_a_phases_when_is_not_asked_again_while_it_lasts() -> None:
    text = "phases: {deeds: {kind: actions, menus: [deeds], order: alternate, when: trust >= 50}}"
    assert Game(text).play("north: cool").to_move == ("south",)


def test_3_2_a_phases_when_sees_what_the_turn_has_brought_so_far() -> None:
    text = """
stages: {main: {phases: [deeds, more]}}
phases:
  deeds: {kind: actions, menus: [deeds], order: together}
  more: {kind: actions, menus: [deeds], when: chose(south.warm) == 1}
"""
    assert Game(text).play("north: warm", "south: pass").turn == 2
    assert Game(text).play("north: warm", "south: warm").phase == "more"


def test_3_2_a_side_that_could_do_something_later_takes_part_though_nothing_is_legal() -> None:
    text = """
actions:
  warm: {side: north, menu: deeds, name: Warm}
  hot: {side: south, menu: deeds, name: Hot, when: heat >= 5}
"""
    game = Game(text).play("north: warm")
    assert (game.to_move, game.moves("south")) == (("south",), ["pass"])


def test_3_2_a_side_left_out_of_a_phases_sides_takes_no_part() -> None:
    text = sides("north", "south", "west") + (
        "phases: {deeds: {kind: actions, menus: [deeds], sides: [west, north]}}\n"
        "actions: {talk: {side: [north, south, west], menu: deeds, name: Talk}}"
    )
    assert Game(text).to_move == ("north", "west")


def test_3_2_of_four_sides_those_take_part_who_have_an_action_in_its_menus() -> None:
    text = sides("north", "south", "west", "east") + (
        "stages: {main: {phases: [deeds, words]}}\n"
        "phases: {deeds: {kind: actions, menus: [act]},"
        " words: {kind: actions, menus: [say, whisper]}}\n"
        "actions: {work: {side: [east, south], menu: act, name: W},"
        " talk: {side: west, menu: say, name: T}, hint: {side: north, menu: whisper, name: H}}"
    )
    game = Game(text)
    assert game.to_move == ("south", "east")
    game.play("east: pass", "south: pass")
    assert game.to_move == ("north", "west")


def test_3_2_an_actions_phase_in_which_no_side_takes_part_is_skipped() -> None:
    text = """
stages: {main: {phases: [empty, deeds]}}
phases: {empty: {kind: actions, menus: [rest], sides: north}, deeds: {kind: actions, menus: deeds}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm}
  rest: {side: south, menu: rest, name: Rest}
"""
    game = Game(text)
    assert (game.phase, game.log("phase")) == ("deeds", ["phase deeds"])


def test_3_3_next_sees_what_promises_did_but_not_what_the_new_turn_brings() -> None:
    text = """
turns: 4
opening: [{promise: calm}, {after: 2, then: {heat: +5}}]
promises: {calm: {by: north, turns: 1, kept: {secret: +1}}}
stages:
  main: {phases: deeds, next: [{when: heat >= 5, to: hot}, {when: secret == 8, to: kept}]}
  hot: {phases: deeds}
  kept: {phases: deeds}
"""
    game = Game(text).rest()
    assert (game.stage, game["heat"]) == ("kept", 5)


def test_3_3_the_first_next_that_holds_is_taken_and_no_second_from_there() -> None:
    text = """
turns: 4
stages:
  a: {phases: deeds, next: {when: turn >= 1, to: b}}
  b: {phases: deeds, next: [{when: turn >= 1, to: c}, {when: turn >= 1, to: a}]}
  c: {phases: deeds}
"""
    game = Game(text).rest()
    assert game.stage == "b"
    assert game.rest().stage == "c"


def test_3_3_where_no_next_holds_the_stage_stays() -> None:
    text = "stages: {a: {phases: deeds, next: {when: turn == 9, to: b}}, b: {phases: deeds}}"
    assert Game("turns: 9\n" + text).rest(2).stage == "a"


def test_3_3_a_change_of_stage_waits_for_the_turns_last_phase() -> None:
    text = """
stages:
  calm: {phases: [deeds, more], next: {when: trust < 50, to: storm}}
  storm: {phases: deeds}
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
  more: {kind: actions, menus: [deeds]}
"""
    game = Game(text).play("north: cool", "south: pass")
    assert (game.stage, game.phase) == ("calm", "more")
    assert game.rest().stage == "storm"


def test_3_3_after_the_last_turn_promises_are_judged_and_the_stage_is_still_the_old_one() -> None:
    text = """
turns: 2
opening: {promise: calm}
promises: {calm: {by: north, turns: 2, kept: {heat: "+ 5 * stage(main) + turn"}}}
stages: {main: {phases: deeds, next: {when: turn == 2, to: other}}, other: {phases: deeds}}
outcomes: {still: {when: stage(main) and heat == 7 and turn == 2}, calm: {}}
"""
    assert Game(text).rest(2).outcome == "still"


def test_3_1_outcomes_that_end_now_wait_for_turn_1_to_have_begun() -> None:
    text = "opening: {heat: +5}\noutcomes: {hot: {when: heat >= 5, ends: now}, calm: {}}\n"
    assert Game(text).turn == 1
    cooled = text.replace("{heat: +5}", "[{heat: +5}, {after: 1, then: {heat: -5}}]")
    assert Game(cooled).outcome is None
