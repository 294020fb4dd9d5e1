"""Rule 11: promises."""

import pytest
from tiny import Game, told

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


def promise(promises: str, more: str = "", turns: int = 9) -> str:
    return f"turns: {turns}\npromises: {{{promises}}}\n{more}"


def test_11_1_what_the_opening_promises_is_first_judged_at_the_end_of_turn_1() -> None:
    text = promise("calm: {by: north, turns: 1, kept: {heat: +1}}", "opening: {promise: calm}")
    assert Game(text).rest()["heat"] == 1


def test_11_1_what_a_turns_start_promises_is_first_judged_at_the_end_of_the_next() -> None:
    text = promise(
        "calm: {by: north, turns: 1, kept: {heat: +1}}",
        "each_turn: {when: turn == 2, then: {promise: calm}}",
    )
    game = Game(text).rest(2)
    assert (game.turn, game["heat"], left(game)) == (3, 0, 1)
    assert game.rest()["heat"] == 1


def test_11_1_its_count_stands_until_it_is_first_judged() -> None:
    text = promise("calm: {by: north, turns: 3}", "opening: {after: 1, then: {promise: calm}}")
    game = Game(text)
    counts = [left(game)]
    for _ in range(4):
        counts.append(left(game.rest()))
    assert counts == [3, 3, 2, 1, 0]


def test_11_1_a_promise_of_the_last_turn_is_never_judged() -> None:
    text = promise(
        "calm: {by: north, turns: 1, broken: trust >= 0, breach: {heat: +1}}",
        "each_turn: {when: turn == 2, then: {promise: calm}}",
        turns=2,
    )
    assert Game(text).rest(2)["heat"] == 0


def test_11_1_renewed_on_a_turn_it_is_not_judged_at_that_turns_end() -> None:
    game = Game(TEXT).play("north: swear", PASS)
    game.play("north: shout", "north: swear")
    assert (game.turn, left(game), game["trust"], game.log("broken")) == (3, 2, 50, [])


def test_11_1_it_is_seen_by_all_with_its_countdown() -> None:
    game = Game(TEXT).play("north: swear", PASS, PASS)
    for who in ("north", "south", "public", "facilitator"):
        assert game.view(who).promises == {"calm": 1}
    for who in ("south", "public"):
        promised = [e for e in game.heard(who) if e.code == "promised"]
        assert [dict(e.values) for e in promised] == [{"promise": "calm", "turns": 2}]


def test_11_1_a_promise_may_be_given_again_after_it_has_been_kept_or_broken() -> None:
    game = Game(TEXT).play("north: swear", PASS, PASS, PASS)
    assert (game.turn, game.log("kept")) == (4, ["kept calm"])
    game.play("north: swear", PASS, "north: shout", PASS)
    assert game.log("broken") == ["broken calm"]


def test_11_2_broken_goes_before_kept() -> None:
    text = promise(
        "calm: {by: north, turns: 1, broken: heat == 0, kept_when: heat == 0,"
        " kept: {trust: +1}, breach: {trust: -1}}",
        "opening: {promise: calm}",
    )
    assert Game(text).rest()["trust"] == 49


def test_11_2_kept_when_keeps_it_early() -> None:
    text = promise(
        "calm: {by: north, turns: 5, kept_when: heat >= 1, kept: {trust: +1}, breach: {trust: -1}}",
        "opening: {promise: calm}",
    )
    game = Game(text).rest()
    assert (left(game), game["trust"]) == (4, 50)
    game.play("facilitator: set heat 1").rest()
    assert (left(game), game["trust"]) == (0, 51)


def test_11_2_what_held_for_a_while_and_no_longer_at_the_turns_end_breaks_nothing() -> None:
    text = promise(
        "calm: {by: north, turns: 1, broken: heat >= 1, kept: {trust: +1}}",
        "opening: {promise: calm}",
    )
    game = Game(text).play("facilitator: set heat 3", "facilitator: set heat 0").rest()
    assert game["trust"] == 51


def test_11_2_on_its_last_turn_broken_still_breaks_it() -> None:
    text = promise(
        "calm: {by: north, turns: 2, broken: heat >= 1, kept: {trust: +1}, breach: {trust: -1}}",
        "opening: {promise: calm}",
    )
    assert Game(text).rest().play("facilitator: set heat 1").rest()["trust"] == 49


def test_11_2_a_promise_is_judged_once_and_then_runs_no_more() -> None:
    text = promise(
        "calm: {by: north, turns: 3, broken: turn >= 1, breach: {trust: -1}}",
        "opening: {promise: calm}",
    )
    assert Game(text).rest(4)["trust"] == 49


def test_11_2_promises_are_judged_in_file_order_and_see_what_went_before() -> None:
    text = promise(
        "second: {by: north, turns: 1, kept: {heat: +1}},"
        " first: {by: south, turns: 1, broken: heat >= 1, breach: {trust: -1}}",
        "opening: [{promise: first}, {promise: second}]",
    )
    game = Game(text).rest()
    assert game.log("kept", "broken") == ["kept second", "broken first"]


def test_11_2_one_that_another_ones_end_starts_is_judged_a_turn_later() -> None:
    text = promise(
        "one: {by: north, turns: 1, kept: {promise: two}}, two: {by: south, turns: 1}",
        "opening: {promise: one}",
    )
    game = Game(text).rest()
    assert (left(game, "two"), game.log("kept")) == (1, ["kept one"])
    assert game.rest().log("kept") == ["kept one", "kept two"]


def test_11_2_promised_is_the_turns_left_and_0_for_its_own_effects() -> None:
    text = promise(
        'calm: {by: north, turns: 3, kept: {secret: "= 90 + promised(calm)"}}',
        'opening: {promise: calm}\neach_turn: {secret: "= promised(calm)"}',
    )
    game = Game(text)
    found = [game.rest()["secret"], game.rest()["secret"]]
    assert found == [2, 1]
    assert Game(text.replace("each_turn: {secret", "each_turn: {heat")).rest(3)["secret"] == 90


def test_11_2_a_breach_with_a_delay_comes_at_the_next_turns_start() -> None:
    text = promise(
        "calm: {by: north, turns: 2, broken: turn == 1, breach: {after: 1, then: {heat: +1}}}",
        "opening: {promise: calm}",
    )
    game = Game(text).rest()
    assert (game.turn, game["heat"]) == (2, 1)


def test_11_2_promises_of_three_turns_with_neither_condition_are_kept_when_time_is_up() -> None:
    text = promise("calm: {by: north, turns: 3, kept: {heat: +1}}", "opening: {promise: calm}")
    game = Game(text)
    assert [game.rest()["heat"] for _ in range(4)] == [0, 0, 1, 1]


def test_11_1_a_promise_takes_a_whole_number_of_turns_from_1() -> None:
    assert told(promise("calm: {by: north, turns: 0}", "opening: {promise: calm}")) == [
        "error too-small promises.calm.turns"
    ]


def test_11_1_one_that_another_ones_end_renews_is_not_judged_at_that_turns_end() -> None:
    text = promise(
        "one: {by: north, turns: 1, kept: {promise: two}}, two: {by: south, turns: 3}",
        "opening: [{promise: one}, {promise: two}]",
    )
    game = Game(text).rest()
    assert left(game, "two") == 3
    assert left(game.rest(), "two") == 2


def test_11_1_several_sides_are_bound_together() -> None:
    alike = """
promises: {alike: {by: [north, south], turns: 1, broken: used(warm) % 2 == 1, breach: {heat: +5}}}
opening: {promise: alike}
"""
    game = Game(alike).play("north: warm", "south: cool")
    assert (game["heat"], left(game, "alike")) == (5, 0), "one of them was warm alone"
    kept = Game(alike).play("north: warm", "south: warm")
    assert (kept["heat"], left(kept, "alike")) == (0, 0)
