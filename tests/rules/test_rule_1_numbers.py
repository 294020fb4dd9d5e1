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


COUNTING = """
tags: {loud: {name: Loud}}
turns: 4
deals: {aim: {to: [north], cards: {one: {weight: 0}, two: {}}}}
stages: {main: {phases: [deeds], next: [{when: turn >= 3, to: late}]}, late: {phases: [deeds]}}
phases: {deeds: {kind: actions, menus: [deeds], order: together}}
actions:
  shout: {side: [north, south], menu: deeds, name: Shout, tags: loud,
          effects: {heat: "+ count(loud)", trust: "- count(north.loud)"}}
  call: {side: south, menu: deeds, name: Call, tags: loud, effects: {secret: "= used(call)"}}
  wait: {side: [north, south], menu: deeds, name: Wait,
         effects: {secret: "= used(shout) + 10 * chose(north.shout) + 50 * stage(late)"}}
  look: {side: south, menu: deeds, name: Look,
         effects: {secret: "= dealt(aim.one) * 9 + dealt(aim.two) * 4"}}
"""


def test_1_5_in_a_together_phase_all_picks_count_at_once() -> None:
    game = Game(COUNTING).play("north: shout", "south: shout")
    assert (game["heat"], game["trust"]) == (4, 48)


def test_1_5_a_tag_can_be_counted_for_one_side_and_an_action_for_itself() -> None:
    game = Game(COUNTING).play("north: shout", "south: call")
    assert (game["heat"], game["trust"], game["secret"]) == (2, 49, 1)


def test_1_5_this_turns_counts_return_to_nought_and_the_games_do_not() -> None:
    game = Game(COUNTING).play("north: shout", "south: shout", "north: wait", "south: wait")
    assert game["secret"] == 2


def test_1_5_dealt_and_stage_are_1_or_0() -> None:
    game = Game(COUNTING).play("north: pass", "south: look")
    assert game["secret"] == 4
    game.play("north: pass", "south: wait", "north: pass", "south: wait")
    assert game["secret"] == 0
    assert game.play("north: wait", "south: pass")["secret"] == 50


def test_1_6_a_levels_id_beside_its_track_is_its_index() -> None:
    game = Game(
        """
tracks:
  trust: {start: 50}
  order: {levels: {kept: Kept, suspended: Suspended, lifted: Lifted}, start: suspended}
actions:
  lift: {side: north, menu: deeds, name: Lift, when: order >= suspended,
         effects: {order: "= lifted"}}
  keep: {side: north, menu: deeds, name: Keep, when: order < suspended}
  wait: {side: south, menu: deeds, name: Wait}
"""
    )
    assert game.refused("north: keep") == "when"
    assert game.play("north: lift")["order"] == 2
