"""Rule 4.3: sides pick unseen, and all is resolved at once."""

import pytest
from tiny import Game, sides, told

TOGETHER = """
phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: together}}
tracks:
  trust: {start: 50}
  pot: {start: 5, range: [0, 9]}
  north_purse: {start: 5, range: [0, 9]}
  log: {start: 0, range: [0, 1000000]}
actions:
  give: {side: [north, south], menu: deeds, name: Give, cost: {pot: 4}, repeat: true,
         effects: {trust: +1}}
  buy: {side: north, menu: deeds, name: Buy, cost: {north_purse: 3}, limit: 1, repeat: true,
        effects: {log: "= log * 10 + 1"}}
  rich: {side: north, menu: deeds, name: Rich, when: north_purse >= 4,
         effects: {log: "= log * 10 + 2"}}
  south_first: {side: south, menu: deeds, name: South, effects: {log: "= log * 10 + 3"}}
  south_then: {side: south, menu: deeds, name: South, effects: {log: "= log * 10 + 4"}}
"""


def test_4_3_until_all_have_finished_no_track_count_or_entry_changes() -> None:
    game = Game(TOGETHER)
    before, entries = game.state, len(game.entries)
    game.play("north: buy", "north: pass", "south: south_first")
    assert game.state.tracks == before.tracks
    assert game.state.uses == before.uses
    assert len(game.entries) == entries


def test_4_3_a_sides_own_legality_and_view_subtract_its_pending_costs() -> None:
    game = Game(TOGETHER).play("north: buy")
    assert game.view("north").tracks["north_purse"] == 2
    assert game.view("south").tracks["north_purse"] == 5
    assert game.refused("north: rich") == "when"


def test_4_3_costs_that_are_paid_are_not_subtracted_again() -> None:
    game = Game(TOGETHER.replace("order: together", "order: alternate")).play("north: buy")
    assert game.view("north").tracks["north_purse"] == 2
    game = Game(TOGETHER).play("north: buy", "facilitator: end")
    assert game.view("north").tracks["north_purse"] == 5


def test_4_3_pending_picks_count_for_the_limit() -> None:
    assert Game(TOGETHER).play("north: buy").refused("north: buy") == "limit"


def test_4_3_a_payment_that_anothers_made_impossible_is_clamped() -> None:
    game = Game(TOGETHER).play("north: give", "north: pass", "south: give", "south: pass")
    assert (game["pot"], game["trust"]) == (0, 52)
    assert game.log("paid") == ["paid pot -4 -4 1", "paid pot -4 -1 0"]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (2, 0, 3, 1), (2, 3, 0, 1)])
def test_4_3_the_order_of_submitting_changes_nothing(order: tuple[int, ...]) -> None:
    decisions = ["north: rich", "north: buy", "south: south_first", "south: south_then"]
    game = Game(TOGETHER).play(*(decisions[i] for i in order))
    same = Game(TOGETHER).play(*decisions)
    assert game.state == same.state
    assert game.entries == same.entries


def test_4_3_no_count_changes_until_all_have_finished() -> None:
    text = """
phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: together}}
actions:
  nod: {side: [north, south], menu: deeds, name: Nod}
  reply: {side: [north, south], menu: deeds, name: Reply, when: used(nod) == 0}
"""
    game = Game(text).play("north: nod")
    assert "reply" in game.moves("north")
    assert "reply" in game.moves("south")


def test_4_3_of_anothers_pending_costs_a_side_sees_nothing() -> None:
    text = TOGETHER.replace("when: north_purse >= 4", "when: pot >= 4")
    game = Game(text).play("south: give")
    assert game.view("north").tracks["pot"] == game.view("public").tracks["pot"] == 5
    assert game.view("south").tracks["pot"] == 1
    game.play("north: rich", "north: give")


def test_4_3_a_sides_score_in_its_view_subtracts_its_pending_costs() -> None:
    text = (
        TOGETHER
        + """
sides:
  north: {name: N, brief: B, score: [{label: Purse, points: north_purse}]}
  south: {name: S, brief: B, score: [{label: Purse, points: north_purse}]}
"""
    )
    game = Game(text).play("north: buy")
    assert game.view("north").scores["north"].total == 2
    assert game.view("south").scores["south"].total == 5


def test_4_3_legality_is_tested_when_picked_and_never_again() -> None:
    text = """
phases: {deeds: {kind: actions, menus: [deeds], order: together}}
actions:
  warm: {side: north, menu: deeds, name: Warm, when: trust >= 50, effects: {heat: +1}}
  cool: {side: south, menu: deeds, name: Cool, effects: {trust: -9}}
"""
    game = Game(text).play("north: warm", "facilitator: set trust 10", "south: cool")
    assert game["heat"] == 1
    assert Game(text).play("facilitator: set trust 10").refused("north: warm") == "when"


def test_4_3_all_costs_are_paid_before_the_first_effect() -> None:
    text = """
phases: {deeds: {kind: actions, menus: [deeds], order: together}}
actions:
  look: {side: north, menu: deeds, name: Look, effects: {secret: "= south_purse * 10"}}
  buy: {side: south, menu: deeds, name: Buy, cost: {south_purse: 3}}
"""
    assert Game(text).play("north: look", "south: buy")["secret"] == 20


def test_4_3_what_effects_bring_can_no_longer_pay_for_a_cost() -> None:
    text = """
phases: {deeds: {kind: actions, menus: [deeds], order: together}}
actions:
  lend: {side: north, menu: deeds, name: Lend, effects: {south_purse: +4}}
  buy: {side: south, menu: deeds, name: Buy, cost: {south_purse: 5}}
"""
    game = Game(text).play("north: lend", "south: buy")
    assert game.log("paid", "changed") == ["paid south_purse -5 -5 0", "changed south_purse 4 4 4"]
    game = Game(text).play("facilitator: set south_purse 4")
    assert game.refused("south: buy") == "cost"


def test_4_3_effects_see_the_effects_of_earlier_picks() -> None:
    text = """
phases: {deeds: {kind: actions, menus: [deeds], order: together}}
actions:
  stir: {side: north, menu: deeds, name: Stir, effects: {heat: +3}}
  look: {side: south, menu: deeds, name: Look, effects: {secret: "= heat"}}
"""
    assert Game(text).play("south: look", "north: stir")["secret"] == 3


def test_4_3_passes_and_single_picks_are_told_to_nobody() -> None:
    game = Game(TOGETHER)
    start = len(game.entries)
    game.play("north: pass", "south: south_first")
    assert game.entries[start:] == []
    game.play("south: pass")
    assert [e.code for e in game.entries[start:] if e.code in ("acted", "passed")] == ["acted"]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_4_3_of_four_sides_the_order_of_submitting_changes_nothing(order: tuple[int, ...]) -> None:
    ids = ("north", "south", "west", "east")
    text = (
        sides(*ids)
        + """
phases: {deeds: {kind: actions, menus: [deeds], order: together}}
actions:
  add: {side: [north, south, west, east], menu: deeds, name: Add, effects: {trust: "+ used(add)"}}
"""
    )
    game = Game(text)
    for i in order:
        assert game["trust"] == 50
        game.play(f"{ids[i]}: add")
    assert game["trust"] == 50 + 4 * 4
    assert [line.split()[1] for line in game.log("acted")] == list(ids)


def test_4_3_who_has_finished_is_no_longer_asked_and_may_not_change_its_mind() -> None:
    game = Game(TOGETHER).play("north: pass")
    assert game.to_move == ("south",)
    assert game.refused("north: buy") == "not-your-turn"


def test_4_3_a_cost_that_two_sides_can_pay_is_warned_of_in_together_only() -> None:
    assert told(TOGETHER) == ["warning shared-cost phases.deeds"]
    assert told(TOGETHER.replace("together", "alternate")) == []
    assert told(TOGETHER.replace("side: [north, south]", "side: south")) == []


def test_4_3_pending_costs_are_subtracted_for_an_answer_too() -> None:
    text = """
phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: together}}
actions:
  buy: {side: north, menu: deeds, name: Buy, cost: {north_purse: 3}}
  wait: {side: [north, south], menu: deeds, name: Wait}
injects: {visit: {ask: north, answers: {no_gift: {}, gift: {cost: {north_purse: 3}}}}}
"""
    game = Game(text).play("facilitator: inject visit")
    game.play("north: answer gift")
    assert game["north_purse"] == 2
    game = Game(text).play("north: buy", "facilitator: inject visit")
    assert game.refused("north: answer gift") == "answer-cost"
