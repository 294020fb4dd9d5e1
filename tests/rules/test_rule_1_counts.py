"""Rules 1.5 and 1.6: what is counted, and what names stand for."""

import pytest
from attrs import evolve
from tiny import Game, told

from game.engine.scores import scores

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


def test_1_5_dealt_is_of_that_card_and_of_none_before_or_behind_it() -> None:
    for dealt in "abc":
        weights = ", ".join(f"{card}: {{weight: {int(card == dealt)}}}" for card in "abc")
        sums = " + ".join(f"{10**i} * dealt(aim.{card})" for i, card in enumerate("abc"))
        game = Game(f'deals: {{aim: {{cards: {{{weights}}}}}}}\nopening: {{trust: "= {sums}"}}')
        assert game["trust"] == 10 ** "abc".index(dealt)


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


def test_1_5_used_counts_the_game_and_any_side() -> None:
    text = COUNTING.replace('"= used(call)"', '"= used(wait)"')
    game = Game(text).play("north: wait", "south: wait", "north: wait", "south: call")
    assert game["secret"] == 3


def test_1_5_chose_counts_one_side_and_this_turn() -> None:
    text = COUNTING.replace('"= used(call)"', '"= chose(north.shout) + 10 * chose(south.shout)"')
    game = Game(text).play("north: shout", "south: shout", "north: shout", "south: call")
    assert game["secret"] == 1


ALTERNATE = """
tags: {loud: {}}
phases: {deeds: {kind: actions, menus: [deeds], order: alternate}}
actions:
  shout: {side: [north, south], menu: deeds, name: Shout, tags: loud,
          effects: {heat: "= count(loud)"}}
"""


def test_1_5_in_alternate_an_action_counts_for_its_own_effects_and_not_before() -> None:
    game = Game(ALTERNATE).play("north: shout")
    assert game["heat"] == 1
    assert game.play("south: shout").log("changed") == ["changed heat 1 1 1", "changed heat 1 1 2"]


def test_1_5_in_together_a_pending_pick_is_not_counted_yet() -> None:
    text = ALTERNATE.replace("order: alternate", "order: together, picks: 2").replace(
        "actions:",
        'actions:\n  hush: {side: south, menu: deeds, name: Hush, when: "count(loud) == 0"}',
    )
    Game(text).play("north: shout", "south: shout", "south: hush")


def test_1_5_an_action_that_bears_two_tags_counts_for_each() -> None:
    text = ALTERNATE.replace("{loud: {}}", "{loud: {}, rude: {}}").replace(
        "tags: loud,", "tags: [loud, rude],"
    )
    text = text.replace('"= count(loud)"', '"= count(loud) + 3 * count(rude)"')
    assert Game(text).play("north: shout")["heat"] == 4


def test_1_5_fired_counts_what_is_fired_by_an_effect_and_by_hand() -> None:
    game = Game(
        """
injects: {storm: {once: false, effects: {heat: "= fired(storm)"}}}
opening: [{fire: storm}, {fire: storm}]
"""
    )
    assert game["heat"] == 2
    assert game.play("facilitator: inject storm")["heat"] == 3


LATE = """
tags: {loud: {}}
actions:
  shout: {side: [north, south], menu: deeds, name: Shout, tags: loud, effects: {heat: +1}}
"""


def test_1_5_this_turns_counts_return_to_nought_before_anything_else_of_the_turn() -> None:
    text = """
each_turn: {secret: "= count(loud) + 10 * chose(north.shout)"}
injects: {storm: {effects: {trust: "- count(loud)"}}}
opening: {after: 2, then: {fire: storm}}
"""
    game = Game(LATE + text).play("north: shout", "south: shout")
    assert (game.turn, game["secret"], game["trust"]) == (2, 0, 50)


def test_1_5_this_turns_counts_still_stand_when_promises_and_next_are_judged() -> None:
    text = """
promises: {calm: {by: north, turns: 3, broken: count(loud) >= 2, breach: {trust: -9}}}
opening: {promise: calm}
stages: {main: {phases: [deeds], next: [{when: count(loud) >= 2, to: cold}]},
         cold: {phases: [deeds]}}
"""
    game = Game(LATE + text).play("north: shout", "south: shout")
    assert (game.turn, game["trust"], game.stage) == (2, 41, "cold")


def test_1_3_counts_stop_at_9999() -> None:
    text = """
turns: 9999
actions: {nod: {side: [north, south], menu: deeds, name: Nod}}
injects: {storm: {once: false}}
sides:
  north: {name: N, brief: B, score: [{label: L, points: used(nod)}]}
  south: {name: S, brief: B, score: [{label: L, points: fired(storm)}]}
"""
    game = Game(text)
    busy = evolve(game.state, uses=(9000, 9000), fired=(12_000,))
    found = scores(game.rules, busy)
    assert (found["north"].total, found["south"].total) == (9999, 9999)
    assert found["north"].high == 9999


PACT = """
stages: {main: {phases: [hall, deeds]}}
phases:
  hall: {kind: table, table: pact, rounds: 2}
  deeds: {kind: actions, menus: [deeds], order: alternate, sides: [north]}
tables:
  pact:
    between: [north, south]
    rounds: 6
    open: true
    issues:
      scope:
        options:
          small: {worth: {north: 1, south: 1}}
          wide: {worth: {north: 2 if terms == strict else 0, south: 1}}
      terms:
        when: heat == 0
        otherwise: strict
        options:
          loose: {worth: {north: 0, south: 0}}
          strict: {worth: {north: 0, south: 0}, needs: {south: scope == small}}
    lapsed: {secret: "= pact.scope + 20"}
actions:
  ask: {side: north, menu: deeds, name: Ask, effects: {secret: "= pact.scope + 10"}}
  narrow: {side: north, menu: deeds, name: Narrow, when: pact.scope <= small}
  tear: {side: north, menu: deeds, name: Tear, effects: {lapse: pact}}
"""
WIDE = "north: offer scope=wide terms=loose"


def test_1_6_an_agreed_option_is_its_index_and_minus_1_without_agreement() -> None:
    game = Game(PACT).play(WIDE, "south: pass", "north: pass", "south: pass")
    assert game.play("north: ask")["secret"] == 9  # what only stands as an offer is not agreed
    game.play("north: pass", "south: accept", "north: ask")
    assert game["secret"] == 11


def test_1_6_minus_1_is_below_every_option() -> None:
    game = Game(PACT).play("north: pass", "south: pass", "north: pass", "south: pass")
    assert "narrow" in game.moves("north")
    game.play("north: pass", WIDE, "south: accept")
    assert game.refused("north: narrow") == "when"


def test_1_6_a_lapsed_agreement_is_none_even_for_its_own_lapsed_effects() -> None:
    game = Game(PACT).play(WIDE, "south: accept", "north: tear")
    assert game["secret"] == 19


def test_1_6_inside_its_table_a_bare_issue_is_the_package_at_hand() -> None:
    game = Game(PACT).play(WIDE, "south: accept")
    # One package is agreed, another is weighed.
    assert game.worth("north", "offer scope=wide terms=strict") == 2
    assert game.worth("north", "offer scope=wide terms=loose") == 0


def test_1_6_an_issue_off_the_agenda_is_its_otherwise_in_the_package_at_hand() -> None:
    game = Game(PACT).play("facilitator: set heat 1")
    assert game.worth("north", "offer scope=wide") == 2


def test_1_6_the_package_at_hand_is_read_by_needs() -> None:
    game = Game(PACT).play("north: offer scope=wide terms=strict")
    assert game.refused("south: accept") == "needs"
    Game(PACT).play("north: offer scope=small terms=strict", "south: accept")


def test_1_6_a_bare_issue_means_nothing_outside_its_table() -> None:
    assert told("opening: {heat: + scope}" + PACT) == ["error unknown-name opening.heat"]


LADDERS = """
tracks:
  trust: {start: 50}
  low: {start: 1, range: [0, 9]}
  order: {levels: {low: Low, middle: Middle, high: High}, start: high}
  other: {levels: {high: High, low: Low}, start: low}
"""


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("order == high", 1),  # 2, and not the 0 that `high` is on the other ladder
        ("other == high", 0),
        ("low < order", 1),  # beside `order` the level, which is 0, and not the track
        ("low < middle <= order", 0),  # `middle` stands beside `order`, `low` beside no ladder
    ],
)
def test_1_6_a_level_counts_on_the_ladder_it_stands_beside(written: str, expected: int) -> None:
    text = f"{LADDERS}opening: {{trust: = {written}}}"
    assert Game(text)["trust"] == expected


def test_1_6_a_level_is_set_by_its_id() -> None:
    game = Game(LADDERS + 'opening: {order: "= middle if trust < 0 else low", other: "= high"}')
    assert (game["order"], game["other"]) == (0, 0)


def test_1_5_turn_is_0_while_the_opening_happens() -> None:
    assert Game('opening: {heat: "= 5 - turn"}')["heat"] == 5


def test_1_5_what_is_taken_twice_in_a_phase_counts_twice() -> None:
    text = """
phases: {deeds: {kind: actions, menus: [deeds], picks: 3, order: together, sides: north}}
actions:
  nod: {side: [north, south], menu: deeds, name: Nod, repeat: true,
        effects: {heat: "= chose(north.nod) * 3 + used(nod)"}}
"""
    assert Game(text).play("north: nod", "north: nod", "north: pass")["heat"] == 8


def test_1_6_an_issue_that_is_called_like_a_track_is_an_error() -> None:
    text = PACT.replace("      terms:", "      heat:").replace("terms == strict", "heat == strict")
    assert told(text) == ["error name-twice tables.pact.issues.heat"]
