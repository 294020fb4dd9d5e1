"""Rule 10.3: injects that the facilitator holds back."""

import pytest
from tiny import Game

from game.model.decisions import FACILITATOR, PUBLIC

NEWS = """
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
  news: {kind: injects, draw: 1}
stages: {main: {phases: [deeds, news]}}
"""
STORM = NEWS + "injects: {storm: {at: 1, effects: {heat: +1}}}\n"


def test_10_3_a_held_inject_does_not_happen_on_its_turn_nor_on_a_later_one() -> None:
    game = Game(STORM).play("facilitator: hold storm").rest(1)
    assert game.happened() == []
    assert game.play("facilitator: release storm").rest(1).happened() == []
    assert Game(STORM).rest(1).happened() == ["storm"]


def test_10_3_one_that_is_released_in_time_happens_as_if_it_had_never_been_held() -> None:
    game = Game(STORM).play("facilitator: hold storm", "facilitator: release storm")
    assert game.state == Game(STORM).state
    assert game.rest(1).happened() == ["storm"]


def test_10_3_a_held_inject_with_a_condition_comes_when_it_is_released() -> None:
    game = Game(NEWS + "injects: {thaw: {when: trust >= 50}}").play("facilitator: hold thaw")
    assert game.rest(1).happened() == []
    assert game.play("facilitator: release thaw").rest(1).happened() == ["thaw"]


def test_10_3_the_chance_of_a_held_inject_is_not_drawn() -> None:
    game = Game(NEWS + "injects: {leak: {chance: 100, ask: north, answers: {well: {}}}}")
    held = Game(game.rules).play("facilitator: hold leak")
    for each in (game, held):
        each.play("north: pass", "south: pass")
    assert (game.happened(), sum(game.state.draws)) == (["leak"], 1)
    assert held.happened() == []
    assert held.turn == 2


def test_10_3_a_held_inject_is_no_candidate_of_a_draw() -> None:
    text = NEWS + "injects: {one: {weight: 1000000}, two: {weight: 1}}"
    assert Game(text).rest(1).happened() == ["one"]
    assert Game(text).play("facilitator: hold one").rest(1).happened() == ["two"]
    both = Game(text).play("facilitator: hold one", "facilitator: hold two")
    before = Game(text).rest(1)
    assert both.rest(1).happened() == []
    assert before.happened() != []


def test_10_3_with_all_of_them_held_a_phase_draws_nothing() -> None:
    text = NEWS + "injects: {one: {weight: 1, ask: south, answers: {well: {}}}, two: {weight: 1}}"
    # The question stops the game before the counters of the turn return to 0.
    text = text.replace("phases: [deeds, news]", "phases: [deeds, news, more]").replace(
        "news: {kind", "more: {kind: actions, menus: [deeds], order: alternate}\n  news: {kind"
    )
    game = Game(text).play("facilitator: hold one", "facilitator: hold two")
    game.play("north: pass", "south: pass")
    assert (game.phase, sum(game.state.draws)) == ("more", 0)


def test_10_3_an_effect_and_the_facilitator_let_a_held_inject_happen_and_it_stays_held() -> None:
    text = STORM.replace("at: 1", "at: 2, once: false")
    text += "actions: {stir: {side: north, menu: deeds, name: Stir, effects: {fire: storm}}}\n"
    game = Game(text).play("facilitator: hold storm", "north: stir", "facilitator: inject storm")
    assert (game.happened(), game["heat"]) == (["storm", "storm"], 2)
    assert game.state.held == (1,)
    assert game.rest(2).happened() == ["storm", "storm"]


def test_10_3_what_is_held_can_not_be_held_again_nor_what_is_not_be_released() -> None:
    game = Game(STORM)
    assert game.refused("facilitator: release storm") == "not-held"
    game.play("facilitator: hold storm")
    assert game.refused("facilitator: hold storm") == "held-already"
    for deed in ("hold", "release"):
        assert game.refused(f"facilitator: {deed} calm") == "unknown-inject"
        assert game.refused(f"north: {deed} storm") == "facilitator-only"
    game.play("facilitator: end")
    assert game.refused("facilitator: release storm") == "over"


def test_10_3_legal_lists_which_injects_can_be_held_and_which_released() -> None:
    game = Game(NEWS + "injects: {storm: {at: 1}, rain: {at: 2}}")
    game.play("facilitator: hold rain")
    assert game.moves(FACILITATOR)[:4] == [
        *("inject storm", "inject rain"),
        *("hold storm", "release rain"),
    ]


def test_10_3_nothing_follows_not_even_an_outcome_that_ends_at_once() -> None:
    game = Game(STORM)
    before = game.state
    game.play("facilitator: hold storm")
    assert [entry.code for entry in game.entries[-1:]] == ["held"]
    assert game.state.held == (1,)
    assert game.play("facilitator: release storm").state == before


def test_10_3_amid_a_together_phase_and_while_a_question_waits_nothing_else_changes() -> None:
    text = STORM.replace("order: alternate", "order: together")
    game = Game(text).play("north: warm")
    picks, asked = game.state.picks, game.to_move
    game.play("facilitator: hold storm")
    assert (game.state.picks, game.to_move) == (picks, asked)
    text = STORM.replace("at: 1", "at: 1, ask: south, answers: {well: {}}")
    game = Game(text).play("north: pass", "south: pass", "facilitator: hold storm")
    assert (game.to_move, game.state.questions) == (("south",), (0,))
    assert game.play("south: answer well").turn == 2


def test_10_3_an_inject_can_be_held_between_two_of_one_phase() -> None:
    text = NEWS + "injects: {visit: {at: 1, ask: south, answers: {well: {}}}, storm: {at: 1}}"
    game = Game(text).play("north: pass", "south: pass")
    assert game.happened() == ["visit"]
    game.play("facilitator: hold storm", "south: answer well")
    assert game.happened() == ["visit"]
    assert game.turn == 2


@pytest.mark.parametrize("who", ["north", "south", PUBLIC])
def test_10_3_only_the_facilitator_learns_that_an_inject_is_held(who: str) -> None:
    game, held = Game(STORM), Game(STORM).play("facilitator: hold storm")
    assert held.view(FACILITATOR).held == {"storm"}
    assert [entry.code for entry in held.heard(FACILITATOR)][-1:] == ["held"]
    assert held.view(who) == game.view(who)
    assert held.heard(who) == game.heard(who)
    if who != PUBLIC:
        assert held.legal(who) == game.legal(who)
