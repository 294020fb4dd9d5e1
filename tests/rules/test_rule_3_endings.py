"""Rules 3.6 to 3.8: how a game ends, and that nothing follows."""

from tiny import Game, told

ENDS = """
outcomes:
  rupture: {name: Rupture, when: heat >= 5, ends: now}
  warm: {name: Warm, when: trust >= 55}
  plain: {name: Plain}
"""


def test_3_6_after_the_last_turn_outcomes_are_tested_in_order_and_the_last_always_holds() -> None:
    plain = Game(ENDS + "turns: 1").rest()
    warm = Game(ENDS + "turns: 1").play("north: warm", "south: warm")
    assert (plain.outcome, warm.outcome) == ("plain", "warm")


def test_3_7_nothing_is_legal_after_the_end() -> None:
    game = Game("turns: 1").rest()
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


NEWS = """
stages: {main: {phases: [news, deeds]}}
phases: {news: {kind: injects, draw: 2}, deeds: {kind: actions, menus: deeds, order: alternate}}
"""


def test_3_6_those_that_could_have_ended_it_before_are_tested_in_their_place() -> None:
    text = """
turns: 1
opening: {promise: calm}
promises: {calm: {by: north, turns: 1, kept: {heat: +5}}}
outcomes: {warm: {when: trust >= 53}, hot: {when: heat >= 5, ends: now}, plain: {}}
"""
    assert Game(text).rest().outcome == "hot"
    assert Game(text).play("north: warm", "south: pass").outcome == "warm"


def test_3_6_the_last_outcome_has_no_condition_and_the_others_have_one() -> None:
    assert told("outcomes: {warm: {when: trust > 5}}") == ["error last-outcome outcomes.warm.when"]
    assert told("outcomes: {warm: {}, plain: {}}") == ["error early-outcome outcomes.warm"]


def test_3_7_a_question_that_waits_at_the_end_is_never_answered() -> None:
    text = "injects: {visit: {ask: south, answers: {well: {}}}}"
    game = Game(text).play("facilitator: inject visit", "facilitator: end")
    assert (game.to_move, game.moves("south"), game.view("south").question) == ((), [], None)
    assert game.refused("south: answer well") == "over"


def test_3_7_the_facilitator_too_can_do_nothing_after_the_end() -> None:
    game = Game("injects: {storm: {}}").play("facilitator: end")
    for decision in ("inject storm", "set trust 3", "end", "end calm"):
        assert game.refused(f"facilitator: {decision}") == "over"
    assert game.legal("facilitator").tracks == {}


STOP = """
outcomes: {rupture: {when: trust < 0}, plain: {}}
"""


def test_3_8_end_stops_the_lists_around_it_and_the_actions_tags() -> None:
    text = (
        STOP
        + """
tags: {loud: {effects: {trust: -1}}}
actions:
  flee: {side: [north, south], menu: deeds, name: Flee, tags: loud, effects: [
    {when: trust > 0, then: [{end: rupture}, {trust: -2}]}, {trust: -4}]}
"""
    )
    game = Game(text).play("north: flee")
    assert (game.outcome, game["trust"], game.log("ended")) == ("rupture", 50, ["ended rupture"])


def test_3_8_in_together_all_have_paid_and_all_count_but_later_picks_do_nothing() -> None:
    text = (
        STOP
        + """
phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: together}}
actions:
  flee: {side: north, menu: deeds, name: Flee, effects: {end: rupture}}
  cool: {side: north, menu: deeds, name: Cool, effects: {trust: -3}}
  warm: {side: south, menu: deeds, name: Warm, cost: {south_purse: 2}, effects: {trust: +3}}
"""
    )
    game = Game(text).play("north: flee", "north: cool", "south: warm", "south: pass")
    assert (game["trust"], game["south_purse"], sum(game.state.uses)) == (50, 3, 3)


def test_3_8_an_earlier_picks_effects_stay() -> None:
    text = (
        STOP
        + """
phases: {deeds: {kind: actions, menus: [deeds], order: together, sides: [south, north]}}
actions:
  flee: {side: north, menu: deeds, name: Flee, effects: {end: rupture}}
  warm: {side: south, menu: deeds, name: Warm, effects: {trust: +3}}
"""
    )
    assert Game(text).play("north: flee", "south: warm")["trust"] == 53


def test_3_8_other_injects_do_not_happen_nor_the_rest_of_the_one_that_fired() -> None:
    text = (
        STOP
        + NEWS
        + """
injects:
  outer: {at: 1, effects: [{fire: inner}, {trust: -1}]}
  inner: {effects: [{end: rupture}, {trust: -2}]}
  later: {at: 1, effects: {trust: -4}}
"""
    )
    game = Game(text)
    assert (game.happened(), game["trust"], game.to_move) == (["outer", "inner"], 50, ())


def test_3_8_an_inject_that_ends_the_game_puts_no_question() -> None:
    text = STOP + "injects: {last: {effects: {end: rupture}, ask: south, answers: {well: {}}}}"
    game = Game(text).play("facilitator: inject last")
    assert (game.log("asked"), game.to_move) == ([], ())


def test_3_8_of_a_turns_start_nothing_follows_either() -> None:
    text = STOP + (
        "opening: [{after: 2, then: {end: rupture}}, {after: 2, then: {trust: -1}}]\n"
        "each_turn: {trust: -2}\n"
    )
    game = Game(text).rest()
    assert (game.turn, game.outcome, game["trust"]) == (2, "rupture", 50)


HALL = """
phases: {hall: {kind: table, table: pact}, deeds: {kind: actions, menus: [deeds]}}
stages: {main: {phases: [hall, deeds]}}
tables:
  pact:
    between: [north, south]
    rounds: 2
    open: true
    agreed: {trust: -5}
    issues: {scope: {options: {small: {worth: {north: 1, south: 1}, effects: {end: plain}}}}}
outcomes: {plain: {}}
"""


def test_3_8_what_follows_an_option_at_a_table_does_not_happen() -> None:
    game = Game(HALL).play("north: offer scope=small", "south: accept")
    assert (game.status(), game.outcome, game["trust"]) == ("agreed", "plain", 50)


def test_3_8_other_promises_are_not_judged() -> None:
    text = (
        STOP
        + """
opening: [{promise: one}, {promise: two}]
promises:
  one: {by: north, turns: 1, kept: {end: rupture}}
  two: {by: north, turns: 1, kept: {trust: -5}}
"""
    )
    game = Game(text).rest()
    assert (game.outcome, game.turn, game["trust"]) == ("rupture", 1, 50)


def test_3_8_an_answers_cost_stays_paid_when_it_ends_the_game() -> None:
    text = (
        STOP
        + """
injects:
  visit: {ask: south, answers: {bow: {}, slam: {cost: {south_purse: 1}, effects: {end: rupture}}}}
"""
    )
    game = Game(text).play("facilitator: inject visit", "south: answer slam")
    assert (game.outcome, game["south_purse"]) == ("rupture", 4)


def test_3_6_the_last_cannot_end_the_game_at_once() -> None:
    assert told("outcomes: {calm: {ends: now}}") == ["error ends-always outcomes.calm.ends"]
    assert told("outcomes: {warm: {when: trust > 55, ends: now}, calm: {}}") == []
