"""Rule 6: injects and their questions."""

from tiny import Game

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


def happened(game: Game) -> list[str]:
    return [str(entry.values["inject"]) for entry in game.entries if entry.code == "injected"]


def test_6_1_timed_ones_come_first_then_conditional_ones_in_file_order() -> None:
    game = Game(NEWS_ALONE)
    assert happened(game) == ["cold", "twice"]
    game.play("north: pass")
    assert happened(game)[2:] == ["later", "twice"]


def test_6_1_each_condition_sees_what_went_before() -> None:
    game = Game(NEWS_ALONE).play("facilitator: set trust 40", "north: pass")
    assert happened(game)[2:] == ["later", "twice"]  # `later` lifts trust to 60
    game = Game(NEWS_ALONE).play("facilitator: set trust 20", "north: pass")
    assert happened(game)[2:] == ["later", "never", "twice"]


def test_6_1_a_phase_takes_its_own_decks_in_file_order() -> None:
    text = NEWS.replace("{kind: injects}", "{kind: injects, decks: [pile]}")
    assert happened(Game(text)) == ["other"]


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
        drawn = happened(Game(DRAWN, seed))
        assert len(drawn) == 2
        assert set(drawn) <= {"common", "again"}


def test_6_2_once_means_once_a_game() -> None:
    for seed in range(20):
        game = Game(DRAWN, seed).play("north: pass")
        assert happened(game).count("common") <= 1
        assert len(happened(game)) == 4


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
    assert happened(game) == ["chain", "spark"]
    assert game["heat"] == 1


def test_6_4_the_facilitators_inject_skips_once_too() -> None:
    game = Game(FIRES + "opening: {fire: chain}").play("facilitator: inject spark")
    assert game["heat"] == 3


ASKING = """
turns: 2
stages: {main: {phases: [news, deeds]}}
phases:
  news: {kind: injects}
  deeds: {kind: actions, menus: [deeds], picks: 2, order: together}
injects:
  visit:
    at: 1
    ask: south
    effects: {trust: +1}
    answers:
      accept: {effects: {trust: +4}}
      refuse: {cost: {south_purse: 2}, effects: {trust: -6}}
      protest: {when: heat >= 5}
  sequel: {when: trust >= 55, effects: {heat: +1}}
  plea: {ask: north, answers: {agree: {effects: {secret: +1}}, disagree: {}}}
actions:
  stir: {side: north, menu: deeds, name: Stir, effects: [{fire: plea}, {trust: +1}]}
  wait: {side: south, menu: deeds, name: Wait}
"""


def test_6_5_a_question_is_answered_before_anything_goes_on() -> None:
    game = Game(ASKING)
    assert (game["trust"], game.to_move, game["heat"]) == (51, ("south",), 0)
    assert game.refused("north: stir") == game.refused("south: wait") == "question-first"
    assert game.refused("south: answer perhaps") == "unknown-answer"
    game.play("south: answer accept")
    assert (game["trust"], game["heat"], game.phase) == (55, 1, "deeds")
    assert game.log("asked", "answered") == ["asked visit south", "answered visit south accept"]


def test_6_5_an_answers_when_and_cost_must_allow_it() -> None:
    game = Game(ASKING).play("facilitator: set south_purse 1")
    assert game.moves("south") == ["answer accept"]
    assert {id: why.code for id, why in game.legal("south").refused.items()} == {
        "refuse": "answer-cost",
        "protest": "answer-when",
    }
    assert game.refused("south: answer refuse") == "answer-cost"


def test_6_5_an_answers_cost_is_paid() -> None:
    game = Game(ASKING).play("south: answer refuse")
    assert (game["south_purse"], game["trust"]) == (3, 45)


def test_6_5_a_question_raised_inside_together_waits_for_the_resolutions_end() -> None:
    game = Game(ASKING).play("south: answer refuse", "north: stir", "south: wait", "south: pass")
    assert game.to_move == ("north",)
    game.play("north: pass")
    assert (game["trust"], game.to_move, game.phase) == (46, ("north",), "deeds")
    assert game.moves("north") == ["answer agree", "answer disagree"]
    assert game.view("south").picks == {"north": ("stir",), "south": ("wait",)}
    game.play("north: answer agree")
    assert game.turn == 2


def test_6_5_questions_wait_in_the_order_they_were_asked() -> None:
    game = Game(ASKING).play("facilitator: inject plea")
    assert game.to_move == ("south",)
    assert game.play("south: answer accept").to_move == ("north",)
    assert game.play("north: answer disagree").phase == "deeds"


def test_6_5_a_question_amid_a_together_phase_comes_first_and_picks_stay() -> None:
    game = Game(ASKING).play("south: answer refuse", "north: stir", "facilitator: inject plea")
    assert game.to_move == ("north",)
    game.play("north: answer disagree")
    assert list(game.to_move) == ["north", "south"]
    assert game.view("north").picks == {"north": ("stir",)}
