"""Rule 11: promises."""

import pytest
from tiny import Game

TEXT = """
turns: 6
tags: {loud: {}}
actions:
  swear: {side: north, menu: deeds, name: Swear, effects: {promise: calm}, repeat: true}
  shout: {side: north, menu: deeds, name: Shout, tags: loud}
  deliver: {side: north, menu: deeds, name: Deliver, effects: {promise: goods}}
phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: alternate}}
promises:
  calm:
    by: north
    turns: 2
    broken: count(loud) >= 1
    kept: {trust: +6}
    breach: [{trust: -15}, {when: heat >= 5, then: {promise: calm}}]
  goods: {by: north, turns: 2, kept_when: secret >= 9, kept: {trust: +2}, breach: {trust: -4}}
"""
PASS = "north: pass"


def left(game: Game, id: str = "calm") -> int:
    return game.view("public").promises.get(id, 0)


def test_11_1_a_promise_is_first_judged_at_the_end_of_the_next_turn() -> None:
    game = Game(TEXT).play("north: shout", "north: swear")
    assert (game.turn, left(game), game["trust"]) == (2, 2, 50)
    game.play("north: shout", PASS)
    assert (left(game), game["trust"]) == (0, 35)


def test_11_1_a_promise_counts_down_and_is_kept() -> None:
    game = Game(TEXT).play("north: swear", PASS)
    counts = [left(game)]
    for _ in range(2):
        game.play(PASS)
        counts.append(left(game))
    assert (counts, game["trust"]) == ([2, 1, 0], 56)
    assert game.log("promised", "kept") == ["promised calm 2", "kept calm"]


def test_11_1_started_again_while_running_it_runs_anew() -> None:
    game = Game(TEXT).play("north: swear", PASS, PASS)
    assert left(game) == 1
    game.play("north: swear", PASS)
    assert left(game) == 2


def test_11_1_a_promise_that_its_own_breach_renews_is_judged_on_the_next_turn() -> None:
    game = Game(TEXT).play("facilitator: set heat 5", "north: swear", PASS)
    game.play("north: shout", PASS)
    assert (left(game), game["trust"]) == (2, 35)
    game.play("north: shout", PASS)
    assert game["trust"] == 20


@pytest.mark.parametrize(("goods", "trust", "code"), [(9, 52, "kept"), (8, 46, "broken")])
def test_11_2_with_kept_when_it_is_kept_by_it_and_else_broken_at_the_end(
    goods: int, trust: int, code: str
) -> None:
    game = Game(TEXT).play("north: deliver", PASS, PASS, f"facilitator: set secret {goods}", PASS)
    assert game["trust"] == trust
    assert game.log("kept", "broken") == [f"{code} goods"]


def test_11_2_promises_are_judged_at_the_end_of_the_last_turn_too() -> None:
    game = Game(TEXT.replace("turns: 6", "turns: 2")).play("north: swear", PASS)
    game.play("north: shout", PASS)
    assert (game.outcome, game["trust"]) == ("calm", 35)


def test_11_2_promises_are_judged_before_next_is_tested() -> None:
    text = TEXT + (
        "stages: {main: {phases: [deeds], next: [{when: trust < 40, to: cold}]},"
        " cold: {phases: [deeds]}}"
    )
    game = Game(text).play("north: swear", PASS, "north: shout", PASS)
    assert game.stage == "cold"
