"""Rules 3.9 and 3.10: how many decisions a game takes, and the machine under it."""

import pytest
from tiny import Game, rules, sides, told

from game.engine.flow import flow_of


def test_3_9_rules_bound_the_number_of_decisions() -> None:
    bound = rules(
        """
turns: 5
stages: {main: {phases: [deeds, hall]}, other: {phases: [deeds]}}
phases:
  deeds: {kind: actions, menus: [deeds], picks: 2}
  hall: {kind: table, table: pact, rounds: 3}
tables:
  pact:
    between: [north, south]
    rounds: 8
    open: true
    issues: {scope: {options: {small: {worth: {north: 1, south: 1}}}}}
"""
    ).most_decisions
    assert bound == 5 * (2 * 2 + 2 * 3)


def test_3_10_a_phase_may_be_called_close() -> None:
    text = "stages: {main: {phases: [close]}}\nphases: {close: {kind: actions, menus: [deeds]}}"
    game = Game(text).play("north: pass", "south: pass")
    assert (game.turn, game.phase) == (2, "close")


def test_3_9_the_bound_takes_the_largest_stage_and_counts_who_takes_part() -> None:
    text = (
        sides("north", "south", "west")
        + """
turns: 4
stages: {small: {phases: [one]}, large: {phases: [one, two, news]}}
phases:
  one: {kind: actions, menus: [deeds], picks: 3}
  two: {kind: actions, menus: [deeds], sides: [west]}
  news: {kind: injects}
actions: {talk: {side: [north, west], menu: deeds, name: Talk}}
injects: {ask: {at: 1, ask: south, answers: {well: {}}}}
"""
    )
    assert rules(text).most_decisions == 4 * (2 * 3 + 1)


def test_3_9_a_visit_without_rounds_may_use_all_that_its_table_has() -> None:
    text = (
        sides("north", "south", "west")
        + """
turns: 2
stages: {main: {phases: [hall]}}
phases: {hall: {kind: table, table: pact}}
actions: {rest: {side: north, menu: rest, name: Rest}}
tables:
  pact:
    between: [north, south, west]
    rounds: 5
    open: true
    issues: {scope: {options: {small: {worth: {north: 1, south: 1, west: 1}}}}}
"""
    )
    assert rules(text).most_decisions == 2 * 3 * 5


def test_3_9_no_game_asks_for_more_decisions() -> None:
    text = "turns: 3\nphases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: together}}"
    game, decisions = Game(text), 0
    while game.to_move:
        game.play(f"{game.to_move[0]}: {game.moves(game.to_move[0])[0]}")
        decisions += 1
    assert decisions == game.rules.most_decisions == 3 * 2 * 2


@pytest.mark.parametrize("id", ["close", "over", "go", "initial"])
def test_3_10_stages_and_phases_may_be_called_what_the_machine_has_words_for(id: str) -> None:
    text = (
        f"stages: {{{id}: {{phases: [{id}]}}}}\nphases: {{{id}: {{kind: actions, menus: deeds}}}}"
    )
    game = Game(text).rest()
    assert (game.turn, game.stage, game.phase) == (2, id, id)


def test_3_10_the_machine_is_built_once_for_the_same_rules() -> None:
    found = rules()
    assert flow_of(found) is flow_of(found)
    assert flow_of(found) is not flow_of(rules())


def test_3_10_automatic_phases_run_on_until_somebody_is_asked() -> None:
    text = """
turns: 9
stages: {main: {phases: [news, deeds]}}
phases: {news: {kind: injects}, deeds: {kind: actions, menus: deeds, when: turn == 7}}
injects: {storm: {when: turn > 0, once: false, effects: {heat: +1}}}
"""
    game = Game(text)
    assert (game.turn, game["heat"]) == (7, 7)
    assert game.rest().outcome == "calm"


def test_3_10_a_stage_from_which_no_decision_is_ever_asked_is_an_error() -> None:
    text = """
stages: {main: {phases: deeds, next: {when: heat > 5, to: mute}}, mute: {phases: [news]}}
phases: {deeds: {kind: actions, menus: [deeds]}, news: {kind: injects}}
"""
    assert told(text) == ["error silent-stage stages.mute"]


def test_3_10_one_trigger_one_edge_at_a_time_and_only_a_close_has_conditions() -> None:
    text = """
stages:
  a: {phases: [deeds, more], next: [{when: heat > 5, to: b}, {when: heat > 3, to: a}]}
  b: {phases: deeds}
phases: {deeds: {kind: actions, menus: deeds}, more: {kind: actions, menus: deeds, when: heat < 5}}
"""
    (event,) = flow_of(rules(text))._machine.events.values()
    ways = {
        source: [way.conditions for way in found] for source, found in event.transitions.items()
    }
    assert set(ways) == {"a.open", "a.deeds", "a.more", "a.close", "b.open", "b.deeds", "b.close"}
    for source, conditions in ways.items():
        assert source.endswith(".close") or conditions == [[]]
    assert len(ways["a.close"]) == 4  # the game's end, two ways out, and the stage again
