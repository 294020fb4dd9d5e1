"""Rule 6.7: answers of several sides that are revealed together."""

import pytest
from tiny import Game, rules, sides, told

from game.engine.rehearsal import rehearse
from game.model.claims import Given
from game.model.decisions import FACILITATOR, PUBLIC, Decision, read_decision
from game.model.play import Question

PRESS = """
injects:
  press:
    once: false
    ask: [south, north]
    reveal: together
    answers:
      blame: {effects: {heat: "+ 1 + answered(press.blame)"}}
      praise: {effects: {trust: "= trust * 2"}}
      claim: {cost: {trust: 30}, when: trust >= 40, effects: {secret: "= trust"}}
  plea: {ask: north, answers: {well: {}}}
"""
OPEN = PRESS + "opening: {fire: press}\n"


def test_6_7_all_are_asked_at_once_and_may_answer_in_any_order() -> None:
    game = Game(OPEN)
    assert game.to_move == ("north", "south")
    assert game.log("asked") == ["asked press south", "asked press north"]
    one = Game(OPEN).play("north: answer praise", "south: answer blame")
    other = Game(OPEN).play("south: answer blame", "north: answer praise")
    assert one.state == other.state
    assert one.log() == other.log()
    assert (one["heat"], one["trust"], one.turn) == (2, 100, 1)


def test_6_7_nothing_changes_before_the_last_has_answered() -> None:
    game = Game(OPEN)
    before, entries = game.state, len(game.entries)
    game.play("north: answer claim")
    after = game.state
    assert len(game.entries) == entries
    for name in ("tracks", "answered", "questions", "fired", "draws", "turn", "phase"):
        assert getattr(after, name) == getattr(before, name)
    assert game.to_move == ("south",)


@pytest.mark.parametrize("answer", ["blame", "praise", "claim"])
def test_6_7_nobody_else_learns_an_answer_or_its_cost(answer: str) -> None:
    game, other = Game(OPEN), Game(OPEN)
    game.play(f"north: answer {answer}")
    other.play("north: answer blame")
    for who in ("south", PUBLIC):
        assert game.view(who) == other.view(who)
        assert game.heard(who) == other.heard(who)
        assert game.legal("south") == other.legal("south")
    question = game.view("south").question
    assert question is not None
    assert question == Question("press", ("south",), together=True)


def test_6_7_who_gave_an_answer_sees_it_and_its_cost_taken_off_and_the_facilitator_all() -> None:
    game = Game(OPEN).play("north: answer claim")
    view = game.view("north")
    assert view.question is not None
    assert view.question.answers == {"north": "claim"}
    assert view.tracks["trust"] == 20
    assert game.view("south").tracks["trust"] == 50
    seen = game.view(FACILITATOR)
    assert seen.question is not None
    assert seen.question.answers == {"north": "claim"}
    assert seen.tracks["trust"] == 50


def test_6_7_an_answer_that_was_given_cannot_be_changed() -> None:
    game = Game(OPEN).play("north: answer claim")
    assert game.moves("north") == []
    assert game.refused("north: answer praise") == game.refused("north: warm") == "question-first"
    assert game.refused("south: warm") == "question-first"


def test_6_7_answers_count_then_costs_are_paid_then_effects_happen_in_the_order_of_ask() -> None:
    game = Game(OPEN).play("north: answer claim", "south: answer claim")
    assert game.log("answered", "paid", "changed") == [
        "answered press south claim",
        "answered press north claim",
        "paid trust -30 -30 20",
        "paid trust -30 -20 0",
        "changed secret -7 -7 0",
    ]
    causes = [entry.cause.side for entry in game.entries if entry.cause and entry.code == "paid"]
    assert causes == ["south", "north"]


def test_6_7_each_answer_is_judged_when_it_is_given_and_never_again() -> None:
    game = Game(OPEN).play("north: answer claim", "facilitator: set trust 10")
    assert game.moves("south") == ["answer blame", "answer praise"]
    game.play("south: answer praise")
    assert game.log("paid") == ["paid trust -30 -10 0"]


def test_6_7_picks_of_a_together_phase_and_an_answer_are_both_taken_off() -> None:
    text = (
        PRESS
        + """
phases: {deeds: {kind: actions, menus: [deeds], order: together, picks: 2}}
actions: {buy: {side: [north, south], menu: deeds, name: Buy, cost: {trust: 15}}}
"""
    )
    game = Game(text).play("facilitator: set trust 60", "north: buy", "facilitator: inject press")
    assert game.play("north: answer claim").view("north").tracks["trust"] == 15
    assert game.view("south").tracks["trust"] == 60
    assert game.play("south: answer blame").view("north").tracks["trust"] == 15
    assert (game["trust"], game.to_move) == (30, ("north", "south"))


def test_6_7_outcomes_are_tested_once_after_all_answers() -> None:
    text = OPEN.replace('"= trust * 2"', "-30") + (
        "outcomes: {hot: {name: H, when: heat >= 2, ends: now},"
        " low: {name: L, when: trust <= 20, ends: now}, calm: {name: C}}"
    )
    game = Game(text).play("north: answer blame")
    assert game.to_move == ("south",)
    game.play("south: answer praise")
    assert (game.outcome, game["trust"], game["heat"]) == ("hot", 20, 2)


def test_6_7_an_answer_that_ends_the_game_leaves_out_the_later_effects() -> None:
    text = OPEN.replace('"= trust * 2"', "0").replace(
        "praise: {effects: {trust: 0}}", "praise: {effects: {end: calm}}"
    )
    game = Game(text).play("north: answer blame", "south: answer praise")
    assert (game.outcome, game["heat"]) == ("calm", 0)
    assert game.state.hidden_answers == (-1, -1)


def test_6_7_where_the_game_ends_before_the_last_answer_nobody_learns_the_others() -> None:
    game = Game(OPEN).play("north: answer claim", "facilitator: end calm")
    assert (game["trust"], game.log("answered"), game.to_move) == (50, [], ())
    for who in ("north", "south", PUBLIC, FACILITATOR):
        view = game.view(who)
        assert (view.question, view.tracks["trust"]) == (None, 50)
        assert view.answered == {}


def test_6_7_a_second_happening_waits_and_asks_all_anew() -> None:
    game = Game(OPEN).play("north: answer blame", "facilitator: inject press")
    assert (game.state.questions, game.to_move) == ((0, 0), ("south",))
    game.play("south: answer blame")
    assert (game["heat"], game.to_move) == (6, ("north", "south"))
    game.play("south: answer praise", "north: answer blame")
    assert (game["heat"], game.turn) == (10, 1)


def test_6_7_another_question_waits_behind_and_picks_stay() -> None:
    game = Game(OPEN).play("south: answer praise", "facilitator: inject plea")
    assert game.to_move == ("north",)
    assert game.moves("north") == ["answer blame", "answer praise", "answer claim"]
    assert game.play("north: answer blame").moves("north") == ["answer well"]


def test_6_7_of_three_sides_two_can_be_asked_together() -> None:
    text = (
        sides("north", "south", "west")
        + PRESS.replace("[south, north]", "[west, north]")
        + "actions: {wait: {side: [north, south, west], menu: deeds, name: Wait}}\n"
        + "opening: {fire: press}\n"
    )
    game = Game(text)
    assert game.to_move == ("north", "west")
    assert game.refused("south: answer blame") == "question-first"
    game.play("west: answer blame")
    assert list(game.to_move) == ["north"]
    view = game.view("south").question
    assert view is not None
    assert view.answers == {}
    game.play("north: answer praise")
    assert game.log("answered") == ["answered press west blame", "answered press north praise"]


def test_6_7_all_three_sides_answer_before_anything_is_known() -> None:
    text = (
        sides("north", "south", "west")
        + PRESS.replace("[south, north]", "[west, north, south]")
        + "actions: {wait: {side: [north, south, west], menu: deeds, name: Wait}}\n"
        + "opening: {fire: press}\n"
    )
    game = Game(text).play("south: answer blame", "west: answer blame")
    assert (game.log("answered"), game.to_move) == ([], ("north",))
    game.play("north: answer blame")
    assert [line.split()[2] for line in game.log("answered")] == ["west", "north", "south"]
    assert game["heat"] == 10  # three times four, up to the end of its range


def test_6_7_an_authors_test_takes_the_answers_that_were_given() -> None:
    texts = ("facilitator: inject press", "north: answer blame")
    played = [read_decision(text) for text in texts]
    decisions = [each for each in played if isinstance(each, Decision)]
    course = rehearse(rules(PRESS), Given(), decisions)
    heat = course.state.tracks[course_index("heat")]
    assert (heat, course.state.questions) == (2, ())
    assert course.after.to_move == ("south",)
    assert course.after.tracks[course_index("heat")] == 0


def course_index(track: str) -> int:
    """The number of a track in the tiny scenario."""
    return rules(PRESS).index.tracks[track]


@pytest.mark.parametrize(
    ("inject", "problems"),
    [
        ("ask: [south, north], reveal: together, answers: {well: {}}", []),
        ("ask: south, reveal: together, answers: {well: {}}", ["error reveal-one"]),
        ("reveal: together", ["error reveal-alone"]),
        ("ask: [south, north], reveal: later, answers: {well: {}}", ["error unknown-word"]),
        ("ask: [south, north], reveal: together", ["error ask-alone"]),
        (
            "ask: [south, north], reveal: together, answers: {well: {}, dear: {cost: {trust: 1}}}",
            ["warning shared-answer-cost"],
        ),
        ("ask: [south, north], answers: {well: {}, dear: {cost: {trust: 1}}}", []),
    ],
)
def test_6_7_what_check_says_of_reveal(inject: str, problems: list[str]) -> None:
    found = told(f"injects: {{press: {{{inject}}}}}")
    assert [" ".join(each.split()[:2]) for each in found] == problems
