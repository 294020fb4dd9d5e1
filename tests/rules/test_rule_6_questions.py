"""Rule 6.5: questions, and how they wait for each other and for what is under way."""

import pytest
from tiny import Game, sides, told

ASKING = """
turns: 2
stages: {main: {phases: [news, deeds]}}
phases:
  news: {kind: injects}
  deeds: {kind: actions, menus: [deeds], picks: 2, order: together}
injects:
  visit:
    at: 1
    ask: south
    effects: {trust: +1}
    answers:
      accept: {effects: {trust: +4}}
      refuse: {cost: {south_purse: 2}, effects: {trust: -6}}
      protest: {when: heat >= 5}
  sequel: {when: trust >= 55, effects: {heat: +1}}
  plea: {ask: north, answers: {agree: {effects: {secret: +1}}, disagree: {}}}
actions:
  stir: {side: north, menu: deeds, name: Stir, effects: [{fire: plea}, {trust: +1}]}
  wait: {side: south, menu: deeds, name: Wait}
"""


def test_6_5_a_question_is_answered_before_anything_goes_on() -> None:
    game = Game(ASKING)
    assert (game["trust"], game.to_move, game["heat"]) == (51, ("south",), 0)
    assert game.refused("north: stir") == game.refused("south: wait") == "question-first"
    assert game.refused("south: answer perhaps") == "unknown-answer"
    game.play("south: answer accept")
    assert (game["trust"], game["heat"], game.phase) == (55, 1, "deeds")
    assert game.log("asked", "answered") == ["asked visit south", "answered visit south accept"]


def test_6_5_an_answers_when_and_cost_must_allow_it() -> None:
    game = Game(ASKING).play("facilitator: set south_purse 1")
    assert game.moves("south") == ["answer accept"]
    assert {id: why.code for id, why in game.legal("south").refused.items()} == {
        "refuse": "answer-cost",
        "protest": "answer-when",
    }
    assert game.refused("south: answer refuse") == "answer-cost"


def test_6_5_an_answers_cost_is_paid() -> None:
    game = Game(ASKING).play("south: answer refuse")
    assert (game["south_purse"], game["trust"]) == (3, 45)


def test_6_5_a_question_raised_inside_together_waits_for_the_resolutions_end() -> None:
    game = Game(ASKING).play("south: answer refuse", "north: stir", "south: wait", "south: pass")
    assert game.to_move == ("north",)
    game.play("north: pass")
    assert (game["trust"], game.to_move, game.phase) == (46, ("north",), "deeds")
    assert game.moves("north") == ["answer agree", "answer disagree"]
    assert game.view("south").picks == {"north": ("stir",), "south": ("wait",)}
    game.play("north: answer agree")
    assert game.turn == 2


def test_6_5_questions_wait_in_the_order_they_were_asked() -> None:
    game = Game(ASKING).play("facilitator: inject plea")
    assert game.to_move == ("south",)
    assert game.play("south: answer accept").to_move == ("north",)
    assert game.play("north: answer disagree").phase == "deeds"


def test_6_5_a_question_amid_a_together_phase_comes_first_and_picks_stay() -> None:
    game = Game(ASKING).play("south: answer refuse", "north: stir", "facilitator: inject plea")
    assert game.to_move == ("north",)
    game.play("north: answer disagree")
    assert list(game.to_move) == ["north", "south"]
    assert game.view("north").picks == {"north": ("stir",)}


CHAIN = """
injects:
  outer: {effects: [{fire: inner}, {heat: +1}], ask: north, answers: {well: {}}}
  inner: {ask: south, answers: {fine: {effects: {secret: "= heat * 10"}}}}
"""


def test_6_5_the_effects_around_a_question_go_on_before_it_is_answered() -> None:
    game = Game(CHAIN + "opening: [{fire: inner}, {heat: +4}]")
    assert (game["heat"], game.to_move) == (4, ("south",))
    assert game.play("south: answer fine")["secret"] == 40


def test_6_5_an_injects_question_comes_after_its_effects_and_so_after_one_that_it_fired() -> None:
    game = Game(CHAIN).play("facilitator: inject outer")
    assert game.log("asked") == ["asked inner south", "asked outer north"]
    assert game.to_move == ("south",)
    assert game.play("south: answer fine").to_move == ("north",)


def test_6_5_a_question_that_an_answer_raises_waits_behind_those_already_asked() -> None:
    text = """
injects:
  first: {ask: south, answers: {more: {effects: {fire: third}}}}
  second: {ask: north, answers: {well: {}}}
  third: {ask: south, answers: {last: {}}}
opening: [{fire: first}, {fire: second}]
"""
    game = Game(text).play("south: answer more")
    assert game.to_move == ("north",)
    game.play("north: answer well")
    assert (game.turn, game.to_move) == (0, ("south",))
    assert game.play("south: answer last").turn == 1


def test_6_5_a_question_asked_twice_is_answered_twice() -> None:
    text = """
injects: {visit: {once: false, ask: south, answers: {well: {effects: {heat: +1}}}}}
opening: [{fire: visit}, {fire: visit}]
"""
    game = Game(text).play("south: answer well")
    assert (game["heat"], game.to_move, game.turn) == (1, ("south",), 0)
    assert game.play("south: answer well").turn == 1


def test_6_5_in_alternate_a_question_is_answered_before_the_next_side_picks() -> None:
    text = ASKING.replace("picks: 2, order: together", "picks: 2, order: alternate")
    game = Game(text).play("south: answer accept", "north: stir")
    assert game.to_move == ("north",)
    assert game.refused("south: wait") == "question-first"
    assert game.play("north: answer disagree").to_move == ("south",)


def test_6_5_the_next_inject_of_a_phase_waits_for_the_answer_and_sees_what_it_did() -> None:
    game = Game(ASKING)
    assert (game.happened(), game.phase) == (["visit"], "news")
    assert game.play("south: answer accept").happened() == ["visit", "sequel"]
    assert Game(ASKING).play("south: answer refuse").happened() == ["visit"]


def test_6_5_the_next_draw_waits_for_the_answer_too() -> None:
    text = ASKING.replace("{kind: injects}", "{kind: injects, draw: 2}").replace(
        "at: 1", "weight: 1000"
    )
    text = text.replace("sequel: {when: trust >= 55", "sequel: {weight: 1, when: trust >= 55")
    game = Game(text)
    assert (game.happened(), game["heat"]) == (["visit"], 0)
    assert game.play("south: answer accept").happened() == ["visit", "sequel"]


HALL = """
stages: {main: {phases: [hall, deeds]}}
phases:
  hall: {kind: table, table: pact, rounds: 1}
  deeds: {kind: actions, menus: [deeds], order: alternate}
tables:
  pact:
    between: [north, south]
    rounds: 2
    open: true
    issues: {scope: {options: {small: {worth: {north: 1, south: 1}, effects: {fire: visit}}}}}
injects: {visit: {once: false, ask: south, answers: {well: {effects: {heat: +1}}}}}
"""


def test_6_5_amid_a_visit_a_question_comes_first_and_the_offer_stands() -> None:
    game = Game(HALL).play("north: offer scope=small", "facilitator: inject visit")
    assert game.refused("south: accept") == "question-first"
    game.play("south: answer well", "south: accept")
    assert (game.status(), game.to_move, game.phase) == ("agreed", ("south",), "hall")
    assert game.play("south: answer well").phase == "deeds"


def test_6_5_a_question_to_who_is_not_to_speak_holds_up_the_table() -> None:
    game = Game(HALL).play("facilitator: inject visit")
    assert game.to_move == ("south",)
    assert game.refused("north: pass") == "question-first"
    assert game.play("south: answer well").to_move == ("north",)


def test_6_5_delayed_effects_that_ask_let_the_turns_start_go_on_first() -> None:
    text = HALL + "opening: {after: 2, then: {fire: visit}}\neach_turn: {heat: +5}\n"
    game = Game(text).play("north: walk").rest()
    assert (game.turn, game["heat"], game.to_move) == (2, 5, ("south",))
    assert game.view("south").phase is None
    assert game.play("south: answer well").phase == "deeds"


def test_6_5_promises_are_all_judged_before_a_question_of_one_is_answered() -> None:
    text = """
opening: [{promise: one}, {promise: two}]
promises:
  one: {by: north, turns: 1, kept: {fire: visit}}
  two: {by: north, turns: 1, kept: {heat: +1}}
injects: {visit: {ask: south, answers: {well: {effects: {secret: "= heat"}}}}}
"""
    game = Game(text).rest()
    assert (game.turn, game["heat"], game.to_move) == (1, 1, ("south",))
    assert game.play("south: answer well").turn == 2


def test_6_5_a_question_after_the_last_turn_is_answered_before_outcomes_are_tested() -> None:
    text = """
turns: 1
opening: {promise: one}
promises: {one: {by: north, turns: 1, kept: {fire: visit}}}
injects: {visit: {ask: south, answers: {well: {effects: {heat: +5}}}}}
outcomes: {hot: {when: heat >= 5}, calm: {}}
"""
    game = Game(text).rest()
    assert (game.outcome, game.to_move) == (None, ("south",))
    assert game.play("south: answer well").outcome == "hot"


def test_6_5_of_three_sides_only_the_one_asked_may_answer() -> None:
    text = (
        sides("north", "south", "west")
        + """
actions: {wait: {side: [north, south, west], menu: deeds, name: Wait}}
injects: {visit: {ask: west, answers: {well: {}}}}
opening: {fire: visit}
"""
    )
    game = Game(text)
    assert game.to_move == ("west",)
    assert game.refused("north: answer well") == game.refused("south: wait") == "question-first"
    assert game.refused("west: wait") == game.refused("west: pass") == "question-first"
    assert game.view("public").question == game.view("west").question
    game.play("west: answer well")


def test_6_5_an_answers_when_asks_for_its_moment_and_its_own_side() -> None:
    text = HALL.replace(
        "answers: {well: {effects: {heat: +1}}}",
        "answers: {well: {}, bold: {when: reserve(pact) >= 4}}",
    )
    text = text.replace("open: true", "open: true\n    reserve: {south: trust // 10}")
    game = Game(text).play("facilitator: inject visit")
    assert game.moves("south") == ["answer well", "answer bold"]
    game.play("facilitator: set trust 39")
    assert game.refused("south: answer bold") == "answer-when"


def test_6_5_an_answers_cost_is_paid_before_its_effects() -> None:
    text = """
injects: {visit: {ask: south, answers: {no_gift: {},
          gift: {cost: {south_purse: 2}, effects: {heat: "= south_purse"}}}}}
opening: {fire: visit}
"""
    game = Game(text).play("south: answer gift")
    assert (game["south_purse"], game["heat"]) == (3, 3)


@pytest.mark.parametrize(
    ("answers", "fine"),
    [
        ("{well: {}}", True),
        ("{well: {}, dear: {cost: {south_purse: 1}}}", True),
        ("{dear: {cost: {south_purse: 1}}}", False),
        ("{bold: {when: heat > 5}, dear: {cost: {south_purse: 1}}}", False),
        ("{bold: {when: heat > 5}, meek: {when: heat <= 5}}", False),
    ],
)
def test_6_5_one_answer_at_least_is_free_and_unconditional(answers: str, fine: bool) -> None:
    found = told(f"injects: {{visit: {{ask: south, answers: {answers}}}}}")
    assert found == ([] if fine else ["error no-free-answer injects.visit.answers"])


def test_6_5_an_answer_that_cannot_be_paid_tells_what_it_costs() -> None:
    game = Game("""
injects:
  visit:
    ask: north
    answers:
      gift: {cost: {heat: 4}, effects: {trust: +1}}
      thanks: {}
opening: {fire: visit}
""")
    why = game.legal("north").refused["gift"]
    assert (why.code, dict(why.values)) == (
        "answer-cost",
        {"answer": "gift", "track": "heat", "cost": 4},
    )
