"""Rule 1: numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import Game, scenario

from game.engine.core import start
from game.rules.compile import compile_rules
from game.rules.evaluate import NO_PACKAGE, formula
from game.rules.expressions import parse
from game.rules.intervals import interval
from game.rules.names import Names

LETTERS = scenario(
    """
tracks: {a: {range: [-100, 100]}, b: {range: [-100, 100]}, c: {range: [-100, 100]}}
sides:
  north: {name: North, brief: You are north., score: [{label: A, points: a}]}
  south: {name: South, brief: You are south., score: [{label: A, points: a}]}
actions: {wait: {side: [north, south], menu: deeds, name: Wait}}
"""
)
STATE = start(compile_rules(LETTERS), 1)


def value(text: str, **letters: int) -> int:
    """The value of an expression over letters, by every way to it."""
    tree = Names(LETTERS).resolve(parse(text))
    found = formula(tree, lambda read: lambda _r, _p: letters[read.of[0]])(STATE, NO_PACKAGE)
    folded = formula(tree, lambda read: letters[read.of[0]])(STATE, NO_PACKAGE)
    low, high = interval(tree)
    assert found == folded
    assert low <= found <= high
    assert type(found) is int
    return found


@pytest.mark.parametrize(
    ("text", "a", "b", "expected"),
    [
        ("a // b", 7, 2, 3),
        ("a // b", -7, 2, -4),
        ("a // b", 7, 0, 0),
        ("a % b", 7, 0, 0),
        ("a % b", -7, 3, 2),
        ("a < b", 1, 2, 1),
        ("a < b < 3", 1, 2, 1),
        ("a < b < 2", 1, 2, 0),
        ("a == b", 1, 2, 0),
        ("a and b", 5, -3, 1),
        ("a and b", 5, 0, 0),
        ("a or b", 0, 7, 1),
        ("not a", -1, 0, 0),
        ("-a", 4, 0, -4),
        ("a if b else 9", 4, 0, 9),
        ("a if b else 9", 4, 2, 4),
        ("(a > 0) + (b > 0)", 4, 2, 2),
        ("min(a, b, 3)", 4, 5, 3),
        ("max(a, b)", 4, 5, 5),
        ("abs(a)", -4, 0, 4),
    ],
)
def test_1_1_arithmetic_is_total_and_on_whole_numbers(
    text: str, a: int, b: int, expected: int
) -> None:
    assert value(text, a=a, b=b) == expected


@pytest.mark.parametrize(("x", "expected"), [(-5, 10), (0, 10), (1, 20), (2, 30), (9, 30)])
def test_1_6_by_takes_the_xth_of_the_rest_as_far_as_there_are_any(x: int, expected: int) -> None:
    assert value("by(a, 10, 20, 30)", a=x) == expected


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(-50, 50))
def test_1_1_the_function_agrees_with_pythons_own_arithmetic(a: int, b: int, c: int) -> None:
    text = "max(a - b * 2, c % 7) + (a if a > b or c == 0 else b - c)"
    assert value(text, a=a, b=b, c=c) == max(a - b * 2, c % 7) + (a if a > b or c == 0 else b - c)


def test_1_2_a_track_never_leaves_its_range_and_its_entry_says_asked_and_got() -> None:
    game = Game(
        """
actions:
  burn: {side: north, menu: deeds, name: Burn, effects: {heat: +15}}
  wait: {side: south, menu: deeds, name: Wait}
"""
    ).play("north: burn")
    assert game["heat"] == 10
    assert game.log("changed") == ["changed heat 15 10 10"]


def test_1_4_changes_of_one_mapping_read_the_values_from_before_it() -> None:
    game = Game(
        """
actions:
  swap: {side: north, menu: deeds, name: Swap, effects: {trust: "= heat", heat: "+ trust // 10"}}
  wait: {side: south, menu: deeds, name: Wait}
"""
    ).play("north: swap")
    assert (game["trust"], game["heat"]) == (0, 5)
    assert game.log("changed") == ["changed trust -50 -50 0", "changed heat 5 5 5"]


@pytest.mark.parametrize(
    ("text", "a", "b", "expected"),
    [
        ("a // b", 7, -2, -4),
        ("a // b", -7, -2, 3),
        ("a % b", 7, -3, -2),
        ("a // b // 2", 7, 0, 0),
        ("a <= b", 2, 2, 1),
        ("a >= b", 1, 2, 0),
        ("a > b > -9", 1, 1, 0),
        ("a != b", 1, 2, 1),
        ("a != b != a", 1, 2, 1),
        ("(a < b) < 1", 1, 2, 0),
        ("3 and a", 7, 0, 1),
        ("a or b", 0, 0, 0),
        ("not not a", 7, 0, 1),
        ("-5 if a else 0", -1, 0, -5),
        ("(a and b) * 10", 4, 4, 10),
        ("b and 1 // b", 0, 0, 0),
        ("b or 5 // b", 0, 0, 0),
        ("5 // b if b else 6 % b", 0, 0, 0),
        ("abs(a) - abs(b)", 4, -4, 0),
    ],
)
def test_1_1_truth_is_1_or_0_and_every_expression_has_a_value(
    text: str, a: int, b: int, expected: int
) -> None:
    assert value(text, a=a, b=b) == expected


def test_1_2_each_change_is_clamped_for_itself_and_not_their_sum() -> None:
    game = Game("opening: [{heat: +15}, {heat: -4}, {heat: -9}, {heat: +2}]")
    assert game["heat"] == 2
    assert game.log("changed") == [
        *["changed heat 15 10 10", "changed heat -4 -4 6"],
        *["changed heat -9 -6 0", "changed heat 2 2 2"],
    ]


def test_1_2_a_change_of_which_nothing_is_got_is_told_and_one_of_nothing_is_not() -> None:
    game = Game('opening: [{heat: -3}, {trust: "+ heat"}, {trust: "= trust"}]')
    assert game.log("changed") == ["changed heat -3 0 0"]


def test_1_2_a_range_may_lie_below_nought() -> None:
    text = """
tracks: {balance: {start: -5, range: [-9, -2]}, trust: {start: 50}}
actions: {wait: {side: [north, south], menu: deeds, name: Wait}}
opening: {balance: +20}
"""
    assert Game(text).log("changed") == ["changed balance 20 3 -2"]


def test_1_2_without_a_start_a_track_begins_at_the_least_of_its_range() -> None:
    text = """
tracks: {balance: {range: [-9, 9]}, trust: {}}
actions: {wait: {side: [north, south], menu: deeds, name: Wait}}
"""
    game = Game(text)
    assert (game["balance"], game["trust"]) == (-9, 0)


def test_1_2_what_the_facilitator_sets_is_clamped_too() -> None:
    assert Game().play("facilitator: set heat 99")["heat"] == 10


def test_1_4_changes_are_applied_in_file_order_whatever_the_order_of_tracks() -> None:
    game = Game('opening: {heat: "+ trust // 10", trust: "+ heat"}')
    assert game.log("changed") == ["changed heat 5 5 5"]
    game = Game("opening: {heat: +1, trust: -1}")
    assert game.log("changed") == ["changed heat 1 1 1", "changed trust -1 -1 49"]


def test_1_4_a_set_asks_for_the_difference_from_before_and_is_clamped() -> None:
    game = Game('opening: {trust: "= trust * 4", heat: "= heat - 7"}')
    assert game.log("changed") == ["changed trust 150 50 100", "changed heat -7 0 0"]


def test_1_4_the_next_step_of_a_list_reads_what_the_first_left() -> None:
    game = Game('opening: [{heat: +25}, {trust: "= heat"}]')
    assert game["trust"] == 10


def test_1_4_what_stands_behind_a_sign_is_the_amount() -> None:
    assert Game('opening: {trust: "- (1 + 2 * 3)"}')["trust"] == 43
    assert Game('opening: {heat: "- -4"}')["heat"] == 4


def test_1_4_a_line_beside_changes_is_said_after_them() -> None:
    game = Game("opening: {say: Warmer., trust: +1}")
    assert game.log("changed", "said") == ["changed trust 1 1 51", "said Warmer."]
