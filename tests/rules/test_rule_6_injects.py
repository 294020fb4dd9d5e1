"""Rules 6.1 to 6.4: when injects happen."""

import pytest
from tiny import Game, told

from game.rules.rng import branch, draw, site

NEWS = """
turns: 3
stages: {main: {phases: [news, deeds]}}
phases:
  news: {kind: injects}
  deeds: {kind: actions, menus: [deeds], order: alternate, sides: [north]}
injects:
  cold: {when: trust >= 50, effects: {trust: -1}}
  later: {at: 2, effects: {trust: +20}}
  never: {at: 2, when: trust < 50, effects: {heat: +9}}
  twice: {when: turn >= 1, once: false, effects: {secret: +1}}
  by_hand: {effects: {heat: +1}}
  other: {deck: pile, when: turn >= 1, effects: {heat: +5}}
"""
NEWS_ALONE = NEWS.replace("  other: {deck: pile, when: turn >= 1, effects: {heat: +5}}\n", "")


def test_6_1_timed_ones_come_first_then_conditional_ones_in_file_order() -> None:
    game = Game(NEWS_ALONE)
    assert game.happened() == ["cold", "twice"]
    game.play("north: pass")
    assert game.happened()[2:] == ["later", "twice"]


def test_6_1_each_condition_sees_what_went_before() -> None:
    game = Game(NEWS_ALONE).play("facilitator: set trust 40", "north: pass")
    assert game.happened()[2:] == ["later", "twice"]  # `later` lifts trust to 60
    game = Game(NEWS_ALONE).play("facilitator: set trust 20", "north: pass")
    assert game.happened()[2:] == ["later", "never", "twice"]


def test_6_1_a_phase_takes_its_own_decks_in_file_order() -> None:
    text = NEWS.replace("{kind: injects}", "{kind: injects, decks: [pile]}")
    assert Game(text).happened() == ["other"]


DRAWN = """
turns: 2
stages: {main: {phases: [news, deeds]}}
phases:
  news: {kind: injects, draw: 2}
  deeds: {kind: actions, menus: [deeds], order: alternate, sides: [north]}
injects:
  rare: {weight: 0, effects: {trust: -50}}
  common: {weight: 5, effects: {trust: +1}}
  barred: {weight: 100, when: heat >= 1, effects: {trust: -50}}
  again: {weight: 1, once: false, effects: {secret: +1}}
"""


def test_6_1_a_draw_takes_as_many_as_it_says_by_weight_among_those_allowed() -> None:
    for seed in range(20):
        drawn = Game(DRAWN, seed).happened()
        assert len(drawn) == 2
        assert set(drawn) <= {"common", "again"}


def test_6_2_once_means_once_a_game() -> None:
    for seed in range(20):
        game = Game(DRAWN, seed).play("north: pass")
        assert game.happened().count("common") <= 1
        assert len(game.happened()) == 4


def test_6_3_an_inject_without_any_way_to_come_fires_only_by_hand() -> None:
    game = Game(NEWS_ALONE)
    assert game["heat"] == 0
    assert game.play("facilitator: inject by_hand")["heat"] == 1


FIRES = """
injects:
  spark: {when: trust < 0, effects: {heat: "+ fired(spark)"}}
  chain: {effects: [{fire: spark}, {fire: spark}]}
"""


def test_6_4_fire_skips_conditions_and_obeys_once_and_counts_before_effects() -> None:
    game = Game(FIRES + "opening: {fire: chain}")
    assert game.happened() == ["chain", "spark"]
    assert game["heat"] == 1


def test_6_4_the_facilitators_inject_skips_once_too() -> None:
    game = Game(FIRES + "opening: {fire: chain}").play("facilitator: inject spark")
    assert game["heat"] == 3


def news(injects: str, phase: str = "", turns: int = 3) -> str:
    """A phase that brings injects, and one in which north may act."""
    return f"""
turns: {turns}
stages: {{main: {{phases: [news, deeds]}}}}
phases:
  news: {{kind: injects{phase}}}
  deeds: {{kind: actions, menus: [deeds], order: alternate, sides: [north]}}
injects:
{injects}
"""


def test_6_1_those_of_the_turn_come_before_those_with_a_condition_whatever_the_file_says() -> None:
    text = news(
        """
  second: {when: turn >= 1, effects: {heat: "= heat * 2"}}
  third: {chance: 100, effects: {heat: +1}}
  first: {at: 1, effects: {heat: +1}}
  last: {weight: 1, effects: {heat: "= heat * 2"}}
""",
        ", draw: 1",
    )
    game = Game(text)
    assert (game.happened(), game["heat"]) == (["first", "second", "third", "last"], 6)


def test_6_1_several_of_one_turn_come_in_file_order() -> None:
    text = news("  b: {at: 1}\n  c: {at: 2}\n  a: {at: 1}")
    assert Game(text).happened() == ["b", "a"]


def test_6_1_decks_are_taken_together_in_file_order_and_not_deck_by_deck() -> None:
    text = news(
        """
  a: {deck: red, when: turn >= 1}
  b: {deck: blue, when: turn >= 1}
  c: {deck: red, when: turn >= 1}
  d: {when: turn >= 1}
  e: {deck: blue, at: 1}
""",
        ", decks: [blue, red]",
    )
    assert told(text) == ["warning inject-lost injects.d"]
    assert Game(text).happened() == ["e", "a", "b", "c"]


def test_6_1_it_draws_so_often_in_all_and_not_from_each_deck() -> None:
    injects = "".join(
        f"  {id}: {{deck: {deck}, weight: 1}}\n"
        for id, deck in zip("abcd", ["x", "y"] * 2, strict=True)
    )
    for seed in range(9):
        assert len(Game(news(injects, ", decks: [x, y], draw: 1"), seed).happened()) == 1
        assert len(Game(news(injects, ", decks: [x, y], draw: 3"), seed).happened()) == 3


def test_6_1_an_inject_without_deck_belongs_to_every_phase_without_decks() -> None:
    text = news("  again: {when: turn >= 1, once: false, effects: {heat: +1}}").replace(
        "[news, deeds]", "[news, more, deeds]"
    )
    assert Game(text.replace("  news:", "  more: {kind: injects}\n  news:"))["heat"] == 2


def test_6_1_at_with_a_when_needs_both_and_has_one_turn_only() -> None:
    text = news("  talks: {at: 1, when: heat >= 1}\n  other: {at: 2, when: heat >= 1}")
    game = Game(text).play("facilitator: set heat 1")
    assert game.rest(2).happened() == ["other"]


def test_6_1_at_with_a_chance_is_drawn_on_that_turn_only() -> None:
    text = news("  talks: {at: 2, chance: 50}")
    found = {tuple(Game(text, seed).rest(2).happened()) for seed in range(20)}
    assert found == {(), ("talks",)}
    assert sum(Game(text).state.draws) == 0


def test_6_1_when_with_chance_needs_both() -> None:
    text = news("  a: {when: heat >= 1, chance: 100}\n  b: {when: heat == 0, chance: 0}")
    assert Game(text).happened() == []


def test_6_1_a_weights_when_is_asked_anew_for_each_draw() -> None:
    text = news(
        """
  first: {weight: 1, when: heat == 0, effects: {heat: +1}}
  next: {weight: 1, when: heat == 1, effects: {heat: +1}}
  last: {weight: 1, when: heat == 2}
""",
        ", draw: 3",
    )
    for seed in range(5):
        assert Game(text, seed).happened() == ["first", "next", "last"]


def test_6_1_a_weight_is_evaluated_anew_for_each_draw() -> None:
    text = news(
        """
  first: {weight: 1 - heat, effects: {heat: +1}, once: false}
  next: {weight: heat, once: false}
""",
        ", draw: 2",
    )
    for seed in range(9):
        assert Game(text, seed).happened() == ["first", "next"]


def test_6_1_a_draw_is_among_those_allowed_by_weight_and_recomputed_by_hand() -> None:
    text = news(
        """
  a: {weight: 3}
  b: {weight: 9, when: heat >= 1}
  c: {weight: 2}
""",
        ", draw: 1",
    )
    for seed in range(12):
        drawn = draw(seed, 1, site("phases/news"), 0) % 5
        assert Game(text, seed).happened() == ["a" if drawn < 3 else "c"]


def test_6_1_the_second_draw_is_the_next_at_the_same_site_among_what_is_left() -> None:
    text = news("  a: {weight: 3}\n  b: {weight: 4}\n  c: {weight: 2}", ", draw: 2")
    weights = {"a": 3, "b": 4, "c": 2}
    for seed in range(12):
        left, expected = dict(weights), []
        for k in (0, 1):
            at = branch(list(left.values()), draw(seed, 1, site("phases/news"), k))
            expected.append(list(left)[at])
            del left[expected[-1]]
        assert Game(text, seed).happened() == expected


def test_6_1_a_conditional_one_that_failed_is_not_tried_again_in_the_same_phase() -> None:
    text = news("  a: {when: heat >= 1}\n  b: {when: turn >= 1, effects: {heat: +1}}")
    game = Game(text)
    assert game.happened() == ["b"]
    assert game.rest().happened() == ["b", "a"]


@pytest.mark.parametrize(
    ("inject", "found"),
    [
        ("{at: 1, weight: 1}", "error at-weight injects.a.weight"),
        ("{weight: 1, chance: 5}", "error weight-chance injects.a.chance"),
        ("{at: 4}", "warning at-late injects.a.at"),
    ],
)
def test_6_1_ways_to_come_that_contradict_each_other(inject: str, found: str) -> None:
    assert told(news(f"  a: {inject}", ", draw: 1")) == [found]


def test_6_1_an_at_on_a_turn_without_an_injects_phase_is_lost_with_a_warning() -> None:
    text = news("  a: {at: 1}\n  b: {at: 2}").replace(
        "stages: {main: {phases: [news, deeds]}}",
        "stages: {main: {phases: deeds, next: {when: turn >= 1, to: late}},"
        " late: {phases: [news, deeds]}}",
    )
    assert told(text) == ["warning at-without-phase injects.a.at"]
    assert Game(text).rest(2).happened() == ["b"]


def test_6_1_an_at_whose_phase_is_skipped_on_that_turn_is_lost() -> None:
    text = news("  a: {at: 1}", ", when: turn >= 2")
    assert Game(text).rest(2).happened() == []


def test_6_2_once_counts_the_game_however_it_came() -> None:
    text = news("  a: {when: turn >= 2}\n  b: {when: turn >= 2, once: false}")
    game = Game(text).play("facilitator: inject a", "facilitator: inject b")
    assert game.rest().happened() == ["a", "b", "b"]


def test_6_2_without_once_it_comes_in_every_phase_that_brings_it() -> None:
    assert Game(news("  a: {when: turn >= 1, once: false}")).rest(2).happened() == ["a", "a", "a"]


def test_6_2_a_drawn_inject_with_once_is_no_candidate_again() -> None:
    game = Game(news("  a: {weight: 999}\n  b: {weight: 1, once: false}", ", draw: 2"))
    assert game.happened() == ["a", "b"]
    assert game.rest().happened() == ["a", "b", "b", "b"]


def test_6_3_only_the_four_ways_to_come_count_and_not_a_deck_or_question() -> None:
    text = news(
        "  a: {deck: pile, ask: north, answers: {well: {}}}\n  b: {deck: pile, at: 9}",
        ", decks: pile, draw: 2",
    )
    assert Game(text).rest(2).happened() == []


def test_6_4_fire_skips_at_chance_and_weight_and_draws_nothing() -> None:
    text = news(
        """
  late: {at: 3, effects: {heat: +1}}
  never: {chance: 0, effects: {heat: +2}}
  light: {weight: 0, effects: {heat: +4}}
  chain: {effects: [{fire: late}, {fire: never}, {fire: light}]}
""",
        ", draw: 1",
    )
    game = Game(text)
    draws = game.state.draws
    game.play("facilitator: inject chain")
    assert (game["heat"], game.state.draws) == (7, draws)
    assert game.rest(2).happened().count("late") == 1


def test_6_4_an_inject_that_is_fired_happens_amid_the_effects_that_fire_it() -> None:
    text = """
injects: {storm: {effects: [{heat: +3}, {say: Storm}]}}
opening: [{say: Before}, {fire: storm}, {say: After}, {trust: "+ heat"}]
"""
    game = Game(text)
    assert (game.said(), game["trust"]) == (["Before", "Storm", "After"], 53)


def test_6_4_a_chain_of_fires_goes_to_its_end_before_the_next_step() -> None:
    text = """
injects:
  a: {effects: [{fire: b}, {say: A}]}
  b: {effects: [{fire: c}, {say: B}]}
  c: {effects: {say: C}}
opening: [{fire: a}, {fire: c}]
"""
    game = Game(text)
    assert (game.happened(), game.said()) == (["a", "b", "c"], ["C", "B", "A"])


def test_6_4_what_fires_is_counted_before_what_it_fires_asks() -> None:
    text = """
injects:
  a: {once: false, effects: [{when: fired(a) < 2, then: {after: 1, then: {fire: a}}}]}
opening: {fire: a}
"""
    assert Game(text).rest(2).happened() == ["a", "a"]


def test_6_4_the_facilitators_inject_skips_at_when_chance_and_once() -> None:
    text = news("  a: {at: 1, when: heat == 0, chance: 100}")
    game = Game(text).play("facilitator: set heat 5")
    assert game.play("facilitator: inject a", "facilitator: inject a").happened() == ["a"] * 3


@pytest.mark.parametrize(
    ("injects", "found"),
    [
        ("a: {effects: {fire: a}}", ["error fire-circle injects.a.effects.fire"]),
        (
            "a: {effects: {when: heat > 5, then: {fire: b}}}, b: {once: false, effects: {fire: a}}",
            ["error fire-circle injects.b.effects.fire"],
        ),
        (
            "a: {ask: north, answers: {well: {effects: {fire: b}}}}, b: {effects: {fire: a}}",
            ["error fire-circle injects.b.effects.fire"],
        ),
        ("a: {effects: {after: 1, then: {fire: a}}}", []),
        ("a: {effects: {fire: b}}, b: {effects: {after: 1, then: {fire: a}}}", []),
        ("a: {effects: [{fire: b}, {fire: c}]}, b: {effects: {fire: c}}, c: {}", []),
    ],
)
def test_6_4_a_circle_of_fires_without_an_after_is_an_error(injects: str, found: list[str]) -> None:
    assert told(f"injects: {{{injects}}}") == found


@pytest.mark.parametrize(
    ("once", "found"),
    [("false", ["error effects-large injects.i12.effects"]), ("true", [])],
)
def test_6_4_effects_that_double_through_what_they_fire_are_an_error(
    once: str, found: list[str]
) -> None:
    injects = [f"i0: {{once: {once}, effects: {{heat: +1}}}}"]
    for k in range(1, 18):
        fires = f"[{{fire: i{k - 1}}}, {{fire: i{k - 1}}}]"
        injects.append(f"i{k}: {{once: {once}, effects: {fires}}}")
    assert told(f"injects: {{{', '.join(injects)}}}") == found


def test_6_4_what_is_put_off_is_no_part_of_what_happens_at_once() -> None:
    injects = ["i0: {once: false, effects: {heat: +1}}"]
    for k in range(1, 18):
        fires = f"[{{fire: i{k - 1}}}, {{after: 1, then: {{fire: i{k - 1}}}}}]"
        injects.append(f"i{k}: {{once: false, effects: {fires}}}")
    assert told(f"injects: {{{', '.join(injects)}}}") == []
