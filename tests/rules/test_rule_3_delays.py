"""Rule 3.4: a turn's start, and what was put off until it."""

import pytest
from tiny import Game, rules, told

DELAYS = """
turns: 4
actions:
  sow:
    side: north
    menu: deeds
    name: Sow
    repeat: true
    effects:
      - {after: 1, then: [{say: One}, {after: 2, then: {heat: +1}}]}
      - {after: 2, then: {say: Two}}
      - {after: 4, then: {say: Never}}
  wait: {side: south, menu: deeds, name: Wait}
phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: alternate, sides: [north]}}
each_turn: {say: Upkeep}
"""


def test_3_4_what_is_due_happens_before_upkeep_as_often_as_it_was_scheduled() -> None:
    game = Game(DELAYS).play("north: sow", "north: sow")
    assert game.said() == ["One", "One", "Upkeep"]
    game.play("north: pass")
    assert game.said()[3:] == ["Two", "Two", "Upkeep"]


def test_3_4_an_effect_delayed_by_a_delayed_effect_waits_in_full() -> None:
    game = Game(DELAYS).play("north: sow", "north: pass", "north: pass")
    assert (game.turn, game["heat"]) == (3, 0)
    assert game.play("north: pass")["heat"] == 1


def test_3_4_what_would_fall_after_the_last_turn_is_dropped() -> None:
    game = Game(DELAYS).play("north: pass", "north: pass", "north: pass")
    assert game.turn == 4
    game.play("north: sow")
    assert set(game.state.delays) == {0}


def test_3_4_what_the_opening_delays_by_a_turn_happens_on_turn_1() -> None:
    assert Game("opening: {after: 1, then: {heat: +1}}")["heat"] == 1


def test_3_4_a_question_of_the_upkeep_does_not_repeat_it() -> None:
    game = Game(
        """
each_turn: [{fire: visit}, {heat: +1}]
injects: {visit: {ask: south, once: false, answers: {accept: {effects: {trust: +1}}}}}
"""
    )
    game.rest()
    assert (game.turn, game.to_move, game["heat"]) == (2, ("south",), 1)
    game.play("south: answer accept")
    assert (game.turn, game["heat"], game.phase) == (2, 1, "deeds")


def test_3_4_the_games_upkeep_comes_before_the_stages() -> None:
    text = """
each_turn: [{say: Game}, {heat: +2}]
stages: {main: {phases: deeds, each_turn: [{say: Stage}, {heat: "= heat * 3"}]}}
"""
    game = Game(text).rest()
    assert (game.said(), game["heat"]) == (["Game", "Stage"], 6)


def test_3_4_the_upkeep_is_that_of_the_new_stage_only() -> None:
    text = """
stages:
  calm: {phases: deeds, each_turn: {say: Calm}, next: {when: turn == 1, to: storm}}
  storm: {phases: deeds, each_turn: {say: Storm}}
"""
    assert Game(text).rest(2).said() == ["Storm", "Storm"]


def test_3_4_turn_1_has_no_upkeep_of_game_or_stage() -> None:
    text = "each_turn: {heat: +1}\nstages: {main: {phases: deeds, each_turn: {heat: +5}}}"
    assert Game(text)["heat"] == 0


def test_3_4_each_turn_runs_with_the_new_turns_number() -> None:
    assert Game('each_turn: {secret: "= turn"}').rest()["secret"] == 2


ORDER = """
turns: 5
actions:
  late: {side: [north, south], menu: deeds, name: Late,
         effects: [{after: 2, then: {say: Late 1}}, {after: 1, then: {say: Late 2}}]}
  early: {side: [north, south], menu: deeds, name: Early, effects: {after: 1, then: {say: Early}}}
  nothing: {side: [north, south], menu: deeds, name: Nothing}
phases: {deeds: {kind: actions, menus: [deeds], order: alternate}}
"""


def test_3_4_what_is_due_happens_in_file_order_and_not_in_that_of_scheduling() -> None:
    game = Game(ORDER).play("north: early", "south: late")
    assert game.said() == ["Late 2", "Early"]
    game = Game(ORDER).play("north: late", "south: nothing", "north: early", "south: nothing")
    assert game.said() == ["Late 2", "Late 1", "Early"]


def test_3_4_an_outer_after_stands_before_those_inside_it() -> None:
    text = """
turns: 5
opening: [{after: 2, then: [{after: 1, then: {say: Inner}}]}, {after: 3, then: {say: Next}}]
each_turn: {when: turn == 2, then: {after: 1, then: {say: Upkeep}}}
"""
    assert Game(text).rest(2).said() == ["Inner", "Next", "Upkeep"]


def test_3_4_sections_count_in_the_order_of_the_language_not_of_the_file() -> None:
    later = "{after: 1, then: {say: %s}}"
    text = f"""
injects: {{storm: {{effects: {later % "Inject"}}}}}
tags: {{loud: {{effects: {later % "Tag"}}}}}
actions:
  shout: {{side: [north, south], menu: deeds, name: S, tags: loud, effects: {later % "Action"}}}
"""
    game = Game(text).play("facilitator: inject storm", "north: shout", "south: pass")
    assert game.said() == ["Tag", "Action", "Inject"]


def test_3_4_scheduled_on_two_turns_each_falls_due_in_its_own_time() -> None:
    text = ORDER.replace("say: Late 1", "heat: +1")
    game = Game(text).play("north: late", "south: late", "north: late", "south: nothing")
    assert (game.turn, game["heat"]) == (3, 2)
    assert game.rest()["heat"] == 3
    assert game.rest()["heat"] == 3


@pytest.mark.parametrize(("after", "heat"), [(1, 1), (3, 1), (4, 0)])
def test_3_4_what_falls_on_the_last_turn_happens_and_what_falls_after_it_does_not(
    after: int, heat: int
) -> None:
    text = f"turns: 3\nopening: {{after: {after}, then: {{heat: +1}}}}"
    assert Game(text).rest(3)["heat"] == heat


def test_3_4_delayed_effects_read_the_state_of_their_own_moment() -> None:
    game = Game('opening: {after: 2, then: {heat: "= trust // 10"}}')
    assert game.play("facilitator: set trust 90").rest()["heat"] == 9


def test_3_4_what_a_promise_delays_at_a_turns_end_comes_at_the_next_turns_start() -> None:
    text = """
opening: {promise: calm}
promises: {calm: {by: north, turns: 1, kept: {after: 1, then: {heat: +1}}}}
"""
    game = Game(text).rest()
    assert (game.turn, game["heat"]) == (2, 1)


def test_3_4_a_delayed_effect_may_lapse_a_table_that_is_agreed_by_then() -> None:
    text = """
opening: {after: 2, then: {lapse: pact}}
tables:
  pact:
    between: [north, south]
    rounds: 2
    open: true
    issues: {scope: {options: {small: {worth: {north: 1, south: 1}}}}}
stages: {main: {phases: [hall, deeds]}}
phases: {hall: {kind: table, table: pact}, deeds: {kind: actions, menus: [deeds]}}
"""
    game = Game(text).play("north: offer scope=small", "south: accept").rest()
    assert game.status() == "lapsed"


def test_3_4_after_is_a_whole_number_of_1_or_more_or_a_formula() -> None:
    assert told("opening: {after: 0, then: {heat: +1}}") == ["error too-small opening.after"]
    assert told("opening: {after: 1.5, then: {heat: +1}}") == ["error want-whole opening.after"]
    assert told("opening: {after: heat, then: {heat: +1}}") == []
    assert told("opening: {after: cold, then: {heat: +1}}") == ["error unknown-name opening.after"]


@pytest.mark.parametrize(("after", "warned"), [(2, False), (3, True), (4, True)])
def test_3_4_an_after_as_long_as_the_game_is_warned_of(after: int, warned: bool) -> None:
    found = told(f"turns: 3\neach_turn: {{after: {after}, then: {{heat: +1}}}}")
    assert found == (["warning after-late each_turn.after"] if warned else [])


def test_3_4_an_after_longer_than_the_game_takes_no_room_in_the_state() -> None:
    found = rules("turns: 3\neach_turn: {after: 9999, then: {heat: +1}}")
    assert found.counters == 3


@pytest.mark.parametrize(("after", "warned"), [(3, False), (4, True)])
def test_3_4_the_opening_is_before_turn_1_and_so_may_delay_by_all_turns(
    after: int, warned: bool
) -> None:
    text = f"turns: 3\nopening: {{after: {after}, then: {{heat: +1}}}}"
    assert told(text) == (["warning after-late opening.after"] if warned else [])
    assert Game(text).rest(turns=9)["heat"] == (0 if warned else 1)


def test_3_4_a_step_waits_no_more_than_999_times_for_one_turn() -> None:
    """Otherwise an inject that puts itself off twice would happen 2^20 times on turn 20."""
    text = """
turns: 20
opening: {fire: echo}
tracks: {echoes: {range: [0, 1000000000]}, trust: {start: 50}}
injects:
  echo:
    once: false
    effects:
      - {echoes: +1}
      - {after: 1, then: {fire: echo}}
      - {after: 1, then: {fire: echo}}
sides:
  north: {name: N, brief: B, score: [{label: L, points: trust}]}
  south: {name: S, brief: B, score: [{label: L, points: trust}]}
actions: {wait: {side: north, menu: deeds, name: Wait}}
phases: {deeds: {kind: actions, menus: [deeds], order: alternate}}
"""
    game, happened = Game(text), []
    while game.turn < 14:
        before = game["echoes"]
        game.play("north: pass")
        happened.append(game["echoes"] - before)
    assert happened == [4, 8, 16, 32, 64, 128, 256, 512, 1024, 1998, 1998, 1998, 1998]


SLOW = """
turns: 6
actions:
  sow: {side: [north, south], menu: deeds, name: Sow, repeat: true,
        effects: {after: "TURNS", then: {heat: +1}}}
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  cool: {side: [north, south], menu: deeds, name: Cool, effects: {trust: -3}}
"""


def slow(turns: str) -> Game:
    return Game(SLOW.replace("TURNS", turns))


@pytest.mark.parametrize(
    ("turns", "heat"),
    [
        ("trust - 48", [0, 1, 1, 1]),
        ("1 if trust < 50 else 3", [0, 0, 1, 1]),
        ("trust - 50", [1, 1, 1, 1]),
        ("0 - trust", [1, 1, 1, 1]),
        ("trust", [0, 0, 0, 0]),
    ],
)
def test_3_4_turns_of_a_formula_are_read_when_the_step_is_carried_out(
    turns: str, heat: list[int]
) -> None:
    game, found = slow(turns).play("north: sow", "south: warm"), list[int]()
    for _ in heat:
        found.append(game["heat"])
        game.rest()
    assert found == heat


def test_3_4_a_formula_has_a_counter_for_each_turn_up_to_its_greatest_value() -> None:
    for turns, counters in (("1 + (trust > 3)", 2), ("trust", 6), ("min(trust, 4)", 4), ("-3", 1)):
        assert slow(turns).rules.counters == counters


def test_3_4_a_formula_in_the_opening_may_delay_by_all_turns() -> None:
    game = Game("opening: {after: turn + 3, then: {heat: +1}}").rest(2)
    assert (game.turn, game["heat"]) == (3, 1)


def test_2_5_only_who_sees_what_the_turns_are_read_from_knows_of_them() -> None:
    game = slow("north_purse - 3").play("north: sow")
    assert [bool(game.view(who).scheduled) for who in ("north", "south", "facilitator")] == [
        *(True, False, True)
    ]
