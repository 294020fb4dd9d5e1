"""Rule 6.6: a question that is put to several sides, one after the other."""

import pytest
from tiny import Game, sides, told

from game.model.decisions import FACILITATOR, PUBLIC
from game.model.play import Question

VISIT = """
injects:
  visit:
    once: false
    ask: [south, north]
    answers:
      gift: {effects: {heat: +2}}
      thanks: {when: heat >= 2, effects: {trust: "- heat"}}
      dear: {cost: {trust: 45}}
  plea: {ask: south, answers: {well: {effects: {heat: "= 9"}}}}
"""


def test_6_6_the_second_side_is_asked_when_the_first_has_answered() -> None:
    game = Game(VISIT + "opening: {fire: visit}")
    assert game.log("asked") == ["asked visit south", "asked visit north"]
    assert game.to_move == ("south",)
    assert game.refused("north: answer gift") == "question-first"
    game.play("south: answer gift")
    assert (game["heat"], game.to_move) == (2, ("north",))
    assert game.refused("south: answer gift") == "question-first"
    game.play("north: answer thanks")
    assert (game["trust"], game.turn, game.to_move) == (48, 1, ("north",))
    assert game.log("answered") == ["answered visit south gift", "answered visit north thanks"]


def test_6_6_when_and_cost_are_judged_as_each_side_answers() -> None:
    game = Game(VISIT + "opening: {fire: visit}")
    assert game.moves("south") == ["answer gift", "answer dear"]
    game.play("south: answer dear")
    assert game.moves("north") == ["answer gift"]
    assert {id: why.code for id, why in game.legal("north").refused.items()} == {
        "thanks": "answer-when",
        "dear": "answer-cost",
    }


def test_6_6_everybody_hears_each_answer_and_its_cost_at_once() -> None:
    game = Game(VISIT + "opening: {fire: visit}").play("south: answer dear")
    for who in ("north", "south", PUBLIC, FACILITATOR):
        heard = [entry.code for entry in game.heard(who)]
        assert heard[-2:] == ["answered", "paid"]
        question = game.view(who).question
        assert question is not None
        assert question == Question("visit", ("north",))


def test_6_6_questions_that_come_up_meanwhile_wait_behind_all_sides_of_this_one() -> None:
    game = Game(VISIT + "opening: [{fire: visit}, {fire: plea}]")
    assert game.play("south: answer gift").to_move == ("north",)
    assert game.play("north: answer gift").to_move == ("south",)
    assert game.moves("south") == ["answer well"]
    fired = VISIT.replace("gift: {effects: {heat: +2}}", "gift: {effects: {fire: plea}}")
    game = Game(fired + "opening: {fire: visit}").play("south: answer gift")
    assert game.to_move == ("north",)
    assert game.play("north: answer gift").moves("south") == ["answer well"]


def test_6_6_an_inject_that_happens_again_asks_all_its_sides_anew() -> None:
    game = Game(VISIT + "opening: {fire: visit}").play("south: answer gift")
    game.play("facilitator: inject visit")
    assert (game.state.questions, game.to_move) == ((2, 0, 2), ("north",))
    asked: list[str] = []
    while game.state.questions:
        asked += game.to_move
        game.play(f"{game.to_move[0]}: answer gift")
    assert (asked, game["heat"]) == (["north", "south", "north"], 8)


def test_6_6_the_end_of_the_game_asks_nobody_any_more() -> None:
    text = VISIT + "outcomes: {hot: {name: H, when: heat >= 2, ends: now}, calm: {name: C}}\n"
    game = Game(text + "opening: {fire: visit}").play("south: answer gift")
    assert (game.outcome, game.to_move, game.view("north").question) == ("hot", (), None)
    assert game.refused("north: answer gift") == "over"


def test_6_6_the_facilitator_can_act_between_two_answers() -> None:
    game = Game(VISIT + "opening: {fire: visit}").play("south: answer gift")
    game.play("facilitator: set heat 0", "facilitator: inject plea")
    assert game.moves("north") == ["answer gift", "answer dear"]
    assert game.play("north: answer dear").moves("south") == ["answer well"]


def test_6_6_each_answer_has_its_side_as_cause_and_what_it_delays_has_none() -> None:
    text = VISIT.replace("{heat: +2}", "[{heat: +1}, {after: 1, then: {heat: +1}}]")
    game = Game(text + "opening: {fire: visit}").play("south: answer gift", "north: answer gift")
    causes = [entry.cause for entry in game.entries if entry.code == "changed"]
    assert [cause and (cause.path, cause.side) for cause in causes] == [
        ("injects/visit/answers/gift", "south"),
        ("injects/visit/answers/gift", "north"),
        ("injects/visit/answers/gift", ""),
        ("injects/visit/answers/gift", ""),
    ]


def test_6_6_three_sides_answer_in_the_order_of_ask() -> None:
    text = (
        sides("north", "south", "west")
        + """
actions: {wait: {side: [north, south, west], menu: deeds, name: Wait}}
injects: {visit: {ask: [west, north, south], answers: {more: {effects: {heat: "= heat * 2 + 1"}}}}}
opening: {fire: visit}
"""
    )
    game = Game(text)
    for side in ("west", "north", "south"):
        assert game.to_move == (side,)
        assert game.refused("south: wait") == "question-first"
        game.play(f"{side}: answer more")
    assert (game["heat"], game.turn) == (7, 1)


PACT = """
sides:
  north: {name: N, brief: B, score: [{label: L, points: trust}]}
  south: {name: S, brief: B, score: [{label: L, points: trust}]}
  west: {name: W, brief: B, score: [{label: L, points: trust}]}
actions: {wait: {side: [north, south, west], menu: deeds, name: Wait}}
phases:
  hall: {kind: table, table: pact}
  deeds: {kind: actions, menus: [deeds]}
stages: {main: {phases: [hall, deeds]}}
tables:
  pact:
    between: [north, south]
    rounds: 2
    open: true
    issues: {scope: {options: {small: {worth: {north: 1, south: 1}}}}}
    reserve: {north: 3, south: 8}
injects: {visit: {ask: [south, north], answers: {well: {}, bold: {when: reserve(pact) >= 5}}}}
"""


def test_6_6_reserve_in_an_answers_when_is_that_of_the_side_that_answers() -> None:
    game = Game(PACT).play("facilitator: inject visit")
    assert game.moves("south") == ["answer well", "answer bold"]
    assert game.play("south: answer bold").moves("north") == ["answer well"]


def test_6_6_worth_and_reserve_need_every_side_that_is_asked_to_be_a_party() -> None:
    assert told(PACT) == []
    assert told(PACT.replace("ask: [south, north]", "ask: [south, west]")) == [
        "error not-a-party injects.visit.answers.bold.when"
    ]


@pytest.mark.parametrize(
    ("ask", "codes"),
    [
        ("[south, north]", []),
        ("[south]", []),
        ("[south, south]", ["error twice-in-list"]),
        ("[south, west]", ["error unknown-reference"]),
        ("[]", ["error answers-alone"]),
    ],
)
def test_6_6_whom_a_question_can_be_put_to(ask: str, codes: list[str]) -> None:
    found = told(f"injects: {{visit: {{ask: {ask}, answers: {{well: {{}}}}}}}}")
    assert [" ".join(each.split()[:2]) for each in found] == codes


def test_6_6_one_side_in_a_list_is_the_same_game_as_that_side_alone() -> None:
    text = "injects: {visit: {ask: south, answers: {well: {}}}}\nopening: {fire: visit}"
    assert Game(text).state == Game(text.replace("ask: south", "ask: [south]")).state
