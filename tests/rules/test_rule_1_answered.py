"""Rule 1.7: how often an answer has been given, by any side or by one."""

import pytest
from tiny import Game, sides, told

from game.engine.digest import digest
from game.rules.layout import flatten

VISIT = """
injects:
  visit:
    once: false
    ask: [south, north]
    answers: {well: {effects: {heat: "+ answered(visit.well)"}}, ill: {}}
opening: {fire: visit}
"""
THREE = (
    sides("north", "south", "west")
    + """
actions: {wait: {side: [north, south, west], menu: deeds, name: Wait}}
values: {yes_: answered(visit.well), of_west: "answered(visit.well, west)"}
injects:
  visit: {once: false, ask: [west, north, south], answers: {well: {}, ill: {}}}
opening: {fire: visit}
outcomes: {all_well: {name: W, when: yes_ - of_west >= 2, ends: now}, calm: {name: Calm}}
"""
)


def test_1_7_an_answer_counts_before_its_effects_for_any_side_and_for_its_own() -> None:
    game = Game(VISIT).play("south: answer well")
    assert game["heat"] == 1
    assert game.play("north: answer well")["heat"] == 3
    game.play("facilitator: inject visit", "south: answer ill", "north: answer well")
    assert game["heat"] == 6
    answered = game.view("public").answered
    assert answered == {
        ("visit", "south", "well"): 1,
        ("visit", "south", "ill"): 1,
        ("visit", "north", "well"): 2,
    }


def test_1_7_an_answer_counts_before_its_cost() -> None:
    text = VISIT.replace("ill: {}", "ill: {cost: {trust: 1}}")
    effects = 'effects: {heat: "= answered(visit.ill) * trust // 7"}'
    text = text.replace("cost: {trust: 1}}", f"cost: {{trust: 1}}, {effects}}}")
    assert Game(text).play("south: answer ill")["heat"] == 7


def test_1_7_of_three_sides_each_counts_by_itself() -> None:
    game = Game(THREE).play("west: answer well", "north: answer well")
    assert game.outcome is None
    assert game.play("south: answer well").outcome == "all_well"


def test_1_7_the_count_stops_at_9999() -> None:
    game = Game(VISIT)
    state = game.state
    numbers = tuple(99999 for _ in state.answered)
    object.__setattr__(state, "answered", numbers)
    assert game.play("south: answer well")["heat"] == 10


def test_1_7_only_injects_whose_answers_a_rule_counts_are_in_the_digest() -> None:
    quiet = VISIT.replace('{effects: {heat: "+ answered(visit.well)"}}', "{}")
    begun, answered = Game(quiet), Game(quiet).play("south: answer ill")
    assert answered.state.answered != begun.state.answered
    assert Game(VISIT).rules.counted_answers == (0, 1, 2, 3)
    assert begun.rules.counted_answers == ()
    assert len(flatten(begun.rules, begun.state)) == len(flatten(begun.rules, answered.state)) + 1
    counting, other = Game(VISIT), Game(VISIT)
    object.__setattr__(other.state, "answered", (1, 0, 0, 0))
    assert digest(counting.rules, counting.state) != digest(other.rules, other.state)


@pytest.mark.parametrize(
    ("formula", "codes"),
    [
        ("answered(visit.well)", []),
        ("answered(visit.well, north)", []),
        ("answered(visit.well, south) + answered(visit.ill)", []),
        ("answered(visit.wel)", ["error unknown-answer"]),
        ("answered(vist.well)", ["error unknown-reference"]),
        ("answered(visit)", ["error predicate-answer"]),
        ("answered(well)", ["error predicate-answer"]),
        ("answered(visit.well, nort)", ["error unknown-reference"]),
        ("answered(leak.well, south)", ["error not-asked"]),
        ("answered(visit, well)", ["error expr-answered"]),
        ("answered(visit.well, north, south)", ["error expr-answered"]),
        ("answered(visit.well, south.north)", ["error expr-answered"]),
        ("fired(visit.well)", ["error predicate-dotted"]),
    ],
)
def test_1_7_what_answered_can_name(formula: str, codes: list[str]) -> None:
    text = VISIT.replace("injects:", "injects:\n  leak: {ask: north, answers: {well: {}}}")
    found = told(text + f'each_turn: {{heat: "+ {formula}"}}')
    assert [" ".join(each.split()[:2]) for each in found] == codes
