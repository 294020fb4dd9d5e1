"""Rule 2: chance."""

import pytest
from attrs import evolve
from tiny import Game, rules, told

from game.engine.core import begin
from game.engine.view import view
from game.rules.rng import branch, draw, mix, site


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


def test_2_1_one_step_of_splitmix64_as_published() -> None:
    # The first numbers of the generator that begins at 0 (Vigna's reference).
    first = 0xE220A8397B1DCDAF
    assert mix(0) == first
    assert mix(0x9E3779B97F4A7C15) == 0x6E789E6AA1B965F4


def test_2_1_all_is_reckoned_mod_2_to_the_64th() -> None:
    place = site("injects/leak")
    inner = mix(mix(mix(0) ^ 1) ^ place)
    assert draw(0, 1, place, 2**64 - inner) == mix(0)
    assert mix(2**64 - 0x9E3779B97F4A7C15) == 0


def test_2_1_neighbouring_seeds_and_turns_share_nothing() -> None:
    place = site("injects/leak")
    drawn = {draw(seed, turn, place, k) for seed in range(9) for turn in range(9) for k in range(9)}
    assert len(drawn) == 9 * 9 * 9


def test_2_1_the_least_and_the_greatest_seed_are_played() -> None:
    assert [Game(seed=seed).turn for seed in (0, 2**63 - 1)] == [1, 1]


TURNS = """
turns: 4
actions: {dare: {side: [north, south], menu: deeds, name: Dare,
                 effects: {chance: 50, then: {heat: +1}}}}
"""
PLACE = site("actions/dare/effects/0")


def test_2_1_draws_of_two_sides_at_one_site_follow_each_other() -> None:
    for seed in range(12):
        hits = [draw(seed, 1, PLACE, k) % 100 < 50 for k in (0, 1)]
        game = Game(TURNS, seed).play("north: dare")
        assert game["heat"] == hits[0]
        assert game.play("south: dare")["heat"] == sum(hits)


def test_2_1_on_each_turn_counting_begins_anew() -> None:
    for seed in range(12):
        game = Game(TURNS, seed).play("north: dare", "south: dare")
        before = game["heat"]
        game.play("north: dare")
        assert game["heat"] - before == (draw(seed, 2, PLACE, 0) % 100 < 50)


def test_2_1_draws_at_the_turns_end_belong_to_the_turn_that_ends() -> None:
    text = (
        TURNS + "opening: {promise: calm}\n"
        "promises: {calm: {by: north, turns: 1, kept: {chance: 50, then: {trust: +1}}}}\n"
    )
    for seed in range(12):
        game = Game(text, seed).play("north: pass", "south: pass")
        assert game["trust"] - 50 == (draw(seed, 1, site("promises/calm/kept/0"), 0) % 100 < 50)


@pytest.mark.parametrize(("percent", "heat"), [("trust - 60", 0), ("trust + 60", 1)])
def test_2_3_a_chance_below_0_never_and_above_100_always_succeeds(percent: str, heat: int) -> None:
    for seed in range(20):
        game = Game(f'opening: {{chance: "{percent}", then: {{heat: +1}}}}', seed)
        assert (game["heat"], game["trust"]) == (heat, 50)


def test_2_3_the_percentage_is_evaluated_at_the_moment() -> None:
    text = 'opening: [{trust: "= 0"}, {chance: trust, then: {heat: +1}}]'
    assert all(Game(text, seed)["heat"] == 0 for seed in range(20))


@pytest.mark.parametrize(
    "branches", ["[{then: {heat: +1}}]", "[{weight: heat, then: {trust: +1}}]"]
)
def test_2_3_one_of_draws_even_where_there_is_no_choice(branches: str) -> None:
    game = Game(TURNS.replace("{chance: 50, then: {heat: +1}}", f"{{one_of: {branches}}}"))
    assert game.play("north: dare").state.draws == (1,)
    assert game["trust"] == 50


def test_2_3_weights_are_evaluated_at_the_moment_and_a_negative_one_counts_as_nought() -> None:
    text = """
opening:
  - {heat: +3}
  - one_of:
      - {weight: 2 - heat, then: {trust: +1}}
      - {weight: heat, then: {trust: +2}}
      - {then: {trust: +3}}
"""
    for seed in range(20):
        expected = 2 if draw(seed, 0, site("opening/1"), 0) % 4 < 3 else 3
        assert Game(text, seed)["trust"] == 50 + expected


@pytest.mark.parametrize(
    ("steps", "told_of"),
    [
        ("{chance: 101, then: {heat: +1}}", ["error chance-range opening.chance"]),
        ("{chance: -1, then: {heat: +1}}", ["error chance-range opening.chance"]),
        ("{chance: 100, then: {heat: +1}}", []),
        ("{chance: 0, then: {heat: +1}}", []),
        ("{chance: heat * 90, then: {heat: +1}}", []),
        (
            "{one_of: [{weight: -1, then: {heat: +1}}, {then: {heat: +2}}]}",
            ["error weight-negative opening.one_of[0].weight"],
        ),
        ("{one_of: [{weight: 0, then: {heat: +1}}, {weight: 0 - heat, then: {heat: +2}}]}", []),
    ],
)
def test_2_3_a_constant_chance_or_weight_out_of_range_is_an_error(
    steps: str, told_of: list[str]
) -> None:
    assert told(f"opening: {steps}") == told_of


def test_2_3_a_constant_weight_below_0_is_an_error_in_deals_and_injects_too() -> None:
    cards = "deals: {aim: {to: north, cards: {one: {weight: -1}, two: {}}}}"
    assert told(cards) == ["error weight-negative deals.aim.cards.one.weight"]
    drawn = INJECTS.replace("weight: 1", "weight: -1")
    assert told(drawn) == ["error weight-negative injects.storm.weight"]


def test_2_3_each_deal_has_its_own_luck_and_reads_the_start() -> None:
    text = """
deals:
  aim: {to: [north], cards: {one: {weight: trust}, two: {weight: 50}}}
  fate: {cards: {one: {}, two: {}}}
opening: {trust: "= 0"}
"""
    for seed in range(20):
        aim, fate = (draw(seed, 0, site(f"deals/{id}"), 0) for id in ("aim", "fate"))
        expected = ("one" if aim % 100 < 50 else "two", "one" if fate % 2 < 1 else "two")
        game = Game(text, seed)
        assert (game.card("aim"), game.card("fate")) == expected


def test_2_3_a_deal_of_weights_that_are_all_nought_gives_the_first_card() -> None:
    text = "deals: {aim: {to: [north], cards: {one: {weight: heat}, two: {weight: heat}}}}"
    assert {Game(text, seed).card("aim") for seed in range(9)} == {"one"}


ONCE = """
turns: 3
stages: {main: {phases: [news, deeds]}}
phases: {news: {kind: injects}, deeds: {kind: actions, menus: [deeds], order: alternate}}
injects:
  late: {at: 2, chance: 100, effects: {trust: +1}}
  sure: {chance: 100, effects: {trust: +2}}
  hot: {when: heat >= 5, chance: 100, effects: {trust: +4}}
"""


def test_2_3_an_injects_chance_is_drawn_only_when_its_time_when_and_once_allow_it() -> None:
    game = Game(ONCE)
    assert game.state.draws == (0, 1, 0)
    assert game.rest().state.draws == (1, 0, 0)
    assert game.play("facilitator: set heat 5").rest().state.draws == (0, 0, 1)


def test_2_3_an_injects_chance_is_one_draw_at_its_site() -> None:
    text = ONCE.replace("sure: {chance: 100", "sure: {chance: 35")
    for seed in range(20):
        hit = draw(seed, 1, site("injects/sure"), 0) % 100 < 35
        assert Game(text, seed)["trust"] == 50 + 2 * hit


def test_2_3_an_inject_whose_chance_missed_is_tried_again_on_the_next_turn() -> None:
    text = ONCE.replace("sure: {chance: 100", "sure: {chance: 35")
    for seed in range(20):
        tries = [draw(seed, turn, site("injects/sure"), 0) % 100 < 35 for turn in (1, 2, 3)]
        assert Game(text, seed).rest(2).happened().count("sure") == any(tries)


def test_2_4_the_same_state_draws_the_same_whenever_it_is_asked() -> None:
    game = Game(CHANCES, seed=11).play("north: dare")
    first = game.state
    found = []
    for _ in range(3):
        game.state = first
        found.append(game.play("north: dare").state)
    assert found[0] == found[1] == found[2]


def test_2_5_no_view_tells_the_seed_or_the_draws() -> None:
    game = Game(CHANCES)
    other = evolve(game.state, seed=99, draws=(7,))
    for who in ("north", "south", "public", "facilitator"):
        assert game.view(who) == view(game.rules, other, who)


DELAYS = """
deals: {aim: {to: north, cards: {one: {}, two: {}}}}
values: {deep: {is: secret + heat}}
tags:
  sly: {effects: {after: 2, then: {heat: +1}}}
  shared: {effects: {after: 2, then: {heat: +1}}}
actions:
  plot: {side: north, menu: deeds, name: Plot, secret: true, tags: [sly, shared]}
  scheme: {side: [north, south], menu: deeds, name: Scheme, secret: true}
  gripe: {side: south, menu: deeds, name: Gripe, secret: true, tags: shared}
  shout: {side: [north, south], menu: deeds, name: Shout, tags: sly}
"""
EVERYBODY = ["north", "south", "public"]


def knowing(text: str, step: str = "opening/0") -> list[str]:
    """Who knows of an `after` that the text has added to DELAYS."""
    game = Game(DELAYS + text)
    delay = next(delay for delay in game.rules.delays if delay.id.startswith(step))
    state = evolve(
        game.state, delays=tuple(int(i == delay.offset) for i in range(game.rules.counters))
    )
    assert view(game.rules, state, "facilitator").scheduled == {(delay.id, 1): 1}
    views = {who: view(game.rules, state, who) for who in EVERYBODY}
    return [who for who in EVERYBODY if views[who].scheduled]


@pytest.mark.parametrize(
    ("condition", "known_to"),
    [
        ("turn == 0", EVERYBODY),
        ("heat == 0", EVERYBODY),
        ("north_purse >= 0", ["north"]),
        ("north_purse + south_purse >= 0", []),
        ("secret >= 0", []),
        ("deep >= 0", []),
        ("dealt(aim.one) <= 1", ["north"]),
        ("used(shout) == 0", EVERYBODY),
        ("used(plot) == 0", ["north"]),
        ("used(scheme) == 0", []),
        ("chose(south.scheme) == 0", ["south"]),
        ("chose(south.shout) == 0", EVERYBODY),
        ("count(sly) == 0", ["north"]),
        ("count(south.sly) == 0", EVERYBODY),
        ("count(shared) == 0", []),
        ("count(south.shared) == 0", ["south"]),
    ],
)
def test_2_5_what_a_condition_schedules_is_known_to_those_who_see_what_it_reads(
    condition: str, known_to: list[str]
) -> None:
    after = "{after: 1, then: {heat: +1}}"
    assert knowing(f"opening: {{when: {condition}, then: {after}}}") == known_to
    assert knowing(f"opening: {{when: {condition}, then: [], else: {after}}}") == known_to
    assert knowing(f"each_turn: [{{when: {condition}, then: {after}}}]", "each") == known_to


@pytest.mark.parametrize(
    "effects",
    [
        "{chance: 100, then: {after: 1, then: {heat: +1}}}",
        "{chance: 0, then: [], else: {after: 1, then: {heat: +1}}}",
        "{one_of: [{weight: 1, then: {after: 1, then: {heat: +1}}}]}",
        "{chance: 50, then: {when: heat == 0, then: {after: 1, then: {heat: +1}}}}",
        "{chance: 50, then: {after: 1, then: {after: 1, then: {heat: +1}}}}",
    ],
)
def test_2_5_what_chance_schedules_is_known_to_nobody(effects: str) -> None:
    assert knowing(f"opening: {effects}") == []


def test_2_5_what_follows_from_something_known_is_known_and_from_a_condition_is_not() -> None:
    nested = "opening: {after: 1, then: {after: 1, then: {heat: +1}}}"
    assert knowing(nested, "opening/0/then") == EVERYBODY
    inner = "opening: {after: 1, then: {when: secret > 0, then: {after: 1, then: {heat: +1}}}}"
    assert knowing(inner, "opening/0/then/0/then") == []


@pytest.mark.parametrize(
    ("tag", "known_to"),
    [("sly", ["north"]), ("shared", [])],
)
def test_2_5_what_a_tag_schedules_is_known_to_those_who_learn_of_every_action_with_it(
    tag: str, known_to: list[str]
) -> None:
    assert knowing("", f"tags/{tag}") == known_to


def test_2_5_what_a_secret_action_of_several_sides_schedules_is_known_to_none() -> None:
    lone = DELAYS.replace("name: Scheme,", "name: Scheme, effects: {after: 1, then: {heat: +1}},")
    game = Game(lone).play("north: scheme")
    assert game.state.delays.count(1) == 1
    assert [who for who in EVERYBODY if game.view(who).scheduled] == []


def test_2_3_a_deal_whose_cards_all_weigh_nought_is_an_error() -> None:
    deal = "deals: {aim: {to: [north], cards: {a: {weight: 0}, b: {weight: %d}}}}"
    assert told(deal % 0) == ["error deal-nothing deals.aim"]
    assert told(deal % 1) == []
