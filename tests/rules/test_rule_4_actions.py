"""Rules 4.1, 4.2 and 4.5: what may be picked, at what cost, and who may pass."""

import pytest
from tiny import Game, told

from game.model.decisions import Act
from game.model.refusals import refusal

LIMITS = """
turns: 6
phases: {deeds: {kind: actions, menus: [deeds], picks: 3, order: alternate, sides: [north]}}
actions:
  once: {side: north, menu: deeds, name: Once, limit: 1}
  rest: {side: north, menu: deeds, name: Rest, cooldown: 1}
  dear: {side: north, menu: deeds, name: Dear, cost: {north_purse: 4}, repeat: true}
  warm: {side: north, menu: deeds, name: Warm, when: trust < 50}
  same: {side: north, menu: deeds, name: Same}
  wait: {side: south, menu: other, name: Wait}
"""


def test_4_1_an_action_is_refused_while_its_condition_does_not_hold() -> None:
    assert Game(LIMITS).refused("north: warm") == "when"


def test_4_1_a_cost_must_be_payable_without_leaving_the_range() -> None:
    assert Game(LIMITS).play("north: dear").refused("north: dear") == "cost"


def test_4_1_a_limit_holds_for_the_game() -> None:
    game = Game(LIMITS).play("north: once", "north: pass")
    assert game.refused("north: once") == "limit"


def test_4_1_a_cooldown_is_whole_turns_of_rest() -> None:
    game = Game(LIMITS).play("north: rest", "north: pass")
    assert game.refused("north: rest") == "cooldown"
    game.play("north: pass", "north: rest")
    assert game.turn == 3


def test_4_1_without_repeat_an_action_is_picked_once_in_a_phase() -> None:
    game = Game(LIMITS).play("north: same")
    assert game.refused("north: same") == "repeat"
    game.play("north: pass", "north: same")


def test_4_1_the_menu_must_be_on_offer_to_the_side() -> None:
    game = Game(LIMITS)
    assert game.refused("north: wait") == "not-offered"
    assert game.refused("north: nothing") == "unknown-action"
    assert game.refused("south: wait") == "not-your-turn"
    assert game.refused("west: wait") == "unknown-side"
    assert game.refused("north: accept") == "wrong-kind"
    assert game.refused("north: answer yes") == "no-question"


def test_4_1_legal_says_of_every_action_why_it_is_not_available() -> None:
    legal = Game(LIMITS).play("north: dear").legal("north")
    assert legal.moves[:2] == (Act("once"), Act("rest"))
    assert dict(legal.refused) == {
        "dear": refusal("cost", action="dear", track="north_purse", cost=4),
        "warm": refusal("when", action="warm"),
    }


def test_4_5_under_no_pass_a_pass_is_refused_as_long_as_something_is_legal() -> None:
    text = LIMITS.replace("sides: [north]", "sides: [north], no_pass: true").replace(
        "  same: {side: north, menu: deeds, name: Same}\n", ""
    )
    game = Game(text)
    assert game.refused("north: pass") == "no-pass"
    assert "pass" not in game.moves("north")
    game.play("north: once", "north: rest")
    assert game.refused("north: pass") == "no-pass"
    game.play("north: dear")
    assert game.moves("north") == ["dear"] or game.turn == 2


def test_4_5_a_side_that_can_do_nothing_still_passes() -> None:
    text = (
        "actions: {hot: {side: [north, south], menu: deeds, name: Hot, when: heat >= 5}}\n"
        "phases: {deeds: {kind: actions, menus: [deeds], order: alternate, no_pass: true}}"
    )
    game = Game(text)
    assert game.moves("north") == ["pass"]
    game.play("north: pass", "south: pass")
    assert game.turn == 2


def test_4_1_a_cost_may_take_a_track_to_the_end_of_its_range() -> None:
    text = LIMITS.replace("cost: {north_purse: 4}", "cost: {north_purse: 5}")
    assert Game(text).play("north: dear")["north_purse"] == 0


GIVE = """
actions: {give: {side: [north, south], menu: deeds, name: Give, cost: {heat: 4},
                 effects: {trust: +1}}}
opening: {heat: +5}
"""


def test_4_2_costs_are_paid_before_effects() -> None:
    game = Game(GIVE).play("north: give", "south: pass")
    assert game.log("paid", "changed") == [
        "changed heat 5 5 5",
        "paid heat -4 -4 1",
        "changed trust 1 1 51",
    ]


def test_4_1_a_limit_counts_each_side_for_itself() -> None:
    text = "actions: {once: {side: [north, south], menu: deeds, name: Once, limit: 1}}"
    game = Game(text).play("north: once", "south: once")
    assert game.refused("north: once") == "limit"


def test_4_1_a_limit_of_two_allows_two_in_one_phase_and_none_later() -> None:
    text = LIMITS.replace("limit: 1}", "limit: 2, repeat: true}")
    game = Game(text).play("north: once", "north: once")
    assert game.refused("north: once") == "limit"
    assert game.rest().refused("north: once") == "limit"


@pytest.mark.parametrize("cooldown", [1, 2, 3])
def test_4_1_used_on_turn_t_it_is_legal_again_from_t_plus_c_plus_1(cooldown: int) -> None:
    game = Game(LIMITS.replace("cooldown: 1", f"cooldown: {cooldown}")).rest()
    game.play("north: rest").rest()
    while game.turn < 2 + cooldown + 1:
        assert game.refused("north: rest") == "cooldown"
        game.rest()
    game.play("north: rest")


def test_4_1_a_cooldown_counts_each_side_for_itself_and_holds_within_the_turn() -> None:
    text = """
stages: {main: {phases: [deeds, more]}}
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
  more: {kind: actions, menus: [deeds], order: alternate}
actions: {rest: {side: [north, south], menu: deeds, name: Rest, cooldown: 1}}
"""
    game = Game(text).play("north: rest", "south: pass")
    assert (game.phase, game.refused("north: rest")) == ("more", "cooldown")
    game.play("north: pass", "south: rest")


def test_4_1_without_repeat_it_can_be_picked_again_in_the_turns_next_phase() -> None:
    text = """
stages: {main: {phases: [deeds, more]}}
phases:
  deeds: {kind: actions, menus: [deeds], picks: 2, order: alternate, sides: north}
  more: {kind: actions, menus: [deeds], order: alternate, sides: north}
"""
    game = Game(text).play("north: warm")
    assert game.refused("north: warm") == "repeat"
    game.play("north: cool", "north: warm")
    assert game.turn == 2


def test_4_1_in_together_a_pending_pick_counts_for_repeat() -> None:
    text = "phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: together}}"
    assert Game(text).play("north: warm").refused("north: warm") == "repeat"


def test_4_1_cooldown_with_repeat_is_an_error() -> None:
    text = "actions: {a: {side: [north, south], menu: deeds, name: A, cooldown: 1, repeat: true}}"
    assert told(text) == ["error cooldown-repeat actions.a.cooldown"]


def test_4_1_a_menu_of_another_phase_is_not_on_offer() -> None:
    text = """
stages: {main: {phases: [deeds, words]}}
phases:
  deeds: {kind: actions, menus: [deeds, extra], order: alternate}
  words: {kind: actions, menus: [words], order: alternate}
actions:
  work: {side: [north, south], menu: deeds, name: Work}
  more: {side: north, menu: extra, name: More}
  talk: {side: [north, south], menu: words, name: Talk}
"""
    game = Game(text)
    assert game.moves("north") == ["work", "more", "pass"]
    assert game.refused("north: talk") == "not-offered"
    game.play("north: pass", "south: pass")
    assert game.moves("north") == ["talk", "pass"]


def test_4_1_every_track_of_a_cost_must_be_able_to_pay() -> None:
    text = LIMITS.replace("cost: {north_purse: 4}", "cost: {north_purse: 1, heat: 1}")
    game = Game(text)
    assert game.refused("north: dear") == "cost"
    game.play("facilitator: set heat 1", "north: dear")
    assert (game["north_purse"], game["heat"]) == (4, 0)


def test_4_1_a_cost_stops_at_the_least_of_the_range_and_not_at_nought() -> None:
    text = """
tracks: {credit: {start: 0, range: [-3, 9]}, trust: {}}
actions: {borrow: {side: [north, south], menu: deeds, name: B, cost: {credit: 2}, repeat: true}}
phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: alternate, sides: north}}
"""
    game = Game(text).play("north: borrow")
    assert (game["credit"], game.refused("north: borrow")) == (-2, "cost")


def test_4_1_a_when_may_read_what_the_side_itself_has_at_a_table() -> None:
    text = """
actions: {boast: {side: [north, south], menu: deeds, name: Boast, when: reserve(pact) >= 5}}
tables:
  pact:
    between: [north, south]
    rounds: 2
    issues: {scope: {options: {small: {worth: {north: 1, south: 1}}}}}
    reserve: {north: 5, south: 4}
stages: {main: {phases: [deeds, hall]}}
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
  hall: {kind: table, table: pact}
"""
    game = Game(text).play("north: boast")
    assert game.refused("south: boast") == "when"


@pytest.mark.parametrize("cost", ["0", "-1", "heat"])
def test_4_2_costs_are_positive_whole_numbers(cost: str) -> None:
    text = f"actions: {{a: {{side: [north, south], menu: deeds, name: A, cost: {{heat: {cost}}}}}}}"
    (found,) = told(text)
    assert found.startswith("error")
    assert found.endswith("actions.a.cost.heat")


def test_4_2_an_effect_reads_what_is_left_after_the_cost() -> None:
    text = """
actions: {buy: {side: [north, south], menu: deeds, name: Buy, cost: {north_purse: 2},
                effects: {secret: "= north_purse"}}}
"""
    assert Game(text).play("north: buy")["secret"] == 3


NO_PASS = """
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, when: heat < 2, effects: {heat: +1}}
  rest: {side: [north, south], menu: deeds, name: Rest, when: heat == 1}
phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: alternate, no_pass: true}}
"""


def test_4_5_under_no_pass_a_second_pick_is_asked_for_as_long_as_one_is_legal() -> None:
    game = Game(NO_PASS).play("north: warm")
    assert game.moves("south") == ["warm", "rest"]
    game.play("south: rest")
    assert game.refused("north: pass") == "no-pass"  # it may still rest
    game.play("north: rest", "south: warm")
    assert game.turn == 2


def test_4_5_under_no_pass_what_anothers_pick_made_impossible_lets_one_pass() -> None:
    game = Game(NO_PASS).play("north: warm", "south: warm")
    assert game.moves("north") == ["pass"]
    assert game.play("north: pass").to_move == ("south",)


def test_4_5_under_no_pass_pending_costs_can_leave_nothing_to_pick() -> None:
    text = """
phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: together, no_pass: true}}
actions:
  buy: {side: north, menu: deeds, name: Buy, cost: {north_purse: 3}, repeat: true}
  wait: {side: south, menu: deeds, name: Wait}
"""
    game = Game(text)
    assert game.refused("north: pass") == "no-pass"
    assert game.play("north: buy").moves("north") == ["pass"]


@pytest.mark.parametrize("order", ["together", "alternate"])
def test_4_5_a_pass_ends_a_sides_picks_however_many_are_left(order: str) -> None:
    text = f"phases: {{deeds: {{kind: actions, menus: [deeds], picks: 3, order: {order}}}}}"
    game = Game(text).play("north: pass")
    assert game.to_move == ("south",)
    assert game.play("south: warm").to_move == ("south",)
    assert game.play("south: pass").turn == 2
    assert game["trust"] == 53
