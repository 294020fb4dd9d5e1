"""Rule 2: chance."""

import pytest
from tiny import Game, rules

from game.engine.core import begin
from game.rules.chance import branch, draw, site


@pytest.mark.parametrize(
    ("seed", "turn", "path", "k", "expected"),
    [
        (0, 1, "injects/leak", 0, 0x12809A89A0542D2B),
        (5, 3, "phases/news", 0, 0xC6F09CD810DDA9F9),
        (2**63 - 1, 6, "actions/voice_concern/effects/1", 2, 0xE12A7C97503F843C),
    ],
)
def test_2_1_the_worked_draws(seed: int, turn: int, path: str, k: int, expected: int) -> None:
    assert draw(seed, turn, site(path), k) == expected


@pytest.mark.parametrize("seed", [-1, 2**63])
def test_2_1_a_seed_out_of_range_is_an_error(seed: int) -> None:
    with pytest.raises(ValueError, match="seed"):
        begin(rules(), seed)


@pytest.mark.parametrize(("drawn", "expected"), [(0, 0), (1, 0), (2, 2), (4, 2), (5, 0), (7, 2)])
def test_2_3_the_first_branch_whose_running_sum_exceeds_the_draw(drawn: int, expected: int) -> None:
    assert branch([2, 0, 3], drawn) == expected


def test_2_3_a_negative_weight_counts_as_nought() -> None:
    assert [branch([-4, 1, -1, 1], i) for i in range(3)] == [1, 3, 1]


def test_2_3_with_all_weights_nought_nothing_happens() -> None:
    assert branch([0, -1], 12345) == -1


CHANCES = """
turns: 2
actions:
  dare: {side: north, menu: deeds, name: Dare, repeat: true,
         effects: [{chance: trust, then: {heat: +1}, else: {secret: +1}}]}
  wait: {side: south, menu: deeds, name: Wait}
phases: {deeds: {kind: actions, menus: [deeds], picks: 3, order: alternate, sides: [north]}}
"""


def test_2_1_the_counter_gives_each_draw_of_a_turn_its_own_luck() -> None:
    game = Game(CHANCES, seed=11).play("north: dare", "north: dare", "north: dare")
    place = site("actions/dare/effects/0")
    hits = sum(draw(11, 1, place, k) % 100 < 50 for k in range(3))
    assert (game["heat"], game["secret"]) == (hits, 7 + 3 - hits)


def test_2_4_counters_are_state_and_begin_anew_each_turn() -> None:
    game = Game(CHANCES, seed=11).play("north: dare", "north: dare")
    assert sum(game.state.draws) == 2
    game.play("north: pass")
    assert sum(game.state.draws) == 0


def test_2_3_a_chance_always_draws_even_where_it_cannot_fail() -> None:
    game = Game(CHANCES).play("facilitator: set trust 0", "north: dare")
    assert (game["heat"], sum(game.state.draws)) == (0, 1)
    game.play("facilitator: set trust 100", "north: dare")
    assert (game["heat"], sum(game.state.draws)) == (1, 2)


def test_2_3_a_deal_draws_at_its_own_site_on_turn_nought() -> None:
    text = "deals: {aim: {to: [north], cards: {one: {weight: 2}, two: {weight: 0}, three: {}}}}"
    for seed in range(20):
        expected = 0 if draw(seed, 0, site("deals/aim"), 0) % 3 < 2 else 2
        assert Game(text, seed).state.cards == (expected,)


INJECTS = """
turns: 2
stages: {main: {phases: [news, deeds]}}
phases:
  news: {kind: injects, draw: 1}
  deeds: {kind: actions, menus: [deeds], order: alternate}
injects:
  leak: {when: heat >= 5, chance: 50, effects: {trust: -1}}
  storm: {when: heat >= 5, weight: 1, effects: {trust: -2}}
"""


def test_2_3_neither_a_chance_nor_a_draw_is_drawn_without_a_candidate() -> None:
    game = Game(INJECTS)
    assert sum(game.state.draws) == 0
    game.play("facilitator: set heat 5", "north: pass", "south: pass")
    assert (game.turn, sum(game.state.draws)) == (2, 2)


@pytest.mark.parametrize("more", [0, 1])
def test_2_3_a_chance_succeeds_when_the_draw_is_below_it(more: int) -> None:
    drawn = draw(3, 1, site("actions/dare/effects/0"), 0) % 100
    game = Game(CHANCES, seed=3).play(f"facilitator: set trust {drawn + more}", "north: dare")
    assert game["heat"] == more


ONE_OF = """
opening:
  - one_of:
      - {weight: 2, then: {trust: +1}}
      - {weight: heat, then: {trust: +2}}
      - {weight: 3, then: {trust: +3}}
  - one_of: [{weight: heat, then: {trust: +50}}]
"""


def test_2_3_one_of_takes_a_branch_by_weight_and_nothing_where_all_are_nought() -> None:
    for seed in range(12):
        expected = 1 if draw(seed, 0, site("opening/0"), 0) % 5 < 2 else 3
        assert Game(ONE_OF, seed)["trust"] == 50 + expected


def test_2_3_a_draw_of_injects_whose_weights_are_nought_fires_none() -> None:
    game = Game(INJECTS.replace("weight: 1", "weight: 0")).play("facilitator: set heat 5")
    game.play("north: pass", "south: pass")
    assert game.log("injected") in ([], ["injected leak"])
    assert sum(game.state.draws) == 2
