"""Rules 4.4, 4.7 and 4.8: who comes when, and what follows each action."""

import pytest
from tiny import Game, sides


def deeds(phase: str, *ids: str) -> str:
    """Sides with two actions each, a and b, which say whose they are."""
    actions = [
        f"  {side}_{deed}: {{side: {side}, menu: deeds, name: D, effects: {{say: {side} {deed}}}}}"
        for side in ids
        for deed in ("a", "b")
    ]
    phase = f"phases: {{deeds: {{kind: actions, menus: [deeds], {phase}}}}}"
    return "\n".join([sides(*ids), phase, "actions:", *actions, ""])


TWO = deeds("picks: 2, order: together", "north", "south")
FOUR = ("north", "south", "west", "east")


def test_4_7_first_picks_of_every_side_come_before_second_picks() -> None:
    game = Game(TWO).play("south: south_a", "south: south_b", "north: north_b", "north: north_a")
    assert game.said() == ["north b", "south a", "north a", "south b"]


def test_4_7_sides_come_in_the_order_of_the_phase() -> None:
    text = TWO.replace("order: together", "order: together, sides: [south, north]")
    game = Game(text).play("north: north_a", "north: north_b", "south: south_a", "south: south_b")
    assert game.said() == ["south a", "north a", "south b", "north b"]


def test_4_7_four_sides_come_in_file_order_whoever_was_first_to_pick() -> None:
    game = Game(deeds("picks: 2, order: together", *FOUR))
    assert game.to_move == FOUR
    game.play("east: east_a", "west: west_a", "north: north_a", "west: west_b")
    game.play("north: pass", "east: east_b", "south: pass")
    assert game.said() == ["north a", "west a", "east a", "west b", "east b"]


def test_4_7_of_four_sides_those_of_the_phase_come_in_its_order() -> None:
    game = Game(deeds("picks: 2, order: alternate, sides: [east, north, south]", *FOUR))
    asked: list[str] = []
    while game.turn == 1:
        asked += game.to_move
        game.play(f"{game.to_move[0]}: {game.moves(game.to_move[0])[0]}")
    assert asked == ["east", "north", "south"] * 2


def test_4_7_counts_and_costs_come_in_resolution_order_too() -> None:
    text = """
phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: together, sides: [south, north]}}
actions:
  give: {side: [north, south], menu: deeds, name: Give, repeat: true, cost: {heat: 1}}
  ask: {side: [north, south], menu: deeds, name: Ask}
opening: {heat: +9}
"""
    game = Game(text).play("north: ask", "north: give", "south: give", "south: ask")
    found = ["acted south give", "acted north ask", "acted south ask", "acted north give"]
    assert game.log("acted") == found
    assert game.log("acted", "paid")[4:] == ["paid heat -1 -1 8", "paid heat -1 -1 7"]


def test_4_4_alternate_goes_pick_by_pick_with_cost_and_effects_at_once() -> None:
    text = """
phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: alternate}}
actions:
  buy: {side: north, menu: deeds, name: Buy, cost: {north_purse: 3}, effects: {trust: +4}}
  wait: {side: north, menu: deeds, name: Wait}
  reply: {side: south, menu: deeds, name: Reply, when: trust == 54}
"""
    game = Game(text)
    assert (game.to_move, game.refused("south: reply")) == (("north",), "not-your-turn")
    game.play("north: buy")
    assert (game["north_purse"], game["trust"], game.to_move) == (2, 54, ("south",))
    game.play("south: reply", "north: wait")
    assert game.to_move == ("south",)
    assert game.play("south: pass").turn == 2


def test_4_4_when_the_others_have_passed_a_side_goes_on_alone() -> None:
    text = "phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: alternate}}"
    game = Game(text).play("north: pass", "south: warm")
    assert game.to_move == ("south",)
    assert game.play("south: cool").turn == 2


@pytest.mark.parametrize("order", ["together", "alternate"])
def test_4_8_a_tags_effects_follow_those_of_each_action_that_bears_it(order: str) -> None:
    text = f"""
tags: {{loud: {{effects: {{secret: "= secret * 2"}}}}}}
phases: {{deeds: {{kind: actions, menus: [deeds], order: {order}}}}}
actions:
  add: {{side: [north, south], menu: deeds, name: Add, tags: loud, effects: {{secret: +1}}}}
"""
    game = Game(text).play("north: add", "south: add")
    assert game["secret"] == ((7 + 1) * 2 + 1) * 2


def test_4_8_of_several_tags_each_follows_in_the_actions_own_order() -> None:
    text = """
tags: {loud: {effects: {say: Loud}}, rude: {effects: {say: Rude}}, meek: {effects: {say: Meek}}}
actions:
  shout: {side: [north, south], menu: deeds, name: Shout, tags: [rude, loud], effects: {say: Deed}}
"""
    assert Game(text).play("north: shout", "south: pass").said() == ["Deed", "Rude", "Loud"]


def test_4_8_an_action_without_effects_of_its_own_has_its_tags() -> None:
    text = """
tags: {loud: {effects: {heat: +1}}}
actions: {shout: {side: [north, south], menu: deeds, name: Shout, tags: loud}}
"""
    assert Game(text).play("north: shout", "south: shout")["heat"] == 2


def test_4_4_in_alternate_actions_and_passes_are_told_as_they_happen() -> None:
    game = Game().play("north: warm", "south: pass")
    assert game.log("acted", "passed") == ["acted north warm", "passed south"]


def test_4_7_in_alternate_each_side_picks_in_turn_and_who_has_passed_is_left_out() -> None:
    game = Game(
        """
sides:
  north: {name: North, brief: N, score: [{label: L, points: 0}]}
  south: {name: South, brief: S, score: [{label: L, points: 0}]}
  west: {name: West, brief: W, score: [{label: L, points: 0}]}
phases: {deeds: {kind: actions, menus: [deeds], picks: 3, order: alternate}}
actions: {talk: {side: [north, south, west], menu: deeds, name: Talk, repeat: true}}
"""
    )
    order = []
    while game.turn == 1:
        (side,) = game.to_move
        order.append(side)
        game.play(f"{side}: pass" if order == ["north", "south"] else f"{side}: talk")
    expected = ["north", "south", "west", "north", "west", "north", "west"]
    assert order == expected
