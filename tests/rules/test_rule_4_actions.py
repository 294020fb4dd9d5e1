"""Rule 4: actions."""

import pytest
from tiny import Game

from game.engine.packages import refusal
from game.model.decisions import Act

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


def test_4_2_costs_are_paid_before_effects() -> None:
    game = Game(TOGETHER).play("north: give", "north: pass", "south: pass")
    assert game.log("paid", "changed") == ["paid pot -4 -4 1", "changed trust 1 1 51"]


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


def test_4_7_first_picks_of_every_side_come_before_second_picks() -> None:
    game = Game(TOGETHER).play(
        "south: south_first", "south: south_then", "north: rich", "north: buy"
    )
    assert game["log"] == 2314


def test_4_7_sides_come_in_the_order_of_the_phase() -> None:
    text = TOGETHER.replace("order: together", "order: together, sides: [south, north]")
    game = Game(text).play("north: rich", "north: buy", "south: south_first", "south: south_then")
    assert game["log"] == 3241


def test_4_4_alternate_goes_pick_by_pick_with_cost_and_effects_at_once() -> None:
    game = Game(TOGETHER.replace("order: together", "order: alternate"))
    assert game.to_move == ("north",)
    game.play("north: buy")
    assert (game["north_purse"], game.to_move) == (2, ("south",))
    game.play("south: pass")
    assert game.to_move == ("north",)
    game.play("north: give")
    assert game.turn == 2


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


SECRET = """
tags: {sly: {effects: {heat: +1}}}
actions:
  whisper: {side: [north, south], menu: deeds, name: Whisper, secret: true, tags: sly,
            cost: {north_purse: 1},
            effects: [{trust: -2, say: A rumour.}, {say: Well done., to: [north]}]}
"""


def test_4_6_of_a_secret_action_others_learn_only_that_something_was_done() -> None:
    game = Game(SECRET)
    start = len(game.entries)
    game.play("north: whisper")
    made = game.entries[start:]
    south = [seen for entry in made if (seen := entry.shown_to("south")) is not None]
    assert [entry.code for entry in south] == ["undisclosed", "changed", "said", "changed"]
    assert all(entry.cause is None for entry in south)
    assert "whisper" not in str(south)
    north = [seen for entry in made if (seen := entry.shown_to("north")) is not None]
    codes = ["acted", "paid", "changed", "said", "said", "changed"]
    assert [entry.code for entry in north] == codes
    assert [entry.cause.path for entry in north if entry.cause] == [
        *["actions/whisper"] * 4,
        "tags/sly",
    ]


def test_4_8_a_tags_effects_follow_those_of_each_action_that_bears_it() -> None:
    game = Game(
        """
tags: {loud: {effects: {secret: "= secret * 2"}}}
phases: {deeds: {kind: actions, menus: [deeds], order: together}}
actions:
  add: {side: [north, south], menu: deeds, name: Add, tags: loud, effects: {secret: +1}}
"""
    ).play("north: add", "south: add")
    assert game["secret"] == ((7 + 1) * 2 + 1) * 2


def test_4_1_a_cost_may_take_a_track_to_the_end_of_its_range() -> None:
    text = LIMITS.replace("cost: {north_purse: 4}", "cost: {north_purse: 5}")
    assert Game(text).play("north: dear")["north_purse"] == 0


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


def test_4_6_what_a_secret_action_delays_bears_no_cause_for_others() -> None:
    text = """
tags: {sly: {effects: {after: 1, then: {heat: +1}}}}
actions:
  whisper: {side: north, menu: deeds, name: Whisper, secret: true, tags: sly,
            effects: {after: 1, then: {trust: -2}}}
  both: {side: [north, south], menu: deeds, name: Both, secret: true,
         effects: {after: 1, then: {secret: +1}}}
phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: alternate}}
"""
    game = Game(text).play("north: whisper", "south: both", "north: pass", "south: pass")
    causes = {}
    for entry in game.entries:
        if entry.code == "changed":
            learn = [s for s in ("north", "south") if entry.cause_seen_by in (None, (s,))]
            causes[entry.values["track"]] = learn
    assert causes == {"trust": ["north"], "heat": [], "secret": []}


def test_4_6_an_open_action_with_a_tag_tells_the_cause_of_what_it_delays() -> None:
    text = """
tags: {loud: {effects: {after: 1, then: {heat: +1}}}, sly: {}}
actions:
  shout: {side: [north, south], menu: deeds, name: Shout, tags: loud}
  whisper: {side: north, menu: deeds, name: Whisper, secret: true, tags: sly}
"""
    game = Game(text).play("north: shout", "south: pass")
    (change,) = [entry for entry in game.entries if entry.code == "changed"]
    assert change.cause is not None
    assert change.cause.path == "tags/loud"
    assert change.cause_seen_by is None
